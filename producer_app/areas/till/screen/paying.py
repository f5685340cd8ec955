"""What follows a tap on a way of paying: the change for cash, the code, the neighbour who pays later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas import orders, payments
from producer_app.areas.till.keying import press
from producer_app.areas.till.rows import notes_for
from producer_app.areas.till.screen.parts import Tap, head, huge, tint
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money, exponent
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.flow import flow
from producer_app.ui.widgets import Keypad, boxed, button, column, empty_layout, picture, row, rule, scrolling, words


class SecondTap(QObject):
    """Swallows the second half of a double tap that lands on a button which has only just come under the finger."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        return event.type() == QEvent.Type.MouseButtonDblClick


class Room(QFrame):
    """A white side beside the goods: what scrolls, and below it what is tapped at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._second_tap = SecondTap(self)

    def _furnish(self, inner: QWidget, feet: QWidget) -> None:
        # Large letters need all the height there is, so the feet scroll along.
        if theme.scale() > 125:
            self.setLayout(column(scrolling(boxed(column(inner, feet))), margins=(14, 12, 14, 14)))
        else:
            self.setLayout(column(scrolling(inner), feet, space=10, margins=(14, 12, 14, 14)))
        for one in feet.findChildren(QWidget):
            one.installEventFilter(self._second_tap)


class ChangeRoom(Room):
    """After a cash sale: the note the buyer gives is tapped or typed, the change stands in very large digits.

    ``next``: on to the next buyer; ``changed``: the change to hand out, None while nothing was typed.
    """

    next = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.total = Money(0)
        self._typed = ""
        self._sold = words("", "strong")
        self._sold.setObjectName("soldFor")
        self._notes = QVBoxLayout()
        self._word = words("", "title")
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.change = huge("", 72, name="change", tone="leaf")
        pad = Keypad((("back", ""), ("clear", "C")))
        pad.pressed.connect(self.key)
        go_on = button(_("Next buyer"), "check", self.next.emit, kind="primary")
        go_on.setObjectName("nextBuyer")
        top = row(picture("check-circle-fill", 28, "leaf"), self._sold)
        top.setStretch(1, 1)
        inner = boxed(column(top, rule(), self._word, self.change, self._notes, pad, None, space=8))
        self._furnish(inner, flow(go_on, ends=1))

    def begin(self, total: Money, sold: str) -> None:
        """A sale of ``total`` was kept; ``sold``: the sentence that says so."""
        self.total, self._typed = total, ""
        self._sold.setText(sold)
        empty_layout(self._notes)
        made = []
        for note in notes_for(total)[:5]:
            exact = note == total
            one = button(_("Exact") if exact else note.shown().replace(".00", ""), "", partial(self.give, note), kind="chip")
            one.setObjectName("note_exact" if exact else f"note_{note.minor // 10 ** exponent(note.currency)}")
            one.setAccessibleName(_("Exact") if exact else note.shown())
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.append(one)
        self._notes.addWidget(flow(*made, space=8))
        self._show(None)

    def key(self, key: str) -> None:
        """A key: the amount the buyer gives, digit by digit."""
        if key == "clear":
            self._typed = ""
        elif key in ("back", "00", ".") or key.isdecimal():
            self._typed = press(self._typed, key, decimals=exponent(self.total.currency), digits=6)
        else:
            return
        bare = self._typed.rstrip(".")
        self._show(Money.parse(bare, self.total.currency) if bare else None)

    def give(self, note: Money) -> None:
        """The buyer gives so much."""
        self._typed = ""
        self._show(note)

    def _show(self, given: Money | None) -> None:
        back = given - self.total if given else None
        short = back is not None and back.minor < 0
        if back is None or given is None:
            self._word.setText(_("What does the buyer give?"))
            self.change.setText("–")
        else:
            said = _("Of {given} there is still missing:") if short else _("Change of {given}:")
            self._word.setText(said.format(given=given.shown()))
            self.change.setText((-back if short else back).shown())
        tint(self.change, 72, "ink" if back is None else "amber" if short else "leaf")
        self.changed.emit(None if back is None or short else back)


class CodeRoom(Room):
    """Her code, with the amount in it where the scheme can carry one. ``paid``: whether she saw the money on her phone."""

    paid = Signal(bool)
    left = Signal()
    shown = Signal()
    refused = Signal(object)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self.payload, self.bytes_only, self.owner, self.inside = "", False, "", False
        self.code_id: int | None = None
        self._view = CodeView(165)
        self._choice = QHBoxLayout()
        self._amount = huge("", 52, name="codeAmount", tone="rose")
        self._owner = words("", "title")
        self._hint = words("", "quiet")
        for said in (self._owner, self._hint):
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        saw = button(_("I saw the money"), "check", partial(self.paid.emit, True), kind="leaf")
        saw.setObjectName("saw")
        # Enter by habit must not say that she saw anything, so it begins here.
        self.later = button(_("Look later"), "clock", partial(self.paid.emit, False))
        self.later.setObjectName("later")
        self.later.setMinimumHeight(theme.px(theme.PRIMARY))
        ask = words(_("Look at your own phone before you hand over the goods."), "strong", tone="amber")
        inner = boxed(column(self._choice, self._amount, self._view, self._owner, self._hint, ask, space=8))
        self._furnish(inner, flow(self.later, saw, ends=1, space=10))

    def begin(self, total: Money) -> None:
        """Asks for a sum. Raises ShopError: there is no code yet, or it takes another currency."""
        refusal = payments.why_none(self._shop)
        if refusal is not None:
            raise refusal
        codes = payments.codes(self._shop)
        empty_layout(self._choice)
        back = button(_("Back"), "arrow-left", self.left.emit)
        back.setObjectName("backToBasket")
        chips = [back]
        if len(codes) > 1:
            group = QButtonGroup(self)
            for code in codes[:4]:
                made = button(_(payments.scheme_of(code).title), "", partial(self._choose, code, total), kind="chip")
                made.setObjectName(f"scheme_{code.id}")
                made.setCheckable(True)
                made.setChecked(code is codes[0])
                group.addButton(made)
                chips.append(made)
        self._choice.addWidget(flow(*chips, space=8))
        self._show_one(codes[0], total)

    def _choose(self, code: payments.ReceivingCode, total: Money) -> None:
        try:
            self._show_one(code, total)
        except ShopError as refusal:  # another program touched the code since: what was shown of it goes as well
            self.left.emit()
            self.refused.emit(refusal)

    def _show_one(self, code: payments.ReceivingCode, total: Money) -> None:
        self.code_id = None
        self.inside = payments.asks_for(code, total)
        self.payload = payments.payload_for(self._shop, code.id, total if self.inside else None)
        self.bytes_only, self.owner = payments.scheme_of(code).bytes_only, code.owner
        self.code_id = code.id
        self._view.show_code(self.payload, bytes_only=self.bytes_only)
        self._amount.setText(total.shown())
        self._owner.setText(isolate(code.owner))
        self._hint.setText(_("The amount is in the code.") if self.inside else _("The buyer types the amount."))
        self.shown.emit()


class CreditRoom(Room):
    """Who pays later: a neighbour who bought so before, or a new name. ``sold``: the name."""

    sold = Signal(str)
    left = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._amount = words("", "price", wrap=False)
        self.name = QLineEdit()
        self.name.setObjectName("buyerName")
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(_("Name of the neighbour"))
        self.name.setAccessibleName(_("Name of the neighbour"))
        self.name.textEdited.connect(lambda _text: self._show())
        self.name.returnPressed.connect(self._sell)
        self._known = QVBoxLayout()
        self._known.setSpacing(8)
        sell = button(_("Sell on credit"), "notebook", self._sell, kind="primary")
        sell.setObjectName("sellOnCredit")
        inner = boxed(column(head(_("Who pays later?"), self.left.emit), self._amount, self.name, self._known, None, space=10))
        self._furnish(inner, flow(sell, ends=1))

    def begin(self, total: Money) -> None:
        """Asks for a name for a sale of ``total``."""
        self._amount.setText(total.shown())
        self.name.clear()
        self._show()

    def _show(self) -> None:
        empty_layout(self._known)
        owed = {debt.buyer: debt.amount for debt in orders.debts(self._shop)}
        typed = self.name.text().strip().casefold()
        for buyer in [b for b in orders.buyers(self._shop, limit=200) if typed in b.casefold()][:8]:
            said = _("owes {amount}").format(amount=owed[buyer].shown()) if buyer in owed else _("owes nothing")
            owes = words(said, "quiet", wrap=False)
            inner = row(picture("user-circle", 28), words(buyer, "strong"), owes, margins=(10, 8, 12, 8))
            inner.setStretch(1, 1)
            one = Tap(inner, f"{buyer}, {said}", name=f"buyer_{buyer}")
            one.tapped.connect(partial(self.sold.emit, buyer))
            self._known.addWidget(one)

    def _sell(self) -> None:
        self.sold.emit(self.name.text().strip())


def guarded(act: Callable[[], object], refuse: Callable[[ShopError], object]) -> bool:
    """Does something; shows its refusal. Gives whether it was done."""
    try:
        act()
    except ShopError as refusal:
        refuse(refusal)
        return False
    return True


