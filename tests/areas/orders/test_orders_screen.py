"""The orders' screen: the board, one tap, files by the screen, an order by hand, mirrored for Uyghur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import joiner, window_start
from producer_app.areas.orders import actions, importing, queries
from producer_app.areas.orders.rows import LineDraft, OrderDraft
from producer_app.areas.orders.screen import SCREEN
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.areas.orders.screen.cards import OrderCards
from producer_app.areas.products import actions as product_actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base import i18n
from producer_app.base.i18n import apart, bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.window import Window

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orders"
Open = Callable[..., tuple[Window, OrdersPage]]


def draft(number: int, state: str = "to_ship", **more: str) -> OrderDraft:
    return OrderDraft(
        channel="shopify", number=f"#{number}", state=state, raw_state=state, placed=f"2026-05-01T09:{number % 60:02d}:00",
        placed_at=f"2026-05-{number // 720 % 28 + 1:02d}T{number // 60 % 12:02d}:{number % 60:02d}:00Z", total=Money(3800),
        recipient=more.get("recipient", "王小红"), phone="13999010008", region="新疆维吾尔自治区 和田地区", address="玫瑰路 9 号",
        note=more.get("note", ""), lines=(LineDraft("RJ", "玫瑰花酱", quantity=Quantity.of(2), total=Money(3800)),))


@pytest.fixture
def open_page(qtbot: QtBot, shop: Shop, folder: Path) -> Iterator[Open]:
    """Opens the orders' page in a window of its own."""
    app = window_start.application()
    opened: list[Window] = []

    def make(*, language: str = "en", width: int = 1366, height: int = 768, percent: int = 100) -> tuple[Window, OrdersPage]:
        i18n.use(language)
        theme.dress(window_start.application(), percent=percent)
        window = Window([SCREEN.tile])
        opened.append(window)
        window.add_screens([SCREEN])
        window.resize(width, height)
        window.show()
        window.show_shop(shop, "shop", partial(joiner.open_shop, folder))
        window.go("orders")
        qtbot.waitExposed(window)
        page = window.pages["orders"]
        assert isinstance(page, OrdersPage)
        return window, page

    yield make
    # Before the shop is closed: a list that is still shown would go on reading.
    for window in opened:
        window.close()
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.set_scale(100)


def cards(page: QWidget, lane: str) -> OrderCards:
    found = page.findChild(OrderCards, f"orders_{lane}")
    assert isinstance(found, OrderCards)
    return found


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def text_of(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel), name
    return bare(found.text()).replace("\u2068", "").replace("\u2069", "")


def numbers(listed: OrderCards) -> list[str]:
    return [card.order.number for card in listed._pages.rows]


def tap(widget: QWidget, place: QPoint | None = None) -> None:
    """A real click."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())


def click(listed: OrderCards, row: int, *, on_button: bool) -> None:
    """A real click on a card, on its button or above it."""
    cell = listed.visualRect(listed.model().index(row, 0))
    place = listed._orders.button(cell).center() if on_button else cell.topLeft() + QPoint(60, 60)
    tap(listed.viewport(), place)


def test_two_currencies_in_one_order_are_shown_apart_and_never_as_one_of_them(open_page: Open, shop: Shop) -> None:
    rupees = product_actions.add(shop, ProductDraft({"en": "Ghee"}, Money(25_000, "INR"), "jar"))
    yuan = product_actions.add(shop, ProductDraft({"en": "Jam"}, Money(3_900), "jar"))
    window, page = open_page()
    page.new_order()
    for product_id in (rupees, yuan):
        page._by_hand.add(product_id)
    total = window.findChild(QLabel, "handTotal")
    assert total is not None
    shown = bare(total.text())
    assert "250.00" in shown
    assert "39.00" in shown


def test_an_empty_board_offers_the_first_step(open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    _window, page = open_page()
    asked: list[str] = []

    def ask(*words: object) -> tuple[list[str], str]:
        asked.append("yes")
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    empty = next(w for w in page.findChildren(QWidget, "empty") if w.isVisible())
    assert not page._search.isVisible()
    tap(next(b for b in empty.findChildren(QPushButton)))
    assert asked == ["yes"]


def test_orders_stand_in_their_columns_with_counts_and_hidden_buyers(shop: Shop, open_page: Open) -> None:
    actions.place(shop, [draft(1, "unpaid"), draft(2), draft(3), draft(4, "part_shipped"), draft(5, "shipped"),
                         draft(6, "refunded"), draft(7, "done")])
    _window, page = open_page()
    assert {lane: numbers(cards(page, lane)) for lane in ("pay", "pack", "send", "sent", "trouble")} == {
        "pay": ["#1"], "pack": ["#3", "#2"], "send": ["#4"], "sent": ["#5"], "trouble": ["#6"]}
    assert text_of(page, "count_pack") == "2"
    spoken = cards(page, "pack").model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "王*" in spoken
    assert "小红" not in spoken
    assert SCREEN.waiting is not None
    assert SCREEN.waiting(shop) == 2


def test_a_real_click_on_the_button_moves_an_order_on_and_undo_brings_it_back(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1), draft(2)])
    window, page = open_page()
    click(cards(page, "pack"), 0, on_button=True)
    assert (numbers(cards(page, "pack")), numbers(cards(page, "send"))) == (["#1"], ["#2"])
    assert "#2" in bare(text_of(window, "toastWords"))
    tap(button(window, "toastUndo"))
    assert numbers(cards(page, "pack")) == ["#2", "#1"]


def test_space_moves_on_and_return_opens(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1), draft(2)])
    _window, page = open_page()
    listed = cards(page, "pack")
    listed.setCurrentIndex(listed.model().index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert numbers(cards(page, "send")) == ["#2"]
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert text_of(page, "orderNumber") == "#1"


def test_a_click_beside_the_button_opens_the_order_with_its_buyer_hidden_until_asked(
        shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1, note='<b>=HYPERLINK("x")</b>')])
    window, page = open_page()
    click(cards(page, "pack"), 0, on_button=False)
    assert text_of(page, "orderNumber") == "#1"
    assert text_of(page, "orderNote") == '<b>=HYPERLINK("x")</b>'
    assert (text_of(page, "buyerName"), text_of(page, "buyerPhone")) == ("王*", "139****0008")
    assert "玫瑰路" not in text_of(page, "buyerPlace")
    tap(button(page, "showBuyer"))
    assert (text_of(page, "buyerName"), text_of(page, "buyerPhone")) == ("王小红", "13999010008")
    window.back()
    page.open(queries.board(shop)[0].id)
    assert text_of(page, "buyerName") == "王*"


def test_the_shown_buyer_is_hidden_again_after_a_while(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1)])
    _window, page = open_page()
    page._sheet._hide.setInterval(1)
    page.open(queries.board(shop)[0].id)
    page._sheet.show_buyer()
    qtbot.waitUntil(lambda: text_of(page, "buyerName") == "王*")


def test_an_order_goes_through_its_sheet_and_its_parcel_is_written_down(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1)])
    _window, page = open_page()
    order = queries.board(shop)[0]
    page.open(order.id)
    tap(button(page, "moveOn"))
    assert text_of(page, "orderState") == "Packed"
    field = page.findChild(QLineEdit, "tracking")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "YT7701234567890")
    tap(button(page, "keepTracking"))
    assert [p.number for p in queries.parcels(shop, order.id)] == ["YT7701234567890"]
    assert [p.carrier for p in queries.parcels(shop, order.id)] == ["圆通速递"]
    tap(button(page, "stepBack"))
    assert queries.get(shop, order.id).state == "to_ship"
    tap(button(page, "cancelOrder"))
    assert text_of(page, "orderState") == "Cancelled"


def test_search_finds_orders_of_every_state_and_escape_ends_it(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1), draft(2, "done", recipient="李娜"), draft(3, "cancelled")])
    window, page = open_page()
    page._search.setText("李")
    qtbot.waitUntil(page._found.isVisible)
    assert numbers(page._found) == ["#2"]
    page._search.setText("nobody")
    qtbot.waitUntil(page._nothing_found.isVisible)
    window.back()
    assert not page._search.text()
    assert cards(page, "pack").isVisible()
    tap(button(page, "finished"))
    assert sorted(numbers(page._found)) == ["#2", "#3"]


def test_a_file_is_looked_at_before_anything_is_written(shop: Shop, open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window, page = open_page()
    path = tmp_path / "orders.csv"
    path.write_bytes((SAMPLES / "shopify.csv").read_bytes().replace(b"114.90", b"abc"))
    page.take_files([path])
    qtbot.waitUntil(lambda: page.findChild(QTableView, "refusedRows") is not None)
    assert queries.count(shop) == 0
    refused = page.findChild(QTableView, "refusedRows")
    assert isinstance(refused, QTableView)
    model = refused.model()
    cells = [bare(str(model.index(0, at).data())).replace("\u2068", "").replace("\u2069", "") for at in range(5)]
    assert cells[:4] == ["orders.csv", "3", "Total", "abc"]
    assert "amount" in cells[4]
    assert [text_of(page, f"count_{what}") for what in ("new", "changed", "known", "refused")] == ["7", "0", "0", "1"]
    tap(button(page, "commitImport"))
    assert queries.count(shop) == 7
    assert cards(page, "pack").isVisible()
    assert "7" in text_of(window, "toastWords")
    window.undo()
    assert queries.count(shop) == 0


def test_files_can_be_dropped_on_the_board(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    _window, page = open_page()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLES / name)) for name in ("taobao-orders.csv", "taobao-items.csv")])
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "commitImport") is not None)
    tap(button(page, "commitImport"))
    assert queries.count(shop) == 7


def test_a_chosen_file_that_is_no_order_file_is_refused_in_words(
        open_page: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, page = open_page()
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
    page.ask_files()
    qtbot.waitUntil(lambda: window._toast is not None and "not an order file" in text_of(window, "toastWords"))


def test_a_large_import_runs_beside_the_window_and_can_be_taken_back(
        shop: Shop, open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_UNDOABLE", 3)
    _window, page = open_page()
    page.take_files([SAMPLES / "shopify.csv"])
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "commitImport") is not None)
    tap(button(page, "commitImport"))
    qtbot.waitUntil(lambda: text_of(page, "count_pack") == "2")
    page._views.setCurrentWidget(page._intake)
    batch = queries.imports(shop)[0].id
    tap(button(page, f"takeBack_{batch}"))
    assert queries.count(shop) == 0


def test_a_file_known_already_offers_nothing_to_import(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    for source in importing.read([SAMPLES / "shopify.csv"]):
        actions.place(shop, source.drafts)
    _window, page = open_page()
    page.take_files([SAMPLES / "shopify.csv"])
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "nothingToDo") is not None)
    assert text_of(page, "count_known") == "8"
    assert page.findChild(QAbstractButton, "commitImport") is None


def test_an_order_by_hand_is_chosen_counted_and_saved(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    jam = product_actions.add(shop, ProductDraft(names={"en": "Rose jam"}, price=Money(3800)))
    window, page = open_page()
    page.new_order()
    things = page._by_hand._things
    assert not button(page, "saveOrder").isEnabled()
    cell = things.visualRect(things.model().index(0, 0))
    tap(things.viewport(), cell.center())
    tap(button(page, f"more_{jam}"))
    assert text_of(page, "handTotal") == "¥76.00"
    page._by_hand._form.fill({"recipient": "Rosa"})
    tap(button(page, "saveOrder"))
    order = queries.board(shop)[0]
    assert (order.number, order.recipient, order.total, order.state) == ("H0001", "Rosa", Money(7600), "unpaid")
    assert "H0001" in text_of(window, "toastWords")
    # An own order not paid yet asks how it was paid instead of guessing.
    click(cards(page, "pay"), 0, on_button=True)
    tap(button(page, "pay_cash"))
    assert queries.get(shop, order.id).state == "to_ship"
    assert [p.way for p in queries.payments(shop, order.id)] == ["cash"]


def test_another_language_keeps_what_was_chosen_and_mirrors_the_board(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    jam = product_actions.add(shop, ProductDraft(names={"en": "Rose jam", "ug": "گۈلقەنت"}, price=Money(3800)))
    actions.place(shop, [draft(1, "unpaid"), draft(2, "refunded")])
    window, page = open_page()
    page.new_order()
    page._by_hand.add(jam)
    window.set_language("ug")
    again = window.pages["orders"]
    assert isinstance(again, OrdersPage)
    assert again._by_hand._counts == {jam: 1}
    again.close_all()
    qtbot.waitUntil(lambda: cards(again, "pay").isVisible())
    assert cards(again, "pay").mapTo(again, QPoint(0, 0)).x() > cards(again, "trouble").mapTo(again, QPoint(0, 0)).x()
    assert button(again, "newOrder").mapTo(again, QPoint(0, 0)).x() < again._search.mapTo(again, QPoint(0, 0)).x()
    window.set_language("en")


def test_in_a_narrow_window_one_column_is_shown_at_a_time(shop: Shop, open_page: Open, qtbot: QtBot) -> None:
    actions.place(shop, [draft(1), draft(2, "shipped")])
    _window, page = open_page(width=1024, height=600)
    assert cards(page, "pack").isVisible()
    assert not cards(page, "sent").isVisible()
    tap(button(page, "lane_sent"))
    assert cards(page, "sent").isVisible()
    assert not cards(page, "pack").isVisible()


def test_the_page_fits_its_window_with_letters_twice_as_large(shop: Shop, open_page: Open) -> None:
    actions.place(shop, [draft(1)])
    window, page = open_page(percent=200)
    page.open(queries.board(shop)[0].id)
    assert page.minimumSizeHint().width() <= 1366 - 190
    assert window.width() == 1366


def test_ten_thousand_orders_come_by_pages(shop: Shop, open_page: Open) -> None:
    actions.place(shop, [draft(number) for number in range(10_000)])
    _window, page = open_page()
    listed = cards(page, "pack")
    assert text_of(page, "count_pack") == "9999+"
    assert len(listed._pages.rows) < 200
    while listed._pages.canFetchMore(listed.rootIndex()) and len(listed._pages.rows) < 1000:
        listed._pages.fetchMore(listed.rootIndex())
    seen = numbers(listed)
    assert len(seen) == len(set(seen)) >= 1000
    page.refresh()
    assert len(listed._pages.rows) <= 240


def test_words_from_outside_keep_their_own_direction() -> None:
    assert apart("王*") == "\u2068王*\u2069"
    assert apart("") == ""
