"""Tables that leave the house: the same rows as an Excel workbook and as CSV, safe to open and exact to the fen.

Money and quantities become numbers written from their whole minor units, never by way of a float. Everything else stays
text: a cell from outside that begins like a formula is never one, and a long order number keeps every digit in a workbook.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING

from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money, exponent
from producer_app.base.quantity import Quantity

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Cell = str | int | Money | Quantity | None
# Limits of the workbook format (ECMA-376; Excel specifications and limits).
MOST_ROWS, LONGEST_CELL, LONGEST_NAME = 1_048_576, 32_767, 31
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
LOOKED_AT = 200  # rows that decide how wide a column is
_NOT_TEXT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_BARE = {ord(c): None for c in (i18n.LRI, i18n.RLI, i18n.FSI, i18n.PDI)}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headers. ``title``: the sheet's name; ``columns``, ``rows`` hold the same number of cells; rows are
    taken once, so that a million of them need not stand in memory. ``count``: how many there are, 0 where nobody knows."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    count: int = 0


def plain(text: str) -> str:
    """The text as a file may hold it: without marks of direction, control letters and half letters.

    >>> plain("a\\x07b\\u2066¥5\\u2069\\ud800")
    'ab¥5'
    """
    return text.translate(_NOT_TEXT).translate(_BARE).encode("utf-8", "ignore").decode()


# ---------------------------------------------------------------- CSV
def csv_bytes(table: Table) -> bytes:
    """The table as CSV: UTF-8 with its mark at the front, so that every spreadsheet reads Uyghur and Chinese rightly."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([_csv_cell(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return made.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    """A cell's text; one that begins like a formula gets the apostrophe by which spreadsheets know a text.

    >>> [_csv_cell(c) for c in ("=1+1", "-5", Money(-995), 12, None, "a")]
    ["'=1+1", "'-5", '-9.95', '12', '', 'a']
    """
    if isinstance(cell, str):
        text = plain(cell)
        return "'" + text if text.startswith(FORMULA) else text
    return "" if cell is None else str(cell) if isinstance(cell, int) else cell.text()


# ---------------------------------------------------------------- a workbook
def xlsx_bytes(tables: Sequence[Table], *, right_to_left: bool | None = None) -> bytes:
    """The tables as the sheets of one workbook. ``right_to_left``: as the language in use, if not said.

    Raises ShopError: more rows than a workbook can hold.
    """
    from xlsxwriter.workbook import Workbook

    mirrored = i18n.right_to_left() if right_to_left is None else right_to_left
    made = io.BytesIO()
    book = Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
                           "strings_to_urls": False})
    styles = _Styles(book)
    names: set[str] = set()
    try:
        for table in tables:
            _write_sheet(book, styles, table, _sheet_name(table.title, names), mirrored=mirrored)
    finally:
        book.close()
    return made.getvalue()


class _Styles:
    """The few looks of a cell, made when first needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self.head = book.add_format({"bold": True, "bg_color": "#F7E6EC", "bottom": 1, "text_wrap": True, "valign": "top"})
        # "@" is Excel's own mark for text: a number typed over it later keeps its zeros as well.
        self.text = book.add_format({"num_format": "@"})

    def number(self, places: int) -> Format:
        form = "#,##0" + ("." + "0" * places if places else "")
        if form not in self._made:
            self._made[form] = self._book.add_format({"num_format": form})
        return self._made[form]


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that a workbook accepts, no two alike (Excel: 31 letters, none of ``[]:*?/\\``, no apostrophe at an end)."""
    base = "".join(" " if c in "[]:*?/\\" else c for c in plain(title)).strip(" '")[:LONGEST_NAME] or "1"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[:LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _write_sheet(book: Workbook, styles: _Styles, table: Table, name: str, *, mirrored: bool) -> None:
    sheet = book.add_worksheet(name)
    if mirrored:
        sheet.right_to_left()
    rows = iter(table.rows)
    first = list(islice(rows, LOOKED_AT))
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, _width([title, *(_csv_cell(row[column]) for row in first)]))
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(table.columns):
        sheet.write_string(0, column, plain(title), styles.head)
    last = 0
    for last, row in enumerate(_counted(chain(first, rows)), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(last, column, plain(cell)[:LONGEST_CELL], styles.text)
            elif isinstance(cell, Money):
                sheet.write_number(last, column, Decimal(cell.text()), styles.number(exponent(cell.currency)))
            elif isinstance(cell, Quantity):
                sheet.write_number(last, column, Decimal(cell.text()))
            elif cell is not None:
                sheet.write_number(last, column, cell)
    if table.columns:
        sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)


def _counted(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, start=1):
        if number >= MOST_ROWS:
            raise ShopError(_("A workbook cannot hold so many rows."), _("Choose CSV, or a shorter list."), "TOO_MANY_ROWS")
        yield row


def _width(texts: Sequence[str]) -> int:
    """Letters a column needs, Chinese ones counted twice; between 8 and 48."""
    return max(8, min(48, 2 + max((sum(2 if ord(c) > 0x2E80 else 1 for c in text[:60]) for text in texts), default=0)))
