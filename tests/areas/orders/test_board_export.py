"""What the board shows as a file, one channel at a time, sums of its columns, a step back by a long press, a whole history."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from producer_app.app import joiner
from producer_app.areas.orders import actions, counter, queries
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel, View
from producer_app.areas.orders.screen import lanes
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.areas.orders.screen.cards import OrderCards
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, find, open_window, settle

LONG = "3930679858170647012"


def draft(number: str, state: str = "to_ship", *, channel: str = "taobao", fen: int = 3800, back: int = 0, currency: str = "CNY",
          name: str = "王小红", title: str = "玫瑰花酱") -> OrderDraft:
    return OrderDraft(
        channel, number, state, state, "2026-05-01T09:00:00+08:00", "2026-05-01T01:00:00Z", Money(fen, currency),
        refunded=Money(back, currency), postage=Money(0, currency), discount=Money(0, currency), recipient=name,
        phone="13999010008", region="新疆维吾尔自治区 和田地区", address="玫瑰路 9 号", note="=cmd|' /C calc'!A0",
        lines=(LineDraft("RJ", title, quantity=Quantity.of(2), total=Money(fen, currency)),), parcels=(Parcel("圆通", "YT770123"),))


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    actions.place(shop, [draft(LONG), draft("2", "unpaid", fen=995), draft("3", "shipped"), draft("4", "done"),
                         draft("5", "part_refunded", fen=1000, back=300), draft("6", fen=500, currency="EUR", name="李娜")])
    actions.place(shop, [draft("7", channel="shopify", fen=100, title="杏干"), draft("8", "cancelled", channel="shopify")])
    return shop


def opened(qtbot: QtBot, shop: Shop) -> tuple[Window, OrdersPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("orders")
    settle()
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    return window, page


def text(window: QWidget, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return bare(label.text())


def choose(window: QWidget, channel: str) -> None:
    """The channel in the list, by keyboard as a person would."""
    box = find(window, "channelFilter")
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _step in range(box.findData(channel)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    settle()


def export(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, path: Path, *, buyers: bool = False) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
    click(window, "exportOrders")
    if buyers:
        click(window, "exportWhole")
    click(window, "exportSave")
    qtbot.waitUntil(path.is_file)
    settle()


def rows_of(path: Path, at: int = 0) -> list[Sequence[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(at).to_python()]


def shown_numbers(page: OrdersPage) -> list[str]:
    """The numbers on the cards that can be seen, column by column."""
    found: list[str] = []
    for cards in page.findChildren(OrderCards):
        if cards.isVisible():
            rows = range(cards.model().rowCount())
            found += [cards.model().index(row, 0).data(Qt.ItemDataRole.UserRole).order.number for row in rows]
    return found


# ---------------------------------------------------------------- files
@pytest.mark.parametrize(("channel", "search", "closed"), [
    ("", "", False), ("shopify", "", False), ("", "", True), ("", "李", False), ("taobao", "玫瑰", False),
    ("shopify", "玫瑰", True)])
def test_the_file_holds_exactly_what_is_shown(qtbot: QtBot, stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                              channel: str, search: str, closed: bool) -> None:
    window, page = opened(qtbot, stocked)
    if channel:
        choose(window, channel)
    if closed:
        click(window, "finished")
    if search:
        page._search.setText(search)
        qtbot.waitUntil(lambda: not page._later.isActive())
    settle()
    on_screen = shown_numbers(page)
    assert on_screen
    assert queries.count_shown(stocked, page.view()) == len(on_screen)
    export(qtbot, window, monkeypatch, tmp_path / "shown.xlsx")
    rows = rows_of(tmp_path / "shown.xlsx")
    assert [row[0] for row in rows[1:]] == on_screen
    goods = rows_of(tmp_path / "shown.xlsx", 1)
    assert sorted({str(row[0]) for row in goods[1:]}) == sorted(on_screen)


def test_sums_in_the_file_are_those_of_the_orders(qtbot: QtBot, stocked: Shop, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    window, _page = opened(qtbot, stocked)
    export(qtbot, window, monkeypatch, tmp_path / "shown.xlsx")
    head, *rows = rows_of(tmp_path / "shown.xlsx")
    total, currency = head.index("Total"), head.index("Currency")
    wanted: dict[str, int] = {}
    for order in queries.board(stocked, limit=100):
        if order.lane != "closed":
            wanted[order.total.currency] = wanted.get(order.total.currency, 0) + order.total.minor
    for name, minor in wanted.items():
        assert sum(Decimal(str(row[total])) for row in rows if row[currency] == name) == Decimal(minor) / 100


def test_buyers_are_hidden_in_the_file_unless_she_says_otherwise(
        qtbot: QtBot, stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _page = opened(qtbot, stocked)
    export(qtbot, window, monkeypatch, tmp_path / "hidden.csv")
    hidden = (tmp_path / "hidden.csv").read_text(encoding="utf-8-sig")
    for secret in ("王小红", "13999010008", "玫瑰路", "calc"):
        assert secret not in hidden
    assert "王*" in hidden
    export(qtbot, window, monkeypatch, tmp_path / "whole.csv", buyers=True)
    rows = list(csv.reader(io.StringIO((tmp_path / "whole.csv").read_text(encoding="utf-8-sig"), newline="")))
    first = next(row for row in rows if row[0] == LONG)
    assert first[4:8] == ["王小红", "13999010008", "新疆维吾尔自治区 和田地区", "玫瑰路 9 号"]
    # A note that begins like a formula stays a text.
    assert first[13] == "'=cmd|' /C calc'!A0"
    # The next time they are hidden again.
    click(window, "exportOrders")
    assert find(window, "exportHidden").property("checked")


def test_a_long_number_keeps_its_digits_in_a_workbook(
        qtbot: QtBot, stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _page = opened(qtbot, stocked)
    export(qtbot, window, monkeypatch, tmp_path / "a.xlsx")
    assert LONG in [row[0] for row in rows_of(tmp_path / "a.xlsx")]


def test_the_key_opens_the_choice_and_escape_closes_it(qtbot: QtBot, stocked: Shop) -> None:
    window, page = opened(qtbot, stocked)
    # From inside the search field, where a hand that has just searched is.
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 5000)
    page._search.setFocus()
    QTest.keyClick(page._search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert text(window, "exportTitle") == "Export 6 orders, as shown"
    window.back()
    assert not page._export_bar.isVisible()
    assert window.current == "orders"


def test_a_file_that_cannot_be_written_is_refused_in_words(
        qtbot: QtBot, stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _page = opened(qtbot, stocked)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "gone" / "a.xlsx"), ""))
    click(window, "exportOrders")
    click(window, "exportSave")
    qtbot.waitUntil(window.toast.isVisible)
    assert "could not be written" in text(window, "toastWords")


# ---------------------------------------------------------------- the columns
def test_one_channel_has_its_own_counts_and_sums(qtbot: QtBot, stocked: Shop) -> None:
    window, _page = opened(qtbot, stocked)
    assert (text(window, "count_pack"), text(window, "sum_pack")) == ("3", "¥39.00  €5.00")
    assert text(window, "sum_trouble") == "¥7.00"
    choose(window, "shopify")
    assert (text(window, "count_pack"), text(window, "sum_pack")) == ("1", "¥1.00")
    assert text(window, "count_trouble") == "0"
    window.set_language("zh")
    settle()
    assert text(window, "count_pack") == "1"


def test_sums_agree_with_all_orders_of_a_column(stocked: Shop) -> None:
    for lane in ("pay", "pack", "send", "sent", "trouble"):
        wanted: dict[str, int] = {}
        for order in queries.board(stocked, lane=lane, limit=100):
            wanted[order.total.currency] = wanted.get(order.total.currency, 0) + order.total.minor - order.refunded.minor
        assert {m.currency: m.minor for m in queries.lane_sums(stocked, lane)} == wanted


def test_a_long_column_is_added_up_beside_the_window(qtbot: QtBot, stocked: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "ADDED_AT_ONCE", 2)
    window, _page = opened(qtbot, stocked)
    qtbot.waitUntil(lambda: text(window, "sum_pack") == "¥39.00  €5.00")


def test_counts_by_channel_stay_right_through_undo_and_an_older_file(stocked: Shop, tmp_path: Path) -> None:
    assert queries.channels_here(stocked) == ["taobao", "shopify"]
    order = next(o for o in queries.board(stocked, limit=100) if o.number == "7")
    actions.move_on(stocked, order.id)
    assert (queries.counts(stocked, channel="shopify")["send"], queries.counts(stocked)["send"]) == (1, 1)
    stocked.undo()
    assert (queries.counts(stocked, channel="shopify")["pack"], queries.counts(stocked)["pack"]) == (1, 3)
    before: list[Migrations] = []
    for one in joiner.schemas():
        kept = Migrations(one.name)
        kept.steps = one.steps[:2] if one.name == "orders" else list(one.steps)
        before.append(kept)
    with Shop.open(tmp_path / "old", before, create=True) as old, old.step("An order of before") as db:
        db.execute("INSERT INTO orders(id, channel, number, state, channel_state, placed, placed_at, currency, total_minor, "
                   "created_at) VALUES(1, 'taobao', '1', 'to_ship', 'to_ship', '', '', 'CNY', 500, '')")
    with joiner.open_shop(tmp_path / "old") as new:
        assert queries.counts(new, channel="taobao")["pack"] == 1
        assert queries.count_shown(new, View()) == 1


# ---------------------------------------------------------------- back, and the history
def test_a_long_press_or_backspace_moves_an_order_back(qtbot: QtBot, stocked: Shop) -> None:
    window, page = opened(qtbot, stocked)
    cards = next(c for c in page.findChildren(OrderCards) if c.objectName() == "orders_sent")
    cards._held.setInterval(1)
    place = cards._orders.button(cards.visualRect(cards.model().index(0, 0))).center()
    QTest.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    order = next(o for o in queries.board(stocked, limit=100) if o.number == "3")
    qtbot.waitUntil(lambda: queries.get(stocked, order.id).state == "packed")
    QTest.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle()
    assert queries.get(stocked, order.id).state == "packed"
    assert not page._views.currentIndex()
    assert "Packed" in text(window, "toastWords")
    cards = next(c for c in page.findChildren(OrderCards) if c.objectName() == "orders_send")
    cards.setCurrentIndex(cards.model().index(0, 0))
    QTest.keyClick(cards, Qt.Key.Key_Backspace)
    assert queries.get(stocked, order.id).state == "to_ship"


def test_a_card_tells_the_whole_life_of_an_order(qtbot: QtBot, shop: Shop) -> None:
    line = LineDraft("", "Jam", quantity=Quantity.of(3), unit_price=Money(1000))
    sale = actions.sell(shop, [line], channel="hand")
    actions.pay(shop, sale.id, "code", Money(3000))
    for _step in range(3):
        actions.move_on(shop, sale.id)
    counter.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    window, page = opened(qtbot, shop)
    page.open(sale.id)
    settle()
    words = [bare(label.text()) for label in find(window, "history").findChildren(QLabel)]
    for wanted in ("Ordered", "Paid ¥30.00", "Payment code", "To pack", "Packed", "Sent", "Done", "by hand",
                   "Goods came back −¥10.00", "R0001"):
        assert wanted in words, wanted
