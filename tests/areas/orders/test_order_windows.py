"""Order windows: open and close by day, by number and by sum, by themselves; what to answer is ready to copy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, products
from producer_app.areas.orders import windows
from producer_app.areas.orders.rows import OrderWindow
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, click_tile, find, open_window, settle


@pytest.fixture
def jam(shop: Shop) -> int:
    return products.add(shop, products.ProductDraft({"en": "Rose jam", "zh": "玫瑰花酱"}, Money(3_900), "jar", 500))


def order(shop: Shop, jam: int, *, channel: str = "hand") -> orders.Order:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(1), product_id=jam)], channel=channel,
                       paid_by="cash")


def state(shop: Shop) -> tuple[str, int]:
    found = windows.latest(shop)
    assert found is not None
    return found.state(clock.now()), found.orders


def test_it_closes_by_itself_at_its_number_and_a_cancelled_order_opens_it_again(shop: Shop, jam: int) -> None:
    before = order(shop, jam)
    windows.begin(shop, most_orders=2)
    first = order(shop, jam)
    order(shop, jam, channel="stall")
    assert state(shop) == ("open", 1), f"neither {before.number} nor the stall's sale counts"
    order(shop, jam)
    assert state(shop) == ("full", 2)
    order(shop, jam)
    assert state(shop) == ("full", 2), "an order after the close is kept, but not counted in"
    orders.cancel(shop, first.id)
    assert state(shop) == ("open", 1)
    shop.undo()
    assert state(shop) == ("full", 2)


def test_it_closes_by_itself_at_its_sum(shop: Shop, jam: int) -> None:
    windows.begin(shop, most=Money(7_000))
    order(shop, jam)
    assert state(shop) == ("open", 1)
    order(shop, jam)
    assert state(shop) == ("full", 2)


def test_days_open_and_close_it() -> None:
    window = OrderWindow(1, "2026-05-01T00:00:00Z", "2026-05-04T00:00:00Z", 0, Money(0), "", 0, Money(0))
    moments = ("2026-04-30T23:59:59Z", "2026-05-01T00:00:00Z", "2026-05-03T23:59:59Z", "2026-05-04T00:00:00Z")
    assert [window.state(now) for now in moments] == ["soon", "open", "open", "over"]


def test_a_last_day_before_the_first_is_refused_and_a_new_window_ends_the_old(shop: Shop, jam: int) -> None:
    today = clock.today()
    with pytest.raises(ShopError):
        windows.begin(shop, last=today - timedelta(days=1))
    windows.begin(shop)
    order(shop, jam)
    windows.begin(shop, first=today + timedelta(days=2))
    assert state(shop) == ("soon", 0)
    windows.close(shop)
    with pytest.raises(ShopError):
        windows.close(shop)


def test_a_window_is_opened_filled_and_answered_by_the_screen(qtbot: QtBot, shop: Shop, jam: int) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    order(shop, jam)
    settle()
    click(window, "windowDoor")
    field = find(window, "field_most_orders")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "2")
    click(window, "openWindow")
    assert label(window, "windowState") == "Open"
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    page.back()
    click(window, "newOrder")
    click_row(window, "orderThings", 0)
    click(window, "saveOrder")
    page.from_chat("王小明 13812341234\n新疆和田地区墨玉县幸福路12号\n玫瑰花酱2瓶")
    settle()
    click(window, "saveChat")
    click(window, "windowDoor")
    assert (label(window, "windowCount"), label(window, "windowState")) == ("2 / 2", "Full: closed by itself")
    click(window, "copyAnswer")
    assert QGuiApplication.clipboard().text() == (
        "Orders are closed now. 2 orders came in. Thank you! Whoever came too late is first next time.")
    QGuiApplication.clipboard().clear()
    page.from_chat("李娜 13912341234\n北京市海淀区中关村大街1号\n玫瑰花酱3瓶")
    settle()
    assert "not counted into it" in label(window, "chatSaid")


def label(window: Window, name: str) -> str:
    found = find(window, name)
    assert isinstance(found, QLabel)
    return bare(found.text())
