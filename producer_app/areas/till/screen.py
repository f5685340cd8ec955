"""Sell at the stall in three taps: the thing, how much, how it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders, payments, products
from producer_app.areas.till.actions import sell
from producer_app.areas.till.rows import Basket, Item
from producer_app.areas.till.tile import TILE
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.screen import Page, Screen, Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import (
    Keypad,
    SearchBox,
    boxed,
    button,
    column,
    empty,
    empty_layout,
    picture,
    row,
    rule,
    scrolling,
    words,
)

WATCHES = frozenset({"products", "product_names", "prices", "photos", "receiving_codes"})
PAGE = 48


class ThingDelegate(CardDelegate):
    """Photo, name and price of one product; the whole card is the button."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs

    def size(self) -> QSize:
        return QSize(theme.px(184), theme.px(106) + 3 * line_height("body", bold=True) + 32)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(106))
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        words_box = QRect(box.left() + 12, photo.bottom() + 6, box.width() - 24, box.bottom() - photo.bottom() - 12)
        price = f"{value.price.shown()} / {_(products.UNITS[value.unit])}"
        last = line_height("body", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, words_box.adjusted(0, 0, 0, -last), value.name, theme.INK)
        draw_lines(painter, words_box.adjusted(0, words_box.height() - last, 0, 0), price, theme.ROSE)


class BasketLine(QFrame):
    """One line of the basket: what, how much, how dear. A tap lets the keypad speak to it."""

    tapped = Signal(int)

    def __init__(self, place: int, item: Item, *, chosen: bool) -> None:
        super().__init__()
        self._place = place
        self.setObjectName(f"line_{place}")
        self.setProperty("chip", "rose" if chosen else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{item.name} {item.quantity.text()} {item.total.shown()}")
        unit = _(products.UNITS[item.unit])
        many = words(isolate(f"{item.quantity.text()} ×"), "strong", wrap=False)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(12)
        line.addWidget(many)
        line.addLayout(column(words(item.name, "strong"), words(f"{item.price.shown()} / {unit}", "quiet"), space=0), 1)
        line.addWidget(words(item.total.shown(), "strong", wrap=False))

    def mousePressEvent(self, event: Any) -> None:
        del event
        self.tapped.emit(self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.tapped.emit(self._place)
        else:
            super().keyPressEvent(event)


class TillPage(Page):
    """Products on the start side; basket, keypad and payment on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.basket = Basket()
        self._typed = ""
        self._search = SearchBox(_("Search products"))
        self._model: Pages = Pages(self._load, lambda p: f"{p.name} {p.price.shown()}", self)
        self._search.textChanged.connect(lambda _text: self._model.reload())
        thumbs = Thumbs(theme.px(280))
        self._things = Cards(self._model, ThingDelegate(self.shop, thumbs), _("Products"))
        self._things.setObjectName("things")
        thumbs.setParent(self)
        thumbs.ready.connect(self._things.viewport().update)
        self._things.chosen.connect(self.take_in)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._total = words("", "stall", wrap=False)
        self._total.setObjectName("total")
        self._cash = button(_("Cash"), "money-fill", lambda: self.pay("cash"), kind="leaf")
        self._cash.setObjectName("cash")
        self._code = button(_("Show the code"), "qr-code-fill", self.show_code, kind="primary")
        self._code.setObjectName("code")
        self._keypad = Keypad()
        self._keypad.pressed.connect(self.key)
        self._side = QStackedWidget()
        self._side.setMinimumWidth(min(theme.px(380), 560))
        self._side.setMaximumWidth(theme.px(460))
        self._side.addWidget(self._basket_side())
        self._side.addWidget(self._code_side())
        self._empty = empty("storefront", _("First add a product, then sell it here."), _("Add a product"),
                            lambda: stage.go("products"))
        head = words(_("Tap what is sold"), "head")
        # Large letters need the whole width for themselves.
        top = column(head, self._search, space=8) if theme.scale() > 125 else row(head, self._search)
        shelf = boxed(column(top, self._things, space=12, margins=(20, 16, 8, 12)))
        self._shelf = shelf
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(shelf, 1)
        outer.addWidget(self._empty, 1)
        outer.addWidget(self._side)

    def _basket_side(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        area: QScrollArea = scrolling(holder)
        area.setMinimumHeight(theme.px(90))
        self._basket_area = area
        total = row(words(_("Total"), "quiet", wrap=False), None, self._total)
        pay = column(self._code, self._cash) if theme.scale() > 125 else row(self._code, self._cash)
        panel = QFrame()
        panel.setProperty("kind", "card")
        panel.setLayout(column(area, rule(), total, self._keypad, pay, space=10, margins=(16, 12, 16, 16)))
        return scrolling(panel)

    def _code_side(self) -> QWidget:
        self._code_view = CodeView(220)
        self._choice = QHBoxLayout()
        self._choice.setSpacing(8)
        self._code_total = words("", "stall", wrap=False)
        self._code_total.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code_owner = words("", "title")
        self._code_owner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code_hint = words("", "quiet")
        self._code_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paid = button(_("Paid"), "check", lambda: self.pay("code"), kind="leaf")
        paid.setObjectName("paid")
        back = button(_("Back"), "arrow-left", self.show_basket)
        back.setObjectName("backToBasket")
        panel = QFrame()
        panel.setProperty("kind", "card")
        panel.setLayout(column(self._choice, self._code_total, self._code_view, self._code_owner, self._code_hint,
                               row(back, paid), space=8, margins=(16, 12, 16, 16)))
        return scrolling(panel)

    # ------------------------------------------------------------------ looking
    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        return products.listing(self.shop, search=self._search.text(), limit=PAGE, before=last.id if last else None)

    def refresh(self) -> None:
        self._model.reload()
        nothing = not self._model.rows and not self._search.text()
        self._shelf.setVisible(not nothing)
        self._empty.setVisible(nothing)
        self._show_basket()

    def _show_basket(self) -> None:
        empty_layout(self._lines)
        for place, item in enumerate(self.basket.items):
            line = BasketLine(place, item, chosen=place == self.basket.chosen)
            line.tapped.connect(self.choose)
            self._lines.addWidget(line)
        if not self.basket.items:
            hint = words(_("Nothing has been chosen yet."), "quiet")
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._lines.addWidget(row_of(picture("shopping-bag-open", 40), hint))
        self._lines.addStretch(1)
        self._total.setText(self.basket.total.shown())
        for pay in (self._cash, self._code):
            pay.setEnabled(bool(self.basket.items))
        bar = self._basket_area.verticalScrollBar()
        bar.setValue(bar.maximum())

    # ------------------------------------------------------------------ the basket
    def take_in(self, product: products.Product) -> None:
        """A tap on a product: one more of it."""
        item = Item(product.id, product.name, product.sku, product.unit, product.price, thumb=product.thumb)
        self._keep(lambda: self.basket.add(item))
        self._typed = ""

    def choose(self, place: int) -> None:
        """A tap on a line: the keypad speaks to it."""
        self._typed = ""
        self._keep(lambda: self.basket.choose(place))

    def _keep(self, change: Any) -> None:
        try:
            changed: Basket = change()
            changed.total  # noqa: B018  # two currencies are refused here, before the basket has them
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.basket = changed
        self.show_basket()

    def show_basket(self) -> None:
        """The side with the basket."""
        self._side.setCurrentIndex(0)
        self._show_basket()

    def key(self, key: str) -> None:
        """A key of the pad: a new quantity for the chosen line, digit by digit."""
        place = self.basket.chosen
        if not 0 <= place < len(self.basket.items):
            return
        now = self.basket.items[place].quantity.milli
        if key in ("+1", "-1"):
            self._typed = ""
            self._keep(lambda: self.basket.with_quantity(place, Quantity(now + (1000 if key == "+1" else -1000))))
        elif key == "clear":
            self._typed = ""
            self._keep(lambda: self.basket.with_quantity(place, Quantity(0)))
        else:
            self._type(place, self._typed[:-1] if key == "back" else self._typed + key)

    def _type(self, place: int, typed: str) -> None:
        if typed.count(".") > 1 or len(typed) > 8 or len(typed.partition(".")[2]) > 3:
            return
        self._typed = typed
        bare = typed.rstrip(".")
        if bare and float_free(bare):
            self._keep(lambda: self.basket.with_quantity(place, Quantity.parse(bare)))
            self._typed = typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Backspace: "back", Qt.Key.Key_Delete: "clear", Qt.Key.Key_Plus: "+1", Qt.Key.Key_Minus: "-1"}
        if event.key() in keys:
            self.key(keys[Qt.Key(event.key())])
        elif event.text() in "0123456789." and event.text():
            self.key(event.text())
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ the money
    def show_code(self) -> None:
        """Her code, with the amount in it where the scheme can carry one."""
        refusal = payments.why_none(self.shop)
        if refusal is not None:
            self.stage.refuse(refusal)
            return
        codes = payments.codes(self.shop)
        empty_layout(self._choice)
        if len(codes) > 1:
            for code in codes[:4]:
                made = button(_(payments.scheme_of(code).title), "", partial(self._show_one, code), kind="chip")
                self._choice.addWidget(made)
        self._side.setCurrentIndex(1)
        self._show_one(codes[0])

    def _show_one(self, code: payments.ReceivingCode) -> None:
        total = self.basket.total
        inside = payments.asks_for(code, total)
        try:
            payload = payments.payload_for(self.shop, code.id, total if inside else None)
        except ShopError as refusal:
            # Another program touched the code since: what was shown of it goes as well.
            self.show_basket()
            self.stage.refuse(refusal)
            return
        self._code_view.show_code(payload, bytes_only=payments.scheme_of(code).bytes_only)
        self._code_total.setText(total.shown())
        self._code_owner.setText(isolate(code.owner))
        hint = _("The amount is in the code.") if inside else _("The buyer types the amount.")
        self._code_hint.setText(f"{hint} {_('Look at your own phone before you hand over the goods.')}")

    def pay(self, way: str) -> None:
        """The sale is kept; said only once it is on disk."""
        try:
            order = sell(self.shop, self.basket, way=way)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.basket, self._typed = Basket(), ""
        self.show_basket()
        self.stage.saved(_("Sold for {total}. Number {number} is saved.").format(
            total=order.total.shown(), number=isolate(order.number)))

    # ------------------------------------------------------------------ language, back
    def keep(self) -> dict[str, Any]:
        return {"basket": self.basket, "search": self._search.text()} if self.basket.items or self._search.text() else {}

    def take(self, kept: dict[str, Any]) -> None:
        if kept:
            names = {i.product_id: products.get(self.shop, i.product_id).name for i in kept["basket"].items}
            items = tuple(replace(i, name=names[i.product_id]) for i in kept["basket"].items)
            self.basket = Basket(items, kept["basket"].chosen)
            self._search.setText(kept["search"])
            self._show_basket()

    def back(self) -> bool:
        if self._side.currentIndex() == 1:
            self.show_basket()
            return True
        return False


def row_of(*parts: QWidget) -> QWidget:
    """Parts below each other in the middle, for the empty basket."""
    return boxed(column(None, *parts, None, space=8))


def float_free(text: str) -> bool:
    """Whether a typed quantity is above zero yet: ``0`` and ``0.`` wait for their next digit."""
    return any(digit in "123456789" for digit in text)


def _said(shop: Shop) -> str:
    start, end = clock.day_bounds(clock.today())
    count = sum(orders_ for _channel, _billed, _back, orders_ in orders.billed_between(shop, start, end))
    return ngettext("{count} sale today", "{count} sales today", count).format(count=count) if count else _("Three taps")


def _scene_basket(page: TillPage) -> None:
    for product in products.listing(page.shop, limit=3):
        page.take_in(product)
    page.key("2")


def _scene_code(page: TillPage) -> None:
    _scene_basket(page)
    page.show_code()


SCREEN = Screen(TILE, TillPage, WATCHES, said=_said, scenes={"basket": _scene_basket, "code": _scene_code})
