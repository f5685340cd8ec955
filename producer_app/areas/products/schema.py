"""Tables of the products: one row a product, one a name, one a photo, one a price and one a change of a price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("products")


@schema()
def create_products(db: Database) -> None:
    for statement in (
        """CREATE TABLE products(
            id INTEGER PRIMARY KEY, sku TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL, pack_g INTEGER NOT NULL DEFAULT 0,
            category TEXT NOT NULL DEFAULT '', shelf_life_days INTEGER NOT NULL DEFAULT 0, origin TEXT NOT NULL DEFAULT '',
            certificate TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, removed_at TEXT, search TEXT NOT NULL DEFAULT '')""",
        "CREATE UNIQUE INDEX products_sku ON products(sku) WHERE sku <> '' AND removed_at IS NULL",
        "CREATE INDEX products_on_offer ON products(id) WHERE removed_at IS NULL",
        """CREATE TABLE product_names(
            product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, language TEXT NOT NULL, name TEXT NOT NULL,
            UNIQUE(product_id, language))""",
        """CREATE TABLE photos(
            id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE,
            position INTEGER NOT NULL DEFAULT 0, original TEXT NOT NULL, picture TEXT NOT NULL, thumb TEXT NOT NULL,
            width INTEGER NOT NULL DEFAULT 0, height INTEGER NOT NULL DEFAULT 0, added_at TEXT NOT NULL)""",
        "CREATE INDEX photos_product ON photos(product_id, position)",
        """CREATE TABLE prices(
            product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, kind TEXT NOT NULL,
            price_minor INTEGER NOT NULL, currency TEXT NOT NULL, UNIQUE(product_id, kind))""",
        """CREATE TABLE price_history(
            id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, kind TEXT NOT NULL,
            old_minor INTEGER, old_currency TEXT, new_minor INTEGER NOT NULL, new_currency TEXT NOT NULL,
            who TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL)""",
        "CREATE INDEX price_history_product ON price_history(product_id, id)",
        """CREATE VIRTUAL TABLE products_search USING fts5(
            search, content='products', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')""",
    ):
        db.execute(statement)
