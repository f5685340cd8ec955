"""The lists: what was asked for, what waits to be put in its place, money without a name, money in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.receiving import actions, queries
from producer_app.areas.receiving.rows import WHYS, Candidate, Income, Request
from producer_app.areas.receiving.screen.parts import LARGE, about, buyer, request_row
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, chip, column, empty, empty_layout, picture, row, rule, scrolling, words

PAGE = 30
# How long payers' names stay readable.
SHOWN_MS = 60_000
LISTS = {"asked": N_("Asked for"), "settle": N_("To settle"), "nameless": N_("Without a name"), "unseen": N_("Not seen yet"),
         "placed": N_("In its place"), "over": N_("Paid and given up")}
# What stands where a list is empty.
NOTHING = {
    "asked": N_("Nobody is asked for money now."), "settle": N_("Nothing is in doubt."), "nameless": N_("All money has its name."),
    "unseen": N_("Every payment by code was seen."), "placed": N_("No money is in its place yet."),
    "over": N_("Nothing is over yet.")}


class Lists(QWidget):
    """The first level: chips for the lists, the chosen list, the two ways to begin."""

    ask = Signal()
    bring = Signal()
    request = Signal(int)
    other = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.chosen = "asked"
        self._shown = PAGE
        self._open = False
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(SHOWN_MS)
        self._hide.timeout.connect(self.hide_names)
        self._chips = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._rows.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._rows)
        ask = button(_("Ask for money"), "hand-pointing", self.ask.emit, kind="primary")
        ask.setObjectName("askForMoney")
        bring = button(_("Bring in a bill"), "file-arrow-down", self.bring.emit)
        bring.setObjectName("bringBill")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 12)
        outer.setSpacing(10)
        self._eye = QVBoxLayout()
        head = row(words(_("Money coming in"), "head"), space=12)
        head.setStretch(0, 1)
        head.addLayout(self._eye)
        outer.addLayout(head)
        outer.addLayout(self._chips)
        self.area = scrolling(holder)
        outer.addWidget(self.area, 1)
        outer.addWidget(flow(bring, ask, ends=1))

    # ------------------------------------------------------------------ looking
    def choose(self, key: str) -> None:
        """Another list."""
        self.chosen, self._shown = key, PAGE
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Looks at the shop again."""
        shop = self._stage.shop
        states = queries.counts(shop)
        numbers = {"asked": states["waiting"] + states["part"] + states["late"],
                   "settle": queries.count_nameless(shop, likely=True), "nameless": queries.count_nameless(shop, likely=False),
                   "unseen": len(queries.unseen(shop)), "placed": queries.count_settled(shop),
                   "over": states["paid"] + states["given_up"]}
        empty_layout(self._chips)
        chips = []
        for key, title in LISTS.items():
            made = button(f"{_(title)}  {isolate(numbers[key])}", "", partial(self.choose, key), kind="chip")
            made.setObjectName(f"list_{key}")
            made.setCheckable(True)
            made.setChecked(key == self.chosen)
            chips.append(made)
        self._chips.addWidget(flow(*chips, space=8))
        self._draw_eye()
        self._fill(numbers)

    def show_names(self) -> None:
        """Shows payers' names for a minute."""
        self._open = True
        self._hide.start()
        self.refresh()

    def hide_names(self) -> None:
        """Hides payers' names again."""
        self._hide.stop()
        if self._open:
            self._open = False
            self.refresh()

    def _draw_eye(self) -> None:
        empty_layout(self._eye)
        if self.chosen in ("settle", "nameless", "placed"):
            text, glyph = (_("Hide"), "eye-slash") if self._open else (_("Show for one minute"), "eye")
            eye = button(text, glyph, self.hide_names if self._open else self.show_names, kind="plain")
            eye.setObjectName("showPayers")
            self._eye.addWidget(eye)

    def _fill(self, numbers: dict[str, int]) -> None:
        empty_layout(self._rows)
        if not any(numbers.values()):
            self._rows.addWidget(empty("wallet", _("Ask for money with a code, or bring in a bill: it tells which order was paid."),
                                       tone="leaf"), 1)
            return
        ways = {"asked": self._requests, "over": self._requests, "unseen": self._unseen}
        shown = ways.get(self.chosen, self._moneys)()
        for made in shown:
            self._rows.addWidget(made)
        if not shown:
            glyph = "wallet" if self.chosen == "asked" else "check-circle"
            self._rows.addWidget(empty(glyph, _(NOTHING[self.chosen]), tone="leaf"), 1)
        if self.chosen in ("settle", "nameless") and shown:
            again = button(_("Look again for their orders"), "arrows-clockwise", self.look_again)
            again.setObjectName("lookAgain")
            self._rows.addWidget(flow(again))
        if len(shown) >= self._shown:
            more = button(_("Show more"), "caret-down", self._more)
            more.setObjectName("showMore")
            self._rows.addWidget(more)
        self._rows.addStretch(1)

    def _more(self) -> None:
        self._shown += PAGE
        self.refresh()

    def _requests(self) -> Sequence[QWidget]:
        states = queries.OPEN if self.chosen == "asked" else ("paid", "given_up")
        found: Sequence[Request] = queries.requests(self._stage.shop, states=states, limit=self._shown)
        return [request_row(self._stage.shop, one, partial(self.request.emit, one.id)) for one in found]

    def _moneys(self) -> Sequence[QWidget]:
        shop = self._stage.shop
        if self.chosen == "placed":
            return [self._money(one) for one in queries.settled(shop, limit=self._shown)]
        return [self._money(one) for one in queries.nameless(shop, likely=self.chosen == "settle", limit=self._shown)]

    def _unseen(self) -> Sequence[QWidget]:
        return [self._doubt(one) for one in queries.unseen(self._stage.shop)[:self._shown]]

    def _doubt(self, one: orders.Doubt) -> QWidget:
        """A payment by code that turns good with the bill that tells it, or with a look at one's own phone."""
        when = isolate(clock.local(one.paid_at).strftime("%Y-%m-%d %H:%M"))
        number = words(isolate(one.number), "strong", wrap=False)
        head = row(number, chip(_("Not seen yet"), "amber"), words(when, "quiet"), space=8)
        head.setStretch(2, 1)
        came = button(_("It came"), "check", partial(self.clear, one, came=True))
        came.setObjectName(f"came_{one.payment_id}")
        never = button(_("It did not come"), "prohibit", partial(self.clear, one, came=False))
        never.setObjectName(f"never_{one.payment_id}")
        amount = words(one.amount.shown(), "title", wrap=False)
        top = column(amount, head, space=4) if theme.scale() >= LARGE else row(head, amount, space=16)
        said = words(_("Look for it on your own phone, or bring in the bill."), "quiet")
        return card(column(top, said, flow(never, came, ends=1, space=8), space=8, margins=(16, 10, 16, 10)))

    # ------------------------------------------------------------------ one payment
    def _money(self, money: Income) -> QWidget:
        amount = words(money.net.shown(), "title", wrap=False)
        said = words(about(money, whole=self._open))
        said.setObjectName(f"about_{money.id}")
        if theme.scale() >= LARGE:
            top: QLayout = column(amount, said, space=4)
        else:
            top = row(space=16)
            top.addWidget(said, 1)
            top.addWidget(amount)
        parts: list[QWidget | QLayout | int | None] = [top]
        if money.returned:
            parts.append(words(_("{amount} of it went back.").format(amount=money.returned.shown()), "quiet", tone="amber"))
        parts += self._place(money) if money.settled else self._choices(money)
        made = card(column(*parts, space=8, margins=(16, 10, 16, 10)))
        made.setObjectName(f"money_{money.id}")
        return made

    def _place(self, money: Income) -> list[QWidget | QLayout | int | None]:
        how = chip(_("found by itself") if money.by == "rule" else _("put there by hand"), "ink")
        where = words(isolate(money.number) if money.order_id else _("For no order"), "strong", wrap=False)
        off = button(_("Take it off there"), "arrow-u-up-left", partial(self.take_off, money.id))
        off.setObjectName(f"takeOff_{money.id}")
        parts: list[QWidget] = [where, how]
        if money.order_id:
            look = button(_("Open the order"), "package", lambda: self._stage.go("orders", order=money.order_id))
            look.setObjectName(f"openOrder_{money.id}")
            parts.append(look)
        return [flow(*parts, off, ends=1, space=8)]

    def _choices(self, money: Income) -> list[QWidget | QLayout | int | None]:
        parts: list[QWidget | QLayout | int | None] = []
        for place, one in enumerate(queries.candidates(self._stage.shop, money)):
            parts += [rule(), self._candidate(money, one, place)]
        other = button(_("Another order"), "magnifying-glass", partial(self.other.emit, money.id))
        other.setObjectName(f"other_{money.id}")
        none = button(_("Not for an order"), "prohibit", partial(self.not_an_order, money.id))
        none.setObjectName(f"noOrder_{money.id}")
        return [*parts, rule(), flow(other, none, space=8)]

    def _candidate(self, money: Income, one: Candidate, place: int) -> QLayout:
        head = " · ".join(filter(None, (isolate(one.number), one.amount.shown(), buyer(one.buyer))))
        text = column(words(head, "strong"), words(_(WHYS[one.why]), "quiet"), space=0)
        take = button(_("It is this one"), "check", partial(self.settle, money.id, one.order_id))
        take.setObjectName(f"this_{money.id}_{place}")
        take.setAccessibleName(f"{_('It is this one')} {one.number}")
        if theme.scale() >= LARGE:
            return column(text, row(None, take), space=4)
        line = row(picture("package", 24), space=12)
        line.addLayout(text, 1)
        line.addWidget(take)
        return line

    # ------------------------------------------------------------------ doing
    def settle(self, money_id: int, order_id: int) -> bool:
        """Puts money to an order; whether it was done."""
        try:
            done = actions.settle(self._stage.shop, money_id, order_id)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return False
        self._stage.saved(_("{amount} is for order {number} now.").format(amount=done.net.shown(), number=isolate(done.number)))
        return True

    def clear(self, one: orders.Doubt, *, came: bool) -> None:
        """Says of a payment by code whether it came."""
        try:
            orders.clear_doubt(self._stage.shop, one.payment_id, came=came)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        text = _("The money of {number} came.") if came else _("The money of {number} did not come. Its order is cancelled.")
        self._stage.saved(text.format(number=isolate(one.number)))

    def look_again(self) -> None:
        """For orders that were written down after their money came."""
        found = actions.match(self._stage.shop)
        text = ngettext("{count} payment found its order.", "{count} payments found their order.", found).format(count=found)
        if found:
            self._stage.saved(text)
        else:
            self._stage.say(_("Nothing new is certain. Choose the order yourself."))

    def not_an_order(self, money_id: int) -> None:
        """Says of money that it is for no order."""
        try:
            actions.not_an_order(self._stage.shop, money_id)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("Noted: it is for no order."))

    def take_off(self, money_id: int) -> None:
        """Money is without a name again."""
        try:
            actions.take_off(self._stage.shop, money_id)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("It stands in the list without a name again."))
