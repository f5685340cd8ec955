"""Tables of sending: dated tariffs and their rules, goods that couriers refuse, who makes what, breakages, pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("parcels")


@schema()
def create_parcels(db: Database) -> None:
    for statement in (
        """CREATE TABLE tariffs(
            id INTEGER PRIMARY KEY, carrier TEXT NOT NULL, contract TEXT NOT NULL DEFAULT '', valid_from TEXT NOT NULL,
            divisor INTEGER NOT NULL, example INTEGER NOT NULL DEFAULT 0, UNIQUE(carrier, contract, valid_from))""",
        # Lists of places are JSON; amounts are fen, weights grams.
        """CREATE TABLE tariff_rules(
            id INTEGER PRIMARY KEY, tariff_id INTEGER NOT NULL REFERENCES tariffs(id) ON DELETE CASCADE,
            position INTEGER NOT NULL, places TEXT NOT NULL, first_g INTEGER NOT NULL, first_minor INTEGER NOT NULL,
            step_g INTEGER NOT NULL, step_minor INTEGER NOT NULL, free_from_minor INTEGER NOT NULL DEFAULT 0,
            served INTEGER NOT NULL DEFAULT 1, remote TEXT NOT NULL DEFAULT '[]', remote_minor INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX tariff_rules_tariff ON tariff_rules(tariff_id, position)",
        # Whether couriers may carry goods, as a person answered: by product, or by name where no product is known.
        "CREATE TABLE carriage(key TEXT PRIMARY KEY, forbidden INTEGER NOT NULL, at TEXT NOT NULL)",
        """CREATE TABLE houses(
            product_id INTEGER PRIMARY KEY REFERENCES products(id) ON DELETE CASCADE, house TEXT NOT NULL)""",
        """CREATE TABLE breakages(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, at TEXT NOT NULL,
            tracking TEXT NOT NULL DEFAULT '', amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, bearer TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '', pictures TEXT NOT NULL DEFAULT '[]', back_to_buyer INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX breakages_order ON breakages(order_id)",
        """CREATE TABLE pauses(
            id INTEGER PRIMARY KEY, starts TEXT NOT NULL, ends TEXT NOT NULL, reason TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '')""",
    ):
        db.execute(statement)
