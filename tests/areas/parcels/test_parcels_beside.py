"""Much to send: the list comes page by page, files are read beside the window, and both can be stopped."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from producer_app.areas import orders, parcels
from producer_app.areas.parcels import queries, waybills
from producer_app.areas.parcels.rows import Numbers
from producer_app.areas.parcels.screen import files
from producer_app.areas.parcels.screen.files import CourierFile, NumbersFile
from producer_app.areas.parcels.screen.page import PAGE, PackPage
from producer_app.areas.parcels.screen.run import Run
from producer_app.areas.parcels.screen.sheets import FEW, Sheet
from producer_app.base.progress import silent
from producer_app.store.shop import Shop
from producer_app.ui.jobs import Job
from producer_app.ui.window import Window
from tests.areas.parcels.test_sending import sold
from tests.window_kit import click, click_tile, find, open_window, settle

MANY = 2 * PAGE + 10
S = TypeVar("S", bound=Sheet)


@pytest.fixture
def window(qtbot: Any, shop: Shop) -> Any:
    """The program on a shop where more waits than one page holds, the last of it packed already."""
    made_orders = [sold(shop) for _one in range(MANY)]
    for one in made_orders[-5:]:
        orders.move_on(shop, one.id)
    made = open_window(shop)
    click_tile(made, "parcels")
    yield made
    made.close()


def page(window: Window) -> PackPage:
    there = window.pages["parcels"]
    assert isinstance(there, PackPage)
    return there


def sheet_of(window: Window, kind: type[S]) -> S:
    there = page(window).findChild(kind)
    assert there is not None
    return there


def numbers_file(shop: Shop, path: Path, *, more: int = 0) -> Path:
    """A number for every waiting order, and so many rows of orders that are not here."""
    waiting = [one for lane in ("pack", "send") for one in queries.waiting(shop, lane)]
    rows = [f"{one.number},SF{place:013d}" for place, one in enumerate(waiting)]
    rows += [f"X{place:08d},SF9{place:012d}" for place in range(more)]
    path.write_text("\n".join(["订单号,运单号", *rows]) + "\n", "utf-8")
    return path


class Turns:
    """Counts how often the window's loop turns."""

    def __init__(self) -> None:
        self.count = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def _turn(self) -> None:
        self.count += 1

    def end(self) -> None:
        self._timer.stop()


def found(sheet: NumbersFile) -> Numbers | None:
    return sheet._found


def job_of(sheet: Sheet) -> Job:
    assert sheet._job is not None
    return sheet._job


def test_the_list_comes_page_by_page_and_every_order_once(window: Window, shop: Shop) -> None:
    view = find(window, "mustLeave")
    assert isinstance(view, QAbstractItemView)
    model = view.model()
    assert model.rowCount() < MANY, "not all at once"
    while model.canFetchMore(model.index(-1, 0)):
        model.fetchMore(model.index(-1, 0))
    shown = [model.index(at, 0).data(0x0100)[0] for at in range(model.rowCount())]
    assert [one.id for one in shown] == [one.id for lane in ("pack", "send") for one in queries.waiting(shop, lane)]
    assert [one.lane for one in shown] == ["pack"] * (MANY - 5) + ["send"] * 5
    click(window, "group_send")
    assert view.model().rowCount() == 5


def test_the_window_turns_while_a_file_of_numbers_is_read(window: Window, shop: Shop, tmp_path: Path, qtbot: Any) -> None:
    path = numbers_file(shop, tmp_path / "back.csv", more=400)
    sheet = sheet_of(window, NumbersFile)
    turns = Turns()
    page(window).take_numbers(path)
    assert found(sheet) is None
    assert sheet.findChild(QWidget, "sheetWaits") is not None, "asked, and nothing read yet: the window has gone on"
    seen: list[int] = []
    job_of(sheet).progressed.connect(lambda _done, _total, _note: seen.append(turns.count))
    qtbot.waitUntil(lambda: sheet._found is not None, timeout=30_000)
    turns.end()
    assert len(set(seen)) > 1, "turns between two reports of the reading"
    read = found(sheet)
    assert read is not None
    assert (len(read.found), len(read.refused)) == (MANY, 400)
    settle()


def test_the_reading_and_the_adding_up_run_on_another_thread(window: Window, shop: Shop, tmp_path: Path) -> None:
    """The shop they read from is opened there, and sqlite lets no other thread use it."""
    here = threading.get_ident()
    asked: set[int] = set()
    opener = window.opener

    def watched() -> Shop:
        asked.add(threading.get_ident())
        return opener()

    kinds: dict[str, type[Sheet]] = {"numbers": NumbersFile, "file": CourierFile, "run": Run}
    for name, kind in kinds.items():
        asked.clear()
        sheet = sheet_of(window, kind)
        window._opener, kept = watched, window._opener
        try:
            if name == "numbers":
                page(window).take_numbers(numbers_file(shop, tmp_path / "back.csv"))
            else:
                page(window).show_sheet(name)
            assert sheet.busy, name
            settle()
        finally:
            window._opener = kept
        assert asked, name
        assert here not in asked, name
        assert not sheet.busy


def test_stop_leads_back_to_the_door_and_writes_nothing(window: Window, shop: Shop, tmp_path: Path) -> None:
    page(window).take_numbers(numbers_file(shop, tmp_path / "back.csv", more=4_000))
    QApplication.processEvents()  # the waiting state is laid out
    click(window, "sheetStop")
    assert find(window, "chooseNumbers").isVisible()
    assert sheet_of(window, NumbersFile).path is None
    assert not any(orders.parcels_of(shop, [one.id for one in queries.waiting(shop, "pack")]).values())


def test_what_was_stopped_can_be_looked_at_again(window: Window, shop: Shop) -> None:
    page(window).show_sheet("file")
    sheet = sheet_of(window, CourierFile)
    sheet.stop()
    settle()
    assert not sheet.busy
    again = find(window, "empty").findChildren(QLabel)
    assert any(label.text() == "Stopped before the end." for label in again)
    sheet.look_again()
    settle()
    whole = find(window, "wholeOrders")
    assert isinstance(whole, QLabel)
    assert whole.text() == f"{MANY} orders are whole and go into the file."


def test_what_is_asked_last_is_what_stands_there(window: Window, shop: Shop, tmp_path: Path) -> None:
    first, last = numbers_file(shop, tmp_path / "first.csv", more=300), tmp_path / "last.csv"
    last.write_text("订单号,运单号\nX1,SF1234567890123\n", "utf-8")
    page(window).take_numbers(first)
    page(window).take_numbers(last)
    settle()
    settle()
    read = found(sheet_of(window, NumbersFile))
    assert read is not None
    assert (read.file, len(read.found), len(read.refused)) == ("last.csv", 0, 1)


def test_many_numbers_are_written_beside_the_window_and_few_with_undo(window: Window, shop: Shop, tmp_path: Path,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_AT_ONCE", MANY - 1)
    page(window).take_numbers(numbers_file(shop, tmp_path / "back.csv"))
    settle()
    click(window, "takeNumbers")
    assert not queries.waiting(shop, "pack")
    sent = orders.board(shop, lane="sent", limit=MANY + 1)
    assert len(sent) == MANY
    told = find(window, "newNumbers")
    assert isinstance(told, QLabel)
    assert told.text() == "0 numbers are new"


def test_a_page_more_looked_through_than_the_window_has_time_for(shop: Shop) -> None:
    for _one in range(FEW + 1):
        sold(shop)
    ready, held = waybills.waiting(shop, silent)
    assert (len(ready), held) == (FEW + 1, [])
    assert queries.many_wait(shop, FEW)
    assert not queries.many_wait(shop, FEW + 1)
    assert parcels.pauses(shop) == []


def test_another_language_reads_the_same_file_again(window: Window, shop: Shop, tmp_path: Path) -> None:
    page(window).take_numbers(numbers_file(shop, tmp_path / "back.csv"))
    settle()
    window.set_language("zh")
    settle()
    read = found(sheet_of(window, NumbersFile))
    assert read is not None
    assert len(read.found) == MANY
