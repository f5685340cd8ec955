"""Reads products; writes nothing."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from producer_app.areas.products.rows import BIN_DAYS, NOTHING, Photo, PriceChange, Product
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.search import question
from producer_app.store.shop import Row, Shop

_SELECT = """
SELECT p.id, p.sku, p.unit, p.pack_g, p.category, p.created_at, p.shelf_life_days, p.origin, p.certificate, p.removed_at,
       p.family_id, p.wholesale_from, p.texts,
       (SELECT json_group_object(language, name) FROM product_names n WHERE n.product_id = p.id) AS names,
       (SELECT json_group_object(kind, json_array(price_minor, currency)) FROM prices r WHERE r.product_id = p.id) AS prices,
       s.price_minor, s.currency, s.last_day,
       coalesce(f.original, '') AS photo, coalesce(f.picture, '') AS picture, coalesce(f.thumb, '') AS thumb
FROM products p
LEFT JOIN special_prices s ON s.id = (
    SELECT id FROM special_prices
    WHERE product_id = p.id AND kind = 'stall' AND ? BETWEEN first_day AND last_day ORDER BY id LIMIT 1)
LEFT JOIN photos f ON f.id = coalesce(
    (SELECT id FROM photos WHERE product_id = p.id ORDER BY position, id LIMIT 1),
    (SELECT o.id FROM products q JOIN photos o ON o.product_id = q.id
     WHERE p.family_id IS NOT NULL AND q.family_id = p.family_id ORDER BY q.id, o.position, o.id LIMIT 1))
"""
# The newest thing first, its sizes from the smallest on.
SHELF = "coalesce(family_id, id) DESC, pack_g, id"
# Products kept ready for the next key in a search box; about half a kilobyte each.
MOST_REMEMBERED = 2_000


def _product(row: Row) -> Product:
    # By place, not by name: a page of a list is built at every key in the search box.
    (product_id, sku, unit, pack_g, category, created_at, shelf_life_days, origin, certificate, removed_at, family, wholesale_from,
     texts, names, kinds, special_minor, special_currency, special_until, photo, picture, thumb) = row
    others = {kind: Money(minor, currency) for kind, (minor, currency) in json.loads(kinds).items()}
    price, cost = others.pop("stall", NOTHING), others.pop("cost", None)
    # A shop that changed its money leaves old special prices behind.
    special = Money(special_minor, special_currency) if special_currency == price.currency else None
    return Product(product_id, sku, json.loads(names), unit, pack_g, category, price, photo, picture, thumb, created_at, cost,
                   shelf_life_days, origin, certificate, removed_at or "", family or 0, special,
                   special_until if special else "", others, wholesale_from, {} if texts == "{}" else json.loads(texts))


def _read(shop: Shop, where: str, values: Sequence[object] = ()) -> list[Product]:
    """Products with the prices of today."""
    return [_product(row) for row in shop.rows(_SELECT + where, (clock.today().isoformat(), *values))]


def get(shop: Shop, product_id: int) -> Product:
    """One product, removed ones too. Raises ShopError: no such product."""
    found = _read(shop, "WHERE p.id = ?", (product_id,))
    if not found:
        raise ShopError(_("There is no product {id}.").format(id=product_id), _("Look in the list of products."), "NO_PRODUCT")
    return found[0]


def some(shop: Shop, product_ids: Sequence[int]) -> list[Product]:
    """These products in this order, removed ones too; ids that are not there are left out."""
    read = _read(shop, "WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(product_ids)),))
    found = {product.id: product for product in read}
    return [found[i] for i in product_ids if i in found]


def sizes(shop: Shop, product: Product) -> list[Product]:
    """All sizes of a thing on offer, the smallest first, with this product among them."""
    if not product.family:
        return [product]
    return _read(shop, "WHERE p.family_id = ? AND p.removed_at IS NULL ORDER BY p.pack_g, p.id", (product.family,))


def families(shop: Shop, product_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The family and the grams in one of each of these products that has a family."""
    rows = shop.rows("SELECT id, family_id, pack_g FROM products WHERE family_id IS NOT NULL "
                     "AND id IN (SELECT value FROM json_each(?))", (json.dumps(list(product_ids)),))
    return {product_id: (family, pack_g) for product_id, family, pack_g in rows}


def by_sku(shop: Shop, sku: str) -> Product | None:
    """The product on offer with this article number, or None."""
    return next(iter(_read(shop, "WHERE p.sku = ? AND p.sku <> '' AND p.removed_at IS NULL", (sku,))), None)


def count(shop: Shop, *, search: str = "") -> int:
    """How many products are on offer, or how many of them a search finds."""
    if not search.strip():
        return int(shop.value("SELECT count(*) FROM products WHERE removed_at IS NULL"))
    return len(ids(shop, search=search))


def ids(shop: Shop, *, search: str = "", limit: int = 2**62) -> array[int]:
    """Ids of the products on offer that a search finds, newest first: the spine of a list that loads what it shows.

    Without a search the sizes of one thing stand together, where the first of them stands.
    """
    asked = question(search)
    if asked:
        rows = shop.rows(
            "SELECT p.id FROM products_search s JOIN products p ON p.id = s.rowid "
            "WHERE s.products_search MATCH ? AND p.removed_at IS NULL ORDER BY s.rowid DESC LIMIT ?", (asked, limit))
    elif search.strip():
        rows = []
    else:
        rows = shop.rows(f"SELECT id FROM products WHERE removed_at IS NULL ORDER BY {SHELF} LIMIT ?", (limit,))
    return array("q", [row[0] for row in rows])


def listing(shop: Shop, *, search: str = "", limit: int = 500, before: int | None = None) -> Sequence[Product]:
    """Products on offer, newest first and sizes together as in ``ids``, a page at a time. ``before``: the last id of the page
    before."""
    asked = question(search)
    if asked:
        # The index gives its rows newest first by itself, so a page costs a page, whatever the search finds.
        page = ("SELECT p.id FROM products_search s JOIN products p ON p.id = s.rowid "
                "WHERE s.products_search MATCH ? AND s.rowid < ? AND p.removed_at IS NULL ORDER BY s.rowid DESC LIMIT ?")
        values: tuple[object, ...] = (asked, before or 2**62, limit)
    elif search.strip():
        return []
    else:
        last = shop.one("SELECT coalesce(family_id, id), pack_g, id FROM products WHERE id = ?", (before or 0,))
        family, pack_g, product_id = last if last is not None else (2**62, 0, 0)
        page = ("SELECT id FROM products WHERE removed_at IS NULL AND coalesce(family_id, id) <= ? "
                f"AND (coalesce(family_id, id) < ? OR (pack_g, id) > (?, ?)) ORDER BY {SHELF} LIMIT ?")
        values = (family, family, pack_g, product_id, limit)
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
    return _read(shop, "WHERE p.removed_at >= ? ORDER BY p.removed_at DESC, p.id DESC", (since,))


def photos_of(shop: Shop, product_id: int) -> list[Photo]:
    """All photos of a product, the main one first."""
    rows = shop.rows("SELECT original, picture, thumb, width, height FROM photos WHERE product_id = ? ORDER BY position, id",
                     (product_id,))
    return [Photo(*row) for row in rows]


def prices(shop: Shop, product_id: int) -> dict[str, Money]:
    """Every price of a product by its kind (``PRICE_KINDS``); kinds that are the same as at the stall are not there."""
    rows = shop.rows("SELECT kind, price_minor, currency FROM prices WHERE product_id = ?", (product_id,))
    return {kind: Money(minor, currency) for kind, minor, currency in rows}


def price_history(shop: Shop, product_id: int) -> list[PriceChange]:
    """Every change of a product's prices, the latest first."""
    rows = shop.rows("SELECT kind, old_minor, old_currency, new_minor, new_currency, who, changed_at, id, ended, reason "
                     "FROM price_history WHERE product_id = ? ORDER BY id DESC", (product_id,))
    return [PriceChange(kind, None if old is None else Money(old, old_currency), Money(new, new_currency), who, changed_at,
                        change_id, bool(ended), reason)
            for kind, old, old_currency, new, new_currency, who, changed_at, change_id, ended, reason in rows]


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
