"""Reads what the studio knows of a product's photos; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas import products
from producer_app.areas.studio.rows import PLAIN, Recipe, Shot
from producer_app.store import settings
from producer_app.store.shop import Shop


def count(shop: Shop) -> int:
    """How many pictures were made by a recipe."""
    return int(shop.value("SELECT count(*) FROM recipes"))


def shots(shop: Shop, product_id: int) -> list[Shot]:
    """All photos of a product, the main one first, each with the recipe its picture was made by."""
    rows = shop.rows("SELECT original, picture, recipe FROM recipes WHERE product_id = ?", (product_id,))
    known = {(row["original"], row["picture"]): settings.from_text(Recipe, row["recipe"]) for row in rows}
    return [Shot(product_id, p.original, p.picture, p.thumb, p.width, p.height, known.get((p.original, p.picture), PLAIN))
            for p in products.photos_of(shop, product_id)]


def owner(shop: Shop, product_id: int) -> int:
    """The product whose photos this one shows: itself, or for a size without a photo of its own the first of its family."""
    sizes = products.sizes(shop, products.get(shop, product_id))
    return next((one for one in (product_id, *sorted(p.id for p in sizes)) if products.photos_of(shop, one)), product_id)


def first_shots(shop: Shop, product_ids: Sequence[int]) -> list[Shot]:
    """The main photo of each of these products that has one."""
    return [found[0] for found in (shots(shop, product_id) for product_id in product_ids) if found]


def plain(shop: Shop, shot: Shot) -> products.Photo:
    """The photo with the pictures it had before any recipe."""
    row = shop.one("SELECT plain_picture, plain_thumb, plain_width, plain_height FROM recipes "
                   "WHERE product_id = ? AND original = ? AND picture = ?", (shot.product_id, shot.original, shot.picture))
    if row is None:
        return products.Photo(shot.original, shot.picture, shot.thumb, shot.width, shot.height)
    return products.Photo(shot.original, *row)
