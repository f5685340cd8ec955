"""Amazon's "all orders" flat file: a row a line, tabs, no buyer's name; item-price is the row's total.

Taxes are left out: where Amazon collects them they never reach the seller, elsewhere the price holds them already. A cancelled or
pending row can have no price. Source: Amazon Seller Central, "All Orders report" (flat file by order date).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders import western
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, currency_of, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

STATES = {
    "pending": "unpaid", "pendingavailability": "unpaid", "unshipped": "to_ship", "invoiceunconfirmed": "to_ship",
    "partiallyshipped": "part_shipped", "shipped": "shipped", "shipping": "shipped",
    "cancelled": "cancelled", "canceled": "cancelled", "unfulfillable": "cancelled",
    "shipped-deliveredtobuyer": "done", "shipped-returnedtoseller": "returned",
    "shipped-rejectedbybuyer": "returned", "shipped-returningtoseller": "returned",
}


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one report."""
    groups, refused = grouped(tables["orders"], "amazon-order-id")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    head = records[0]
    word = head.text("order-status", "item-status")
    plain = "".join(word.casefold().split())
    if plain not in STATES and not plain.startswith("shipped"):
        raise head.refused("order-status", _("The state “{text}” is not known.").format(text=word[:40]))
    state = STATES.get(plain, "shipped")
    currency = next((c for c in (currency_of(r, "currency", "") for r in records) if c), "USD")
    zero = Money(0, currency)
    open_price = state in ("unpaid", "cancelled")
    goods = _sum(records, "item-price", currency, zero if open_price else None)
    postage = _sum(records, "shipping-price", currency, zero)
    discount = _sum(records, "item-promotion-discount", currency, zero) + _sum(records, "ship-promotion-discount", currency, zero)
    total = goods + postage + _sum(records, "gift-wrap-price", currency, zero) - discount
    placed, placed_at = head.time("purchase-date", zone=0)
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=word, placed=placed, placed_at=placed_at,
        total=total, refunded=zero, postage=postage, discount=discount,
        region=" ".join(filter(None, (head.text("ship-country"), head.text("ship-state"), head.text("ship-city")))),
        address=head.code("ship-postal-code"), lines=tuple(_line(r, currency, zero if open_price else None) for r in records),
        raw=tuple(record.as_found() for record in records))


def _sum(records: list[Record], name: str, currency: str, blank: Money | None) -> Money:
    amounts = (record.money(name, currency, blank=blank, least=None, read=western.amount) for record in records)
    return Money.total((Money(abs(a.minor), currency) if "discount" in name else a for a in amounts), currency)


def _line(record: Record, currency: str, blank: Money | None) -> LineDraft:
    title = record.text("product-name")
    if not title:
        raise record.refused("product-name", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("sku"), title=title, quantity=record.quantity("quantity", zero=blank is not None),
                     total=record.money("item-price", currency, blank=blank, read=western.amount))


CHANNEL = Channel(
    name="amazon", title=N_("Amazon"), understand=understand,
    parts=(Part("orders", ("amazon-order-id", "purchase-date", "order-status", "product-name", "item-price")),),
    source="Amazon Seller Central, All Orders report")
