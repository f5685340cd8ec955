"""Orders out of a chat by the real screen: copy, look, save."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.areas import products
from producer_app.areas.orders import queries
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_tile, find, open_window, settle

MESSAGE = "王小明 138 1234 1234\n新疆和田地区墨玉县喀拉喀什镇幸福路12号\n玫瑰花酱2瓶，周末前发货"
RELAY = "#接龙\n玫瑰花酱 39元一瓶\n1. 阿依古丽 2瓶\n2. 小王 1\n3. 果果妈+3"


@pytest.fixture
def window(qtbot: QtBot, shop: Shop) -> Iterator[Window]:
    products.add(shop, products.ProductDraft({"zh": "玫瑰花酱", "en": "Rose jam"}, Money(3_900), "jar", 500))
    products.add(shop, products.ProductDraft({"zh": "核桃仁", "en": "Walnut kernels"}, Money(2_680), "bag", 250))
    opened = open_window(shop)
    qtbot.addWidget(opened)
    click_tile(opened, "orders")
    yield opened
    QGuiApplication.clipboard().clear()


def paste(window: Window, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    click(window, "fromChat")


def test_a_copied_message_is_an_order_after_two_presses(window: Window, shop: Shop) -> None:
    paste(window, MESSAGE)
    click(window, "saveChat")
    order = queries.board(shop)[0]
    assert (order.recipient, order.phone, order.total) == ("王小明", "13812341234", Money(7_800))
    assert (order.region, order.address) == ("新疆维吾尔自治区 和田地区 墨玉县", "喀拉喀什镇幸福路12号")
    assert (order.note, order.state, order.channel) == ("周末前发货", "unpaid", "hand")
    shop.undo()
    assert not queries.board(shop)


def test_a_relay_list_becomes_one_order_a_line_in_one_step(window: Window, shop: Shop) -> None:
    paste(window, RELAY)
    click(window, "saveChat")
    assert [(o.recipient, o.total.minor) for o in reversed(queries.board(shop))] == [
        ("阿依古丽", 7_800), ("小王", 3_900), ("果果妈", 11_700)]
    shop.undo()
    assert not queries.board(shop)


def test_what_is_missing_is_marked_and_nothing_is_saved_until_it_is_there(window: Window, shop: Shop) -> None:
    paste(window, "张三 13812341234 北京市朝阳区建国路1号 果酱3瓶 核桃仁1袋")
    click(window, "saveChat")
    assert not queries.board(shop)
    box = window.findChildren(QComboBox, "chatProduct")[0]
    assert box.property("wrong") == "yes"
    box.setCurrentIndex(box.findText("Rose jam", flags=box_flags()))
    box.activated.emit(box.currentIndex())
    settle()
    click(window, "saveChat")
    order = queries.board(shop)[0]
    assert order.total == Money(3 * 3_900 + 2_680)
    # The word is known from now on.
    paste(window, "李四 13812341235 北京市朝阳区建国路2号 果酱1瓶")
    assert box_text(window) == products.get(shop, order_product(shop)).name
    click(window, "saveChat")
    assert queries.board(shop)[0].total == Money(3_900)


def test_a_mended_part_is_kept_and_the_agreed_sum_can_be_taken(window: Window, shop: Shop) -> None:
    paste(window, MESSAGE + " 共75元")
    street = find(window, "field_address")
    assert isinstance(street, QLineEdit)
    street.selectAll()
    QTest.keyClicks(street, "New street 5")
    click(window, "chatAgreed")
    click(window, "saveChat")
    order = queries.board(shop)[0]
    assert (order.address, order.total) == ("New street 5", Money(7_500))


def test_talk_that_is_no_order_is_not_pasted_by_itself(window: Window) -> None:
    paste(window, "你好，在吗")
    assert not find(window, "saveChat").isEnabled()


def box_flags() -> Qt.MatchFlag:
    return Qt.MatchFlag.MatchStartsWith


def box_text(window: Window) -> str:
    box = find(window, "chatProduct")
    assert isinstance(box, QComboBox)
    return box.currentText()


def order_product(shop: Shop) -> int:
    lines = queries.lines(shop, queries.board(shop)[0].id)
    return next(line.product_id for line in lines if line.product_id and line.title != "Walnut kernels")
