"""WooCommerce by WebToffee's "Order Export": a row an order, its goods in ``line_item_1`` and on, written ``name:..|sku:..``.

Source: the plug-in's export format (line_item cells, refund_items, order_notes).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from producer_app.areas.orders import carriers, western, woocommerce
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, currency_of, each_order, grouped
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

# A name may hold ":" and even "|", so a cell is cut only before a word that is known to begin a part.
_PARTS = re.compile(r"\|(?=(?:name|product_id|sku|quantity|total|sub_total|tax|tax_data|refunded|meta|_[a-z_]+):)")


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "order_number", "order_id")
    return each_order(groups, lambda number, records: _order(number, records[-1]), refused)


def _order(number: str, head: Record) -> OrderDraft:
    currency = currency_of(head, "order_currency", "CNY")
    zero = Money(0, currency)
    total = head.money("order_total", currency, read=western.amount)
    refunded = _refunded(head, currency)
    status = head.text("status", "order_status")
    if not status:
        raise head.refused("status", _("The order's state is missing."))
    state = woocommerce.state(status, total, refunded, paid=bool(head.text("paid_date")))
    placed, placed_at = head.time("order_date")
    who = "shipping" if head.text("shipping_first_name", "shipping_last_name") else "billing"
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=status, placed=placed, placed_at=placed_at, total=total,
        refunded=total if state == "refunded" and not refunded else refunded,
        postage=head.money("shipping_total", currency, blank=zero, read=western.amount),
        discount=head.money("discount_total", currency, blank=zero, least=None, read=western.amount),
        buyer=head.text("customer_email", "billing_email"),
        recipient=western.full_name(head.text(f"{who}_first_name"), head.text(f"{who}_last_name")),
        phone=head.code("shipping_phone", "billing_phone"),
        region=" ".join(filter(None, (head.text(f"{who}_country"), head.text(f"{who}_city")))),
        address=" ".join(filter(None, (head.text(f"{who}_address_1"), head.text(f"{who}_address_2"),
                                       head.code(f"{who}_postcode")))),
        note=western.note(head, "customer_note"), lines=tuple(_lines(head, currency)), parcels=_parcels(head),
        raw=(head.as_found(),))


def _refunded(head: Record, currency: str) -> Money:
    total = 0
    for text in re.findall(r"(?:^|[|;])amount:([^|;]+)", head.raw("refund_items")):
        try:
            total += abs(Money.parse(western.amount(text), currency).minor)
        except ShopError as error:
            raise head.refused("refund_items", error.message) from None
    return Money(total, currency)


def _lines(head: Record, currency: str) -> list[LineDraft]:
    columns = [c for c in head.table.header if re.fullmatch(r"line_item_\d+", c.strip()) and head.text(c)]
    return [_line(head, column, currency) for column in sorted(columns, key=lambda c: int(c.strip().rpartition("_")[2]))]


def _line(head: Record, column: str, currency: str) -> LineDraft:
    parts: dict[str, str] = {}
    for part in _PARTS.split(western.note(head, column)):
        key, _colon, value = part.partition(":")
        parts.setdefault(key.strip(), western.unguarded_text(value.strip()))
    try:
        quantity = Quantity.parse(parts.get("quantity", ""))
        total = Money.parse(western.amount(parts.get("total", "")), currency)
    except ShopError as error:
        raise head.refused(column, error.message) from None
    if not parts.get("name"):
        raise head.refused(column, _("The name of the goods is missing."))
    return LineDraft(sku=parts.get("sku", ""), title=parts["name"], quantity=quantity, total=total)


def _parcels(head: Record) -> tuple[Parcel, ...]:
    found: list[Parcel] = []
    for text in re.findall(r"content:(.*?)(?=\|date:|\|\||$)", head.raw("order_notes"), re.DOTALL):
        found += carriers.in_note(text)
    return tuple(dict.fromkeys(found))


CHANNEL = Channel(
    name="woocommerce-webtoffee", title=N_("WooCommerce (WebToffee)"), understand=understand,
    parts=(Part("orders", ("order_date", "order_total", "line_item_1")),),
    source="WebToffee Order Export & Import for WooCommerce")
