"""Pack and send with real clicks and real keys: found, written down, sent, taken back; prices; files; a pause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from producer_app.areas import orders, parcels
from producer_app.areas.parcels import actions, queries
from producer_app.areas.parcels.rows import Packing, WaybillTemplate
from producer_app.areas.parcels.screen.files import CourierFile, NumbersFile
from producer_app.areas.parcels.screen.page import PackPage
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.areas.parcels.test_sending import sold
from tests.window_kit import click, click_row, click_tile, find, open_window, settle


@pytest.fixture
def window(qtbot: Any, shop: Shop) -> Any:
    """The program on a shop with two orders that wait."""
    sold(shop)
    sold(shop, "英吉沙小刀", recipient="古丽娜尔·阿不都", region="新疆 和田地区 墨玉县", address="幸福路12号")
    made = open_window(shop)
    click_tile(made, "parcels")
    yield made
    made.close()


def page(window: Window) -> PackPage:
    found = window.pages["parcels"]
    assert isinstance(found, PackPage)
    return found


def typed(window: Window, name: str, text: str) -> None:
    """A burst of keys as a scanner sends it, ended by Enter."""
    field = find(window, name)
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def said(window: Window, name: str) -> str:
    found = find(window, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_the_page_opens_empty_and_leads_to_the_orders(qtbot: Any, shop: Shop) -> None:
    window = open_window(shop)
    click_tile(window, "parcels")
    assert [b.text().strip() for b in find(window, "empty").findChildren(QPushButton)] == ["Open the orders"]
    window.close()


def test_an_order_is_scanned_then_its_parcel_and_undo_takes_it_back(window: Window, shop: Shop) -> None:
    order = orders.board(shop, lane="pack")[1]
    typed(window, "scan", order.number)
    assert said(window, "scanSaid") == "Now scan the number on the parcel."
    assert order.number in said(window, "panelNumber")
    typed(window, "scan", "SF1234567890123")
    assert orders.get(shop, order.id).state == "shipped"
    assert list(orders.parcels(shop, order.id)) == [orders.Parcel("顺丰速运", "SF1234567890123")]
    # The next parcel belongs to the next order, never to the one that has its number.
    typed(window, "scan", "SF1234567890124")
    assert said(window, "scanSaid") == "The open order has its number already. Scan the next order first."
    assert len(orders.parcels(shop, order.id)) == 1
    window.undo()
    settle()
    assert (orders.get(shop, order.id).state, list(orders.parcels(shop, order.id))) == ("to_ship", [])


def test_a_parcel_without_an_order_is_not_lost_on_a_wrong_one(window: Window, shop: Shop) -> None:
    typed(window, "scan", "SF1234567890123")
    assert said(window, "scanSaid") == "No order has this number. Scan the order first, then the parcel."
    assert all(order.state == "to_ship" for order in orders.board(shop))


def test_the_guess_is_shown_and_corrected_the_message_is_copied(window: Window, shop: Shop) -> None:
    click_row(window, "mustLeave", 0)
    field = find(window, "parcelNumber")
    QTest.keyClicks(field, "YT1234567890123")
    combo = find(window, "carrier")
    assert isinstance(combo, QComboBox)
    assert combo.currentData() == "圆通速递"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Home)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    chosen = combo.currentData()
    click(window, "sendParcel")
    sent = orders.board(shop, lane="sent")[0]
    assert orders.parcels(shop, sent.id)[0].carrier == chosen
    click(window, "copyMessage")
    text = QGuiApplication.clipboard().text()
    assert "YT1234567890123" in text
    assert "您" in text


def test_a_second_parcel_of_the_same_order_is_asked_for(window: Window, shop: Shop) -> None:
    click_row(window, "mustLeave", 0)
    order = orders.board(shop, lane="pack")[-1]
    typed(window, "parcelNumber", "SF1234567890123")
    click(window, "oneMoreParcel")
    typed(window, "parcelNumber", "SF1234567890124")
    assert [parcel.number for parcel in orders.parcels(shop, order.id)] == ["SF1234567890123", "SF1234567890124"]


def test_a_knife_is_asked_about_on_its_order(window: Window, shop: Shop) -> None:
    click_row(window, "mustLeave", 1)
    typed(window, "parcelNumber", "SF1234567890123")
    knife = next(order for order in orders.board(shop) if "和田" in order.region)
    assert orders.get(shop, knife.id).state == "to_ship"
    click(window, "mayNotBeSent")
    assert [one.forbidden for one in queries.doubtful(shop, [knife.id])[knife.id]] == [True]
    click(window, "mayBeSent")
    typed(window, "parcelNumber", "SF1234567890123")
    assert orders.get(shop, knife.id).state == "shipped"


def test_prices_are_written_down_and_the_cheapest_stands_on_the_order(window: Window, shop: Shop) -> None:
    click(window, "door_prices")
    click(window, "newPrices")
    for name, text in (("carrierName", "圆通速递"), ("rule_first", "7.00"), ("rule_step", "3.00")):
        field = find(window, name)
        assert isinstance(field, QLineEdit)
        field.setText("")
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)  # as an input method does; the test's keyboard has no such keys
    assert "¥13.00" in said(window, "exampleFee")
    click(window, "savePrices")
    assert parcels.tariffs(shop)[0].rules[0].first_minor == 700
    click(window, "sheetBack")
    click_row(window, "mustLeave", 0)
    weight = find(window, "weight")
    assert isinstance(weight, QLineEdit)
    QTest.keyClicks(weight, "1.2")
    settle()
    assert "¥10.00" in said(window, "cheapest")


def test_a_line_more_keeps_what_was_typed(window: Window, shop: Shop) -> None:
    click(window, "door_prices")
    click(window, "twoExamples")
    assert all(tariff.example for tariff in parcels.tariffs(shop))
    change = [b for b in window.findChildren(QPushButton, "changePrices") if b.isVisible()]
    QTest.mouseClick(change[0], Qt.MouseButton.LeftButton)
    settle()
    click(window, "moreRules")
    assert len([w for w in window.findChildren(QLineEdit, "rulePlaces") if w.isVisible()]) == 4
    click(window, "savePrices")
    kept = parcels.tariffs(shop)
    assert [tariff.example for tariff in kept if len(tariff.rules) == 4] == [False]


def test_how_one_packs_is_kept(window: Window, shop: Shop) -> None:
    click(window, "door_prices")
    click(window, "twoExamples")
    field = find(window, "packing_piece_g")
    QTest.keyClicks(field, "35")
    click(window, "keepPacking")
    assert shop.load(Packing).piece_g == 35


def test_the_courier_gets_whole_addresses_and_own_columns_stay(window: Window, shop: Shop, tmp_path: Path) -> None:
    click(window, "door_file")
    assert said(window, "wholeOrders") == "1 order is whole and goes into the file."
    click(window, "iKnow")
    assert shop.load(WaybillTemplate).told
    sheet = page(window).findChild(CourierFile)
    assert sheet is not None
    sheet.write(tmp_path / "sf.xlsx")
    settle()
    assert (tmp_path / "sf.xlsx").stat().st_size > 1000
    click(window, "ownColumns")
    tick = find(window, "column_note")
    assert isinstance(tick, QCheckBox)
    tick.setChecked(False)
    click(window, "keepTemplate")
    assert "note" not in dict(shop.load(WaybillTemplate).columns)
    sheet.write(tmp_path / "own.csv")
    settle()
    assert (tmp_path / "own.csv").read_text("utf-8-sig").splitlines()[0].startswith("订单号,收件人,")


def test_numbers_out_of_a_file_are_looked_at_then_written(window: Window, shop: Shop, tmp_path: Path) -> None:
    first = next(order for order in orders.board(shop) if "广东" in order.region)
    path = tmp_path / "back.csv"
    path.write_text(f"订单号,运单号\n{first.number},SF1234567890123\nH9999,SF1234567890124\n", "utf-8")
    page(window).take_numbers(path)
    settle()
    assert said(window, "newNumbers") == "1 number is new"
    assert orders.get(shop, first.id).state == "to_ship"
    click(window, "takeNumbers")
    assert orders.get(shop, first.id).state == "shipped"
    assert said(window, "newNumbers") == "0 numbers are new"
    assert page(window).findChild(NumbersFile) is not None


def test_a_pause_stands_on_home_and_ends(window: Window, shop: Shop) -> None:
    click(window, "door_pause")
    click(window, "keepPause")
    assert parcels.pauses(shop)[0].starts == clock.today().isoformat()
    click(window, "sheetBack")
    assert find(window, "pauseCard").isVisible()
    click(window, "door_pause")
    click(window, "endPause")
    assert parcels.pauses(shop) == []


def test_a_breakage_is_written_down_and_settled(window: Window, shop: Shop) -> None:
    order = next(order for order in orders.board(shop) if "广东" in order.region)
    actions.send(shop, order.id, "SF1234567890123")
    page(window).open(order.id)
    settle()
    click(window, "somethingBroke")
    field = find(window, "field_amount")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "20")
    click(window, "keepBreakage")
    kept = parcels.breakages(shop)[0]
    assert (kept.amount, kept.bearer, kept.tracking) == (Money(2000), "open", "SF1234567890123")
    click(window, "settle_courier")
    assert parcels.breakages(shop)[0].bearer == "courier"


def test_labels_are_masked(window: Window, shop: Shop) -> None:
    order = next(order for order in orders.board(shop) if "广东" in order.region)
    actions.send(shop, order.id, "SF1234567890123")
    page(window).open(order.id)
    texts = " ".join(getattr(item, "text", "") for one in page(window)._panel.labels("76x130") for item in one.flat())
    assert "王*" in texts
    assert "138****1234" in texts
    assert "王小明" not in texts
    assert "体育西路" not in texts


def test_what_was_typed_survives_another_language(window: Window, shop: Shop) -> None:
    click_row(window, "mustLeave", 0)
    QTest.keyClicks(find(window, "parcelNumber"), "SF123")
    window.set_language("zh")
    settle()
    field = find(window, "parcelNumber")
    assert isinstance(field, QLineEdit)
    assert field.text() == "SF123"
