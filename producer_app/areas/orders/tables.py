"""Orders as tables for a file: exactly those that the board shows, buyers masked unless they are asked for on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from producer_app.areas.orders import queries
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.masking import masked_address, masked_name, masked_phone
from producer_app.areas.orders.rows import STATES, Order, View
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.base.table_file import Cell, Table
from producer_app.store.shop import Shop


def order_tables(shop: Shop, view: View, *, buyers: bool) -> list[Table]:
    """The orders of a view, and the goods in them. ``buyers``: names, phones, addresses and notes whole."""
    count = queries.count_shown(shop, view)
    columns = [_("Order number"), _("Channel"), _("State"), _("Placed"), _("Buyer"), _("Phone"), _("Region"), _("Address"),
               _("Goods"), _("Total"), _("Paid back"), _("Currency"), _("Tracking number")]
    if buyers:
        columns += [_("Note"), _("Seller’s note")]
    lines = (_("Order number"), _("Channel"), _("Article"), _("Goods"), _("Kind"), _("How many"), _("Each"), _("Total"),
             _("Currency"))
    return [Table(_("Orders"), tuple(columns), _orders(shop, view, buyers=buyers), count),
            Table(_("Goods"), lines, _goods(shop, view))]


def _orders(shop: Shop, view: View, *, buyers: bool) -> Iterator[Sequence[Cell]]:
    for page in queries.all_shown(shop, view):
        ids = [order.id for order in page]
        goods, sent = queries.lines_of(shop, ids), queries.parcels_of(shop, ids)
        for order in page:
            yield (order.number, channel_title(order.channel), _(STATES[order.state]), _placed(order), *_buyer(order, whole=buyers),
                   ", ".join(map(queries.in_words, goods[order.id])), order.total, order.refunded, order.total.currency,
                   ", ".join(parcel.number for parcel in sent[order.id]), *((order.note, order.seller_note) if buyers else ()))


def _buyer(order: Order, *, whole: bool) -> tuple[str, str, str, str]:
    if whole:
        return order.recipient, order.phone, order.region, order.address
    # A street without its region would be masked to nothing but stars.
    address = masked_address("", order.address) if order.address else ""
    return masked_name(order.recipient), masked_phone(order.phone), order.region, address


def _placed(order: Order) -> str:
    return clock.local(order.placed_at).strftime("%Y-%m-%d %H:%M") if order.placed_at else ""


def _goods(shop: Shop, view: View) -> Iterator[Sequence[Cell]]:
    for page in queries.all_shown(shop, view):
        goods = queries.lines_of(shop, [order.id for order in page])
        for order in page:
            for line in goods[order.id]:
                yield (order.number, channel_title(order.channel), line.sku, line.title, line.spec, line.quantity, line.unit_price,
                       line.total, order.total.currency)
