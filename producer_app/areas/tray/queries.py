"""Reads the tray; writes nothing."""

from __future__ import annotations

from producer_app.areas import products
from producer_app.areas.tray.folder import Mark
from producer_app.areas.tray.rows import Pictured, TrayPhoto
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Row, Shop

_SELECT = "SELECT id, original, picture, thumb, width, height, source, came_at FROM tray_waiting "


def _photo(row: Row) -> TrayPhoto:
    return TrayPhoto(row[0], products.Photo(*row[1:6]), row[6], row[7])


def waiting(shop: Shop) -> list[TrayPhoto]:
    """The photos that wait for a product, the first that came first."""
    return [_photo(row) for row in shop.rows(_SELECT + "ORDER BY id")]


def count(shop: Shop) -> int:
    """How many photos wait."""
    return int(shop.value("SELECT count(*) FROM tray_waiting"))


def get(shop: Shop, tray_id: int) -> TrayPhoto:
    """One waiting photo. Raises ShopError: it does not wait any more."""
    row = shop.one(_SELECT + "WHERE id = ?", (tray_id,))
    if row is None:
        raise ShopError(_("This photo waits no longer."), _("Look at its product."), "NO_PHOTO")
    return _photo(row)


def pictured(shop: Shop) -> list[Pictured]:
    """Every photo of the products on offer."""
    return [Pictured(*row) for row in shop.rows(
        "SELECT f.product_id, f.original, f.thumb FROM photos f JOIN products p ON p.id = f.product_id "
        "WHERE p.removed_at IS NULL ORDER BY f.product_id, f.position, f.id")]


def brought(shop: Shop) -> frozenset[Mark]:
    """The files of folders that were brought in before."""
    return frozenset(Mark(*row) for row in shop.rows("SELECT name, size, changed_ns FROM tray_files"))
