"""The makers: what each must bring and who has said yes (page.py); one maker and her goods (one.py)."""

from __future__ import annotations

from producer_app.areas.makers import queries
from producer_app.areas.makers.screen.page import WATCHES, MakersPage, scene_one, scene_parts
from producer_app.areas.makers.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Screen


def _waiting(shop: Shop) -> int:
    if not shop.value("SELECT count(*) FROM makers"):
        return 0
    return sum(part.state in ("asked", "more") for part in queries.parts(shop))


def _said(shop: Shop) -> str:
    waiting = _waiting(shop)
    if not waiting:
        return _("Nobody has to be asked")
    return ngettext("{count} maker has not said yes", "{count} makers have not said yes", waiting).format(count=waiting)


SCREEN = Screen(TILE, MakersPage, WATCHES, said=_said, waiting=_waiting, scenes={"parts": scene_parts, "one": scene_one})
