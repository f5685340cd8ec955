"""Counts and moves of goods, and the view of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("stock")

# Goods of these orders still stand on the shelf.
WAITING = "('unpaid', 'to_ship', 'packed', 'part_shipped')"
_NOTHING_TAKEN = "('cancelled', 'refunded', 'returned')"


@schema()
def create_stock(db: Database) -> None:
    for statement in (
        # ``orders_to``, ``states_to``: the last order and the last step of an order when a count was made. A clock can
        # go backwards and two things can happen in one second; these cannot.
        """CREATE TABLE stock_moves(
            id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK(kind IN ('count', 'in', 'out')), quantity_milli INTEGER NOT NULL CHECK(quantity_milli >= 0),
            reason TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, orders_to INTEGER NOT NULL DEFAULT 0,
            states_to INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX stock_moves_product ON stock_moves(product_id, kind, id)",
        # An order takes goods if it was entered after the count, unless it had left the house before (an old order
        # imported later); or if it was waiting at the count: then its goods were counted and are promised.
        f"""CREATE VIEW stock_left AS
            SELECT c.product_id, c.at AS counted_at,
                c.quantity_milli
                + coalesce((SELECT sum(CASE m.kind WHEN 'in' THEN m.quantity_milli ELSE -m.quantity_milli END)
                            FROM stock_moves m WHERE m.product_id = c.product_id AND m.id > c.id), 0)
                - coalesce((SELECT sum(l.quantity_milli) FROM order_lines l JOIN orders o ON o.id = l.order_id
                            WHERE l.product_id = c.product_id AND o.state NOT IN {_NOTHING_TAKEN} AND (
                                CASE WHEN o.id > c.orders_to OR o.created_at > c.at
                                THEN o.first_import IS NULL OR o.placed_at > c.at OR o.state IN {WAITING} OR EXISTS(
                                    SELECT 1 FROM order_states s WHERE s.order_id = o.id AND s.before IN {WAITING})
                                ELSE o.state IN {WAITING} OR EXISTS(
                                    SELECT 1 FROM order_states s WHERE s.order_id = o.id AND s.id > c.states_to
                                    AND s.before IN {WAITING}) END)), 0) AS left_milli
            FROM stock_moves c
            WHERE c.kind = 'count' AND c.id = (SELECT max(x.id) FROM stock_moves x WHERE x.product_id = c.product_id
                                               AND x.kind = 'count')""",
    ):
        db.execute(statement)


def _taken(order: str) -> str:
    """Whether the goods of an order (an alias) are taken off count ``c``; see ``create_stock``."""
    return f"""(CASE WHEN {order}.id > c.orders_to OR {order}.created_at > c.at
        THEN {order}.first_import IS NULL OR {order}.placed_at > c.at OR {order}.state IN {WAITING} OR EXISTS(
            SELECT 1 FROM order_states s WHERE s.order_id = {order}.id AND s.before IN {WAITING})
        ELSE {order}.state IN {WAITING} OR EXISTS(
            SELECT 1 FROM order_states s WHERE s.order_id = {order}.id AND s.id > c.states_to AND s.before IN {WAITING}) END)"""


@schema()
def count_returns_by_the_shelf(db: Database) -> None:
    """A return's line is below zero, so it gives goods back; but not those that cannot be sold again, and not twice where the
    whole order was taken out of the reckoning afterwards (a file calls it returned)."""
    db.execute("DROP VIEW stock_left")
    db.execute(f"""CREATE VIEW stock_left AS
        SELECT c.product_id, c.at AS counted_at,
            c.quantity_milli
            + coalesce((SELECT sum(CASE m.kind WHEN 'in' THEN m.quantity_milli ELSE -m.quantity_milli END)
                        FROM stock_moves m WHERE m.product_id = c.product_id AND m.id > c.id), 0)
            - coalesce((SELECT sum(l.quantity_milli * CASE WHEN r.order_id IS NULL THEN 1 ELSE r.shelved - EXISTS(
                            SELECT 1 FROM orders b WHERE b.id = r.of_order AND b.state IN {_NOTHING_TAKEN} AND {_taken("b")}) END)
                        FROM order_lines l JOIN orders o ON o.id = l.order_id LEFT JOIN order_returns r ON r.order_id = o.id
                        WHERE l.product_id = c.product_id AND o.state NOT IN {_NOTHING_TAKEN} AND {_taken("o")}), 0) AS left_milli
        FROM stock_moves c
        WHERE c.kind = 'count' AND c.id = (SELECT max(x.id) FROM stock_moves x WHERE x.product_id = c.product_id
                                           AND x.kind = 'count')""")
