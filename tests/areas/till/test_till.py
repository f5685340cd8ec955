"""The stall: three taps to a sale, the keypad, the code, the basket as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, till
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import paper
from producer_app.ui.code_view import CodeView
from tests.window_kit import click, click_row, click_tile, find, open_window, settle


def item(product_id: int, price: int = 1000, currency: str = "CNY") -> till.Item:
    return till.Item(product_id, f"thing {product_id}", "", "piece", Money(price, currency))


@given(some.lists(some.tuples(some.integers(1, 5), some.integers(1, 99_999)), max_size=20))
def test_the_total_is_the_sum_of_what_was_taken_in(taken: list[tuple[int, int]]) -> None:
    basket = till.Basket()
    for product, price in taken:
        basket = basket.add(item(product, price))
    assert basket.total.minor == sum(price for _product, price in taken)
    assert sum(i.quantity.milli for i in basket.items) == 1000 * len(taken)


def test_the_same_thing_again_is_one_more_on_its_line() -> None:
    basket = till.Basket().add(item(1)).add(item(2)).add(item(1))
    assert [(i.product_id, i.quantity) for i in basket.items] == [(1, Quantity.of(2)), (2, Quantity.of(1))]
    assert basket.chosen == 0


def test_none_of_it_takes_the_line_out() -> None:
    basket = till.Basket().add(item(1)).add(item(2)).with_quantity(0, Quantity(0))
    assert [i.product_id for i in basket.items] == [2]


def test_weights_are_rounded_half_up_to_the_fen() -> None:
    basket = till.Basket().add(item(1, 999)).with_quantity(0, Quantity.parse("0.5"))
    assert basket.total == Money(500)


def test_an_empty_basket_and_two_currencies_are_refused(shop: Shop) -> None:
    with pytest.raises(ShopError):
        till.sell(shop, till.Basket(), way="cash")
    with pytest.raises(ShopError):
        till.sell(shop, till.Basket().add(item(1)).add(item(2, 100, "EUR")), way="cash")
    assert shop.value("SELECT count(*) FROM orders") == 0


def test_three_taps_are_a_sale(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    start, end = clock.day_bounds(clock.today())
    before = sum(count for *_rest, count in orders.billed_between(practice_shop, start, end))
    click_tile(window, "till")
    click_row(window, "things", 0)
    click(window, "key_3")
    click(window, "cash")
    assert sum(count for *_rest, count in orders.billed_between(practice_shop, start, end)) == before + 1
    sold = orders.board(practice_shop, limit=1)[0]
    (line,) = orders.lines(practice_shop, sold.id)
    assert line.quantity == Quantity.of(3)
    assert [(p.way, p.amount) for p in orders.payments(practice_shop, sold.id)] == [("cash", sold.total)]
    words = find(window, "toastWords")
    assert isinstance(words, QLabel)
    assert sold.number in bare(words.text())


def test_the_keypad_and_the_keyboard_write_the_quantity(qtbot: QtBot, practice_shop: Shop) -> None:
    from producer_app.areas.till.screen.page import TillPage

    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    page = window.pages["till"]
    assert isinstance(page, TillPage)
    click_row(window, "things", 0)
    for key in ("1", ".", "5"):
        click(window, f"key_{key}")
    assert page.basket.items[0].quantity == Quantity(1500)
    click(window, "key_back")
    click(window, "key_back")
    assert page.basket.items[0].quantity == Quantity(1000)
    click(window, "key_+1")
    assert page.basket.items[0].quantity == Quantity(2000)
    page.setFocus()
    QTest.keyClicks(page, "12")
    assert page.basket.items[0].quantity == Quantity(12000)
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert page.basket.items == ()


def test_the_code_on_the_screen_is_the_registered_one(qtbot: QtBot, practice_shop: Shop) -> None:
    from producer_app.areas import payments

    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    click_row(window, "things", 0)
    click(window, "code")
    (view,) = [v for v in window.findChildren(CodeView) if v.isVisible()]
    assert paper.codes_read(view.grab().toImage()) == [payments.codes(practice_shop)[0].payload]
    click(window, "saw")
    sold = orders.board(practice_shop, limit=1)[0]
    assert [p.way for p in orders.payments(practice_shop, sold.id)] == ["code"]


def test_without_a_code_the_person_is_told_where_to_add_one(qtbot: QtBot, shop: Shop) -> None:
    from producer_app.areas import products

    products.add(shop, products.ProductDraft({"en": "Naan"}, Money(300)))
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    click_row(window, "things", 0)
    click(window, "code")
    words = find(window, "toastWords")
    assert isinstance(words, QLabel)
    assert "payment code" in words.text()


def test_the_empty_till_leads_to_the_first_product(qtbot: QtBot, shop: Shop) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    assert find(window, "empty").isVisible()
