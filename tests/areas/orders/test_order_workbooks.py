"""Excel workbooks: exact digits, dates, merged cells, and every trick of a hostile one refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from producer_app.areas.orders import importing
from producer_app.base import workbook
from producer_app.base.errors import BadFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def book(rows: str, *, strings: str = "", styles: str = "", extra: dict[str, str] | None = None, doctype: str = "") -> bytes:
    parts = {
        "[Content_Types].xml": HEAD + "<Types/>",
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                           '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{HEAD}{doctype}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **({"xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'} if strings else {}),
        **({"xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'} if styles else {}),
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def cells(*values: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values) + "</row>"


def sheet(data: bytes) -> list[tuple[int, list[str]]]:
    return [(number, list(row)) for number, row in workbook.sheets(Path("a.xlsx"), data)[0]]


def test_text_shared_text_numbers_and_dates_come_as_a_person_sees_them() -> None:
    rows = ('<row r="3"><c r="B3" t="s"><v>1</v></c><c r="D3"><v>39.899999999999999</v></c><c r="E3"><v>310000123456</v></c>'
            '<c r="F3" s="1"><v>46082.5</v></c><c r="G3" t="b"><v>1</v></c></row>')
    got = sheet(book(rows, strings="<si><t>x</t></si><si><r><t>玫瑰</t></r><r><t>花酱</t></r><rPh><t>sound</t></rPh></si>",
                     styles='<numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>'
                            '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'))
    assert got == [(3, ["", "玫瑰花酱", "", "39.9", "310000123456", "2026-03-01 12:00:00", "1"])]


def test_a_long_number_kept_as_a_number_is_refused_since_its_end_is_lost(tmp_path: Path) -> None:
    names = ["主订单编号", "子订单编号", "选购商品", "商品数量", "商品金额", "订单提交时间", "订单状态", "订单应付金额"]
    row = '<row><c><v>6.9210000000000005E+18</v></c>' + cells("1", "a", "1", "1.00", "2026-05-01 09:40", "待发货", "1.00")[5:]
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(cells(*names) + row))
    source = importing.read([path])[0]
    assert source.drafts == ()
    assert [(r.row, r.column) for r in source.refused] == [(2, "主订单编号")]


def test_order_cells_merged_over_several_rows_belong_to_one_order(tmp_path: Path) -> None:
    names = ["订单号", "订单下单时间", "订单状态", "订单实际支付金额", "商品名称", "商品价格(单件)", "商品数量"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(cells(*names) + cells("37", "2026-05-01 09:40:12", "待发货", "77.90", "玫瑰花酱", "38.00", "1")
                          + cells("", "", "", "", "核桃", "39.90", "1")))
    source = importing.read([path])[0]
    assert source.refused == ()
    assert [[line.title for line in draft.lines or ()] for draft in source.drafts] == [["玫瑰花酱", "核桃"]]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "entities": book('<row><c t="inlineStr"><is><t>&b;</t></is></c></row>', doctype=ENTITIES),
    "outside entity": book("<row/>", doctype='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
    "entities in shared strings": book(
        "<row/>", extra={"xl/sharedStrings.xml": HEAD + ENTITIES + "<sst><si><t>&b;</t></si></sst>"}),
    "too many entries": book("<row/>", extra={f"n{n}.xml": "" for n in range(300)}),
    "too large inside": book("<row><c><is><t>" + " " * (101 * 1024 * 1024) + "</t></is></c></row>"),
    "far cell": book('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'),
    "not well formed": book("<row><c>"),
    "cut": book(cells("订单号"))[:200],
    "no sheet": book("<row/>", extra={"xl/_rels/workbook.xml.rels": HEAD + "<Relationships/>"}),
    "sheet outside": book("<row/>", extra={
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" '
                                      'Target="http://example.test/x" TargetMode="External"/></Relationships>'}),
    "bad row number": book('<row r="one"><c t="inlineStr"><is><t>x</t></is></c></row>'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(BadFile) as refusal:
        importing.read([path])
    assert refusal.value.code in {"BROKEN", "TOO_LARGE"}


def test_a_name_twice_in_the_zip_is_refused() -> None:
    out = io.BytesIO(book("<row/>"))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<other/>")
    with pytest.raises(BadFile):
        workbook.sheets(Path("a.xlsx"), out.getvalue())
