"""Tables of the orders: one row an order, a line, a parcel, a payment, a step of history, an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("orders")


@schema()
def create_orders(db: Database) -> None:
    for statement in (
        # ``state`` is ours, ``channel_state`` the channel's; ``lane`` is the board's column, derived so that it cannot drift.
        """CREATE TABLE orders(
            id INTEGER PRIMARY KEY, channel TEXT NOT NULL, number TEXT NOT NULL,
            state TEXT NOT NULL, channel_state TEXT NOT NULL, raw_state TEXT NOT NULL DEFAULT '',
            placed TEXT NOT NULL, placed_at TEXT NOT NULL, currency TEXT NOT NULL,
            total_minor INTEGER NOT NULL, refunded_minor INTEGER NOT NULL DEFAULT 0, postage_minor INTEGER NOT NULL DEFAULT 0,
            discount_minor INTEGER NOT NULL DEFAULT 0, paid_minor INTEGER,
            buyer TEXT NOT NULL DEFAULT '', recipient TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
            region TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
            seller_note TEXT NOT NULL DEFAULT '', complete INTEGER NOT NULL DEFAULT 1,
            head_digest TEXT NOT NULL DEFAULT '', lines_digest TEXT NOT NULL DEFAULT '',
            first_import INTEGER, last_import INTEGER, created_at TEXT NOT NULL, search TEXT NOT NULL DEFAULT '',
            lane TEXT GENERATED ALWAYS AS (CASE state
                WHEN 'unpaid' THEN 'pay' WHEN 'to_ship' THEN 'pack' WHEN 'packed' THEN 'send' WHEN 'part_shipped' THEN 'send'
                WHEN 'shipped' THEN 'sent' WHEN 'done' THEN 'closed' WHEN 'cancelled' THEN 'closed' ELSE 'trouble' END) VIRTUAL,
            UNIQUE(channel, number))""",
        "CREATE INDEX orders_lane ON orders(lane, placed_at DESC, id DESC)",
        "CREATE INDEX orders_placed ON orders(placed_at DESC, id DESC)",
        "CREATE INDEX orders_first_import ON orders(first_import) WHERE first_import IS NOT NULL",
        """CREATE TABLE order_raw(
            order_id INTEGER PRIMARY KEY REFERENCES orders(id) ON DELETE CASCADE, raw TEXT NOT NULL)""",
        """CREATE TABLE order_lines(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            line_key TEXT NOT NULL DEFAULT '', sku TEXT NOT NULL DEFAULT '', title TEXT NOT NULL, spec TEXT NOT NULL DEFAULT '',
            quantity_milli INTEGER, unit_minor INTEGER, total_minor INTEGER, product_id INTEGER REFERENCES products(id))""",
        "CREATE INDEX order_lines_order ON order_lines(order_id, position)",
        "CREATE INDEX order_lines_product ON order_lines(product_id) WHERE product_id IS NOT NULL",
        """CREATE TABLE parcels(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
            carrier TEXT NOT NULL DEFAULT '', number TEXT NOT NULL)""",
        "CREATE INDEX parcels_order ON parcels(order_id)",
        """CREATE TABLE order_states(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
            before TEXT NOT NULL, after TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL)""",
        "CREATE INDEX order_states_order ON order_states(order_id)",
        """CREATE TABLE order_payments(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, way TEXT NOT NULL,
            amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, paid_at TEXT NOT NULL, reference TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX order_payments_order ON order_payments(order_id)",
        "CREATE INDEX order_payments_paid ON order_payments(paid_at)",
        """CREATE TABLE order_imports(
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, channel TEXT NOT NULL, files TEXT NOT NULL, digests TEXT NOT NULL,
            new INTEGER NOT NULL, changed INTEGER NOT NULL, same INTEGER NOT NULL, taken_back_at TEXT)""",
        # What an import changed stood like this before; needed to take it back.
        """CREATE TABLE order_changes(
            id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES order_imports(id) ON DELETE CASCADE,
            order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, before TEXT NOT NULL)""",
        "CREATE INDEX order_changes_import ON order_changes(import_id)",
        "CREATE INDEX order_changes_order ON order_changes(order_id)",
        "CREATE TABLE order_numbers(channel TEXT PRIMARY KEY, last INTEGER NOT NULL)",
        """CREATE VIRTUAL TABLE orders_search USING fts5(
            search, content='orders', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')""",
    ):
        db.execute(statement)


@schema()
def count_orders(db: Database) -> None:
    """How many orders are in each state; the store keeps it in step (see its counting)."""
    db.execute("CREATE TABLE orders_counts(state TEXT PRIMARY KEY, n INTEGER NOT NULL)")
    db.execute("INSERT INTO orders_counts(state, n) SELECT state, count(*) FROM orders GROUP BY state")


@schema()
def keep_returns_and_doubts(db: Database) -> None:
    for statement in (
        # A code payment that nobody has seen on the phone yet; asked about when the day is closed.
        "ALTER TABLE order_payments ADD COLUMN seen INTEGER NOT NULL DEFAULT 1",
        "CREATE INDEX order_payments_unseen ON order_payments(paid_at) WHERE seen = 0",
        "CREATE INDEX order_payments_credit ON order_payments(order_id) WHERE way = 'credit'",
        # A return is an order of its own with minus signs, so that no day that is over changes; this says of what.
        """CREATE TABLE order_returns(
            order_id INTEGER PRIMARY KEY REFERENCES orders(id) ON DELETE CASCADE,
            of_order INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, of_position INTEGER NOT NULL)""",
        "CREATE INDEX order_returns_of ON order_returns(of_order, of_position)",
    ):
        db.execute(statement)


@schema()
def keep_words_of_chats(db: Database) -> None:
    # What buyers call a product in a chat, settled once by the person.
    db.execute("""CREATE TABLE order_words(
        said TEXT PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, at TEXT NOT NULL)""")
    db.execute("CREATE INDEX order_words_product ON order_words(product_id)")


@schema()
def keep_profiles_of_files(db: Database) -> None:
    # How files of shops without a channel of their own are read; ``body`` is JSON of mapping.Profile.
    db.execute("CREATE TABLE order_profiles(channel TEXT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL)")


@schema()
def keep_the_code_paid_to(db: Database) -> None:
    # Which receiving code a buyer paid to; the codes are another area's, so there is no foreign key.
    db.execute("ALTER TABLE order_payments ADD COLUMN code_id INTEGER")


@schema()
def count_orders_by_channel(db: Database) -> None:
    """The counts by channel too, for a board that shows one of them; and its columns in the order they are shown in."""
    for statement in (
        "DROP TABLE orders_counts",
        "CREATE TABLE orders_counts(channel TEXT NOT NULL, state TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(channel, state))",
        "INSERT INTO orders_counts(channel, state, n) SELECT channel, state, count(*) FROM orders GROUP BY channel, state",
        "CREATE INDEX orders_channel_lane ON orders(channel, lane, placed_at DESC, id DESC)",
    ):
        db.execute(statement)


@schema()
def keep_headers_and_marks(db: Database) -> None:
    for statement in (
        # The header of a file once, however many of its rows are kept; and a mark of all up to it (see familiar.py).
        """CREATE TABLE order_headers(
            id INTEGER PRIMARY KEY, channel TEXT NOT NULL, header TEXT NOT NULL, top BLOB, top_lines INTEGER NOT NULL DEFAULT 0)""",
        "ALTER TABLE order_raw ADD COLUMN header_id INTEGER REFERENCES order_headers(id)",
        "ALTER TABLE order_raw ADD COLUMN marks BLOB",
        # The reader that took every row of the files, 0 where some were refused.
        "ALTER TABLE order_imports ADD COLUMN whole INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(statement)


@schema()
def keep_promises(db: Database) -> None:
    for statement in (
        # Goods that came back broken are no stock again.
        "ALTER TABLE order_returns ADD COLUMN shelved INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE order_returns ADD COLUMN who TEXT NOT NULL DEFAULT ''",
        # Who moved an order on, by name, where somebody said who works at the computer.
        "ALTER TABLE order_states ADD COLUMN who TEXT NOT NULL DEFAULT ''",
        # Orders promised for a day, ISO of the shop's own calendar.
        """CREATE TABLE order_promises(
            order_id INTEGER PRIMARY KEY REFERENCES orders(id) ON DELETE CASCADE, day TEXT NOT NULL)""",
        "CREATE INDEX order_promises_day ON order_promises(day, order_id)",
    ):
        db.execute(statement)


@schema()
def keep_order_windows(db: Database) -> None:
    """Times in UTC; "" and 0 for no limit. An order belongs to at most one window."""
    for statement in (
        """CREATE TABLE order_windows(
            id INTEGER PRIMARY KEY, opens_at TEXT NOT NULL, closes_at TEXT NOT NULL DEFAULT '',
            most_orders INTEGER NOT NULL DEFAULT 0, most_minor INTEGER NOT NULL DEFAULT 0, currency TEXT NOT NULL DEFAULT 'CNY',
            closed_at TEXT NOT NULL DEFAULT '')""",
        """CREATE TABLE order_window_orders(
            order_id INTEGER PRIMARY KEY REFERENCES orders(id) ON DELETE CASCADE,
            window_id INTEGER NOT NULL REFERENCES order_windows(id) ON DELETE CASCADE)""",
        "CREATE INDEX order_window_orders_window ON order_window_orders(window_id)",
    ):
        db.execute(statement)


@schema()
def keep_servers(db: Database) -> None:
    for statement in (
        # Shops with a server of their own. Their keys lie in the computer's keyring under ``key_name``, never here.
        # ``since``: where the next fetch begins, by the server's clock; ``plain``: the person allowed http.
        """CREATE TABLE order_servers(
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL, channel TEXT NOT NULL UNIQUE,
            key_name TEXT NOT NULL, plain INTEGER NOT NULL DEFAULT 0,
            since TEXT NOT NULL DEFAULT '', told_at TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '', at TEXT NOT NULL)""",
        # What an order is called there, and whether it may still change without a word.
        """CREATE TABLE order_remotes(
            channel TEXT NOT NULL, remote_id TEXT NOT NULL, number TEXT NOT NULL, open INTEGER NOT NULL,
            PRIMARY KEY(channel, remote_id)) WITHOUT ROWID""",
        "CREATE INDEX order_remotes_open ON order_remotes(channel, remote_id) WHERE open = 1",
        "CREATE INDEX order_remotes_number ON order_remotes(channel, number)",
        # What a channel calls a product, settled once by the person. ``said``: its SKU, or "=" and the title where it has none.
        """CREATE TABLE order_skus(
            channel TEXT NOT NULL, said TEXT NOT NULL, at TEXT NOT NULL,
            product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE, PRIMARY KEY(channel, said))""",
        "CREATE INDEX order_skus_product ON order_skus(product_id)",
    ):
        db.execute(statement)


@schema()
def keep_the_outbox(db: Database) -> None:
    for statement in (
        # ``tells``: the shop is told when a parcel leaves; ``tells_told``: why that stopped, "" for nothing.
        "ALTER TABLE order_servers ADD COLUMN tells INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE order_servers ADD COLUMN tells_told TEXT NOT NULL DEFAULT ''",
        # What a shop is to be told, written in the same step as the deed. ``what``: status, or tracking with its ``number``;
        # ``state``: waiting, sending, unsure, sent, asks or left; ``next_at``: not before, UTC; ``told``: the last words.
        """CREATE TABLE order_outbox(
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE, channel TEXT NOT NULL,
            what TEXT NOT NULL, number TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'waiting',
            tries INTEGER NOT NULL DEFAULT 0, tried_at TEXT NOT NULL DEFAULT '', next_at TEXT NOT NULL DEFAULT '',
            told TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, UNIQUE(order_id, what, number))""",
        "CREATE INDEX order_outbox_open ON order_outbox(channel, state, order_id)",
        "CREATE INDEX order_outbox_asks ON order_outbox(order_id) WHERE state = 'asks'",
    ):
        db.execute(statement)
