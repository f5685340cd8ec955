"""Table of the studio: by which recipe each photo's picture was made, and which pictures it had before any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("studio")


@schema()
def create_recipes(db: Database) -> None:
    # ``picture``: the one this recipe made; where a photo shows another one by now, the row says nothing about it.
    db.execute("""CREATE TABLE recipes(
        product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, original TEXT NOT NULL, recipe TEXT NOT NULL,
        picture TEXT NOT NULL, plain_picture TEXT NOT NULL, plain_thumb TEXT NOT NULL, plain_width INTEGER NOT NULL,
        plain_height INTEGER NOT NULL, UNIQUE(product_id, original))""")
