"""Buttons and dialogs that Qt draws itself speak the chosen language, and change with it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.ui import qt_words

Buttons = QDialogButtonBox.StandardButton


@pytest.fixture(autouse=True)
def _english_after(qapp: QApplication) -> Iterator[None]:
    yield
    qt_words.install(qapp, "en")


def words_of(box: QDialogButtonBox) -> list[str]:
    """The words on OK, Cancel and Save."""
    return [box.button(which).text().replace("&", "") for which in (Buttons.Ok, Buttons.Cancel, Buttons.Save)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["OK", "Cancel", "Save"]), ("zh", ["确定", "取消", "保存"]), ("ug", ["جەزملەش", "بىكار قىلىش", "ساقلاش"])],
)
def test_standard_buttons_speak_the_language(qtbot: QtBot, qapp: QApplication, language: str, words: list[str]) -> None:
    qt_words.install(qapp, language)
    box = QDialogButtonBox(Buttons.Ok | Buttons.Cancel | Buttons.Save)
    qtbot.addWidget(box)
    assert words_of(box) == words


def test_a_dialog_on_the_screen_follows_a_switch_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    box = QDialogButtonBox(Buttons.Ok | Buttons.Cancel | Buttons.Save)
    qtbot.addWidget(box)
    english = words_of(box)
    for language in ("zh", "ug", "en"):
        qt_words.install(qapp, language)
        QCoreApplication.processEvents()
    assert words_of(box) == english == ["OK", "Cancel", "Save"]


@pytest.mark.parametrize(("language", "look_in", "name"), [("zh", "查找范围", "文件"), ("ug", "ئىزدەيدىغان جاي", "ھۆججەت نامى")])
def test_the_file_dialog_speaks_the_language(qtbot: QtBot, qapp: QApplication, language: str, look_in: str, name: str) -> None:
    qt_words.install(qapp, language)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith(look_in) for text in shown)
    assert any(text.startswith(name) for text in shown)
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    assert all(not button.text().isascii() for button in box.buttons())


@pytest.mark.parametrize("language", ["zh", "ug"])
def test_every_standard_button_is_translated(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    qt_words.install(qapp, language)
    every = QMessageBox.StandardButton
    for which in every:
        if which in (every.NoButton, every.FirstButton, every.LastButton, every.ButtonMask, every.Default, every.Escape):
            continue
        box = QMessageBox()
        qtbot.addWidget(box)
        assert not box.addButton(which).text().isascii(), which.name


@pytest.mark.parametrize("language", ["zh", "ug"])
def test_the_edit_menu_is_translated(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    qt_words.install(qapp, language)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert len(words) >= 6
    assert not any(word.isascii() for word in words)


def test_windows_begin_at_the_right_in_uyghur_only(qapp: QApplication) -> None:
    for language, side in (("ug", Qt.LayoutDirection.RightToLeft), ("zh", Qt.LayoutDirection.LeftToRight)):
        qt_words.install(qapp, language)
        assert qapp.layoutDirection() == side


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_numbers_look_the_same_in_every_language(qapp: QApplication, language: str) -> None:
    qt_words.install(qapp, language)
    assert QLocale().toString(1234.5, "f", 2) == "1,234.50"


def test_a_language_without_words_for_qt_keeps_english(qtbot: QtBot, qapp: QApplication) -> None:
    qt_words.install(qapp, "ug")
    qt_words.install(qapp, "cy")
    box = QDialogButtonBox(Buttons.Ok | Buttons.Cancel | Buttons.Save)
    qtbot.addWidget(box)
    assert words_of(box) == ["OK", "Cancel", "Save"]


@pytest.mark.parametrize("language", ["zh", "ug"])
def test_the_compiled_words_are_those_of_the_source(qapp: QApplication, language: str) -> None:
    qt_words.install(qapp, language)
    file = resources.files("producer_app_resources") / "locale" / f"qt_{language}.ts"
    for context in ElementTree.fromstring(file.read_text("utf-8")).iter("context"):
        for message in context.iter("message"):
            source, words = message.findtext("source") or "", message.findtext("translation") or ""
            assert words
            assert QCoreApplication.translate(context.findtext("name") or "", source) == words
