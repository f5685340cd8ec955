"""The counter driven with real clicks and keys: change, credit, codes to be seen, baskets aside, returns, the scanner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import orders, products, till
from producer_app.areas.till import queries
from producer_app.areas.till.screen.page import TillPage
from producer_app.areas.till.statement import statement
from producer_app.base import clock, i18n
from producer_app.base import page as sheets
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import paper, theme
from producer_app.ui.window import Window
from tests.areas.till.scanner_hand import scan_at
from tests.window_kit import click, find, open_window, settle

GOODS = [("Rose jam", 3800, "jar", "P001"), ("Walnuts", 4200, "kg", "P002"), ("Raisins", 2990, "jin", "P003"),
         ("Naan", 350, "piece", "6901234567892")]


@pytest.fixture
def stall(shop: Shop) -> Shop:
    """Four goods: two counted, one by the kilogram, one by the jin."""
    for name, price, unit, sku in GOODS:
        products.add(shop, products.ProductDraft({"en": name, "zh": name, "ug": name}, Money(price), unit=unit, sku=sku))
    return shop


class Hands:
    """A person at the counter; counts what is tapped."""

    def __init__(self, window: Window) -> None:
        self.window, self.taps = window, 0
        page = window.pages["till"]
        assert isinstance(page, TillPage)
        self.page = page

    def take(self, name: str) -> None:
        """A tap on the picture of goods."""
        things = self.page.shelf.things
        rows = [p.name for p in self.page.shelf.rows]
        index = things.model().index(rows.index(name), 0)
        things.scrollTo(index)
        QTest.mouseClick(things.viewport(), Qt.MouseButton.LeftButton, pos=things.visualRect(index).center())
        settle()
        self.taps += 1

    def tap(self, *names: str) -> None:
        """A tap on each of these."""
        for name in names:
            click(self.window, name)
            self.taps += 1

    def text(self, name: str) -> str:
        label = find(self.window, name)
        assert isinstance(label, (QLabel, QLineEdit))
        return bare(label.text())


@pytest.fixture
def hands(qtbot: QtBot, stall: Shop) -> Hands:
    window = open_window(stall)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    return Hands(window)


def last(shop: Shop) -> orders.Order:
    return orders.board(shop, limit=1)[0]


def paid(shop: Shop, order: orders.Order) -> list[tuple[str, int, bool]]:
    return [(p.way, p.amount.minor, p.seen) for p in orders.payments(shop, order.id)]


def count(shop: Shop) -> int:
    return int(shop.value("SELECT count(*) FROM orders"))


# ---------------------------------------------------------------- three taps
def test_a_picture_the_cash_and_the_note_are_three_taps_with_the_change_worked_out(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("cash", "note_50")
    assert hands.taps == 3
    assert hands.text("change") == "¥12.00"
    assert last(stall).total == Money(3800)
    assert paid(stall, last(stall)) == [("cash", 3800, True)]


def test_goods_by_weight_are_a_picture_a_weight_and_the_cash(hands: Hands, stall: Shop) -> None:
    hands.take("Walnuts")
    hands.tap("key_half", "cash")
    assert hands.taps == 3
    assert last(stall).total == Money(2100)
    (line,) = orders.lines(stall, last(stall).id)
    assert line.quantity == Quantity(500)


def test_a_price_for_500_grams_is_worked_out_to_the_fen(hands: Hands, stall: Shop) -> None:
    hands.take("Raisins")
    hands.tap("mode_g", *(f"key_{digit}" for digit in "733"), "cash")
    # 29.90 for 500 g: 733 g cost 43.8334, which is 43.83.
    assert last(stall).total == Money(4383)


def test_a_code_sale_is_three_taps_and_amber_until_she_saw_the_money(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    hands = Hands(window)
    name = hands.page.shelf.rows[0].name
    hands.take(name)
    hands.tap("code", "later")
    assert hands.taps == 3
    order = last(practice_shop)
    assert paid(practice_shop, order) == [("code", order.total.minor, False)]
    assert "1" in find(window, "open_doubts").accessibleName()
    hands.tap("open_doubts", "came_0")
    assert paid(practice_shop, order) == [("code", order.total.minor, True)]
    hands.tap("leaveRoom")
    hands.take(name)
    hands.tap("code", "later", "open_doubts", "notCame_0")
    assert last(practice_shop).state == "cancelled"
    assert queries.to_look_for(practice_shop) == []


def test_without_looking_at_the_phone_a_code_sale_is_not_called_seen(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    hands = Hands(window)
    hands.take(hands.page.shelf.rows[0].name)
    hands.tap("code", "saw")
    assert [seen for _way, _minor, seen in paid(practice_shop, last(practice_shop))] == [True]


def test_what_is_sold_every_day_stands_first_and_nothing_is_shown_twice(qtbot: QtBot, shop: Shop) -> None:
    for number in range(120):
        products.add(shop, products.ProductDraft({"en": f"goods {number:03d}"}, Money(100)))
    for product in (3, 60):
        till.sell(shop, till.Basket().add(till.Item(product, "goods", "", "piece", Money(100))), way="cash")
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    things = Hands(window).page.shelf.things
    while things.model().canFetchMore(things.rootIndex()):
        things.model().fetchMore(things.rootIndex())
    shown = [p.id for p in Hands(window).page.shelf.rows]
    assert shown == [60, 3, *(i for i in range(120, 0, -1) if i not in (3, 60))]


def test_the_word_of_the_last_sale_makes_room_for_the_next_goods_and_a_refusal_stays(hands: Hands) -> None:
    hands.take("Rose jam")
    hands.tap("cash")
    assert hands.window.toast.isVisible()
    hands.take("Walnuts")
    assert not hands.window.toast.isVisible()
    hands.tap("cash")
    hands.take("Naan")
    assert "not weighed" in hands.text("toastWords")


def test_enter_by_habit_never_says_that_the_money_was_seen(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    hands = Hands(window)
    hands.take(hands.page.shelf.rows[0].name)
    QTest.keyClick(hands.page, Qt.Key.Key_F8)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert [seen for _way, _minor, seen in paid(practice_shop, last(practice_shop))] == [False]


# ---------------------------------------------------------------- slips that must not happen
def double_tap(hands: Hands, name: str) -> None:
    """Two taps at one place, as a display sends them: the second falls on whatever lies there by then."""
    first = find(hands.window, name)
    place = first.mapTo(hands.window, first.rect().center())
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    settle()
    second = hands.window.childAt(place)
    assert second is not None
    middle = second.mapFrom(hands.window, place)
    QApplication.sendEvent(second, QMouseEvent(
        QEvent.Type.MouseButtonDblClick, middle.toPointF(), hands.window.mapToGlobal(place).toPointF(), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    QTest.mouseRelease(second, Qt.MouseButton.LeftButton, pos=middle)
    settle()


@pytest.mark.parametrize("way", ["cash", "code", "credit"])
def test_whatever_comes_under_a_double_tap_is_not_tapped(qtbot: QtBot, practice_shop: Shop, way: str) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    hands = Hands(window)
    before = count(practice_shop)
    hands.take(hands.page.shelf.rows[0].name)
    double_tap(hands, way)
    assert count(practice_shop) == before + (way == "cash")
    assert find(window, {"cash": "nextBuyer", "code": "saw", "credit": "sellOnCredit"}[way]).isVisible()


def test_a_double_tap_on_cash_sells_once_and_the_change_stays_to_be_read(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    double_tap(hands, "cash")
    assert count(stall) == 1
    assert find(hands.window, "change").isVisible()


def test_goods_that_were_not_weighed_are_not_sold(hands: Hands, stall: Shop) -> None:
    hands.take("Walnuts")
    hands.tap("cash")
    assert count(stall) == 0
    assert "not weighed" in hands.text("toastWords")
    hands.tap("key_1", "cash")
    assert last(stall).total == Money(4200)


def test_undo_of_a_sale_lays_its_goods_on_the_counter_again(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.take("Naan")
    hands.tap("cash", "toastUndo")
    assert count(stall) == 0
    assert [i.name for i in hands.page.basket.items] == ["Rose jam", "Naan"]
    hands.window.undo()
    settle()
    assert [i.name for i in hands.page.basket.items] == ["Rose jam"]
    hands.window.redo()
    settle()
    assert [i.name for i in hands.page.basket.items] == ["Rose jam", "Naan"]


def test_a_line_is_taken_out_with_its_cross(hands: Hands) -> None:
    hands.take("Rose jam")
    hands.take("Naan")
    hands.tap("line_0", "takeOut")
    assert [i.name for i in hands.page.basket.items] == ["Naan"]


# ---------------------------------------------------------------- bargaining
def test_make_it_twenty(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.take("Naan")
    hands.tap("mode_sum", "key_2", "key_0", "cash")
    order = last(stall)
    assert order.total == Money(2000)
    assert sum(line.total.minor for line in orders.lines(stall, order.id) if line.total) == 2000


def test_another_price_for_this_sale_leaves_the_price_of_the_goods_alone(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("mode_price", "key_3", "key_5", "cash")
    assert last(stall).total == Money(3500)
    assert products.get(stall, 1).price == Money(3800)


# ---------------------------------------------------------------- credit
def test_a_sale_on_credit_to_a_known_neighbour_is_two_taps_after_the_goods(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("credit")
    QTest.keyClicks(find(hands.window, "buyerName"), "Aygul")
    hands.tap("sellOnCredit")
    hands.take("Naan")
    before = hands.taps
    hands.tap("credit", "buyer_Aygul")
    assert hands.taps - before == 2
    assert [(d.buyer, d.amount, d.sales) for d in orders.debts(stall)] == [("Aygul", Money(4150), 2)]


def test_a_nameless_debt_is_refused(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("credit", "sellOnCredit")
    assert count(stall) == 0
    assert hands.page.basket.items


def test_a_debt_is_paid_off_in_parts_and_the_account_shows_each(hands: Hands, stall: Shop) -> None:
    till.sell(stall, till.Basket().add(till.Item(1, "Rose jam", "P001", "jar", Money(3800))), way="credit", buyer="Aygul")
    hands.tap("open_debts")
    pays = find(hands.window, "pays")
    assert isinstance(pays, QLineEdit)
    pays.setText("10")
    hands.tap("settle_cash")
    assert hands.text("owed") == "¥28.00"
    hands.tap("settle_code")
    assert orders.debts(stall) == []
    assert find(hands.window, "empty").isVisible()
    assert [e.amount.minor for e in orders.account(stall, "Aygul")] == [3800, -1000, -2800]


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_the_account_on_paper_fits_its_sheets_and_ends_with_what_is_owed(
        hands: Hands, stall: Shop, tmp_path: Path, language: str) -> None:
    for _sale in range(20):
        till.sell(stall, till.Basket().add(till.Item(1, "Rose jam", "P001", "jar", Money(3800))), way="credit", buyer="Aygul")
    orders.settle(stall, "Aygul", Money(1000), way="cash")
    i18n.use(language)
    (debt,) = orders.debts(stall)
    pages = statement("Aygul", debt.amount, orders.account(stall, "Aygul"), language=language)
    assert len(pages) == 2
    for one in pages:
        paper.check_fit(one)
    texts = [item.text for one in pages for item in one.items if isinstance(item, sheets.Text)]
    assert texts[-1] == Money(75_000).shown()
    assert texts.count(Money(3800).shown()) == 20
    i18n.use("en")
    hands.tap("open_debts")
    hands.page.debts.write(tmp_path / "account.pdf")
    assert (tmp_path / "account.pdf").read_bytes().startswith(b"%PDF")


def test_more_than_is_owed_is_refused(hands: Hands, stall: Shop) -> None:
    till.sell(stall, till.Basket().add(till.Item(1, "Rose jam", "P001", "jar", Money(3800))), way="credit", buyer="Aygul")
    hands.tap("open_debts")
    pays = find(hands.window, "pays")
    assert isinstance(pays, QLineEdit)
    pays.setText("39")
    hands.tap("settle_cash")
    assert "does not owe" in hands.text("toastWords")
    assert orders.debts(stall)[0].amount == Money(3800)


# ---------------------------------------------------------------- baskets
def test_a_basket_put_aside_comes_back_as_it_was_and_the_other_one_goes_aside(hands: Hands) -> None:
    hands.take("Rose jam")
    hands.tap("key_3", "open_parked", "park")
    assert not hands.page.basket.items
    hands.take("Naan")
    hands.tap("open_parked")
    (aside,) = queries.parked(hands.page.shop)
    hands.tap(f"aside_{aside.id}")
    assert [(i.name, i.quantity.text()) for i in hands.page.basket.items] == [("Rose jam", "3")]
    assert [[i.name for i in one.basket.items] for one in queries.parked(hands.page.shop)] == [["Naan"]]


def test_the_basket_and_those_aside_are_there_after_the_power_was_cut(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("open_parked", "park")
    hands.take("Walnuts")
    hands.tap("mode_jin", "key_1", "key_.", "key_5")
    hands.page.write()
    # A second connection reads only what is on disk, as the program would after a cut.
    with joiner.open_shop(stall.folder) as again:
        (item,) = queries.on_counter(again).items
        assert (item.name, item.much(), item.total) == ("Walnuts", "1.5 jin", Money(3150))
        assert [[i.name for i in one.basket.items] for one in queries.parked(again)] == [["Rose jam"]]


def test_digits_are_on_disk_by_themselves_once_the_hand_rests(qtbot: QtBot, hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("key_1", "key_2")
    qtbot.waitUntil(lambda: [i.quantity for i in queries.on_counter(stall).items] == [Quantity.of(12)])
    hands.window.undo()
    settle()
    assert [i.quantity for i in hands.page.basket.items] == [Quantity.of(1)]


def test_a_window_opened_again_shows_the_basket(qtbot: QtBot, hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.window.close()
    window = open_window(stall)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    assert Hands(window).text("total") == "¥38.00"


def test_a_change_of_language_keeps_the_basket_and_names_it_anew(hands: Hands, stall: Shop) -> None:
    stall_id = products.add(stall, products.ProductDraft({"en": "Honey", "zh": "蜂蜜"}, Money(6000)))
    settle()
    hands.take("Honey")
    hands.window.set_language("zh")
    settle()
    page = hands.window.pages["till"]
    assert isinstance(page, TillPage)
    assert [(i.product_id, i.name) for i in page.basket.items] == [(stall_id, "蜂蜜")]


# ---------------------------------------------------------------- goods come back
def test_a_jar_comes_back_in_four_taps_and_money_and_stock_are_right(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.take("Naan")
    hands.tap("line_0", "key_3", "cash")
    sale = last(stall)
    assert orders.quantity_taken(stall)[1] == Quantity.of(3)
    before = hands.taps
    hands.tap("open_back")
    if not any(w.isVisible() for w in hands.window.findChildren(QWidget, "left_0")):
        hands.tap(f"sale_{sale.id}")
    hands.tap("left_0", "giveBack_cash")
    assert hands.taps - before <= 4
    back = last(stall)
    assert (back.number, back.total) == ("R0001", Money(-3800))
    assert paid(stall, back) == [("cash", -3800, True)]
    assert orders.quantity_taken(stall)[1] == Quantity.of(2)
    start, end = clock.day_bounds(clock.today())
    assert sum(r.total.minor for r in orders.received_between(stall, start, end)) == 2 * 3800 + 350


def test_of_several_jars_two_come_back_and_then_no_more_than_were_left(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("key_3", "cash", "open_back", "returnMore", "giveBack_cash")
    assert last(stall).total == Money(-7600)
    hands.tap("left_0", "returnMore", "returnMore", "giveBack_cash")
    assert last(stall).total == Money(-3800)
    assert orders.quantity_taken(stall)[1] == Quantity(0)
    assert not any(w.isVisible() for w in hands.window.findChildren(QWidget, "giveBack_cash"))


def test_a_double_tap_gives_back_once(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("key_3", "cash", "open_back")
    double_tap(hands, "giveBack_cash")
    assert stall.value("SELECT count(*) FROM order_returns") == 1


def test_a_sale_is_found_by_its_number_typed_or_scanned(hands: Hands, stall: Shop) -> None:
    for name in ("Rose jam", "Naan"):
        hands.take(name)
        hands.tap("cash")
    hands.tap("open_back")
    scan(hands, "S0001")
    assert hands.text("findSale") == "S0001"
    assert hands.text("returnAmount") == "¥38.00"


def test_what_was_owed_comes_off_the_debt(hands: Hands, stall: Shop) -> None:
    till.sell(stall, till.Basket().add(till.Item(1, "Rose jam", "P001", "jar", Money(3800))), way="credit", buyer="Aygul")
    hands.tap("open_back")
    hands.tap("giveBack_credit")
    assert orders.debts(stall) == []


# ---------------------------------------------------------------- numbers, keys, scanner
def scan(hands: Hands, code: str) -> None:
    """A scanner: the whole code at once, then Enter, at whatever has the focus."""
    at = QApplication.focusWidget() or hands.page
    scan_at(hands.page.listener, at, code)
    settle()


def test_goods_are_taken_by_their_number_on_the_keypad(hands: Hands) -> None:
    hands.tap("open_number", "key_3", "key_ok")
    assert [i.name for i in hands.page.basket.items] == ["Raisins"]


def test_a_scanner_finds_goods_whatever_has_the_focus_and_leaves_nothing_behind(hands: Hands) -> None:
    scan(hands, "6901234567892")
    assert [(i.name, i.quantity.text()) for i in hands.page.basket.items] == [("Naan", "1")]
    scan(hands, "6901234567892")
    assert [(i.name, i.quantity.text()) for i in hands.page.basket.items] == [("Naan", "2")]
    hands.page.shelf.search.setFocus()
    hands.page.shelf.search.setText("jam")
    scan(hands, "6901234567892")
    assert hands.page.shelf.search.text() == "jam"
    assert [(i.name, i.quantity.text()) for i in hands.page.basket.items] == [("Naan", "3")]
    hands.window.header.undo.setFocus()
    scan(hands, "P001")
    assert [i.name for i in hands.page.basket.items] == ["Naan", "Rose jam"]


def test_a_scan_after_a_sale_begins_the_next_basket(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    hands.tap("cash")
    scan(hands, "6901234567892")
    assert [i.name for i in hands.page.basket.items] == ["Naan"]
    assert count(stall) == 1


def test_an_unknown_bar_code_is_learnt_with_one_tap(hands: Hands) -> None:
    scan(hands, "4006381333931")
    assert not hands.page.basket.items
    assert "4006381333931" in hands.text("toastWords")
    hands.take("Rose jam")
    scan(hands, "4006381333931")
    assert [(i.name, i.quantity.text()) for i in hands.page.basket.items] == [("Rose jam", "2")]


def test_a_whole_sale_with_the_keyboard_alone(hands: Hands, stall: Shop) -> None:
    page = hands.page
    QTest.keyClick(page, Qt.Key.Key_F2)
    settle()
    search = QApplication.focusWidget()
    assert search is page.shelf.search
    QTest.keyClicks(search, "wal")
    QTest.keyClick(search, Qt.Key.Key_Return)
    settle()
    assert QApplication.focusWidget() is page
    seconds = iter(range(100))
    page.listener.clock = lambda: float(next(seconds))  # a hand, not a scanner
    QTest.keyClicks(page, "j1.5")
    settle()
    QTest.keyClick(page, Qt.Key.Key_Return)
    settle()
    assert count(stall) == 0, "Enter ends the weight first"
    QTest.keyClick(page, Qt.Key.Key_Return)
    settle()
    assert last(stall).total == Money(3150)
    QTest.keyClicks(page, "50")
    settle()
    assert hands.text("change") == "¥18.50"
    QTest.keyClick(page, Qt.Key.Key_Return)
    settle()
    assert find(hands.window, "total").isVisible()
    assert count(stall) == 1


def test_a_finger_that_rests_on_enter_pays_once(hands: Hands, stall: Shop) -> None:
    hands.take("Rose jam")
    page = hands.page
    for repeat in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeat)
        QApplication.sendEvent(page, held)
    settle()
    assert count(stall) == 1
    assert find(hands.window, "change").isVisible()


@pytest.mark.parametrize(("key", "shown"), [(Qt.Key.Key_F7, "buyerName"), (Qt.Key.Key_F9, "change")])
def test_the_ways_of_paying_have_keys(hands: Hands, key: Qt.Key, shown: str) -> None:
    hands.take("Rose jam")
    QTest.keyClick(hands.page, key)
    settle()
    assert find(hands.window, shown).isVisible()


def test_the_keys_are_listed_in_the_help(hands: Hands) -> None:
    hands.window.help()
    settle()
    texts = [bare(label.text()) for label in hands.window.findChildren(QLabel) if label.isVisible()]
    listed = hands.page.keys()
    assert len(listed) > 10
    assert {does for _key, does in listed} <= set(texts)


# ---------------------------------------------------------------- the buyer's window
def test_the_buyers_window_shows_the_basket_then_the_change_and_never_a_name(hands: Hands, stall: Shop) -> None:
    till.sell(stall, till.Basket().add(till.Item(1, "Rose jam", "P001", "jar", Money(3800))), way="credit", buyer="Secret Aygul")
    hands.tap("open_buyer")
    facing = hands.page.facing.window
    assert facing is not None
    assert facing.isVisible()

    def texts() -> list[str]:
        return [bare(label.text()) for label in facing.findChildren(QLabel) if label.isVisible() and label.text()]

    hands.take("Naan")
    assert "¥3.50" in texts()
    assert "Naan" in texts()
    hands.tap("credit")
    assert not [t for t in texts() if "Aygul" in t]
    hands.tap("leaveRoom", "cash", "note_10")
    assert "¥6.50" in texts()
    hands.tap("nextBuyer")
    assert not [t for t in texts() if "¥" in t]
    hands.tap("open_buyer")
    assert hands.page.facing.window is None


def test_the_buyers_window_is_open_again_next_time_if_it_was_left_open(qtbot: QtBot, hands: Hands, stall: Shop) -> None:
    hands.tap("open_buyer")
    hands.window.close()
    window = open_window(stall, language="ug")
    qtbot.addWidget(window)
    window.go("till")
    settle()
    page = window.pages["till"]
    assert isinstance(page, TillPage)
    facing = page.facing.window
    assert facing is not None
    assert facing.isVisible()
    assert facing.layoutDirection() == Qt.LayoutDirection.RightToLeft
    facing.close()
    settle()
    assert page.facing.window is None
    window.close()
    third = open_window(stall)
    qtbot.addWidget(third)
    third.go("till")
    settle()
    page = third.pages["till"]
    assert isinstance(page, TillPage)
    assert page.facing.window is None


TWO_DISPLAYS = """
import json, os, sys
from pathlib import Path
screens = Path(sys.argv[2]) / "screens.json"
screens.write_text(json.dumps({"screens": [
    {"name": "counter", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
    {"name": "buyer", "x": 1366, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
from producer_app.app import joiner
from tests.window_kit import open_window, settle
with joiner.open_shop(Path(sys.argv[1])) as shop:
    window = open_window(shop)
    window.go("till")
    settle()
    window.pages["till"].open("buyer")
    settle()
    facing = window.pages["till"].facing.window
    print(json.dumps([facing.isFullScreen(), facing.geometry().getRect(), window.isActiveWindow()]))
    window.close()
"""


def test_on_a_second_display_the_buyers_window_fills_it(stall: Shop, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run([sys.executable, "-c", TWO_DISPLAYS, str(stall.folder), str(tmp_path)], cwd=root, text=True, check=True,
                         capture_output=True, env={**os.environ, "PYTHONPATH": str(root), "XDG_CONFIG_HOME": str(tmp_path)})
    full, place, _active = json.loads(ran.stdout.splitlines()[-1])
    assert full
    assert place == [1366, 0, 1280, 800]


# ---------------------------------------------------------------- large letters
def test_with_the_largest_letters_all_doors_are_behind_one(qtbot: QtBot, stall: Shop) -> None:
    window = open_window(stall, percent=200, width=1024, height=600)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    assert theme.scale() == 200
    page = window.pages["till"]
    assert isinstance(page, TillPage)
    assert not find(window, "openMore").visibleRegion().isEmpty()
    names = [action.text() for action in page.shelf.menu().actions()]
    assert {"Number", "Aside", "Goods back", "Debts", "Buyer’s window"} <= set(names)
