"""The order window in a few words, as they stand on its door; the room behind it is window_room.py."""

from __future__ import annotations

from producer_app.areas.orders.rows import OrderWindow
from producer_app.base import clock
from producer_app.base.i18n import _, isolate


def state_of(window: OrderWindow) -> str:
    """The state of a window now."""
    return window.state(clock.now())


def in_short(window: OrderWindow | None) -> str:
    """The window on its door: open or not, and how far."""
    if window is None:
        return _("Order window")
    state = state_of(window)
    of = f"/{window.most_orders}" if window.most_orders else ""
    if state == "open":
        return _("Order window: {count}").format(count=isolate(f"{window.orders}{of}"))
    return _("Order window: closed") if state != "soon" else _("Order window: later")
