"""Reads one day's money from the orders' front door; writes nothing."""

from __future__ import annotations

from datetime import date

from producer_app.areas import orders, products
from producer_app.areas.money.rows import Day, Sum
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Shop


def day(shop: Shop, on: date) -> Day:
    """Everything that was sold and received on a local day."""
    start, end = clock.day_bounds(on)
    billed = orders.billed_between(shop, start, end)
    sums: dict[str, Money] = {}
    for _channel, total, back, _count in billed:
        sums[total.currency] = sums.get(total.currency, Money(0, total.currency)) + total - back
    return Day(
        on, tuple(sums[c] for c in sorted(sums, key=lambda c: (c != "CNY", c))), sum(count for *_rest, count in billed),
        tuple(Sum(_(orders.WAYS.get(r.way, r.way)), r.total, _orders(r.orders)) for r in orders.received_between(shop, start, end)),
        tuple(_product(shop, sold) for sold in orders.sales_between(shop, start, end)),
        tuple(Sum(orders.channel_title(channel), total - back, _orders(count)) for channel, total, back, count in billed))


def _orders(count: int) -> str:
    return ngettext("{count} sale", "{count} sales", count).format(count=count)


def _product(shop: Shop, sold: orders.Sold) -> Sum:
    name, thumb = sold.title, ""
    if sold.product_id is not None:
        try:
            product = products.get(shop, sold.product_id)
        except ShopError:
            pass  # the product is gone for good; its name on the order stays
        else:
            name, thumb = product.name, product.thumb
    return Sum(name, sold.total, isolate(f"{sold.quantity.text()} ×"), thumb)
