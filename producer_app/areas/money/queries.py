"""Reads what was sold and received in a period from the orders' front door; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from producer_app.areas import orders, products
from producer_app.areas.money.rows import Period, Report, Sum
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Shop


def day(shop: Shop, on: date) -> Report:
    """Everything that was sold and received on a local day."""
    return report(shop, Period.of("day", on), parts=False)


def report(shop: Shop, period: Period, *, parts: bool = True) -> Report:
    """Everything that was sold and received in a period. ``parts``: its days (weeks, months) too."""
    start, end = period.bounds()
    billed = orders.billed_between(shop, start, end)
    sold = _totals(billed)
    by_product = _products(shop, orders.sales_between(shop, start, end))
    return Report(
        period, sold, tuple(sum(n for _c, one, _b, n in billed if one.currency == m.currency) for m in sold),
        sum(count for *_rest, count in billed),
        tuple(Sum(_(orders.WAYS.get(r.way, r.way)), r.total, _orders(r.orders), "",
                  orders.Behind("way", r.total.currency, way=r.way)) for r in orders.received_between(shop, start, end)),
        by_product,
        tuple(Sum(orders.channel_title(channel), total - back, _orders(count), "",
                  orders.Behind("channel", total.currency, channel=channel)) for channel, total, back, count in billed),
        tuple(_rest(sold, by_product)),
        tuple((part, _totals(orders.billed_between(shop, *part.bounds()), [m.currency for m in sold]))
              for part in period.parts()) if parts else ())


def sold_in(shop: Shop, period: Period) -> tuple[Money, ...]:
    """What was sold in a period, a sum for each currency."""
    return _totals(orders.billed_between(shop, *period.bounds()))


def _totals(billed: Sequence[tuple[str, Money, Money, int]], currencies: Sequence[str] = ()) -> tuple[Money, ...]:
    """Sums by currency, the shop's own first; ``currencies``: told with nothing where nothing was sold in them."""
    sums = {currency: Money(0, currency) for currency in currencies}
    for _channel, total, back, _count in billed:
        sums[total.currency] = sums.get(total.currency, Money(0, total.currency)) + total - back
    return tuple(sums[c] for c in sorted(sums, key=lambda c: (c != "CNY", c)))


def _orders(count: int) -> str:
    return ngettext("{count} sale", "{count} sales", count).format(count=count)


def _products(shop: Shop, sold: Sequence[orders.Sold]) -> tuple[Sum, ...]:
    # A product that is gone for good keeps the name it had on the order.
    known = {p.id: p for p in products.some(shop, [one.product_id for one in sold if one.product_id is not None])}
    found = []
    for one in sold:
        product = known.get(one.product_id or 0)
        what = orders.Behind("product", one.total.currency, product_id=one.product_id,
                             title="" if one.product_id is not None else one.title)
        found.append(Sum(product.name if product else one.title, one.total, isolate(f"{one.quantity.text()} ×"),
                         product.thumb if product else "", what))
    return tuple(found)


def _rest(sold: Sequence[Money], by_product: Sequence[Sum]) -> list[Sum]:
    """What was sold and stands in no line of goods, by currency."""
    found = []
    for total in sold:
        goods = Money.total((s.amount for s in by_product if s.amount.currency == total.currency), total.currency)
        if total != goods:
            found.append(Sum(_("Postage, discounts and goods not told"), total - goods, "", "",
                             orders.Behind("rest", total.currency)))
    return found


# ---------------------------------------------------------------- behind a sum
def behind(shop: Shop, period: Period, what: orders.Behind, *, limit: int = 50,
           before: orders.Share | None = None) -> Sequence[orders.Share]:
    """A page of the orders behind a sum of a period, newest first, each with its share of it."""
    return orders.shares(shop, *period.bounds(), what, limit=limit, before=before)


def behind_total(shop: Shop, period: Period, what: orders.Behind) -> tuple[Money, int]:
    """What the shares of a sum come to, and how many orders they are."""
    return orders.shares_total(shop, *period.bounds(), what)
