"""The money's screens by real clicks: sums that open, the day closed, debts paid, files written and read back."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from producer_app.areas import money, orders, products, till
from producer_app.areas.money import cashbox, pages
from producer_app.areas.money.screen.page import MoneyPage
from producer_app.base import clock
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.page import Text
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui.charts import BarButton, Bars, Columns
from producer_app.ui.tables import Cards
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, find, open_window, settle


def sell(shop: Shop, price: int, way: str, many: int = 1) -> orders.Order:
    product = products.add(shop, products.ProductDraft({"en": f"Thing at {price} {way}"}, Money(price)))
    basket = till.Basket()
    for _one in range(many):
        basket = basket.add(till.Item(product, "Thing", "", "piece", Money(price)))
    return till.sell(shop, basket, way=way)


def sold(shop: Shop, fen: int, way: str, *, buyer: str = "", seen: bool = True) -> orders.Order:
    line = orders.LineDraft("", "Jam", quantity=Quantity.of(1), unit_price=Money(fen))
    return orders.sell(shop, [line], channel="stall", paid_by=way, recipient=buyer, seen=seen)


def opened(qtbot: QtBot, shop: Shop, view: str = "sold") -> tuple[Window, MoneyPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("money")
    settle()
    if view != "sold":
        click(window, f"view_{view}")
    page = window.pages["money"]
    assert isinstance(page, MoneyPage)
    return window, page


def text(window: QWidget, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return bare(label.text())


def type_into(window: QWidget, name: str, what: str) -> None:
    field = find(window, name)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, what)
    settle()


def saved_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))


# ---------------------------------------------------------------- what was sold
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
    window, _page = opened(qtbot, practice_shop)
    assert text(window, "daySum") == bare(money.day(practice_shop, clock.today()).sold[0].shown())
    click(window, "earlier")
    assert money.day(practice_shop, clock.today() - timedelta(days=1)).orders == 0
    assert find(window, "empty").isVisible()
    click(window, "later")
    assert find(window, "daySum").isVisible()


def test_a_sale_shows_at_once(qtbot: QtBot, practice_shop: Shop) -> None:
    window, _page = opened(qtbot, practice_shop)
    sell(practice_shop, 12345, "cash")
    settle()
    assert text(window, "daySum") == bare(money.day(practice_shop, clock.today()).sold[0].shown())


def test_every_bar_opens_the_orders_that_make_it(qtbot: QtBot, shop: Shop) -> None:
    sell(shop, 1000, "cash", 3)
    sell(shop, 250, "code")
    window, page = opened(qtbot, shop)
    bars = [bar for bar in page.findChildren(BarButton) if bar.isVisible()]
    assert len(bars) == 5  # two products, two ways, one channel
    for place in range(len(bars)):
        bar = [b for b in page.findChildren(BarButton) if b.isVisible()][place]
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton)
        settle()
        listed = find(window, "behind")
        assert isinstance(listed, Cards)
        shares = [listed.model().index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(listed.model().rowCount())]
        assert Money.total(share.amount for share in shares) == Money(bar.bar.value)
        assert text(window, "behindTotal") == bare(bar.bar.shown)
        window.back()
        settle()


def test_an_order_behind_a_sum_opens_on_the_board(qtbot: QtBot, shop: Shop) -> None:
    order = sell(shop, 1000, "cash")
    window, _page = opened(qtbot, shop)
    click(window, "openAll")
    click_row(window, "behind", 0)
    assert window.current == "orders"
    assert text(window, "orderNumber") == order.number


def test_bars_and_days_are_reached_by_keyboard(qtbot: QtBot, shop: Shop) -> None:
    sell(shop, 1000, "cash")
    window, page = opened(qtbot, shop)
    bar = next(b for b in page.findChildren(BarButton) if b.isVisible())
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Return)
    settle()
    assert text(window, "behindTotal") == "¥10.00"
    window.back()
    click(window, "period_month")
    days = find(window, "days")
    assert isinstance(days, Columns)
    # The day with the sale is the highest, so it is the one spoken of.
    assert "Today" in days.accessibleName()
    QTest.keyClick(days, Qt.Key.Key_Home)
    assert days.current == 0
    QTest.keyClick(days, Qt.Key.Key_Right)
    assert days.current == 1
    QTest.mouseClick(days, Qt.MouseButton.LeftButton, pos=days.place(clock.today().day - 1).toPoint())
    settle()
    assert text(window, "behindTotal") == "¥10.00"


def test_columns_run_from_the_right_in_uyghur(qtbot: QtBot, shop: Shop) -> None:
    sell(shop, 1000, "cash")
    window, _page = opened(qtbot, shop)
    window.set_language("ug")
    settle()
    click(window, "period_month")
    days = find(window, "days")
    assert isinstance(days, Columns)
    assert days.place(0).x() > days.place(1).x()
    QTest.keyClick(days, Qt.Key.Key_End)
    last = days.current
    QTest.keyClick(days, Qt.Key.Key_Right)
    assert days.current == last - 1


def test_many_products_are_shown_on_asking(qtbot: QtBot, shop: Shop) -> None:
    for price in range(100, 112):
        sell(shop, price, "cash")
    window, page = opened(qtbot, shop)
    bars = page.findChild(Bars, "bars_product")
    assert isinstance(bars, Bars)
    assert len(bars.findChildren(BarButton)) == 8
    click(window, "allBars")
    assert len(bars.findChildren(BarButton)) == 12


def test_currencies_are_looked_at_one_at_a_time(qtbot: QtBot, shop: Shop) -> None:
    sell(shop, 1000, "cash")
    line = orders.LineDraft("", "Jam", quantity=Quantity.of(1), unit_price=Money(900, "EUR"))
    orders.sell(shop, [line], channel="stall", paid_by="cash", total=Money(900, "EUR"))
    window, page = opened(qtbot, shop)
    assert text(window, "daySum") == "¥10.00"
    click(window, "currency_EUR")
    assert text(window, "daySum") == "€9.00"
    assert {bar.bar.shown[1:2] for bar in page.findChildren(BarButton) if bar.isVisible()} == {"€"}


def test_a_long_stretch_is_added_up_beside_the_window(qtbot: QtBot, shop: Shop) -> None:
    sell(shop, 1000, "cash")
    window, page = opened(qtbot, shop)
    page.sold.show_period(money.Period(clock.today() - timedelta(days=300), clock.today()))
    qtbot.waitUntil(lambda: any(label.isVisible() for label in window.findChildren(QLabel, "daySum")))
    qtbot.waitUntil(lambda: any(chart.isVisible() for chart in window.findChildren(Columns, "days")))
    assert text(window, "daySum") == "¥10.00"
    days = find(window, "days")
    assert isinstance(days, Columns)
    QTest.keyClick(days, Qt.Key.Key_Return)
    settle()
    assert text(window, "behindTotal") == "¥10.00"


# ---------------------------------------------------------------- files
def test_the_sums_are_exported_and_read_back(qtbot: QtBot, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sell(shop, 995, "cash")
    sell(shop, 250, "code", 2)
    window, page = opened(qtbot, shop)
    saved_to(monkeypatch, tmp_path / "day.xlsx")
    click(window, "exportSold")
    qtbot.waitUntil((tmp_path / "day.xlsx").is_file)
    book = CalamineWorkbook.from_path(tmp_path / "day.xlsx")
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == ["By product", "By channel", "By way of paying", "By day", "Orders CNY"]
    total = Decimal(money.day(shop, clock.today()).sold[0].text())
    for rows in sheets.values():
        amount = rows[0].index("Amount")
        assert sum(Decimal(str(row[amount])) for row in rows[1:]) == total
    saved_to(monkeypatch, tmp_path / "day.csv")
    # The key does what the button does.
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 5000)
    QTest.keyClick(page.sold, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "day.csv").is_file)
    lines = list(csv.reader(io.StringIO((tmp_path / "day.csv").read_text(encoding="utf-8-sig"))))
    assert [line[2] for line in lines[1:]] == ["9.95", "5.00"]


def test_the_orders_behind_a_sum_are_exported_with_masked_buyers(
        qtbot: QtBot, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sold(shop, 500, "credit", buyer="王小红")
    window, _page = opened(qtbot, shop)
    click(window, "openAll")
    saved_to(monkeypatch, tmp_path / "behind")
    click(window, "exportBehind")
    qtbot.waitUntil((tmp_path / "behind.xlsx").is_file)
    rows = CalamineWorkbook.from_path(tmp_path / "behind.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][0] == "S0001"
    assert rows[1][4] == "王*"
    assert rows[1][5] == 5.0


# ---------------------------------------------------------------- the day is closed
def test_a_day_is_closed_by_clicks_and_its_sheet_is_read_again(qtbot: QtBot, shop: Shop) -> None:
    sold(shop, 3800, "cash")
    window, _page = opened(qtbot, shop, "closing")
    for _time in range(3):
        click(window, "more_1000")
    click(window, "more_500")
    click(window, "more_100")
    type_into(window, "piece_100", "4")
    click(window, "less_100")
    assert text(window, "countedTotal") == "¥38.00"
    assert text(window, "difference") == "The drawer is right."
    click(window, "closeDay")
    (close,) = money.closes(shop)
    assert (close.counted, close.difference, close.left) == (Money(3800), Money(0), Money(3800))
    assert close.pieces == {1000: 3, 500: 1, 100: 3}
    assert find(window, "closes").isVisible()
    words = [item.text for sheet in pages.close_sheet(close) for item in sheet.items if isinstance(item, Text)]
    assert "¥38.00" in words


def test_a_difference_asks_why_before_the_day_is_closed(qtbot: QtBot, shop: Shop) -> None:
    sold(shop, 3800, "cash")
    window, _page = opened(qtbot, shop, "closing")
    type_into(window, "piece_1000", "3")
    assert text(window, "difference") == "¥8.00 is missing."
    click(window, "closeDay")
    assert money.closes(shop) == []
    click(window, "reason_change")
    type_into(window, "leftMoney", "10.00")
    click(window, "closeDay")
    (close,) = money.closes(shop)
    assert (close.difference, close.reason, close.left) == (Money(-800), "change", Money(1000))
    assert money.drawer(shop).float_ == Money(1000)


def test_each_unseen_code_payment_is_asked_about(qtbot: QtBot, shop: Shop) -> None:
    for fen in (1000, 200, 30):
        sold(shop, fen, "code", seen=False)
    first, second, third = (d.payment_id for d in cashbox.doubts(shop))
    window, _page = opened(qtbot, shop, "closing")
    click(window, "closeDay")
    assert money.closes(shop) == []
    assert "3 code payments" in text(window, "toastWords")
    click(window, f"came_{first}")
    click(window, f"never_{second}")
    click(window, f"later_{third}")
    assert [d.payment_id for d in cashbox.doubts(shop)] == [third]
    click(window, "closeDay")
    (close,) = money.closes(shop)
    assert [(line.amount, line.waiting) for line in close.lines if line.way == "code"] == [(Money(1030), Money(30))]
    # It is asked about again the next time.
    click(window, "view_closing")
    assert find(window, f"came_{third}").isVisible()


def test_a_wrong_answer_about_a_code_payment_is_taken_back(qtbot: QtBot, shop: Shop) -> None:
    sale = sold(shop, 1000, "code", seen=False)
    (doubt,) = cashbox.doubts(shop)
    window, _page = opened(qtbot, shop, "closing")
    click(window, f"never_{doubt.payment_id}")
    assert orders.get(shop, sale.id).state == "cancelled"
    click(window, "toastUndo")
    assert orders.get(shop, sale.id).state == "done"
    assert find(window, f"never_{doubt.payment_id}").isVisible()


def test_a_closed_day_is_corrected_below_its_sheet(
        qtbot: QtBot, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sold(shop, 3800, "cash")
    money.close_day(shop, money.Count({1000: 3}, Money(3000), "unknown"))
    window, _page = opened(qtbot, shop, "closed")
    click(window, "correctClose")
    type_into(window, "fixAmount", "38.00")
    type_into(window, "fixReason", "Under the tray")
    click(window, "writeFix")
    (close,) = money.closes(shop)
    assert (close.counted, close.truly, close.fixes[0].reason) == (Money(3000), Money(3800), "Under the tray")
    saved_to(monkeypatch, tmp_path / "close.pdf")
    click(window, "closePdf")
    assert (tmp_path / "close.pdf").read_bytes().startswith(b"%PDF")
    saved_to(monkeypatch, tmp_path / "closes.csv")
    click(window, "exportCloses")
    qtbot.waitUntil((tmp_path / "closes.csv").is_file)
    rows = list(csv.reader(io.StringIO((tmp_path / "closes.csv").read_text(encoding="utf-8-sig"))))
    assert rows[1][4:7] == ["38.00", "30.00", "0.00"]


def test_what_was_counted_survives_a_change_of_language_and_a_sale(qtbot: QtBot, shop: Shop) -> None:
    window, _page = opened(qtbot, shop, "closing")
    type_into(window, "piece_1000", "3")
    sold(shop, 500, "cash")
    settle()
    assert text(window, "countedTotal") == "¥30.00"
    assert text(window, "toBe") == "¥5.00"
    window.set_language("zh")
    settle()
    assert text(window, "countedTotal") == "¥30.00"


# ---------------------------------------------------------------- debts
def test_a_debt_is_found_paid_in_part_and_printed(
        qtbot: QtBot, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sold(shop, 5000, "credit", buyer="Rena")
    sold(shop, 700, "credit", buyer="Ali")
    window, _page = opened(qtbot, shop, "debts")
    assert text(window, "debtTotal") == "¥57.00"
    click_row(window, "debts", 1)
    assert text(window, "owed") == "¥7.00"
    click(window, "settle_cash")
    assert [d.buyer for d in orders.debts(shop)] == ["Rena"]
    click_row(window, "debts", 0)
    type_into(window, "paidNow", "20.00")
    click(window, "settle_transfer")
    assert text(window, "owed") == "¥30.00"
    saved_to(monkeypatch, tmp_path / "rena.pdf")
    click(window, "statementPdf")
    assert (tmp_path / "rena.pdf").read_bytes().startswith(b"%PDF")
    saved_to(monkeypatch, tmp_path / "rena.xlsx")
    click(window, "exportAccount")
    qtbot.waitUntil((tmp_path / "rena.xlsx").is_file)
    rows = CalamineWorkbook.from_path(tmp_path / "rena.xlsx").get_sheet_by_index(0).to_python()
    assert [row[3:5] for row in rows[1:]] == [[50.0, 50.0], [-20.0, 30.0]]
    window.undo()
    settle()
    assert text(window, "owed") == "¥50.00"


def test_paying_more_than_is_owed_is_refused(qtbot: QtBot, shop: Shop) -> None:
    sold(shop, 5000, "credit", buyer="Rena")
    window, _page = opened(qtbot, shop, "debts")
    type_into(window, "paidNow", "50.01")
    click(window, "settle_cash")
    assert "does not owe" in text(window, "toastWords")
    assert [d.amount for d in orders.debts(shop)] == [Money(5000)]


def test_a_long_statement_goes_over_several_sheets_in_every_language(qtbot: QtBot, shop: Shop) -> None:
    from producer_app.app import window_start
    from producer_app.base import i18n
    from producer_app.ui import paper

    window_start.application()
    entries = [orders.Entry(n, f"S{n:04d}", clock.now(), Money(100 + n), "玫瑰花酱 " * 9 + "Rose jam " * 9) for n in range(90)]
    owed = Money.total(entry.amount for entry in entries)
    for language in i18n.languages():
        i18n.use(language)
        made = pages.statement("ئايگۈل", entries, on="2026-05-01", shop_name="Gülnar")
        assert len(made) > 2
        for sheet in made:
            paper.check_fit(sheet)
            paper.check_letters(sheet)
        assert bare(owed.shown()) in [item.text for item in made[-1].items if isinstance(item, Text)]


def test_each_view_begins_with_an_offer_where_nothing_is_yet(qtbot: QtBot, shop: Shop) -> None:
    window, page = opened(qtbot, shop)
    for view, goes in (("sold", "till"), ("debts", "till"), ("closed", "money")):
        window.go("money")
        settle()
        click(window, f"view_{view}")
        first = next(b for b in find(page, "empty").findChildren(QPushButton))
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
        settle()
        assert window.current == goes
    assert page.view == "closing"
