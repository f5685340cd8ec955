"""The bars of a big shop, each a ratio to a limit measured in the same run: search, the board, counts, memory, scrolling."""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import orders, products
from producer_app.areas.orders import queries as order_queries
from producer_app.base.search import question
from producer_app.store.shop import Shop
from tests.bench import big_shop

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["玫", "玫瑰", "核桃", "蜂", "گ", "گۈل", "ئۈج", "ياڭاق", "r", "ro", "rose", "honey w", "po", "sku0", "tea 4",
        "无花", "نان", "茶"]
NAMES = ["王小", "李娜", "买买提", "ئاي", "ئايگۈل", "ئالىم", "anna", "玫瑰", "核桃", "گۈل", "چاي", "新疆", "قەش", "浙江"]
NUMBERS = ["3930679", "39306800", "9999"]
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The big shop, made once; PRODUCER_APP_BIG_SHOP names one that is kept between runs."""
    kept = os.environ.get("PRODUCER_APP_BIG_SHOP")
    place = Path(kept) if kept else tmp_path_factory.mktemp("big") / "shop"
    if not (place / "shop.db").exists():
        big_shop.build(place)
    return place


@pytest.fixture
def big(folder: Path) -> Iterator[Shop]:
    with joiner.open_shop(folder) as shop:
        yield shop


def times(call: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each of several calls."""
    out = []
    for _round in range(rounds):
        begun = time.perf_counter()
        call()
        out.append(time.perf_counter() - begun)
    return out


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def compared(name: str, keys: list[str], ours: Callable[[str], object], raw: sqlite3.Connection, sql: str) -> float:
    """The 95th percentile of one key in the search box against that of the index's own newest fifty and their rows."""
    typed = [key[:n] for key in keys for n in range(1, len(key) + 1)]
    times_ours: list[float] = []
    limit: list[float] = []
    for key in typed:
        limit += times(partial(lambda asked: raw.execute(sql, (asked,)).fetchall(), question(key)), 7)
        times_ours += times(partial(ours, key), 7)
    ratio = percentile(times_ours, 0.95) / percentile(limit, 0.95)
    print(f"\nsearch of {name}, p95: {ratio:.2f} x raw ({percentile(times_ours, 0.95) * 1000:.2f} ms, "
          f"{percentile(limit, 0.95) * 1000:.2f} ms); median {statistics.median(times_ours) / statistics.median(limit):.2f} x")
    return ratio


def test_a_key_in_the_search_box_costs_little_more_than_the_raw_query(big: Shop, folder: Path) -> None:
    sql = ("SELECT p.* FROM products_search s CROSS JOIN products p ON p.id = s.rowid WHERE s.products_search MATCH ? "
           "ORDER BY s.rowid DESC LIMIT 50")
    assert compared("products", KEYS, lambda key: products.listing(big, search=key, limit=50), sqlite3.connect(folder / "shop.db"),
                    sql) <= 1.5


@pytest.mark.parametrize("keys", [NAMES, NUMBERS], ids=["names, goods and places", "numbers"])
def test_a_key_in_the_search_of_the_board_costs_little_more_than_the_raw_query(big: Shop, folder: Path, keys: list[str]) -> None:
    def cards(key: str) -> object:
        return order_queries.cards(big, orders.board(big, search=key, limit=50))

    sql = ("SELECT o.* FROM orders_search s CROSS JOIN orders o ON o.id = s.rowid WHERE s.orders_search MATCH ? "
           "ORDER BY s.rowid DESC LIMIT 50")
    assert compared("orders", keys, cards, sqlite3.connect(folder / "shop.db"), sql) <= 1.5


def test_the_first_page_of_the_board_is_a_hundred_times_faster_than_a_scan(big: Shop, folder: Path) -> None:
    raw = sqlite3.connect(folder / "shop.db")
    scan = "SELECT * FROM orders WHERE +state = 'to_ship' ORDER BY +placed_at DESC, +id DESC LIMIT 50"
    slow = statistics.median(times(lambda: raw.execute(scan).fetchall(), 3))
    fast = statistics.median(times(lambda: orders.board(big, lane="pack", limit=50), 21))
    print(f"\nfirst page: {slow / fast:.0f} times faster ({fast * 1000:.2f} ms against {slow * 1000:.0f} ms)")
    assert slow / fast >= 100


def test_the_counts_of_the_board_are_a_thousand_times_faster_than_a_scan(big: Shop, folder: Path) -> None:
    raw = sqlite3.connect(folder / "shop.db")
    slow = statistics.median(times(lambda: raw.execute("SELECT +state, count(*) FROM orders GROUP BY +state").fetchall(), 3))
    fast = statistics.median(times(lambda: orders.counts(big), 21))
    print(f"\ncounts: {slow / fast:.0f} times faster ({fast * 1000:.3f} ms against {slow * 1000:.0f} ms)")
    assert slow / fast >= 1000


MEMORY = """
import sys, time
def pss():
    return sum(int(line.split()[1]) for line in open('/proc/self/smaps_rollup') if line.startswith('Pss:'))
def rested():
    # Until the workers are done (the day's copy too), then until the window gave back what it does not need.
    until = time.monotonic() + 1.5 * REST_MS / 1000
    while time.monotonic() < until or not QThreadPool.globalInstance().waitForDone(0):
        app.processEvents()
        time.sleep(0.01)
    return pss()
if sys.argv[1] == 'bare':
    from PySide6.QtWidgets import QApplication, QMainWindow
    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    print(pss())
else:
    from pathlib import Path
    from PySide6.QtCore import QThreadPool
    from PySide6.QtWidgets import QLineEdit
    from producer_app import areas
    from producer_app.app import window_start
    from producer_app.base.tile import tiles
    from producer_app.ui.window import REST_MS, Window
    app = window_start.application(first=True)
    window = Window(tiles(Path(areas.__file__).parent))
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    window_start._after_paint(window, Path(sys.argv[2]))
    home = rested()
    for screen, typed in (('products', 'ro'), ('orders', 'SKU1')):
        window.go(screen)
        app.processEvents()
        search = next(line for line in window.pages[screen].findChildren(QLineEdit) if line.isVisible())
        for text in (typed, ''):
            search.setText(text)
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                app.processEvents()
    print(home, pss(), rested())
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell shares of memory")
def test_the_open_shop_takes_less_than_twice_the_memory_of_a_bare_window(folder: Path, tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}

    def kilobytes(which: str) -> list[int]:
        done = subprocess.run([sys.executable, "-c", MEMORY, which, str(folder)], env=env, cwd=ROOT, capture_output=True,
                              text=True, check=True)
        return [int(number) for number in done.stdout.splitlines()[-1].split()]

    bare = statistics.median(kilobytes("bare")[0] for _round in range(3))
    home, busy, ours = (statistics.median(figures) for figures in zip(*(kilobytes("ours") for _round in range(3)), strict=True))
    print(f"\nmemory (PSS): {ours / bare:.2f} x bare with home, products and orders visited, at rest ({ours / 1024:.0f} MB, "
          f"{bare / 1024:.0f} MB); home at rest {home / bare:.2f} x; the moment after typing {busy / bare:.2f} x")
    assert ours / bare <= 1.7


def test_scrolling_the_grid_never_blocks_longer_than_a_blink(qtbot: QtBot, big: Shop) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QApplication

    from tests.window_kit import open_window, settle

    window = open_window(big)
    qtbot.addWidget(window)
    window.go("products")
    settle()
    view = max(window.pages["products"].findChildren(QAbstractItemView), key=lambda v: v.width() * v.height())
    bar = view.verticalScrollBar()
    longest = 0.0
    for step in range(400):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * step // 400)
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    print(f"\nscrolling 100,000 products: longest block {longest * 1000:.0f} ms")
    assert longest <= 0.05
