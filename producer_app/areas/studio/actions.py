"""Puts pictures made in the studio into the shop, one step each; originals are never touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from producer_app.areas import products
from producer_app.areas.studio import queries
from producer_app.areas.studio.rows import PLAIN, Recipe, Shot
from producer_app.base.i18n import _, ngettext
from producer_app.store import settings
from producer_app.store.shop import Shop


class Developed(NamedTuple):
    """One photo with the picture a recipe made of it, its files on disk."""

    shot: Shot
    recipe: Recipe
    photo: products.Photo


def use(shop: Shop, made: Sequence[Developed]) -> None:
    """These pictures from now on, all in one step. A recipe that changes nothing brings the plain picture back."""
    count = len(made)
    title = ngettext("Change {count} picture", "Change {count} pictures", count).format(count=count)
    plain = {one.shot: queries.plain(shop, one.shot) for one in made}
    with shop.step(title) as db:
        for shot, recipe, photo in made:
            before = plain[shot]
            shown = before if recipe == PLAIN else photo
            products.put_pictures(shop, {shot.product_id: [shown]}, title)
            if recipe == PLAIN:
                db.execute("DELETE FROM recipes WHERE product_id = ? AND original = ?", (shot.product_id, shot.original))
                continue
            db.execute("INSERT INTO recipes(product_id, original, recipe, picture, plain_picture, plain_thumb, plain_width, "
                       "plain_height) VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(product_id, original) DO UPDATE SET "
                       "recipe = excluded.recipe, picture = excluded.picture, plain_picture = excluded.plain_picture, "
                       "plain_thumb = excluded.plain_thumb, plain_width = excluded.plain_width, "
                       "plain_height = excluded.plain_height",
                       (shot.product_id, shot.original, settings.to_text(recipe), photo.picture, before.picture, before.thumb,
                        before.width, before.height))


def back_to_original(shop: Shop, shots: Sequence[Shot]) -> None:
    """The pictures as they were before any recipe, in one step."""
    with shop.step(_("Back to the original")):
        use(shop, [Developed(shot, PLAIN, queries.plain(shop, shot)) for shot in shots])
