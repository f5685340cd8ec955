"""Etsy's two downloads, sold orders and sold order items; dates without a time, amounts once an order.

Order shipping, discount and tax stand on every item row, so they are read from the orders only. A refund shows as an adjusted
total above zero and below the order's total; both 0.00 and the same total mean none. Source: Etsy Help, "download your data".
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace

from producer_app.areas.orders import western
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, Refused, after_refund, currency_of, each_order, grouped, moment
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of the two files, joined by Order ID."""
    every = [record for records in tables.values() for record in records]
    day_first = western.day_first(record.raw(name) for record in every for name in ("Sale Date", "Date Shipped", "Date Paid"))
    heads, refused = grouped(tables["orders"], "Order ID")
    items, refused_items = grouped(tables.get("items", ()), "Order ID")
    reading = each_order(heads, lambda number, records: _order(number, records[-1], day_first), refused)
    drafts, bad = [], [*reading.refused, *refused_items]
    for draft in reading.drafts:
        try:
            drafts.append(_with_lines(draft, items.get(draft.number)))
        except Refused as refusal:
            bad.append(refusal.refusal)
    remarks = () if "items" in tables else (
        _("The list of goods is missing, so these orders show no goods. Give both files together."),)
    return Reading(tuple(drafts), tuple(bad), remarks)


def _order(number: str, head: Record, day_first: bool | None) -> OrderDraft:
    currency = currency_of(head, "Currency", western.currency_in(head.raw("Order Total"), "USD"))
    zero = Money(0, currency)
    total = head.money("Order Total", currency, read=western.amount)
    adjusted = head.money("Adjusted Order Total", currency, blank=zero, read=western.amount)
    refunded = total - adjusted if 0 < adjusted.minor < total.minor else zero
    placed, placed_at = _day(head, day_first)
    state, raw_state = _state(head)
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=after_refund(state, total, refunded) if refunded else state, raw_state=raw_state,
        placed=placed, placed_at=placed_at, total=total, refunded=total if state == "refunded" and not refunded else refunded,
        postage=head.money("Shipping", currency, blank=zero, read=western.amount),
        discount=head.money("Discount Amount", currency, blank=zero, least=None, read=western.amount),
        buyer=head.text("Buyer", "Buyer User ID"),
        recipient=head.text("Full Name") or western.full_name(head.text("First Name"), head.text("Last Name")),
        region=" ".join(filter(None, (head.text("Ship Country"), head.text("Ship State"), head.text("Ship City")))),
        address=" ".join(filter(None, (head.text("Street 1"), head.text("Street 2"), head.code("Ship Zipcode")))),
        raw=(head.as_found(),))


def _state(head: Record) -> tuple[str, str]:
    word = head.text("Status").casefold()
    if "cancel" in word:
        return "cancelled", word
    if "refund" in word and "part" not in word:
        return "refunded", word
    return ("shipped", "shipped") if head.text("Date Shipped") else ("to_ship", "not shipped")


def _day(head: Record, day_first: bool | None) -> tuple[str, str]:
    value = head.raw("Sale Date").strip()
    try:
        if "/" not in value:
            return moment(value)
        if day_first is None:
            raise head.refused("Sale Date", _("This file writes some dates with the day first and some with the month first."))
        return moment(western.slashed(value, day_comes_first=day_first))
    except ValueError:
        raise head.refused("Sale Date", _("“{text}” is not a date.").format(text=value[:40])) from None


def _with_lines(draft: OrderDraft, records: list[Record] | None) -> OrderDraft:
    if not records:
        return replace(draft, lines=None)
    currency = draft.total.currency
    return replace(draft, lines=tuple(_line(record, currency) for record in records),
                   raw=draft.raw + tuple(record.as_found() for record in records))


def _line(record: Record, currency: str) -> LineDraft:
    quantity = record.quantity("Quantity")
    price = record.money("Price", currency, read=western.amount)
    title = html.unescape(record.text("Item Name"))
    if not title:
        raise record.refused("Item Name", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("SKU"), title=title, spec=html.unescape(record.text("Variations")), quantity=quantity,
                     unit_price=price, total=quantity.of_price(price), key=record.code("Transaction ID"))


CHANNEL = Channel(
    name="etsy", title=N_("Etsy"), understand=understand,
    parts=(Part("orders", ("Sale Date", "Order ID", "Order Value", "Order Total")),
           Part("items", ("Order ID", "Transaction ID", "Item Name", "Quantity", "Price"), required=False)),
    source="Etsy Help, download your data: EtsySoldOrders and EtsySoldOrderItems")
