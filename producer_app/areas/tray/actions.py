"""Changes of the tray, one step each. Photos are on disk before any row names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas import products
from producer_app.areas.tray import queries
from producer_app.areas.tray.folder import Mark
from producer_app.areas.tray.rows import SOURCES
from producer_app.base import clock
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop


def take_in(shop: Shop, photos: Sequence[products.Photo], *, source: str, marks: Sequence[Mark] = ()) -> list[int]:
    """Puts photos into the tray; gives their ids. One that waits already is not put there twice.

    ``source``: a key of SOURCES; ``marks``: files of a folder that need not be offered again, also those that were no photo.
    """
    if source not in SOURCES:
        raise ValueError(f"not a source: {source!r}")
    title = ngettext("{count} photo came in", "{count} photos came in", len(photos)).format(count=len(photos))
    ids = []
    with shop.step(title) as db:
        for photo in photos:
            known = db.execute("SELECT id FROM tray_waiting WHERE original = ?", (photo.original,)).fetchone()
            if known is None:
                known = db.execute(
                    "INSERT INTO tray_photos(original, picture, thumb, width, height, source, came_at, photos_to) "
                    "VALUES(?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM photos)) RETURNING id",
                    (photo.original, photo.picture, photo.thumb, photo.width, photo.height, source, clock.now())).fetchone()
            ids.append(int(known[0]))
        for mark in marks:
            db.execute("INSERT INTO tray_files(name, size, changed_ns) VALUES(?, ?, ?) ON CONFLICT DO NOTHING", mark)
    return ids


def give(shop: Shop, tray_id: int, product_id: int) -> None:
    """A waiting photo becomes one more photo of a product. Raises ShopError: no such product, it waits no longer."""
    photo = queries.get(shop, tray_id).photo
    with shop.step(_("Photo for {product}").format(product=products.get(shop, product_id).name)):
        products.add_photo(shop, product_id, photo)


def give_all(shop: Shop, pairs: Mapping[int, int]) -> int:
    """Gives photos to products, all in one step; gives how many. ``pairs``: tray id to product id.

    A photo that waits no longer is left out. Raises ShopError: no such product; nothing was given then.
    """
    here = [photo for photo in queries.waiting(shop) if photo.id in pairs]
    title = ngettext("{count} photo to its product", "{count} photos to their products", len(here)).format(count=len(here))
    with shop.step(title):
        for photo in here:
            products.add_photo(shop, pairs[photo.id], photo.photo)
    return len(here)


def put_away(shop: Shop, tray_id: int) -> None:
    """Takes a photo out of the tray that no product shall have."""
    with shop.step(_("Put photo away")) as db:
        db.execute("DELETE FROM tray_photos WHERE id = ?", (tray_id,))
