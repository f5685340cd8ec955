"""Tables of the receiving codes: one row a code, a place where it hangs, a print of it, a look at the stall; and their trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base import clock
from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("payments")

TRAIL = """CREATE TABLE code_trail(
        n INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL DEFAULT '')"""
# What SQLite itself refuses on the trail; a file where these are gone is told as touched.
GUARDS = {
    "code_trail_no_update": "CREATE TRIGGER code_trail_no_update BEFORE UPDATE ON code_trail "
                            "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "code_trail_no_delete": "CREATE TRIGGER code_trail_no_delete BEFORE DELETE ON code_trail "
                            "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "code_trail_only_next": "CREATE TRIGGER code_trail_only_next BEFORE INSERT ON code_trail "
                            "WHEN NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM code_trail) "
                            "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
}


@schema()
def create_codes(db: Database) -> None:
    for statement in (
        """CREATE TABLE receiving_codes(
            id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL, payload TEXT NOT NULL,
            last_digits TEXT NOT NULL DEFAULT '', image TEXT NOT NULL DEFAULT '', added_at TEXT NOT NULL, retired_at TEXT)""",
        "CREATE UNIQUE INDEX receiving_codes_payload ON receiving_codes(payload) WHERE retired_at IS NULL",
        """CREATE TABLE code_places(
            code_id INTEGER NOT NULL REFERENCES receiving_codes(id) ON DELETE CASCADE, place TEXT NOT NULL, since TEXT NOT NULL,
            UNIQUE(code_id, place))""",
    ):
        db.execute(statement)


@schema()
def create_patrols(db: Database) -> None:
    db.execute("""CREATE TABLE patrols(
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, picture TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
        result TEXT NOT NULL, seen TEXT NOT NULL)""")
    db.execute("CREATE INDEX patrols_at ON patrols(at)")


@schema()
def create_copies(db: Database) -> None:
    db.execute("""CREATE TABLE code_copies(
        id INTEGER PRIMARY KEY, code_id INTEGER NOT NULL REFERENCES receiving_codes(id) ON DELETE CASCADE,
        copies INTEGER NOT NULL, place TEXT NOT NULL DEFAULT '', printed_at TEXT NOT NULL, gone_at TEXT)""")
    db.execute("CREATE INDEX code_copies_code ON code_copies(code_id, id)")
    db.execute("ALTER TABLE patrols ADD COLUMN place TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE patrols ADD COLUMN missing TEXT NOT NULL DEFAULT '[]'")


@schema()
def create_trail(db: Database) -> None:
    """The trail begins: with a number that no other shop has, and with the codes that were kept before there was one."""
    db.execute(TRAIL)
    for statement in GUARDS.values():
        db.execute(statement)
    _begin_trail(db)


def _begin_trail(db: Database) -> None:
    import secrets

    from producer_app.areas.payments.trail.entries import Entry, What, hash_of, here, patrol_hash

    # Written out here, since a step must do the same for ever.
    names = ("scheme", "kind", "owner", "payload", "last_digits", "image", "added_at")
    prev, n, by, now = "", 0, here(), clock.now()

    def add(what: What, code_id: int, about: dict[str, object]) -> None:
        nonlocal prev, n
        n += 1
        text = Entry(n, prev, now, what, code_id, by, about).text()
        prev = hash_of(text)
        db.execute("INSERT INTO code_trail(n, entry, hash) VALUES(?, ?, ?)", (n, text, prev))

    add("begun", 0, {"shop": secrets.token_hex(16)})
    for code_id, retired_at, *values in db.execute(
            f"SELECT id, coalesce(retired_at, ''), {', '.join(names)} FROM receiving_codes ORDER BY id").fetchall():
        add("found", code_id, dict(zip(names, (str(value) for value in values), strict=True)))
        if retired_at:
            add("retired", code_id, {"retired_at": retired_at})
    if db.execute("SELECT 1 FROM patrols").fetchone():
        rows = db.execute("SELECT id, at, picture, width, height, result, seen, place, missing FROM patrols ORDER BY id").fetchall()
        add("put_back", 0, {"patrols": {str(row[0]): patrol_hash(tuple(row)[1:]) for row in rows}})


@schema()
def tell_files_from_prints(db: Database) -> None:
    db.execute("ALTER TABLE code_copies ADD COLUMN as_file INTEGER NOT NULL DEFAULT 0")
