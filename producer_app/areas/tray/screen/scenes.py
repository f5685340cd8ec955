"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from PySide6.QtGui import QImage

from producer_app.areas import products
from producer_app.areas.tray import actions
from producer_app.areas.tray.screen.bringing import file_of
from producer_app.areas.tray.screen.page import TrayPage


def _some_photos(page: TrayPage) -> None:
    """Two pictures that the shop has, and some of its things as a phone would take them another day."""
    found: dict[str, products.Product] = {}
    for product in products.listing(page.shop, limit=100):
        if product.picture:
            found.setdefault(product.picture, product)
    taken = []
    for place, product in enumerate(list(found.values())[:9]):
        if place in (3, 6):
            taken.append(products.photos_of(page.shop, product.id)[0])
            continue
        picture = QImage(str(page.shop.files.path(product.picture)))
        cut = picture.width() // 12
        nearer = picture.copy(cut, cut // 2, picture.width() - 2 * cut, picture.height() - cut)
        taken.append(products.prepare_photo(file_of(nearer), page.shop.files))
    actions.take_in(page.shop, taken, source="phone")
    page.refresh()


def _scene_phone(page: TrayPage) -> None:
    page.line.find = lambda: ["127.0.0.1"]
    page.open_phone()


SCENES = {
    "photos": _some_photos, "phone": _scene_phone}
