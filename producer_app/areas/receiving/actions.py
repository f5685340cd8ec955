"""Changes to what is asked for and to what came in, one ``shop.step`` each. No money is lost and none is counted twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from producer_app.areas import orders, payments
from producer_app.areas.receiving import matching, odd_fen, queries
from producer_app.areas.receiving.importing import Source
from producer_app.areas.receiving.rows import EVENING_HOUR, EVENINGS, Income, Request, Taken
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money, exponent
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Row, Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

# Above this the journal of single rows costs more than it gives; the import is taken back as a batch instead.
MOST_UNDOABLE = 2_000
# An amount stays reserved so long after its evening, or after the asking where no evening was named.
FREE_DAYS, FREE_DAYS_OPEN = 3, 10


# ---------------------------------------------------------------- asking
def evening(key: str) -> str:
    """The UTC text of an evening by key of EVENINGS, "" for no date. Once this evening is over, "today" is the next one."""
    if key not in EVENINGS:
        return ""
    today = clock.today()
    due = clock.as_text(datetime.combine(today + timedelta(days=EVENINGS[key]), time(EVENING_HOUR)).astimezone())
    if due > clock.now():
        return due
    # a buyer asked at ten at night would be late before she has read it
    return clock.as_text(datetime.combine(today + timedelta(days=EVENINGS[key] + 1), time(EVENING_HOUR)).astimezone())


def ask(shop: Shop, order_id: int, *, code_id: int = 0, amount: Money | None = None, due_at: str = "", note: str = "") -> Request:
    """Asks for what is open of an order, or for a part of it; gives the request once it is on disk.

    ``code_id``: the receiving code, 0 for none. With a fixed code a few fen are taken off, so that the amount tells the
    order. An open request of the same order is given up for the new one. Raises ShopError: nothing is open, more than is
    open, too many requests for nearly this amount.
    """
    order = orders.get(shop, order_id)
    if order.state in ("cancelled", "refunded"):
        raise ShopError(_("Order {number} is cancelled.").format(number=isolate(order.number)), _("Choose another one."),
                        "CANCELLED")
    paid = queries.paid_for(shop, order_id, order.total.currency)
    left = Money(order.total.minor - order.refunded.minor - paid, order.total.currency)
    wanted = left if amount is None else amount
    if left.minor <= 0:
        raise ShopError(_("Order {number} is paid already.").format(number=isolate(order.number)), _("Choose another one."), "PAID")
    if wanted.currency != left.currency or not 0 < wanted.minor <= left.minor:
        raise ShopError(_("Of order {number} only {amount} is open.").format(number=isolate(order.number), amount=left.shown()),
                        _("Write an amount up to that."), "BAD_AMOUNT")
    now = clock.now()
    with shop.step(_("Ask for {amount}").format(amount=wanted.shown())) as db:
        db.execute("UPDATE pay_requests SET given_up_at = ? WHERE order_id = ? AND given_up_at = '' AND id IN ("
                   "SELECT id FROM pay_request_sums WHERE order_id = ? AND came_minor < asked_minor)", (now, order_id, order_id))
        wallet, asked = _tellable(shop, code_id, wanted, now)
        row = db.execute(
            "INSERT INTO pay_requests(order_id, code_id, wallet, currency, asked_minor, off_minor, before_minor, note, asked_at, "
            "due_at, free_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (order_id, code_id or None, wallet, wanted.currency, asked, wanted.minor - asked, paid, " ".join(note.split())[:200],
             now, due_at, _free_at(now, due_at))).fetchone()
    return queries.get(shop, int(row[0]))


def _tellable(shop: Shop, code_id: int, wanted: Money, now: str) -> tuple[str, int]:
    """The wallet of a code, and what to ask for so that the amount tells the order."""
    if not code_id:
        return "", wanted.minor
    code = payments.get(shop, code_id)
    takes = payments.scheme_of(code).currency
    if takes not in ("", wanted.currency):
        raise ShopError(_("This code takes {currency}, the price is in {other}.").format(currency=takes, other=wanted.currency),
                        _("Choose another one."), "CURRENCIES")
    wallet = code.scheme if code.scheme in ("wechat", "alipay") else ""
    if payments.asks_for(code, wanted) or exponent(wanted.currency) != 2:
        return wallet, wanted.minor
    asked = odd_fen.odd(wanted.minor, queries.taken_amounts(shop, wallet, wanted.currency, now))
    if asked is None:
        raise ShopError(_("Too many open requests ask for nearly {amount}.").format(amount=wanted.shown()),
                        _("Give up some that are no longer wanted, or ask with another code."), "TOO_MANY")
    return wallet, asked


def _free_at(now: str, due_at: str) -> str:
    """Until when no other request may ask for the same amount."""
    begin, days = (due_at, FREE_DAYS) if due_at > now else (now, FREE_DAYS_OPEN)
    return clock.as_text(clock.parse(begin) + timedelta(days=days))


def ask_anew(shop: Shop, amount: Money, what: str, *, code_id: int = 0, due_at: str = "") -> Request:
    """An order of one line and the request for it, one step. ``what``: in the seller's words. Raises ShopError: see ``ask``."""
    if amount.minor <= 0:
        raise ShopError(_("The amount must be above zero."), _("Write a number like 38.00."), "BAD_AMOUNT")
    from producer_app.base.quantity import Quantity

    name = " ".join(what.split())[:120] or _("Goods")
    line = orders.LineDraft("", name, quantity=Quantity.of(1), unit_price=amount, total=amount)
    with shop.step(_("Ask for {amount}").format(amount=amount.shown())):
        order = orders.sell(shop, [line], channel="hand")
        return ask(shop, order.id, code_id=code_id, due_at=due_at)


def give_up(shop: Shop, request_id: int) -> None:
    """Waits no longer. Money that comes all the same is still shown for this order. Raises ShopError: no such request."""
    request = queries.get(shop, request_id)
    with shop.step(_("Give up the request for {number}").format(number=isolate(request.number))) as db:
        db.execute("UPDATE pay_requests SET given_up_at = ? WHERE id = ?", (clock.now(), request_id))


def wait_again(shop: Shop, request_id: int, due_at: str) -> None:
    """Waits on, until another evening. Its amount is kept where it is still free. Raises ShopError: no such, amount taken."""
    request = queries.get(shop, request_id)
    now = clock.now()
    row = shop.one("SELECT wallet, free_at FROM pay_requests WHERE id = ?", (request_id,))
    assert row is not None
    lapsed = bool(request.given_up_at) or row["free_at"] <= now
    taken = queries.taken_amounts(shop, row["wallet"], request.asked.currency, now)
    if lapsed and request.off.minor and request.asked.minor in taken:
        raise ShopError(_("Another request asks for {amount} now.").format(amount=request.asked.shown()),
                        _("Ask anew, the amount will differ a little."), "TAKEN")
    with shop.step(_("Wait longer for {number}").format(number=isolate(request.number))) as db:
        db.execute("UPDATE pay_requests SET given_up_at = '', due_at = ?, free_at = ? WHERE id = ?",
                   (due_at, _free_at(now, due_at), request_id))


# ---------------------------------------------------------------- statements
def take(shop: Shop, source: Source, *, progress: Progress = silent) -> Taken:
    """Takes a statement's money in and puts to orders what is beyond doubt. The same rows twice change nothing.

    Above MOST_UNDOABLE rows the step is taken back by ``take_back(batch)`` and not by Undo.
    """
    found = queries.compared(shop, source.format.name, source.said.comings)
    if not found.writes:
        return Taken(None, 0, 0, found.same, 0)
    title = ngettext("Take in {count} payment", "Take in {count} payments", found.writes).format(count=found.writes)
    with shop.step(title, undoable=found.writes <= MOST_UNDOABLE) as db:
        now = clock.now()
        batch = int(db.execute(
            "INSERT INTO statement_imports(at, source, file, digest, new, same) VALUES(?, ?, ?, ?, ?, ?) RETURNING id",
            (now, source.format.name, json.dumps(source.file, ensure_ascii=False), source.digest, len(found.new),
             found.same)).fetchone()[0])
        progress(0, 3, _("Saving payments"))
        db.conn.executemany(
            "INSERT INTO money_in(import_id, source, reference, at, exact, currency, amount_minor, returned_minor, payer, note) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(batch, source.format.name, c.number, c.at, int(c.exact), c.amount.currency, c.amount.minor, c.returned.minor, c.payer,
              c.note) for c in found.new])
        for money_id, coming in found.returned:
            _note_return(shop, db, money_id, coming.returned.minor, now)
        progress(1, 3, _("Finding the orders"))
        matched = _match(shop, db, now)
    sums: dict[str, Money] = {}
    for c in found.new:
        sums[c.amount.currency] = sums.get(c.amount.currency, Money(0, c.amount.currency)) + c.amount - c.returned
    return Taken(batch, len(found.new), len(found.returned), found.same, matched, tuple(sums.values()))


def _note_return(shop: Shop, db: Database, money_id: int, returned_minor: int, now: str) -> None:
    """Money that went back to the buyer since it was taken in: less came for its order."""
    money = queries.income(shop, money_id)
    db.execute("UPDATE money_in SET returned_minor = ? WHERE id = ?", (returned_minor, money_id))
    back = returned_minor - money.returned.minor
    if money.order_id:
        orders.receive(shop, db, [orders.Receipt(money.order_id, orders.Payment(
            _way(money.source), Money(-back, money.amount.currency), now, money.reference))])


def _way(source: str) -> str:
    return "code" if source in ("wechat", "alipay") else "transfer"


def match(shop: Shop) -> int:
    """Puts to orders what has become certain since; gives how much. For money that came before its order was written down."""
    moneys = queries.unmatched(shop)
    if not matching.certain(moneys, queries.waiting(shop, moneys)):
        return 0
    with shop.step(_("Find the orders of payments")) as db:
        return _match(shop, db, clock.now())


def _match(shop: Shop, db: Database, now: str) -> int:
    moneys = queries.unmatched(shop)
    pairs = matching.certain(moneys, queries.waiting(shop, moneys))
    rows = {row["id"]: row for row in shop.rows("SELECT * FROM money_in WHERE id NOT IN (SELECT money_id FROM money_matches)")}
    _put(shop, db, [(rows[p.money_id], p.target.order_id, p.target.payment_id) for p in pairs], "rule", now)
    return len(pairs)


def _put(shop: Shop, db: Database, what: Sequence[tuple[Row, int, int]], by: str, now: str) -> None:
    """Puts money to orders: each its row, the order, and the payment that was noted for it before (0: none)."""
    noted = [payment_id for _row, _order, payment_id in what if payment_id]
    unseen = {r[0] for r in shop.rows("SELECT id FROM order_payments WHERE seen = 0")}
    orders.see(db, noted, seen=True)
    matched = [(row["id"], order_id, payment_id, 0, int(payment_id not in unseen), 0, 0, by, now)
               for row, order_id, payment_id in what if payment_id]
    fresh = [(row, order_id) for row, order_id, payment_id in what if not payment_id]
    offs = _offs(shop, fresh)
    receipts = [orders.Receipt(order_id, orders.Payment(
        _way(row["source"]), Money(row["amount_minor"] - row["returned_minor"], row["currency"]), row["at"], row["reference"]),
        offs.get(row["id"], 0)) for row, order_id in fresh]
    for (row, order_id), receipt, done in zip(fresh, receipts, orders.receive(shop, db, receipts), strict=True):
        matched.append((row["id"], order_id, done.payment_id, 1, 0, int(done.moved), receipt.off_minor, by, now))
    db.conn.executemany("INSERT INTO money_matches(money_id, order_id, payment_id, made, was_seen, moved, off_minor, by, at) "
                        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", matched)


def _offs(shop: Shop, fresh: Sequence[tuple[Row, int]]) -> dict[int, int]:
    """The fen that were taken off, by the money that makes a request whole."""
    ids = {order_id for _row, order_id in fresh}
    if not ids:
        return {}
    asked = {row["order_id"]: row for row in shop.rows(
        "SELECT * FROM pay_request_sums WHERE off_minor > 0 AND came_minor < asked_minor ORDER BY id") if row["order_id"] in ids}
    came: dict[int, int] = {}
    offs: dict[int, int] = {}
    for row, order_id in fresh:
        request = asked.get(order_id)
        if request is None or request["currency"] != row["currency"]:
            continue
        before = came.get(order_id, request["came_minor"])
        came[order_id] = before + row["amount_minor"] - row["returned_minor"]
        if before < request["asked_minor"] <= came[order_id]:
            # Whoever paid the round amount all the same is owed no discount.
            offs[row["id"]] = max(0, min(request["off_minor"], request["asked_minor"] + request["off_minor"] - came[order_id]))
    return offs


def take_back(shop: Shop, batch: int) -> int:
    """Takes an import back: its money goes, and with it what it paid. Gives how many rows went.

    Raises ShopError: no such import, or taken back already.
    """
    row = shop.one("SELECT taken_back_at FROM statement_imports WHERE id = ?", (batch,))
    if row is None or row["taken_back_at"] is not None:
        raise ShopError(_("This import was taken back already."), _("Look in the list of imports."), "NO_IMPORT")
    count = int(shop.value("SELECT count(*) FROM money_in WHERE import_id = ?", (batch,)))
    with shop.step(_("Take back an import"), undoable=count <= MOST_UNDOABLE) as db:
        _release(shop, db, "m.import_id = ?", (batch,))
        db.execute("DELETE FROM money_in WHERE import_id = ?", (batch,))
        db.execute("UPDATE statement_imports SET taken_back_at = ? WHERE id = ?", (clock.now(), batch))
    return count


# ---------------------------------------------------------------- by hand
def settle(shop: Shop, money_id: int, order_id: int) -> Income:
    """Puts money to an order. A payment of the same amount that was noted there by hand is found with it.

    Raises ShopError: it has its place already, no such order, another currency.
    """
    money = queries.income(shop, money_id)
    if money.settled:
        raise ShopError(_("This payment has its place already."), _("Take it off there first."), "SETTLED")
    order = orders.get(shop, order_id)
    if order.total.currency != money.amount.currency:
        raise ShopError(_("This order is in {currency}.").format(currency=order.total.currency), _("Choose another one."),
                        "CURRENCIES")
    if order.state == "cancelled":
        raise ShopError(_("Order {number} is cancelled.").format(number=isolate(order.number)),
                        _("Open the order first, or choose another one."), "CANCELLED")
    row = shop.one("SELECT * FROM money_in WHERE id = ?", (money_id,))
    assert row is not None
    title = _("Put {amount} to order {number}").format(amount=money.net.shown(), number=isolate(order.number))
    with shop.step(title) as db:
        _put(shop, db, [(row, order_id, queries.noted_for(shop, order_id, money.net))], "hand", clock.now())
    return queries.income(shop, money_id)


def not_an_order(shop: Shop, money_id: int) -> None:
    """Says of money that it is for no order. Raises ShopError: it has its place already."""
    money = queries.income(shop, money_id)
    if money.settled:
        raise ShopError(_("This payment has its place already."), _("Take it off there first."), "SETTLED")
    with shop.step(_("{amount} is for no order").format(amount=money.net.shown())) as db:
        db.execute("INSERT INTO money_matches(money_id, by, at) VALUES(?, 'hand', ?)", (money_id, clock.now()))


def take_off(shop: Shop, money_id: int) -> None:
    """Takes money off its order again; it stands in the list without a name. Raises ShopError: no such money, no place."""
    money = queries.income(shop, money_id)
    if not money.settled:
        raise ShopError(_("This payment has no place yet."), _("Look in the list."), "NOT_SETTLED")
    with shop.step(_("Take {amount} off its order").format(amount=money.net.shown())) as db:
        _release(shop, db, "m.id = ?", (money_id,))


def _release(shop: Shop, db: Database, which: str, values: tuple[int, ...]) -> None:
    rows = shop.rows("SELECT x.*, m.reference FROM money_matches x JOIN money_in m ON m.id = x.money_id WHERE " + which, values)
    # First, so that the payments can go.
    db.conn.executemany("DELETE FROM money_matches WHERE money_id = ?", [(row["money_id"],) for row in rows])
    orders.see(db, [row["payment_id"] for row in rows
                    if row["payment_id"] and not row["made"] and not row["was_seen"]], seen=False)
    gone = [(row["payment_id"], row["order_id"], row["off_minor"], bool(row["moved"])) for row in rows if row["made"]]
    # What had gone back of it was noted for the order too.
    for row in rows:
        if row["order_id"] is not None:
            gone += [(back["id"], row["order_id"], 0, False) for back in shop.rows(
                "SELECT id FROM order_payments WHERE order_id = ? AND reference = ? AND amount_minor < 0",
                (row["order_id"], row["reference"]))]
    orders.unreceive(shop, db, gone)
