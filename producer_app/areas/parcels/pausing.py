"""Days on which nothing is sent. Home asks for them at every look, so they stand apart from all that carries parcels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from producer_app.base import clock
from producer_app.base.i18n import N_
from producer_app.store.shop import Shop

REASONS = {"heat": N_("Great heat"), "snow": N_("Snow on the roads"), "holiday": N_("Holiday"), "other": N_("Another reason")}
# So many days before it begins, a pause is told on the board: what is promised can still be sent.
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing is sent, both included, as ISO days. ``reason``: a key of REASONS; ``note``: the shop's words."""

    starts: str
    ends: str
    reason: str
    note: str = ""
    id: int = 0


def pauses(shop: Shop) -> list[Pause]:
    """Pauses that are not over, the nearest first."""
    return [Pause(r["starts"], r["ends"], r["reason"], r["note"], r["id"]) for r in shop.rows(
        "SELECT * FROM pauses WHERE ends >= ? ORDER BY starts, id", (clock.today().isoformat(),))]


def pause_now(shop: Shop) -> Pause | None:
    """The pause of today, or None."""
    today = clock.today().isoformat()
    return next((pause for pause in pauses(shop) if pause.starts <= today), None)


def pause_near(shop: Shop) -> Pause | None:
    """The pause of today or one that begins within DAYS_AHEAD days, or None."""
    soon = (clock.today() + timedelta(days=DAYS_AHEAD)).isoformat()
    return next((pause for pause in pauses(shop) if pause.starts <= soon), None)
