"""The thorough check of an open shop: SQLite's, the links between rows, search, and every photo's bytes. Only looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from producer_app.base.progress import Progress, silent
from producer_app.store import counting, journal, refusals, searching
from producer_app.store.shop import Shop


@dataclass(frozen=True, slots=True)
class Facts:
    """``problems``: SQLite's own words; ``dangling``: rows whose other end is gone; ``photos_differ``: names of kept
    files that no longer hold the bytes they are named by (a shop works without them, so they are no damage of it)."""

    version: int
    ended_badly: bool
    rows: dict[str, int]
    problems: tuple[str, ...]
    dangling: int
    search_sound: bool
    photos: int
    photos_differ: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    state: Literal["sound", "damaged", "read_only"]
    facts: Facts


def check(shop: Shop, progress: Progress = silent) -> Checked:
    """Looks at everything. ``progress`` counts photos. Raises Damaged, CannotWrite: it can't even be read."""
    connection = shop._connection  # the store's own check needs the store's own connection
    problems = tuple(str(row[0]) for row in shop.rows("PRAGMA integrity_check(20)") if row[0] != "ok")
    dangling = len(shop.rows("PRAGMA foreign_key_check"))
    with refusals.plain_database_errors(shop.folder):
        search_sound = shop.read_only or (searching.sound(connection) and counting.sound(connection))
    counts = {t: int(shop.value('SELECT count(*) FROM "' + t.replace('"', '""') + '"')) for t in journal.plain_tables(connection)}
    names = list(shop.files.names())
    differ = []
    for done, name in enumerate(names, 1):
        if not shop.files.sound(name):
            differ.append(name)
        progress(done, len(names), name)
    facts = Facts(int(shop.value("PRAGMA user_version")), shop.ended_badly, counts, problems, dangling, search_sound,
                  len(names), tuple(differ))
    if problems or dangling or not search_sound:
        return Checked("damaged", facts)
    return Checked("read_only" if shop.read_only else "sound", facts)
