"""A marketplace's file of 100,000 rows: its import, its import again, and the window meanwhile, against the bare table."""

from __future__ import annotations

import csv
import itertools
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas.orders import actions, familiar
from producer_app.areas.orders.screen import intake
from producer_app.base.progress import Progress
from producer_app.store.shop import Shop
from tests.bench import marketplace_file

ROWS = 100_000
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "orders_export.csv"
    marketplace_file.write(path, ROWS)
    return path


def bare(path: Path, place: Path) -> None:
    """The limit: the file's cells into a table without anything, on the same disk."""
    place.unlink(missing_ok=True)
    connection = sqlite3.connect(place)
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        connection.execute(f"CREATE TABLE cells({', '.join(f'c{n}' for n in range(len(header)))})")
        connection.executemany(f"INSERT INTO cells VALUES({', '.join('?' * len(header))})", reader)
    connection.commit()
    connection.close()


def bring(shop: Shop, path: Path) -> int:
    """What a person's import does: reading, comparing, writing, with search and sums. Gives how many are new."""
    return sum(actions.place_source(shop, source).new for source in familiar.read([path], shop))


def seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def test_a_large_import_costs_little_more_than_a_bare_table(table: Path, tmp_path: Path) -> None:
    head, *rows = table.read_bytes().splitlines(keepends=True)
    sorted_anew = tmp_path / "sorted_anew.csv"
    sorted_anew.write_bytes(head + b"".join(reversed(rows)))
    times: dict[str, list[float]] = {"bare": [], "new": [], "unchanged": [], "same file": []}
    for _round in range(3):
        times["bare"].append(seconds(partial(bare, table, tmp_path / "bare.db")))
        folder = tmp_path / "shop"
        with joiner.open_shop(folder, create=True) as shop:
            times["new"].append(seconds(partial(bring, shop, table)))
            assert shop.value("SELECT sum(n) FROM orders_counts") == ROWS
            assert shop.value("SELECT count(*) FROM orders_search WHERE orders_search MATCH '核 桃'") > 0
            times["same file"].append(seconds(partial(bring, shop, table)))
            times["unchanged"].append(seconds(partial(bring, shop, sorted_anew)))
            assert shop.value("SELECT count(*) FROM order_imports") == 1
        shutil.rmtree(folder)
    limit = statistics.median(times["bare"])
    ratio = {name: statistics.median(of) / limit for name, of in times.items()}
    told = ", ".join(f"{name} {value:.3f}" for name, value in ratio.items())
    print(f"\nimport of 100,000 rows: {told} x bare ({limit:.2f} s)")
    assert ratio["unchanged"] <= 1.0
    assert ratio["same file"] <= 0.03
    assert ratio["new"] <= 3.0


def test_the_window_never_waits_longer_than_a_tenth_of_a_second_meanwhile(qtbot: QtBot, table: Path, folder: Path) -> None:
    from PySide6.QtCore import QTimer

    from producer_app.ui import jobs
    from tests.window_kit import open_window

    with joiner.open_shop(folder, create=True) as shop:
        window = open_window(shop)
        qtbot.addWidget(window)
        beats: list[float] = []
        done: list[object] = []
        timer = QTimer(window, interval=5)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start()
        opener = partial(joiner.open_shop, folder)

        def work(progress: Progress) -> object:
            return intake.write(intake.look([table], opener, progress), opener, progress)

        jobs.run(window, work, done.append, done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=120_000)
        assert not isinstance(done[0], BaseException), done[0]
        longest = max(after - before for before, after in itertools.pairwise(beats))
        print(f"\nthe window's longest wait during the import: {longest * 1000:.0f} ms")
        assert longest <= 0.1
