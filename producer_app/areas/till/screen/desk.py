"""What is done at the counter: goods onto it, the keypad, the money, baskets put aside. Joins the shelf, the counter and their
rooms; the keys and what a change of language keeps are page.py's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders, products, stock
from producer_app.areas.till import actions, queries
from producer_app.areas.till.keying import Hand
from producer_app.areas.till.rows import NONE, Basket, Item, by_weight
from producer_app.areas.till.screen.aside import AsideRoom
from producer_app.areas.till.screen.counter import CounterSide
from producer_app.areas.till.screen.facing import Facing
from producer_app.areas.till.screen.owing import DebtsRoom, DoubtsRoom
from producer_app.areas.till.screen.paying import ChangeRoom, CodeRoom, CreditRoom, guarded
from producer_app.areas.till.screen.returns import ReturnsRoom
from producer_app.areas.till.screen.shelf import Shelf
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.screen import Page, Stage
from producer_app.ui.widgets import empty

PAUSE_MS = 300


class Desk(Page):
    """Products on the start side; basket, keypad and payment on the other; other rooms in place of both."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.hand = Hand().settled(queries.on_counter(self.shop))
        self._unknown = ""
        self._own = False
        self._change: Money | None = None
        self._left: dict[int, stock.Left | None] = {}
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Sell at the stall"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self.write)
        self._build()
        self._connect()
        self.facing = Facing(self, self.shop)
        self.facing.toggled.connect(self._show_counts)

    def _build(self) -> None:
        self.shelf = Shelf(self.shop)
        self.counter = CounterSide(self.shop)
        self.change, self.code, self.credit = ChangeRoom(), CodeRoom(self.shop), CreditRoom(self.shop)
        self.aside = AsideRoom(self.shop)
        self.returns, self.debts, self.doubts = ReturnsRoom(self.stage), DebtsRoom(self.stage), DoubtsRoom(self.stage)
        self._side = QStackedWidget()
        self._side.setMinimumWidth(min(theme.px(392), 560))
        self._side.setMaximumWidth(theme.px(460))
        for room in (self.counter, self.change, self.code, self.credit, self.aside):
            self._side.addWidget(room)
        self._empty = empty("storefront", _("First add a product, then sell it here."), _("Add a product"),
                            lambda: self.stage.go("products"))
        counter = QWidget()
        line = QHBoxLayout(counter)
        line.setContentsMargins(0, 0, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.shelf, 1)
        line.addWidget(self._empty, 1)
        line.addWidget(self._side)
        self._rooms = QStackedWidget()
        for whole in (counter, self.returns, self.debts, self.doubts):
            self._rooms.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._rooms)

    def _connect(self) -> None:
        self.shelf.taken.connect(self.take_in)
        self.shelf.looked.connect(self._look_up)
        self.shelf.opened.connect(self.open)
        self.counter.pressed.connect(self.key)
        self.counter.moded.connect(self.write_in)
        self.counter.chosen.connect(self.choose)
        self.counter.removed.connect(self._take_out)
        self.counter.paid.connect(self.pay)
        self.change.next.connect(self.show_basket)
        self.change.changed.connect(self._show_change)
        self.code.paid.connect(lambda seen: self._sell("code", seen=seen))
        self.code.refused.connect(self.stage.refuse)
        self.code.shown.connect(self._show_buyer)
        self.credit.sold.connect(self._sell_on_credit)
        self.aside.parked.connect(self.park)
        self.aside.brought.connect(self.bring_back)
        for room in (self.code, self.credit, self.aside, self.returns, self.debts, self.doubts):
            room.left.connect(self.show_basket)

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        self._show_counts()
        if self._own:
            return
        self._left.clear()
        self._later.stop()
        self.shelf.refresh()
        nothing = not self.shelf.rows and not self.shelf.search.text()
        self.shelf.setVisible(not nothing)
        self._empty.setVisible(nothing)
        kept = queries.on_counter(self.shop)
        if kept.items != self.basket.items:
            # Undo or another program laid it there.
            self.hand = self.hand.settled(kept)
            self._side.setCurrentWidget(self.counter)
            if self.isVisible():
                self.setFocus()
        for room in (self.returns, self.debts, self.doubts):
            if self._rooms.currentWidget() is room:
                room.refresh()
        if self._side.currentWidget() is self.aside:
            self.aside.begin(self.basket)
        self._show_basket()

    def _show_counts(self) -> None:
        self.shelf.show_counts(parked=queries.count_parked(self.shop), doubts=len(queries.to_look_for(self.shop)),
                               buyer=self.facing.window is not None)

    def _show_basket(self) -> None:
        found = ""
        if self.hand.mode == "number" and self.hand.typed:
            product = queries.by_code(self.shop, self.hand.typed)
            found = product.title if product is not None else ""
        self.counter.show_basket(self.hand, found, self._short())
        self._show_buyer()

    def _short(self) -> str:
        """What lies on the counter and is not there any more, in words. It warns and never hinders: the count may be old."""
        wanted: dict[int, int] = {}
        for item in self.basket.items:
            wanted[item.product_id] = wanted.get(item.product_id, 0) + item.quantity.milli
        unknown = [product_id for product_id in wanted if product_id not in self._left]
        if unknown:
            known = stock.left(self.shop, unknown)
            self._left.update((product_id, known.get(product_id)) for product_id in unknown)
        told = []
        for product_id, milli in wanted.items():
            left = self._left[product_id]
            if left is None or milli <= max(0, left.milli):
                continue
            name = next(item.name for item in self.basket.items if item.product_id == product_id)
            text = _("{goods}: only {left} left.") if left.milli > 0 else _("{goods}: none left.")
            told.append(text.format(goods=name, left=isolate(left.text())))
        return " ".join(told)

    def show_basket(self) -> None:
        """The counter with its basket."""
        self._rooms.setCurrentIndex(0)
        self._side.setCurrentWidget(self.counter)
        self._change = None
        self.hand = self.hand.settled()
        self._show_basket()
        self.setFocus()

    def open(self, room: str) -> None:
        """Opens a room: parked, back, debts, doubts; or the buyer's window."""
        self.write()
        if room == "buyer":
            self.facing.toggle()
        elif room == "number":
            self.write_in("number")
        elif room == "parked":
            self.aside.begin(self.basket)
            self._rooms.setCurrentIndex(0)
            self._side.setCurrentWidget(self.aside)
        else:
            doors: dict[str, ReturnsRoom | DebtsRoom | DoubtsRoom] = {
                "back": self.returns, "debts": self.debts, "doubts": self.doubts}
            whole = doors[room]
            self._rooms.setCurrentWidget(whole)
            whole.begin()

    def search(self) -> None:
        """The search field, ready to be typed into."""
        self.show_basket()
        self.shelf.search.setFocus()
        self.shelf.search.selectAll()

    # ------------------------------------------------------------------ goods onto the counter
    def take_in(self, product: products.Product) -> None:
        """A tap on a product: one more of it; what is weighed waits for its weight."""
        self.stage.hush()  # it would lie over the next goods to tap
        if self._unknown:
            code, self._unknown = self._unknown, ""
            if guarded(lambda: self._writing(lambda: actions.learn(self.shop, code, product.id)), self.stage.refuse):
                self.stage.saved(_("{code} means {goods} from now on.").format(code=isolate(code), goods=product.title))
        item = Item(product.id, product.title, product.sku, product.unit, product.price_now,
                    thumb=product.thumb)
        if by_weight(product.unit):
            item = replace(item, quantity=NONE)
        if guarded(lambda: self._put(self.hand.settled(self.basket.add(item))), self.stage.refuse):
            self.write(_("Onto the counter: {goods}").format(goods=product.title))
            self.show_basket()

    def _look_up(self, text: str) -> None:
        """Enter in the search: a number, else the first of what was found."""
        product = queries.by_code(self.shop, text) if text else None
        if product is None and self.shelf.rows and text:
            product = self.shelf.rows[0]
        if product is not None:
            self.shelf.search.clear()
            self.take_in(product)

    def _take_number(self, code: str) -> None:
        product = queries.by_code(self.shop, code)
        if product is not None:
            self.take_in(product)
            return
        self.show_basket()
        shown = isolate(code[:40])
        if len(code) < 6:
            self.stage.refuse(ShopError(_("No goods have the number {code}.").format(code=shown), _("Look at the price tag."),
                                        "NO_SKU"))
            return
        self._unknown = code
        self.stage.say(_("The code {code} is new. Tap the goods that it stands on.").format(code=shown))

    # ------------------------------------------------------------------ the keypad
    @property
    def basket(self) -> Basket:
        """What lies on the counter."""
        return self.hand.basket

    def write_in(self, mode: str) -> None:
        """Another thing for the keypad to write: count, kg, jin, g, price, sum, number."""
        if self._side.currentWidget() is not self.counter or self._rooms.currentIndex():
            self.show_basket()
        self.hand = self.hand.writing(mode)
        self._show_basket()
        self.setFocus()

    def choose(self, place: int) -> None:
        """A tap on a line: the keypad speaks to it."""
        self.hand = self.hand.settled(self.basket.choose(place))
        self._show_basket()

    def key(self, key: str) -> None:
        """A key of the pad."""
        if self.hand.mode == "number" and key == "ok":
            if self.hand.typed:
                self._take_number(self.hand.typed)
            return
        before = self.basket
        if not guarded(lambda: self._put(self.hand.key(key)), self.stage.refuse):
            return
        if len(self.basket.items) < len(before.items):
            self.write(_("Off the counter: {goods}").format(goods=before.items[before.chosen].name))
        elif self.basket.items != before.items:
            # Digits typed one after the other are one change of the basket.
            self._later.start()
        self._show_basket()

    def _take_out(self, place: int) -> None:
        name = self.basket.items[place].name
        self.hand = self.hand.settled(self.basket.with_quantity(place, NONE))
        self.write(_("Off the counter: {goods}").format(goods=name))
        self.show_basket()

    # ------------------------------------------------------------------ keeping the basket
    def _put(self, hand: Hand) -> None:
        hand.basket.total  # noqa: B018  # two currencies are refused here, before the basket has them
        self.hand = hand

    def write(self, title: str = "") -> None:
        """Keeps the basket, if it is not kept yet."""
        self._later.stop()
        if self.basket.items != queries.on_counter(self.shop).items:
            guarded(lambda: self._writing(lambda: actions.keep(self.shop, self.basket, title or _("Change the basket"))),
                    self.stage.refuse)

    def _writing(self, act: Callable[[], object]) -> None:
        """Writes; what this page does itself need not be looked up again."""
        self._own = True
        try:
            act()
        finally:
            self._own = False

    # ------------------------------------------------------------------ the money
    def pay(self, way: str) -> None:
        """A way of paying was tapped. Cash is sold at once; the code and the neighbour's name are asked for first."""
        # Before the sale, so that Undo of it lays the basket down as it was typed.
        self.write()
        if self._side.currentWidget() is self.change or self._rooms.currentIndex() or not self.basket.items:
            return
        waiting = self.basket.waiting
        if waiting is not None:
            self.choose(waiting)
        if way == "cash" or waiting is not None:
            self._sell(way)
        elif way == "code" and guarded(lambda: self.code.begin(self.basket.total), self.stage.refuse):
            self._side.setCurrentWidget(self.code)
            self._show_buyer()
            self.code.later.setFocus()
        elif way == "credit":
            self.credit.begin(self.basket.total)
            self._side.setCurrentWidget(self.credit)
            self.credit.name.setFocus()

    def _sell(self, way: str, *, seen: bool = True, buyer: str = "") -> None:
        """The sale is kept; said only once it is on disk. A second tap finds the counter empty."""
        made: list[orders.Order] = []
        if not guarded(lambda: self._writing(lambda: made.append(
                actions.sell(self.shop, self.basket, way=way, seen=seen, buyer=buyer,
                             code_id=self.code.code_id if way == "code" else None))), self.stage.refuse):
            return
        order = made[0]
        self._left.clear()
        self.hand = Hand()
        said = _("Sold for {total}. Number {number} is saved.").format(total=order.total.shown(), number=isolate(order.number))
        if way == "cash":
            self.change.begin(order.total, said)
        self._side.setCurrentWidget(self.change if way == "cash" else self.counter)
        self._change = Money(0, order.total.currency)
        self._show_basket()
        self.setFocus()
        self.stage.saved(said)

    def _sell_on_credit(self, buyer: str) -> None:
        if not buyer.strip():
            self.stage.refuse(ShopError(_("Who pays later?"), _("Tap a name or type one."), "NO_NAME"))
            self.credit.name.setFocus()
            return
        if self.basket.items:
            self._sell("credit", buyer=buyer.strip())

    # ------------------------------------------------------------------ putting aside
    def park(self) -> None:
        """Puts the basket aside."""
        self._later.stop()
        if guarded(lambda: self._writing(lambda: actions.park(self.shop, self.basket)), self.stage.refuse):
            self.hand = Hand()
            self.show_basket()
            self.stage.saved(_("The basket is put aside. It waits under “Aside”."))

    def bring_back(self, parked_id: int) -> None:
        """Lays a basket on the counter again; what lies there goes aside."""
        self._later.stop()
        found: list[Basket] = []
        if guarded(lambda: self._writing(lambda: found.append(actions.bring_back(self.shop, parked_id, self.basket))),
                   self.stage.refuse):
            self.hand = Hand(found[0])
            self.show_basket()

    def park_or_bring(self) -> None:
        """Puts the basket aside; on an empty counter the last one put aside comes back."""
        if self.basket.items:
            self.park()
        elif parked := queries.parked(self.shop):
            self.bring_back(parked[0].id)

    def _show_change(self, change: Money | None) -> None:
        self._change = change if change is not None else Money(0)
        self._show_buyer()

    def _show_buyer(self) -> None:
        code = self.code if self._side.currentWidget() is self.code else None
        self.facing.show(self.basket, code, self._change)
