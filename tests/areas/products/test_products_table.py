"""All products in one table: the keys of a spreadsheet, faults by the cell, one step for everything."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from producer_app.areas.products import actions, queries, sheet
from producer_app.areas.products.rows import Imported, ProductDraft
from producer_app.areas.products.screen.grid import SheetView
from producer_app.areas.products.screen.page import ProductsPage
from producer_app.areas.products.table import Table, as_block, block
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, find, open_window, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(shop: Shop, qtbot: QtBot) -> Iterator[Window]:
    del qtbot
    for number in range(6):
        actions.add(shop, ProductDraft({"en": f"Jam {number}"}, Money(1000 + number), "jar", 500, f"J{number}"))
    opened = open_window(shop)
    opened.go("products")
    settle()
    click(opened, "table")
    yield opened
    opened.close()


def view_of(window: Window) -> SheetView:
    view = find(window, "sheet")
    assert isinstance(view, SheetView)
    return view


def column(view: SheetView, name: str) -> int:
    cells = view.model()
    return next(n for n in range(cells.columnCount()) if view._cells.column_name(n) == name)


def go(view: SheetView, row: int, name: str) -> None:
    """A click into a cell."""
    index = view.model().index(row, column(view, name))
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def type_in(view: SheetView, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Keys as a hand gives them: the first one opens the cell, the others go into it."""
    QTest.keyClicks(view, text[0])
    line = view.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, text[1:])
    QTest.keyClick(line, end)
    settle()


def told(window: Window) -> str:
    label = find(window, "cellWords")
    assert isinstance(label, QLabel)
    return label.text()


def prices(shop: Shop) -> list[int]:
    return [p.price.minor for p in queries.listing(shop)]


# ---------------------------------------------------------------- keys
def test_typing_replaces_enter_goes_down_and_save_all_is_one_step(window: Window, shop: Shop) -> None:
    view = view_of(window)
    go(view, 0, "price_cny")
    type_in(view, "39.80")
    assert view.currentIndex().row() == 1
    type_in(view, "28")
    assert prices(shop) == [1005, 1004, 1003, 1002, 1001, 1000]
    assert "2 cells" in told(window)
    click(window, "saveAll")
    assert prices(shop) == [3980, 2800, 1003, 1002, 1001, 1000]
    shop.undo()
    assert prices(shop) == [1005, 1004, 1003, 1002, 1001, 1000]


def test_tab_goes_along_the_row_and_arrows_everywhere(window: Window) -> None:
    view = view_of(window)
    go(view, 0, "price_cny")
    type_in(view, "5", end=Qt.Key.Key_Tab)
    assert view._cells.column_name(view.currentIndex().column()) == "online_cny"
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.currentIndex().row(), view._cells.column_name(view.currentIndex().column())) == (1, "price_cny")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.currentIndex().row() == 2


def test_a_block_from_a_spreadsheet_is_pasted_as_a_block(window: Window, shop: Shop) -> None:
    view = view_of(window)
    go(view, 1, "price_cny")
    QGuiApplication.clipboard().setText("11.50\t12\r\n13.50\t14\r\n")
    QTest.keyClick(view, Qt.Key.Key_V, CONTROL)
    click(window, "saveAll")
    _first, second, third, *_rest = queries.listing(shop)
    assert (second.price, second.others) == (Money(1150), {"online": Money(1200)})
    assert (third.price, third.others) == (Money(1350), {"online": Money(1400)})


def test_one_value_fills_the_selected_cells_and_delete_empties_them(window: Window, shop: Shop) -> None:
    view = view_of(window)
    go(view, 0, "live_cny")
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QGuiApplication.clipboard().setText("9.90")
    QTest.keyClick(view, Qt.Key.Key_V, CONTROL)
    click(window, "saveAll")
    assert [p.others.get("live") for p in queries.listing(shop)][:4] == [Money(990)] * 3 + [None]
    go(view, 1, "live_cny")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    click(window, "saveAll")
    assert [p.others.get("live") for p in queries.listing(shop)][:3] == [Money(990), None, Money(990)]


def test_a_block_is_copied_as_spreadsheets_take_it(window: Window) -> None:
    view = view_of(window)
    go(view, 0, "pack_size_g")
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert block(QGuiApplication.clipboard().text()) == [["500", "10.05"], ["500", "10.04"]]


def test_typing_can_be_undone_before_it_is_saved(window: Window) -> None:
    view = view_of(window)
    go(view, 0, "price_cny")
    type_in(view, "5")
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    settle()
    assert view._cells.table.edits == {}
    assert not find(window, "saveAll").isEnabled()


# ---------------------------------------------------------------- faults
def test_a_wrong_cell_says_why_and_nothing_is_saved_until_it_is_right(window: Window, shop: Shop) -> None:
    view = view_of(window)
    go(view, 3, "price_cny")
    type_in(view, "dear")
    go(view, 0, "pack_size_g")
    type_in(view, "250")
    click(window, "saveAll")
    assert view.currentIndex().row() == 3
    assert "dear" in told(window)
    assert queries.listing(shop)[0].pack_g == 500
    type_in(view, "8")
    click(window, "saveAll")
    assert (queries.listing(shop)[0].pack_g, queries.listing(shop)[3].price) == (250, Money(800))


def test_two_rows_with_one_article_number_are_both_marked(shop: Shop) -> None:
    ids = [actions.add(shop, ProductDraft({"en": f"Jam {n}"}, Money(100), sku=f"A{n}")) for n in range(2)]
    table = Table(queries.some(shop, ids))
    table.put({(ids[1], "sku"): "A0"})
    assert set(table.faults) == {(ids[0], "sku"), (ids[1], "sku")}
    table.undo()
    assert table.faults == {}


def test_two_products_can_change_their_numbers_with_each_other(shop: Shop) -> None:
    one, two = (actions.add(shop, ProductDraft({"en": f"Jam {n}"}, Money(100), sku=f"A{n}")) for n in range(2))
    table = Table(queries.some(shop, [one, two]))
    table.put({(one, "sku"): "A1", (two, "sku"): "A0"})
    assert actions.change_all(shop, table.drafts()) == 2
    assert [queries.get(shop, i).sku for i in (one, two)] == ["A1", "A0"]


def test_a_price_below_cost_is_stopped_in_the_table_too(window: Window, shop: Shop) -> None:
    view = view_of(window)
    for name, text in (("cost_cny", "9"), ("price_cny", "8")):
        go(view, 0, name)
        type_in(view, text)
    click(window, "saveAll")
    assert find(window, "guard").isVisible()
    assert prices(shop)[0] == 1005
    click(window, "below_buyers")
    assert prices(shop)[0] == 800


def test_a_change_of_many_that_meets_a_taken_number_changes_nothing(shop: Shop) -> None:
    one, two = (actions.add(shop, ProductDraft({"en": f"Jam {n}"}, Money(100), sku=f"A{n}")) for n in range(2))
    draft = queries.get(shop, one).draft()
    table = Table(queries.some(shop, [one]))
    table.put({(one, "sku"): "A1", (one, "name_en"): "Other"})
    with pytest.raises(ShopError) as refused:
        actions.change_all(shop, table.drafts())
    assert refused.value.code == "SKU_TAKEN"
    assert queries.get(shop, one).draft() == draft
    assert queries.get(shop, two).sku == "A1"


# ---------------------------------------------------------------- what stays
def test_what_was_typed_stays_when_the_table_is_left_searched_or_shown_in_another_language(window: Window) -> None:
    view = view_of(window)
    go(view, 0, "price_cny")
    type_in(view, "39.80")
    click(window, "backFromGrid")
    click(window, "table")
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    page.grid.search.setText("Jam 2")
    settle()
    click(window, "language_ug")
    again = view_of(window)
    assert list(again._cells.table.edits.values()) == ["39.80"]
    assert [p.sku for p in again._cells.table.products] == ["J5", "J2"]


def test_a_name_in_a_language_without_a_column_stays(shop: Shop) -> None:
    product_id = actions.add(shop, ProductDraft({"en": "Jam", "kk": "Тосап"}, Money(100)))
    table = Table(queries.some(shop, [product_id]))
    table.put({(product_id, "name_en"): "Rose jam"})
    actions.change_all(shop, table.drafts())
    assert queries.get(shop, product_id).names == {"en": "Rose jam", "kk": "Тосап"}


def test_two_hundred_products_are_changed_by_one_block(shop: Shop) -> None:
    ids = [actions.add(shop, ProductDraft({"en": f"Jam {n}"}, Money(100))) for n in range(200)]
    table = Table(queries.some(shop, ids))
    count = table.put_block(0, table.columns.index("price_cny"), [[f"{n}.80"] for n in range(1, 201)])
    assert count == 200
    assert actions.change_all(shop, table.drafts()) == 200
    assert [p.price.minor for p in queries.some(shop, ids)] == [n * 100 + 80 for n in range(1, 201)]
    shop.undo()
    assert {p.price.minor for p in queries.some(shop, ids)} == {100}


# ---------------------------------------------------------------- files
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_table_is_written_to_a_file_that_imports_unchanged(window: Window, shop: Shop, tmp_path: Path, suffix: str) -> None:
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    path = tmp_path / f"all{suffix}"
    click(window, "asFile")
    menu = find(window, "fileKinds")
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if suffix[1:].upper() in a.text()).trigger()
    dialog = page.grid.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(path.name)
    dialog.accept()
    settle()
    assert actions.import_rows(shop, sheet.read(path).rows) == Imported(same=6)


def test_a_file_is_written_for_what_the_search_finds(window: Window, tmp_path: Path) -> None:
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    page.grid.search.setText("Jam 2")
    settle()
    page.grid.export(tmp_path / "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line["sku"] for line in csv.DictReader(file)] == ["J2"]


def test_a_copied_formula_is_copied_as_a_text() -> None:
    assert as_block([["=1+1", "jam"]]) == "'=1+1\tjam\n"
    assert block("'=1+1\tjam") == [["'=1+1", "jam"]]
