"""Money that a statement told: put to orders many at once, found for payments in doubt, and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from producer_app.areas.orders import actions, queries
from producer_app.areas.orders.rows import Receipt, Receipted
from producer_app.base import clock
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

_PAID = ("(SELECT coalesce(sum(p.amount_minor), 0) FROM order_payments p WHERE p.order_id = orders.id AND p.seen = 1 "
         "AND p.way <> 'credit' AND p.currency = orders.currency)")


def receive(shop: Shop, db: Database, receipts: Sequence[Receipt]) -> list[Receipted]:
    """Writes payments down inside a step, in their order. An order that waited for money moves on once all of it is there."""
    first = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM order_payments").fetchone()[0])
    many = db.conn.executemany
    many("INSERT INTO order_payments(id, order_id, way, amount_minor, currency, paid_at, reference, seen) "
         "VALUES(?, ?, ?, ?, ?, ?, ?, 1)",
         [(n, r.order_id, r.payment.way, r.payment.amount.minor, r.payment.amount.currency, r.payment.paid_at, r.payment.reference)
          for n, r in enumerate(receipts, first)])
    many("UPDATE orders SET total_minor = total_minor - ?, discount_minor = discount_minor + ? WHERE id = ?",
         [(r.off_minor, r.off_minor, r.order_id) for r in receipts if r.off_minor])
    wanted = {r.order_id for r in receipts}
    moved = _those(shop, "pay", f"{_PAID} >= total_minor", wanted)
    _move(db, sorted(moved), "unpaid", "to_ship")
    done = []
    for n, r in enumerate(receipts, first):
        done.append(Receipted(n, r.order_id in moved))
        moved.discard(r.order_id)  # the first of several payments bears the step
    return done


def see(db: Database, payment_ids: Sequence[int], *, seen: bool) -> None:
    """Says of payments that they were found on a statement, or no longer, inside a step."""
    db.conn.executemany("UPDATE order_payments SET seen = ? WHERE id = ?", [(int(seen), payment_id) for payment_id in payment_ids])


def unreceive(shop: Shop, db: Database, taken: Sequence[tuple[int, int, int, bool]]) -> None:
    """Takes payments off again inside a step. Each: the payment, its order, fen taken off with it, whether the order moved on
    with it; an order that no longer has its money waits again, unless somebody has gone on with it."""
    many = db.conn.executemany
    many("DELETE FROM order_payments WHERE id = ?", [(payment_id,) for payment_id, _order, _off, _moved in taken])
    many("UPDATE orders SET total_minor = total_minor + ?, discount_minor = discount_minor - ? WHERE id = ?",
         [(off, off, order_id) for _payment, order_id, off, _moved in taken if off])
    back = {order_id for _payment, order_id, _off, moved in taken if moved}
    _move(db, sorted(_those(shop, "pack", f"{_PAID} < total_minor", back)), "to_ship", "unpaid")


def _those(shop: Shop, lane: str, condition: str, order_ids: set[int]) -> set[int]:
    """Which of these orders stand in a column and fulfil a condition."""
    ids = sorted(order_ids)
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        some = ids[start:start + 500]
        found.update(int(row[0]) for row in shop.rows(
            f"SELECT id FROM orders WHERE lane = ? AND id IN {queries.among(some)} AND {condition}", (lane, *some)))
    return found


def _move(db: Database, order_ids: Sequence[int], before: str, after: str) -> None:
    now = clock.now()
    db.conn.executemany("UPDATE orders SET state = ? WHERE id = ?", [(after, order_id) for order_id in order_ids])
    actions.note_states(db, [(order_id, before, after, now, "") for order_id in order_ids])
