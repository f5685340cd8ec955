"""Reads products; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas.products.rows import Product
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.search import question
from producer_app.store.shop import Row, Shop

_SELECT = """
SELECT p.id, p.sku, p.unit, p.pack_g, p.category, p.created_at,
       (SELECT json_group_object(language, name) FROM product_names n WHERE n.product_id = p.id) AS names,
       coalesce(r.price_minor, 0) AS price_minor, coalesce(r.currency, 'CNY') AS currency,
       coalesce(f.original, '') AS photo, coalesce(f.picture, '') AS picture, coalesce(f.thumb, '') AS thumb
FROM products p
LEFT JOIN prices r ON r.product_id = p.id AND r.kind = 'stall'
LEFT JOIN photos f ON f.id = (SELECT id FROM photos WHERE product_id = p.id ORDER BY position, id LIMIT 1)
"""


def _product(row: Row) -> Product:
    import json

    return Product(
        id=row["id"], sku=row["sku"], names=json.loads(row["names"]), unit=row["unit"], pack_g=row["pack_g"],
        category=row["category"], price=Money(row["price_minor"], row["currency"]), photo=row["photo"],
        picture=row["picture"], thumb=row["thumb"], created_at=row["created_at"])


def get(shop: Shop, product_id: int) -> Product:
    """One product, removed ones too. Raises ShopError: no such product."""
    row = shop.one(_SELECT + "WHERE p.id = ?", (product_id,))
    if row is None:
        raise ShopError(_("There is no product {id}.").format(id=product_id), _("Look in the list of products."), "NO_PRODUCT")
    return _product(row)


def by_sku(shop: Shop, sku: str) -> Product | None:
    """The product on offer with this article number, or None."""
    row = shop.one(_SELECT + "WHERE p.sku = ? AND p.sku <> '' AND p.removed_at IS NULL", (sku,))
    return None if row is None else _product(row)


def count(shop: Shop) -> int:
    """How many products are on offer."""
    return int(shop.value("SELECT count(*) FROM products WHERE removed_at IS NULL"))


def listing(shop: Shop, *, search: str = "", limit: int = 500, before: int | None = None) -> Sequence[Product]:
    """Products on offer, newest first, a page at a time. ``before``: the last id of the page before."""
    where, values = ["p.removed_at IS NULL"], []
    asked = question(search)
    if asked:
        where.append("p.id IN (SELECT rowid FROM products_search WHERE products_search MATCH ?)")
        values.append(asked)
    elif search.strip():
        return []
    if before is not None:
        where.append("p.id < ?")
        values.append(str(before))
    sql = _SELECT + "WHERE " + " AND ".join(where) + " ORDER BY p.id DESC LIMIT ?"
    return [_product(row) for row in shop.rows(sql, (*values, limit))]
