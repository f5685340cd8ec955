"""One order whole: goods, money, parcels, history; the buyer stays hidden until somebody asks on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.orders import actions, carriers, counter, dues, ledger, queries
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.masking import masked_address, masked_name, masked_phone
from producer_app.areas.orders.rows import BACK, FORWARD, OWN_CHANNELS, STATES, WAYS, Line, Order, Parcel
from producer_app.areas.orders.screen import told
from producer_app.areas.orders.screen.cards import ICONS, STEPS, TONES
from producer_app.areas.orders.screen.marks import Marks
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import boxed, button, card, chip, column, empty_layout, picture, row, rule, scrolling, words

# How long a buyer's data stays readable.
SHOWN_MS = 60_000


class OrderSheet(QWidget):
    """The sheet of one order. ``look_again`` after any change; ``hide_buyer`` when it is left."""

    def __init__(self, stage: Stage, close: Callable[[], object], marks: Marks,
                 give_back: Callable[[int], object]) -> None:
        super().__init__()
        self._stage, self._close, self._marks, self._give_back = stage, close, marks, give_back
        marks.changed.connect(self.look_again)
        self.order_id = 0
        self._open = False
        self._thumbs = Thumbs(theme.px(112))
        self._thumbs.setParent(self)
        self._thumbs.ready.connect(self._put_thumbs)
        self._waiting: list[tuple[QLabel, str]] = []
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(SHOWN_MS)
        self._hide.timeout.connect(self.hide_buyer)
        self._track, self._amount, self._due = QLineEdit(), QLineEdit(), QLineEdit()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)

    # ------------------------------------------------------------------ what is shown
    def show_order(self, order_id: int) -> None:
        """Shows an order, its buyer hidden."""
        self.order_id, self._open = order_id, False
        self._draw()

    def look_again(self) -> None:
        """Reads the shown order anew; an order that is gone closes the sheet."""
        if not self.order_id:
            return
        try:
            self._draw()
        except ShopError:
            self.order_id = 0
            self._close()

    def hide_buyer(self) -> None:
        """Hides the buyer again."""
        self._hide.stop()
        if self._open:
            self._open = False
            self.look_again()

    def show_buyer(self) -> None:
        """Shows the buyer for a minute."""
        self._open = True
        self._hide.start()
        self._draw()

    def _draw(self) -> None:
        typed = self._track.text()
        empty_layout(self._body)
        self._waiting = []
        order = queries.get(self._stage.shop, self.order_id)
        self._body.addWidget(self._head(order))
        start = boxed(column(self._goods(order), self._money(order), None, space=12))
        end = boxed(column(self._buyer(order), self._parcels(order, typed), self._history(order), None, space=12))
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(start, 1)
        both.addWidget(end, 1)
        self._body.addWidget(scrolling(boxed(both)), 1)
        self._body.addWidget(self._foot(order))

    def _head(self, order: Order) -> QWidget:
        back = button("", "arrow-left", self._close, kind="square", name=_("Back to the board"))
        back.setObjectName("backToBoard")
        title = words(isolate(order.number), "head", wrap=False)
        title.setObjectName("orderNumber")
        glyph = picture(ICONS.get(order.channel, "globe-simple-fill"), 22)
        channel, state = words(channel_title(order.channel), "strong", wrap=False), self._state_chip(order)
        price = words(order.total.shown(), "price", wrap=False)
        return flow(back, title, glyph, channel, state, price, ends=1)

    def _state_chip(self, order: Order) -> QWidget:
        made = chip(_(STATES[order.state]), TONES[order.state])
        made.setObjectName("orderState")
        return made

    def _goods(self, order: Order) -> QWidget:
        parts: list[QWidget | QLayout | int | None] = [words(_("Goods"), "label")]
        found = queries.lines(self._stage.shop, order.id)
        known = {p.id: p for p in products.some(self._stage.shop, [line.product_id for line in found if line.product_id])}
        for line in found:
            product = known.get(line.product_id or 0)
            parts.append(self._line(line, product.thumb if product else ""))
        if self._marks.unfilled(order.id):
            short = words(_("Not enough is left for this order. Who ordered first is served first."), "label", tone="amber")
            short.setObjectName("unfilled")
            parts.append(short)
        if order.channel in OWN_CHANNELS and order.lane in ("pay", "pack", "send"):
            parts += [rule(), self._day(order)]
        if not order.complete:
            parts.append(words(_("The file did not tell the goods. Import the list of goods as well."), "quiet", tone="amber"))
        if order.note:
            note = words(apart(order.note))
            note.setObjectName("orderNote")
            parts += [rule(), spread(picture("note", 22, "amber"), note)]
        if order.seller_note:
            parts.append(spread(picture("push-pin", 22), words(apart(order.seller_note), "quiet")))
        return card(column(*parts, space=10, margins=(16, 12, 16, 14)))

    def _day(self, order: Order) -> QLayout:
        """The day it is promised for, to be written and taken away."""
        self._due = QLineEdit(dues.dues_of(self._stage.shop, [order.id]).get(order.id, ""))
        self._due.setObjectName("dueDay")
        self._due.setPlaceholderText(clock.today().isoformat())
        self._due.setAccessibleName(_("Promised for a day"))
        self._due.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._due.setMaxLength(10)
        self._due.setMaximumWidth(theme.px(150))
        self._due.returnPressed.connect(self._promise)
        keep = button(_("Write down"), "calendar-check", self._promise)
        keep.setObjectName("keepDay")
        line = row(words(_("Promised for a day"), "label"), self._due, keep, space=8)
        line.setStretch(0, 1)
        return line

    def _promise(self) -> None:
        shop = self._stage.shop
        try:
            day = dues.day_of(self._due.text())
            actions.promise(shop, self.order_id, day)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        number = isolate(queries.get(shop, self.order_id).number)
        said = _("Order {number} is promised for {day}.") if day else _("Order {number} has no day any more.")
        self._stage.saved(said.format(number=number, day=isolate(day)))

    def _line(self, line: Line, thumb: str) -> QLayout:
        glyph = picture("package", 28)
        glyph.setFixedSize(theme.px(48), theme.px(48))
        if thumb:
            self._waiting.append((glyph, thumb))
            self._put_thumbs()
        about = " · ".join(filter(None, (apart(line.spec), isolate(line.sku) if line.sku else "")))
        many = isolate(f"{line.quantity.text()} ×") if line.quantity else "?"
        texts = column(words(apart(line.title), "strong"), *([words(about, "quiet")] if about else []), space=0)
        made = row(glyph, words(many, "strong", wrap=False), space=10)
        made.addLayout(texts, 1)
        if line.total is not None:
            made.addWidget(words(line.total.shown(), "strong", wrap=False))
        return made

    def _put_thumbs(self) -> None:
        for label, name in list(self._waiting):
            found = self._thumbs.get(self._stage.shop.files.path(name))
            if found is not None:
                side = theme.px(48)
                label.setPixmap(found.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                                             Qt.TransformationMode.SmoothTransformation).copy(0, 0, side, side))
                self._waiting.remove((label, name))

    def _money(self, order: Order) -> QWidget:
        goods = order.total - order.postage + order.discount
        lines = [(_("Goods"), goods), (_("Postage"), order.postage), (_("Discount"), -order.discount)]
        parts: list[QWidget | QLayout | int | None] = [words(_("Money"), "label")]
        parts += [self._sum(text, amount) for text, amount in lines if amount]
        parts += [rule(), self._sum(_("Total"), order.total, role="strong")]
        if order.refunded:
            parts.append(self._sum(_("Paid back"), -order.refunded, tone="red"))
        paid = queries.payments(self._stage.shop, order.id)
        for payment in paid:
            parts.append(self._sum(f"{_(WAYS[payment.way])}  {_when(payment.paid_at)}", payment.amount, tone="leaf"))
        owed = dues.owed_of(self._stage.shop, [order.id]).get(order.id)
        if owed is not None and (owed.minor < order.total.minor or order.state == "unpaid"):
            if owed.minor < order.total.minor:
                still = self._sum(_("Still owed"), owed, role="strong", tone="amber")
                parts += [rule(), still]
            self._amount = QLineEdit(owed.text())
            self._amount.setObjectName("payAmount")
            self._amount.setAccessibleName(_("How much was paid"))
            self._amount.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self._amount.setMaxLength(16)
            self._amount.setMaximumWidth(theme.px(140))
            ways = [button(_(title), glyph, partial(self._pay, way), kind="chip") for (way, title), glyph in zip(
                WAYS.items(), ("money", "qr-code", "bank", "notebook"), strict=True)]
            for made, way in zip(ways, WAYS, strict=True):
                made.setObjectName(f"pay_{way}")
            parts += [rule(), row(words(_("How was it paid?"), "strong"), None, self._amount),
                      row(*ways[:2], None, space=8), row(*ways[2:], None, space=8)]
        return card(column(*parts, space=8, margins=(16, 12, 16, 14)))

    def _sum(self, text: str, amount: Money, *, role: str = "body", tone: str = "") -> QLayout:
        return row(words(text, role, tone=tone), None, words(amount.shown(), role, tone=tone, wrap=False))

    def _buyer(self, order: Order) -> QWidget:
        sealed = not (order.recipient or order.phone or order.address)
        show = button(_("Hide") if self._open else _("Show for one minute"), "eye-slash" if self._open else "eye",
                      self.hide_buyer if self._open else self.show_buyer, kind="plain")
        show.setObjectName("showBuyer")
        head = row(words(_("Buyer"), "label"), None, *([] if sealed else [show]))
        parts: list[QWidget | QLayout | int | None] = [head]
        if sealed:
            region = order.region or _("This order tells no buyer.")
            parts.append(words(f"{region} · {_('hidden by the platform')}" if order.region else region, "quiet"))
        else:
            name = words(apart(order.recipient if self._open else masked_name(order.recipient)), "title")
            name.setObjectName("buyerName")
            phone = words(isolate(order.phone if self._open else masked_phone(order.phone)), "strong", wrap=False)
            phone.setObjectName("buyerPhone")
            whole = f"{order.region} {order.address}".strip()
            place = words(apart(whole if self._open else masked_address(order.region, order.address)))
            place.setObjectName("buyerPlace")
            parts += [name, *([phone] if order.phone else []), place]
        return card(column(*parts, space=8, margins=(16, 12, 16, 14)))

    def _parcels(self, order: Order, typed: str) -> QWidget:
        parts: list[QWidget | QLayout | int | None] = [words(_("Parcel"), "label")]
        for parcel in queries.parcels(self._stage.shop, order.id):
            carrier = parcel.carrier or carriers.guess(parcel.number)
            parts.append(row(picture("truck", 22, "leaf"), words(isolate(parcel.number), "strong", wrap=False),
                             words(carrier, "quiet"), None, space=8))
        known = told.line_of(self._stage.shop, order)
        if known is not None:
            parts.append(known)
        self._track = QLineEdit(typed)
        self._track.setObjectName("tracking")
        self._track.setPlaceholderText(_("Scan or type the number"))
        self._track.setAccessibleName(_("Tracking number"))
        self._track.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._track.setMaxLength(60)
        self._track.returnPressed.connect(self._add_parcel)
        keep = button(_("Write down"), "barcode", self._add_parcel)
        keep.setObjectName("keepTracking")
        line = row(space=8)
        line.addWidget(self._track, 1)
        line.addWidget(keep)
        parts.append(line)
        return card(column(*parts, space=8, margins=(16, 12, 16, 14)))

    def _history(self, order: Order) -> QWidget:
        """All that happened, in order of time: who or what did it, and when."""
        placed = order.placed[:16].replace("T", " ")
        lines = [self._step(_("Ordered"), isolate(placed), "")]
        for _at, text, when, about in sorted(self._happened(order), key=lambda one: one[0]):
            lines.append(self._step(text, when, about))
        made = card(column(words(_("History"), "label"), *lines, space=4, margins=(16, 12, 16, 14)))
        made.setObjectName("history")
        return made

    def _happened(self, order: Order) -> Iterator[tuple[str, str, str, str]]:
        shop = self._stage.shop
        if order.channel not in OWN_CHANNELS:
            yield order.created_at, _("Came in"), _when(order.created_at), apart(order.raw_state)
        for change in queries.history(shop, order.id):
            known = {"hand": _("by hand"), "taken back": _("Import taken back")}
            by = known.get(change.by) or channel_title(change.by)
            yield change.at, _(STATES[change.after]), _when(change.at), apart(change.who) or by
        for payment in queries.payments(shop, order.id):
            seen = "" if payment.seen else _("not seen on the phone yet")
            text = _("Paid {amount}") if payment.amount.minor >= 0 else _("Given back {amount}")
            about = " · ".join(filter(None, (_(WAYS[payment.way]), seen)))
            yield payment.paid_at, text.format(amount=payment.amount.shown()), _when(payment.paid_at), about
        for back, shelved, who in queries.came_back(shop, order.id):
            text = _("Goods came back {amount}") if shelved else _("Goods came back {amount}, not to be sold again")
            yield back.placed_at, text.format(amount=back.total.shown()), _when(back.placed_at), " · ".join(
                filter(None, (apart(who), isolate(back.number))))

    def _step(self, text: str, when: str, about: str) -> QLayout:
        made = row(words(text), words(about, "quiet"), words(when, "quiet", wrap=False), space=12)
        made.setStretch(0, 1)
        made.setStretch(1, 1)
        return made

    def _foot(self, order: Order) -> QWidget:
        parts: list[QWidget] = []
        if order.state in BACK:
            back = button(_("One step back"), "arrow-u-up-left", partial(self._do, actions.move_back), kind="plain")
            back.setObjectName("stepBack")
            parts.append(back)
        if order.state not in ("cancelled", "refunded"):
            cancel = button(_("Cancel the order"), "prohibit", self._cancel, kind="plain")
            cancel.setObjectName("cancelOrder")
            parts.append(cancel)
        still = ledger.left_of(self._stage.shop, order.id) if order.state not in counter.NOT_OUT else []
        if still and order.total.minor >= 0:
            came = button(_("Goods back"), "arrow-counter-clockwise", partial(self._give_back, order.id), kind="plain")
            came.setObjectName("cameBack")
            parts.append(came)
        waits = order.channel in OWN_CHANNELS and order.state == "unpaid"
        if waits:
            ask = button(_("Ask for the money"), "hand-pointing", lambda: self._stage.go("receiving", ask=order.id), kind="primary")
            ask.setObjectName("askForMoney")
            if queries.payments(self._stage.shop, order.id):  # a deposit is there: it may be packed before the rest is paid
                pack = button(_("Pack it, the rest is paid later"), "package", partial(self._do, actions.move_on))
                pack.setObjectName("packAnyway")
                parts.append(pack)
            parts.append(ask)
        if order.state in FORWARD and not waits:
            text, glyph, _tone = STEPS[order.state]
            on = button(_(text), glyph, partial(self._do, actions.move_on), kind="primary")
            on.setObjectName("moveOn")
            parts.append(on)
        primary = waits or order.state in FORWARD
        return flow(*parts, ends=1 if primary else 0, space=12)

    # ------------------------------------------------------------------ doing
    def _do(self, act: Callable[..., str]) -> None:
        number = queries.get(self._stage.shop, self.order_id).number
        try:
            state = act(self._stage.shop, self.order_id, who=person())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("Order {number}: {state}").format(number=isolate(number), state=_(STATES[state])))

    def _cancel(self) -> None:
        order = queries.get(self._stage.shop, self.order_id)
        try:
            actions.cancel(self._stage.shop, order.id, who=person())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("Order {number}: {state}").format(number=isolate(order.number), state=_(STATES["cancelled"])))

    def _pay(self, way: str) -> None:
        try:
            currency = queries.get(self._stage.shop, self.order_id).total.currency
            amount = Money.parse(self._amount.text(), currency)
            actions.pay(self._stage.shop, self.order_id, way, amount, who=person())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("{amount} is noted.").format(amount=amount.shown()))

    def _add_parcel(self) -> None:
        number = self._track.text()
        try:
            actions.add_parcel(self._stage.shop, self.order_id, Parcel(carriers.guess("".join(number.split())), number))
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._track.clear()
        self.look_again()
        self._stage.saved(_("Number {number} is saved.").format(number=isolate("".join(number.split()))))


def _when(text: str) -> str:
    return isolate(clock.local(text).strftime("%Y-%m-%d %H:%M"))


def spread(glyph: QWidget, text: QWidget) -> QLayout:
    """A small picture and words that take the rest of the line."""
    line = row(glyph, text, space=8)
    line.setStretch(1, 1)
    return line
