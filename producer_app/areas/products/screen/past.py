"""The history of a product's prices: who, when, from what to what; each change can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.products import queries
from producer_app.areas.products.rows import KIND_WORDS, PriceChange
from producer_app.base import clock
from producer_app.base.i18n import _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui import person, theme
from producer_app.ui.flow import flow
from producer_app.ui.widgets import button, chip, column, empty_layout, row, rule, words

LINES = 12


class Past(QFrame):
    """A card; ``take_back(change)`` is called for a change that is to be undone."""

    def __init__(self, take_back: Callable[[PriceChange], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._take_back = take_back
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._person = QLineEdit(person.person())
        self._person.setObjectName("person")
        self._person.setMaxLength(person.LONGEST)
        self._person.setMinimumWidth(theme.px(180))
        self._person.setAccessibleName(_("Who works at this computer"))
        self._person.textEdited.connect(person.remember)
        label = words(_("Who works at this computer"), "label")
        label.setBuddy(self._person)
        who = row(label, self._person)
        who.setStretch(0, 1)
        who.setStretch(1, 1)
        self.setLayout(column(words(_("Price history"), "strong"), self._lines, rule(), who, space=8, margins=(16, 12, 16, 12)))

    def show_history(self, shop: Shop, product_id: int) -> None:
        """Reads and shows the last changes, the latest first."""
        empty_layout(self._lines)
        self._person.setText(person.person())
        for number, one in enumerate(queries.price_history(shop, product_id)[:LINES]):
            self._lines.addWidget(self._line(number, one))

    def _line(self, number: int, one: PriceChange) -> QWidget:
        when = isolate(clock.local(one.changed_at).strftime("%Y-%m-%d %H:%M"))
        told: list[QWidget] = [words(when, "quiet", wrap=False), words(_(KIND_WORDS[one.kind]), wrap=False),
                               words(_change_text(one), "strong", wrap=False)]
        if one.who:
            told.append(words(apart(one.who), "quiet", wrap=False))
        if one.reason:
            told.append(chip(_("Below cost") + f" · {_(one.reason)}", "red"))
        if one.old is not None or one.kind != "stall":
            back = button(_("Undo"), "arrow-u-up-left", partial(self._take_back, one))
            back.setObjectName(f"takeBack_{number}")
            told.append(back)
        return flow(*told, ends=1 if len(told) > 3 else 0)


def _change_text(one: PriceChange) -> str:
    if one.ended:
        return isolate(f"{one.new.shown()} → {_('none')}")
    return one.new.shown() if one.old is None else isolate(f"{one.old.shown()} → {one.new.shown()}")
