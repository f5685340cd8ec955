"""Counts stay in step with their table: through steps, failures, undo, bulk work and other connections."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from producer_app.store import counting
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop

schema = Migrations("garden")


@schema()
def create(db: Any) -> None:
    db.execute("CREATE TABLE beds(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, wet INTEGER)")
    db.execute("CREATE TABLE beds_counts(kind TEXT, wet INTEGER, n INTEGER NOT NULL, UNIQUE(kind, wet))")


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Shop]:
    with Shop.open(tmp_path / "garden", [schema], create=True) as shop:
        yield shop


def counts(shop: Shop) -> dict[tuple[str, int], int]:
    return {(r["kind"], r["wet"]): r["n"] for r in shop.rows("SELECT * FROM beds_counts") if r["n"]}


def truth(shop: Shop) -> dict[tuple[str, int], int]:
    return {(r["kind"], r["wet"]): r["n"] for r in shop.rows("SELECT kind, wet, count(*) AS n FROM beds GROUP BY kind, wet")}


def test_counts_follow_every_step_its_undo_and_its_redo(garden: Shop) -> None:
    pick = random.Random(5)
    for _round in range(120):
        what = pick.randrange(5)
        if what == 0:
            garden.undo()
        elif what == 1:
            garden.redo()
        else:
            with garden.step("Dig") as db:
                for _one in range(pick.randrange(1, 6)):
                    db.execute("INSERT INTO beds(kind, wet) VALUES(?, ?)", (pick.choice("abc"), pick.randrange(2)))
                if what == 3:
                    db.execute("UPDATE beds SET kind = 'c', wet = 1 - wet WHERE id % 3 = 0")
                if what == 4:
                    db.execute("DELETE FROM beds WHERE id % 4 = 0")
        assert counts(garden) == truth(garden)
    assert counting.sound(garden._connection)


def test_a_step_that_fails_counts_nothing(garden: Shop) -> None:
    with pytest.raises(ZeroDivisionError), garden.step("Dig") as db:
        db.execute("INSERT INTO beds(kind, wet) VALUES('a', 1)")
        raise ZeroDivisionError
    assert counts(garden) == {}
    with garden.step("Dig") as db:
        db.execute("INSERT INTO beds(kind, wet) VALUES('a', 1)")
    assert counts(garden) == {("a", 1): 1}


def test_bulk_work_and_a_second_connection_are_counted(garden: Shop) -> None:
    with garden.step("Dig much", undoable=False) as db:
        for number in range(5000):
            db.execute("INSERT INTO beds(kind, wet) VALUES(?, ?)", ("ab"[number % 2], number % 3 == 0))
    with Shop.open(garden.folder, [schema]) as other, other.step("Dig") as db:
        db.execute("INSERT INTO beds(kind, wet) VALUES('z', 0)")
    assert counts(garden) == truth(garden)
    assert sum(counts(garden).values()) == 5001


def test_a_wrong_count_is_found(garden: Shop) -> None:
    with garden.step("Dig") as db:
        db.execute("INSERT INTO beds(kind, wet) VALUES('a', 1)")
    assert counting.sound(garden._connection)
    stranger = sqlite3.connect(garden.folder / "shop.db")
    stranger.execute("UPDATE beds_counts SET n = 7")
    stranger.commit()
    stranger.close()
    assert not counting.sound(garden._connection)
