"""Reads orders; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from producer_app.areas import products
from producer_app.areas.orders import twins
from producer_app.areas.orders.rows import (
    LANE_OF,
    LANES,
    Batch,
    Card,
    Change,
    Line,
    Order,
    OrderDraft,
    Parcel,
    Payment,
    Plan,
    Received,
    Sold,
    supersedes,
)
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.search import question
from producer_app.store.shop import Row, Shop

# What a column's head shows at most; above it stands 9999+.
MOST_COUNTED = 9_999
_SELECT = "SELECT o.* FROM orders o "
Cursor = tuple[str, int]


def order_of(row: Row) -> Order:
    """An order from its row."""
    currency = row["currency"]
    return Order(
        id=row["id"], channel=row["channel"], number=row["number"], state=row["state"], channel_state=row["channel_state"],
        raw_state=row["raw_state"], placed=row["placed"], placed_at=row["placed_at"],
        total=Money(row["total_minor"], currency), refunded=Money(row["refunded_minor"], currency),
        postage=Money(row["postage_minor"], currency), discount=Money(row["discount_minor"], currency),
        buyer=row["buyer"], recipient=row["recipient"], phone=row["phone"], region=row["region"], address=row["address"],
        note=row["note"], seller_note=row["seller_note"], complete=bool(row["complete"]), created_at=row["created_at"])


def get(shop: Shop, order_id: int) -> Order:
    """One order. Raises ShopError: no such order."""
    row = shop.one(_SELECT + "WHERE o.id = ?", (order_id,))
    if row is None:
        raise ShopError(_("There is no order {id}.").format(id=order_id), _("Look in the list of orders."), "NO_ORDER")
    return order_of(row)


def by_number(shop: Shop, channel: str, number: str) -> Order | None:
    """The order with this number of a channel, or None."""
    row = shop.one(_SELECT + "WHERE o.channel = ? AND o.number = ?", (channel, number))
    return None if row is None else order_of(row)


# ---------------------------------------------------------------- the board and lists
def board(shop: Shop, *, lane: str = "", state: str = "", channel: str = "", search: str = "", limit: int = 50,
          before: Order | None = None) -> Sequence[Order]:
    """A page of orders, newest first. ``lane``: a key of LANES; ``before``: the last order of the page before.

    While searching, newest means last entered, so that the index answers in its own order.
    """
    where: list[str] = []
    values: list[Any] = []
    if state:
        lane = LANE_OF.get(state, lane)
        where.append("o.state = ?")
        values.append(state)
    if lane:
        where.append("o.lane = ?")
        values.append(lane)
    if channel:
        where.append("o.channel = ?")
        values.append(channel)
    asked = question(search)
    if search.strip() and not asked:
        return []
    if asked:
        return _found(shop, asked, where, values, limit, before)
    if before is not None:
        where.append("(o.placed_at, o.id) < (?, ?)")
        values += [before.placed_at, before.id]
    sql = _SELECT + ("WHERE " + " AND ".join(where) if where else "") + " ORDER BY o.placed_at DESC, o.id DESC LIMIT ?"
    return [order_of(row) for row in shop.rows(sql, (*values, limit))]


def _found(shop: Shop, asked: str, where: list[str], values: list[Any], limit: int, before: Order | None) -> Sequence[Order]:
    where = ["orders_search MATCH ?", *where]
    values = [asked, *values]
    if before is not None:
        where.append("orders_search.rowid < ?")
        values.append(before.id)
    sql = ("SELECT o.* FROM orders_search CROSS JOIN orders o ON o.id = orders_search.rowid WHERE " + " AND ".join(where)
           + " ORDER BY orders_search.rowid DESC LIMIT ?")
    return [order_of(row) for row in shop.rows(sql, (*values, limit))]


def cards(shop: Shop, orders: Sequence[Order]) -> Sequence[Card]:
    """What the board shows of these orders: goods in words, pictures of the products, the first tracking number."""
    ids = [order.id for order in orders]
    goods, sent = lines_of(shop, ids), parcels_of(shop, ids)
    wanted = {line.product_id for lines_ in goods.values() for line in lines_[:3] if line.product_id is not None}
    thumbs = {product.id: product.thumb for product in products.some(shop, sorted(wanted))}
    return [Card(order, ", ".join(map(in_words, goods[order.id])),
                 tuple(filter(None, (thumbs.get(line.product_id or 0, "") for line in goods[order.id][:3]))),
                 sent[order.id][0].number if sent[order.id] else "") for order in orders]


def in_words(line: Line) -> str:
    """A line as one reads it aloud: ``玫瑰花酱 × 2``; the count is kept in one piece and left to right."""
    if line.quantity is None:
        return line.title
    count = isolate(f"×\u00a0{line.quantity.text()}")
    return f"{line.title} {count}"


def counts(shop: Shop, *, most: int = MOST_COUNTED) -> dict[str, int]:
    """How many orders stand in each column of the board; ``most`` + 1 means more than ``most``."""
    states = {row["state"]: int(row["n"]) for row in shop.rows("SELECT state, n FROM orders_counts")}
    return {lane: min(most + 1, sum(states.get(state, 0) for state in of_lane)) for lane, of_lane in LANES.items()}


def count(shop: Shop) -> int:
    """How many orders there are."""
    return int(shop.value("SELECT coalesce(sum(n), 0) FROM orders_counts"))


# ---------------------------------------------------------------- what belongs to an order
def among(ids: Sequence[int]) -> str:
    """So many question marks in brackets."""
    return "(" + ",".join("?" * len(ids)) + ")"


def lines_of(shop: Shop, order_ids: Sequence[int]) -> Mapping[int, list[Line]]:
    """The lines of several orders at once."""
    found: dict[int, list[Line]] = {order_id: [] for order_id in order_ids}
    rows = shop.rows(
        "SELECT l.*, o.currency FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.order_id IN " + among(order_ids)
        + " ORDER BY l.order_id, l.position", tuple(order_ids))
    for row in rows:
        found[row["order_id"]].append(Line(
            order_id=row["order_id"], sku=row["sku"], title=row["title"], spec=row["spec"],
            quantity=None if row["quantity_milli"] is None else Quantity(row["quantity_milli"]),
            unit_price=_money(row["unit_minor"], row["currency"]), total=_money(row["total_minor"], row["currency"]),
            product_id=row["product_id"]))
    return found


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def lines(shop: Shop, order_id: int) -> Sequence[Line]:
    """The lines of one order."""
    return lines_of(shop, [order_id])[order_id]


def parcels_of(shop: Shop, order_ids: Sequence[int]) -> Mapping[int, list[Parcel]]:
    """The parcels of several orders at once."""
    found: dict[int, list[Parcel]] = {order_id: [] for order_id in order_ids}
    for row in shop.rows("SELECT order_id, carrier, number FROM parcels WHERE order_id IN " + among(order_ids) + " ORDER BY id",
                         tuple(order_ids)):
        found[row["order_id"]].append(Parcel(row["carrier"], row["number"]))
    return found


def parcels(shop: Shop, order_id: int) -> Sequence[Parcel]:
    """The parcels of one order."""
    return parcels_of(shop, [order_id])[order_id]


def payments(shop: Shop, order_id: int) -> Sequence[Payment]:
    """The payments noted for one order, in order of time."""
    rows = shop.rows("SELECT way, amount_minor, currency, paid_at, reference, seen FROM order_payments WHERE order_id = ? "
                     "ORDER BY paid_at, id", (order_id,))
    return [Payment(r["way"], Money(r["amount_minor"], r["currency"]), r["paid_at"], r["reference"], bool(r["seen"])) for r in rows]


def history(shop: Shop, order_id: int) -> Sequence[Change]:
    """How the order moved, oldest first."""
    rows = shop.rows("SELECT before, after, at, by FROM order_states WHERE order_id = ? ORDER BY id", (order_id,))
    return [Change(r["before"], r["after"], r["at"], r["by"]) for r in rows]


def raw(shop: Shop, order_id: int) -> list[dict[str, Any]]:
    """The channel's rows of an order as they stood in the file; empty for the shop's own."""
    text = shop.value("SELECT raw FROM order_raw WHERE order_id = ?", (order_id,))
    return [] if text is None else list(json.loads(text))


# ---------------------------------------------------------------- imports
def plan(shop: Shop, drafts: Iterable[OrderDraft]) -> Plan:
    """What placing these drafts would do. An older row of an order changes nothing; see ``supersedes``."""
    all_drafts = list({(d.channel, d.number): d for d in drafts}.values())
    twice = twins.told_by_servers(shop, all_drafts)
    drafts = [d for d in all_drafts if (d.channel, d.number) not in twice] if twice else all_drafts
    known: dict[tuple[str, str], Row] = {}
    for channel, numbers in _by_channel(drafts).items():
        for start in range(0, len(numbers), 500):
            some = numbers[start:start + 500]
            for row in shop.rows("SELECT id, number, channel_state, refunded_minor, head_digest, lines_digest FROM orders "
                                 "WHERE channel = ? AND number IN " + among(range(len(some))), (channel, *some)):
                known[channel, row["number"]] = row
    new: list[OrderDraft] = []
    changed: list[tuple[int, OrderDraft]] = []
    for draft in drafts:
        kept = known.get((draft.channel, draft.number))
        if kept is None:
            new.append(draft)
        elif differs(draft, kept["head_digest"], kept["lines_digest"]) and (
                # A server's word is always of now; a file may be of last week.
                twins.is_server(draft.channel) or supersedes(kept["channel_state"], kept["refunded_minor"], draft.state)):
            changed.append((kept["id"], draft))
    return Plan(tuple(new), tuple(changed), len(all_drafts) - len(new) - len(changed))


def _by_channel(drafts: Iterable[OrderDraft]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for draft in drafts:
        found.setdefault(draft.channel, []).append(draft.number)
    return found


def differs(draft: OrderDraft, head: str, lines: str) -> bool:
    """Whether a draft says something else than what is kept under these digests."""
    return head_digest(draft) != head or (draft.lines is not None and lines_digest(draft) != lines)


def head_digest(draft: OrderDraft) -> str:
    """A short mark of everything an order says except its lines, its raw rows and where they stood in the file."""
    return _digest((
        draft.state, draft.raw_state, draft.placed, draft.total.currency, draft.total.minor, draft.refunded.minor,
        draft.postage.minor, draft.discount.minor, None if draft.paid is None else draft.paid.minor, draft.buyer, draft.recipient,
        draft.phone, draft.region, draft.address, draft.note, draft.seller_note,
        [(parcel.carrier, parcel.number) for parcel in draft.parcels]))


def lines_digest(draft: OrderDraft) -> str:
    """A short mark of an order's lines."""
    return "" if draft.lines is None else _digest([
        (line.sku, line.title, line.spec, line.key, line.product_id, None if line.quantity is None else line.quantity.milli,
         None if line.unit_price is None else line.unit_price.minor, None if line.total is None else line.total.minor)
        for line in draft.lines])


def _digest(value: object) -> str:
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def imports(shop: Shop, *, limit: int = 50) -> Sequence[Batch]:
    """The last imports, newest first."""
    rows = shop.rows("SELECT * FROM order_imports ORDER BY id DESC LIMIT ?", (limit,))
    return [Batch(r["id"], r["at"], r["channel"], tuple(json.loads(r["files"])), r["new"], r["changed"], r["same"],
                  r["taken_back_at"] is not None) for r in rows]


# ---------------------------------------------------------------- sums for the money area
def sales_between(shop: Shop, start: str, end: str, *, channels: Sequence[str] = ()) -> Sequence[Sold]:
    """What was sold between two UTC texts (half-open), by product and currency, dearest first.

    Unpaid and cancelled orders and wholly refunded ones do not count. ``channels``: only these, empty for all.
    """
    where = "o.placed_at >= ? AND o.placed_at < ? AND o.state NOT IN ('unpaid', 'cancelled', 'refunded', 'returned')"
    if channels:
        where += " AND o.channel IN " + among(range(len(channels)))
    rows = shop.rows(
        "SELECT l.product_id, max(l.title) AS title, o.currency, sum(coalesce(l.quantity_milli, 0)) AS quantity, "
        "sum(coalesce(l.total_minor, 0)) AS total FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE " + where
        + " GROUP BY coalesce(l.product_id, l.title), o.currency "
        "HAVING total <> 0 OR quantity <> 0 ORDER BY total DESC", (start, end, *channels))
    return [Sold(r["product_id"], r["title"], Quantity(r["quantity"]), Money(r["total"], r["currency"])) for r in rows]


def received_between(shop: Shop, start: str, end: str) -> Sequence[Received]:
    """Money noted as received between two UTC texts (half-open), by way and currency. Credit is listed as its own way."""
    rows = shop.rows(
        "SELECT p.way, p.currency, sum(p.amount_minor) AS total, count(DISTINCT p.order_id) AS orders FROM order_payments p "
        "JOIN orders o ON o.id = p.order_id WHERE p.paid_at >= ? AND p.paid_at < ? AND o.state <> 'cancelled' "
        "GROUP BY p.way, p.currency ORDER BY p.way, p.currency", (start, end))
    return [Received(r["way"], Money(r["total"], r["currency"]), r["orders"]) for r in rows]


def billed_between(shop: Shop, start: str, end: str) -> Sequence[tuple[str, Money, Money, int]]:
    """By channel and currency between two UTC texts: channel, billed, refunded, number of orders. Unpaid and cancelled
    orders do not count; a return lowers the sum and is no order."""
    rows = shop.rows(
        "SELECT channel, currency, sum(total_minor) AS total, sum(refunded_minor) AS refunded, "
        "sum(number NOT LIKE 'R%' OR channel <> 'stall') AS orders FROM orders "
        "WHERE placed_at >= ? AND placed_at < ? AND state NOT IN ('unpaid', 'cancelled') GROUP BY channel, currency "
        "ORDER BY channel, currency", (start, end))
    return [(r["channel"], Money(r["total"], r["currency"]), Money(r["refunded"], r["currency"]), r["orders"]) for r in rows]


def quantity_taken(shop: Shop) -> Mapping[int, Quantity]:
    """How much of each product live orders hold or have taken: what stock on hand subtracts."""
    rows = shop.rows(
        "SELECT l.product_id, sum(coalesce(l.quantity_milli, 0)) AS quantity FROM order_lines l JOIN orders o ON o.id = l.order_id "
        "WHERE l.product_id IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded', 'returned') GROUP BY l.product_id")
    return {r["product_id"]: Quantity(r["quantity"]) for r in rows}
