"""Photos that came in: from the phone, files, a folder, the clipboard; each to its product.

  page.py         the photos, the buttons, what is done
  cards.py        how photos and products are drawn, and dragged from one to the other
  choosing.py     the pane: which product a photo shows
  phone_panel.py  the pane: the code for the phone; line.py is the page behind it, addresses.py where it can be reached
  bringing.py     photos on their way in
"""

from __future__ import annotations

from PySide6.QtGui import QImage

from producer_app.areas import products
from producer_app.areas.tray import actions, queries
from producer_app.areas.tray.screen.bringing import file_of
from producer_app.areas.tray.screen.page import WATCHES, TrayPage
from producer_app.areas.tray.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Screen


def _said(shop: Shop) -> str:
    count = queries.count(shop)
    if not count:
        return _("From the phone, without a cable")
    return ngettext("{count} photo waits for its product", "{count} photos wait for their products", count).format(count=count)


def _banner(shop: Shop) -> Banner | None:
    count = queries.count(shop)
    if not count:
        return None
    return Banner("device-mobile-camera", "amber", _said(shop))


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


SCREEN = Screen(TILE, TrayPage, WATCHES, said=_said, waiting=queries.count, banner=_banner,
                scenes={"photos": _some_photos, "phone": _scene_phone})
