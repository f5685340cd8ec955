"""Reads the drawer: what should be in it since it was last counted, and the days that were closed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from producer_app.areas import orders, payments
from producer_app.areas.money.rows import Close, Drawer, Expected, Fix
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.store.shop import Row, Shop

CURRENCY = "CNY"  # of the notes and coins that are counted
_Key = tuple[str, int | None, str]


def drawer(shop: Shop) -> Drawer:
    """The open day. Before the first close it begins this morning, with nothing in the drawer."""
    last = last_close(shop)
    lines = [line for line, _books in grown(shop, last)]
    cash = next((e.amount for e in lines if e.way == "cash" and e.amount.currency == CURRENCY), Money(0))
    return Drawer(last.at if last else "", last.stays if last else Money(0), cash, tuple(lines))


def grown(shop: Shop, last: Close | None) -> list[tuple[Expected, int]]:
    """What came in since a close by way, code and currency, each with the running sum of its books."""
    before: dict[_Key, int] = {}
    if last is not None:
        for row in shop.rows("SELECT way, code_id, currency, books_minor FROM day_close_lines WHERE close_id = ?", (last.id,)):
            before[row["way"], row["code_id"], row["currency"]] = row["books_minor"]
    else:
        for old in orders.books(shop, until=clock.day_bounds(clock.today())[0]):
            before[old.way, old.code_id, old.total.currency] = old.total.minor
    now: dict[_Key, tuple[int, int]] = {(one.way, one.code_id, one.total.currency): (one.total.minor, one.waiting.minor)
                                        for one in orders.books(shop)}
    found = []
    # A way whose every sale was cancelled since is no longer in the books, and what it lost is expected to be missing.
    for way, code_id, currency in sorted({*now, *before}, key=lambda k: (list(orders.WAYS).index(k[0]), k[1] or 0, k[2])):
        total, waiting = now.get((way, code_id, currency), (0, 0))
        amount = Money(total - before.get((way, code_id, currency), 0), currency)
        found.append((Expected(way, code_id, name_of(shop, way, code_id), amount, Money(waiting, currency)), total))
    return found


def name_of(shop: Shop, way: str, code_id: int | None) -> str:
    """A way of paying in words, for a known receiving code whose it is."""
    if way == "code" and code_id is not None:
        try:
            code = payments.get(shop, code_id)
        except ShopError:
            return _(orders.WAYS[way])  # the code was removed since; the money stays
        digits = f" **{code.last_digits}" if code.last_digits else ""
        return f"{_(payments.scheme_of(code).title)} · {isolate(code.owner + digits)}"
    return _(orders.WAYS[way])


def doubts(shop: Shop) -> Sequence[orders.Doubt]:
    """All payments by code that nobody has seen yet, of whatever day."""
    return orders.doubts(shop, "", "9")


# ---------------------------------------------------------------- closed days
def last_close(shop: Shop) -> Close | None:
    """The last closed day, or None."""
    return next(iter(closes(shop, limit=1)), None)


def closes(shop: Shop, *, limit: int = 60, before: int | None = None) -> Sequence[Close]:
    """Closed days, the last one first. ``before``: the id of the last one shown."""
    rows = shop.rows("SELECT * FROM day_closes WHERE id < ? ORDER BY id DESC LIMIT ?",
                     (1 << 62 if before is None else before, limit))
    return [_close(shop, row) for row in rows]


def close_of(shop: Shop, close_id: int) -> Close:
    """One closed day. Raises ShopError: no such."""
    row = shop.one("SELECT * FROM day_closes WHERE id = ?", (close_id,))
    if row is None:
        raise ShopError(_("This day was not closed."), _("Look in the list of closed days."), "NO_CLOSE")
    return _close(shop, row)


def _close(shop: Shop, row: Row) -> Close:
    lines = shop.rows("SELECT * FROM day_close_lines WHERE close_id = ? ORDER BY id", (row["id"],))
    fixes = shop.rows("SELECT * FROM day_close_fixes WHERE close_id = ? ORDER BY id", (row["id"],))
    currency = row["currency"]
    return Close(
        id=row["id"], on=date.fromisoformat(row["on_day"]), since=row["since"], at=row["at"],
        float_=Money(row["float_minor"], currency), cash=Money(row["cash_minor"], currency),
        counted=Money(row["counted_minor"], currency), left=Money(row["left_minor"], currency),
        pieces={int(piece): many for piece, many in json.loads(row["pieces"]).items()}, reason=row["reason"], note=row["note"],
        lines=tuple(Expected(r["way"], r["code_id"], r["name"] or _(orders.WAYS[r["way"]]),
                             Money(r["amount_minor"], r["currency"]), Money(r["waiting_minor"], r["currency"])) for r in lines),
        fixes=tuple(Fix(Money(r["counted_minor"], currency), r["reason"], r["at"]) for r in fixes))
