"""More asked for than there is: told at the counter, before an import, in a chat, on the board; never a block."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, products, stock
from producer_app.areas.orders import queries as order_queries
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.areas.orders.screen.cards import OrderCards
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, click_tile, find, open_window, settle


@pytest.fixture
def jam(shop: Shop) -> int:
    return products.add(shop, products.ProductDraft({"en": "Rose jam", "zh": "玫瑰花酱"}, Money(3_900), "jar", 500, sku="RJ"))


def by_hand(shop: Shop, product_id: int, many: int) -> orders.Order:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=product_id)], paid_by="transfer")


def said(window: Window, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return bare(label.text())


def board(window: Window) -> OrdersPage:
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    return page


def test_who_was_promised_first_is_served_first(shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(5))
    first, second, third = (by_hand(shop, jam, many) for many in (3, 2, 2))
    assert stock.unfilled(shop) == {third.id}
    orders.cancel(shop, first.id)
    assert stock.unfilled(shop) == frozenset()
    shop.undo()
    stock.went_out(shop, jam, Quantity.of(1), reason="broken")
    assert stock.unfilled(shop) == {third.id, second.id}
    stock.came_in(shop, jam, Quantity.of(9))
    assert not stock.unfilled(shop)


def test_a_wish_lacks_only_what_was_counted_and_is_not_there(shop: Shop, jam: int) -> None:
    other = products.add(shop, products.ProductDraft({"en": "Walnuts"}, Money(2_000), "bag"))
    stock.count(shop, jam, Quantity.of(2))
    assert stock.missing(shop, {jam: 3_000, other: 99_000}) == {jam: 1_000}
    by_hand(shop, jam, 5)
    assert stock.missing(shop, {jam: 1_000}) == {jam: 1_000}, "what is oversold already does not count twice"


def test_the_counter_warns_in_one_line_and_sells_all_the_same(qtbot: QtBot, shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(2))
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "till")
    for _tap in range(2):
        click_row(window, "things", 0)
    assert not [w for w in window.findChildren(QLabel, "short") if w.isVisible()]
    click_row(window, "things", 0)
    assert said(window, "short") == "Rose jam: only 2 left."
    click(window, "cash")
    assert stock.left(shop, [jam])[jam].milli == -1_000
    click_row(window, "things", 0)
    assert said(window, "short") == "Rose jam: none left."


def test_the_board_marks_the_order_that_cannot_be_filled_until_more_is_made(qtbot: QtBot, shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(3))
    by_hand(shop, jam, 2)
    late = by_hand(shop, jam, 2)
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    lane = find(window, "orders_pack")
    assert isinstance(lane, OrderCards)
    texts = {lane.model().index(row, 0).data() for row in range(lane.model().rowCount())}
    assert [late.number in text for text in texts if "Not enough left" in text] == [True]
    board(window).open(late.id)
    settle()
    assert "Not enough" in said(window, "unfilled")
    stock.came_in(shop, jam, Quantity.of(1))
    settle()
    assert not [w for w in window.findChildren(QLabel, "unfilled") if w.isVisible()]


def test_a_file_that_needs_more_than_is_left_says_so_before_it_is_taken(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "samples" / "orders"
    path = sample / "shopify.csv"
    drafts = [d for source in orders.read([path]) for d in source.drafts]
    skus = [line.sku for d in drafts if d.state in order_queries.WAITING for line in d.lines or () if line.sku]
    assert skus, "the sample has waiting orders with article numbers"
    product = products.add(shop, products.ProductDraft({"en": "Sought"}, Money(100), "jar", sku=skus[0]))
    stock.count(shop, product, Quantity.of(0))
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    board(window).take_files([path])
    settle()
    wanted = order_queries.promised(shop, drafts)[product]
    assert said(window, "importShort") == f"Sought: {Quantity(wanted).text()} more than are left"
    click(window, "commitImport")
    assert order_queries.count(shop) == len(drafts)


def test_orders_of_a_chat_and_by_hand_are_told_together(qtbot: QtBot, shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(3))
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    board(window).from_chat("王小明 13812341234\n新疆和田地区墨玉县幸福路12号\n玫瑰花酱2瓶\n\n"
                             "李娜 13912341234\n北京市海淀区中关村大街1号\n玫瑰花酱3瓶")
    settle()
    shown = [bare(w.text()) for w in window.findChildren(QLabel, "chatShort") if w.isVisible()]
    assert shown == ["Rose jam: 2 more than are left"]
    board(window).close_all()
    click(window, "newOrder")
    for _tap in range(4):
        click_row(window, "orderThings", 0)
    assert said(window, "handShort") == "Rose jam: 1 more than are left"
    click(window, "saveOrder")
    assert order_queries.count(shop) == 1


def test_two_sizes_of_one_jam_read_differently_wherever_they_are_sold(shop: Shop, jam: int) -> None:
    from producer_app.areas.products import actions

    small = actions.add(shop, products.ProductDraft({"en": "Rose jam"}, Money(2_100), "jar", 250), size_of=jam)
    assert [bare(p.title) for p in products.some(shop, [small, jam])] == ["Rose jam 250\xa0g", "Rose jam 500\xa0g"]
    order = by_hand(shop, small, 1)
    assert [line.title for line in orders.lines(shop, order.id)] == ["Rose jam 250\xa0g"]
