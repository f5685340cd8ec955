"""Changes to orders, one ``shop.step`` each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from producer_app.areas import products
from producer_app.areas.orders import keeping, outbox, queries, windows
from producer_app.areas.orders.rows import (
    BACK,
    FORWARD,
    OWN_CHANNELS,
    STATES,
    WAYS,
    LineDraft,
    Order,
    OrderDraft,
    Parcel,
    Payment,
    Placed,
    Plan,
    TakenBack,
    merged,
)
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare, isolate, ngettext
from producer_app.base.line_marks import READER
from producer_app.base.money import Money
from producer_app.base.progress import Progress, silent
from producer_app.base.search import folded
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.areas.orders.importing import Source
    from producer_app.areas.orders.sheets import Table
    from producer_app.store.shop import Database

# Above this the journal of single rows costs more than it gives; the import is taken back as a batch instead.
MOST_UNDOABLE = 2_000
# So many orders are written between two reports; a stop takes effect there.
AT_ONCE = 200
# So many different goods of orders are kept ready while a file is written.
MOST_SEEN = 16_384
# Goods without a SKU are known by this and their title.
NO_SKU = "="
# What new orders fill.
FILLED = ("orders", "order_lines", "parcels", "order_raw")
_COLUMNS = ("state", "channel_state", "raw_state", "placed", "placed_at", "currency", "total_minor", "refunded_minor",
            "postage_minor", "discount_minor", "paid_minor", "buyer", "recipient", "phone", "region", "address", "note",
            "seller_note", "complete", "head_digest", "lines_digest", "last_import", "search")
_INSERT = (f"INSERT INTO orders(id, channel, number, first_import, created_at, {', '.join(_COLUMNS)}) "
           f"VALUES(?, ?, ?, ?, ?{', ?' * len(_COLUMNS)})")
_UPDATE = f"UPDATE orders SET {', '.join(f'{c} = ?' for c in _COLUMNS)} WHERE id = ?"


# ---------------------------------------------------------------- imports
def place(shop: Shop, drafts: Iterable[OrderDraft], *, files: Sequence[str] = (), digests: Sequence[str] = (),
          whole: bool = False, progress: Progress = silent) -> Placed:
    """Takes orders of one channel into the shop: new ones in, changed ones brought up to date, the rest left alone.

    The same drafts twice change nothing, an older file changes nothing, and what the person moved on stays moved on.
    ``whole``: every row of the files is in the drafts, so that the same files again need not be read.
    Above MOST_UNDOABLE orders the step is taken back by ``take_back(batch)`` and not by Undo.
    """
    planned = queries.plan(shop, drafts)
    if not planned.count:
        return Placed(None, 0, 0, planned.same)
    with shop.step(ngettext("Import {count} order", "Import {count} orders", planned.count).format(count=planned.count),
                   undoable=planned.count <= MOST_UNDOABLE) as db:
        batch = _write(shop, db, planned, progress)
        db.execute("UPDATE order_imports SET files = ?, digests = ?, whole = ? WHERE id = ?",
                   (json.dumps(list(files), ensure_ascii=False), json.dumps(list(digests)), READER if whole else 0, batch))
    return Placed(batch, len(planned.new), len(planned.changed), planned.same)


def place_source(shop: Shop, source: Source, progress: Progress = silent) -> Placed:
    """Takes what files say into the shop, see ``place``."""
    if source.known:
        return Placed(None, 0, 0, source.known)
    from producer_app.areas.orders.importing import collector_resting

    with collector_resting():
        return place(shop, source.drafts, files=source.files, digests=source.digests, whole=not source.refused, progress=progress)


def _write(shop: Shop, db: Database, planned: Plan, progress: Progress) -> int:
    now = clock.now()
    channel = planned.new[0].channel if planned.new else planned.changed[0][1].channel
    batch = int(db.execute(
        "INSERT INTO order_imports(at, channel, files, digests, new, changed, same) VALUES(?, ?, '[]', '[]', ?, ?, ?) "
        "RETURNING id", (now, channel, len(planned.new), len(planned.changed), planned.same)).fetchone()[0])
    product_of = _products(shop, channel)
    # Oldest first, so that a newer order has a greater id: while searching, ids stand for time.
    new = sorted(planned.new, key=lambda d: d.placed_at)
    seen: dict[int, _Goods] = {}
    with shop.filling(*FILLED) if planned.count > MOST_UNDOABLE else nullcontext():
        for done in range(0, len(new), AT_ONCE):
            progress(done, planned.count, _("Saving orders"))
            insert_all(db, new[done:done + AT_ONCE], now, batch, product_of, seen)
    for done, (order_id, draft) in enumerate(planned.changed, len(planned.new)):
        if done % 200 == 0:
            progress(done, planned.count, _("Saving orders"))
        _change(shop, db, order_id, draft, now, batch, product_of)
    return batch


def _products(shop: Shop, channel: str) -> Callable[[str], int | None]:
    """Finds a product by what the channel calls it: as the person settled it, else by its SKU."""
    known: dict[str, int | None] = {r["said"]: int(r["product_id"]) for r in shop.rows(
        "SELECT said, product_id FROM order_skus WHERE channel = ?", (channel,))}

    def find(said: str) -> int | None:
        if said not in known:
            product = None if said.startswith(NO_SKU) else products.by_sku(shop, said)
            known[said] = None if product is None else product.id
        return known[said]

    return find


def search_text(draft: OrderDraft) -> str:
    """What an order is found by: number, buyer, goods, parcels, notes, and the last four digits that people say aloud."""
    return _search_text(draft, _goods_text(draft.lines))


def _search_text(draft: OrderDraft, goods: str) -> str:
    own = f"{draft.number} {draft.number[-4:]} {draft.phone} {draft.phone[-4:]} {draft.note}"
    for parcel in draft.parcels:
        own += " " + parcel.number
    parts = [folded(own)]
    # Names and places come again and again in one file.
    parts += [_folded(text) for text in (draft.recipient, draft.buyer, draft.region) if text]
    parts.append(goods)
    return " ".join(filter(None, parts))


def _goods_text(lines: Sequence[LineDraft] | None) -> str:
    return " ".join(filter(None, (_folded(f"{line.sku} {line.title}") for line in lines or ())))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return folded(text)


def _values(draft: OrderDraft, state: str, batch: int | None, search: str, lines_digest: str, complete: bool) -> tuple[Any, ...]:
    return (state, draft.state, draft.raw_state, draft.placed, draft.placed_at, draft.total.currency, draft.total.minor,
            draft.refunded.minor, draft.postage.minor, draft.discount.minor, None if draft.paid is None else draft.paid.minor,
            draft.buyer, draft.recipient, draft.phone, draft.region, draft.address, draft.note, draft.seller_note, int(complete),
            queries.head_digest(draft), lines_digest, batch, search)


def insert_all(db: Database, drafts: Sequence[OrderDraft], now: str, batch: int | None,
                product_of: Callable[[str], int | None], seen: dict[int, _Goods] | None = None) -> int:
    """Writes new orders a table at a time; gives the id of the first. The step holds the write lock, so ids can be given here.

    ``seen``: goods of the orders before in the same file, filled here.
    """
    seen = {} if seen is None else seen
    first = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM orders").fetchone()[0])
    numbered = list(enumerate(drafts, first))
    goods = [_goods(draft, product_of, seen) for draft in drafts]
    many = db.conn.executemany
    many(_INSERT, [(order_id, draft.channel, draft.number, batch, now, *_values(
        draft, draft.state, batch, _search_text(draft, its.text), its.digest, draft.lines is not None))
        for (order_id, draft), its in zip(numbered, goods, strict=True)])
    many(_INSERT_LINE, [(order_id, *row) for order_id, its in enumerate(goods, first) for row in its.rows])
    many(_INSERT_PARCEL, [(order_id, p.carrier, p.number) for order_id, draft in numbered for p in draft.parcels])
    _keep_raw(db, [(order_id, draft) for order_id, draft in numbered if draft.raw], new=True)
    return first


class _Goods(NamedTuple):
    """What is written for the lines of an order. ``lines``: held, so that their place in memory stays theirs."""

    lines: tuple[LineDraft, ...] | None
    text: str
    digest: str
    rows: Sequence[tuple[Any, ...]]


def _goods(draft: OrderDraft, product_of: Callable[[str], int | None], seen: dict[int, _Goods]) -> _Goods:
    # Readers give the same lines to all orders of the same goods (see Record.once), so one look at their place tells.
    known = seen.get(id(draft.lines))
    if known is None or known.lines is not draft.lines:
        known = _Goods(draft.lines, _goods_text(draft.lines), queries.lines_digest(draft),
                       [row[1:] for row in _line_rows(0, draft.lines or (), product_of)])
        if len(seen) >= MOST_SEEN:
            seen.clear()
        seen[id(draft.lines)] = known
    return known


_INSERT_LINE = ("INSERT INTO order_lines(order_id, position, line_key, sku, title, spec, quantity_milli, unit_minor, total_minor, "
                "product_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
_INSERT_PARCEL = "INSERT INTO parcels(order_id, carrier, number) VALUES(?, ?, ?)"
_NEW_RAW = "INSERT INTO order_raw(order_id, raw, header_id, marks) VALUES(?, ?, ?, ?)"
_PUT_RAW = ("INSERT INTO order_raw(order_id, raw, header_id, marks) VALUES(?, ?, ?, ?) ON CONFLICT(order_id) DO UPDATE "
            "SET raw = excluded.raw, header_id = excluded.header_id, marks = excluded.marks")


def _keep_raw(db: Database, drafts: Sequence[tuple[int, OrderDraft]], *, new: bool = False) -> None:
    """Keeps the rows of orders of one channel as they stood, and the marks by which the same rows are known again."""
    headers: dict[int, int] = {}
    channel = drafts[0][1].channel if drafts else ""

    def header_id(table: Table) -> int:
        if id(table) not in headers:
            headers[id(table)] = _header(db, table, channel)
        return headers[id(table)]

    rows = []
    for order_id, draft in drafts:
        table, marks = keeping.marks(draft.raw)
        rows.append((order_id, keeping.packed(draft.raw, header_id), None if table is None else header_id(table), marks or None))
    db.conn.executemany(_NEW_RAW if new else _PUT_RAW, rows)


def _header(db: Database, table: Table, channel: str) -> int:
    """The number under which the header of a file is kept."""
    top, lines = (table.marks.top, table.marks.top_lines) if table.marks is not None else (None, 0)
    values = (channel, json.dumps(table.header, ensure_ascii=False), top)
    kept = db.execute("SELECT id FROM order_headers WHERE channel = ? AND header = ? AND top IS ?", values).fetchone()
    if kept is None:
        kept = db.execute("INSERT INTO order_headers(channel, header, top, top_lines) VALUES(?, ?, ?, ?) RETURNING id",
                          (*values, lines)).fetchone()
    return int(kept[0])


def _line_rows(order_id: int, lines: Sequence[LineDraft], product_of: Callable[[str], int | None]) -> Iterator[tuple[Any, ...]]:
    for position, line in enumerate(lines):
        yield (order_id, position, line.key, line.sku, line.title, line.spec,
               None if line.quantity is None else line.quantity.milli, None if line.unit_price is None else line.unit_price.minor,
               None if line.total is None else line.total.minor,
               product_of(line.sku or NO_SKU + line.title) if line.product_id is None else line.product_id)


def _insert_parcels(db: Database, order_id: int, parcels: Sequence[Parcel]) -> None:
    db.conn.executemany(_INSERT_PARCEL, [(order_id, parcel.carrier, parcel.number) for parcel in parcels])


def _change(shop: Shop, db: Database, order_id: int, draft: OrderDraft, now: str, batch: int,
            product_of: Callable[[str], int | None]) -> None:
    before = _snapshot(shop, order_id)
    db.execute("INSERT INTO order_changes(import_id, order_id, before) VALUES(?, ?, ?)",
               (batch, order_id, json.dumps(before, ensure_ascii=False)))
    row = before["orders"]
    state = merged(row["state"], row["channel_state"], draft.state)
    lines_digest = queries.lines_digest(draft)
    search = search_text(draft)
    if draft.lines is None:
        lines_digest = row["lines_digest"]
        search = folded(" ".join([search, *(f"{line['sku']} {line['title']}" for line in before["order_lines"])]))
    db.execute(_UPDATE, (*_values(draft, state, batch, search, lines_digest, bool(lines_digest)), order_id))
    if state != row["state"]:
        note_state(db, order_id, row["state"], state, now, draft.channel)
    if draft.lines is not None and lines_digest != row["lines_digest"]:
        db.execute("DELETE FROM order_lines WHERE order_id = ?", (order_id,))
        db.conn.executemany(_INSERT_LINE, list(_line_rows(order_id, draft.lines, product_of)))
    _join_parcels(db, order_id, draft.parcels, before)
    if draft.raw:
        _keep_raw(db, [(order_id, draft)])


def _join_parcels(db: Database, order_id: int, parcels: Sequence[Parcel], before: dict[str, Any]) -> None:
    """Adds what the channel knows; a number that the person wrote down stays."""
    known = {row["number"] for row in before["parcels"]}
    _insert_parcels(db, order_id, [parcel for parcel in parcels if parcel.number not in known])


def note_state(db: Database, order_id: int, before: str, after: str, at: str, by: str, *, who: str = "") -> None:
    """Writes a step of an order's history down, inside a step. ``who``: the name of the person at this computer."""
    note_states(db, [(order_id, before, after, at, by)], who=who)


def note_states(db: Database, steps: Sequence[tuple[int, str, str, str, str]], *, who: str = "") -> None:
    """The same for many orders."""
    db.conn.executemany("INSERT INTO order_states(order_id, before, after, at, by, who) VALUES(?, ?, ?, ?, ?, ?)",
                        [(*step, who) for step in steps])


_SNAPSHOT = ("order_lines", "parcels", "order_raw")


def _snapshot(shop: Shop, order_id: int) -> dict[str, Any]:
    row = shop.one("SELECT * FROM orders WHERE id = ?", (order_id,))
    if row is None:  # planned a moment ago in the same process
        raise ShopError(_("There is no order {id}.").format(id=order_id), code="NO_ORDER")
    kept: dict[str, Any] = {"orders": {c: row[c] for c in _COLUMNS}}
    for table in _SNAPSHOT:
        kept[table] = [dict(r) for r in shop.rows(f"SELECT * FROM {table} WHERE order_id = ?", (order_id,))]
    for row in kept["order_raw"]:  # no JSON; without its marks the row is read anew, which is never wrong
        del row["marks"], row["header_id"]
    return kept


def take_back(shop: Shop, batch: int) -> TakenBack:
    """Takes an import back: its new orders go, its changed ones stand as before. Raises ShopError: no such import, or done.

    Orders that a later import, a payment or a person has touched since stay, and are counted.
    """
    row = shop.one("SELECT taken_back_at FROM order_imports WHERE id = ?", (batch,))
    if row is None or row["taken_back_at"] is not None:
        raise ShopError(_("This import was taken back already."), _("Look in the list of imports."), "NO_IMPORT")
    touched = ("(o.last_import IS NOT ? OR EXISTS(SELECT 1 FROM order_payments p WHERE p.order_id = o.id) "
               "OR EXISTS(SELECT 1 FROM order_returns r WHERE r.of_order = o.id) "
               "OR EXISTS(SELECT 1 FROM order_states s WHERE s.order_id = o.id AND s.by = 'hand'{since}))")
    fresh = [r[0] for r in shop.rows("SELECT o.id FROM orders o WHERE o.first_import = ? AND NOT " + touched.format(since=""),
                                     (batch, batch))]
    at = "(SELECT at FROM order_imports WHERE id = c.import_id)"
    changed = shop.rows("SELECT c.order_id, c.before FROM order_changes c JOIN orders o ON o.id = c.order_id "
                        "WHERE c.import_id = ? AND NOT " + touched.format(since=f" AND s.at > {at}").replace(
                            "EXISTS(SELECT 1 FROM order_payments p WHERE p.order_id = o.id)",
                            f"EXISTS(SELECT 1 FROM order_payments p WHERE p.order_id = o.id AND p.paid_at > {at})"), (batch, batch))
    all_of_it = int(shop.value("SELECT (SELECT count(*) FROM orders WHERE first_import = ?) + "
                               "(SELECT count(*) FROM order_changes WHERE import_id = ?)", (batch, batch)))
    with shop.step(_("Take back an import"), undoable=len(fresh) + len(changed) <= MOST_UNDOABLE) as db:
        for order_id in fresh:
            db.execute("DELETE FROM orders WHERE id = ?", (order_id,))
        for order_id, before in changed:
            _restore(db, order_id, json.loads(before))
        db.execute("UPDATE order_imports SET taken_back_at = ? WHERE id = ?", (clock.now(), batch))
    return TakenBack(len(fresh), len(changed), all_of_it - len(fresh) - len(changed))


def _restore(db: Database, order_id: int, before: dict[str, Any]) -> None:
    old = before["orders"]
    now_state = db.execute("SELECT state FROM orders WHERE id = ?", (order_id,)).fetchone()[0]
    db.execute(_UPDATE, (*(old[c] for c in _COLUMNS), order_id))
    if now_state != old["state"]:
        note_state(db, order_id, now_state, old["state"], clock.now(), "taken back")
    for table in _SNAPSHOT:
        db.execute(f"DELETE FROM {table} WHERE order_id = ?", (order_id,))
        for row in before[table]:
            db.execute(f"INSERT INTO {table}({', '.join(row)}) VALUES({', '.join('?' * len(row))})", tuple(row.values()))


# ---------------------------------------------------------------- sales of the shop itself
def sell(shop: Shop, lines: Sequence[LineDraft], *, channel: str = "hand", paid_by: str = "", total: Money | None = None,
         reference: str = "", recipient: str = "", phone: str = "", region: str = "", address: str = "", note: str = "",
         seen: bool = True, code_id: int | None = None, deposit: Money | None = None, due: str = "") -> Order:
    """A sale at the stall or written down by hand; gives the order with its own running number once it is on disk.

    ``channel``: "stall" (goods handed over at once: done) or "hand"; ``paid_by``: a key of WAYS, "" not paid yet;
    ``total``: what was agreed where it is not the sum of the lines; ``seen``: False for money that is still to be found
    on the phone; ``code_id``: the receiving code it was paid to; ``deposit``: what is paid of it now, where that is not all;
    ``due``: the day it is promised for, ISO. Raises ShopError: no goods, an unknown way, a deposit that is none.
    """
    drafts = tuple(_priced(shop, line) for line in lines)
    if not drafts:
        raise ShopError(_("There are no goods in this sale."), _("Choose a product first."), "NO_GOODS")
    if channel not in OWN_CHANNELS:
        raise ValueError(f"not a channel of the shop itself: {channel!r}")
    if paid_by and paid_by not in WAYS:
        raise ShopError(_("“{way}” is not a way of paying.").format(way=paid_by),
                        _("Choose one of: {ways}.").format(ways=", ".join(WAYS)), "BAD_WAY")
    billed = total if total is not None else Money.total([line.total for line in drafts if line.total is not None])
    if billed.minor < 0:
        raise ShopError(_("The amount is below zero."), _("Write a number like 38.00."), "BAD_AMOUNT")
    paid = billed if deposit is None else deposit
    if deposit is not None and not (paid_by and deposit.currency == billed.currency and 0 < deposit.minor <= billed.minor):
        raise ShopError(_("The deposit does not fit this order."), _("Write an amount up to the total, and how it was paid."),
                        "BAD_DEPOSIT")
    now = clock.now()
    window = windows.open_now(shop)
    state = "done" if channel == "stall" else "to_ship" if paid_by and paid == billed else "unpaid"
    with shop.step(_("Sale at the stall") if channel == "stall" else _("New order")) as db:
        draft = OrderDraft(
            channel=channel, number=next_number(db, channel), state=state, raw_state="", placed=now, placed_at=now, total=billed,
            refunded=Money(0, billed.currency), postage=Money(0, billed.currency), discount=Money(0, billed.currency),
            recipient=recipient.strip(), phone=phone.strip(), region=region.strip(), address=address.strip(), note=note.strip(),
            lines=drafts)
        order_id = insert_all(db, [draft], now, None, lambda _sku: None)
        if paid_by:
            insert_payment(db, order_id, Payment(paid_by, paid, now, reference, seen, code_id))
        if due:
            put_promise(db, order_id, due)
        if channel == "hand":
            windows.count_in(db, window, order_id)
    return queries.get(shop, order_id)


def _priced(shop: Shop, line: LineDraft) -> LineDraft:
    """The line with name, article number and price of its product, where it names one."""
    quantity = line.quantity
    if quantity is None or quantity.milli <= 0:
        raise ShopError(_("The quantity is missing."), _("Write how many."), "BAD_QUANTITY")
    if line.product_id is not None:
        product = products.get(shop, line.product_id)
        line = replace(line, sku=line.sku or product.sku, title=line.title or bare(product.title),
                       unit_price=product.price_now if line.unit_price is None else line.unit_price)
    if not line.title.strip():
        raise ShopError(_("The goods have no name."), _("Choose a product or write a name."), "NO_NAME")
    if line.total is None:
        if line.unit_price is None:
            raise ShopError(_("The price is missing."), _("Write a price like 38.00."), "BAD_PRICE")
        line = replace(line, total=quantity.of_price(line.unit_price))
    return line


def next_number(db: Database, channel: str) -> str:
    """The next running number, ``S0001`` at the stall, ``H0001`` by hand, ``R0001`` for a return: from a counter, so that no
    clock can repeat one."""
    last = db.execute("INSERT INTO order_numbers(channel, last) VALUES(?, 1) ON CONFLICT(channel) DO UPDATE SET last = last + 1 "
                      "RETURNING last", (channel,)).fetchone()[0]
    return f"{channel[0].upper()}{last:04d}"


# ---------------------------------------------------------------- moving on
def set_state(shop: Shop, order_id: int, state: str, *, title: str = "", who: str = "") -> None:
    """Puts an order into a state. ``who``: the person's name, for the history. Raises ShopError: no such order."""
    if state not in STATES:
        raise ValueError(f"not a state: {state!r}")
    order = queries.get(shop, order_id)
    if order.state == state:
        return
    if state == "cancelled" and shop.value("SELECT 1 FROM order_returns WHERE of_order = ? OR order_id = ?", (order_id, order_id)):
        raise ShopError(_("Something of order {number} was given back already.").format(number=isolate(order.number)),
                        _("Take the rest of it back as well, at the stall."), "RETURNED")
    with shop.step(title or _("Move order {number}").format(number=isolate(order.number))) as db:
        db.execute("UPDATE orders SET state = ? WHERE id = ?", (state, order_id))
        note_state(db, order_id, order.state, state, clock.now(), "hand", who=who)
        outbox.moved(shop, db, order, state)


def move_on(shop: Shop, order_id: int, *, who: str = "") -> str:
    """One tap forward; gives the new state. Raises ShopError: the order is at its end."""
    return _along(shop, order_id, FORWARD, _("Order {number} is at its end already."), who)


def move_back(shop: Shop, order_id: int, *, who: str = "") -> str:
    """One step back; gives the new state. Raises ShopError: there is no step before this one."""
    return _along(shop, order_id, BACK, _("Order {number} cannot go back from here."), who)


def _along(shop: Shop, order_id: int, way: dict[str, str], refusal: str, who: str) -> str:
    order = queries.get(shop, order_id)
    if order.state not in way:
        raise ShopError(refusal.format(number=isolate(order.number)), _("Open the order to change it."), "NO_STEP")
    set_state(shop, order_id, way[order.state], who=who)
    return way[order.state]


def cancel(shop: Shop, order_id: int, *, who: str = "") -> None:
    """Cancels an order. Raises ShopError: no such order."""
    order = queries.get(shop, order_id)
    set_state(shop, order_id, "cancelled", title=_("Cancel order {number}").format(number=isolate(order.number)), who=who)


def pay(shop: Shop, order_id: int, way: str, amount: Money, *, reference: str = "", who: str = "") -> None:
    """Notes money for an order; an order that waited for it moves on once all is paid. Raises ShopError: unknown way, nothing."""
    if way not in WAYS:
        raise ShopError(_("“{way}” is not a way of paying.").format(way=way),
                        _("Choose one of: {ways}.").format(ways=", ".join(WAYS)), "BAD_WAY")
    if amount.minor <= 0:
        raise ShopError(_("The amount must be above zero."), _("Write a number like 38.00."), "BAD_AMOUNT")
    order = queries.get(shop, order_id)
    if amount.currency != order.total.currency:
        raise ShopError(_("This order is in {currency}.").format(currency=order.total.currency),
                        _("Write the amount in the order's currency."), "CURRENCIES")
    paid = sum(p.amount.minor for p in queries.payments(shop, order_id)) + amount.minor
    with shop.step(_("Payment for order {number}").format(number=isolate(order.number))) as db:
        insert_payment(db, order_id, Payment(way, amount, clock.now(), reference))
        if order.state == "unpaid" and paid >= order.total.minor:
            set_state(shop, order_id, "to_ship", who=who)


def insert_payment(db: Database, order_id: int, payment: Payment) -> None:
    """Writes a payment down, inside a step."""
    db.execute("INSERT INTO order_payments(order_id, way, amount_minor, currency, paid_at, reference, seen, code_id) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?)", (order_id, payment.way, payment.amount.minor, payment.amount.currency,
                                                  payment.paid_at, payment.reference, int(payment.seen), payment.code_id))


def promise(shop: Shop, order_id: int, day: str) -> None:
    """Promises an order for a day, ISO; "" takes the promise away. Raises ShopError: no such order."""
    number = isolate(queries.get(shop, order_id).number)
    with shop.step((_("Promise order {number} for a day") if day else _("Take the day of order {number} away")).format(
            number=number)) as db:
        put_promise(db, order_id, day)


def put_promise(db: Database, order_id: int, day: str) -> None:
    """Writes the day of an order down, inside a step; "" for none."""
    if day:
        db.execute("INSERT INTO order_promises(order_id, day) VALUES(?, ?) ON CONFLICT(order_id) DO UPDATE SET day = excluded.day",
                   (order_id, day))
    else:
        db.execute("DELETE FROM order_promises WHERE order_id = ?", (order_id,))


def add_parcel(shop: Shop, order_id: int, parcel: Parcel) -> None:
    """Writes a tracking number down for an order; the same number once. Raises ShopError: no number, no such order."""
    number = "".join(parcel.number.split())
    if not number or len(number) > 40 or not number.isascii():
        raise ShopError(_("This is not a tracking number."), _("Scan or type the number on the parcel."), "BAD_TRACKING")
    order = queries.get(shop, order_id)
    if any(known.number == number for known in queries.parcels(shop, order_id)):
        return
    with shop.step(_("Parcel of order {number}").format(number=isolate(order.number))) as db:
        _insert_parcels(db, order_id, [Parcel(parcel.carrier.strip(), number)])
        db.execute("UPDATE orders SET search = search || ? WHERE id = ?", (" " + folded(number), order_id))
        outbox.numbered(shop, db, order, number)


def name_carrier(shop: Shop, order_id: int, number: str, carrier: str) -> None:
    """Corrects who carries a parcel that is written down. Raises ShopError: no such parcel."""
    order = queries.get(shop, order_id)
    known = next((parcel for parcel in queries.parcels(shop, order_id) if parcel.number == number), None)
    if known is None:
        raise ShopError(_("This is not a tracking number."), _("Scan or type the number on the parcel."), "BAD_TRACKING")
    if known.carrier == carrier.strip():
        return
    with shop.step(_("Parcel of order {number}").format(number=isolate(order.number))) as db:
        db.execute("UPDATE parcels SET carrier = ? WHERE order_id = ? AND number = ?", (carrier.strip(), order_id, number))
