"""The studio: choose photos, make them look their best, take a pack for a place of sale.

  shelf.py    the products to choose from, some or all at once
  bench.py    one photo: advice, before and after, every change at once
  packing.py  the words and the pack for a place of sale
  compare.py  the picture with the line between before and after
"""

from __future__ import annotations

from producer_app.areas.studio.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"products", "product_names", "prices", "photos", "recipes"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.studio.screen.page import StudioPage

    return StudioPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.studio.screen.scenes import SCENES

    return SCENES


def _said(shop: Shop) -> str:
    from producer_app.areas.studio import queries

    count = queries.count(shop)
    if not count:
        return _("Make photos look their best")
    return ngettext("{count} picture made", "{count} pictures made", count).format(count=f"{count:,}")


SCREEN = Screen(TILE, _page, WATCHES, said=_said, scenes=_scenes)
