"""Shopify's orders export: a row a line of goods, the order's own cells on its first row only.

Source: Shopify Help Center, "Exporting orders" (columns of orders_export.csv); several public parsers agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, after_refund, currency_of, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

UNPAID = frozenset({"pending", "authorized", "partially_paid", "unpaid", "overdue"})
NEVER_PAID = frozenset({"voided", "expired"})
PAID = frozenset({"paid", "partially_refunded", "refunded"})
FULFILLED = {"fulfilled": "shipped", "partial": "part_shipped", "unfulfilled": "", "": "", "restocked": "", "scheduled": "",
             "on_hold": "", "request_declined": "", "open": "", "in_progress": ""}


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "Name")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    records = _once(records)
    head = records[0]
    currency = currency_of(head, "Currency", "CNY")
    zero = Money(0, currency)
    total = head.money("Total", currency)
    refunded = head.money("Refunded Amount", currency, blank=zero)
    placed, placed_at = head.time("Created at")
    province = head.text("Shipping Province Name", "Shipping Province", "Billing Province Name", "Billing Province")
    city = head.text("Shipping City", "Billing City")
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=_state(head, total, refunded), raw_state=_raw_state(head),
        placed=placed, placed_at=placed_at, total=total, refunded=refunded,
        postage=head.money("Shipping", currency, blank=zero),
        discount=head.money("Discount Amount", currency, blank=zero, least=None),
        buyer=head.text("Email"), recipient=head.text("Shipping Name", "Billing Name"),
        phone=head.code("Shipping Phone", "Phone", "Billing Phone"),
        region=" ".join(dict.fromkeys(filter(None, (head.text("Shipping Country", "Billing Country"), province, city)))),
        address=" ".join(filter(None, (_street(head, "Shipping") or _street(head, "Billing"),
                                       head.code("Shipping Zip", "Billing Zip")))),
        note=head.text("Notes"), seller_note=head.text("Tags"),
        lines=tuple(_line(record, currency) for record in records), raw=tuple(r.as_found() for r in records))


def _once(records: list[Record]) -> list[Record]:
    """The rows of one order where exports were put one under the other, or a tool filled the order's cells down."""
    starts = [at for at, record in enumerate(records) if record.raw("Total").strip()]
    if len(starts) < 2:
        return records
    first, last = records[starts[0]], records[starts[-1]]
    alike = all(first.raw(c) == last.raw(c) for c in ("Total", "Financial Status", "Fulfillment Status", "Refunded Amount"))
    if not alike:
        return records[starts[-1]:]
    return list({record.cells: record for record in records}.values())


def _street(head: Record, who: str) -> str:
    street = head.text(f"{who} Street")
    if street:
        return street
    return " ".join(filter(None, (head.text(f"{who} Address1"), head.text(f"{who} Address2"))))


def _line(record: Record, currency: str) -> LineDraft:
    quantity = record.quantity("Lineitem quantity", zero=True)
    price = record.money("Lineitem price", currency)
    title = record.text("Lineitem name")
    if not title:
        raise record.refused("Lineitem name", _("The name of the goods is missing."))
    discount = record.money("Lineitem discount", currency, blank=Money(0, currency), least=None)
    return LineDraft(sku=record.code("Lineitem sku"), title=title, quantity=quantity, unit_price=price,
                     total=quantity.of_price(price) - discount)


def _words(head: Record) -> tuple[str, str, bool]:
    paid = head.text("Financial Status").casefold().replace(" ", "_")
    sent = head.text("Fulfillment Status").casefold().replace(" ", "_")
    return paid, sent, bool(head.text("Cancelled at"))


def _raw_state(head: Record) -> str:
    paid, sent, cancelled = _words(head)
    return "/".join(filter(None, (paid, sent, "cancelled" if cancelled else "")))


def _state(head: Record, total: Money, refunded: Money) -> str:
    paid, sent, cancelled = _words(head)
    if paid and paid not in UNPAID | NEVER_PAID | PAID:
        raise head.refused("Financial Status", _("The state “{text}” is not known.").format(text=paid[:40]))
    if sent not in FULFILLED:
        raise head.refused("Fulfillment Status", _("The state “{text}” is not known.").format(text=sent[:40]))
    if paid == "refunded":
        return "refunded"
    if cancelled or paid in NEVER_PAID:
        return after_refund("cancelled", total, refunded)
    # Old exports leave the state of the payment out; then a date of payment, or nothing to pay, means paid.
    settled = paid in PAID or (not paid and (bool(head.text("Paid at")) or not total))
    state = FULFILLED[sent] or ("to_ship" if settled else "unpaid")
    return after_refund(state, total, refunded)


CHANNEL = Channel(
    name="shopify", title=N_("Shopify"), understand=understand,
    parts=(Part("orders", ("Name", "Financial Status", "Fulfillment Status", "Total", "Created at", "Lineitem quantity",
                           "Lineitem name", "Lineitem price")),),
    source="Shopify Help Center, Exporting orders")
