"""Reads and writes products as an .xlsx file: only values, no formulas, no links; everything as text, so that digits stay.

A workbook is a zip from a stranger: how much it would unpack to is looked at before anything is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from producer_app.base.errors import BadFile
from producer_app.base.i18n import _

MOST_ENTRIES = 200
MOST_UNPACKED = 100 << 20
MOST_RATIO = 200
SMALL = 1 << 16


def looks_like_one(data: bytes) -> bool:
    """Whether these bytes are a zip, as a workbook is."""
    return data[:4] == b"PK\x03\x04"


def rows(data: bytes) -> Iterator[Sequence[str]]:
    """The first sheet, row by row from its first line on. Raises BadFile: no workbook, or one that unpacks to too much."""
    import python_calamine

    _check(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as error:
        raise _broken() from error
    for line in table:
        yield [_text(cell) for cell in line]


def written(header: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet with its header held in sight; every cell a text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})
    page = book.add_worksheet("products")
    bold = book.add_format({"bold": True})
    for place, name in enumerate(header):
        page.write_string(0, place, name, bold)
    for number, line in enumerate(lines, start=1):
        for place, cell in enumerate(line):
            if cell:
                page.write_string(number, place, cell)
    page.freeze_panes(1, 0)
    page.set_column(0, len(header) - 1, 16)
    book.close()
    return out.getvalue()


def _check(data: bytes) -> None:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken() from error
    unpacked = sum(entry.file_size for entry in entries)
    dense = any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) + SMALL for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or dense:
        raise BadFile(_("The file is larger inside than a list of products can be."), _("Save it as CSV and choose that."),
                      "TOO_LARGE")


def _broken() -> BadFile:
    return BadFile(_("The file is broken or not a workbook."), _("Save it as CSV (UTF-8) and choose it again."), "NOT_A_WORKBOOK")


def _text(cell: object) -> str:
    """A cell as a person sees it: 38 and 38.0 are 38."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    return str(cell)
