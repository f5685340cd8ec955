"""The day's money: sums that agree with the orders, by product and by way of paying."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.areas import money, orders, products, till
from producer_app.base import clock
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from tests.window_kit import click, find, open_window, settle


def sell(shop: Shop, price: int, way: str, many: int = 1) -> orders.Order:
    product = products.add(shop, products.ProductDraft({"en": f"Thing at {price} {way}"}, Money(price)))
    basket = till.Basket()
    for _one in range(many):
        basket = basket.add(till.Item(product, "Thing", "", "piece", Money(price)))
    return till.sell(shop, basket, way=way)


def test_an_empty_day_has_no_sums(shop: Shop) -> None:
    day = money.day(shop, clock.today())
    assert (day.orders, day.sold, day.by_way, day.by_product) == (0, (), (), ())


def test_the_day_adds_up_by_product_by_way_and_by_channel(shop: Shop) -> None:
    sell(shop, 1000, "cash", 3)
    sell(shop, 250, "code")
    sell(shop, 500, "cash")
    day = money.day(shop, clock.today())
    assert day.orders == 3
    assert day.sold == (Money(3750),)
    assert {s.name: s.amount.minor for s in day.by_way} == {"Cash": 3500, "Payment code": 250}
    assert [s.amount.minor for s in day.by_product] == [3000, 500, 250]
    assert Money.total(s.amount for s in day.by_product) == Money.total(s.amount for s in day.by_way) == day.sold[0]
    assert [s.amount for s in day.by_channel] == [Money(3750)]


def test_a_cancelled_sale_leaves_the_sums(shop: Shop) -> None:
    kept, gone = sell(shop, 1000, "cash"), sell(shop, 700, "cash")
    orders.cancel(shop, gone.id)
    assert money.day(shop, clock.today()).sold == (kept.total,)


def test_the_screen_shows_the_sum_and_steps_to_the_day_before(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("money")
    settle()
    label = find(window, "daySum")
    assert isinstance(label, QLabel)
    assert bare(label.text()) == bare(money.day(practice_shop, clock.today()).sold[0].shown())
    click(window, "earlier")
    assert money.day(practice_shop, clock.today() - timedelta(days=1)).orders == 0
    assert find(window, "empty").isVisible()
    click(window, "later")
    assert find(window, "daySum").isVisible()


def test_a_sale_shows_at_once(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("money")
    settle()
    sell(practice_shop, 12345, "cash")
    settle()
    label = find(window, "daySum")
    assert isinstance(label, QLabel)
    assert bare(label.text()) == bare(money.day(practice_shop, clock.today()).sold[0].shown())
