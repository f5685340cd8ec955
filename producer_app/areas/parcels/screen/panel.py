"""One order on its way: goods, what each courier asks, the number on the parcel, the ready message, the label."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QLayout, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.parcels import actions, freight, pausing, queries, saying, waybills
from producer_app.areas.parcels.rows import Box, Load, Packing, Quote
from producer_app.areas.parcels.screen.sheets import code_line
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare, isolate, ngettext
from producer_app.base.page import Page
from producer_app.ui import handing_out, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, chip, column, empty_layout, picture, row, rule, scrolling, words

Parts = list[QWidget | QLayout | int | None]


def grams(text: str) -> int | None:
    """Grams of kilograms as typed, rounded up; None for no weight.

    >>> grams("2.5"), grams("0.0001"), grams("x"), grams("")
    (2500, 1, None, None)
    """
    whole, _dot, rest = text.strip().replace(",", ".").removesuffix("kg").strip().partition(".")
    if not (whole or rest) or not (whole + rest).isascii() or not (whole + rest).isdigit() or len(whole) > 4:
        return None
    made = int(whole or 0) * 1000 + int(rest[:3].ljust(3, "0") or 0) + (1 if rest[3:].strip("0") else 0)
    return made or None


class Panel(QFrame):
    """The side on which an order is sent. ``show_order`` opens it; ``broke`` is called to write down a breakage."""

    def __init__(self, stage: Stage, close: Callable[[], object], broke: Callable[[int], object],
                 sent: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._stage, self._close, self._broke, self._done = stage, close, broke, sent
        self._another = False
        self.order_id = 0
        self._weight = code_line("weight", _("Weight in kg"), limit=12)
        self._weight.textEdited.connect(self._put_quotes)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(4)
        self._track = code_line("parcelNumber", _("Number on the parcel"), example=_("Scan or type the number"))
        self._track.textEdited.connect(self._guess)
        self._track.returnPressed.connect(self.send)
        self._carrier = self._carriers("carrier", "")
        self._send = button(_("Write down and send"), "paper-plane-tilt", self.send, kind="primary")
        self._send.setObjectName("sendParcel")
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        self._after = QVBoxLayout()
        self._after.setSpacing(8)
        head = row(words(_("Number on the parcel"), "label"))
        self._entry = boxed(column(head, self._track, self._carrier, space=8))
        self._told = words("", "quiet")
        weight = row(words(_("Weight in kg"), "label"), self._weight, space=8)
        weight.setStretch(1, 1)
        inner = boxed(column(self._top, self._entry, self._after, rule(), weight, self._told, self._quotes, None,
                             space=12, margins=(16, 12, 16, 8)))
        inner.setMinimumWidth(0)
        self._foot = boxed(row(None, self._send, margins=(16, 0, 16, 12)))
        outer = column(scrolling(inner), self._foot, space=4)
        outer.setStretch(0, 1)
        self.setLayout(outer)

    def _carriers(self, name: str, chosen: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(_("Courier"))
        made.addItem(_("Courier not known"), "")
        for carrier, _shape in orders.CARRIER_SHAPES:
            made.addItem(carrier, carrier)
        if chosen and made.findData(chosen) < 0:
            made.addItem(chosen, chosen)
        made.setCurrentIndex(max(0, made.findData(chosen)))
        made.setMinimumWidth(0)
        return made

    # ------------------------------------------------------------------ what is shown
    def show_order(self, order_id: int) -> None:
        """Opens an order; the cursor waits for the number on the parcel."""
        if order_id != self.order_id:
            self.order_id = order_id
            self._another = False
            self._track.clear()
            self._weight.clear()
            self._guess("")
        self.look_again()

    def look_again(self) -> None:
        """Reads the order anew."""
        order = orders.get(self._stage.shop, self.order_id)
        empty_layout(self._top)
        empty_layout(self._after)
        away = button("", "x", self._close, kind="square", name=_("Close"))
        number = words(isolate(order.number), "title")
        number.setObjectName("panelNumber")
        head = row(number, away)
        head.setStretch(0, 1)
        self._top.addLayout(head)
        about = [isolate(orders.masked_name(order.recipient or order.buyer)), isolate(orders.masked_phone(order.phone)),
                 queries.shown_place(order)]
        self._top.addWidget(words(" · ".join(part for part in about if bare(part))))
        for line in orders.lines(self._stage.shop, order.id):
            self._top.addWidget(words(orders.in_words(line), "strong"))
        for one in queries.doubtful(self._stage.shop, [order.id])[order.id]:
            self._top.addWidget(self._ask(one.key, one.name, forbidden=one.forbidden is True))
        self._weigh(order)
        to_send = order.state in actions.SENDABLE
        asks = to_send or (order.state == "shipped" and (self._another or not orders.parcels(self._stage.shop, order.id)))
        self._entry.setVisible(asks)
        self._foot.setVisible(asks)
        self._sent(order)

    def _ask(self, key: str, name: str, *, forbidden: bool) -> QWidget:
        """Whether a courier may carry goods: asked, and shown once answered with no."""
        text = (_("No courier may carry “{name}”.") if forbidden else _("May a courier carry “{name}”?")).format(
            name=isolate(name[:60]))
        yes = button(_("It may be sent"), "check", partial(self._answer, key, False), kind="softkey")
        no = button(_("It may not"), "prohibit", partial(self._answer, key, True), kind="softkey")
        yes.setObjectName("mayBeSent")
        no.setObjectName("mayNotBeSent")
        made = QFrame()
        made.setProperty("chip", "red" if forbidden else "amber")
        made.setLayout(column(words(text, "strong"), flow(yes, *([] if forbidden else [no]), space=8), space=8,
                              margins=(12, 10, 12, 10)))
        return made

    def _answer(self, key: str, forbidden: bool) -> None:
        actions.answer_carriage(self._stage.shop, key, forbidden=forbidden)
        self.look_again()
        self._stage.saved(_("Your answer is kept."))

    # ------------------------------------------------------------------ what it costs
    def _weigh(self, order: orders.Order) -> None:
        load = queries.loads(self._stage.shop, [order.id])[order.id]
        theme.mark(self._told, tone="amber" if load.unknown else "")
        if load.unknown:
            self._told.setText(_("The weight of “{name}” is not known. Weigh the parcel.").format(
                name=isolate(load.unknown[0][:40])))
        else:
            self._told.setText(ngettext("With packing, in {count} parcel", "With packing, in {count} parcels",
                                        len(load.boxes)).format(count=len(load.boxes)))
            if not self._weight.text():
                self._weight.setText(waybills.kilograms(load.weight_g))
        self._put_quotes()

    def _boxes(self, load: Load) -> tuple[Box, ...]:
        typed = grams(self._weight.text())
        if typed is None:
            return ()
        packing = self._stage.shop.load(Packing)
        # What was weighed holds the packing already.
        if typed == load.weight_g:
            return load.boxes
        return freight.packed(typed, 0, Packing(0, 0, packing.most_g, packing.long_cm, packing.wide_cm, packing.high_cm)).boxes

    def _put_quotes(self, _text: str = "") -> None:
        empty_layout(self._quotes)
        shop = self._stage.shop
        order = orders.get(shop, self.order_id)
        boxes = self._boxes(queries.loads(shop, [order.id])[order.id])
        try:
            found = queries.quotes(shop, order, boxes) if boxes else []
        except ShopError as refusal:
            self._quotes.addWidget(words(refusal.message, "quiet", tone="amber"))
            return
        for place, quote in enumerate(found):
            self._quotes.addLayout(self._quote(quote, first=place == 0 and quote.fee is not None))
        if boxes and not found:
            self._quotes.addWidget(words(_("Write down the couriers’ prices to see what it costs."), "quiet"))

    def _quote(self, quote: Quote, *, first: bool) -> QLayout:
        name = quote.tariff.carrier + (f" ({quote.tariff.contract})" if quote.tariff.contract else "")
        label = words(isolate(name), "strong" if first else "body")
        marks: list[QWidget] = []
        if quote.fee is None:
            marks.append(chip(_("Does not go there"), "red"))
        if quote.free:
            marks.append(chip(_("Free"), "leaf"))
        if quote.remote:
            marks.append(chip(_("Remote: {amount} more").format(amount=quote.remote.shown()), "amber"))
        if quote.tariff.example:
            marks.append(chip(_("Example"), "ink"))
        fee = words(quote.fee.shown() if quote.fee is not None else "—", "title" if first else "strong",
                    tone="leaf" if first else "", wrap=False)
        if first:
            fee.setObjectName("cheapest")
        line = row(label, fee, space=8)
        line.setStretch(0, 1)
        return column(line, *([flow(*marks, space=8)] if marks else []), space=4)

    # ------------------------------------------------------------------ the number
    def _guess(self, text: str) -> None:
        found = orders.guess_carrier("".join(text.split()).upper())
        self._carrier.setCurrentIndex(max(0, self._carrier.findData(found)))

    def send(self) -> None:
        """Writes the number down and moves the order on."""
        self.send_number(self._track.text(), str(self._carrier.currentData() or ""))

    def send_number(self, number: str, carrier: str = "") -> None:
        """The same for a number that was scanned elsewhere on the page."""
        order = orders.get(self._stage.shop, self.order_id)
        try:
            actions.send(self._stage.shop, order.id, number, carrier=carrier)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._track.clear()
        self._guess("")
        self._another = False
        self.look_again()
        self._done()
        self._stage.saved(_("Order {number} is sent.").format(number=isolate(order.number)))

    def _sent(self, order: orders.Order) -> None:
        """Parcels written down, with what is done with them."""
        found = orders.parcels(self._stage.shop, order.id)
        for parcel in found:
            combo = self._carriers("parcelCarrier", parcel.carrier)
            combo.activated.connect(lambda _at, box=combo, number=parcel.number: self._correct(number, str(box.currentData())))
            self._after.addLayout(row(picture("truck", 22, "leaf"), words(isolate(parcel.number), "strong", wrap=False), None))
            self._after.addWidget(combo)
        copy = button(_("Copy the message"), "chat-text", self.copy_message)
        copy.setObjectName("copyMessage")
        buttons = [copy]
        if found:
            small = button(_("Label {size} mm").format(size=isolate("76 × 130")), "printer", partial(self.print_label, "76x130"))
            small.setObjectName("label76")
            large = button(_("Label {size} mm").format(size=isolate("100 × 150")), "printer", partial(self.print_label, "100x150"))
            large.setObjectName("label100")
            broke = button(_("Something broke"), "warning", partial(self._broke, order.id))
            broke.setObjectName("somethingBroke")
            more = button(_("One more parcel"), "plus", self.one_more)
            more.setObjectName("oneMoreParcel")
            buttons += [small, large, more, broke]
        self._after.addWidget(flow(*buttons, space=8))

    def one_more(self) -> None:
        """Asks for the number of another parcel of the same order."""
        self._another = True
        self.look_again()
        self.focus_number()

    def waits(self) -> bool:
        """Whether the open order still waits for a number."""
        return bool(self.order_id) and (
            self._another or orders.get(self._stage.shop, self.order_id).state in actions.SENDABLE)

    def _correct(self, number: str, carrier: str) -> None:
        orders.name_carrier(self._stage.shop, self.order_id, number, carrier)
        self._stage.saved(_("The courier is corrected."))

    def message(self) -> str:
        """The ready text for the buyer."""
        order = orders.get(self._stage.shop, self.order_id)
        return saying.message(order, orders.parcels(self._stage.shop, order.id), pausing.pause_now(self._stage.shop))

    def copy_message(self) -> None:
        """Puts the ready text on the clipboard."""
        QGuiApplication.clipboard().setText(self.message())
        self._stage.say(_("The message is copied. Paste it to the buyer."))

    def labels(self, size: str) -> list[Page]:
        """A label for each parcel, the buyer masked."""
        return waybills.labels(self._stage.shop, self.order_id, size)

    def print_label(self, size: str) -> None:
        """Prints the labels of the order's parcels."""
        handing_out.print_out(self, self._stage, self.labels(size), f"label-{size}")

    def focus_number(self) -> None:
        """The cursor into the field for the number."""
        self._track.setFocus()

    def kept(self) -> tuple[int, str]:
        """The open order and the number typed so far."""
        return self.order_id, self._track.text()

    def put_back(self, number: str) -> None:
        """Gives a typed number back."""
        self._track.setText(number)
        self._guess(number)
