"""Statements: every layout read as its wallet or bank writes it, what a spreadsheet did to it, what a stranger may send."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from producer_app.areas import receiving
from producer_app.areas.receiving import bills, importing
from producer_app.base.errors import BadFile
from producer_app.base.money import Money
from tests.samples.statements import make

MINUTES = {"wechat", "alipay", "abc", "boc", "bank", "camt053"}


def written(folder: Path, data: bytes | str, name: str = "bill.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(("name", "kind"), [
    ("wechat.csv", "wechat"), ("wechat.xlsx", "wechat"), ("wechat-resaved.csv", "wechat"), ("alipay.csv", "alipay"),
    ("alipay-web.csv", "alipay"), ("icbc.csv", "icbc"), ("icbc-older.csv", "icbc"), ("abc.csv", "abc"), ("boc.csv", "boc"),
    ("credit-union.csv", "bank"), ("camt053.xml", "camt053"), ("camt053-02.xml", "camt053"),
    ("bank.sta", "mt940"), ("bank-framed.txt", "mt940")])
def test_every_layout_is_known_and_tells_what_came_in(tmp_path: Path, name: str, kind: str) -> None:
    source = receiving.read(written(tmp_path, make.every()[name], name))
    assert source.format.name == kind
    assert not source.said.refused
    first, second, third = [c for c in source.said.comings if not c.returned]
    assert [c.amount.minor for c in (first, second, third)] == [3799, 12050, 123456]
    assert first.payer == "买买提"
    assert first.exact is (kind in MINUTES)
    if kind in MINUTES - {"camt053"}:
        assert first.at.startswith("2026-11-20T01:00"), "nine in the morning in Beijing"
        assert kind == "alipay" or "H0001" in first.note or "wechat" in name
    assert source.said.aside["out"] == 1
    assert source.said.aside["refund"] == 1


def test_every_statement_says_where_its_layout_is_from() -> None:
    assert {f.name for f in receiving.formats()} == {"abc", "alipay", "bank", "boc", "camt053", "icbc", "mt940", "wechat"}
    for found in receiving.formats():
        assert found.source
        module = sys.modules[(found.understand_document or found.understand).__module__]
        assert module.__doc__ is not None
        assert "Source:" in module.__doc__


def test_the_samples_can_be_written_by_hand(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(Path(make.__file__)), str(tmp_path)], check=True, capture_output=True)
    assert {p.name for p in tmp_path.iterdir()} == set(make.every())


@pytest.mark.parametrize("name", ["wechat.csv", "alipay-web.csv"])
def test_money_that_went_back_is_told_apart(tmp_path: Path, name: str) -> None:
    said = receiving.read(written(tmp_path, make.every()[name], name)).said
    assert {c.amount.minor: c.returned.minor for c in said.comings if c.returned} == {2000: 2000, 2500: 500}
    assert said.aside["pending"] == 1


def test_the_newer_wechat_bill_has_a_line_more_above(tmp_path: Path) -> None:
    said = receiving.read(written(tmp_path, make.wechat_csv(make.sample_rows(), newer=True))).said
    assert len(said.comings) == 5


# ---------------------------------------------------------------- after a spreadsheet
def test_a_resaved_bill_tells_the_same_payments(tmp_path: Path) -> None:
    every = make.every()
    plain = receiving.read(written(tmp_path, every["wechat.csv"])).said.comings
    saved = receiving.read(written(tmp_path, every["wechat-resaved.csv"])).said.comings
    book = receiving.read(written(tmp_path, every["wechat.xlsx"], "a.xlsx")).said.comings
    assert [(c.number, c.amount, c.at[:16]) for c in plain] == [(c.number, c.amount, c.at[:16]) for c in saved]
    assert [(c.number, c.amount, c.returned) for c in plain] == [(c.number, c.amount, c.returned) for c in book]


@pytest.mark.parametrize("way", ["csv", "xlsx"])
def test_a_number_cut_by_a_spreadsheet_is_refused_with_advice(tmp_path: Path, way: str) -> None:
    rows = make.sample_rows()[:2]
    data = make.wechat_resaved_csv(rows, cut=True) if way == "csv" else make.wechat_xlsx(rows, resaved=True)
    said = receiving.read(written(tmp_path, data, f"bill.{way}")).said
    assert not said.comings
    assert [r.row for r in said.refused] == ([18, 19] if way == "csv" else [19, 20])
    assert said.refused[0].column == "交易单号"
    assert "do not save it in between" in said.refused[0].reason


@pytest.mark.parametrize(("value", "is_cut"), [
    ("4.2E+27", True), ("4.20000298620251E+27", True), ("4200002986202510000000000000", True),
    ("4200002986202512113091615320", False), ("2026112022001400000000000001", False), ("100000", False)])
def test_which_numbers_lost_digits(value: str, is_cut: bool) -> None:  # a table of answers
    assert bills.cut(value) is is_cut


def test_a_spreadsheets_day_number_is_a_day(tmp_path: Path) -> None:
    rows = ("交易日期,收入金额,支出金额,余额,对方户名\n46346.375,38.00,,1,古丽\n20261120,38.00,,2,古丽\n"
            "2026年11月20日,38.00,,3,古丽\n")
    said = receiving.read(written(tmp_path, rows)).said
    assert [(c.at, c.exact) for c in said.comings] == [
        ("2026-11-20T01:00:00Z", True), ("2026-11-19T16:00:00Z", False), ("2026-11-19T16:00:00Z", False)]


def test_a_day_first_date_is_refused_and_not_guessed(tmp_path: Path) -> None:
    said = receiving.read(written(tmp_path, "交易日期,收入金额,支出金额\n11/12/2026 09:00,38.00,\n")).said
    assert [(r.row, r.column, r.value) for r in said.refused] == [(2, "交易日期", "11/12/2026 09:00")]


# ---------------------------------------------------------------- other banks
@pytest.mark.parametrize(("table", "came"), [
    ("日期,金额,收/支,摘要\n2026-11-20,38.00,收入,a\n2026-11-20,5.00,支出,b\n", [3800]),
    ("记账日期,货币,交易金额,联机余额,交易摘要,对手信息\n"
     "2026-11-20,CNY,\"1,234.00\",1,x,y\n2026-11-20,CNY,-3.00,1,x,y\n", [123400]),
    ("Date;Description;Debit;Credit;Balance\n2026-11-20;x;;38.00;1\n2026-11-20;y;5.00;;1\n", [3800]),
    ("交易日期\t借贷标志\t发生额\t余额\n2026-11-20\t贷\t38.00\t1\n2026-11-20\t借\t5.00\t1\n", [3800]),
    ("Date,Amount,Balance,Currency\n2026-11-20,38.00,1,EUR\n", [3800])])
def test_columns_of_other_banks_are_recognised(tmp_path: Path, table: str, came: list[int]) -> None:
    source = receiving.read(written(tmp_path, table))
    assert source.format.name == "bank"
    assert [c.amount.minor for c in source.said.comings] == came
    assert not source.said.refused


def test_a_direction_that_is_not_told_is_refused(tmp_path: Path) -> None:
    said = receiving.read(written(tmp_path, "日期,金额,收/支\n2026-11-20,38.00,转\n")).said
    assert [r.column for r in said.refused] == ["收/支"]


def test_equal_rows_of_a_bank_without_numbers_are_two_payments(tmp_path: Path) -> None:
    table = "交易日期,收入金额,支出金额,对方户名\n2026-11-20,5.00,,古丽\n2026-11-20,5.00,,古丽\n"
    first = receiving.read(written(tmp_path, table)).said.comings
    assert len({c.number for c in first}) == 2
    assert [c.number for c in first] == [c.number for c in receiving.read(written(tmp_path, table)).said.comings]


def test_transfers_gathered_in_one_entry_are_taken_apart(tmp_path: Path) -> None:
    rows = [make.Row(f"T{n}", datetime(2026, 11, 20, 9, n), 100 + n, payer=f"P{n}") for n in range(3)]
    said = receiving.read(written(tmp_path, make.camt_xml([], batch=rows), "a.xml")).said
    assert [(c.number, c.amount, c.payer) for c in said.comings] == [
        (f"T{n}", Money(100 + n, "EUR"), f"P{n}") for n in range(3)]


# ---------------------------------------------------------------- from a stranger
@pytest.mark.parametrize(("name", "data"), [
    ("entity.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "BkToCstmrStmt">]><a>&b;</a>'),
    ("cut.xml", make.camt_xml(make.sample_rows()[:2])[:-40]),
    ("deep.xml", b"<BkToCstmrStmt>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</BkToCstmrStmt>"),
    ("other.xml", b"<html><body>hello</body></html>"), ("orders.csv", b"\xef\xbb\xbforder,total\n1,2\n"), ("empty.csv", b""),
    ("blank.csv", "交易日期,收入金额,支出金额\n".encode()), ("letters.csv", b"\xff\xfe\xfd\xfc" * 40), ("a.pdf", b"%PDF-1.7 x"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ("broken.xlsx", b"PK\x03\x04" + bytes(100))])
def test_what_is_no_statement_ends_in_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(BadFile) as refusal:
        receiving.read(written(tmp_path, data, name))
    assert refusal.value.message
    assert refusal.value.hint


def test_formulas_stay_words(tmp_path: Path) -> None:
    table = '交易日期,收入金额,支出金额,对方户名,摘要\n2026-11-20,5.00,,"=HYPERLINK(""http://x"")",@SUM(A1)\n'
    (one,) = receiving.read(written(tmp_path, table)).said.comings
    assert one.payer.startswith("=HYPERLINK")
    assert one.note == "@SUM(A1)"


def test_a_statement_kept_by_a_later_version_keeps_its_name() -> None:
    assert importing.title("moon_bank") == "moon_bank"
