"""Reads stock; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from producer_app.areas.stock import schema
from producer_app.areas.stock.rows import Left, Move
from producer_app.base import clock
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

LATELY_DAYS = 7
_LEFT = """SELECT v.product_id, v.left_milli, v.counted_at,
    coalesce((SELECT sum(l.quantity_milli) FROM order_lines l JOIN orders o ON o.id = l.order_id
              WHERE l.product_id = v.product_id AND o.placed_at >= ? AND o.state NOT IN ('cancelled', 'refunded', 'returned')), 0)
    FROM stock_left v JOIN products p ON p.id = v.product_id WHERE p.removed_at IS NULL """


def _week_ago() -> str:
    return clock.as_text(datetime.now(UTC) - timedelta(days=LATELY_DAYS))


def left(shop: Shop, product_ids: Sequence[int]) -> Mapping[int, Left]:
    """What is left of these products; those never counted are left out."""
    rows = shop.rows(_LEFT + "AND v.product_id IN (SELECT value FROM json_each(?))", (_week_ago(), json.dumps(list(product_ids))))
    return {row[0]: Left(row[0], row[1], row[3], row[2]) for row in rows}


def short(shop: Shop) -> list[Left]:
    """Counted products that are sold out, oversold or will be within a week at the pace of the last one; worst first."""
    rows = shop.rows(_LEFT + "ORDER BY v.left_milli", (_week_ago(),))
    return [one for one in (Left(row[0], row[1], row[3], row[2]) for row in rows) if one.state != "good"]


def oversold(shop: Shop) -> list[Left]:
    """Counted products of which more was sold than there is, worst first."""
    return [one for one in short(shop) if one.state == "over"]


def missing(shop: Shop, wanted: Mapping[int, int]) -> dict[int, int]:
    """Of a wish (product id: thousandths of its unit) how much is not there; what was never counted lacks nothing."""
    known = left(shop, list(wanted))
    return {product_id: milli - max(0, known[product_id].milli) for product_id, milli in wanted.items()
            if product_id in known and milli > max(0, known[product_id].milli)}


def unfilled(shop: Shop) -> frozenset[int]:
    """Waiting orders for which the goods are not there. Who was promised first is served first."""
    lacks = {one.product_id: -one.milli for one in oversold(shop)}
    found = set()
    for product_id, order_id, milli in shop.rows(
            "SELECT l.product_id, o.id, l.quantity_milli FROM order_lines l JOIN orders o ON o.id = l.order_id "
            "WHERE l.product_id IN (SELECT value FROM json_each(?)) AND l.quantity_milli > 0 "
            f"AND o.state IN {schema.WAITING} ORDER BY o.placed_at DESC, o.id DESC", (json.dumps(list(lacks)),)):
        if lacks[product_id] > 0:
            lacks[product_id] -= milli
            found.add(order_id)
    return frozenset(found)


def counted(shop: Shop) -> int:
    """How many products were ever counted."""
    return int(shop.value("SELECT count(DISTINCT product_id) FROM stock_moves WHERE kind = 'count'"))


def moves(shop: Shop, product_id: int, *, limit: int = 12) -> list[Move]:
    """The last counts and moves of a product, newest first."""
    rows = shop.rows("SELECT id, kind, quantity_milli, reason, at FROM stock_moves WHERE product_id = ? ORDER BY id DESC LIMIT ?",
                     (product_id, limit))
    return [Move(row[0], row[1], Quantity(row[2]), row[3], row[4]) for row in rows]
