"""A jar comes back: find its sale, choose the line and how much, give the money back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas import orders, products
from producer_app.areas.till import queries
from producer_app.areas.till.screen.parts import Tap, at, head, huge, listed, photo, sides
from producer_app.areas.till.screen.paying import guarded
from producer_app.base.i18n import _, isolate
from producer_app.base.quantity import Quantity
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import SearchBox, boxed, button, card, column, empty_layout, row, words


class ReturnsRoom(QWidget):
    """Sales of the day at the start side, the chosen one's lines at the other. ``left``: back to the counter."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._shop = stage, stage.shop
        self._order: orders.Order | None = None
        self._line: orders.Left | None = None
        self._many = Quantity(0)
        self._search = SearchBox(_("Number of the sale, or goods"))
        self._search.setObjectName("findSale")
        self._search.textChanged.connect(lambda _text: self._show_sales())
        self._sales = rows()
        self._lines = rows()
        self._amount = huge("", 52, name="returnAmount", tone="rose")
        self._how_many = words("", "title", wrap=False)
        self._how_many.setObjectName("returnMany")
        less = button(isolate("−1"), "", partial(self._step, -1000), name=_("One less"))
        more = button(isolate("+1"), "", partial(self._step, 1000), name=_("One more"))
        less.setObjectName("returnLess")
        more.setObjectName("returnMore")
        self._stepper = boxed(row(None, less, self._how_many, more, None))
        self._ways = {way: button(text, icon, partial(self._give_back, way), kind=kind) for way, text, icon, kind in (
            ("credit", _("Off the debt"), "notebook", ""), ("transfer", _("From my phone"), "device-mobile", ""),
            ("cash", _("Give cash back"), "money-fill", "primary"))}
        for way, one in self._ways.items():
            one.setObjectName(f"giveBack_{way}")
            one.setMinimumHeight(theme.px(theme.PRIMARY))
        self._detail = card(column(listed(self._lines), self._amount, self._stepper, flow(*self._ways.values(), ends=1),
                                   space=10, margins=(16, 12, 16, 14)))
        start = boxed(column(self._search, listed(self._sales), space=10))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 16)
        outer.addLayout(head(_("What comes back?"), self.left.emit))
        outer.addWidget(sides(start, self._detail), 1)

    def begin(self) -> None:
        """Opens with the sales of today."""
        self._order = self._line = None
        self._search.clear()
        self.refresh()
        self._search.setFocus()

    def refresh(self) -> None:
        """Looks again."""
        if self._order is not None and not orders.left_of(self._shop, self._order.id):
            self._order = self._line = None
        self._show_sales()
        self._show_lines()

    def scanned(self, code: str) -> None:
        """The number on a receipt finds its sale."""
        self._search.setText(code)

    # ------------------------------------------------------------------ the sales
    def _found(self) -> Sequence[orders.Order]:
        typed = self._search.text().strip()
        if not typed:
            return queries.sales_today(self._shop)
        exact = orders.by_number(self._shop, "stall", typed.upper())
        if exact is not None:
            return [exact]
        return [o for o in orders.board(self._shop, channel="stall", search=typed, limit=40) if o.total.minor >= 0]

    def _show_sales(self) -> None:
        empty_layout(self._sales)
        found = [o for o in self._found() if o.state not in ("cancelled", "unpaid")]
        goods = orders.lines_of(self._shop, [o.id for o in found])
        thumbs = {p.id: p.thumb for p in products.some(self._shop, sorted(
            {line.product_id for lines in goods.values() for line in lines[:1] if line.product_id is not None}))}
        for order in found:
            self._sales.addWidget(self._sale(order, goods[order.id], thumbs))
        if not found:
            self._sales.addWidget(words(_("Nothing was found.") if self._search.text() else _("Nothing was sold today."), "quiet"))
        self._sales.addStretch(1)
        if len(found) == 1 and self._order is None:
            self._choose(found[0])

    def _sale(self, order: orders.Order, lines: Sequence[orders.Line], thumbs: dict[int, str]) -> Tap:
        what = ", ".join(orders.in_words(line) for line in lines if line.quantity is not None)
        first = thumbs.get(lines[0].product_id or 0, "") if lines else ""
        inner = row(photo(self._shop.files.path(first) if first else None, 48),
                    column(words(what, "strong"), words(f"{isolate(order.number)} · {at(order.placed_at)}", "quiet"), space=0),
                    words(order.total.shown(), "strong", wrap=False), space=10, margins=(8, 8, 12, 8))
        inner.setStretch(1, 1)
        chosen = self._order is not None and self._order.id == order.id
        made = Tap(inner, f"{order.number} {what} {order.total.shown()}", name=f"sale_{order.id}", chip="rose" if chosen else "")
        made.tapped.connect(partial(self._choose, order))
        return made

    def _choose(self, order: orders.Order) -> None:
        self._order, self._line = order, None
        left = orders.left_of(self._shop, order.id)
        if len(left) == 1:
            self._take(left[0])
        self._show_sales()
        self._show_lines()

    # ------------------------------------------------------------------ the lines
    def _take(self, line: orders.Left) -> None:
        self._line = line
        # One jar of several comes back more often than all; what was weighed comes back whole.
        self._many = Quantity(min(1000, line.quantity.milli)) if line.quantity.milli % 1000 == 0 else line.quantity
        self._show_lines()

    def _step(self, milli: int) -> None:
        if self._line is not None:
            self._many = Quantity(max(1000, min(self._line.quantity.milli, self._many.milli + milli)))
            self._many = Quantity(min(self._many.milli, self._line.quantity.milli))
            self._show_lines()

    def _show_lines(self) -> None:
        empty_layout(self._lines)
        left = orders.left_of(self._shop, self._order.id) if self._order is not None else []
        if self._order is None:
            self._lines.addWidget(words(_("Tap the sale that the goods come from."), "title"))
        elif not left:
            self._lines.addWidget(words(_("All of this sale has come back already."), "title"))
        for one in left:
            self._lines.addWidget(self._card(one))
        self._lines.addStretch(1)
        line = self._line
        for part in (self._amount, self._stepper, *self._ways.values()):
            part.setVisible(line is not None)
        if line is None or self._order is None:
            return
        part_of = line.amount if self._many == line.quantity else line.amount.rounded_share(self._many.milli, line.quantity.milli)
        self._amount.setText(part_of.shown())
        self._how_many.setText(isolate(f"{self._many.text()} × / {line.quantity.text()}"))
        owed = sum(p.amount.minor for p in orders.payments(self._shop, self._order.id) if p.way == "credit")
        self._ways["credit"].setVisible(owed >= part_of.minor > 0)

    def _card(self, one: orders.Left) -> Tap:
        inner = row(words(isolate(f"{one.quantity.text()} ×"), "strong", wrap=False), words(one.line.title, "strong"),
                    words(one.amount.shown(), "strong", wrap=False), margins=(12, 10, 12, 10))
        inner.setStretch(1, 1)
        chosen = self._line is not None and self._line.position == one.position
        made = Tap(inner, f"{one.line.title} {one.quantity.text()}", name=f"left_{one.position}", chip="rose" if chosen else "")
        made.tapped.connect(partial(self._take, one))
        return made

    def _give_back(self, way: str) -> None:
        order, line, many = self._order, self._line, self._many
        if order is None or line is None:
            return
        # Gone before it is written: a second tap finds nothing to give back.
        self._line = None
        made: list[orders.Order] = []
        if guarded(lambda: made.append(orders.give_back(self._shop, order.id, line.position, many, way=way)), self._stage.refuse):
            self._stage.saved(_("Given back: {total}. Number {number} is saved.").format(
                total=(-made[0].total).shown(), number=isolate(made[0].number)))
        self.refresh()

    def back(self) -> bool:
        """One step back inside the room."""
        if self._line is None and self._order is None:
            return False
        self._order = self._line = None
        self.refresh()
        return True


def rows() -> QVBoxLayout:
    """A list's layout, from the top."""
    made = QVBoxLayout()
    made.setSpacing(8)
    made.setContentsMargins(0, 0, 0, 0)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
