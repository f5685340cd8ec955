"""Reads orders; writes nothing."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from producer_app.areas import products
from producer_app.areas.orders import dues, keeping, twins
from producer_app.areas.orders.rows import (
    LANE_OF,
    LANES,
    OPEN_LANES,
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
    View,
    supersedes,
)
from producer_app.base.digests import blake2b
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.search import question
from producer_app.store.shop import Row, Shop

# What a column's head shows at most; above it stands 9999+.
MOST_COUNTED = 9_999
_SELECT = "SELECT o.* FROM orders o "
# Orders kept ready for the next key in a search box; about a kilobyte each.
MOST_REMEMBERED = 1_000
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
          before: Order | None = None, apart: bool = True) -> Sequence[Order]:
    """A page of orders, newest first. ``lane``: a key of LANES; ``before``: the last order of the page before; ``apart``: those
    promised for a later day too.

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
    if not apart:
        where.append(dues.HERE)
        values.append(dues.last_day())
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
    sql = ("SELECT o.id FROM orders_search CROSS JOIN orders o ON o.id = orders_search.rowid WHERE " + " AND ".join(where)
           + " ORDER BY orders_search.rowid DESC LIMIT ?")
    found = [row[0] for row in shop.rows(sql, (*values, limit))]
    if len(found) > MOST_REMEMBERED:
        return _some(shop, found)
    # From key to key a list hardly changes.
    known = shop.remembered("orders")
    missing = [order_id for order_id in found if order_id not in known]
    if missing:
        if len(known) > MOST_REMEMBERED:
            known.clear()
            missing = found
        known.update((order.id, order) for order in _some(shop, missing))
    return [known[order_id] for order_id in found]


def _some(shop: Shop, order_ids: Sequence[int]) -> list[Order]:
    rows = shop.rows(_SELECT + "WHERE o.id IN (SELECT value FROM json_each(?))", (json.dumps(list(order_ids)),))
    found = {row["id"]: row for row in rows}
    return [order_of(found[order_id]) for order_id in order_ids]


def cards(shop: Shop, orders: Sequence[Order]) -> Sequence[Card]:
    """What the board shows of these orders: goods in words, pictures of the products, the first tracking number."""
    known = shop.remembered("cards")
    missing = [order for order in orders if order.id not in known]
    if missing:
        if len(known) > MOST_REMEMBERED:
            known.clear()
            missing = list(orders)
        made = _cards(shop, missing)
        if len(made) > MOST_REMEMBERED:
            return made
        known.update((card.order.id, card) for card in made)
    return [known[order.id] for order in orders]


def _cards(shop: Shop, orders: Sequence[Order]) -> list[Card]:
    ids = [order.id for order in orders]
    goods, sent = lines_of(shop, ids), parcels_of(shop, ids)
    wanted = {line.product_id for lines_ in goods.values() for line in lines_[:3] if line.product_id is not None}
    thumbs = {product.id: product.thumb for product in products.some(shop, sorted(wanted))}
    owed, due = dues.owed_of(shop, ids), dues.dues_of(shop, ids)

    def part_owed(order: Order) -> Money | None:
        rest = owed.get(order.id)
        return rest if rest is not None and rest.minor < order.total.minor else None

    return [Card(order, ", ".join(map(in_words, goods[order.id])),
                 tuple(filter(None, (thumbs.get(line.product_id or 0, "") for line in goods[order.id][:3]))),
                 sent[order.id][0].number if sent[order.id] else "", part_owed(order), due.get(order.id, "")) for order in orders]


def in_words(line: Line) -> str:
    """A line as one reads it aloud: ``玫瑰花酱 × 2``. Name and count are one piece, so that on a Uyghur screen no count
    stands beside another line's name, and no line of text begins with a count."""
    if line.quantity is None:
        return apart(line.title)
    count = isolate(f"×\u00a0{line.quantity.text()}")
    return apart(f"{line.title}\u00a0{count}")


def has_servers(shop: Shop) -> bool:
    """Whether any online shop is connected."""
    return shop.value("SELECT 1 FROM order_servers") is not None


def counts(shop: Shop, *, channel: str = "", most: int = MOST_COUNTED) -> dict[str, int]:
    """How many orders (of a channel) stand in each column of the board; ``most`` + 1 means more than ``most``. Those promised
    for a later day stand apart."""
    where, values = ("WHERE channel = ?", (channel,)) if channel else ("", ())
    states = {row["state"]: int(row["n"])
              for row in shop.rows(f"SELECT state, sum(n) AS n FROM orders_counts {where} GROUP BY state", values)}
    later = dues.apart_counts(shop, channel=channel)
    return {lane: min(most + 1, sum(states.get(state, 0) for state in of_lane) - later.get(lane, 0))
            for lane, of_lane in LANES.items()}


def channels_here(shop: Shop) -> Sequence[str]:
    """Channels from which there are orders, those with most first."""
    return [r["channel"] for r in shop.rows("SELECT channel FROM orders_counts GROUP BY channel HAVING sum(n) > 0 "
                                            "ORDER BY sum(n) DESC, channel")]


def shown(shop: Shop, view: View, *, lane: str = "", limit: int = 50, before: Order | None = None) -> Sequence[Order]:
    """A page of the orders that a view of the board shows; without a search, those of one of its columns."""
    if view.looks:
        lane = "closed" if view.closed else ""
        return board(shop, search=view.search, lane=lane, channel=view.channel, limit=limit, before=before)
    return board(shop, lane=lane, channel=view.channel, limit=limit, before=before, apart=False)


def all_shown(shop: Shop, view: View, *, at_once: int = 500) -> Iterator[Sequence[Order]]:
    """Every order of a view of the board, by pages, in the order in which it stands there."""
    for lane in ("",) if view.looks else OPEN_LANES:
        last: Order | None = None
        while page := shown(shop, view, lane=lane, limit=at_once, before=last):
            yield page
            last = page[-1]


def count_shown(shop: Shop, view: View) -> int:
    """How many orders a view of the board shows."""
    if not view.looks:
        found = counts(shop, channel=view.channel, most=1 << 60)
        return sum(found[lane] for lane in OPEN_LANES)
    asked = question(view.search)
    if not asked:
        return 0 if view.search.strip() else counts(shop, channel=view.channel, most=1 << 60)["closed"]
    where, values = ["orders_search MATCH ?"], [asked]
    for sql, value in (("o.lane = ?", "closed" if view.closed else ""), ("o.channel = ?", view.channel)):
        if value:
            where.append(sql)
            values.append(value)
    return int(shop.value("SELECT count(*) FROM orders_search CROSS JOIN orders o ON o.id = orders_search.rowid WHERE "
                          + " AND ".join(where), values))


def lane_sums(shop: Shop, lane: str, *, channel: str = "") -> Sequence[Money]:
    """What the orders of a column come to, less what was given back, by currency, the yuan first."""
    where, values = ("AND channel = ?", (lane, channel)) if channel else ("", (lane,))
    rows = shop.rows(f"SELECT currency, sum(total_minor - refunded_minor) AS total FROM orders WHERE lane = ? {where} "
                     "GROUP BY currency ORDER BY currency <> 'CNY', currency", values)
    later = dues.apart_sums(shop, lane, channel=channel)
    return [Money(r["total"] - later.get(r["currency"], 0), r["currency"]) for r in rows]


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
    rows = shop.rows("SELECT way, amount_minor, currency, paid_at, reference, seen, code_id FROM order_payments WHERE order_id = ? "
                     "ORDER BY paid_at, id", (order_id,))
    return [Payment(r["way"], Money(r["amount_minor"], r["currency"]), r["paid_at"], r["reference"], bool(r["seen"]), r["code_id"])
            for r in rows]


def history(shop: Shop, order_id: int) -> Sequence[Change]:
    """How the order moved, oldest first."""
    rows = shop.rows("SELECT before, after, at, by, who FROM order_states WHERE order_id = ? ORDER BY id", (order_id,))
    return [Change(r["before"], r["after"], r["at"], r["by"], r["who"]) for r in rows]


def returns_of(shop: Shop, order_id: int) -> Sequence[Order]:
    """The returns of an order, oldest first; each is an order with minus signs."""
    return [order_of(r) for r in shop.rows(_SELECT + "JOIN order_returns r ON r.order_id = o.id WHERE r.of_order = ? "
                                           "AND o.state <> 'cancelled' ORDER BY o.placed_at, o.id", (order_id,))]


def came_back(shop: Shop, order_id: int) -> Sequence[tuple[Order, bool, str]]:
    """The returns of an order, oldest first: whether the goods are on the shelf again, and who wrote it down."""
    about = {row[0]: (bool(row[1]), row[2]) for row in shop.rows(
        "SELECT order_id, shelved, who FROM order_returns WHERE of_order = ?", (order_id,))}
    return [(back, *about[back.id]) for back in returns_of(shop, order_id)]


def raw(shop: Shop, order_id: int) -> list[dict[str, Any]]:
    """The channel's rows of an order as they stood in the file; empty for the shop's own."""
    text = shop.value("SELECT raw FROM order_raw WHERE order_id = ?", (order_id,))
    return [] if text is None else keeping.unpacked(text, lambda header_id: list(json.loads(shop.value(
        "SELECT header FROM order_headers WHERE id = ?", (header_id,)))))


# ---------------------------------------------------------------- imports
def plan(shop: Shop, drafts: Iterable[OrderDraft]) -> Plan:
    """What placing these drafts would do. An older row of an order changes nothing; see ``supersedes``."""
    all_drafts = list({(d.channel, d.number): d for d in drafts}.values())
    twice = twins.told_by_servers(shop, all_drafts)
    drafts = [d for d in all_drafts if (d.channel, d.number) not in twice] if twice else all_drafts
    known: dict[tuple[str, str], Row] = {}
    for channel, numbers in _by_channel(drafts).items():
        if shop.value("SELECT 1 FROM orders WHERE channel = ? LIMIT 1", (channel,)) is None:
            continue
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


# Goods of these orders are still to be handed over.
WAITING = ("unpaid", "to_ship", "packed", "part_shipped")


def promised(shop: Shop, drafts: Iterable[OrderDraft]) -> dict[int, int]:
    """What new orders that wait would take of each product they are known to mean, in thousandths of its unit."""
    by_sku: dict[str, int] = {}
    wanted: dict[int, int] = {}
    for draft in drafts:
        for line in (draft.lines or ()) if draft.state in WAITING else ():
            if line.quantity is None or line.quantity.milli <= 0:
                continue
            if line.product_id is not None:
                wanted[line.product_id] = wanted.get(line.product_id, 0) + line.quantity.milli
            elif line.sku:
                by_sku[line.sku] = by_sku.get(line.sku, 0) + line.quantity.milli
    for sku, milli in by_sku.items():
        product = products.by_sku(shop, sku)
        if product is not None:
            wanted[product.id] = wanted.get(product.id, 0) + milli
    return wanted


def _by_channel(drafts: Iterable[OrderDraft]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for draft in drafts:
        found.setdefault(draft.channel, []).append(draft.number)
    return found


def differs(draft: OrderDraft, head: str, lines: str) -> bool:
    """Whether a draft says something else than what is kept under these digests."""
    return _digest(_head(draft), head) != head or (draft.lines is not None and _digest(_lines(draft), lines) != lines)


def head_digest(draft: OrderDraft) -> str:
    """A short mark of everything an order says except its lines, its raw rows and where they stood in the file."""
    return _digest(_head(draft))


def lines_digest(draft: OrderDraft) -> str:
    """A short mark of an order's lines."""
    return "" if draft.lines is None else _digest(_lines(draft))


def _head(draft: OrderDraft) -> tuple[Any, ...]:
    return (draft.state, draft.raw_state, draft.placed, draft.total.currency, draft.total.minor, draft.refunded.minor,
            draft.postage.minor, draft.discount.minor, None if draft.paid is None else draft.paid.minor, draft.buyer,
            draft.recipient, draft.phone, draft.region, draft.address, draft.note, draft.seller_note,
            [(parcel.carrier, parcel.number) for parcel in draft.parcels] if draft.parcels else [])


def _lines(draft: OrderDraft) -> list[tuple[Any, ...]]:
    return [(line.sku, line.title, line.spec, line.key, line.product_id, None if line.quantity is None else line.quantity.milli,
             None if line.unit_price is None else line.unit_price.minor, None if line.total is None else line.total.minor)
            for line in draft.lines or ()]


def _digest(value: Any, kept: str = "m") -> str:
    """``kept``: the digest to compare with; those of older shops were made from ``repr`` and have no m in front."""
    if kept.startswith("m"):
        # Version 2 of the format writes equal values alike, however they came about.
        return "m" + blake2b(marshal.dumps(value, 2), digest_size=12).hexdigest()
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
        "SELECT channel, currency, sum(total_minor) AS total, sum(refunded_minor) AS refunded, count(*) AS orders FROM orders "
        "WHERE placed_at >= ? AND placed_at < ? AND state NOT IN ('unpaid', 'cancelled') GROUP BY channel, currency "
        "ORDER BY channel, currency", (start, end))
    returns = {(r[0], r[1]): r[2] for r in shop.rows(
        "SELECT o.channel, o.currency, count(*) FROM order_returns r JOIN orders o ON o.id = r.order_id WHERE o.placed_at >= ? "
        "AND o.placed_at < ? AND o.state NOT IN ('unpaid', 'cancelled') GROUP BY o.channel, o.currency", (start, end))}
    return [(r["channel"], Money(r["total"], r["currency"]), Money(r["refunded"], r["currency"]),
             r["orders"] - returns.get((r["channel"], r["currency"]), 0)) for r in rows]


def quantity_taken(shop: Shop) -> Mapping[int, Quantity]:
    """How much of each product live orders hold or have taken: what stock on hand subtracts."""
    rows = shop.rows(
        "SELECT l.product_id, sum(coalesce(l.quantity_milli, 0)) AS quantity FROM order_lines l JOIN orders o ON o.id = l.order_id "
        "WHERE l.product_id IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded', 'returned') GROUP BY l.product_id")
    return {r["product_id"]: Quantity(r["quantity"]) for r in rows}
