"""A file that no channel knows: which column means what, each shown with what stands in it; kept for the next file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from producer_app.areas.orders import mapping, profiles
from producer_app.areas.orders.mapping import FIELDS, Profile
from producer_app.areas.orders.reading import ReadFile
from producer_app.areas.orders.rows import STATES
from producer_app.areas.orders.western import day_first
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, row, scrolling, words

NEEDED = ("number", "placed", "title", "quantity", "total")
EXAMPLES = 3
# What an amount is in where its cell does not say.
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "KZT", "TRY", "RUB", "HKD", "JPY")


class Columns(QWidget):
    """The sheet on which a person tells the columns. ``done``: called with the file once the profile is kept."""

    def __init__(self, stage: Stage, file: ReadFile, close: Callable[[], object], done: Callable[[Path], object]) -> None:
        super().__init__()
        self._stage, self._file, self._close, self._done = stage, file, close, done
        self._guess = mapping.guess(file.table.header)
        self._states: dict[str, QComboBox] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._shown: dict[str, QLabel] = {}
        self._form = Form([
            Field("title", _("Name of this shop"), example=_("What you call it"), limit=40),
            Field("currency", _("Currency"), "choice", choices={code: code for code in CURRENCIES}),
            Field("days", _("Dates like 03/04/2026"), "choice", choices={
                "": _("month first"), "yes": _("day first")})], columns=3)
        self._form.fill({"title": file.path.stem[:40]})
        self._form.changed.connect(self._look)
        self._state_rows = QVBoxLayout()
        self._state_rows.setSpacing(8)
        self._state_card = card(column(words(_("What do the words of the state mean?"), "strong"), self._state_rows,
                                       margins=(16, 12, 16, 12)))
        self._told = words("", "strong")
        self._told.setObjectName("columnsTold")
        self._keep = button(_("Look at the orders"), "check", self.keep_profile, kind="primary")
        self._keep.setObjectName("keepColumns")
        self._build()

    def _build(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back"))
        head = flow(back, words(_("What do the columns mean?"), "head", wrap=False))
        first = [key for key in FIELDS if key in NEEDED]
        rest = [key for key in FIELDS if key not in NEEDED]
        inner = boxed(column(
            words(_("{file} is new here. Say once what its columns mean; the next file of this shop is known.").format(
                file=isolate(self._file.path.name))), self._form,
            self._grid(first), words(_("If there is such a column:"), "label"), self._grid(rest), self._state_card, None, space=12))
        outer = column(head, scrolling(inner), flow(self._told, self._keep, ends=1), space=12)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self._column_chosen("state")

    def _grid(self, keys: list[str]) -> QFrame:
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        across = 2 if theme.scale() <= 125 else 1
        for place, key in enumerate(keys):
            box = QComboBox()
            box.setObjectName(f"column_{key}")
            box.setAccessibleName(_(FIELDS[key][0]))
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.addItem(_("not in this file"), "")
            for name in self._file.table.header:
                if name.strip():
                    box.addItem(isolate(apart(name.strip())), name.strip())
            box.setCurrentIndex(max(0, box.findData(self._guess.get(key, ""))))
            shown = words("", "quiet")
            self._boxes[key], self._shown[key] = box, shown
            label = words(_(FIELDS[key][0]), "strong")
            label.setBuddy(box)
            grid.addLayout(column(label, box, shown, space=4), place // across, place % across)
            box.currentIndexChanged.connect(partial(self._column_chosen, key))
            self._show_examples(key)
        for number in range(across):
            grid.setColumnStretch(number, 1)
        return frame

    def _show_examples(self, key: str) -> None:
        name = str(self._boxes[key].currentData() or "")
        found = [] if not name else [v for r in self._file.table.records[:20] if (v := r.raw(name).strip())][:EXAMPLES]
        self._shown[key].setText(" · ".join(isolate(apart(value[:24])) for value in found))

    # ------------------------------------------------------------------ choosing
    def _column_chosen(self, key: str, _index: int = 0) -> None:
        self._show_examples(key)
        if key == "state":
            self._draw_states()
        if key == "placed":
            self._guess_days()
        self._look()

    def _guess_days(self) -> None:
        name = str(self._boxes["placed"].currentData() or "")
        if name and day_first([r.raw(name).split(" ")[0] for r in self._file.table.records]):
            self._form.fill({"days": "yes"})

    def _draw_states(self) -> None:
        empty_layout(self._state_rows)
        self._states = {}
        name = str(self._boxes["state"].currentData() or "")
        found = mapping.state_words(self._file.table, name) if name else []
        guessed = mapping.guess_states(found)
        for word in found:
            box = QComboBox()
            box.setObjectName("stateWord")
            box.setAccessibleName(word)
            box.addItem(_("Choose"), "")
            for state, title in STATES.items():
                box.addItem(_(title), state)
            box.setCurrentIndex(max(0, box.findData(guessed.get(word, ""))))
            box.currentIndexChanged.connect(lambda _index: self._look())
            self._states[word] = box
            line = row(words(isolate(apart(word)), "strong"), box)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self._state_rows.addLayout(line)
        self._state_card.setVisible(bool(found))

    def profile(self) -> Profile:
        """The profile as it stands on the sheet."""
        columns = {key: str(box.currentData()) for key, box in self._boxes.items() if box.currentData()}
        states = {word: str(box.currentData()) for word, box in self._states.items() if box.currentData()}
        values = self._form.values()
        return Profile(values["title"], columns, states, values["currency"] or "CNY", day_first=values["days"] == "yes")

    def _look(self) -> None:
        """How the file reads now."""
        if set(self._boxes) != set(FIELDS):  # while the sheet is being built
            return
        profile = self.profile()
        gone = mapping.missing(profile)
        if gone:
            names = ", ".join(_(FIELDS[key][0]) for key in gone)
            self._tell(_("Still to choose: {columns}").format(columns=names), "amber")
        else:
            orders, refused = mapping.tried(profile, self._file.table)
            text = ngettext("{count} order is read", "{count} orders are read", orders).format(count=orders)
            if refused:
                text += " · " + ngettext("{count} row is refused", "{count} rows are refused", refused).format(count=refused)
            self._tell(text, "leaf" if orders and not refused else "amber")
        self._keep.setEnabled(not gone and bool(profile.title.strip()))

    def _tell(self, text: str, tone: str) -> None:
        self._told.setText(text)
        theme.mark(self._told, tone=tone)

    # ------------------------------------------------------------------ doing
    def keep_profile(self) -> None:
        """Keeps the profile and reads the file with it; nothing of the file is written yet."""
        profile = self.profile()
        try:
            profiles.keep_profile(self._stage.shop, replace(profile, title=profile.title.strip()))
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._done(self._file.path)
