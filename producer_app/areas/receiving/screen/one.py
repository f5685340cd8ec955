"""One request, large: the code to show, the exact amount, what to write to the buyer, what came so far."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from producer_app.areas import payments
from producer_app.areas.receiving import actions, queries, spoken
from producer_app.areas.receiving.rows import EVENINGS, Request
from producer_app.areas.receiving.screen.parts import LARGE, buyer, day, moment, state_chip, until
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, bare, isolate
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.sounds import Player
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, row, rule, scrolling, words

EVENING_WORDS = {"today": N_("This evening"), "tomorrow": N_("Tomorrow evening"), "three": N_("In three days"),
                 "week": N_("In a week")}


class One(QWidget):
    """The code on the start side, the facts on the other."""

    left = Signal()
    changed_to = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.request_id = 0
        self._player = Player(self)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)

    def show_request(self, request_id: int) -> None:
        """Another request."""
        self.request_id = request_id
        self.refresh()

    def refresh(self) -> None:
        """Looks at the shop again; a request that is gone leaves the screen."""
        if not self.request_id:
            return
        try:
            request = queries.get(self._stage.shop, self.request_id)
        except ShopError:
            self.request_id = 0
            self.left.emit()
            return
        empty_layout(self._body)
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToLists")
        head = row(back, words(isolate(request.number), "head", wrap=False), state_chip(request.state), None, space=12)
        self._body.addLayout(head)
        facts = column(self._facts(request), self._buyer_text(request), None, space=12)
        beside = self._beside(request)
        if theme.scale() >= LARGE:
            # The buttons scroll too, or no room is left for the code.
            self._body.addWidget(scrolling(boxed(column(self._code(request), facts, flow(*beside, space=8), space=12))), 1)
            beside = []
        else:
            both = row(space=12)
            both.addWidget(scrolling(self._code(request)), 1)
            both.addWidget(scrolling(boxed(facts)), 1)
            self._body.addLayout(both, 1)
        done = button(_("Back to the list"), "list-bullets", self.left.emit, kind="primary")
        done.setObjectName("requestDone")
        self._body.addWidget(flow(*beside, done, ends=1, space=8))

    # ------------------------------------------------------------------ parts
    def _code(self, request: Request) -> QWidget:
        codes = payments.codes(self._stage.shop)
        chosen = next((code for code in codes if code.id == request.code_id), None)
        amount = words((request.rest if request.state == "part" else request.asked).shown(), "stall", wrap=False)
        amount.setObjectName("askedAmount")
        amount.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts: list[QWidget | QLayout | int | None] = [amount]
        if chosen is None:
            none = _("No code is chosen. The buyer pays in another way.") if codes else _(
                "There is no payment code yet. Add yours under “My payment codes”.")
            parts.append(words(none, "quiet"))
        else:
            inside = payments.asks_for(chosen, request.asked)
            payload = payments.payload_for(self._stage.shop, chosen.id, request.asked if inside else None,
                                           request.number if inside else "")
            view = CodeView(200)
            view.show_code(payload, bytes_only=payments.scheme_of(chosen).bytes_only)
            view.setObjectName("requestCode")
            owner = words(isolate(chosen.owner), "title")
            owner.setAlignment(Qt.AlignmentFlag.AlignCenter)
            parts += [view, owner, words(self._exactly(request, inside=inside), "quiet")]
        if len(codes) > 1 and request.state != "paid":
            chips = []
            for code in codes[:6]:
                made = button(_(payments.scheme_of(code).title), "", partial(self.with_code, code.id), kind="chip")
                made.setObjectName(f"withCode_{code.id}")
                made.setCheckable(True)
                made.setChecked(code.id == request.code_id)
                chips.append(made)
            parts.append(flow(*chips, space=8))
        return card(column(*parts, space=8, margins=(16, 12, 16, 12)))

    @staticmethod
    def _exactly(request: Request, *, inside: bool) -> str:
        if inside:
            return _("The amount and the order’s number are in the code.")
        if request.off:
            return _("{off} less than the price: this exact amount tells whose payment it is.").format(off=request.off.shown())
        return _("The buyer types the amount.")

    def _facts(self, request: Request) -> QWidget:
        parts: list[QWidget | QLayout | int | None] = [words(until(request), "strong")]
        name = buyer(request.buyer)
        if name:
            parts.append(words(name))
        came = queries.of_order(self._stage.shop, request.order_id)
        if request.came:
            said = _("{came} came, {rest} is missing.").format(came=request.came.shown(), rest=request.rest.shown())
            if request.rest.minor <= 0:
                said = _("{came} came.").format(came=request.came.shown())
            parts += [rule(), words(said, "strong", tone="leaf")]
        parts += [row(words(moment(money), "quiet"), None, words(money.net.shown(), "strong", wrap=False)) for money in came]
        if request.came and spoken.clips(request.came, i18n.current()):
            hear = button(_("Say it aloud"), "speaker-high", self.say)
            hear.setObjectName("sayAloud")
            parts.append(row(hear, None))
        parts.append(words(_("Check your own phone, not a picture on the buyer’s."), "quiet"))
        if request.state not in ("paid",):
            chips = []
            over = actions.evening("today") == actions.evening("tomorrow")
            for key in EVENINGS:
                if over and key == "today":
                    continue
                made = button(_(EVENING_WORDS[key]), "", partial(self.until, key), kind="chip")
                made.setObjectName(f"until_{key}")
                made.setCheckable(True)
                made.setChecked(bool(request.due_at) and day(request.due_at) == day(actions.evening(key)))
                chips.append(made)
            parts += [rule(), words(_("Wait until"), "label"), flow(*chips, space=8)]
        return card(column(*parts, space=8, margins=(16, 12, 16, 14)))

    def _buyer_text(self, request: Request) -> QWidget:
        if request.state == "paid":
            return boxed(QHBoxLayout())
        text = words(self.message(request))
        text.setObjectName("buyerText")
        copy = button(_("Copy for the chat"), "copy", self.copy)
        copy.setObjectName("copyText")
        return card(column(words(_("To write to the buyer"), "label"), text, row(copy, None), space=8, margins=(16, 12, 16, 14)))

    @staticmethod
    def message(request: Request) -> str:
        """What to write to the buyer."""
        rest = request.rest if request.state == "part" else request.asked
        text = _("Order {number}: {amount}.").format(number=isolate(request.number), amount=rest.shown())
        if request.off:
            text += " " + _("Please pay exactly this amount, it tells us which order is yours.")
        if request.due_at and request.state != "late":
            text += " " + _("If you can, by the evening of {day}; later is all right too, just tell us.").format(
                day=day(request.due_at))
        else:
            text += " " + _("Whenever it suits you; just tell us if it takes longer.")
        return text

    def _beside(self, request: Request) -> list[QWidget]:
        look = button(_("Open the order"), "package", lambda: self._stage.go("orders", order=request.order_id))
        look.setObjectName("openOrder")
        parts: list[QWidget] = [look]
        if request.state in queries.OPEN:
            give_up = button(_("Wait no longer"), "x", self.give_up)
            give_up.setObjectName("giveUp")
            parts.append(give_up)
        return parts

    # ------------------------------------------------------------------ doing
    def with_code(self, code_id: int) -> None:
        """The same asked for with another code."""
        request = queries.get(self._stage.shop, self.request_id)
        if request.code_id == code_id:
            self.refresh()
            return
        try:
            anew = actions.ask(self._stage.shop, request.order_id, code_id=code_id, due_at=request.due_at)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self.changed_to.emit(anew.id)

    def until(self, key: str) -> None:
        """Waits until another evening."""
        try:
            actions.wait_again(self._stage.shop, self.request_id, actions.evening(key))
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("It waits until then."))

    def give_up(self) -> None:
        """Waits no longer."""
        actions.give_up(self._stage.shop, self.request_id)
        self._stage.saved(_("Nobody waits for it any more. Its amount can be asked for again."))

    def copy(self) -> None:
        """Puts the words for the buyer where the chat can paste them."""
        QGuiApplication.clipboard().setText(bare(self.message(queries.get(self._stage.shop, self.request_id))))
        self._stage.say(_("Copied. Paste it into the chat."))

    def say(self) -> None:
        """Says what came, and to check one's own phone."""
        request = queries.get(self._stage.shop, self.request_id)
        if not self._player.play(i18n.current(), spoken.received(request.came, i18n.current())):
            self._stage.say(_("This computer has no loudspeaker."))
