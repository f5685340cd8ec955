"""The makers: what each must bring and who has said yes (page.py); one maker and her goods (one.py)."""

from __future__ import annotations

from producer_app.areas.makers import queries
from producer_app.areas.makers.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"makers", "maker_products", "maker_words", "orders", "order_lines", "products", "product_names"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.makers.screen.page import MakersPage

    return MakersPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.makers.screen import page

    return {"parts": page.scene_parts, "one": page.scene_one}


def _waiting(shop: Shop) -> int:
    return sum(part.state in ("asked", "more") for part in queries.parts(shop))


def _said(shop: Shop) -> str:
    waiting = _waiting(shop)
    if not waiting:
        return _("Nobody has to be asked")
    return ngettext("{count} maker has not said yes", "{count} makers have not said yes", waiting).format(count=waiting)


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=_waiting, scenes=_scenes)
