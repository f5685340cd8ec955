"""Each maker's part of the open orders: asked for, confirmed, and asked again where more is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.areas import makers, orders, products
from producer_app.areas.makers import queries
from producer_app.base.errors import ShopError
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_tile, find, open_window, settle


@pytest.fixture
def jam(shop: Shop) -> int:
    return products.add(shop, products.ProductDraft({"en": "Rose jam"}, Money(3_900), "jar", 500))


def order(shop: Shop, product_id: int, many: int) -> orders.Order:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=product_id)], paid_by="cash")


def only(shop: Shop) -> makers.Part:
    found = makers.parts(shop)
    assert len(found) == 1
    return found[0]


def test_a_word_holds_for_less_and_is_asked_again_for_more(shop: Shop, jam: int) -> None:
    aygul = makers.add(shop, "Aygul", "139")
    makers.assign(shop, jam, aygul)
    assert only(shop).state == "nothing"
    first = order(shop, jam, 3)
    order(shop, jam, 2)
    assert [one.quantity for one in only(shop).goods] == [Quantity.of(5)]
    assert only(shop).state == "asked"
    makers.confirm(shop, only(shop))
    assert only(shop).state == "yes"
    orders.cancel(shop, first.id)
    assert only(shop).state == "yes", "less is needed"
    order(shop, jam, 4)
    part = only(shop)
    assert (part.state, [one.quantity for one in part.more]) == ("more", [Quantity.of(1)])
    makers.confirm(shop, part)
    assert only(shop).state == "yes"
    shop.undo()
    assert only(shop).state == "more"


def test_what_is_packed_need_not_be_brought_and_what_nobody_makes_is_told(shop: Shop, jam: int) -> None:
    makers.add(shop, "Aygul")
    sold = order(shop, jam, 3)
    assert [(one.title, one.quantity) for one in makers.nobody(shop)] == [("Rose jam", Quantity.of(3))]
    orders.move_on(shop, sold.id)
    assert not makers.nobody(shop)


def test_a_maker_without_a_name_or_without_goods_is_refused(shop: Shop) -> None:
    with pytest.raises(ShopError):
        makers.add(shop, "  ")
    makers.add(shop, "Aygul")
    with pytest.raises(ShopError):
        makers.confirm(shop, only(shop))
    with pytest.raises(ShopError):
        makers.assign(shop, 1, 99)


def label(window: Window, name: str) -> str:
    found = find(window, name)
    assert isinstance(found, QLabel)
    return bare(found.text())


def test_from_a_name_to_her_yes_by_the_screen(qtbot: QtBot, shop: Shop, jam: int) -> None:
    order(shop, jam, 3)
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    click(window, "door_makers")
    first = [one for one in find(window, "empty").findChildren(QPushButton) if one.isVisible()]
    assert len(first) == 1
    QTest.mouseClick(first[0], Qt.MouseButton.LeftButton)
    settle()
    name = find(window, "field_name")
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Aygul")
    click(window, "saveMaker")
    click(window, f"makes_{jam}")
    click(window, "leaveMaker")
    maker = makers.listing(shop)[0].id
    assert label(window, f"makerState_{maker}") == "No word yet"
    click(window, f"copyPart_{maker}")
    assert QGuiApplication.clipboard().text() == (
        "Aygul, please bring for our orders:\nRose jam ×\xa03 jar\nPlease write back whether you can.")
    QGuiApplication.clipboard().clear()
    click(window, f"confirm_{maker}")
    assert (label(window, f"makerState_{maker}"), label(window, "makersCount")) == ("Brings it", "1 of 1 has said yes.")
    assert queries.parts(shop)[0].state == "yes"
    click(window, f"maker_{maker}")
    click(window, "removeMaker")
    assert not makers.listing(shop)
