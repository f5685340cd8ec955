"""Choosing an order: to ask for its money, or as the place of some money; found by its number, buyer or goods."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.receiving.screen.parts import LARGE, Tappable, buyer, goods
from producer_app.base.i18n import _, isolate
from producer_app.ui import theme
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty_layout, row, scrolling, words

MOST = 40


class Picking(QWidget):
    """A search box and orders below it; ``aside`` stands beside or below them. ``picked(order_id)``."""

    picked = Signal(int)
    left = Signal()

    def __init__(self, stage: Stage, *, aside: QWidget | None = None) -> None:
        super().__init__()
        self._stage = stage
        self.title = words("", "head")
        self._search = SearchBox(_("Number, buyer or goods"))
        self._search.setObjectName("searchOrder")
        self._search.textChanged.connect(lambda _text: self.refresh())
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToLists")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._rows.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._rows)
        found = column(self._search, scrolling(holder), space=8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 12)
        outer.setSpacing(12)
        head = row(back, space=12)
        head.addWidget(self.title, 1)
        outer.addLayout(head)
        if aside is None:
            outer.addLayout(found, 1)
        elif theme.scale() >= LARGE:
            found.setStretch(1, 1)
            holder.setMinimumHeight(theme.px(120))
            outer.addWidget(scrolling(boxed(column(aside, boxed(found), space=16))), 1)
        else:
            both = row(space=16)
            both.addWidget(boxed(found), 3)
            both.addWidget(scrolling(aside), 2)
            outer.addLayout(both, 1)

    def begin(self, title: str) -> None:
        """Begins anew under a title."""
        self.title.setText(title)
        self._search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Looks for orders again: those not paid first, all others where something is looked for."""
        empty_layout(self._rows)
        shop, text = self._stage.shop, self._search.text().strip()
        found = orders.board(shop, search=text, limit=MOST) if text else orders.board(shop, lane="pay", limit=MOST)
        for order in found:
            self._rows.addWidget(self._row(order, lambda order=order: self.picked.emit(order.id)))  # type: ignore[misc]
        if not found:
            self._rows.addWidget(words(_("No such order.") if text else _("No order waits for money."), "quiet"))
        self._rows.addStretch(1)

    def _row(self, order: orders.Order, act: Callable[[], object]) -> Tappable:
        text = " · ".join(filter(None, (buyer(order.recipient), goods(self._stage.shop, order.id))))
        amount = words(order.total.shown(), "title", wrap=False)
        head = row(words(isolate(order.number), "strong", wrap=False),
                   words(f"{orders.channel_title(order.channel)} · {_(orders.STATES[order.state])}", "quiet"), space=8)
        head.setStretch(1, 1)
        said = column(head, words(text), space=0)
        if theme.scale() >= LARGE:
            inner: QLayout = column(amount, said, space=4, margins=(16, 10, 16, 10))
        else:
            inner = row(space=16, margins=(16, 10, 16, 10))
            inner.addLayout(said, 1)
            inner.addWidget(amount)
        made = Tappable(inner, f"order_{order.id}", f"{order.number} {order.total.shown()}")
        made.tapped.connect(act)
        return made

    def looking_for(self) -> str:
        """What is typed, for another language."""
        return self._search.text()

    def look_for(self, text: str) -> None:
        """Gets back what ``looking_for`` gave."""
        self._search.setText(text)
