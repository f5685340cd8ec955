"""Tables of the products: one row a product, one a name, one a photo, one a price, a change of a price, a price for some days."""

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


@schema()
def add_families(db: Database) -> None:
    """Sizes of one thing carry the id of the first of them; what has one size has none."""
    db.execute("ALTER TABLE products ADD COLUMN family_id INTEGER REFERENCES products(id)")
    db.execute("CREATE INDEX products_family ON products(family_id) WHERE family_id IS NOT NULL")
    # The shelf's order: sizes beside each other, the newest thing first. The last two columns spare a look at every row.
    db.execute("CREATE INDEX products_shelf ON products(coalesce(family_id, id) DESC, pack_g, id, family_id, removed_at) "
               "WHERE removed_at IS NULL")


@schema()
def add_special_prices(db: Database) -> None:
    db.execute("ALTER TABLE products ADD COLUMN wholesale_from INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE products ADD COLUMN texts TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE price_history ADD COLUMN ended INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE price_history ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
    db.execute("""CREATE TABLE special_prices(
        id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, kind TEXT NOT NULL,
        price_minor INTEGER NOT NULL, currency TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        who TEXT NOT NULL DEFAULT '', made_at TEXT NOT NULL, CHECK(first_day <= last_day))""")
    db.execute("CREATE INDEX special_prices_product ON special_prices(product_id, kind, first_day)")


@schema()
def add_costs(db: Database) -> None:
    """How a product is made and sold; cuts in hundredths of a percent, amounts of materials in thousandths."""
    db.execute("""CREATE TABLE cost_sheets(
        product_id INTEGER PRIMARY KEY REFERENCES products(id) ON DELETE CASCADE, currency TEXT NOT NULL, made INTEGER NOT NULL,
        minutes INTEGER NOT NULL, wage_minor INTEGER NOT NULL, jar_minor INTEGER NOT NULL, label_minor INTEGER NOT NULL,
        courier_minor INTEGER NOT NULL, platform_bp INTEGER NOT NULL, platform_fixed_minor INTEGER NOT NULL,
        coop_bp INTEGER NOT NULL, coupon_minor INTEGER NOT NULL, free_courier INTEGER NOT NULL, saved_at TEXT NOT NULL)""")
    db.execute("""CREATE TABLE cost_materials(
        id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES cost_sheets(product_id) ON DELETE CASCADE,
        position INTEGER NOT NULL, name TEXT NOT NULL, amount_milli INTEGER NOT NULL, price_minor INTEGER NOT NULL)""")
    db.execute("CREATE INDEX cost_materials_product ON cost_materials(product_id, position)")
