"""Money coming in: the lists, one request with its code, choosing an order, a bill coming in.

  lists.py    asked for, to settle, without a name, in its place
  one.py      one request: its code and exact amount, words for the buyer, what came
  picking.py  which order; beside it another amount to ask for
  intake.py   a bill: what it would change, what is refused, imports taken back
  parts.py    rows and words that several of them use
"""

from __future__ import annotations

from producer_app.areas.receiving import queries
from producer_app.areas.receiving.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage


def _page(stage: Stage) -> Page:
    from producer_app.areas.receiving.screen.page import ReceivingPage

    return ReceivingPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.receiving.screen.scenes import SCENES

    return SCENES


def _waiting(shop: Shop) -> int:
    return queries.count_nameless(shop, likely=True)


def _said(shop: Shop) -> str:
    to_settle = _waiting(shop)
    if to_settle:
        return ngettext("{count} payment to settle", "{count} payments to settle", to_settle).format(count=to_settle)
    states = queries.counts(shop)
    count = states["waiting"] + states["part"] + states["late"]
    if not count:
        return _("Nothing is open")
    return ngettext("{count} waits for money", "{count} wait for money", count).format(count=count)


SCREEN = Screen(TILE, _page, queries.WATCHES, said=_said, waiting=_waiting, scenes=_scenes)
