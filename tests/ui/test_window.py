"""The window: language and text size at once, undo, going about, right to left by geometry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.base import i18n
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, click_tile, find, on_window, open_window, settle


def test_home_shows_a_tile_for_every_area_and_the_empty_shop_invites(qtbot: QtBot, shop: Shop) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    assert {"till", "products", "orders", "payments", "posters", "money"} <= set(window.home.tiles)
    for screen in window.home.tiles:
        window.go(screen)
        settle()
        assert window.current == screen
        assert window.pages[screen].isVisible()


def test_a_change_of_language_keeps_the_screen_and_what_was_typed(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    click_tile(window, "till")
    click_row(window, "things", 0)
    click_row(window, "things", 1)
    total = find(window, "total")
    assert isinstance(total, QLabel)
    before = total.text()
    for language, direction in (("ug", Qt.LayoutDirection.RightToLeft), ("zh", Qt.LayoutDirection.LeftToRight)):
        click(window, f"language_{language}")
        assert i18n.current() == language
        assert QApplication.layoutDirection() == direction
        assert window.current == "till"
        again = find(window, "total")
        assert isinstance(again, QLabel)
        assert again.text() == before


def test_in_uyghur_the_rail_stands_at_the_right_and_the_keypad_is_not_mirrored(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop, language="ug")
    qtbot.addWidget(window)
    window.go("till")
    settle()
    assert on_window(window.rail, window).left() > window.width() / 2
    assert on_window(find(window, "things"), window).left() > on_window(find(window, "total"), window).left()
    seven, nine = on_window(find(window, "key_7"), window), on_window(find(window, "key_9"), window)
    assert seven.left() < nine.left()
    click(window, "language_en")
    assert on_window(window.rail, window).left() == 0
    assert on_window(find(window, "things"), window).left() < on_window(find(window, "total"), window).left()


@pytest.mark.parametrize("percent", theme.SCALES)
def test_text_grows_and_no_word_of_the_header_is_cut(qtbot: QtBot, practice_shop: Shop, percent: int) -> None:
    window = open_window(practice_shop, percent=percent)
    qtbot.addWidget(window)
    assert theme.text_px("body") == round(16 * percent / 100)
    for button in window.header.findChildren(QLabel):
        assert button.width() >= min(button.sizeHint().width(), button.minimumSizeHint().width())
    right = max(on_window(w, window).right() for w in window.header.findChildren(type(window.header.undo)) if w.isVisible())
    assert right <= window.width()


def test_ctrl_z_takes_back_the_last_step_and_says_which(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    sales = practice_shop.value("SELECT count(*) FROM orders")
    click_row(window, "things", 0)
    click(window, "cash")
    assert practice_shop.value("SELECT count(*) FROM orders") == sales + 1
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert practice_shop.value("SELECT count(*) FROM orders") == sales
    words = find(window, "toastWords")
    assert isinstance(words, QLabel)
    assert "Taken back" in words.text()


def test_the_toast_of_a_sale_has_its_undo(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    sales = practice_shop.value("SELECT count(*) FROM orders")
    click_row(window, "things", 2)
    click(window, "cash")
    click(window, "toastUndo")
    assert practice_shop.value("SELECT count(*) FROM orders") == sales


def test_escape_goes_up_one_level_then_home(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    click_row(window, "things", 0)
    click(window, "code")
    assert find(window, "saw").isVisible()
    window.back()
    settle()
    assert find(window, "cash").isVisible()
    window.back()
    assert window.current == "home"


def test_a_product_added_elsewhere_appears_without_asking(qtbot: QtBot, practice_shop: Shop) -> None:
    from producer_app.areas import products
    from producer_app.base.money import Money

    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    products.add(practice_shop, products.ProductDraft({"en": "Quite new"}, Money(100)))
    settle()
    view = find(window, "things")
    assert isinstance(view, QAbstractItemView)
    first = [view.model().index(row, 0).data(Qt.ItemDataRole.UserRole).name for row in range(9)]
    assert "Quite new" in first  # after the goods of every day


def test_every_label_with_foreign_text_is_plain_text(qtbot: QtBot, practice_shop: Shop) -> None:
    from producer_app.areas import products
    from producer_app.base.money import Money

    products.add(practice_shop, products.ProductDraft({"en": "<b>bold</b><img src=x>"}, Money(100)))
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    for screen in window.home.tiles:
        window.go(screen)
        settle()
        for label in window.findChildren(QLabel):
            if label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, (screen, label.text())


def test_every_control_has_a_name_that_can_be_spoken(qtbot: QtBot, practice_shop: Shop) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox

    window = open_window(practice_shop)
    qtbot.addWidget(window)
    for screen in window.home.tiles:
        window.go(screen)
        settle()
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for control in window.findChildren(kind):
                if control.isVisible() and control.objectName() not in ("qt_spinbox_lineedit", "_q_qlineeditclearbutton"):
                    named = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
                    inside = control.parent().__class__.__name__ in ("QLineEdit", "SearchBox")
                    assert named or inside, (screen, control.objectName())


def test_the_window_is_painted_before_a_shop_is_there(qtbot: QtBot) -> None:
    from pathlib import Path

    from producer_app import areas
    from producer_app.app import window_start
    from producer_app.base.tile import tiles

    window_start.application(first=True)
    window = Window(tiles(Path(areas.__file__).parent))
    qtbot.addWidget(window)
    window.show()
    settle()
    assert len(window.home.tiles) >= 6
    window.go("till")
    assert window.current == "home"
