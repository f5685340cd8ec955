"""Long work goes on over a change of language, and ends before the program does."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.base.progress import Cancelled, Progress
from producer_app.store.shop import Shop
from producer_app.ui import jobs
from producer_app.ui.toast import WorkBar
from tests.window_kit import click, find, open_window, settle


class Patient:
    """Work that reports until it may end."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> str:
        done = 0
        while not self.may_end.wait(0.001):
            done += 1
            progress(done, done + 1)
            self.begun.set()
        return "made"


def test_work_goes_on_over_a_change_of_language_and_can_still_be_stopped(qtbot: QtBot, shop: Shop) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    work, came = Patient(), list[Any]()
    window.run("Long work", work, came.append)
    window.set_language("zh")
    QApplication.processEvents()
    bars = [bar for bar in window.findChildren(WorkBar) if bar.isVisible()]
    assert [title for bar in bars for _job, title in bar.under_way()] == ["Long work"]
    work.may_end.set()
    settle()
    assert came == ["made"]
    assert not bars[0].isVisible()
    second = Patient()
    window.run("More work", second, came.append)
    QApplication.processEvents()
    assert find(window, "workStop").isVisible()
    click(window, "workStop")
    assert came == ["made"]
    window.close()


def test_the_end_of_the_program_stops_what_is_under_way_and_waits_for_it(qtbot: QtBot) -> None:
    parent, work, failed = QObject(), Patient(), list[BaseException]()
    jobs.run(parent, work, lambda _value: None, failed.append)
    assert work.begun.wait(10)
    jobs.end()
    settle()
    assert [type(error) for error in failed] == [Cancelled]
