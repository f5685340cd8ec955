"""Reads the counter: the basket that lies there, the baskets put aside, the product behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from producer_app.areas import orders, products
from producer_app.areas.till.rows import Basket, Parked
from producer_app.base import clock
from producer_app.store import settings
from producer_app.store.shop import Shop

# So many goods stand first on the shelf: about two rows of pictures.
FIRST = 8
OFTEN_DAYS = 14


def on_counter(shop: Shop) -> Basket:
    """The basket being made, as it was when the program last ran; an empty one where there is none."""
    return _named(shop, settings.from_text(Basket, shop.value("SELECT basket FROM till_counter")))


def parked(shop: Shop) -> Sequence[Parked]:
    """The baskets put aside, the latest first."""
    return [Parked(row["id"], _named(shop, settings.from_text(Basket, row["basket"])), row["parked_at"]) for row in shop.rows(
        "SELECT id, basket, parked_at FROM till_parked ORDER BY parked_at DESC, id DESC")]


def count_parked(shop: Shop) -> int:
    """How many baskets are put aside."""
    return int(shop.value("SELECT count(*) FROM till_parked"))


def _named(shop: Shop, basket: Basket) -> Basket:
    """The basket with its goods named in the language in use; a product that is gone keeps the name it had."""
    if not basket.items:
        return basket
    names = {p.id: p.title for p in products.some(shop, [i.product_id for i in basket.items])}
    return replace(basket, items=tuple(replace(i, name=names.get(i.product_id, i.name)) for i in basket.items))


def by_code(shop: Shop, code: str) -> products.Product | None:
    """The product on offer behind an article number or a bar code; a number may be typed without its letters and noughts.

    ``12`` finds ``P012`` as long as only one product ends so.
    """
    found = products.by_sku(shop, code)
    if found is not None:
        return found
    learnt = shop.value("SELECT b.product_id FROM barcodes b JOIN products p ON p.id = b.product_id "
                        "WHERE b.code = ? AND p.removed_at IS NULL", (code,))
    if learnt is not None:
        return products.get(shop, int(learnt))
    if not code.isdecimal() or len(code) > 6:
        return None
    wanted = code.lstrip("0") or "0"
    alike = [row["sku"] for row in shop.rows(
        "SELECT sku FROM products WHERE removed_at IS NULL AND sku LIKE '%' || ? LIMIT 200", (wanted,))]
    exact = [sku for sku in alike if sku.lstrip(_LETTERS).lstrip("0") == wanted]
    return products.by_sku(shop, exact[0]) if len(exact) == 1 else None


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_ /."


def sales_today(shop: Shop, *, limit: int = 60) -> Sequence[orders.Order]:
    """The stall's sales of this day, the latest first; returns are left out."""
    start, end = clock.day_bounds(clock.today())
    return [o for o in orders.orders_between(shop, start, end, channel="stall", limit=limit) if o.total.minor >= 0]


def sold_often(shop: Shop) -> Sequence[int]:
    """Ids of the goods that stand first on the shelf: those that brought most at the stall in the last days, newest first.

    None where the shelf is so short that everything is seen at once.
    """
    if products.count(shop) <= FIRST:
        return []
    _start, end = clock.day_bounds(clock.today())
    start, _end = clock.day_bounds(clock.today() - timedelta(days=OFTEN_DAYS))
    sold = orders.sales_between(shop, start, end, channels=("stall",))
    return sorted([s.product_id for s in sold if s.product_id is not None and s.total.minor > 0][:FIRST], reverse=True)


def to_look_for(shop: Shop) -> Sequence[orders.Doubt]:
    """The code payments of all days that nobody has seen on the phone, oldest first."""
    return orders.doubts(shop, "", "9999")
