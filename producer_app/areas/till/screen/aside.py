"""The baskets put aside: one is brought back with a tap, the one on the counter is put aside with another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from producer_app.areas.till import actions, queries
from producer_app.areas.till.rows import Basket, Parked
from producer_app.areas.till.screen.parts import Tap, at, head, photo
from producer_app.areas.till.screen.paying import Room
from producer_app.base.i18n import _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui.flow import flow
from producer_app.ui.widgets import boxed, button, column, empty_layout, row, words


class AsideRoom(Room):
    """``parked``: put the counter's basket aside; ``brought``: the basket with this id comes back; ``left``: nothing."""

    parked = Signal()
    brought = Signal(int)
    left = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._put = button(_("Put this basket aside"), "pause-circle", self.parked.emit, kind="primary")
        self._put.setObjectName("park")
        inner = boxed(column(head(_("Put aside"), self.left.emit), self._list, None, space=12))
        self._furnish(inner, flow(self._put, ends=1))

    def begin(self, basket: Basket) -> None:
        """Shows what is aside."""
        self._put.setEnabled(bool(basket.items))
        empty_layout(self._list)
        found = queries.parked(self._shop)
        if not found:
            self._list.addWidget(words(_("No basket is aside. Put one here while its buyer looks on."), "quiet"))
        for one in found:
            self._list.addWidget(self._card(one))

    def _card(self, one: Parked) -> Tap:
        goods = ", ".join(apart(f"{item.name} {isolate(item.much())}") for item in one.basket.items)
        first = one.basket.items[0].thumb if one.basket.items else ""
        out = button("", "trash", partial(self._drop, one.id), kind="square", name=_("Throw this basket away"))
        out.setObjectName(f"drop_{one.id}")
        line = row(photo(self._shop.files.path(first) if first else None, 48),
                   column(words(goods, "strong"), words(at(one.parked_at), "quiet"), space=0),
                   words(one.basket.total.shown(), "strong", wrap=False), out, space=10, margins=(8, 8, 8, 8))
        line.setStretch(1, 1)
        card = Tap(line, f"{goods} {one.basket.total.shown()}", name=f"aside_{one.id}")
        card.tapped.connect(partial(self.brought.emit, one.id))
        return card

    def _drop(self, parked_id: int) -> None:
        actions.drop(self._shop, parked_id)
