"""eBay's orders report: a row a line, and for two or more items a row above them with the sums and without an item number.

The first line is empty, a row of empty cells follows the header, and the last lines count the records and name the seller.
Older sales have no order number: then the record number stands for it. Source: eBay Help, "Downloading an orders report".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders import western
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, each_order, grouped, moment, unguarded
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one report."""
    groups, refused = grouped([r for r in tables["orders"] if not _footer(r)], "Order Number", "Sales Record Number")
    return each_order(groups, _order, refused)


def _footer(record: Record) -> bool:
    said = [cell.strip() for cell in record.cells if cell.strip()]
    words = " ".join(said).casefold()
    return len(said) <= 2 and ("record(s) downloaded" in words or words.startswith("seller id"))


def _order(number: str, records: list[Record]) -> OrderDraft:
    sums = [record for record in records if not record.code("Item Number") and record.text("Total Price")]
    items = [record for record in records if record.code("Item Number") or record.text("Item Title")]
    head = sums[0] if sums else records[0]
    if not items:
        raise head.refused("Item Title", _("The name of the goods is missing."))
    currency = western.currency_in(head.raw("Total Price"), "USD")
    zero = Money(0, currency)
    if sums or len(records) == 1:
        total = head.money("Total Price", currency, read=western.amount)
    else:
        total = Money.total((r.money("Total Price", currency, blank=zero, read=western.amount) for r in records), currency)
    postage = head.money("Shipping And Handling", currency, blank=zero, read=western.amount)
    placed, placed_at = _day(head)
    state, raw_state = _state(records)
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=raw_state, placed=placed, placed_at=placed_at, total=total,
        refunded=zero, postage=postage, discount=zero, buyer=head.text("Buyer Username"),
        recipient=head.text("Ship To Name", "Buyer Name"), phone=head.code("Ship To Phone"),
        region=" ".join(filter(None, (head.text("Ship To Country"), head.text("Ship To State"), head.text("Ship To City")))),
        address=" ".join(filter(None, (head.text("Ship To Address 1"), head.text("Ship To Address 2"), head.code("Ship To Zip")))),
        note=head.text("Buyer Note"), seller_note=head.text("My Item Note"),
        lines=tuple(_line(record, currency, only=len(items) == 1, goods=total - postage) for record in items),
        parcels=_parcels(records),
        raw=tuple(record.as_found() for record in records))


def _state(records: list[Record]) -> tuple[str, str]:
    items = [record for record in records if record.code("Item Number")] or records
    sent = [bool(record.text("Shipped On Date")) for record in items]
    if all(sent):
        return "shipped", "shipped"
    if any(sent):
        return "part_shipped", "partly shipped"
    return ("to_ship", "paid") if any(record.text("Paid On Date") for record in records) else ("unpaid", "unpaid")


def _parcels(records: list[Record]) -> tuple[Parcel, ...]:
    numbers = (unguarded(part) for record in records for part in record.raw("Tracking Number").split(","))
    return tuple(dict.fromkeys(Parcel("", number) for number in numbers if number))


def _day(head: Record) -> tuple[str, str]:
    value = head.raw("Sale Date").strip()
    try:
        return moment(value if value[:4].isdigit() else western.named_month(value))
    except ValueError:
        raise head.refused("Sale Date", _("“{text}” is not a date.").format(text=value[:40])) from None


def _line(record: Record, currency: str, *, only: bool, goods: Money) -> LineDraft:
    quantity = record.quantity("Quantity")
    title = record.text("Item Title")
    if not title:
        raise record.refused("Item Title", _("The name of the goods is missing."))
    sold_for = record.money("Sold For", currency, read=western.amount)
    # Whether "Sold For" is one piece or all of them differs between reports; alone in its order, the order's sum tells.
    total = goods if only and quantity.milli != 1000 else sold_for
    return LineDraft(sku=record.code("Custom Label"), title=title, spec=record.text("Variation Details"), quantity=quantity,
                     total=total, key=record.code("Transaction ID"))


CHANNEL = Channel(
    name="ebay", title=N_("eBay"), understand=understand,
    parts=(Part("orders", ("Sales Record Number", "Item Number", "Item Title", "Sold For", "Total Price", "Sale Date")),),
    source="eBay Help, Downloading an orders report")
