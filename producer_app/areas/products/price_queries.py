"""Reads prices: what is asked today, by where it is asked, and for which days. Writes nothing."""

from __future__ import annotations

from datetime import date

from producer_app.areas.products import pricing, queries
from producer_app.areas.products.rows import Special
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.store.shop import Shop


def specials(shop: Shop, product_id: int) -> list[Special]:
    """The special prices of a product, by their first days, past ones too."""
    rows = shop.rows("SELECT kind, price_minor, currency, first_day, last_day, id FROM special_prices WHERE product_id = ? "
                     "ORDER BY first_day, id", (product_id,))
    return [Special(kind, Money(minor, currency), first, last, special_id)
            for kind, minor, currency, first, last, special_id in rows]


def price_today(shop: Shop, product_id: int, *, kind: str = "stall", day: date | None = None, pieces: int | None = None) -> Money:
    """The price in force: at the till, on a tag, in a list for a channel.

    ``kind``: stall, online, live, wholesale; ``day``: of the shop's own calendar, today if none; ``pieces``: how many are
    bought, for the wholesale price that begins at a number. Raises ShopError: no such product.
    """
    product = queries.get(shop, product_id)
    if kind == "wholesale" and pieces is not None and pieces < product.wholesale_from:
        kind = "stall"
    prices = {**product.others, "stall": product.price}
    return pricing.price_on(prices, specials(shop, product_id), kind, day or clock.today())
