"""Goods of online orders and of orders by hand come back: line, quantity, money and shelf, each as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, products, stock
from producer_app.areas.orders import dues, ledger, queries
from producer_app.areas.orders.rows import View
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import person
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, click_tile, find, open_window, settle

EVER = ("", "9999")


@pytest.fixture
def jam(shop: Shop) -> int:
    made = products.add(shop, products.ProductDraft({"en": "Rose jam", "zh": "玫瑰花酱"}, Money(3_900), "jar", 500, sku="RJ"))
    stock.count(shop, made, Quantity.of(10))
    return made


@pytest.fixture
def window(qtbot: QtBot, shop: Shop, jam: int) -> Iterator[Window]:
    opened = open_window(shop)
    qtbot.addWidget(opened)
    click_tile(opened, "orders")
    yield opened
    person.remember("")


def online(shop: Shop, state: str = "shipped", many: int = 3) -> orders.Order:
    now = "2099-01-01T00:00:00Z"  # after the count, in whatever second it was made
    draft = orders.OrderDraft("shopify", "#1", state, state, now, now, Money(3_900 * many), recipient="王小红", lines=(
        orders.LineDraft("RJ", "Rose jam", quantity=Quantity.of(many), total=Money(3_900 * many)),))
    orders.place(shop, [draft])
    found = orders.by_number(shop, "shopify", "#1")
    assert found is not None
    return found


def by_hand(shop: Shop, jam: int, many: int = 2, *, paid_by: str = "transfer", deposit: Money | None = None,
            due: str = "") -> orders.Order:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=jam)], paid_by=paid_by,
                       deposit=deposit, due=due, recipient="Aygul")


def left(shop: Shop, jam: int) -> str:
    return stock.left(shop, [jam])[jam].text()


def page(window: Window) -> OrdersPage:
    found = window.pages["orders"]
    assert isinstance(found, OrdersPage)
    return found


def open_order(window: Window, order: orders.Order) -> None:
    page(window).open(order.id)
    settle()


def write(window: QWidget, name: str, text: str) -> None:
    line = find(window, name)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    settle()


def visible_texts(window: Window) -> str:
    return " | ".join(bare(label.text()) for label in window.findChildren(QLabel) if label.isVisible())


# ---------------------------------------------------------------- returns
def test_a_jar_of_an_online_order_comes_back_by_its_sheet(window: Window, shop: Shop, jam: int) -> None:
    order = online(shop)
    assert left(shop, jam) == "7"
    open_order(window, order)
    click(window, "cameBack")
    click(window, "back_cash")
    click(window, "saveBack")
    assert left(shop, jam) == "8"
    back = queries.returns_of(shop, order.id)[0]
    assert (back.channel, back.total, queries.payments(shop, back.id)[0].amount) == ("shopify", Money(-3_900), Money(-3_900))
    assert "Goods came back −¥39.00" in visible_texts(window), "the order's history says so"
    shop.undo()
    assert left(shop, jam) == "7"
    assert not queries.returns_of(shop, order.id)


def test_a_broken_jar_is_no_stock_again_and_the_shops_page_pays(window: Window, shop: Shop, jam: int) -> None:
    order = online(shop)
    open_order(window, order)
    click(window, "cameBack")
    click(window, "backMore")
    click(window, "backBroken")
    click(window, "saveBack")
    assert left(shop, jam) == "7"
    assert [one.quantity for one in orders.left_of(shop, order.id)] == [Quantity.of(1)]
    assert queries.returns_of(shop, order.id)[0].total == Money(0)
    assert "not to be sold again" in visible_texts(window)
    billed = orders.billed_between(shop, *EVER)
    assert [(total, count) for _channel, total, _back, count in billed] == [(Money(11_700), 1)], "a return is no order"


def test_a_file_that_calls_the_order_refunded_afterwards_gives_nothing_back_twice(shop: Shop, jam: int) -> None:
    order = online(shop)
    orders.give_back(shop, order.id, 0, Quantity.of(1), way="")
    orders.give_back(shop, order.id, 0, Quantity.of(1), way="", shelved=False)
    assert left(shop, jam) == "8"
    orders.set_state(shop, order.id, "refunded")
    assert left(shop, jam) == "9", "ten less the broken one"


def test_another_amount_may_be_given_back_but_never_more_than_was_billed(window: Window, shop: Shop, jam: int) -> None:
    order = by_hand(shop, jam)
    open_order(window, order)
    click(window, "cameBack")
    write(window, "backAmount", "99.00")
    click(window, "saveBack")
    assert not queries.returns_of(shop, order.id), "refused"
    write(window, "backAmount", "30.50")
    click(window, "saveBack")
    assert queries.returns_of(shop, order.id)[0].total == Money(-3_050)
    assert ledger.left_to_give(shop, order.id) == Money(7_800 - 3_050)


def test_when_everything_came_back_the_order_leaves_the_board(shop: Shop, jam: int) -> None:
    order = by_hand(shop, jam)
    orders.give_back(shop, order.id, 0, Quantity.of(2), way="transfer", who="Aygul")
    assert orders.get(shop, order.id).state == "done"
    assert left(shop, jam) == "10"
    assert sum(sold.total.minor for sold in orders.sales_between(shop, *EVER)) == 0
    with pytest.raises(ShopError):
        orders.give_back(shop, order.id, 0, Quantity.of(1), way="cash")


def test_what_is_not_paid_or_is_a_return_itself_has_nothing_to_come_back(shop: Shop, jam: int) -> None:
    waiting = by_hand(shop, jam, paid_by="")
    sale = by_hand(shop, jam)
    back = orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    for order in (waiting, back):
        with pytest.raises(ShopError):
            orders.give_back(shop, order.id, 0, Quantity.of(1), way="cash")


# ---------------------------------------------------------------- deposits and promises
def test_an_order_with_a_deposit_and_a_day_stands_apart_until_then(window: Window, shop: Shop, jam: int) -> None:
    later = (clock.today() + timedelta(days=5)).isoformat()
    click(window, "newOrder")
    click_row(window, "orderThings", 0)
    click(window, "way_code")
    write(window, "field_due", later)
    write(window, "field_deposit", "10")
    click(window, "saveOrder")
    order = queries.board(shop)[0]
    assert (order.state, queries.payments(shop, order.id)[0].amount) == ("unpaid", Money(1_000))
    assert queries.counts(shop)["pay"] == 0
    assert not queries.shown(shop, View(), lane="pay")
    assert queries.lane_sums(shop, "pay") in ([], [Money(0)])
    click(window, "promisedDoor")
    assert f"{later} · in 5 days" in visible_texts(window)
    assert "¥29.00 owed" in visible_texts(window)
    click(window, f"promise_{order.id}")
    assert "Still owed" in visible_texts(window)
    # Its day comes nearer: it stands on the board, and says what is owed.
    write(window, "dueDay", (clock.today() + timedelta(days=1)).isoformat())
    click(window, "keepDay")
    assert queries.counts(shop)["pay"] == 1
    card = queries.cards(shop, queries.shown(shop, View(), lane="pay"))[0]
    assert (card.owed, card.due) == (Money(2_900), (clock.today() + timedelta(days=1)).isoformat())


def test_the_rest_is_paid_in_parts_and_goods_may_be_packed_before(window: Window, shop: Shop, jam: int) -> None:
    order = by_hand(shop, jam, paid_by="code", deposit=Money(2_000))
    open_order(window, order)
    write(window, "payAmount", "8.00")
    click(window, "pay_cash")
    assert dues.owed_of(shop, [order.id]) == {order.id: Money(5_000)}
    click(window, "packAnyway")
    assert orders.get(shop, order.id).state == "to_ship"
    assert queries.cards(shop, [orders.get(shop, order.id)])[0].owed == Money(5_000)
    click(window, "pay_transfer")
    assert dues.owed_of(shop, [order.id]) == {}
    assert "Still owed" not in visible_texts(window)


def test_an_order_of_a_chat_may_have_a_day_and_a_deposit(window: Window, shop: Shop, jam: int) -> None:
    page(window).from_chat("王小明 13812341234\n新疆和田地区墨玉县幸福路12号\n玫瑰花酱2瓶")
    settle()
    write(window, "field_due", "2020-01-01")
    click(window, "saveChat")
    assert not queries.board(shop), "a day that is over is refused by its field"
    later = (clock.today() + timedelta(days=9)).isoformat()
    write(window, "field_due", later)
    write(window, "field_deposit", "20")
    click(window, "saveChat")
    order = queries.board(shop)[0]
    assert (dues.dues_of(shop, [order.id]), dues.owed_of(shop, [order.id])) == ({order.id: later}, {order.id: Money(5_800)})


@pytest.mark.parametrize("typed", ["yesterday", "2026-13-01", "2020-01-01", "1", "2999-01-01"])
def test_what_is_no_day_to_come_is_refused(typed: str) -> None:
    with pytest.raises(ShopError):
        dues.day_of(typed)


def test_a_day_without_its_year_is_the_next_one() -> None:
    today = clock.today()
    assert dues.day_of(f"{today.month}-{today.day}") == today.isoformat()
    assert dues.day_of("") == ""


def test_a_return_takes_its_part_off_what_is_owed(shop: Shop, jam: int) -> None:
    order = by_hand(shop, jam, paid_by="credit")
    orders.give_back(shop, order.id, 0, Quantity.of(1), way="credit")
    assert dues.owed_of(shop, [order.id]) == {}
    with pytest.raises(ShopError):
        by_hand(shop, jam, paid_by="cash", deposit=Money(99_999))


# ---------------------------------------------------------------- who did it
def test_the_history_says_who_moved_an_order(window: Window, shop: Shop, jam: int) -> None:
    person.remember("Gülnar")
    order = by_hand(shop, jam)
    open_order(window, order)
    click(window, "moveOn")
    assert [change.who for change in queries.history(shop, order.id)] == ["Gülnar"]
    assert "Gülnar" in visible_texts(window)
