"""Tables of the prints: one row a print, one a product that was printed with what stood on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("posters")


@schema()
def create_print_log(db: Database) -> None:
    for statement in (
        """CREATE TABLE print_runs(
            id INTEGER PRIMARY KEY, printed_at TEXT NOT NULL, printable TEXT NOT NULL, paper TEXT NOT NULL DEFAULT '',
            pages INTEGER NOT NULL, copies INTEGER NOT NULL DEFAULT 1, product_ids TEXT NOT NULL DEFAULT '[]',
            order_ids TEXT NOT NULL DEFAULT '[]', code_id INTEGER)""",
        """CREATE TABLE printed_items(
            id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES print_runs(id) ON DELETE CASCADE,
            product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, price_minor INTEGER NOT NULL,
            currency TEXT NOT NULL, names TEXT NOT NULL, unit TEXT NOT NULL, pack_g INTEGER NOT NULL,
            copies INTEGER NOT NULL DEFAULT 1, gone_at TEXT)""",
        "CREATE INDEX printed_items_product ON printed_items(product_id, id)",
        "CREATE INDEX printed_items_hanging ON printed_items(id) WHERE gone_at IS NULL",
    ):
        db.execute(statement)


@schema()
def remember_makers(db: Database) -> None:
    # Whose sheets a print was, so that it can be printed again.
    db.execute("ALTER TABLE print_runs ADD COLUMN maker_ids TEXT NOT NULL DEFAULT '[]'")
