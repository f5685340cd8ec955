"""One own code, large: what it is in plain words, where it hangs, printing it, taking it out of use."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.payments import actions, kinds, proposals, queries
from producer_app.areas.payments.rows import Place
from producer_app.areas.payments.screen.marks import SchemeStrip, large, pair, tail
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.marks import check_letters
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, picture, row, rule, scrolling, words


class One(QWidget):
    """The code on the start side, its facts and places on the other."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.code_id = 0
        self._title = words("", "head")
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToCodes")
        self._view = CodeView(280)
        self._strip = SchemeStrip()
        self._letters = words("", "title", wrap=False)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(10)
        self._places = QVBoxLayout()
        self._places.setSpacing(8)
        self._place = QLineEdit()
        self._place.setObjectName("place")
        self._place.setPlaceholderText(_("Counter, night bazaar …"))
        self._place.setAccessibleName(_("Where it hangs"))
        self._place.setMaxLength(60)
        self._place.returnPressed.connect(self.hang)
        hang = button(_("Note it"), "map-pin", self.hang)
        hang.setObjectName("hang")
        retire = button(_("Take out of use"), "archive-box", self.retire)
        retire.setObjectName("retire")
        show = button(_("Print it"), "printer", lambda: stage.go("posters", code=self.code_id), kind="primary")
        show.setObjectName("printCode")
        letters = row(words(_("Compare with the sheet:"), "quiet", wrap=False), self._letters, None)
        code = card(column(self._strip, self._view, boxed(letters), space=8, margins=(16, 16, 16, 12)))
        facts = card(column(self._facts, space=0, margins=(20, 16, 20, 16)))
        hangs = card(column(words(_("Where it hangs"), "strong"), self._places, row(self._place, hang), space=10,
                            margins=(20, 16, 20, 16)))
        side: QWidget = boxed(column(facts, hangs, None, space=12))
        buttons = row(None, retire, show)
        if not large():
            side = scrolling(side)
            side.setMinimumWidth(theme.px(380))
            side = boxed(column(side, buttons, space=12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(back, self._title, None))
        outer.addWidget(pair(code, side, shares=(5, 6)), 1)
        if large():
            outer.addLayout(buttons)

    def show_code(self, code_id: int) -> None:
        """Another code."""
        self.code_id = code_id
        self._place.clear()
        self.refresh()

    def refresh(self) -> None:
        """Looks at the shop again; a code taken out of use leaves the screen."""
        code = queries.get(self._stage.shop, self.code_id)
        if not code.active:
            self.left.emit()
            return
        reading = kinds.read(code.payload, code.scheme)
        self._title.setText(code.owner)
        self._strip.show_scheme(reading.scheme)
        self._view.show_code(code.payload, bytes_only=reading.scheme.bytes_only)
        self._letters.setText(isolate(check_letters(code.payload)))
        day = isolate(clock.local(code.added_at).date().isoformat())
        empty_layout(self._facts)
        if code.last_digits:
            self._fact("identification-card", _("Ends in {digits}").format(digits=tail(code.last_digits)))
        self._fact("calendar-check", _("In use since {day}").format(day=day))
        for sentence in proposals.said(reading, code.payload):
            self._fact("info", sentence)
        empty_layout(self._places)
        for place in code.places:
            self._places.addLayout(self._place_line(place))
        if not code.places:
            nowhere = _("Nowhere yet. Note each place, so that none is forgotten when the code changes.")
            self._places.addWidget(words(nowhere, "quiet"))

    def _fact(self, icon: str, text: str) -> None:
        line = row(picture(icon, 24, "ink"), words(text), space=12)
        line.setStretch(1, 1)
        self._facts.addLayout(line)

    def _place_line(self, place: Place) -> QVBoxLayout:
        day = isolate(clock.local(place.since).date().isoformat())
        gone = button(_("Taken down"), "x", partial(self.take_down, place.name))
        since = words(_("since {day}").format(day=day), "quiet")
        line = row(picture("map-pin", 24, "leaf"), words(place.name, "strong"), since, gone)
        line.setStretch(1, 1)
        return column(line, rule(), space=6)

    # ------------------------------------------------------------------ changes
    def hang(self) -> None:
        """Notes the typed place."""
        try:
            actions.hang(self._stage.shop, self.code_id, self._place.text())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._place.clear()
        self._stage.saved(_("The place is noted."))

    def take_down(self, place: str) -> None:
        """Notes that it hangs there no longer."""
        actions.take_down(self._stage.shop, self.code_id, place)
        self._stage.saved(_("Noted: it no longer hangs there."))

    def retire(self) -> None:
        """Takes the code out of use; Undo brings it back."""
        actions.retire(self._stage.shop, self.code_id)
        self._stage.saved(_("The code is out of use. Take its sheets down."))
