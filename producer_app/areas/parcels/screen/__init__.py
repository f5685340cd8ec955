"""Pack and send: what must leave, one order with what it costs and its number, and what stands beside it.

  page.py      the list, the field that is scanned into, and what opens over it
  panel.py     one order: goods, couriers, number, message, label
  tariffs.py   the couriers' prices in plain words
  files.py     the courier's file, and numbers out of a file
  days.py      a pause for heat, snow or a holiday; broken.py what broke on the way; run.py the pick-up run
  sheets.py    what all sheets over the page share
"""

from __future__ import annotations

from producer_app.areas import orders
from producer_app.areas.parcels import queries
from producer_app.areas.parcels.rows import REASONS
from producer_app.areas.parcels.screen.page import (
    WATCHES,
    PackPage,
    scene_board,
    scene_broken,
    scene_columns,
    scene_file,
    scene_order,
    scene_pause,
    scene_price_list,
    scene_prices,
    scene_reading,
    scene_run,
    scene_sent,
)
from producer_app.areas.parcels.tile import TILE
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Rest, Screen


def _waiting(shop: Shop) -> int:
    return orders.counts(shop, most=999)["send"]


def _said(shop: Shop) -> str:
    counts = orders.counts(shop, most=999)
    waiting = counts["pack"] + counts["send"]
    if not waiting:
        return _("Nothing to send today")
    return ngettext("{count} must leave", "{count} must leave", waiting).format(count=waiting)


def _banner(shop: Shop) -> Banner | None:
    pause = queries.pause_now(shop)
    if pause is None:
        return None
    return Banner("pause-circle", "amber", _("Nothing is sent until {day}: {reason}").format(
        day=isolate(pause.ends), reason=pause.note or _(REASONS[pause.reason])))


def _rest(shop: Shop) -> Rest | None:
    pause = queries.pause_near(shop)
    return None if pause is None else Rest(pause.starts, pause.ends, pause.note or _(REASONS[pause.reason]))


SCREEN = Screen(TILE, PackPage, WATCHES, said=_said, waiting=_waiting, banner=_banner, rest=_rest, scenes={
    "order": scene_order, "sent": scene_sent, "prices": scene_prices, "price_list": scene_price_list, "file": scene_file,
    "columns": scene_columns, "board": scene_board, "reading": scene_reading, "pause": scene_pause, "run": scene_run,
    "broken": scene_broken})
