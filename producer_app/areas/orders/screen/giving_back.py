"""Goods of an order come back: which line, how many, the money, the shelf. Online orders and those by hand; the stall has its own
room for what comes back over the counter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from producer_app.areas.orders import counter, ledger, queries
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.rows import OWN_CHANNELS, Left, Order
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, row, scrolling, words

ICONS = {"cash": "money", "transfer": "device-mobile", "credit": "notebook", "": "prohibit"}


class GivingBack(QWidget):
    """The sheet of a return. ``begin`` opens it for an order; ``close``: back to the order."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._order: Order | None = None
        self._line: Left | None = None
        self._many = Quantity(0)
        self._way = ""
        self._shelved = True
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._how_many = words("", "title", wrap=False)
        self._how_many.setObjectName("backMany")
        self._how_many.setAlignment(Qt.AlignmentFlag.AlignCenter)
        less = button("−", "", partial(self._step, -1000), kind="square", name=_("One less"))
        more = button("+", "", partial(self._step, 1000), kind="square", name=_("One more"))
        less.setText("−")
        more.setText("+")
        less.setObjectName("backLess")
        more.setObjectName("backMore")
        self._stepper = boxed(row(less, self._how_many, more, None, space=12))
        self._ways: dict[str, QPushButton] = {}
        self._way_group, self._shelf_group = QButtonGroup(self), QButtonGroup(self)
        self._money_row, self._shelf_row = self._way_chips(), self._shelf_chips()
        self._amount = QLineEdit()
        self._amount.setObjectName("backAmount")
        self._amount.setProperty("role", "price")
        self._amount.setAccessibleName(_("Money given back"))
        self._amount.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._amount.setMaxLength(16)
        self._amount.setMaximumWidth(theme.px(220))
        self._hint = words("", "quiet")
        self._save = button(_("Write it down"), "check", self.save, kind="primary")
        self._save.setObjectName("saveBack")
        self._build()

    def _way_chips(self) -> QWidget:
        words_of = {"cash": _("Cash"), "transfer": _("From my phone"), "credit": _("Off the debt"), "": _("No money")}
        for way, text in words_of.items():
            made = button(text, ICONS[way], partial(self._choose_way, way), kind="chip")
            made.setCheckable(True)
            made.setObjectName(f"back_{way or 'none'}")
            self._way_group.addButton(made)
            self._ways[way] = made
        return flow(*self._ways.values(), space=8)

    def _shelf_chips(self) -> QWidget:
        made = []
        for shelved, text, glyph in ((True, _("Back on the shelf"), "stack"), (False, _("Cannot be sold again"), "trash")):
            one = button(text, glyph, partial(self._choose_shelf, shelved), kind="chip")
            one.setCheckable(True)
            one.setChecked(shelved)
            one.setObjectName("backShelf" if shelved else "backBroken")
            self._shelf_group.addButton(one)
            made.append(one)
        return flow(*made, space=8)

    def _build(self) -> None:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back to the order"))
        back.setObjectName("leaveBack")
        self._title: QLabel = words("", "head")
        start = card(column(words(_("What comes back?"), "label"), self._lines, self._stepper, None, space=10,
                            margins=(16, 12, 16, 14)))
        self._choices = card(column(
            words(_("The money"), "label"), self._money_row, self._amount, self._hint, 4,
            words(_("The goods"), "label"), self._shelf_row, None, space=10, margins=(16, 12, 16, 14)))
        both = column(start, self._choices, space=12) if theme.scale() >= 150 else row(start, self._choices, space=12)
        for place in range(2):
            both.setStretch(place, 1)
        head = row(back, self._title, space=12)
        head.setStretch(1, 1)
        outer = column(head, scrolling(boxed(both)), row(None, self._save), space=12,
                       margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    # ------------------------------------------------------------------ what is shown
    def begin(self, order_id: int) -> None:
        """Opens for an order; one line is chosen by itself."""
        self._order = queries.get(self._stage.shop, order_id)
        self._title.setText(_("Goods of {number} come back").format(number=isolate(self._order.number)))
        left = ledger.left_of(self._stage.shop, order_id)
        online = self._order.channel not in OWN_CHANNELS
        nothing = _("The shop’s page pays") if online else _("No money")
        self._ways[""].setText(" " + nothing)
        self._ways[""].setAccessibleName(nothing)
        self._ways[""].setMinimumWidth(QFontMetrics(theme.font(bold=True)).horizontalAdvance(nothing) + theme.px(76))
        owed = ledger.open_credit(self._stage.shop, order_id)
        self._ways["credit"].setVisible(owed.minor > 0)
        self._choose_shelf(True)
        self._take(left[0] if len(left) == 1 else None)
        self._choose_way("" if online else "credit" if owed.minor > 0 else "cash")

    def _take(self, line: Left | None) -> None:
        self._line = line
        if line is not None:
            # One jar of several comes back more often than all; what was weighed comes back whole.
            self._many = Quantity(min(1000, line.quantity.milli)) if line.quantity.milli % 1000 == 0 else line.quantity
        self._draw()

    def _draw(self) -> None:
        empty_layout(self._lines)
        if self._order is None:
            return
        group = QButtonGroup(self._stepper)
        left = ledger.left_of(self._stage.shop, self._order.id)
        for one in left:
            count = isolate(f"{one.quantity.text()} ×")
            made = button(count, "", partial(self._take, one), kind="chip", name=f"{count} {one.line.title}")
            made.setCheckable(True)
            made.setChecked(self._line is not None and self._line.position == one.position)
            made.setObjectName(f"backLine_{one.position}")
            group.addButton(made)
            line = row(made, words(apart(one.line.title), "strong"), words(one.amount.shown(), "strong", wrap=False))
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        if not left:
            self._lines.addWidget(words(_("All of this order has come back already."), "title"))
        self._stepper.setVisible(self._line is not None)
        self._choices.setEnabled(self._line is not None)
        self._save.setEnabled(self._line is not None)
        if self._line is not None:
            self._how_many.setText(isolate(f"{self._many.text()} / {self._line.quantity.text()}"))
        self._propose()

    def _propose(self) -> None:
        """The line's share as the amount; a person may write another one."""
        line, order = self._line, self._order
        if line is not None and order is not None:
            share = line.amount if self._many == line.quantity else line.amount.rounded_share(self._many.milli, line.quantity.milli)
            self._amount.setText(share.text())
        self._amount.setVisible(bool(self._way))
        online = order is not None and order.channel not in OWN_CHANNELS
        self._hint.setText(_("{channel} gives the money back; its next file tells how much.").format(
            channel=channel_title(order.channel)) if order is not None and online and not self._way else "")
        self._hint.setVisible(bool(self._hint.text()))

    # ------------------------------------------------------------------ doing
    def _step(self, milli: int) -> None:
        if self._line is not None:
            most = self._line.quantity.milli
            self._many = Quantity(min(most, max(min(1000, most), self._many.milli + milli)))
            self._draw()

    def _choose_way(self, way: str) -> None:
        self._way = way
        self._ways[way].setChecked(True)
        self._propose()

    def _choose_shelf(self, shelved: bool) -> None:
        self._shelved = shelved
        for one in self._shelf_group.buttons():
            one.setChecked((one.objectName() == "backShelf") == shelved)

    def save(self) -> None:
        """Keeps the return; its number is told once it is on disk."""
        order, line = self._order, self._line
        if order is None or line is None:
            return
        try:
            amount = Money.parse(self._amount.text(), order.total.currency) if self._way else None
            made = counter.give_back(self._stage.shop, order.id, line.position, self._many, way=self._way, amount=amount,
                                     shelved=self._shelved, who=person())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._line = None
        self._close()
        self._stage.saved(_("Given back: {total}. Number {number} is saved.").format(
            total=(-made.total).shown(), number=isolate(made.number)))
