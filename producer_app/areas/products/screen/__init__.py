"""Photo and product: a grid of photos, files dropped anywhere, one form, a bin for thirty days.

  shelf.py    the grid's rows and cards
  editor.py   the form of one product
  camera.py   take a photo here; live pictures come from ui/frames.py
  photo_side.py  the photo of the form; sums.py: what a price comes to; parts.py: a large photo, the veil of a drop
  sizes.py    sizes of one thing; elsewhere.py: prices online, live, wholesale and for some days; past.py: their history
  costs.py    where the yuan go; yuan.py: their bar; guard.py: what stops a price below cost
  grid.py     all in one table, with cells.py as its model
  scenes.py   steps worth a picture
"""

from __future__ import annotations

from producer_app.areas.products import queries
from producer_app.areas.products.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"products", "product_names", "prices", "photos", "special_prices"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.products.screen.page import ProductsPage

    return ProductsPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.products.screen.scenes import SCENES

    return SCENES


def _said(shop: Shop) -> str:
    count = queries.count(shop)
    if not count:
        return _("Take a picture, set the price")
    return ngettext("{count} product", "{count} products", count).format(count=f"{count:,}")


SCREEN = Screen(TILE, _page, WATCHES, said=_said, scenes=_scenes)
