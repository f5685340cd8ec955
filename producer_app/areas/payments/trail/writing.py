"""Adds entries to the trail: inside one step that Undo leaves alone, announced to the computer's memory first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from producer_app.areas.payments.trail import proving, remembering
from producer_app.areas.payments.trail.entries import Entry, What, digest, hash_of, here
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database


class Log:
    """The open end of the trail within one step."""

    def __init__(self, shop: Shop, db: Database) -> None:
        self.shop, self.db = shop, db
        self.head = (0, "")

    def add(self, what: What, code_id: int = 0, about: dict[str, Any] | None = None, *, key: Key | None = None,
            second: Key | None = None) -> None:
        """One entry more. ``key``: signs it; ``second``: signs it as well."""
        rows = proving.rows_of(self.shop) if what == "begun_again" else []
        last = self.shop.one(f"SELECT n, hash FROM {proving.TABLE} ORDER BY n DESC LIMIT 1")
        n, prev = (int(last["n"]), str(last["hash"])) if last else (0, "")
        entry = Entry(n + 1, digest(rows) if what == "begun_again" else prev, clock.now(), what, code_id, here(), about or {})
        text = entry.text()
        hashed = hash_of(text)
        self.head = (entry.n, hashed)
        remembering.announce(self.shop.folder, self.head)
        self.db.execute(f"INSERT INTO {proving.TABLE}(n, entry, hash, signature) VALUES(?, ?, ?, ?)",
                        (entry.n, text, hashed, " ".join(one.sign(hashed) for one in (key, second) if one)))


@contextmanager
def step(shop: Shop, title: str) -> Iterator[Log]:
    """A step on the codes: not undone by Undo, put right by another one. Settles the memory once it is on disk."""
    with shop.step(title, undoable=False) as db:
        log = Log(shop, db)
        yield log
    if log.head[0] and not shop.in_step:
        proving.look(shop)
