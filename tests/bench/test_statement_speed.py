"""A bill of 10,000 payments against 10,000 open requests: read, compared, matched and on disk.

The limit is what nobody can go below: Python's own csv over the same bytes and one executemany of the same rows into a bare
table of the same file settings, in the same run.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.areas import receiving
from producer_app.base import clock
from producer_app.store.shop import Shop
from tests.samples.statements import make
from tests.samples.statements.make import Row

pytestmark = pytest.mark.bench
ROWS = 10_000
# Read, compared with what is known, matched from both sides, written to orders with their states, searchable and undoable tables
# kept in step: some dozen times the bare rows.
MOST = 40.0


def took(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def fill(shop: Shop) -> None:
    """Ten thousand unpaid orders with a request each, amounts apart by a fen."""
    asked_at = clock.as_text(clock.parse(clock.now()) - timedelta(hours=1))
    free_at = clock.as_text(clock.parse(asked_at) + timedelta(days=3))
    with shop.step("fill", undoable=False) as db:
        db.conn.executemany(
            "INSERT INTO orders(id, channel, number, state, channel_state, placed, placed_at, currency, total_minor, created_at) "
            "VALUES(?, 'hand', ?, 'unpaid', 'unpaid', ?, ?, 'CNY', ?, ?)",
            [(n, f"H{n:05d}", asked_at, asked_at, 1001 + n, asked_at) for n in range(1, ROWS + 1)])
        db.conn.executemany(
            "INSERT INTO pay_requests(order_id, wallet, currency, asked_minor, off_minor, asked_at, free_at) "
            "VALUES(?, 'wechat', 'CNY', ?, 1, ?, ?)", [(n, 1000 + n, asked_at, free_at) for n in range(1, ROWS + 1)])


def bare(data: bytes, path: Path) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[17:]
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = EXTRA")
    with connection:
        connection.execute("CREATE TABLE bare(at, kind, payer, note, way, amount, source, state, number, shop, remark)")
        connection.executemany("INSERT INTO bare VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.close()


def test_ten_thousand_payments_find_ten_thousand_requests(tmp_path: Path) -> None:
    at = (clock.parse(clock.now()) + timedelta(hours=8)).replace(tzinfo=None)
    data = make.wechat_csv([Row(f"42000029862025112{n:011d}", at + timedelta(seconds=n), 1000 + n) for n in range(1, ROWS + 1)])
    file = tmp_path / "bill.csv"
    file.write_bytes(data)
    limit = sorted(took(lambda n=n: bare(data, tmp_path / f"bare{n}.db")) for n in range(3))[1]  # type: ignore[misc]
    times = []
    for turn in range(3):
        with joiner.open_shop(tmp_path / f"shop{turn}", create=True) as shop:
            fill(shop)
            done: list[receiving.Taken] = []
            times.append(took(lambda shop=shop, done=done: done.append(receiving.take(shop, receiving.read(file)))))  # type: ignore[misc]
            assert (done[0].new, done[0].matched) == (ROWS, ROWS)
            assert shop.value("SELECT count(*) FROM orders WHERE state = 'to_ship'") == ROWS
            again = receiving.take(shop, receiving.read(file))
            assert (again.new, again.same) == (0, ROWS)
    ours = sorted(times)[1]
    print(f"\n{ROWS} payments read, matched and saved: {ours:.2f} s, {ours / limit:.1f} times csv + executemany ({limit:.3f} s)")
    assert ours / limit <= MOST
