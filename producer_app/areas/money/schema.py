"""Tables of the money: one row a closed day, one a way of paying in it, one a counter-entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("money")


@schema()
def create_closes(db: Database) -> None:
    for statement in (
        """CREATE TABLE day_closes(
            id INTEGER PRIMARY KEY, on_day TEXT NOT NULL, since TEXT NOT NULL, at TEXT NOT NULL, currency TEXT NOT NULL,
            float_minor INTEGER NOT NULL, cash_minor INTEGER NOT NULL, counted_minor INTEGER NOT NULL,
            left_minor INTEGER NOT NULL, pieces TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '')""",
        # books_minor: the running sum of all payments that way at the close; what is expected next is what it grew by since,
        # so that a sale cancelled after its day was closed is missing from the next day and not from none.
        """CREATE TABLE day_close_lines(
            id INTEGER PRIMARY KEY, close_id INTEGER NOT NULL REFERENCES day_closes(id) ON DELETE CASCADE, way TEXT NOT NULL,
            code_id INTEGER, currency TEXT NOT NULL, name TEXT NOT NULL, amount_minor INTEGER NOT NULL,
            waiting_minor INTEGER NOT NULL, books_minor INTEGER NOT NULL)""",
        "CREATE INDEX day_close_lines_close ON day_close_lines(close_id)",
        """CREATE TABLE day_close_fixes(
            id INTEGER PRIMARY KEY, close_id INTEGER NOT NULL REFERENCES day_closes(id) ON DELETE CASCADE,
            counted_minor INTEGER NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL)""",
        "CREATE INDEX day_close_fixes_close ON day_close_fixes(close_id)",
    ):
        db.execute(statement)
