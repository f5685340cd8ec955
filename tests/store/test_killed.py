"""Kills a working program at random moments and looks whether everything it promised is there, whole, and nothing half."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from producer_app.app import joiner
from producer_app.base.errors import ShopError
from producer_app.store import opening, searching
from producer_app.store.shop import Shop

pytestmark = [pytest.mark.long, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")]
CHILD = Path(__file__).with_name("killed_child.py")
ROUNDS, ROUNDS_A_SHOP = 240, 30


def load_child() -> ModuleType:
    spec = importlib.util.spec_from_file_location("killed_child", CHILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


child = load_child()


class Victim:
    """A worker at a time, killed on demand."""

    def __init__(self) -> None:
        self._server = subprocess.Popen([sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        self._worker = 0

    def run_and_kill(self, folder: Path, log: Path, seed: int, kinds: list[str], *, after_s: float) -> None:
        """Lets a worker work for so long, kills it and waits until it is gone."""
        self.run(folder, log, seed, kinds)
        time.sleep(after_s)  # not waiting for something: this is the moment of the kill
        self.kill()

    def run(self, folder: Path, log: Path, seed: int, kinds: list[str]) -> None:
        """Starts a worker."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps({"folder": str(folder), "log": str(log), "seed": seed, "kinds": kinds}) + "\n")
        self._server.stdin.flush()
        self._worker = int(self._server.stdout.readline())

    def kill(self) -> None:
        """Kills the worker and waits until it is gone. A worker that ended by itself met an error: that is a finding."""
        assert self._server.stdout is not None
        os.kill(self._worker, signal.SIGKILL)
        assert self._server.stdout.readline() == "killed\n"

    def pace(self, folder: Path, log: Path, kinds: list[str]) -> float:
        """Seconds until a worker's first promise, as this machine is busy now: kills are spread over a like time."""
        self.run(folder, log, 0, kinds)
        begun = time.monotonic()
        while not (log.exists() and log.stat().st_size):
            assert time.monotonic() - begun < 60, "no promise within a minute"
            time.sleep(0.0005)
        seconds = time.monotonic() - begun
        self.kill()
        return seconds

    def close(self) -> None:
        self._server.communicate("")


@pytest.fixture(scope="module")
def victim() -> Iterator[Victim]:
    server = Victim()
    yield server
    server.close()


def promises(log: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in child.KINDS}
    for line in log.read_text().splitlines() if log.exists() else ():
        promise = json.loads(line)
        found[promise["kind"]].append(promise)
    return found


def sound(shop: Shop) -> None:
    assert [r[0] for r in shop.rows("PRAGMA integrity_check")] == ["ok"]
    assert shop.rows("PRAGMA foreign_key_check") == []
    assert searching.sound(shop._connection)


def no_leftovers(folder: Path) -> None:
    assert [p for p in folder.rglob("*") if ".part" in p.name or p.name.endswith("-journal")] == []


def test_whatever_was_promised_survives_a_kill_at_any_moment(victim: Victim, tmp_path: Path) -> None:
    pick = random.Random(20260301)
    interrupted = 0
    reached = dict.fromkeys(child.KINDS, 0)
    child.prepare(tmp_path / "pace")
    longest = min(0.6, 3 * victim.pace(tmp_path / "pace", tmp_path / "log of pace", ["import"]))
    for number in range(ROUNDS):
        folder, log = tmp_path / f"shop {number // ROUNDS_A_SHOP}", tmp_path / f"log {number // ROUNDS_A_SHOP}"
        if number % ROUNDS_A_SHOP == 0:
            child.prepare(folder)
        # One kind at a time in half of the rounds, so that none is rarely met.
        kinds = [list(child.KINDS)[number % len(child.KINDS)]] if number % 2 else list(child.KINDS)
        victim.run_and_kill(folder, log, number, kinds, after_s=pick.uniform(0, longest))
        journal = folder / "shop.db-journal"
        interrupted += journal.exists() and journal.stat().st_size > 0
        with joiner.open_shop(folder) as shop:
            with shop.step("Count rounds", undoable=False) as db:
                db.execute("UPDATE settings SET value = value + 1 WHERE name = 'test.rounds'")
            kept = promises(log)
            for kind, check in child.CHECKS.items():
                check(shop, kept[kind])
            sound(shop)
            no_leftovers(folder)
        if number % ROUNDS_A_SHOP == ROUNDS_A_SHOP - 1:
            for kind, given in kept.items():
                reached[kind] += len(given)
    assert all(reached.values()), f"a kind of work was never finished: {reached}"
    assert sum(reached.values()) > ROUNDS
    assert interrupted > ROUNDS // 20, "the kills hardly ever met a change under way"


def test_two_programs_at_work_on_one_shop_survive_the_kill_of_each_other(victim: Victim, tmp_path: Path) -> None:
    other = Victim()
    pick = random.Random(11)
    kinds = ["products.add", "photo", "sale", "import", "till.sale", "orders.import"]
    try:
        for number in range(60):
            folder, log = tmp_path / f"shop {number // 20}", tmp_path / f"log {number // 20}"
            if number % 20 == 0:
                child.prepare(folder)
            other.run(folder, log, number + 1000, kinds)
            victim.run_and_kill(folder, log, number, kinds, after_s=pick.uniform(0, 0.06))
            time.sleep(pick.uniform(0, 0.03))
            other.kill()
            with joiner.open_shop(folder) as shop:
                kept = promises(log)
                for kind in kinds:
                    child.CHECKS[kind](shop, kept[kind])
                sound(shop)
                no_leftovers(folder)
    finally:
        other.close()


def test_a_kill_during_recovery_is_recovered_from(victim: Victim, tmp_path: Path) -> None:
    folder, log = tmp_path / "shop", tmp_path / "log"
    child.prepare(folder)
    pick = random.Random(7)
    for number in range(30):
        victim.run_and_kill(folder, log, number, ["import", "sale"], after_s=pick.uniform(0.02, 0.06))
        for again in range(2):
            victim.run_and_kill(folder, log, number * 10 + again, ["sale"], after_s=pick.uniform(0, 0.006))
        with joiner.open_shop(folder) as shop:
            kept = promises(log)
            child.CHECKS["import"](shop, kept["import"])
            child.CHECKS["sale"](shop, kept["sale"])
            sound(shop)
            no_leftovers(folder)


def test_a_shop_killed_while_it_is_made_is_whole_or_not_there(victim: Victim, tmp_path: Path) -> None:
    pick, made = random.Random(8), 0
    longest = 1.5 * victim.pace(tmp_path / "pace", tmp_path / "log of pace", ["make"])
    for number in range(40):
        folder = tmp_path / str(number)
        victim.run_and_kill(folder, tmp_path / f"log {number}", number, ["make"], after_s=pick.uniform(0, longest))
        made += (folder / opening.FILE).exists()
        with joiner.open_shop(folder, create=True) as shop:
            sound(shop)
            no_leftovers(folder)
    assert made
    assert made < 40


def test_an_upgrade_killed_half_way_is_old_or_new_with_its_copy_there(victim: Victim, tmp_path: Path) -> None:
    pick = random.Random(9)
    old = new = 0
    child.prepare(tmp_path / "pace")
    longest = 2 * victim.pace(tmp_path / "pace", tmp_path / "log of pace", ["upgrade"])
    for number in range(40):
        folder = tmp_path / str(number)
        child.prepare(folder)
        with joiner.open_shop(folder) as shop:
            child.import_batch(shop, pick)
        victim.run_and_kill(folder, tmp_path / f"log {number}", number, ["upgrade"], after_s=pick.uniform(0, longest))
        upgraded = sqlite3.connect(folder / opening.FILE).execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'")
        if upgraded.fetchone()[0]:
            with pytest.raises(ShopError, match="newer version"):
                joiner.open_shop(folder)
            assert list((folder / "backups").glob("before-upgrade-*.db"))
            new += 1
        else:
            with joiner.open_shop(folder) as shop:
                sound(shop)
            old += 1
        with Shop.open(folder, [*joiner.schemas(), child.later()]) as shop:
            assert shop.value("SELECT count(*) FROM later") == shop.value("SELECT count(*) FROM products") == child.BATCH
            sound(shop)
        no_leftovers(folder)
    assert old
    assert new
