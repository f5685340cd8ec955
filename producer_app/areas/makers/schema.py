"""Tables of the makers: one row a maker, a product she makes, and what she said she would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("makers")


@schema()
def create_makers(db: Database) -> None:
    for statement in (
        "CREATE TABLE makers(id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL DEFAULT '')",
        """CREATE TABLE maker_products(
            product_id INTEGER PRIMARY KEY REFERENCES products(id) ON DELETE CASCADE,
            maker_id INTEGER NOT NULL REFERENCES makers(id) ON DELETE CASCADE)""",
        "CREATE INDEX maker_products_maker ON maker_products(maker_id)",
        # What she was asked for when she said yes, in thousandths; what is needed now is read from the orders.
        """CREATE TABLE maker_words(
            maker_id INTEGER NOT NULL REFERENCES makers(id) ON DELETE CASCADE,
            product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, quantity_milli INTEGER NOT NULL,
            said_at TEXT NOT NULL, PRIMARY KEY(maker_id, product_id))""",
    ):
        db.execute(statement)
