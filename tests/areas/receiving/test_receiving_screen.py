"""The screen of the money coming in: asked in one press, a bill dropped, doubts settled in two taps, all of it mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import joiner, window_start
from producer_app.areas import orders, payments, receiving
from producer_app.areas.receiving.rows import ReceivingSettings
from producer_app.areas.receiving.screen.page import ReceivingPage
from producer_app.base import i18n
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.window import Window
from tests.areas.receiving.test_receiving import code, number, order, soon
from tests.samples.statements import make
from tests.samples.statements.make import Row
from tests.window_kit import click, find, settle


def text(window: QWidget, name: str) -> str:
    found = find(window, name)
    assert isinstance(found, QLabel)
    return bare(found.text())


def page_of(window: Window) -> ReceivingPage:
    page = window.pages["receiving"]
    assert isinstance(page, ReceivingPage)
    return page


def tap(window: QWidget, name: str) -> None:
    QTest.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    settle()


def bill(folder: Path, *rows: Row) -> Path:
    path = folder / "微信支付账单.csv"
    path.write_bytes(make.wechat_csv(list(rows)))
    return path


def drop(page: ReceivingPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop))
    settle()


@pytest.fixture
def window(qtbot: QtBot, shop: Shop) -> Iterator[Window]:
    shop.save(ReceivingSettings(speak=False))
    app = window_start.application()
    theme.dress(app)
    # Only the screens that are gone through here.
    screens = [s for s in joiner.parts("screen", "SCREEN") if s.tile.id in ("receiving", "orders")]
    opened = Window([s.tile for s in screens])
    opened.add_screens(screens)
    opened.resize(1366, 768)
    opened.show()
    opened.show_shop(shop, "Test shop", partial(joiner.open_shop, shop.folder))
    settle()
    yield opened
    opened.close()
    # A window left over would be dressed again with each that follows.
    opened.deleteLater()
    settle()


def test_it_opens_empty_and_says_how_to_begin(window: Window) -> None:
    window.go("receiving")
    settle()
    assert find(page_of(window), "empty").isVisible()
    assert find(window, "askForMoney").isVisible()


def test_an_orders_sheet_asks_in_one_press(window: Window, shop: Shop) -> None:
    code(shop)
    one = order(shop)
    window.go("orders", order=one.id)
    settle()
    click(window, "askForMoney")
    assert text(window, "askedAmount") == "¥37.99"
    (asked,) = receiving.requests(shop)
    assert asked.order_id == one.id
    window.go("orders", order=one.id)
    settle()
    click(window, "askForMoney")
    assert len(receiving.requests(shop)) == 1, "an open request is shown, not asked again"


def test_a_tap_on_an_order_asks_and_shows_code_and_words(window: Window, shop: Shop) -> None:
    code(shop)
    one = order(shop)
    window.go("receiving")
    settle()
    click(window, "askForMoney")
    tap(window, f"order_{one.id}")
    assert text(window, "askedAmount") == "¥37.99"
    assert isinstance(find(window, "requestCode"), CodeView)
    said = text(window, "buyerText")
    assert "Order H0001: ¥37.99" in said
    assert "exactly this amount" in said
    assert "later is all right" in said
    click(window, "copyText")
    assert QGuiApplication.clipboard().text() == said


def test_another_amount_becomes_an_order_and_undo_takes_both(window: Window, shop: Shop) -> None:
    code(shop)
    window.go("receiving")
    settle()
    click(window, "askForMoney")
    click(window, "askAnother")
    assert not receiving.requests(shop), "no amount yet"
    amount = find(window, "field_amount")
    assert isinstance(amount, QLineEdit)
    QTest.keyClicks(amount, "25")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    settle()
    (asked,) = receiving.requests(shop)
    assert (asked.asked, orders.get(shop, asked.order_id).total) == (Money(2499), Money(2500))
    click(window, "toastUndo")
    assert not receiving.requests(shop)
    assert shop.value("SELECT count(*) FROM orders") == 0


def test_another_code_and_another_evening(window: Window, shop: Shop) -> None:
    code(shop)
    second = payments.register(shop, "HTTPS://QR.ALIPAY.COM/FKX00000PRACTICEROSEJAM01", "古丽")
    receiving.ask(shop, order(shop).id, code_id=1, due_at=receiving.evening("today"))
    window.go("receiving")
    settle()
    tap(window, "request_1")
    click(window, f"withCode_{second}")
    assert receiving.requests(shop)[0].code_id == second
    click(window, "until_week")
    assert receiving.requests(shop)[0].due_at == receiving.evening("week")
    click(window, "giveUp")
    assert receiving.requests(shop)[0].state == "given_up"


def test_a_dropped_bill_is_shown_first_and_then_taken_in(window: Window, shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    receiving.ask(shop, one.id, code_id=code(shop))
    window.go("receiving")
    settle()
    rows = Row(number(1), soon(), 3799), Row("4.2E+27", soon(), 900), Row(number(3), soon(), 700, "out")
    drop(page_of(window), bill(tmp_path, *rows))
    assert shop.value("SELECT count(*) FROM money_in") == 0
    new, refused = find(window, "newRows"), find(window, "refusedRows")
    assert isinstance(new, QTableView)
    assert isinstance(refused, QTableView)
    assert bare(new.model().index(0, 3).data()) == "H0001"
    assert bare(refused.model().index(0, 3).data()) == "4.2E+27"
    click(window, "commitBill")
    assert orders.get(shop, one.id).state == "to_ship"
    assert receiving.requests(shop)[0].state == "paid"
    drop(page_of(window), bill(tmp_path, Row(number(1), soon(), 3799)))
    click(window, "nothingToDo")
    assert shop.value("SELECT count(*) FROM money_in") == 1


def test_a_file_that_is_no_bill_says_so(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window.go("receiving")
    settle()
    click(window, "bringBill")
    other = tmp_path / "letter.csv"
    other.write_text("hello,world\n1,2\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(other)], ""))
    click(window, "chooseBill")
    assert "not a statement known here" in text(window, "toastWords")


def test_a_doubled_payment_is_settled_in_two_taps_and_taken_off_again(window: Window, shop: Shop, tmp_path: Path) -> None:
    one, other = order(shop), order(shop, 3799)
    receiving.ask(shop, one.id, code_id=code(shop))
    receiving.take(shop, receiving.read(bill(tmp_path, Row(number(1), soon(), 3799), Row(number(2), soon(2), 3799))))
    window.go("receiving")
    settle()
    click(window, "list_settle")
    second = receiving.nameless(shop)[0]
    click(window, f"this_{second.id}_0")
    assert receiving.requests(shop)[0].state == "paid"
    (left,) = receiving.nameless(shop)
    click(window, f"other_{left.id}")
    tap(window, f"order_{other.id}")
    assert not receiving.nameless(shop)
    assert orders.get(shop, other.id).state == "to_ship"
    click(window, "list_placed")
    click(window, f"takeOff_{left.id}")
    assert [i.id for i in receiving.nameless(shop)] == [left.id]
    assert orders.get(shop, other.id).state == "unpaid"


def test_a_doubted_payment_is_cleared_with_a_look_at_the_phone(window: Window, shop: Shop) -> None:
    first, second = (order(shop, 1500 + n, channel="stall", paid_by="code", seen=False) for n in range(2))
    window.go("receiving")
    settle()
    click(window, "list_unseen")
    click(window, "came_1")
    click(window, "never_2")
    assert [p.seen for p in orders.payments(shop, first.id)] == [True]
    assert orders.get(shop, second.id).state == "cancelled"
    click(window, "toastUndo")
    assert orders.get(shop, second.id).state == "done"


def test_looking_again_finds_the_order_written_down_since(window: Window, shop: Shop, tmp_path: Path) -> None:
    receiving.take(shop, receiving.read(bill(tmp_path, Row(number(1), soon(), 3800, note="H0001"))))
    window.go("receiving")
    settle()
    click(window, "list_nameless")
    click(window, "lookAgain")
    assert len(receiving.nameless(shop)) == 1
    order(shop)
    settle()
    click(window, "lookAgain")
    assert not receiving.nameless(shop)


def test_payers_are_hidden_until_somebody_asks(window: Window, shop: Shop, tmp_path: Path) -> None:
    receiving.take(shop, receiving.read(bill(tmp_path, Row(number(1), soon(), 66_600, payer="阿依古丽"))))
    window.go("receiving")
    settle()
    click(window, "list_nameless")
    assert "阿依古丽" not in text(window, "about_1")
    click(window, "showPayers")
    assert "阿依古丽" in text(window, "about_1")
    page_of(window).lists._hide.timeout.emit()
    settle()
    assert "阿依古丽" not in text(window, "about_1")


def test_money_of_a_sister_is_for_no_order(window: Window, shop: Shop, tmp_path: Path) -> None:
    receiving.take(shop, receiving.read(bill(tmp_path, Row(number(1), soon(), 66_600, payer="姐姐"))))
    window.go("receiving")
    settle()
    click(window, "list_nameless")
    click(window, "noOrder_1")
    assert not receiving.nameless(shop)
    click(window, "toastUndo")
    assert len(receiving.nameless(shop)) == 1


def test_an_import_is_taken_back_as_a_batch(window: Window, shop: Shop, tmp_path: Path) -> None:
    done = receiving.take(shop, receiving.read(bill(tmp_path, *[Row(number(n), soon(), 100 + n) for n in range(5)])))
    window.go("receiving")
    settle()
    click(window, "bringBill")
    click(window, f"takeBack_{done.batch}")
    assert shop.value("SELECT count(*) FROM money_in") == 0


def test_speaking_is_switched_and_kept(window: Window, shop: Shop) -> None:
    window.go("receiving")
    settle()
    click(window, "bringBill")
    click(window, "speakAmounts")
    assert shop.load(ReceivingSettings).speak


def test_a_change_of_language_keeps_the_place_and_what_was_typed(window: Window, shop: Shop) -> None:
    code(shop)
    receiving.ask(shop, order(shop).id, code_id=1)
    window.go("receiving")
    settle()
    click(window, "askForMoney")
    amount = find(window, "field_amount")
    assert isinstance(amount, QLineEdit)
    QTest.keyClicks(amount, "25")
    window.set_language("ug")
    settle()
    again = find(window, "field_amount")
    assert isinstance(again, QLineEdit)
    assert again.text() == "25"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert i18n.current() == "ug"
    assert find(window, "request_1").isVisible()


def test_a_row_can_be_opened_with_the_keys(window: Window, shop: Shop) -> None:
    receiving.ask(shop, order(shop).id, code_id=code(shop))
    window.go("receiving")
    settle()
    row = find(window, "request_1")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle()
    assert text(window, "askedAmount") == "¥37.99"
