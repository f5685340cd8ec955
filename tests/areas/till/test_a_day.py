"""A whole day at one counter: two hundred mixed sales through the real window, then the sums against what was tapped."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, payments, products
from producer_app.areas.till.screen.page import TillPage
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.areas.till.scanner_hand import scan_at
from tests.window_kit import open_window, settle

SALES = 200
GRAMS = {"kg": 1000, "jin": 500, "g": 1}
# Name, price in fen for one unit, unit, number.
GOODS = [("Rose jam", 3800, "jar", "P001"), ("Walnuts", 4235, "kg", "P002"), ("Raisins", 2999, "jin", "P003"),
         ("Naan", 350, "piece", "6901234567892"), ("Atlas silk", 7250, "metre", "P005"), ("Dried mulberries", 1111, "kg", "P006")]


def rounded(exact: Fraction) -> int:
    """Half up, worked out apart from the program."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


class Day:
    """The seller's hands and, beside them, a second book that knows nothing of the program's."""

    def __init__(self, window: Window, pick: random.Random) -> None:
        self.window, self.pick = window, pick
        page = window.pages["till"]
        assert isinstance(page, TillPage)
        self.page = page
        self.sums: Counter[str] = Counter()
        self.sold: Counter[str] = Counter()
        self.taps = 0

    def find(self, name: str) -> QWidget:
        (one,) = [w for w in self.page.findChildren(QWidget, name) if w.isVisible()]
        return one

    def tap(self, *names: str) -> None:
        for name in names:
            QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
            self.taps += 1

    def pad(self, keys: str) -> None:
        self.tap(*(f"key_{key}" for key in keys))

    def picture(self, name: str) -> None:
        things = self.page.shelf.things
        index = things.model().index([p.name for p in self.page.shelf.rows].index(name), 0)
        things.scrollTo(index)
        QTest.mouseClick(things.viewport(), Qt.MouseButton.LeftButton, pos=things.visualRect(index).center())
        self.taps += 1

    # ------------------------------------------------------------------ one line, in each of the ways
    def line(self) -> int:
        """Something goes onto the counter; gives what it costs in fen."""
        name, price, unit, number = self.pick.choice(GOODS)
        way = self.pick.choice(["picture", "number", "scanner"])
        if way == "picture":
            self.picture(name)
        elif way == "number" and len(number) < 6:
            self.tap("open_number")
            self.pad(number.lstrip("P0"))
            self.tap("key_ok")
        else:
            at = self.pick.choice([self.page, self.page.shelf.search, self.window.header.undo])
            scan_at(self.page.listener, at, number)
        assert self.page.basket.items, (name, way)
        assert self.page.basket.items[self.page.basket.chosen].name == name, (name, way)
        if unit in GRAMS:
            return self.weigh(name, price, unit)
        return self.count(name, price)

    def weigh(self, name: str, price: int, unit: str) -> int:
        typed_in = self.pick.choice(["kg", "jin", "g"])
        text = {"kg": f"{self.pick.randrange(1, 4000) / 1000:.3f}", "jin": f"{self.pick.randrange(1, 800) / 100:.2f}",
                "g": str(self.pick.randrange(1, 3000))}[typed_in]
        self.tap(f"mode_{typed_in}")
        self.pad(text)
        grams = Fraction(text) * GRAMS[typed_in]
        self.sold[name] += int(grams)
        return rounded(grams * price / GRAMS[unit])

    def count(self, name: str, price: int) -> int:
        known = self.page.basket.items[self.page.basket.chosen].quantity.milli // 1000
        if known == 1 and self.pick.random() < 0.6:
            many = self.pick.randrange(2, 13)
            self.pad(str(many))
        else:
            many = 1
        self.sold[name] += many
        return many * price

    # ------------------------------------------------------------------ one sale
    def sale(self) -> None:
        total = sum(self.line() for _line in range(self.pick.choice([1, 1, 1, 2, 3])))
        if self.pick.random() < 0.15:
            self.tap("mode_sum")
            total = total // 100 * 100
            self.tap("key_down")
        if self.pick.random() < 0.1:
            self.tap("open_parked", "park", "open_parked")
            (aside,) = [w for w in self.page.findChildren(QWidget) if w.objectName().startswith("aside_") and w.isVisible()]
            QTest.mouseClick(aside, Qt.MouseButton.LeftButton)
        getattr(self, self.pick.choice(["cash", "cash", "code", "credit"]))(total)
        assert self.page.basket.items == ()

    def cash(self, total: int) -> None:
        self.tap("cash")
        self.tap("note_exact", "nextBuyer")
        self.sums["cash"] += total

    def code(self, total: int) -> None:
        self.tap("code", self.pick.choice(["saw", "later"]))
        self.sums["code"] += total

    def credit(self, total: int) -> None:
        self.tap("credit")
        QTest.keyClicks(self.find("buyerName"), self.pick.choice(["Aygul", "Tursun"]))
        self.tap("sellOnCredit")
        self.sums["credit"] += total


@pytest.fixture
def day(qtbot: QtBot, shop: Shop) -> Day:
    for name, price, unit, number in GOODS:
        products.add(shop, products.ProductDraft({"en": name}, Money(price), unit=unit, sku=number))
    payments.register(shop, "https://qr.alipay.com/fkx13562abcdefghij", "Gulnar")
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    # Two thousand pictures of the window would show nobody anything.
    window.setUpdatesEnabled(False)
    return Day(window, random.Random(20261124))


def test_two_hundred_mixed_sales_add_up_to_what_was_tapped_to_the_fen(day: Day, shop: Shop) -> None:
    for _number in range(SALES):
        day.sale()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
    start, end = clock.day_bounds(clock.today())
    # Over midnight the day has two halves.
    start = min(start, str(shop.value("SELECT min(placed_at) FROM orders")))
    end = max(end, str(shop.value("SELECT max(placed_at) || 'Z' FROM orders")))
    assert {r.way: r.total.minor for r in orders.received_between(shop, start, end)} == dict(day.sums)
    ((channel, billed, back, count),) = orders.billed_between(shop, start, end)
    assert (channel, billed.minor, back.minor, count) == ("stall", sum(day.sums.values()), 0, SALES)
    assert shop.value("SELECT group_concat(number) FROM (SELECT number FROM orders ORDER BY id)") == ",".join(
        f"S{number:04d}" for number in range(1, SALES + 1))
    by_product = {s.title: s for s in orders.sales_between(shop, start, end)}
    assert sum(s.total.minor for s in by_product.values()) == sum(day.sums.values())
    units = {name: unit for name, _price, unit, _number in GOODS}
    sold = {name: s.quantity.milli * GRAMS.get(units[name], 1) // 1000 for name, s in by_product.items()}
    assert sold == dict(day.sold)
    assert sum(d.amount.minor for d in orders.debts(shop)) == day.sums["credit"]
