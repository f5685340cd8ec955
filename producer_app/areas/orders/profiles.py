"""Profiles of other shops' files, kept in the shop: found again by a file's columns, changed, forgotten."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from producer_app.areas.orders import reading
from producer_app.areas.orders.mapping import OWN, Profile, channel, missing
from producer_app.areas.orders.reading import ReadFile
from producer_app.areas.orders.sheets import Channel
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store.settings import from_text
from producer_app.store.shop import Shop

# A header names at least so many columns; a title above a table names fewer.
FEWEST_COLUMNS = 3


def profiles(shop: Shop) -> list[Profile]:
    """All profiles, by the name of their shop."""
    return [from_text(Profile, json.dumps({**json.loads(body), "title": title}))
            for title, body in shop.rows("SELECT title, body FROM order_profiles ORDER BY title")]


def own_channels(shop: Shop) -> list[Channel]:
    """The channels that the profiles make."""
    return [channel(one) for one in profiles(shop) if not missing(one)]


def keep_profile(shop: Shop, profile: Profile) -> None:
    """Keeps a profile under the name of its shop. Raises ShopError: no name, or a column that cannot be left out."""
    if not profile.title.strip():
        raise ShopError(_("The shop has no name."), _("Write what you call it."), "NO_NAME")
    if missing(profile):
        raise ShopError(_("A column is missing."), _("Choose the columns of number, date and total."), "NO_COLUMN")
    body = json.dumps(asdict(profile), ensure_ascii=False)
    with shop.step(_("Columns of {shop}").format(shop=isolate(profile.title.strip()))) as db:
        db.execute("INSERT INTO order_profiles(channel, title, body, at) VALUES(?, ?, ?, ?) ON CONFLICT(channel) DO UPDATE SET "
                   "title = excluded.title, body = excluded.body, at = excluded.at",
                   (profile.channel, profile.title.strip(), body, clock.now()))


def forget_profile(shop: Shop, title: str) -> None:
    """Forgets a profile; its orders stay."""
    with shop.step(_("Forget the columns of {shop}").format(shop=isolate(title))) as db:
        db.execute("DELETE FROM order_profiles WHERE title = ?", (title,))


def own_title(name: str) -> str:
    """What a channel of a profile is called, for lists: its name without the mark."""
    return name.removeprefix(OWN)


def any_table(path: Path) -> ReadFile:
    """The table of a file that no channel knows: its header is the first row of at least three different names.

    Raises BadFile as ``reading.read`` does: no table, too large, letters that cannot be read.
    """
    return reading.read(path, _looks_like_a_header)


def _looks_like_a_header(names: frozenset[str]) -> bool:
    return len([name for name in names if name and not name.replace(".", "").isdigit()]) >= FEWEST_COLUMNS
