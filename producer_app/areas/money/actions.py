"""Closes the day and corrects a closed one; neither is ever undone, each is put right by an entry of its own."""

from __future__ import annotations

import json

from producer_app.areas.money import cashbox
from producer_app.areas.money.rows import PIECES, REASONS, Close, Count
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.store.shop import Shop


def close_day(shop: Shop, count: Count) -> Close:
    """Writes down what was counted against what is expected; gives the close once it is on disk.

    One step that Undo does not take back, since the money has been taken out by then; ``correct`` puts it right. Raises
    ShopError: notes that are none, more left than counted, a difference without its reason.
    """
    if any(piece not in PIECES or many < 0 for piece, many in count.pieces.items()):
        raise ValueError(f"not notes and coins: {count.pieces!r}")
    if not 0 <= count.left.minor <= count.counted.minor:
        raise ShopError(_("So much is not in the drawer."), _("Write what stays there for tomorrow."), "BAD_LEFT")
    with shop.step(_("Close the day"), undoable=False) as db:
        last = cashbox.last_close(shop)
        found = cashbox.drawer(shop)
        start = count.float_ if last is None and count.float_ is not None else found.float_
        if count.counted != start + found.cash and not count.reason:
            raise ShopError(_("The drawer holds something else than the books say."), _("Choose why."), "NO_REASON")
        if count.reason and count.reason not in REASONS:
            raise ValueError(f"not a reason: {count.reason!r}")
        now = clock.now()
        cursor = db.execute(
            "INSERT INTO day_closes(on_day, since, at, currency, float_minor, cash_minor, counted_minor, left_minor, pieces, "
            "reason, note) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (clock.today().isoformat(), found.since, now, cashbox.CURRENCY, start.minor, found.cash.minor, count.counted.minor,
             count.left.minor, json.dumps({str(p): n for p, n in count.pieces.items() if n}), count.reason, count.note.strip()))
        close_id = cursor.lastrowid
        assert close_id is not None
        for line, books in cashbox.grown(shop, last):
            name = line.name if line.code_id is not None else ""
            db.execute("INSERT INTO day_close_lines(close_id, way, code_id, currency, name, amount_minor, waiting_minor, "
                       "books_minor) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                       (close_id, line.way, line.code_id, line.amount.currency, name, line.amount.minor, line.waiting.minor, books))
    return cashbox.close_of(shop, close_id)


def correct(shop: Shop, close_id: int, counted: Money, *, reason: str) -> Close:
    """Writes below a closed day what was really in the drawer. Raises ShopError: no such day, no reason, below zero, no change."""
    close = cashbox.close_of(shop, close_id)
    if not reason.strip():
        raise ShopError(_("A correction needs its reason."), _("Write why in a few words."), "NO_REASON")
    if counted.minor < 0 or counted.currency != close.counted.currency:
        raise ShopError(_("“{text}” is not an amount.").format(text=counted.text()), _("Write a number like 38.00."), "BAD_AMOUNT")
    if counted == close.truly:
        raise ShopError(_("This is what stands there already."), _("Write what was really in the drawer."), "SAME")
    with shop.step(_("Correct a closed day"), undoable=False) as db:
        db.execute("INSERT INTO day_close_fixes(close_id, counted_minor, reason, at) VALUES(?, ?, ?, ?)",
                   (close_id, counted.minor, reason.strip(), clock.now()))
    return cashbox.close_of(shop, close_id)
