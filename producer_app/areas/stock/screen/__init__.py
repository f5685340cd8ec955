"""Stock: what is left of each product, counting it, and what came in or is gone.

  page.py   the grid of products with their numbers, the filter, and the panel beside it
  panel.py  one product: its number, the keypad, what was done
"""

from __future__ import annotations

from producer_app.areas.stock import queries
from producer_app.areas.stock.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Page, Scenes, Screen, Stage, Supply

WATCHES = frozenset({"products", "product_names", "photos", "orders", "order_lines", "order_states", "stock_moves"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.stock.screen.page import StockPage

    return StockPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.stock.screen import page

    return {"one": page.scene_one}


def _waiting(shop: Shop) -> int:
    return len(queries.short(shop))


def _said(shop: Shop) -> str:
    few = len(queries.short(shop))
    if few:
        return ngettext("{count} is running out", "{count} are running out", few).format(count=few)
    return _("Enough of everything") if queries.counted(shop) else _("Count what is on the shelf")


def _banner(shop: Shop) -> Banner | None:
    over = len(queries.oversold(shop))
    if not over:
        return None
    return Banner("warning", "red", ngettext("Of {count} product more was sold than there is.",
                                             "Of {count} products more was sold than there is.", over).format(count=over))


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=_waiting, banner=_banner,
                supply=Supply(queries.missing, queries.unfilled), scenes=_scenes)
