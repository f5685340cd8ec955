"""Photos that came in: from the phone, files, a folder, the clipboard; each to its product.

  page.py         the photos, the buttons, what is done
  cards.py        how photos and products are drawn, and dragged from one to the other
  choosing.py     the pane: which product a photo shows
  phone_panel.py  the pane: the code for the phone; line.py is the page behind it, addresses.py where it can be reached
  bringing.py     photos on their way in
"""

from __future__ import annotations

from producer_app.areas.tray import queries
from producer_app.areas.tray.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Page, Scenes, Screen, Stage

WATCHES = frozenset({"tray_photos", "photos", "products", "product_names"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.tray.screen.page import TrayPage

    return TrayPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.tray.screen.scenes import SCENES

    return SCENES


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


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=queries.count, banner=_banner, scenes=_scenes)
