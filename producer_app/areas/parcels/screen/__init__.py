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
from producer_app.areas.parcels.pausing import REASONS, pause_near, pause_now
from producer_app.areas.parcels.tile import TILE
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, DaysOff, Page, Scenes, Screen, Stage

WATCHES = frozenset({"orders", "order_lines", "parcels", "products", "tariffs", "tariff_rules", "carriage", "houses", "breakages",
                     "pauses", "settings"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.parcels.screen.page import PackPage

    return PackPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.parcels.screen import page

    return {"order": page.scene_order, "sent": page.scene_sent, "prices": page.scene_prices, "price_list": page.scene_price_list,
            "file": page.scene_file, "columns": page.scene_columns, "board": page.scene_board,
            "reading": page.scene_reading, "pause": page.scene_pause, "run": page.scene_run,
            "broken": page.scene_broken}


def _waiting(shop: Shop) -> int:
    return orders.counts(shop, most=999)["send"]


def _said(shop: Shop) -> str:
    counts = orders.counts(shop, most=999)
    waiting = counts["pack"] + counts["send"]
    if not waiting:
        return _("Nothing to send today")
    return ngettext("{count} must leave", "{count} must leave", waiting).format(count=waiting)


def _banner(shop: Shop) -> Banner | None:
    pause = pause_now(shop)
    if pause is None:
        return None
    return Banner("pause-circle", "amber", _("Nothing is sent until {day}: {reason}").format(
        day=isolate(pause.ends), reason=pause.note or _(REASONS[pause.reason])))


def _days_off(shop: Shop) -> DaysOff | None:
    pause = pause_near(shop)
    return None if pause is None else DaysOff(pause.starts, pause.ends, pause.note or _(REASONS[pause.reason]))


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=_waiting, banner=_banner, days_off=_days_off, scenes=_scenes)
