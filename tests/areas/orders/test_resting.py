"""Days on which nothing is sent stand on the board, with the promises that fall into them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, parcels
from producer_app.areas.orders import dues
from producer_app.areas.parcels import pausing
from producer_app.base import clock
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_tile, find, open_window, settle


def day(away: int) -> str:
    return (clock.today() + timedelta(days=away)).isoformat()


def promised(shop: Shop, away: int) -> orders.Order:
    line = orders.LineDraft("", "Rose jam", quantity=Quantity.of(1), unit_price=Money(3800))
    return orders.sell(shop, [line], recipient="Guzelnur", due=day(away))


def text(window: Window, name: str) -> str:
    there = find(window, name)
    assert isinstance(there, QLabel | QPushButton)
    return bare(there.text()).strip()


def shown(window: Window, name: str) -> bool:
    return any(part.isVisible() for part in window.findChildren(QLabel, name))


def test_only_promises_of_these_days_that_are_not_sent_are_touched(shop: Shop) -> None:
    inside, edge, after = promised(shop, 2), promised(shop, 4), promised(shop, 5)
    gone = promised(shop, 3)
    orders.cancel(shop, gone.id)
    assert [one.order_id for one in dues.touched(shop, day(2), day(4))] == [inside.id, edge.id]
    assert after.id not in [one.order_id for one in dues.touched(shop, day(0), day(4))]


def test_a_pause_is_near_from_a_week_before_until_its_last_day(shop: Shop) -> None:
    parcels.begin_pause(shop, day(8), day(9), reason="holiday")
    assert pausing.pause_near(shop) is None
    parcels.begin_pause(shop, day(7), day(9), reason="snow")
    near = pausing.pause_near(shop)
    assert near is not None
    assert near.reason == "snow"
    assert parcels.pause_now(shop) is None


def test_the_board_says_until_when_and_leads_to_the_promises(qtbot: QtBot, shop: Shop) -> None:
    promised(shop, 3)
    promised(shop, 9)
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    assert not shown(window, "restSaid")
    parcels.begin_pause(shop, day(0), day(6), reason="heat")
    settle()
    assert text(window, "restSaid").startswith(f"Nothing is sent until {day(6)}: ")
    assert text(window, "restTouched") == "1 promise falls into it"
    click(window, "restTouched")
    marks = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text() == "Nothing is sent on this day"]
    assert len(marks) == 1, "one of the two promised days"
    click(window, "leavePromised")
    shop.undo()
    settle()
    assert not shown(window, "restSaid")
    window.close()


def test_a_pause_that_is_coming_is_told_with_both_days(qtbot: QtBot, shop: Shop) -> None:
    promised(shop, 1)
    parcels.begin_pause(shop, day(2), day(6), reason="other", note="The road is closed")
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    assert text(window, "restSaid") == f"From {day(2)} to {day(6)} nothing is sent: The road is closed"
    assert not any(part.isVisible() for part in window.findChildren(QPushButton, "restTouched"))
    window.close()
