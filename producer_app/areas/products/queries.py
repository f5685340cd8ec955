"""Reads products; writes nothing."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from producer_app.areas.products.rows import BIN_DAYS, Photo, PriceChange, Product
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.search import question
from producer_app.store.shop import Row, Shop

_SELECT = """
SELECT p.id, p.sku, p.unit, p.pack_g, p.category, p.created_at, p.shelf_life_days, p.origin, p.certificate, p.removed_at,
       (SELECT json_group_object(language, name) FROM product_names n WHERE n.product_id = p.id) AS names,
       coalesce(r.price_minor, 0) AS price_minor, coalesce(r.currency, 'CNY') AS currency,
       c.price_minor AS cost_minor, c.currency AS cost_currency,
       coalesce(f.original, '') AS photo, coalesce(f.picture, '') AS picture, coalesce(f.thumb, '') AS thumb
FROM products p
LEFT JOIN prices r ON r.product_id = p.id AND r.kind = 'stall'
LEFT JOIN prices c ON c.product_id = p.id AND c.kind = 'cost'
LEFT JOIN photos f ON f.id = (SELECT id FROM photos WHERE product_id = p.id ORDER BY position, id LIMIT 1)
"""
# Products kept ready for the next key in a search box; about half a kilobyte each.
MOST_REMEMBERED = 2_000


def _product(row: Row) -> Product:
    # By place, not by name: a page of a list is built at every key in the search box.
    (product_id, sku, unit, pack_g, category, created_at, shelf_life_days, origin, certificate, removed_at, names,
     price_minor, currency, cost_minor, cost_currency, photo, picture, thumb) = row
    cost = None if cost_minor is None else Money(cost_minor, cost_currency)
    return Product(product_id, sku, json.loads(names), unit, pack_g, category, Money(price_minor, currency), photo, picture, thumb,
                   created_at, cost, shelf_life_days, origin, certificate, removed_at or "")


def get(shop: Shop, product_id: int) -> Product:
    """One product, removed ones too. Raises ShopError: no such product."""
    row = shop.one(_SELECT + "WHERE p.id = ?", (product_id,))
    if row is None:
        raise ShopError(_("There is no product {id}.").format(id=product_id), _("Look in the list of products."), "NO_PRODUCT")
    return _product(row)


def some(shop: Shop, product_ids: Sequence[int]) -> list[Product]:
    """These products in this order, removed ones too; ids that are not there are left out."""
    rows = shop.rows(_SELECT + "WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(product_ids)),))
    found = {row["id"]: row for row in rows}
    return [_product(found[i]) for i in product_ids if i in found]


def by_sku(shop: Shop, sku: str) -> Product | None:
    """The product on offer with this article number, or None."""
    row = shop.one(_SELECT + "WHERE p.sku = ? AND p.sku <> '' AND p.removed_at IS NULL", (sku,))
    return None if row is None else _product(row)


def count(shop: Shop, *, search: str = "") -> int:
    """How many products are on offer, or how many of them a search finds."""
    if not search.strip():
        return int(shop.value("SELECT count(*) FROM products WHERE removed_at IS NULL"))
    return len(ids(shop, search=search))


def ids(shop: Shop, *, search: str = "", limit: int = 2**62) -> array[int]:
    """Ids of the products on offer that a search finds, newest first: the spine of a list that loads what it shows."""
    asked = question(search)
    if asked:
        rows = shop.rows(
            "SELECT p.id FROM products_search s JOIN products p ON p.id = s.rowid "
            "WHERE s.products_search MATCH ? AND p.removed_at IS NULL ORDER BY s.rowid DESC LIMIT ?", (asked, limit))
    elif search.strip():
        rows = []
    else:
        rows = shop.rows("SELECT id FROM products WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?", (limit,))
    return array("q", [row[0] for row in rows])


def listing(shop: Shop, *, search: str = "", limit: int = 500, before: int | None = None) -> Sequence[Product]:
    """Products on offer, newest first, a page at a time. ``before``: the last id of the page before."""
    asked = question(search)
    if asked:
        # The index gives its rows newest first by itself, so a page costs a page, whatever the search finds.
        page = ("SELECT p.id FROM products_search s JOIN products p ON p.id = s.rowid "
                "WHERE s.products_search MATCH ? AND s.rowid < ? AND p.removed_at IS NULL ORDER BY s.rowid DESC LIMIT ?")
        values: tuple[object, ...] = (asked, before or 2**62, limit)
    elif search.strip():
        return []
    else:
        page = "SELECT id FROM products WHERE removed_at IS NULL AND id < ? ORDER BY id DESC LIMIT ?"
        values = (before or 2**62, limit)
    return _shown(shop, [row[0] for row in shop.rows(page, values)])


def _shown(shop: Shop, found: Sequence[int]) -> list[Product]:
    """These products, those that were shown a key before from memory: from key to key a list hardly changes."""
    if len(found) > MOST_REMEMBERED:
        return some(shop, found)
    known = shop.remembered(f"products of {clock.today()}")
    missing = [product_id for product_id in found if product_id not in known]
    if missing:
        if len(known) > MOST_REMEMBERED:
            known.clear()
            missing = list(found)
        known.update((product.id, product) for product in some(shop, missing))
    return [known[product_id] for product_id in found]


def first_page(shop: Shop, *, limit: int = 60) -> Sequence[Product]:
    """What the window paints first: the newest products and no more than fit a screen or two."""
    return listing(shop, limit=limit)


def binned(shop: Shop) -> list[Product]:
    """Products removed in the last thirty days, the latest first: those that can be brought back from the bin."""
    since = clock.as_text(clock.parse(clock.now()) - timedelta(days=BIN_DAYS))
    return [_product(row) for row in shop.rows(_SELECT + "WHERE p.removed_at >= ? ORDER BY p.removed_at DESC, p.id DESC", (since,))]


def photos_of(shop: Shop, product_id: int) -> list[Photo]:
    """All photos of a product, the main one first."""
    rows = shop.rows("SELECT original, picture, thumb, width, height FROM photos WHERE product_id = ? ORDER BY position, id",
                     (product_id,))
    return [Photo(*row) for row in rows]


def prices(shop: Shop, product_id: int) -> dict[str, Money]:
    """Every price of a product by its kind: ``stall``, ``online``, ``cost``."""
    rows = shop.rows("SELECT kind, price_minor, currency FROM prices WHERE product_id = ?", (product_id,))
    return {kind: Money(minor, currency) for kind, minor, currency in rows}


def price_history(shop: Shop, product_id: int) -> list[PriceChange]:
    """Every change of a product's prices, the latest first."""
    rows = shop.rows("SELECT kind, old_minor, old_currency, new_minor, new_currency, who, changed_at FROM price_history "
                     "WHERE product_id = ? ORDER BY id DESC", (product_id,))
    return [PriceChange(kind, None if old is None else Money(old, old_currency), Money(new, new_currency), who, changed_at)
            for kind, old, old_currency, new, new_currency, who, changed_at in rows]


class Known(NamedTuple):
    """What tells one product from another when a file speaks of it."""

    id: int
    sku: str
    unit: str
    pack_g: int


def by_names(shop: Shop) -> dict[str, list[Known]]:
    """The products on offer under each of their names, in any language: what an imported file is matched with."""
    found: dict[str, list[Known]] = {}
    for name, *known in shop.rows(
            "SELECT n.name, p.id, p.sku, p.unit, p.pack_g FROM product_names n JOIN products p ON p.id = n.product_id "
            "WHERE p.removed_at IS NULL ORDER BY p.id"):
        found.setdefault(name, []).append(Known(*known))
    return found
