"""Small parts of this screen: a row that can be tapped, what a request and a payment look like in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from producer_app.areas import orders
from producer_app.areas.receiving import importing
from producer_app.areas.receiving.rows import STATES, Income, Request, State
from producer_app.base import clock, i18n
from producer_app.base.i18n import _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.widgets import chip, column, row, words

TONES: dict[State, str] = {"waiting": "blue", "part": "amber", "paid": "leaf", "late": "amber", "given_up": "ink"}
RLM = "\u200f"
# So large that parts stand below each other.
LARGE = 150


class Tappable(QFrame):
    """A card that is a button as a whole, with mouse and keys."""

    tapped = Signal()

    def __init__(self, layout: QLayout, name: str, told: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(layout)

    def mouseReleaseEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.tapped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.tapped.emit()
        else:
            super().keyPressEvent(event)


def firm(label: QLabel) -> QLabel:
    """A label that gives none of its lines away where a table beside it wants room."""
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def state_chip(state: State) -> QWidget:
    """A request's state as a coloured word."""
    return chip(_(STATES[state]), TONES[state])


def until(request: Request) -> str:
    """How long a request waits, in words that frighten nobody."""
    if request.state == "paid":
        return _("Everything is there.") if request.rest.minor >= 0 else _("{amount} more than asked.").format(
            amount=(-request.rest).shown())
    if request.state == "given_up":
        return _("Nobody waits for it any more. Money that comes all the same is shown here.")
    if not request.due_at:
        return _("No date. Whenever it suits.")
    days = (clock.local(request.due_at).date() - clock.today()).days
    if days < 0:
        return _("The evening is over. Later is all right too; perhaps ask once more.")
    return {0: _("Until this evening. Later is all right too."), 1: _("Until tomorrow evening. Later is all right too.")}.get(
        days, _("Until the evening of {day}. Later is all right too.").format(day=day(request.due_at)))


def day(text: str) -> str:
    """The local day of a UTC text."""
    return isolate(clock.local(text).strftime("%Y-%m-%d"))


def moment(money: Income) -> str:
    """When money came: to the minute where it is known."""
    return isolate(clock.local(money.at).strftime("%Y-%m-%d %H:%M")) if money.exact else day(money.at)


def buyer(name: str) -> str:
    """A buyer as shown to whoever looks over the shoulder."""
    return apart(orders.masked_name(name)) if name else ""


def about(money: Income, *, whole: bool = False) -> str:
    """Where money came from, when, from whom, with which words. ``whole``: with the payer's name as it stands."""
    payer = apart(money.payer) if whole else buyer(money.payer)
    # A line that begins with a Latin name would be laid out from the left as a whole.
    begin = RLM if i18n.right_to_left() else ""
    return begin + " · ".join(filter(None, (importing.title(money.source), moment(money), payer, apart(money.note))))


def goods(shop: Shop, order_id: int) -> str:
    """The goods of an order in a few words."""
    return ", ".join(apart(line.title) for line in orders.lines(shop, order_id)[:3])


def request_row(shop: Shop, request: Request, act: Callable[[], object]) -> Tappable:
    """A request in the list."""
    amount = words(request.asked.shown(), "title", wrap=False)
    number = words(isolate(request.number), "strong", wrap=False)
    text = words(" · ".join(filter(None, (buyer(request.buyer), goods(shop, request.order_id)))))
    quiet = until(request) if request.state != "part" else _("{came} came, {rest} is missing.").format(
        came=request.came.shown(), rest=request.rest.shown())
    said = column(row(number, state_chip(request.state), None, space=8), text, words(quiet, "quiet"), space=2)
    if theme.scale() >= LARGE:
        inner: QLayout = column(amount, said, space=4, margins=(16, 10, 16, 10))
    else:
        inner = row(space=16, margins=(16, 10, 16, 10))
        inner.addLayout(said, 1)
        inner.addWidget(amount)
    made = Tappable(inner, f"request_{request.id}", f"{request.number} {request.asked.shown()} {_(STATES[request.state])}")
    made.tapped.connect(act)
    return made
