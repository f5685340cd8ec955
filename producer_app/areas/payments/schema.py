"""Tables of the receiving codes: one row a code, one a place where it hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("payments")


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
