"""Which orders stand behind a sum, and with how much each; the shares of one sum add up to it to the fen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from producer_app.areas.orders import queries
from producer_app.areas.orders.rows import Behind, CodeSum, Share
from producer_app.base.money import Money
from producer_app.store.shop import Shop

_LIVE = "o.state NOT IN ('unpaid', 'cancelled')"
_SOLD = "o.state NOT IN ('unpaid', 'cancelled', 'refunded', 'returned')"
_PLACED = "o.placed_at >= ? AND o.placed_at < ? AND o.currency = ?"


def _shares_sql(behind: Behind, start: str, end: str) -> tuple[str, list[Any]]:
    """A query of (id, share) for the orders of a sum, and its values."""
    span = [start, end, behind.currency]
    match behind.kind:
        case "channel":
            return (f"SELECT o.id, o.total_minor - o.refunded_minor AS share FROM orders o WHERE {_PLACED} AND {_LIVE} "
                    "AND o.channel = ?", [*span, behind.channel])
        case "product":
            column, value = ("l.product_id = ?", behind.product_id) if behind.product_id is not None else (
                "l.product_id IS NULL AND l.title = ?", behind.title)
            return ("SELECT o.id, sum(coalesce(l.total_minor, 0)) AS share FROM orders o JOIN order_lines l ON l.order_id = o.id "
                    f"WHERE {_PLACED} AND {_SOLD} AND {column} GROUP BY o.id", [*span, value])
        case "way":
            return ("SELECT o.id, sum(p.amount_minor) AS share FROM order_payments p JOIN orders o ON o.id = p.order_id "
                    "WHERE p.paid_at >= ? AND p.paid_at < ? AND p.currency = ? AND o.state <> 'cancelled' AND p.way = ? "
                    "GROUP BY o.id", [*span, behind.way])
        case "rest":
            return ("SELECT id, share FROM (SELECT o.id, o.total_minor - o.refunded_minor - CASE WHEN "
                    f"{_SOLD} THEN coalesce((SELECT sum(l.total_minor) FROM order_lines l WHERE l.order_id = o.id), 0) ELSE 0 END "
                    f"AS share FROM orders o WHERE {_PLACED} AND {_LIVE}) WHERE share <> 0", span)
        case _:
            return f"SELECT o.id, o.total_minor - o.refunded_minor AS share FROM orders o WHERE {_PLACED} AND {_LIVE}", span


def shares(shop: Shop, start: str, end: str, behind: Behind, *, limit: int = 50, before: Share | None = None) -> Sequence[Share]:
    """A page of the orders behind a sum between two UTC texts (half-open), newest first. ``before``: the last one shown."""
    sql, values = _shares_sql(behind, start, end)
    after = ""
    if before is not None:
        after = "WHERE (o.placed_at, o.id) < (?, ?) "
        values += [before.order.placed_at, before.order.id]
    rows = shop.rows(f"SELECT o.*, s.share FROM ({sql}) s JOIN orders o ON o.id = s.id {after}"
                     "ORDER BY o.placed_at DESC, o.id DESC LIMIT ?", (*values, limit))
    return [Share(queries.order_of(row), Money(row["share"], behind.currency)) for row in rows]


def shares_total(shop: Shop, start: str, end: str, behind: Behind) -> tuple[Money, int]:
    """What the shares of a sum come to, and how many orders they are."""
    sql, values = _shares_sql(behind, start, end)
    row = shop.one(f"SELECT coalesce(sum(share), 0) AS total, count(*) AS n FROM ({sql})", values)
    assert row is not None
    return Money(row["total"], behind.currency), int(row["n"])


def books(shop: Shop, *, until: str = "") -> Sequence[CodeSum]:
    """All money ever noted for orders that stand, by way, receiving code and currency: the cash book's running sums.

    ``until``: only what was paid before this UTC text. ``waiting``: how much of it nobody has seen on the phone yet.
    """
    where = " AND p.paid_at < ?" if until else ""
    rows = shop.rows(
        "SELECT p.way, p.code_id, p.currency, sum(p.amount_minor) AS total, "
        "sum(CASE WHEN p.seen THEN 0 ELSE p.amount_minor END) AS waiting FROM order_payments p JOIN orders o ON o.id = p.order_id "
        f"WHERE o.state <> 'cancelled'{where} GROUP BY p.way, p.code_id, p.currency ORDER BY p.way, p.code_id, p.currency",
        (until,) if until else ())
    return [CodeSum(r["way"], r["code_id"], Money(r["total"], r["currency"]), Money(r["waiting"], r["currency"])) for r in rows]
