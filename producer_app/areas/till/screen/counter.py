"""The side with the basket: its lines, the sum, what the keypad writes, the three ways of paying."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.till.keying import Hand
from producer_app.areas.till.rows import WEIGHT_WORDS, Basket, Item
from producer_app.areas.till.screen.parts import Tap, photo
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.widgets import Keypad, boxed, button, column, empty_layout, picture, row, scrolling, words

# What the keypad writes; the first is for counted goods, the next three for weighed ones.
MODES = {"count": N_("How many"), **WEIGHT_WORDS, "price": N_("Price"), "sum": N_("Sum")}


class BasketLine(Tap):
    """One line of the basket: what, how much, how dear. A tap lets the keypad speak to it."""

    removed = Signal()

    def __init__(self, shop: Shop, place: int, item: Item, *, chosen: bool) -> None:
        waits = not item.quantity.milli
        beside = _("Type the weight") if waits else item.much()
        much = words(beside if waits else isolate(beside), "strong", tone="amber" if waits else "", wrap=waits)
        price = words(price_per(item) + (f" · {_('agreed')}" if item.agreed is not None or item.usual is not None else ""), "quiet")
        line = row(photo(shop.files.path(item.thumb) if item.thumb else None, 40),
                   column(words(item.name, "strong"), price, space=0), much,
                   words(item.total.shown(), "strong", wrap=False), space=10, margins=(8, 6, 8, 6))
        line.setStretch(1, 1)
        super().__init__(line, f"{item.name} {beside} {item.total.shown()}", name=f"line_{place}",
                         chip="amber" if waits else "rose" if chosen else "")
        if chosen:
            out = button("", "x", self.removed.emit, kind="square", name=_("Take {goods} out").format(goods=item.name))
            out.setObjectName("takeOut")
            line.addWidget(out)


def price_per(item: Item) -> str:
    """The price with its unit; for 500 g where the weight is typed in jin and half the price is a whole number of fen."""
    if (item.unit, item.typed_in) == ("kg", "jin") and item.price.minor % 2 == 0:
        return f"{Money(item.price.minor // 2, item.price.currency).shown()} / {_(WEIGHT_WORDS['jin'])}"
    return f"{item.price.shown()} / {_(WEIGHT_WORDS.get(item.unit, products.UNITS[item.unit]))}"


class CounterSide(QWidget):
    """Shows a basket. ``pressed``: a key of the pad; ``moded``: another thing for it to write; ``paid``: a way of paying."""

    pressed = Signal(str)
    moded = Signal(str)
    paid = Signal(str)
    chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._lines.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._lines)
        self._area: QScrollArea = scrolling(holder)
        self._area.setMinimumHeight(theme.px(64))
        self._chosen_line: QWidget | None = None
        self._total = words("", "stall", wrap=False)
        self._total.setObjectName("total")
        self._total_word = words(_("Total"), "quiet", wrap=False)
        self._typed = words("", "strong")
        self._typed.setObjectName("typed")
        self._short = words("", "label", tone="amber")
        self._short.setObjectName("short")
        self._short.hide()
        self._pads = QStackedWidget()
        self._pads.addWidget(self._pad(("-1", "−1"), ("+1", "+1"), ("back", ""), ("clear", "C")))
        self._pads.addWidget(self._pad(("half", "500 g"), ("back", ""), ("clear", "C"), ("ok", "OK")))
        self._pads.addWidget(self._pad(("down", "↓ .00"), ("back", ""), ("clear", "C"), ("ok", "OK")))
        self._pads.addWidget(self._pad(("back", ""), ("clear", "C"), ("ok", "OK")))
        panel = QFrame()
        panel.setProperty("kind", "card")
        body = boxed(column(self._area, row(self._total_word, None, self._total), self._short, self._chips(),
                            self._typed, self._pads, space=8))
        body.setMinimumWidth(theme.px(250))
        panel.setLayout(column(scrolling(body), self._ways(), space=10, margins=(14, 8, 14, 10)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def _pad(self, *extra: tuple[str, str]) -> Keypad:
        made = Keypad(extra)
        made.pressed.connect(self.pressed)
        for key, name in (("down", _("Down to the whole yuan")), ("half", _("Half a kilogram")), ("ok", _("Done"))):
            for one in made.findChildren(QPushButton, f"key_{key}"):
                one.setAccessibleName(name)
                one.setToolTip(name)
        return made

    def _chips(self) -> QWidget:
        self._modes: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for mode, text in MODES.items():
            made = button(_(text), "", partial(self.moded.emit, mode), kind="chip")
            made.setObjectName(f"mode_{mode}")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            # Five of them stand beside each other where goods are weighed.
            theme.mark(made, tight="yes")
            made.setMinimumWidth(max(theme.TARGET, QFontMetrics(theme.font(bold=True)).horizontalAdvance(_(text)) + theme.px(26)))
            self._group.addButton(made)
            self._modes[mode] = made
        return flow(*self._modes.values(), space=8)

    def _ways(self) -> QWidget:
        # Large letters: three words beside each other leave no room for a third picture.
        self._credit = button(_("On credit"), "notebook" if theme.scale() <= 125 else "", partial(self.paid.emit, "credit"))
        self._cash = button(_("Cash"), "money-fill", partial(self.paid.emit, "cash"), kind="leaf")
        self._code = button(_("Code"), "qr-code-fill", partial(self.paid.emit, "code"), kind="primary")
        for name, one in (("credit", self._credit), ("cash", self._cash), ("code", self._code)):
            one.setObjectName(name)
            one.setMinimumHeight(theme.px(theme.PRIMARY))
        return flow(self._credit, self._cash, self._code, ends=2, space=10)

    # ------------------------------------------------------------------ showing
    def show_basket(self, hand: Hand, found: str = "", short: str = "") -> None:
        """Shows the basket, and what the keypad is writing. ``found``: the goods behind a typed number; ``short``: what is not
        there any more, in words."""
        basket, mode, typed = hand.basket, hand.mode, hand.typed
        self._show_lines(basket)
        self._total.setText(basket.total.shown())
        self._short.setText(short)
        self._short.setVisible(bool(short))
        theme.mark(self._total, tone="amber" if mode == "sum" else "")
        for pay in (self._cash, self._code, self._credit):
            pay.setEnabled(bool(basket.items))
        weighed = hand.item.typed_in if hand.item is not None else ""
        self._group.setExclusive(False)  # while a number is typed, none of them is written
        for key, made in self._modes.items():
            fits = key in ("price", "sum") or (key in WEIGHT_WORDS) == bool(weighed)
            made.setVisible(bool(basket.items) and fits)
            made.setChecked(key == mode)
        self._group.setExclusive(True)
        self._pads.setCurrentIndex({"count": 0, "price": 2, "sum": 2, "number": 3}.get(mode, 1))
        self._typed.setVisible(mode == "number")
        self._typed.setText(" · ".join(filter(None, (isolate(typed) if typed else _("Type the number of the goods"), found))))

    def _show_lines(self, basket: Basket) -> None:
        empty_layout(self._lines)
        self._chosen_line = None
        for place, item in enumerate(basket.items):
            line = BasketLine(self._shop, place, item, chosen=place == basket.chosen)
            line.tapped.connect(partial(self.chosen.emit, place))
            line.removed.connect(partial(self.removed.emit, place))
            self._lines.addWidget(line)
            if place == basket.chosen:
                self._chosen_line = line
        if not basket.items:
            hint = words(_("Nothing has been chosen yet."), "quiet")
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._lines.addWidget(boxed(column(None, picture("shopping-bag-open", 36), hint, None, space=4)), 1)
        else:
            self._lines.addStretch(1)
        # Once the layout has found its heights.
        QTimer.singleShot(0, self._look_at_chosen)

    def _look_at_chosen(self) -> None:
        if self._chosen_line is not None:
            place: QRect = self._chosen_line.geometry()
            self._area.ensureVisible(place.center().x(), place.bottom(), 0, 4)
