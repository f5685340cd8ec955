"""Tables that leave the house: read back by another program, exact to the fen, never a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from producer_app.base import i18n, table_file
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.money import LARGEST_MINOR, Money
from producer_app.base.quantity import Quantity
from producer_app.base.table_file import Cell, Table
from producer_app.store import outgoing

EVIL = ['=HYPERLINK("http://x","y")', "+86 138", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1"]
LONG = "3930679858170647012"


def sheet(data: bytes, at: int = 0) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(at).to_python()]


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def one(*rows: tuple[Cell, ...]) -> Table:
    return Table("Orders", tuple("abcdefg"[:len(rows[0])]), rows)


def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers() -> None:
    data = table_file.xlsx_bytes([one((LONG, Money(123450), Quantity.parse("1.5"), 7, None, "玫瑰花酱", "ئەتىرگۈل"))])
    assert sheet(data)[1] == [LONG, 1234.5, 1.5, 7.0, "", "玫瑰花酱", "ئەتىرگۈل"]


def test_the_digits_of_every_amount_are_those_of_its_fen() -> None:
    amounts = [Money(m) for m in (995, 1, -1, 10, 29, 57, 113, 841, 123456789012345 // 1000, LARGEST_MINOR, -LARGEST_MINOR)]
    data = table_file.xlsx_bytes([one(*((m,) for m in amounts))])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        written = re.findall(r"<v>([^<]*)</v>", book.read("xl/worksheets/sheet1.xml").decode())
    assert written == [m.text() for m in amounts]
    # The same by way of a float would have drifted, so this test can fail.
    assert f"{9.95:.16G}" != "9.95"
    assert sum(map(Decimal, written)) == sum(Decimal(m.minor) for m in amounts) / 100


@pytest.mark.parametrize("text", EVIL)
def test_what_begins_like_a_formula_is_text_in_both_files(text: str) -> None:
    data = table_file.xlsx_bytes([one((text,))])
    assert sheet(data)[1][0] == text.replace("\r", "") or sheet(data)[1][0] == text
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]
    (cell,) = cells(table_file.csv_bytes(one((text,))))[1]
    assert cell.startswith("'")
    assert cell[1:] == text


def test_csv_is_utf8_with_its_mark_and_keeps_amounts_as_digits() -> None:
    data = table_file.csv_bytes(one(("ئەتىرگۈل", Money(-995), 3, Quantity.parse("0.25"), None, "a\"b,c\nd")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert cells(data)[1] == ["ئەتىرگۈل", "-9.95", "3", "0.25", "", "a\"b,c\nd"]


def test_letters_that_no_file_can_hold_do_not_stop_it() -> None:
    text = "a\x00b\x0b\ud800c\u2066d\u2069"
    assert sheet(table_file.xlsx_bytes([one((text,))]))[1] == ["abcd"]
    assert cells(table_file.csv_bytes(one((text,))))[1] == ["abcd"]
    assert len(str(sheet(table_file.xlsx_bytes([one(("x" * 40_000,))]))[1][0])) == table_file.LONGEST_CELL


def test_a_sheet_runs_from_the_right_in_uyghur() -> None:
    def mirrored() -> bool:
        with zipfile.ZipFile(io.BytesIO(table_file.xlsx_bytes([one(("a",))]))) as book:
            return 'rightToLeft="1"' in book.read("xl/worksheets/sheet1.xml").decode()

    assert not mirrored()
    i18n.use("ug")
    assert mirrored()


def test_names_of_sheets_are_made_acceptable_and_different() -> None:
    tables = [Table(name, ("a",), [("b",)]) for name in ("By day: [2026/05]*?", "By day   2026 05", "'", "x" * 50, "x" * 60)]
    names = CalamineWorkbook.from_filelike(io.BytesIO(table_file.xlsx_bytes(tables))).sheet_names
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 for name in names)


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MOST_ROWS", 100)

    def rows(count: int) -> Iterator[tuple[Cell, ...]]:
        yield from ((n,) for n in range(count))

    assert len(sheet(table_file.xlsx_bytes([Table("a", ("n",), rows(99))]))) == 100
    with pytest.raises(ShopError, match="so many rows"):
        table_file.xlsx_bytes([Table("a", ("n",), rows(100))])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    outgoing.write(target, b"old")
    outgoing.write(target, b"new")
    assert target.read_bytes() == b"new"
    with pytest.raises(CannotWrite):
        outgoing.write(tmp_path / "missing" / "a.csv", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
