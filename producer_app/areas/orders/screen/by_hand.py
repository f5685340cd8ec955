"""A new order by hand: choose the goods by picture, say how many, save; who and where only if one likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.orders import actions, dues
from producer_app.areas.orders.rows import WAYS, LineDraft
from producer_app.areas.orders.screen.marks import told
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty, empty_layout, row, rule, scrolling, words

PAGE = 48


class ThingDelegate(CardDelegate):
    """Photo, name and price of one product."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs

    def size(self) -> QSize:
        return QSize(theme.px(160), theme.px(92) + 3 * line_height("body", bold=True) + 28)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(92))
        draw_photo(painter, photo, self._thumbs.get(self._shop.files.path(value.thumb)) if value.thumb else None)
        words_box = QRect(box.left() + 10, photo.bottom() + 6, box.width() - 20, box.bottom() - photo.bottom() - 12)
        last = line_height("body", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, words_box.adjusted(0, 0, 0, -last), value.title, theme.INK)
        draw_lines(painter, words_box.adjusted(0, words_box.height() - last, 0, 0), value.price_now.shown(), theme.ROSE)


class ByHand(QWidget):
    """The sheet of a new order. ``begin`` empties it."""

    def __init__(self, stage: Stage, close: Callable[[], object], thumbs: Thumbs) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._counts: dict[int, int] = {}
        self._way, self._currency = "", "CNY"
        self._search = SearchBox(_("Search products"))
        self._model = Pages(self._load, lambda p: f"{p.title} {p.price_now.shown()}", self)
        self._search.textChanged.connect(lambda _text: self._model.reload())
        self._things = Cards(self._model, ThingDelegate(stage.shop, thumbs), _("Products"))
        self._things.setObjectName("orderThings")
        thumbs.ready.connect(self._things.viewport().update)
        self._things.chosen.connect(lambda product: self.add(product.id))
        self._form = Form([
            Field("recipient", _("Buyer"), example=_("Name"), limit=60, optional=True),
            Field("phone", _("Phone"), "code", limit=30, optional=True),
            Field("address", _("Address"), limit=200, width=2, optional=True),
            Field("due", _("Promised for a day"), "code", example=clock.today().isoformat(), limit=10, optional=True),
            Field("deposit", _("Deposit, if not all is paid"), "money", limit=16, optional=True),
            Field("note", _("Note"), limit=300, width=2, optional=True)], columns=2)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._total = words("", "price", wrap=False)
        self._total.setObjectName("handTotal")
        self._save = button(_("Save the order"), "check", self.save, kind="primary")
        self._save.setObjectName("saveOrder")
        self._ways = self._way_buttons()
        self._nothing = empty("camera", _("First add a product, then write an order for it."), _("Add a product"),
                              lambda: stage.go("products"))
        self._build()

    def _way_buttons(self) -> QVBoxLayout:
        group = QButtonGroup(self)
        made = []
        for way, title in {"": _("Not paid yet"), **{way: _(text) for way, text in WAYS.items() if way != "credit"}}.items():
            one = button(title, "", partial(self._choose_way, way), kind="chip")
            one.setCheckable(True)
            one.setChecked(not way)
            one.setObjectName(f"way_{way or 'none'}")
            group.addButton(one)
            made.append(one)
        self._group = group
        return column(row(*made[:2], None, space=8), row(*made[2:], None, space=8), space=8)

    def _build(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back to the board"))
        head = row(back, words(_("New order"), "head", wrap=False), None, self._search, space=12)
        inner = boxed(column(boxed(self._lines), rule(), row(words(_("Total"), "quiet", wrap=False), None, self._total), self._ways,
                             self._form, None, space=10, margins=(16, 12, 16, 12)))
        panel = QFrame()
        panel.setProperty("kind", "card")
        area = scrolling(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setMinimumWidth(0)
        side = column(area, row(None, self._save, margins=(16, 0, 16, 16)), space=8)
        side.setStretch(0, 1)
        panel.setLayout(side)
        panel.setMinimumWidth(theme.px(420))
        panel.setMaximumWidth(theme.px(520))
        self._panel = panel
        both = row(space=12)
        both.addWidget(self._things, 1)
        both.addWidget(panel)
        outer = column(head, both, self._nothing, space=12, margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        return products.listing(self._stage.shop, search=self._search.text(), limit=PAGE, before=last.id if last else None)

    # ------------------------------------------------------------------ what is shown
    def begin(self) -> None:
        """An empty sheet."""
        self._counts = {}
        self._form.clear()
        self._choose_way("")
        self.look_again()

    def look_again(self) -> None:
        """Reads the products anew and draws the chosen ones."""
        self._model.reload()
        nothing = not self._model.rows and not self._search.text()
        self._nothing.setVisible(nothing)
        self._things.setVisible(not nothing)
        self._panel.setVisible(not nothing)
        self._draw_lines()

    def show_example(self) -> None:
        """Two kinds of goods chosen, for a picture of this step."""
        for product in products.listing(self._stage.shop, limit=2):
            self.add(product.id)
            self.add(product.id)

    def _draw_lines(self) -> None:
        empty_layout(self._lines)
        sums: dict[str, Money] = {}  # each currency by itself; saving refuses two of them
        known = {p.id: p for p in products.some(self._stage.shop, list(self._counts))}
        for product_id, many in self._counts.items():
            product = known.get(product_id)
            if product is None:
                continue
            cost = Quantity.of(many).of_price(product.price_now)
            sums[cost.currency] = sums.get(cost.currency, Money(0, cost.currency)) + cost
            less = button("−", "", partial(self.add, product_id, -1), kind="square", name=_("One less"))
            less.setText("−")
            less.setObjectName(f"less_{product_id}")
            more = button("+", "", partial(self.add, product_id), kind="square", name=_("One more"))
            more.setText("+")
            more.setObjectName(f"more_{product_id}")
            count = words(isolate(str(many)), "title", wrap=False)
            count.setAlignment(Qt.AlignmentFlag.AlignCenter)
            count.setMinimumWidth(theme.px(36))
            line = row(less, count, more, space=8)
            line.addWidget(words(product.title, "strong"), 1)
            line.addWidget(words(cost.shown(), "strong", wrap=False))
            self._lines.addLayout(line)
        supply = self._stage.supply
        missing = supply.missing(self._stage.shop, {i: many * 1000 for i, many in self._counts.items()}) if supply else {}
        for text in told(self._stage.shop, missing):
            short = words(text, "label", tone="amber")
            short.setObjectName("handShort")
            self._lines.addWidget(short)
        if not self._counts:
            self._lines.addWidget(words(_("Tap what is ordered."), "quiet"))
        self._currency = next(iter(sums), "CNY")
        self._total.setText(" + ".join(one.shown() for one in sums.values()) or Money(0).shown())
        self._save.setEnabled(bool(self._counts))

    # ------------------------------------------------------------------ doing
    def add(self, product_id: int, many: int = 1) -> None:
        """One more or one less of a product; none takes it off."""
        now = self._counts.get(product_id, 0) + many
        if now > 0:
            self._counts[product_id] = min(now, 9_999)
        else:
            self._counts.pop(product_id, None)
        self._draw_lines()

    def _choose_way(self, way: str) -> None:
        self._way = way
        for made in self._group.buttons():
            if made.objectName() == f"way_{way or 'none'}":
                made.setChecked(True)

    def save(self) -> None:
        """Keeps the order; its number is told once it is on disk."""
        lines = [LineDraft("", "", quantity=Quantity.of(many), product_id=product_id) for product_id, many in self._counts.items()]
        values = self._form.values()
        try:
            due = dues.day_of(values["due"])
            deposit = Money.parse(values["deposit"], self._currency) if values["deposit"] else None
            order = actions.sell(self._stage.shop, lines, paid_by=self._way, deposit=deposit, due=due,
                                 recipient=values["recipient"], phone=values["phone"], address=values["address"],
                                 note=values["note"])
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self.begin()
        self._close()
        self._stage.saved(_("Order {number} is saved.").format(number=isolate(order.number)))

    def keep(self) -> dict[str, Any]:
        """What was chosen and typed, for another language."""
        return {"counts": dict(self._counts), "form": self._form.values(), "way": self._way}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self._counts = dict(kept["counts"])
        self._form.fill(kept["form"])
        self._choose_way(kept["way"])
        self.look_again()
