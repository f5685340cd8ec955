"""Tables of the money coming in: what was asked for, what the statements tell, which money belongs to which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("receiving")


@schema()
def create_receiving(db: Database) -> None:
    for statement in (
        # No state and no sum of what came: both are derived from the order's payments. ``before_minor`` is what had been
        # paid for the order when it was asked, so that only what came since counts.
        """CREATE TABLE pay_requests(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
            code_id INTEGER REFERENCES receiving_codes(id), wallet TEXT NOT NULL DEFAULT '', currency TEXT NOT NULL,
            asked_minor INTEGER NOT NULL, off_minor INTEGER NOT NULL DEFAULT 0, before_minor INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT '', asked_at TEXT NOT NULL, due_at TEXT NOT NULL DEFAULT '', free_at TEXT NOT NULL,
            given_up_at TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX pay_requests_order ON pay_requests(order_id)",
        "CREATE INDEX pay_requests_amount ON pay_requests(asked_minor, currency)",
        """CREATE TABLE statement_imports(
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL,
            new INTEGER NOT NULL, same INTEGER NOT NULL, taken_back_at TEXT)""",
        # The transaction's number is the key: whatever file tells it again, it is the same money.
        """CREATE TABLE money_in(
            id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES statement_imports(id) ON DELETE CASCADE,
            source TEXT NOT NULL, reference TEXT NOT NULL, at TEXT NOT NULL, exact INTEGER NOT NULL, currency TEXT NOT NULL,
            amount_minor INTEGER NOT NULL, returned_minor INTEGER NOT NULL DEFAULT 0, payer TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '', UNIQUE(source, reference))""",
        "CREATE INDEX money_in_at ON money_in(at DESC, id DESC)",
        "CREATE INDEX money_in_import ON money_in(import_id)",
        # One row for settled money: to an order, or (no order) to nothing of the shop. The key keeps it from being matched
        # twice, the unique payment keeps a payment from being confirmed twice. ``made``: the payment was written by the
        # match (1) or had been noted before and is now found (0); ``was_seen``: whether it had been seen on the phone by
        # then; ``moved``: the order moved on with it; ``off_minor``: fen that were taken off the order's total with it.
        """CREATE TABLE money_matches(
            money_id INTEGER PRIMARY KEY REFERENCES money_in(id) ON DELETE CASCADE,
            order_id INTEGER REFERENCES orders(id) ON DELETE CASCADE,
            payment_id INTEGER UNIQUE REFERENCES order_payments(id) ON DELETE CASCADE,
            made INTEGER NOT NULL DEFAULT 0, was_seen INTEGER NOT NULL DEFAULT 0, moved INTEGER NOT NULL DEFAULT 0,
            off_minor INTEGER NOT NULL DEFAULT 0,
            by TEXT NOT NULL, at TEXT NOT NULL)""",
        "CREATE INDEX money_matches_order ON money_matches(order_id) WHERE order_id IS NOT NULL",
        # The orders' payments that no statement has told yet, by amount: looked through for every row of a bill.
        """CREATE INDEX order_payments_noted ON order_payments(amount_minor, currency, paid_at)
            WHERE reference = '' AND amount_minor > 0""",
        """CREATE VIEW pay_request_sums AS
            SELECT r.*, o.number, o.recipient, o.state AS order_state, max(0, coalesce((
                SELECT sum(p.amount_minor) FROM order_payments p
                WHERE p.order_id = r.order_id AND p.seen = 1 AND p.way <> 'credit' AND p.currency = r.currency), 0)
                - r.before_minor) AS came_minor
            FROM pay_requests r JOIN orders o ON o.id = r.order_id""",
    ):
        db.execute(statement)
