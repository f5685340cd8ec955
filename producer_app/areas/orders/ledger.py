"""Reads the counter's book: what is owed and by whom, what is left of a sale, which orders stand behind a sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from producer_app.areas.orders import queries
from producer_app.areas.orders.rows import Debt, Doubt, Entry, Left, Order
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

_LIVE = "o.state NOT IN ('unpaid', 'cancelled')"


# ---------------------------------------------------------------- on credit
def buyers(shop: Shop, *, limit: int = 12) -> Sequence[str]:
    """Names that bought on credit, the latest first."""
    return [r["recipient"] for r in shop.rows(
        "SELECT o.recipient, max(p.paid_at) AS latest FROM order_payments p JOIN orders o ON o.id = p.order_id "
        "WHERE p.way = 'credit' AND o.recipient <> '' AND o.state <> 'cancelled' GROUP BY o.recipient "
        "ORDER BY latest DESC, o.recipient LIMIT ?", (limit,))]


def debts(shop: Shop) -> Sequence[Debt]:
    """Who owes what, the greatest debt first."""
    rows = shop.rows(
        "SELECT buyer, currency, sum(owed) AS owed, sum(owed > 0) AS sales, min(CASE WHEN owed > 0 THEN since END) AS since FROM ("
        "SELECT o.recipient AS buyer, p.currency, o.id, sum(p.amount_minor) AS owed, o.placed_at AS since FROM order_payments p "
        "JOIN orders o ON o.id = p.order_id WHERE p.way = 'credit' AND o.state <> 'cancelled' GROUP BY o.id, p.currency) "
        "GROUP BY buyer, currency HAVING sum(owed) > 0 ORDER BY owed DESC, buyer")
    return [Debt(r["buyer"], Money(r["owed"], r["currency"]), r["sales"], r["since"] or "") for r in rows]


def open_sales(shop: Shop, buyer: str, currency: str) -> Sequence[tuple[int, Money]]:
    """The sales for which a buyer still owes, oldest first: id and what is owed."""
    rows = shop.rows(
        "SELECT o.id, sum(p.amount_minor) AS owed FROM order_payments p JOIN orders o ON o.id = p.order_id WHERE p.way = 'credit' "
        "AND o.state <> 'cancelled' AND o.recipient = ? AND p.currency = ? GROUP BY o.id HAVING owed > 0 "
        "ORDER BY o.placed_at, o.id", (buyer, currency))
    return [(r["id"], Money(r["owed"], currency)) for r in rows]


def open_credit(shop: Shop, order_id: int) -> Money:
    """What is still owed for one sale."""
    currency = queries.get(shop, order_id).total.currency
    owed = shop.value("SELECT coalesce(sum(amount_minor), 0) FROM order_payments WHERE order_id = ? AND way = 'credit'",
                      (order_id,))
    return Money(int(owed), currency)


def account(shop: Shop, buyer: str, currency: str = "CNY") -> Sequence[Entry]:
    """Every line of a buyer's account, oldest first; their sum is what is owed."""
    rows = shop.rows(
        "SELECT p.order_id, o.number, p.paid_at, p.amount_minor FROM order_payments p JOIN orders o ON o.id = p.order_id "
        "WHERE p.way = 'credit' AND o.state <> 'cancelled' AND o.recipient = ? AND p.currency = ? ORDER BY p.paid_at, p.id",
        (buyer, currency))
    goods = queries.lines_of(shop, sorted({r["order_id"] for r in rows}))
    return [Entry(r["order_id"], r["number"], r["paid_at"], Money(r["amount_minor"], currency),
                  ", ".join(map(queries.in_words, goods[r["order_id"]])) if r["amount_minor"] > 0 else "") for r in rows]


# ---------------------------------------------------------------- money to be found on the phone
def doubts(shop: Shop, start: str, end: str) -> Sequence[Doubt]:
    """Payments between two UTC texts (half-open) that nobody has seen arrive, oldest first."""
    rows = shop.rows(
        "SELECT p.id, p.order_id, o.number, p.amount_minor, p.currency, p.paid_at FROM order_payments p JOIN orders o "
        "ON o.id = p.order_id WHERE p.seen = 0 AND p.paid_at >= ? AND p.paid_at < ? AND o.state <> 'cancelled' "
        "ORDER BY p.paid_at, p.id", (start, end))
    return [Doubt(r["id"], r["order_id"], r["number"], Money(r["amount_minor"], r["currency"]), r["paid_at"]) for r in rows]


# ---------------------------------------------------------------- returns
def left_of(shop: Shop, order_id: int) -> Sequence[Left]:
    """The lines of a sale of which something can still come back."""
    back: dict[int, tuple[int, int]] = {r["of_position"]: (r["quantity"], r["total"]) for r in shop.rows(
        "SELECT r.of_position, -sum(l.quantity_milli) AS quantity, -sum(l.total_minor) AS total FROM order_returns r "
        "JOIN orders o ON o.id = r.order_id JOIN order_lines l ON l.order_id = r.order_id "
        "WHERE r.of_order = ? AND o.state <> 'cancelled' GROUP BY r.of_position", (order_id,))}
    found = []
    nothing = Money(0, queries.get(shop, order_id).total.currency)
    for position, line in enumerate(queries.lines(shop, order_id)):
        quantity, amount = back.get(position, (0, 0))
        if line.quantity is not None and line.quantity.milli > quantity:
            found.append(Left(position, line, Quantity(line.quantity.milli - quantity),
                              Money(max(0, (line.total or nothing).minor - amount), nothing.currency)))
    return found


def left_to_give(shop: Shop, order_id: int) -> Money:
    """How much of an order's money can still be given back: what was billed, less what was given back already."""
    order = queries.get(shop, order_id)
    back = sum(one.total.minor for one in queries.returns_of(shop, order_id))
    return Money(max(0, order.total.minor - order.refunded.minor + back), order.total.currency)


def return_of(shop: Shop, order_id: int) -> int | None:
    """The sale of which an order is the return; None where it is a sale itself."""
    found = shop.value("SELECT of_order FROM order_returns WHERE order_id = ?", (order_id,))
    return None if found is None else int(found)


# ---------------------------------------------------------------- what stands behind a sum
def orders_between(shop: Shop, start: str, end: str, *, channel: str = "", product_id: int | None = None, title: str = "",
                   way: str = "", currency: str = "", limit: int = 50, before: Order | None = None) -> Sequence[Order]:
    """The orders that a sum of ``sales_between``, ``billed_between`` or (``way``) ``received_between`` is made of, newest first."""
    values: list[Any]
    if way:
        where = ("o.state <> 'cancelled' AND EXISTS(SELECT 1 FROM order_payments p WHERE p.order_id = o.id AND p.way = ? "
                 "AND p.paid_at >= ? AND p.paid_at < ?)")
        values = [way, start, end]
    else:
        where, values = f"o.placed_at >= ? AND o.placed_at < ? AND {_LIVE}", [start, end]
    for sql, value in (("o.channel = ?", channel), ("o.currency = ?", currency)):
        if value:
            where += f" AND {sql}"
            values.append(value)
    if product_id is not None or title:
        column = "l.product_id = ?" if product_id is not None else "l.product_id IS NULL AND l.title = ?"
        where += (" AND o.state NOT IN ('refunded', 'returned') "
                  f"AND EXISTS(SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND {column})")
        values.append(title if product_id is None else product_id)
    if before is not None:
        where += " AND (o.placed_at, o.id) < (?, ?)"
        values += [before.placed_at, before.id]
    rows = shop.rows(f"SELECT o.* FROM orders o WHERE {where} ORDER BY o.placed_at DESC, o.id DESC LIMIT ?", (*values, limit))
    return [queries.order_of(row) for row in rows]


def sold_days(shop: Shop, bounds: Sequence[tuple[str, str]], currency: str) -> Sequence[Money]:
    """What was billed less given back in each of several half-open spans of UTC time, in one currency."""
    spans: list[Money] = []
    for start, end in bounds:
        billed = [total - back for _channel, total, back, _count in queries.billed_between(shop, start, end)
                  if total.currency == currency]
        spans.append(Money.total(billed, currency))
    return spans
