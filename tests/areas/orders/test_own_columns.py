"""A file of a shop that nobody knows here: its columns are told once, then it is read like every other file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.areas import orders
from producer_app.areas.orders import actions, importing, mapping, profiles, queries
from producer_app.areas.orders.mapping import Profile
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.base.errors import BadFile, ShopError
from producer_app.store.shop import Shop
from tests.window_kit import click, click_tile, find, open_window, settle

HEADER = "订单编号,下单时间,商品名称,数量,实付金额,状态,收货人,手机,省,收货地址,运单号"
ROWS = ("W001,2026-03-01 10:20,玫瑰花酱,2,¥78.00,已付款,王小明,13812341234,新疆,和田市幸福路1号,\n"
        "W001,,核桃仁,1,,,,,,,\n"
        "W002,2026/3/2 9:05,核桃仁,1,26.80元,已发货,李娜,'13912341234,北京市,海淀区2号,SF1234567890123\n")


def file(tmp_path: Path, text: str = f"微店订单导出\n{HEADER}\n{ROWS}", *, encoding: str = "gb18030") -> Path:
    path = tmp_path / "微店.csv"
    path.write_bytes(text.encode(encoding))
    return path


def guessed(path: Path) -> Profile:
    table = profiles.any_table(path).table
    columns = mapping.guess(table.header)
    return Profile("微店", columns, mapping.guess_states(mapping.state_words(table, columns["state"])))


def test_columns_are_guessed_by_their_names(tmp_path: Path) -> None:
    profile = guessed(file(tmp_path))
    assert profile.columns == {
        "number": "订单编号", "placed": "下单时间", "title": "商品名称", "quantity": "数量", "total": "实付金额", "state": "状态",
        "recipient": "收货人", "phone": "手机", "province": "省", "address": "收货地址", "tracking": "运单号"}
    assert profile.states == {"已付款": "to_ship", "已发货": "shipped"}
    assert mapping.missing(profile) == []
    english = mapping.guess(["Order ID", "Date", "Customer", "Product", "Qty", "Unit price", "Total", "Status"])
    assert english == {"number": "Order ID", "placed": "Date", "recipient": "Customer", "title": "Product", "quantity": "Qty",
                       "price": "Unit price", "total": "Total", "state": "Status"}


def test_a_file_is_known_from_its_profile_on_and_twice_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    path = file(tmp_path)
    with pytest.raises(BadFile):
        importing.read([path], more=profiles.own_channels(shop))
    profiles.keep_profile(shop, guessed(path))
    source, = importing.read([path], more=profiles.own_channels(shop))
    assert not source.refused
    assert [(d.number, d.total.minor, d.state, len(d.lines or ())) for d in source.drafts] == [
        ("W001", 7_800, "to_ship", 2), ("W002", 2_680, "shipped", 1)]
    assert source.drafts[1].phone == "13912341234"
    assert source.drafts[1].parcels[0].number == "SF1234567890123"
    placed = actions.place(shop, source.drafts, files=source.files, digests=source.digests)
    assert placed.new == 2
    again, = importing.read([path], more=profiles.own_channels(shop))
    assert actions.place(shop, again.drafts).same == 2
    order = queries.board(shop, search="W001")[0]
    assert orders.channel_title(order.channel) == "微店"


def test_rows_that_cannot_be_read_are_refused_with_their_place(tmp_path: Path) -> None:
    path = file(tmp_path, f"{HEADER}\nW1,2026-03-01,酱,2,abc,已付款,,,,,\nW2,32.13.2026,酱,1,5,已付款,,,,,\n"
                "W3,2026-03-01,酱,1,5,神秘,,,,,\n"
                "6.9E+18,2026-03-01,酱,1,5,已付款,,,,,\nW4,2026-03-01,酱,1,5,已付款,,,,,\n")
    profile = guessed(path)
    said = mapping.channel(profile).understand({"orders": profiles.any_table(path).table.records})
    assert [d.number for d in said.drafts] == ["W4"]
    assert [(r.row, r.column) for r in said.refused] == [(2, "实付金额"), (3, "下单时间"), (4, "状态"), (5, "订单编号")]


@pytest.mark.parametrize(("text", "first", "day"), [
    ("03/04/2026 10:00", True, "2026-04-03"), ("03/04/2026 10:00", False, "2026-03-04"), ("2026年3月4日", False, "2026-03-04"),
    ("26-May-2026", False, "2026-05-26")])
def test_dates_are_read_as_the_profile_says(tmp_path: Path, text: str, first: bool, day: str) -> None:
    path = file(tmp_path, f"number,date,item,total\nA1,{text},jam,5.00\n")
    profile = Profile("x", mapping.guess(["number", "date", "item", "total"]), day_first=first)
    said = mapping.channel(profile).understand({"orders": profiles.any_table(path).table.records})
    assert said.drafts[0].placed.startswith(day)


def test_a_profile_without_number_date_or_money_is_not_kept(shop: Shop) -> None:
    for columns in ({"placed": "d", "total": "t"}, {"number": "n", "total": "t"}, {"number": "n", "placed": "d"}):
        with pytest.raises(ShopError):
            profiles.keep_profile(shop, Profile("x", columns))
    with pytest.raises(ShopError):
        profiles.keep_profile(shop, Profile(" ", {"number": "n", "placed": "d", "total": "t"}))
    assert profiles.profiles(shop) == []


def test_what_is_no_table_stays_refused(shop: Shop, tmp_path: Path) -> None:
    for name, content in {"a.pdf": b"%PDF-1.7", "b.csv": b"hello", "c.html": b"<html></html>"}.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(BadFile):
            profiles.any_table(path)


def test_an_unknown_file_is_told_once_and_imported_by_the_screen(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    path = file(tmp_path)
    page.take_files([path])
    settle()
    told = find(window, "columnsTold")
    assert "2" in told.text()  # type: ignore[attr-defined]  # a label
    box = find(window, "column_total")
    assert isinstance(box, QComboBox)
    assert box.currentText()
    name = find(window, "field_title")
    assert isinstance(name, QLineEdit)
    name.setText("我的微店")
    click(window, "keepColumns")
    assert queries.board(shop) == []
    click(window, "commitImport")
    assert {o.number for o in queries.board(shop)} == {"W001", "W002"}
    # The next file of this shop is known at once.
    other = tmp_path / "next.csv"
    other.write_text(f"{HEADER}\nW003,2026-03-05,酱,1,5,已付款,,,,,\n", encoding="utf-8")
    page.take_files([other])
    settle()
    click(window, "commitImport")
    assert {o.number for o in queries.board(shop)} == {"W001", "W002", "W003"}
