"""Help in the same corner of every screen, and words read aloud where there is a voice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.store.shop import Shop
from tests.window_kit import click, find, on_window, open_window, settle


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called espeak-ng that writes down what it is asked to say."""
    said = tmp_path / "said.txt"
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$2" >> "{said}"; cat >> "{said}"; printf "\\n" >> "{said}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return said


def test_help_stands_in_the_same_corner_of_every_screen_and_tells_its_lesson(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    places = set()
    for screen in ["home", *window.home.tiles]:
        window.go(screen)
        settle()
        place = on_window(find(window, "help"), window)
        places.add((place.x(), place.y()))
        click(window, "help")
        dialog = window.findChild(QDialog, "lesson")
        assert dialog is not None
        steps = [label for label in dialog.findChildren(QLabel) if label.objectName().startswith("lessonStep")]
        assert 3 <= len(steps) <= 6
        click(dialog, "lessonDone")
        dialog.setParent(None)
        dialog.deleteLater()
    assert len(places) == 1


def test_every_area_has_a_lesson() -> None:
    for screen in joiner.parts("screen", "SCREEN"):
        assert 3 <= len(screen.tile.lesson) <= 6, screen.tile.id


def test_what_the_mouse_rests_on_is_read_aloud_in_the_language_in_use(qtbot: QtBot, practice_shop: Shop, voice: Path) -> None:
    window = open_window(practice_shop, language="ug")
    qtbot.addWidget(window)
    click(window, "voice")
    tile = window.home.tiles["orders"]
    corner = tile.rect().center().toPointF()
    QApplication.sendEvent(tile, QEnterEvent(corner, corner, corner))
    qtbot.waitUntil(lambda: voice.exists() and tile.accessibleName() in voice.read_text(encoding="utf-8"), timeout=10_000)
    assert voice.read_text(encoding="utf-8").startswith("ug|")
    window.voice.set_on(False)
    before = voice.read_text(encoding="utf-8")
    window.voice.say("silence")
    QApplication.sendEvent(tile, QEvent(QEvent.Type.Leave))
    assert voice.read_text(encoding="utf-8") == before


def test_chinese_is_spoken_by_the_voice_that_reads_its_letters(qtbot: QtBot, practice_shop: Shop, voice: Path) -> None:
    window = open_window(practice_shop, language="zh")
    qtbot.addWidget(window)
    window.voice.set_on(True)
    window.voice.say("\u2066¥38.00\u2069 玫瑰花酱 --help")
    qtbot.waitUntil(lambda: voice.exists() and "玫瑰花酱" in voice.read_text(encoding="utf-8"), timeout=10_000)
    assert voice.read_text(encoding="utf-8") == "cmn-latn-pinyin|¥38.00 玫瑰花酱 --help\n"
    window.voice.set_on(False)


def test_without_a_voice_the_button_says_so(qtbot: QtBot, practice_shop: Shop, monkeypatch: pytest.MonkeyPatch,
                                            tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    click(window, "voice")
    words = find(window, "toastWords")
    assert isinstance(words, QLabel)
    assert "no voice" in words.text()
    assert not window.voice.on
