"""How many deliberate actions a day's jobs take on the real screens: each tap, typed field, dropped file or photo is one.

A job begins where its person stands: a maker at home, a seller at the counter, a clerk on the orders' board.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, payments, products
from producer_app.areas.orders.screen.cards import OrderCards
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.areas.products import queries as product_queries
from producer_app.areas.till.screen.page import TillPage
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.page import Text
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.trips.test_trips import SHOPIFY, drop, photo
from tests.window_kit import click, click_row, click_tile, find, open_window, settle

MESSAGE = "王小明 138 1234 1234\n新疆和田地区墨玉县喀拉喀什镇幸福路12号\n玫瑰花酱2瓶"


class Person:
    """Hands at the window, and how often they did something."""

    def __init__(self, window: Window) -> None:
        self.window, self.steps = window, 0

    def _did(self, act: Callable[[], object]) -> None:
        act()
        self.steps += 1
        settle()

    def opens(self, tile: str) -> None:
        self._did(lambda: click_tile(self.window, tile))

    def taps(self, name: str) -> None:
        self._did(lambda: click(self.window, name))

    def taps_row(self, name: str, row: int) -> None:
        self._did(lambda: click_row(self.window, name, row))

    def types(self, name: str, text: str) -> None:
        field = find(self.window, name)
        assert isinstance(field, QLineEdit)

        def keys() -> None:
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, text)

        self._did(keys)

    def drops(self, on: QWidget, path: Path) -> None:
        self._did(lambda: drop(on, path))


@pytest.fixture
def jam(shop: Shop) -> int:
    return products.add(shop, products.ProductDraft({"zh": "玫瑰花酱", "en": "Rose jam"}, Money(3_900), "jar", 500))


@pytest.fixture
def person(qtbot: QtBot, shop: Shop, jam: int) -> Person:
    payments.register(shop, "https://qr.alipay.com/fkx13562abcdefghij", "Gulnar")
    window = open_window(shop)
    qtbot.addWidget(window)
    return Person(window)


def waiting(shop: Shop, product: int) -> orders.Order:
    goods = [orders.LineDraft("", "", quantity=Quantity.of(1), product_id=product)]
    return orders.sell(shop, goods, channel="hand", paid_by="transfer", recipient="王小明")


# ---------------------------------------------------------------- a maker
def test_a_new_product_is_listed_in_six(person: Person, shop: Shop, tmp_path: Path, qtbot: QtBot) -> None:
    person.opens("products")
    person.drops(person.window.pages["products"], photo(tmp_path / "walnut.jpg"))
    qtbot.waitUntil(lambda: any(w.isVisible() for w in person.window.findChildren(QLineEdit, "field_name_en")), timeout=20_000)
    person.types("field_name_en", "Walnuts")
    person.types("field_pack_g", "250")
    person.types("field_price", "26.80")
    person.taps("save")
    made = products.listing(shop)[0]
    assert (made.name, made.pack_g, made.price, bool(made.picture)) == ("Walnuts", 250, Money(2_680), True)
    assert person.steps <= 6


def test_a_price_that_covers_its_cost_takes_three(person: Person, shop: Shop, jam: int) -> None:
    click_tile(person.window, "products")
    click_row(person.window, "products", 0)
    person.types("field_cost", "21.50")
    person.types("field_price", "42")
    person.taps("save")
    made = products.get(shop, jam)
    assert (made.price, product_queries.prices(shop, jam)["cost"]) == (Money(4_200), Money(2_150))
    assert person.steps <= 3


def test_what_must_be_packed_is_seen_with_one(person: Person, shop: Shop, jam: int) -> None:
    made = waiting(shop, jam)
    person.opens("parcels")
    shown = find(person.window, "mustLeave")
    assert isinstance(shown, QAbstractItemView)
    first, _goods = shown.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert (first.id, shown.model().rowCount()) == (made.id, 1)
    assert person.steps <= 1


def test_an_order_out_of_a_chat_takes_three(person: Person, shop: Shop) -> None:
    QGuiApplication.clipboard().setText(MESSAGE)
    person.opens("orders")
    person.taps("fromChat")
    person.taps("saveChat")
    (made,) = orders.board(shop)
    assert (made.recipient, made.total) == ("王小明", Money(7_800))
    assert person.steps <= 3
    QGuiApplication.clipboard().clear()


def test_an_order_is_packed_with_one(person: Person, shop: Shop, jam: int) -> None:
    made = waiting(shop, jam)
    click_tile(person.window, "orders")
    cards = find(person.window, "orders_pack")
    assert isinstance(cards, OrderCards)
    place: QPoint = cards._orders.button(cards.visualRect(cards.model().index(0, 0))).center()
    person._did(lambda: QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place))
    assert orders.get(shop, made.id).state == "packed"
    assert person.steps <= 1


def test_what_this_month_brought_is_seen_with_one(person: Person, shop: Shop, jam: int) -> None:
    for _sale in range(2):
        waiting(shop, jam)
    person.opens("money")
    line = find(person.window, "monthSum")
    assert isinstance(line, QLabel)
    assert bare(line.text()) == "This month: ¥78.00"
    assert person.steps <= 1


# ---------------------------------------------------------------- a stall-holder
def test_a_sale_takes_two_and_a_basket_of_three_things_four(person: Person, shop: Shop) -> None:
    products.add(shop, products.ProductDraft({"en": "Naan"}, Money(350), "piece"))
    products.add(shop, products.ProductDraft({"en": "Raisins"}, Money(2_990), "bag", 500))
    click_tile(person.window, "till")
    person.taps_row("things", 0)
    person.taps("cash")
    assert shop.value("SELECT count(*) FROM orders") == 1
    assert person.steps <= 2
    click(person.window, "nextBuyer")
    person.steps = 0
    for row in range(3):
        person.taps_row("things", row)
    till = person.window.pages["till"]
    assert isinstance(till, TillPage)
    assert till.basket.total == Money(3_900 + 350 + 2_990)
    assert person.steps <= 3, "the sum stands there as soon as the third thing is tapped"


def test_a_sign_with_name_photo_price_and_code_takes_three(person: Person, shop: Shop) -> None:
    products.add(shop, products.ProductDraft({"en": "Naan"}, Money(350), "piece"))
    person.opens("posters")
    person.taps_row("pick", 1)
    ready = find(person.window, "print")
    assert isinstance(ready, QPushButton)
    assert ready.isEnabled()
    assert person.steps + 1 <= 3, "with the tap that prints"


def test_todays_price_is_changed_and_its_sign_printed_with_three(person: Person, shop: Shop, jam: int) -> None:
    click_tile(person.window, "products")
    click_row(person.window, "products", 0)
    person.types("field_price", "45")
    person.taps("printSign")
    assert products.get(shop, jam).price == Money(4_500), "the sign shows the price that was typed"
    assert person.window.current == "posters"
    assert any("45.00" in text for text in texts_of(person.window))
    assert find(person.window, "print").isEnabled()
    assert person.steps + 1 <= 3


def texts_of(window: Window) -> list[str]:
    """What stands on the page that would be printed."""
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    return [item.text for made in page.made() for item in made.flat() if isinstance(item, Text)]


# ---------------------------------------------------------------- a clerk
def test_a_channels_file_comes_in_with_two(person: Person, shop: Shop, qtbot: QtBot) -> None:
    click_tile(person.window, "orders")
    person.drops(person.window.pages["orders"], SHOPIFY)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in person.window.findChildren(QWidget, "commitImport")), timeout=20_000)
    person.taps("commitImport")
    assert shop.value("SELECT count(*) FROM orders WHERE channel = 'shopify'") > 0
    assert person.steps <= 2


def test_a_file_of_numbers_goes_to_its_orders_with_two(person: Person, shop: Shop, jam: int, tmp_path: Path, qtbot: QtBot) -> None:
    made = waiting(shop, jam)
    path = tmp_path / "numbers.csv"
    path.write_text(f"订单号,运单号\n{made.number},SF1234567890123\n", "utf-8")
    click_tile(person.window, "parcels")
    person.drops(person.window.pages["parcels"], path)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in person.window.findChildren(QWidget, "takeNumbers")), timeout=20_000)
    person.taps("takeNumbers")
    assert orders.get(shop, made.id).state == "shipped"
    assert person.steps <= 2
