"""Tables of the stall: the basket on the counter and those put aside, and the bar codes that goods came with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("till")


@schema()
def create_baskets(db: Database) -> None:
    for statement in (
        # A basket is a draft of one sale and is only ever read whole. One lies on the counter, others were put aside.
        "CREATE TABLE till_counter(id INTEGER PRIMARY KEY CHECK(id = 1), basket TEXT NOT NULL)",
        "CREATE TABLE till_parked(id INTEGER PRIMARY KEY, basket TEXT NOT NULL, parked_at TEXT NOT NULL)",
        """CREATE TABLE barcodes(
            code TEXT PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE)""",
        "CREATE INDEX barcodes_product ON barcodes(product_id)",
    ):
        db.execute(statement)
