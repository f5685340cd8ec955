"""Order windows: orders of a group are taken until a day, a number of orders or a sum, and then no more.

Nothing closes a window: whether it is open is read from its limits, its orders and the clock, so it is right after an undo, a
cancelled order or a computer that was off. Orders by hand and from a chat are counted into the window that is open then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.areas.orders.rows import OrderWindow
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from datetime import date

    from producer_app.store.shop import Database


def latest(shop: Shop) -> OrderWindow | None:
    """The window opened last, open or not; None where there was none. A cancelled order gives its place back."""
    row = shop.one(
        "SELECT w.*, (SELECT count(*) FROM order_window_orders c JOIN orders o ON o.id = c.order_id WHERE c.window_id = w.id "
        "AND o.state <> 'cancelled') AS n, (SELECT coalesce(sum(o.total_minor), 0) FROM order_window_orders c JOIN orders o "
        "ON o.id = c.order_id WHERE c.window_id = w.id AND o.state <> 'cancelled' AND o.currency = w.currency) AS total "
        "FROM order_windows w ORDER BY w.id DESC LIMIT 1")
    if row is None:
        return None
    return OrderWindow(row["id"], row["opens_at"], row["closes_at"], row["most_orders"], Money(row["most_minor"], row["currency"]),
                       row["closed_at"], row["n"], Money(row["total"], row["currency"]))


def open_now(shop: Shop) -> OrderWindow | None:
    """The window that takes orders at this moment, None where none does."""
    found = latest(shop)
    return found if found is not None and found.state(clock.now()) == "open" else None


def begin(shop: Shop, *, first: date | None = None, last: date | None = None, most_orders: int = 0,
          most: Money | None = None) -> OrderWindow:
    """Opens a window, today or from a day on; one that is still open closes. ``last``: the last day, included.

    Raises ShopError: a last day before the first, a limit below zero.
    """
    if last is not None and last < (first or clock.today()):
        raise ShopError(_("The window would close before it opens."), _("Write a later last day."), "BAD_DAY")
    if most_orders < 0 or (most is not None and most.minor < 0):
        raise ShopError(_("A limit is a number above zero."), _("Leave it empty for no limit."), "BAD_LIMIT")
    now = clock.now()
    opens = now if first is None or first <= clock.today() else clock.day_bounds(first)[0]
    closes = "" if last is None else clock.day_bounds(last)[1]
    limit = most or Money(0)
    with shop.step(_("Open an order window")) as db:
        db.execute("UPDATE order_windows SET closed_at = ? WHERE closed_at = ''", (now,))
        db.execute("INSERT INTO order_windows(opens_at, closes_at, most_orders, most_minor, currency) VALUES(?, ?, ?, ?, ?)",
                   (opens, closes, most_orders, limit.minor, limit.currency))
    made = latest(shop)
    assert made is not None
    return made


def close(shop: Shop) -> None:
    """Closes the window that is open. Raises ShopError: none is."""
    found = latest(shop)
    if found is None or found.closed_at:
        raise ShopError(_("No order window is open."), _("Open one first."), "NO_WINDOW")
    with shop.step(_("Close the order window")) as db:
        db.execute("UPDATE order_windows SET closed_at = ? WHERE id = ?", (clock.now(), found.id))


def count_in(db: Database, window: OrderWindow | None, order_id: int) -> None:
    """Counts an order into a window, inside a step."""
    if window is not None:
        db.execute("INSERT INTO order_window_orders(order_id, window_id) VALUES(?, ?)", (order_id, window.id))


def answer(window: OrderWindow) -> str:
    """What to write to the group now, ready to copy."""
    state = window.state(clock.now())
    if state == "soon":
        return _("Orders open on {day}.").format(day=_day(window.opens_at))
    if state != "open":
        came = ngettext("{count} order came in.", "{count} orders came in.", window.orders).format(count=window.orders)
        return " ".join((_("Orders are closed now."), came, _("Thank you! Whoever came too late is first next time.")))
    parts = [_("Orders are open.")]
    if window.closes_at:
        parts.append(_("The last day is {day}.").format(day=_last_day(window)))
    if window.most_orders:
        free = window.most_orders - window.orders
        parts.append(ngettext("{count} place is free.", "{count} places are free.", free).format(count=free))
    if window.most:
        parts.append(_("There are goods for {amount} more.").format(amount=(window.most - window.total).shown()))
    return " ".join(parts)


def _day(text: str) -> str:
    return isolate(clock.local(text).date().isoformat())


def _last_day(window: OrderWindow) -> str:
    from datetime import timedelta

    return isolate((clock.local(window.closes_at) - timedelta(seconds=1)).date().isoformat())
