"""Orders promised for a day, and what is still owed for orders of which a part is paid. Read by the board, its cards and sheets.

An order promised for later stands apart from the board until the day before its day: then its goods have to be packed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from producer_app.areas.orders.rows import LANES, Promise
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.store.shop import Shop

# So many days before its day an order comes onto the board.
DAYS_BEFORE = 1
MOST_YEARS = 2
# The orders of the board that do not stand apart; takes ``last_day()``.
HERE = "NOT EXISTS(SELECT 1 FROM order_promises w WHERE w.order_id = o.id AND w.day > ?)"
# CROSS: the few promises first and their orders by id; else the planner walks all orders to have them in groups.
_APART = "FROM order_promises w CROSS JOIN orders o ON o.id = w.order_id WHERE w.day > ? AND (? = '' OR o.channel = ?)"


def last_day() -> str:
    """The last day whose promised orders stand on the board, ISO."""
    return (clock.today() + timedelta(days=DAYS_BEFORE)).isoformat()


def day_of(text: str) -> str:
    """A day as typed, ISO; "" for none. ``12-05`` is the next 5 December. Raises ShopError: no day, in the past, too far."""
    typed = text.strip().replace("/", "-").replace(".", "-")
    if not typed:
        return ""
    today = clock.today()
    parts = typed.split("-")
    try:
        if len(parts) == 2:
            day = date(today.year, int(parts[0]), int(parts[1]))
            day = day if day >= today else day.replace(year=today.year + 1)
        else:
            day = date(*(int(part) for part in parts))
    except (ValueError, TypeError):
        raise ShopError(_("That is no day."), _("Write a day like 2026-12-05."), "BAD_DAY") from None
    if not today <= day <= today + timedelta(days=366 * MOST_YEARS):
        raise ShopError(_("That day is over or too far away."), _("Write a day from today on."), "BAD_DAY")
    return day.isoformat()


def dues_of(shop: Shop, order_ids: Sequence[int]) -> dict[int, str]:
    """The day for which these orders are promised, ISO; others are left out."""
    return {row[0]: row[1] for row in shop.rows(
        "SELECT order_id, day FROM order_promises WHERE order_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(order_ids)),))}


def owed_of(shop: Shop, order_ids: Sequence[int]) -> dict[int, Money]:
    """What is still to be paid for these orders of the shop's own, what came back taken off; nothing owed is left out.

    Money on credit counts as paid here: it stands among the debts.
    """
    back = "(SELECT r.order_id FROM order_returns r WHERE r.of_order = o.id)"
    rows = shop.rows(
        "SELECT o.id, o.currency, o.total_minor "
        f"+ coalesce((SELECT sum(b.total_minor) FROM orders b WHERE b.id IN {back} AND b.state <> 'cancelled'), 0) "
        f"- coalesce((SELECT sum(p.amount_minor) FROM order_payments p WHERE p.order_id = o.id OR p.order_id IN {back}), 0) "
        "AS owed FROM orders o WHERE o.id IN (SELECT value FROM json_each(?)) AND o.channel IN ('hand', 'stall') "
        "AND o.total_minor > 0 AND o.state NOT IN ('cancelled', 'refunded', 'returned')", (json.dumps(list(order_ids)),))
    return {row[0]: Money(row[2], row[1]) for row in rows if row[2] > 0}


def apart_counts(shop: Shop, *, channel: str = "") -> Mapping[str, int]:
    """How many orders of each column stand apart until their day."""
    return {row[0]: row[1] for row in shop.rows(f"SELECT o.lane, count(*) {_APART} GROUP BY o.lane",
                                                (last_day(), channel, channel))}


def apart_sums(shop: Shop, lane: str, *, channel: str = "") -> Mapping[str, int]:
    """What the orders of a column that stand apart come to, in minor units by currency."""
    return {row[0]: row[1] for row in shop.rows(
        f"SELECT o.currency, sum(o.total_minor - o.refunded_minor) {_APART} AND o.lane = ? GROUP BY o.currency",
        (last_day(), channel, channel, lane))}


_OPEN = tuple(state for lane in ("pay", "pack", "send") for state in LANES[lane])


def promises(shop: Shop) -> list[Promise]:
    """Promised orders that are not sent yet, by day; whether they stand on the board already or not."""
    rows = shop.rows("SELECT w.order_id, w.day FROM order_promises w JOIN orders o ON o.id = w.order_id "
                     "WHERE o.state IN (SELECT value FROM json_each(?)) ORDER BY w.day, w.order_id", (json.dumps(_OPEN),))
    return [Promise(row[0], row[1]) for row in rows]


def touched(shop: Shop, first: str, last: str) -> list[Promise]:
    """Promised orders, not sent yet, whose day lies between two days (ISO), both included."""
    return [one for one in promises(shop) if first <= one.day <= last]


def count_promises(shop: Shop) -> int:
    """How many orders are promised and not sent yet."""
    return len(promises(shop))
