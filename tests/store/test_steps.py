"""What a step promises: all of it or nothing, one undo, one signal; and what undo promises beside other writers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from producer_app.base.errors import CannotWrite, ShopError
from producer_app.store import opening, searching
from producer_app.store import shop as shop_module
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("garden")


@schema()
def create_garden(db: Database) -> None:
    for statement in (
        "CREATE TABLE beds(id INTEGER PRIMARY KEY, name TEXT UNIQUE, size_cm INTEGER, depth REAL, picture BLOB, "
        "search TEXT NOT NULL DEFAULT '', twice INTEGER GENERATED ALWAYS AS (size_cm * 2) VIRTUAL)",
        "CREATE VIRTUAL TABLE beds_search USING fts5(search, content='beds', content_rowid='id')",
        "CREATE TABLE plants(bed_id INTEGER NOT NULL REFERENCES beds(id) ON DELETE CASCADE, name TEXT NOT NULL)",
        "CREATE TABLE labels(code TEXT PRIMARY KEY, bed_id INTEGER REFERENCES beds(id) ON DELETE SET NULL)",
        "CREATE TABLE rows_of(bed_id INTEGER, number INTEGER, what TEXT, PRIMARY KEY(bed_id, number)) WITHOUT ROWID",
        'CREATE TABLE "odd ""name\'s"("a ""b" TEXT, "c\'d" INTEGER)',
    ):
        db.execute(statement)


TABLES = ("beds", "plants", "labels", "rows_of", '"odd ""name\'s"')


@pytest.fixture
def garden(folder: Path) -> Iterator[Shop]:
    with Shop.open(folder, [schema], create=True) as opened:
        yield opened


def contents(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the garden, hidden row numbers included."""
    found = {t: [tuple(r) for r in shop.rows(f"SELECT {'*' if t == 'rows_of' else 'rowid, *'} FROM {t} ORDER BY 1, 2")]
             for t in TABLES}
    found["search"] = [tuple(r) for r in shop.rows("SELECT rowid FROM beds_search WHERE beds_search MATCH 'rose* OR pea*'")]
    return found


def fill(shop: Shop) -> None:
    with shop.step("Fill") as db:
        for number in range(1, 5):
            db.execute("INSERT INTO beds(id, name, size_cm, depth, picture, search) VALUES(?, ?, ?, ?, ?, ?)",
                       (number, f"bed {number}", number * 10, number / 3, bytes([0, number]), f"rose {number}"))
            db.execute("INSERT INTO plants VALUES(?, ?)", (number, f"rose's \"{number}\""))
            db.execute("INSERT INTO labels VALUES(?, ?)", (f"L{number}", number))
            db.execute("INSERT INTO rows_of VALUES(?, ?, ?)", (number, 7, "x"))
        db.execute('INSERT INTO "odd ""name\'s" VALUES(?, ?)', ("it's \"so\"", 1))


CHANGES = {
    "insert": ["INSERT INTO beds(name, search) VALUES('new', 'pea')"],
    "update": ["UPDATE beds SET size_cm = 1, search = 'pea' WHERE id = 2"],
    "upsert": ["INSERT INTO beds(name, size_cm) VALUES('bed 2', 5) ON CONFLICT(name) DO UPDATE SET size_cm = 99"],
    "delete with what hangs on it": ["DELETE FROM beds WHERE id = 3"],
    "delete all": ["DELETE FROM beds"],
    "a row pushed out by a replace": ["REPLACE INTO beds(id, name, search) VALUES(9, 'bed 1', 'pea')"],
    "another key": ["UPDATE beds SET id = 70 WHERE id = 4 AND NOT EXISTS (SELECT 1 FROM plants WHERE bed_id = 70)"],
    "text key": ["UPDATE labels SET code = 'M' WHERE code = 'L1'", "DELETE FROM labels WHERE code = 'L2'"],
    "key of two columns": ["UPDATE rows_of SET number = 8, what = 'y'", "DELETE FROM rows_of WHERE bed_id = 1",
                           "INSERT INTO rows_of VALUES(1, 1, NULL)"],
    "NUL in a text": ["UPDATE plants SET name = 'a' || char(0) || 'b'", "UPDATE plants SET name = 'c' || char(0) WHERE bed_id = 1"],
    "nothing becomes something": ["UPDATE beds SET picture = NULL, depth = NULL", "UPDATE beds SET picture = x'00ff'"],
    "swap": ["UPDATE beds SET name = 'free' WHERE id = 1", "UPDATE beds SET name = 'bed 1' WHERE id = 2",
             "UPDATE beds SET name = 'bed 2' WHERE id = 1"],
    "odd names": ['UPDATE "odd ""name\'s" SET "a ""b" = \'o\'\'k\', "c\'d" = 2', 'DELETE FROM "odd ""name\'s"'],
    "many times over": [f"UPDATE beds SET size_cm = {n}, search = 'pea {n}' WHERE id = 1" for n in range(20)],
}


@pytest.mark.parametrize("statements", CHANGES.values(), ids=CHANGES.keys())
def test_undo_and_redo_bring_back_every_row_as_it_was(garden: Shop, statements: list[str]) -> None:
    fill(garden)
    if statements == CHANGES["another key"]:
        with garden.step("Free bed 4") as db:
            db.execute("DELETE FROM plants WHERE bed_id = 4")
            db.execute("DELETE FROM labels WHERE bed_id = 4")
    before = contents(garden)
    with garden.step("Change") as db:
        for statement in statements:
            db.execute(statement)
    after = contents(garden)
    assert after != before
    for _round in range(3):
        assert garden.undo() == "Change"
        assert contents(garden) == before
        assert garden.redo() == "Change"
        assert contents(garden) == after
    assert searching.sound(garden._connection)
    assert garden.rows("PRAGMA foreign_key_check") == []


def test_a_failing_step_leaves_nothing_behind(garden: Shop) -> None:
    fill(garden)
    with garden.step("Second") as db:
        db.execute("UPDATE beds SET size_cm = 5")
    garden.undo()
    before = contents(garden)
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    with pytest.raises(ZeroDivisionError), garden.step("Fails") as db:
        db.execute("UPDATE beds SET search = 'pea'")
        db.execute("DELETE FROM labels")
        raise ZeroDivisionError
    assert contents(garden) == before
    assert garden.value("SELECT count(*) FROM search_notes") == 0
    assert (garden.undo_title, garden.redo_title, heard) == ("Fill", "Second", [])
    assert not garden._connection.in_transaction
    garden.redo()
    garden.undo()
    garden.undo()
    assert garden.value("SELECT count(*) FROM beds") == 0


def test_a_commit_that_fails_leaves_nothing_behind(garden: Shop) -> None:
    fill(garden)
    before = contents(garden)
    with pytest.raises(sqlite3.IntegrityError), garden.step("Dangling") as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("INSERT INTO plants VALUES(999, 'nowhere')")
    assert contents(garden) == before
    assert garden.undo_title == "Fill"
    with garden.step("Next") as db:
        db.execute("DELETE FROM plants")
    assert garden.undo_title == "Next"


def test_a_commit_kept_waiting_too_long_says_who_is_in_the_way(garden: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(garden)
    garden._connection.execute("PRAGMA busy_timeout = 20")
    reader = sqlite3.connect(garden.folder / opening.FILE, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM beds").fetchone()
    with pytest.raises(CannotWrite) as refusal, garden.step("Held up") as db:
        db.execute("DELETE FROM plants")
    assert refusal.value.code == "LOCKED"
    reader.execute("COMMIT")
    reader.close()
    assert garden.value("SELECT count(*) FROM plants") == 4
    with garden.step("Now it works") as db:
        db.execute("DELETE FROM plants")
    assert garden.value("SELECT count(*) FROM plants") == 0


def test_a_file_held_by_another_writer_is_named_and_the_step_never_begins(garden: Shop) -> None:
    fill(garden)
    garden._connection.execute("PRAGMA busy_timeout = 20")
    writer = sqlite3.connect(garden.folder / opening.FILE, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    for attempt in (lambda: garden.step("Write").__enter__(), garden.undo, lambda: garden.value("SELECT 1 FROM beds")):
        with pytest.raises(CannotWrite) as refusal:
            attempt()
        assert refusal.value.code == "LOCKED"
    writer.execute("ROLLBACK")
    writer.close()
    assert garden.undo() == "Fill"


def test_a_full_disk_refuses_the_step_keeps_what_was_saved_and_work_goes_on_once_there_is_room(garden: Shop) -> None:
    fill(garden)
    before = contents(garden)
    pages = garden.value("PRAGMA page_count")
    garden._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then answers as on a full disk
    with pytest.raises(CannotWrite) as refusal, garden.step("Much") as db:
        for number in range(2000):
            db.execute("INSERT INTO plants VALUES(1, ?)", (f"plant {number}" * 10,))
    assert (refusal.value.code, refusal.value.exit_code) == ("DISK_FULL", 4)
    assert contents(garden) == before
    garden._connection.execute("PRAGMA max_page_count = 1000000")
    with garden.step("Much") as db:
        db.execute("INSERT INTO plants VALUES(1, ?)", ("plant" * 5000,))
    assert garden.undo() == "Much"
    assert contents(garden) == before


def test_a_step_inside_a_step_joins_it(garden: Shop) -> None:
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    with garden.step("Outer") as db:
        db.execute("INSERT INTO beds(name) VALUES('a')")
        with garden.step("Inner") as inner:
            inner.execute("INSERT INTO labels VALUES('x', NULL)")
    assert heard == [{"beds", "labels"}]
    assert garden.undo() == "Outer"
    assert garden.undo() is None
    assert garden.value("SELECT count(*) FROM labels") == 0


def test_an_inner_step_that_fails_and_is_forgiven_takes_only_its_own_changes_back(garden: Shop) -> None:
    with garden.step("Outer") as db:
        db.execute("INSERT INTO beds(name, search) VALUES('kept', 'rose')")
        with pytest.raises(ShopError), garden.step("Inner", undoable=False) as inner:
            inner.execute("INSERT INTO beds(name, search) VALUES('lost', 'pea')")
            raise ShopError("no")
    assert [r["name"] for r in garden.rows("SELECT name FROM beds")] == ["kept"]
    assert searching.sound(garden._connection)
    assert garden.undo() == "Outer"
    assert garden.value("SELECT count(*) FROM beds") == 0


def test_what_has_left_the_house_cannot_be_undone_even_from_inside_another_step(garden: Shop) -> None:
    fill(garden)
    with garden.step("Outer") as db:
        db.execute("DELETE FROM labels")
        with garden.step("Paid", undoable=False) as inner:
            inner.execute("DELETE FROM plants")
    assert garden.undo_title is None
    assert garden.undo() is None
    with garden.step("Next") as db:
        db.execute("DELETE FROM beds")
    assert garden.value("SELECT count(*) FROM journal_log") == 4
    assert garden.undo() == "Next"


def test_a_step_that_changes_nothing_tells_nobody_and_leaves_undo_alone(garden: Shop) -> None:
    fill(garden)
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    for undoable in (True, False):
        with garden.step("Nothing", undoable=undoable) as db:
            db.execute("UPDATE beds SET size_cm = size_cm")
    assert heard == []
    assert garden.undo_title == "Fill"


def test_listeners_hear_of_steps_undo_and_redo_until_they_leave(garden: Shop) -> None:
    heard: list[frozenset[str]] = []
    leave = garden.on_change(heard.append)
    with garden.step("One") as db:
        db.execute("INSERT INTO beds(id, name) VALUES(1, 'a')")
        db.execute("INSERT INTO plants VALUES(1, 'b')")
    garden.undo()
    garden.redo()
    assert heard == [{"beds", "plants"}] * 3
    leave()
    leave()
    garden.undo()
    assert len(heard) == 3


def test_only_the_last_steps_can_be_undone_and_the_older_ones_cost_no_memory(garden: Shop) -> None:
    with garden.step("Bed") as db:
        db.execute("INSERT INTO beds(id, size_cm) VALUES(1, 0)")
    for number in range(1, shop_module.MOST_UNDO + 21):
        with garden.step(f"Step {number}") as db:
            db.execute("UPDATE beds SET size_cm = ?", (number,))
    assert garden.value("SELECT count(*) FROM journal_log") <= shop_module.MOST_UNDO + 1
    undone = 0
    while garden.undo():
        undone += 1
    assert undone == shop_module.MOST_UNDO
    assert garden.value("SELECT size_cm FROM beds") == 20
    while garden.redo():
        pass
    assert garden.value("SELECT size_cm FROM beds") == shop_module.MOST_UNDO + 20


def test_a_new_step_ends_what_could_be_redone(garden: Shop) -> None:
    fill(garden)
    for number in range(3):
        with garden.step(f"Step {number}") as db:
            db.execute("UPDATE beds SET size_cm = ?", (100 + number,))
    garden.undo()
    garden.undo()
    with garden.step("Another way") as db:
        db.execute("UPDATE beds SET depth = 5")
    assert garden.redo() is None
    assert [garden.undo(), garden.undo(), garden.undo(), garden.undo()] == ["Another way", "Step 0", "Fill", None]
    assert garden.value("SELECT count(*) FROM beds") == 0


def test_our_own_commits_do_not_end_undo_but_those_of_others_do(garden: Shop) -> None:
    fill(garden)
    for number in range(5):
        with garden.step("Own") as db:
            db.execute("UPDATE beds SET size_cm = ?", (number,))
    assert garden.undo() == "Own"
    with Shop.open(garden.folder, [schema]) as other, other.step("Elsewhere") as db:
        db.execute("UPDATE beds SET name = name || '!'")
    assert garden.undo() is None
    assert garden.value("SELECT name FROM beds WHERE id = 1") == "bed 1!"


def test_a_job_that_says_what_it_changed_ends_only_the_undo_of_those_tables(garden: Shop) -> None:
    fill(garden)
    garden._forget_all()
    with garden.step("Label") as db:
        db.execute("UPDATE labels SET code = code || 'x'")
    with garden.step("Bed") as db:
        db.execute("UPDATE beds SET size_cm = 1")
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    with Shop.open(garden.folder, [schema]) as other, other.step("Job", undoable=False) as db:
        db.execute("UPDATE beds SET size_cm = 2, name = 'job' || id")
    garden.changed_elsewhere({"beds"})
    assert heard == [{"beds"}]
    assert garden.undo() == "Label"
    assert garden.undo() is None
    assert garden.rows("SELECT DISTINCT size_cm FROM beds")[0][0] == 2


@pytest.mark.parametrize("theirs", ["UPDATE beds SET size_cm = 3 WHERE id = 1", "DELETE FROM beds WHERE id = 1"])
def test_a_row_changed_behind_a_wrong_report_is_never_overwritten_by_undo(garden: Shop, theirs: str) -> None:
    fill(garden)
    with garden.step("Size") as db:
        db.execute("UPDATE beds SET size_cm = 1")
    with Shop.open(garden.folder, [schema]) as other, other.step("Job") as db:
        db.execute(theirs)
    garden.changed_elsewhere({"labels"})  # the job named the wrong table
    before = contents(garden)
    with pytest.raises(ShopError) as refusal:
        garden.undo()
    assert refusal.value.code == "NOT_TAKEN_BACK"
    assert contents(garden) == before
    assert garden.undo_title is None
    with garden.step("Life goes on") as db:
        db.execute("UPDATE beds SET size_cm = 8")
    assert garden.undo() == "Life goes on"


def test_undo_of_a_step_keeps_what_another_wrote_in_other_columns(garden: Shop) -> None:
    fill(garden)
    with garden.step("Size") as db:
        db.execute("UPDATE beds SET size_cm = 1")
    with Shop.open(garden.folder, [schema]) as other, other.step("Job") as db:
        db.execute("UPDATE beds SET depth = 0.5")
    garden.changed_elsewhere({"labels"})
    assert garden.undo() == "Size"
    assert [tuple(r) for r in garden.rows("SELECT size_cm, depth FROM beds")] == [(n * 10, 0.5) for n in range(1, 5)]


def test_bulk_work_of_twenty_thousand_rows_keeps_no_inverses_but_names_its_tables(garden: Shop) -> None:
    fill(garden)
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    with garden.step("Import", undoable=False) as db:
        for number in range(20_000):
            db.execute("INSERT INTO beds(name, search) VALUES(?, ?)", (f"n{number}", f"pea {number}"))
        db.execute("UPDATE beds SET size_cm = 4")
        assert garden.value("SELECT count(*) FROM journal_log WHERE touched = 'beds'") <= 4
    assert heard == [{"beds"}]
    assert garden.undo_title is None
    assert garden.value("SELECT count(*) FROM beds_search WHERE beds_search MATCH 'pea'") == 20_000
    assert searching.sound(garden._connection)


def test_a_search_index_out_of_step_is_seen(garden: Shop) -> None:
    fill(garden)
    assert searching.sound(garden._connection)
    garden._connection.execute("INSERT INTO beds_search(rowid, search) VALUES(77, 'ghost')")
    assert not searching.sound(garden._connection)


def test_what_was_saved_is_there_when_the_shop_is_opened_again(garden: Shop) -> None:
    fill(garden)
    with garden.step("Change") as db:
        db.execute("UPDATE beds SET search = 'pea' WHERE id = 1")
    before = contents(garden)
    garden.close()
    garden.close()
    with Shop.open(garden.folder, [schema]) as again:
        assert contents(again) == before
        assert again.undo_title is None
        assert not again.ended_badly


def test_a_shop_belongs_to_the_thread_that_opened_it(garden: Shop) -> None:
    import threading

    errors: list[BaseException] = []

    def misuse() -> None:
        try:
            garden.value("SELECT 1")
        except sqlite3.ProgrammingError as error:
            errors.append(error)

    worker = threading.Thread(target=misuse)
    worker.start()
    worker.join()
    assert len(errors) == 1


def test_what_was_read_is_remembered_until_anybody_changes_the_shop(garden: Shop, folder: Path) -> None:
    def remember() -> None:
        garden.remembered("beds")["a"] = 1
        assert garden.remembered("beds") == {"a": 1}

    remember()
    with garden.step("Fill") as db:
        db.execute("INSERT INTO beds(name) VALUES('one')")
        garden.remembered("beds")["b"] = 2  # inside a step nothing is kept: it may be taken back
        assert garden.remembered("beds") == {}
    assert garden.remembered("beds") == {}
    for change in (garden.undo, garden.redo):
        remember()
        change()
        assert garden.remembered("beds") == {}
    remember()
    with Shop.open(folder, [schema]) as other, other.step("Elsewhere") as db:
        db.execute("INSERT INTO beds(name) VALUES('two')")
    assert garden.remembered("beds") == {}


def test_rows_filled_by_the_thousand_are_found_named_and_noted_again_afterwards(garden: Shop) -> None:
    fill(garden)
    heard: list[frozenset[str]] = []
    garden.on_change(heard.append)
    with garden.step("Bulk", undoable=False) as db, garden.filling("beds", "plants"):
        db.conn.executemany("INSERT INTO beds(name, search) VALUES(?, ?)", [(f"new {n}", f"pea {n}") for n in range(500)])
    assert heard == [frozenset({"beds"})]
    assert len(garden.rows("SELECT rowid FROM beds_search WHERE beds_search MATCH 'pea'")) == 500
    before = contents(garden)
    with garden.step("One more") as db:
        db.execute("INSERT INTO beds(name, search) VALUES('last', 'rose last')")
    garden.undo()
    assert contents(garden) == before
    assert searching.sound(garden._connection)


def test_a_filling_that_fails_leaves_nothing_and_the_notes_go_on(garden: Shop) -> None:
    fill(garden)
    before = contents(garden)
    with pytest.raises(ZeroDivisionError), garden.step("Bulk", undoable=False) as db, garden.filling("beds"):
        db.execute("INSERT INTO beds(name, search) VALUES('gone', 'pea')")
        raise ZeroDivisionError
    assert contents(garden) == before
    with pytest.raises(RuntimeError, match="changed while"), garden.step("Bulk", undoable=False) as db, garden.filling("beds"):
        db.execute("INSERT INTO beds(name, search) VALUES('twice', 'pea')")
        db.execute("UPDATE beds SET search = 'rose' WHERE name = 'twice'")
    assert contents(garden) == before
    with garden.step("One more") as db:
        db.execute("INSERT INTO beds(name, search) VALUES('last', 'rose last')")
    garden.undo()
    assert contents(garden) == before
