"""What people call a channel. Whoever draws a card asks for it, so it loads the one channel that is named and nothing else."""

from __future__ import annotations

from functools import cache

from producer_app.areas.orders import kinds, twins
from producer_app.areas.orders.rows import OWN_CHANNELS
from producer_app.base.discover import kind_named
from producer_app.base.discover import kinds as discovered
from producer_app.base.i18n import _


def channel_title(name: str) -> str:
    """What people call a channel, the shop's own ones too; a name that no file here answers for stays as it is."""
    if twins.is_server(name):
        from producer_app.areas.orders import connections  # few shops have one

        return connections.channel_words(name)
    if name in OWN_CHANNELS:
        return _(OWN_CHANNELS[name])
    return _(_title(name)) if not name.startswith("own:") else name.removeprefix("own:")


@cache
def _title(name: str) -> str:
    found = kind_named(kinds, "CHANNEL", name)
    if found is None:
        found = next((channel for channel in discovered(kinds, "CHANNEL") if channel.name == name), None)
    return str(found.title) if found is not None else name
