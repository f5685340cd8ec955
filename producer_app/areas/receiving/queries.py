"""Reads what was asked for and what came in; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from producer_app.areas import orders
from producer_app.areas.receiving import matching
from producer_app.areas.receiving.rows import Batch, Candidate, Coming, Income, Request, State, Trial
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.store.shop import Row, Shop

# A forgotten request is still looked at so long after its amount was given free again.
STALE_S = 30 * matching.DAY_S
# Older doubts are for the day's close to ask about, not for this list.
UNSEEN_DAYS = 31
# A state is worked out, never kept; the one question mark is the time now.
_STATE = ("CASE WHEN came_minor >= asked_minor THEN 'paid' WHEN given_up_at <> '' OR order_state = 'cancelled' THEN 'given_up' "
          "WHEN came_minor > 0 THEN 'part' WHEN due_at <> '' AND due_at < ? THEN 'late' ELSE 'waiting' END")
OPEN: tuple[State, ...] = ("waiting", "part", "late")
_OPEN_SQL = "came_minor < asked_minor AND given_up_at = '' AND order_state <> 'cancelled'"
# Tables whose change can change what this area shows or matches.
WATCHES = frozenset({"pay_requests", "money_in", "money_matches", "statement_imports", "orders", "order_payments",
                     "receiving_codes"})


# ---------------------------------------------------------------- requests
def _request(row: Row) -> Request:
    currency = row["currency"]
    return Request(
        id=row["id"], order_id=row["order_id"], number=row["number"], buyer=row["recipient"], code_id=row["code_id"] or 0,
        asked=Money(row["asked_minor"], currency), off=Money(row["off_minor"], currency), came=Money(row["came_minor"], currency),
        note=row["note"], asked_at=row["asked_at"], due_at=row["due_at"], given_up_at=row["given_up_at"], state=row["state"])


def get(shop: Shop, request_id: int) -> Request:
    """One request. Raises ShopError: no such request."""
    row = shop.one(f"SELECT *, {_STATE} AS state FROM pay_request_sums WHERE id = ?", (clock.now(), request_id))
    if row is None:
        raise ShopError(_("This request is not there any more."), _("Look in the list."), "NO_REQUEST")
    return _request(row)


def requests(shop: Shop, *, states: Sequence[State] = (), limit: int = 50, before: int = 0) -> Sequence[Request]:
    """A page of requests, newest first. ``states``: only these, empty for all; ``before``: the id of the last one shown."""
    values: list[Any] = [clock.now()]
    where = ["1"]
    if before:
        where.append("id < ?")
        values.append(before)
    sql = f"SELECT * FROM (SELECT *, {_STATE} AS state FROM pay_request_sums WHERE {' AND '.join(where)})"
    if states:
        sql += f" WHERE state IN ({','.join('?' * len(states))})"
        values += states
    return [_request(row) for row in shop.rows(sql + " ORDER BY id DESC LIMIT ?", (*values, limit))]


def open_of(shop: Shop, order_id: int) -> Request | None:
    """The open request for an order, the newest, or None."""
    row = shop.one(f"SELECT *, {_STATE} AS state FROM pay_request_sums WHERE order_id = ? AND {_OPEN_SQL} ORDER BY id DESC LIMIT 1",
                   (clock.now(), order_id))
    return None if row is None else _request(row)


def counts(shop: Shop) -> Mapping[State, int]:
    """How many requests are in each state."""
    found: dict[State, int] = {"waiting": 0, "part": 0, "paid": 0, "late": 0, "given_up": 0}
    for row in shop.rows(f"SELECT {_STATE} AS state, count(*) AS n FROM pay_request_sums GROUP BY 1", (clock.now(),)):
        found[row["state"]] = row["n"]
    return found


def taken_amounts(shop: Shop, wallet: str, currency: str, now: str) -> frozenset[int]:
    """Amounts that open requests of a wallet ask for and that are not free yet."""
    return frozenset(row[0] for row in shop.rows(
        f"SELECT asked_minor FROM pay_request_sums WHERE wallet = ? AND currency = ? AND free_at > ? AND {_OPEN_SQL}",
        (wallet, currency, now)))


def paid_for(shop: Shop, order_id: int, currency: str) -> int:
    """What was received for an order so far, in minor units."""
    return int(shop.value("SELECT coalesce(sum(amount_minor), 0) FROM order_payments WHERE order_id = ? AND seen = 1 "
                          "AND way <> 'credit' AND currency = ?", (order_id, currency)))


# ---------------------------------------------------------------- money that came
_INCOME = ("SELECT m.*, x.order_id, x.by, o.number FROM money_in m LEFT JOIN money_matches x ON x.money_id = m.id "
           "LEFT JOIN orders o ON o.id = x.order_id ")
_NAMELESS = "x.money_id IS NULL AND m.amount_minor > m.returned_minor"
# A payment that was noted by hand, at the stall or at home, and that no statement has told yet; seen on the phone or not.
_NOTED = ("p.way IN ('code', 'transfer') AND p.reference = '' AND p.amount_minor > 0 "
          "AND NOT EXISTS(SELECT 1 FROM money_matches n WHERE n.payment_id = p.id)")
_NEAR = ("p.paid_at >= strftime('%Y-%m-%dT%H:%M:%SZ', {at}, '-36 hours') "
         "AND p.paid_at < strftime('%Y-%m-%dT%H:%M:%SZ', {at}, '+36 hours')")
# A statement row that may well be somebody's: a request, now or earlier, or a payment noted about then is for exactly this much.
_LIKELY = ("(EXISTS(SELECT 1 FROM pay_requests r WHERE r.asked_minor = m.amount_minor - m.returned_minor "
           f"AND r.currency = m.currency) OR EXISTS(SELECT 1 FROM order_payments p WHERE {_NEAR.format(at='m.at')} "
           f"AND p.amount_minor = m.amount_minor - m.returned_minor AND p.currency = m.currency AND {_NOTED}))")


def _income(row: Row) -> Income:
    currency = row["currency"]
    settled = "" if row["by"] is None else "order" if row["order_id"] is not None else "other"
    return Income(
        id=row["id"], source=row["source"], reference=row["reference"], at=row["at"], exact=bool(row["exact"]),
        amount=Money(row["amount_minor"], currency), returned=Money(row["returned_minor"], currency), payer=row["payer"],
        note=row["note"], order_id=row["order_id"] or 0, number=row["number"] or "", settled=settled, by=row["by"] or "")


def income(shop: Shop, money_id: int) -> Income:
    """One payment that came in. Raises ShopError: no such."""
    row = shop.one(_INCOME + "WHERE m.id = ?", (money_id,))
    if row is None:
        raise ShopError(_("This payment is not there any more."), _("Look in the list."), "NO_MONEY")
    return _income(row)


def nameless(shop: Shop, *, likely: bool | None = None, limit: int = 50, before: Income | None = None) -> Sequence[Income]:
    """Money without a name, newest first. ``likely``: only what may be somebody's (True) or what resembles nothing (False)."""
    where = [_NAMELESS]
    if likely is not None:
        where.append(_LIKELY if likely else f"NOT {_LIKELY}")
    return _page(shop, where, limit, before)


def settled(shop: Shop, *, limit: int = 50, before: Income | None = None) -> Sequence[Income]:
    """Money that has its place, newest first."""
    return _page(shop, ["x.money_id IS NOT NULL"], limit, before)


def _page(shop: Shop, where: list[str], limit: int, before: Income | None) -> Sequence[Income]:
    values: list[Any] = []
    if before is not None:
        where = [*where, "(m.at, m.id) < (?, ?)"]
        values = [before.at, before.id]
    return [_income(row) for row in shop.rows(
        _INCOME + f"WHERE {' AND '.join(where)} ORDER BY m.at DESC, m.id DESC LIMIT ?", (*values, limit))]


def count_nameless(shop: Shop, *, likely: bool) -> int:
    """How much money has no name yet, of one of the two sorts."""
    return int(shop.value("SELECT count(*) FROM money_in m LEFT JOIN money_matches x ON x.money_id = m.id "
                          f"WHERE {_NAMELESS} AND {'' if likely else 'NOT '}{_LIKELY}"))


def count_settled(shop: Shop) -> int:
    """How much money has its place."""
    return int(shop.value("SELECT count(*) FROM money_matches"))


def of_order(shop: Shop, order_id: int) -> Sequence[Income]:
    """Money of statements that was put to an order, oldest first."""
    return [_income(row) for row in shop.rows(_INCOME + "WHERE x.order_id = ? ORDER BY m.at, m.id", (order_id,))]


def unseen(shop: Shop) -> Sequence[orders.Doubt]:
    """Payments by code of the last weeks that nobody has seen arrive and no bill has told, the latest first."""
    end = clock.parse(clock.now()) + timedelta(days=1)
    return list(reversed(orders.doubts(shop, clock.as_text(end - timedelta(days=UNSEEN_DAYS)), clock.as_text(end))))


def candidates(shop: Shop, money: Income, *, limit: int = 5) -> Sequence[Candidate]:
    """Orders that some money may be for, the likeliest first, each once."""
    net, currency = money.net.minor, money.net.currency
    found: dict[int, Candidate] = {}

    def add(rows: Iterable[Row]) -> None:
        for row in rows:
            found.setdefault(row["order_id"], Candidate(
                row["order_id"], row["number"], row["recipient"], Money(row["minor"], currency), row["why"]))

    for order in _named(shop, f"{money.note} {money.payer}"):
        if order.total.currency == currency:
            found[order.id] = Candidate(order.id, order.number, order.recipient, order.total, "number")
    add(shop.rows(
        f"SELECT order_id, number, recipient, asked_minor AS minor, CASE WHEN {_OPEN_SQL} THEN 'asked' "
        "WHEN came_minor >= asked_minor THEN 'paid' ELSE 'late' END AS why FROM pay_request_sums "
        "WHERE asked_minor = ? AND currency = ? "
        "ORDER BY why, abs(julianday(asked_at) - julianday(?)) LIMIT ?", (net, currency, money.at, limit)))
    add(shop.rows(
        "SELECT p.order_id, o.number, o.recipient, p.amount_minor AS minor, 'doubt' AS why FROM order_payments p JOIN orders o "
        f"ON o.id = p.order_id WHERE {_NEAR.format(at='?')} AND p.amount_minor = ? AND p.currency = ? AND o.state <> 'cancelled' "
        f"AND {_NOTED} ORDER BY abs(julianday(p.paid_at) - julianday(?)) LIMIT ?",
        (money.at, money.at, net, currency, money.at, limit)))
    if len(found) < limit:
        add(shop.rows(
            "SELECT id AS order_id, number, recipient, total_minor AS minor, 'total' AS why FROM orders WHERE lane = 'pay' "
            "AND total_minor = ? AND currency = ? ORDER BY placed_at DESC LIMIT ?", (net, currency, limit)))
    return list(found.values())[:limit]


def _named(shop: Shop, note: str) -> Sequence[orders.Order]:
    """Orders whose numbers stand in a note."""
    channels = (*orders.OWN_CHANNELS, *(channel.name for channel in orders.channels()))
    words = [word for one in matching.numbers_in(note)[:3] for word in (one, one.upper(), f"#{one}")]
    found = (orders.by_number(shop, channel, word) for word in dict.fromkeys(words) for channel in channels)
    return [order for order in found if order is not None]


def noted_for(shop: Shop, order_id: int, amount: Money) -> int:
    """The payment of an order that was noted by hand for this amount and that no statement has told yet, 0 for none."""
    return int(shop.value(f"SELECT p.id FROM order_payments p WHERE p.order_id = ? AND p.amount_minor = ? AND p.currency = ? "
                          f"AND {_NOTED} ORDER BY p.seen, p.id", (order_id, amount.minor, amount.currency)) or 0)


# ---------------------------------------------------------------- matching
def seconds(text: str) -> int:
    """A UTC text as seconds since 1970."""
    return int(clock.parse(text).timestamp())


def unmatched(shop: Shop) -> list[matching.Money]:
    """All money without a name, for matching."""
    return [_for_matching(row["id"], row["currency"], row["amount_minor"] - row["returned_minor"], row["at"], row["exact"],
                          row["source"], f"{row['note']} {row['payer']}")
            for row in shop.rows("SELECT m.* FROM money_in m LEFT JOIN money_matches x ON x.money_id = m.id WHERE " + _NAMELESS)]


def _for_matching(money_id: int, currency: str, minor: int, at: str, exact: bool | int, source: str, note: str) -> matching.Money:
    start = seconds(at)
    # The day of a statement without minutes is a day of its bank.
    end = start if exact else start + matching.DAY_S - 1
    return matching.Money(money_id, currency, minor, start, end, _wallet(source), note)


def _text(at: int) -> str:
    return clock.as_text(datetime.fromtimestamp(at, UTC))


def _wallet(source: str) -> str:
    from producer_app.areas.receiving.importing import format_named  # what reads statements is not needed to count money

    try:
        return format_named(source).wallet
    except ShopError:
        return ""  # kept by a later version that knows more statements


def waiting(shop: Shop, moneys: Sequence[matching.Money]) -> list[matching.Target]:
    """Every order that may wait for some of this money: asked for, noted as paid by code about then, or simply not paid."""
    if not moneys:
        return []
    found: list[matching.Target] = []
    first, last = min(m.start for m in moneys), max(m.end for m in moneys)
    asked: set[int] = set()
    for row in shop.rows("SELECT * FROM pay_request_sums WHERE came_minor < asked_minor AND order_state <> 'cancelled'"):
        asked.add(row["order_id"])
        found.append(matching.Target(
            row["order_id"], row["number"], row["currency"], row["asked_minor"] - row["came_minor"],
            seconds(row["asked_at"]) - matching.EARLY_S, seconds(row["free_at"]) + STALE_S, row["wallet"] or "?"))
    for row in shop.rows("SELECT p.id, p.order_id, p.amount_minor, p.currency, p.paid_at, o.number FROM order_payments p "
                         f"JOIN orders o ON o.id = p.order_id WHERE p.paid_at >= ? AND p.paid_at <= ? AND {_NOTED} "
                         "AND o.state <> 'cancelled'", (_text(first - matching.NEAR_S), _text(last + matching.NEAR_S))):
        at = seconds(row["paid_at"])
        found.append(matching.Target(row["order_id"], row["number"], row["currency"], row["amount_minor"],
                                     at - matching.NEAR_S, at + matching.NEAR_S, "?", row["id"]))
    for row in shop.rows(
            "SELECT o.id, o.number, o.currency, o.total_minor - coalesce((SELECT sum(p.amount_minor) FROM order_payments p "
            "WHERE p.order_id = o.id AND p.seen = 1 AND p.way <> 'credit'), 0) AS open_minor FROM orders o WHERE o.lane = 'pay'"):
        if row["id"] not in asked:
            found.append(matching.Target(row["id"], row["number"], row["currency"], row["open_minor"], 1, 0))
    return found


def trial(shop: Shop, source: str, comings: Sequence[Coming]) -> Trial:
    """What taking a statement would change: new rows and where they would go, rows of which money went back since, known rows."""
    found = compared(shop, source, comings)
    moneys = [_for_matching(n, c.amount.currency, c.amount.minor - c.returned.minor, c.at, c.exact, source, f"{c.note} {c.payer}")
              for n, c in enumerate(found.new) if c.returned < c.amount]
    place = {pair.money_id: pair.target.number for pair in matching.certain(moneys, waiting(shop, moneys))}
    return replace(found, places=tuple(place.get(n, "") for n in range(len(found.new))))


def compared(shop: Shop, source: str, comings: Sequence[Coming]) -> Trial:
    """The same without looking where the new rows would go."""
    known: dict[str, Row] = {}
    numbers = [c.number for c in comings]
    for start in range(0, len(numbers), 500):
        some = numbers[start:start + 500]
        for row in shop.rows("SELECT id, reference, returned_minor FROM money_in WHERE source = ? AND reference IN ("
                             + ",".join("?" * len(some)) + ")", (source, *some)):
            known[row["reference"]] = row
    new = tuple(c for c in comings if c.number not in known)
    returned = tuple((known[c.number]["id"], c) for c in comings
                     if c.number in known and c.returned.minor > known[c.number]["returned_minor"])
    return Trial(new, returned, len(comings) - len(new) - len(returned))


def imports(shop: Shop, *, limit: int = 50) -> Sequence[Batch]:
    """The last imports, newest first."""
    return [Batch(r["id"], r["at"], r["source"], json.loads(r["file"]), r["new"], r["same"], r["taken_back_at"] is not None)
            for r in shop.rows("SELECT * FROM statement_imports ORDER BY id DESC LIMIT ?", (limit,))]
