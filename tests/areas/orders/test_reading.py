"""Bytes to tables: encodings, delimiters, row numbers, limits; everything broken is told with its row and column."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from producer_app.areas.orders import importing
from producer_app.areas.orders.sheets import Record, Table
from producer_app.base.errors import BadFile
from producer_app.base.progress import Cancelled
from producer_app.store import table_file

HEADER = ("Name,Financial Status,Fulfillment Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
          "Lineitem sku,Notes")
GOOD = "#1,paid,unfulfilled,CNY,38.00,2026-05-01 09:40:12 +0800,1,玫瑰花酱,38.00,RJ,"


def write(folder: Path, data: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read(path: Path) -> importing.Source:
    sources = importing.read([path])
    assert len(sources) == 1
    return sources[0]


def refusal_of(path: Path) -> tuple[int, str, str]:
    refused = read(path).refused
    assert len(refused) == 1
    return refused[0].row, refused[0].column, refused[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_each_encoding_gives_the_same_order(encoding: str, tmp_path: Path) -> None:
    text = f"{HEADER}\n{GOOD}请包好\n"
    draft = read(write(tmp_path, text.encode(encoding))).drafts[0]
    assert (draft.number, draft.note) == ("#1", "请包好")
    assert draft.lines
    assert draft.lines[0].title == "玫瑰花酱"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_delimiter_and_line_end_is_read(mark: str, end: str, tmp_path: Path) -> None:
    text = end.join([HEADER.replace(",", mark), GOOD.replace(",", mark)]) + end
    assert read(write(tmp_path, text)).drafts[0].total.text() == "38.00"


def test_the_header_may_stand_in_a_later_row_and_again_below(tmp_path: Path) -> None:
    second = GOOD.replace("#1", "#2")
    source = read(write(tmp_path, f"Orders of May\n\n{HEADER}\n{GOOD}\n{HEADER}\n{second}\n"))
    assert [draft.number for draft in source.drafts] == ["#1", "#2"]
    assert [draft.raw[0]["row"] for draft in source.drafts] == [4, 6]


def test_a_row_over_several_lines_counts_once_and_an_empty_line_too(tmp_path: Path) -> None:
    bad = GOOD.replace("#1", "#2").replace("38.00,2026", "abc,2026")
    row, column, _reason = refusal_of(write(tmp_path, f'{HEADER}\n{GOOD}"one\ntwo\nthree"\n\n{bad}\n'))
    assert (row, column) == (4, "Total")


def test_letters_that_are_neither_encoding_are_refused_with_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{GOOD}\n".encode() + b"\xff\xff\xff\n")
    with pytest.raises(BadFile) as refusal:
        importing.read([path])
    assert refusal.value.code == "LETTERS"
    assert "3" in refusal.value.message or "2" in refusal.value.message


def test_two_encodings_in_one_file_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{GOOD}\n".encode() + GOOD.replace("#1", "#2").encode("gb18030"))
    with pytest.raises(BadFile) as refusal:
        importing.read([path])
    assert refusal.value.code == "LETTERS"


def test_a_quotation_mark_left_open_stops_at_its_row(tmp_path: Path) -> None:
    more = "\n".join(GOOD.replace("#1", f"#{n}") for n in range(3, 9))
    path = write(tmp_path, f'{HEADER}\n{GOOD}\n"{GOOD.replace("#1", "#2")}\n{more}\n')
    row, column, reason = refusal_of(path)
    assert row == 3
    assert column
    assert "quotation mark" in reason


def test_a_zero_byte_is_refused_with_row_and_column(tmp_path: Path) -> None:
    row, column, reason = refusal_of(write(tmp_path, f"{HEADER}\n{GOOD}a\0b\n"))
    assert (row, column) == (2, "Notes")
    assert "zero" in reason


def test_a_cell_of_more_than_64_kib_is_refused_and_one_of_64_kib_is_taken(tmp_path: Path) -> None:
    assert read(write(tmp_path, f"{HEADER}\n{GOOD}{'x' * 65_536}\n")).drafts[0].note == "x" * 65_536
    row, column, reason = refusal_of(write(tmp_path, f"{HEADER}\n{GOOD}{'x' * 65_537}\n"))
    assert (row, column) == (2, "Notes")
    assert "65536" in reason
    assert refusal_of(write(tmp_path, f"{HEADER}\n{GOOD}{'x' * 5_000_000}\n"))[0] == 2


def test_a_row_with_more_cells_than_columns_is_refused_unless_they_are_empty(tmp_path: Path) -> None:
    assert read(write(tmp_path, f"{HEADER}\n{GOOD},,\n")).drafts
    assert refusal_of(write(tmp_path, f"{HEADER}\n{GOOD},,surplus\n"))[0] == 2


def test_a_row_cut_short_is_refused_for_what_it_lacks(tmp_path: Path) -> None:
    row, column, _reason = refusal_of(write(tmp_path, f"{HEADER}\n" + ",".join(GOOD.split(",")[:5]) + "\n"))
    assert (row, column) == (2, "Created at")


def test_rows_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MOST_ROWS", 3)
    text = "\n".join([HEADER, *(GOOD.replace("#1", f"#{n}") for n in range(4))])
    with pytest.raises(BadFile) as refusal:
        importing.read([write(tmp_path, text)])
    assert refusal.value.code == "TOO_LARGE"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with open(path, "wb") as file:
        file.truncate(table_file.MOST_BYTES + 1)
    with pytest.raises(BadFile) as refusal:
        importing.read([path])
    assert refusal.value.code == "TOO_LARGE"


NO_ORDER_FILES = {
    "nothing": (b"", "EMPTY"), "only a mark": (b"\xef\xbb\xbf", "EMPTY"), "only blanks": (b" \n" * 50, "EMPTY"),
    "only zeros": (b"\0" * 5_000, "EMPTY"), "another table": (b"a,b,c\n1,2,3\n", "NOT_ORDERS"),
    "a PDF": (b"%PDF-1.7\n", "NOT_ORDERS"), "a page": (b"<html><table></table></html>", "NOT_ORDERS"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "NOT_ORDERS"), "a header alone": (HEADER.encode() + b"\n", "NO_ORDERS"),
    "a cut workbook": (b"PK\x03\x04 cut", "BROKEN"), "3,200 columns": (",".join("abcdefgh" * 400).encode(), "NOT_ORDERS"),
}


@pytest.mark.parametrize("name", NO_ORDER_FILES)
def test_what_is_no_order_file_is_told_in_words(name: str, tmp_path: Path) -> None:
    data, code = NO_ORDER_FILES[name]
    with pytest.raises(BadFile) as refusal:
        importing.read([write(tmp_path, data)])
    assert refusal.value.code == code
    assert refusal.value.message.endswith((".", "—"))
    assert refusal.value.hint


def test_a_folder_and_a_missing_file_are_told_in_words(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(BadFile) as refusal:
            importing.read([path])
        assert refusal.value.code == "NO_FILE"


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *(GOOD.replace("#1", f"#{n}") for n in range(1200))])
    reported: list[tuple[int, int]] = []

    def stop(done: int, total: int, note: str = "") -> None:
        reported.append((done, total))
        if done >= 500:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.read([write(tmp_path, text)], progress=stop)
    assert reported[-1] == (500, 1200)
    assert gc.isenabled()


def test_the_same_file_given_twice_counts_once(tmp_path: Path) -> None:
    text = f"{HEADER}\n{GOOD}\n"
    sources = importing.read([write(tmp_path, text), write(tmp_path, text, "copy.csv")])
    assert len(sources) == 1


def test_formulas_stay_text_and_are_never_evaluated(tmp_path: Path) -> None:
    for note in ('=HYPERLINK("http://example.test","x")', "@SUM(1+1)", "+86 139", "-5 度", "=1+1"):
        cell = '"' + note.replace('"', '""') + '"'
        assert read(write(tmp_path, f"{HEADER}\n{GOOD}{cell}\n")).drafts[0].note == note


@pytest.mark.parametrize(("column", "value"), [
    ("Total", "abc"), ("Total", "-1.00"), ("Total", "NaN"), ("Total", "1e308"), ("Total", "1.005"), ("Total", ""),
    ("Total", "1,2,3.4"), ("Lineitem quantity", "-3"), ("Lineitem quantity", "two"), ("Lineitem quantity", "9" * 25),
    ("Lineitem quantity", ""), ("Lineitem price", "Infinity"), ("Created at", "2026-02-31 10:00:00 +0800"),
    ("Created at", "yesterday"), ("Created at", "45321"),
    ("Name", ""), ("Name", "1.00E+03"), ("Currency", "yuan"), ("Financial Status", "maybe"), ("Lineitem name", ""),
])
def test_a_wrong_cell_is_refused_with_its_row_column_and_value(column: str, value: str, tmp_path: Path) -> None:
    names = HEADER.split(",")
    cells = GOOD.split(",")
    cells[names.index(column)] = value
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([names, GOOD.replace("#1", "#0").split(","), cells])
    source = read(write(tmp_path, out.getvalue()))
    assert [draft.number for draft in source.drafts] == ["#0"]
    assert [(r.row, r.column, r.value) for r in source.refused] == [(3, column, value[:80])]


def test_guards_come_off_codes_and_stay_on_words() -> None:
    table = Table.of("f", ("Phone", "Note"), [(2, ("'0991-2812345", "'quoted"))])
    record: Record = table.records[0]
    assert record.code("Phone") == "0991-2812345"
    assert record.text("Note") == "'quoted"


def test_headers_are_compared_without_blanks_marks_case_and_width() -> None:
    table = Table.of("f", ("\ufeff 商品总价（元） ", "ORDER  id"), [(2, ("1", "2"))])
    assert table.records[0].raw("商品总价(元)") == "1"
    assert table.records[0].raw("Order ID") == "2"
