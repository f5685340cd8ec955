"""Sheets of an .xlsx file as rows of text, read cell by cell so that an 18-digit number keeps its digits or is refused.

A workbook is a zip of XML from a stranger: its directory is read first (200 entries, 100 MB unpacked, 1:100, no name twice),
bytes are counted while they are unpacked, document types and entities are refused, links and macros are never followed, and a
far-away cell makes no empty millions.
Source: ECMA-376 part 1, chapters 18.3 (worksheets), 18.4 (shared strings), 18.8.30 (formats).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

from producer_app.base.errors import BadFile
from producer_app.base.i18n import _, isolate

MOST_ENTRIES = 200
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_ROWS = 200_020
MOST_COLUMNS = 2_000
MOST_SHEETS = 10
MOST_TEXT = 60 * 1024 * 1024
_CHUNK = 1 << 16
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
Row = tuple[int, Sequence[str]]


def sheets(path: Path, data: bytes) -> list[list[Row]]:
    """Every sheet's rows, numbered as the sheet numbers them. Raises BadFile: broken, oversized or strange."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(path, archive)
            return _Workbook(path, archive).sheets()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, OverflowError) as error:
        raise _broken(path) from error


def _broken(path: Path) -> BadFile:
    return BadFile(_("{file} is broken or not an Excel workbook.").format(file=isolate(path.name)), _("Export it again."), "BROKEN")


def _too_large(path: Path) -> BadFile:
    return BadFile(_("{file} is larger inside than a file of this kind can be.").format(file=isolate(path.name)),
                   _("Export fewer days at a time."), "TOO_LARGE")


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_large(path)
    if any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) + _CHUNK for entry in entries):
        raise _too_large(path)
    if len(set(names)) != len(names) or "xl/workbook.xml" not in names or any(entry.flag_bits & 1 for entry in entries):
        raise _broken(path)


class _Workbook:
    """One open workbook; ``spent`` counts unpacked bytes."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self.archive = archive
        self.names = {name.casefold(): name for name in archive.namelist()}
        self.spent = 0
        self.strings: list[str] = []
        self.dates: list[bool] = []
        self.epoch = datetime(1899, 12, 30)

    def sheets(self) -> list[list[Row]]:
        targets = self._targets()
        self._read("xl/sharedstrings.xml", _Strings(self.strings))
        self._read("xl/styles.xml", _Styles(self.dates))
        out = []
        for target in targets[:MOST_SHEETS]:
            sheet = _Sheet(self)
            self._read(target, sheet)
            out.append(sheet.rows)
        return out

    def _targets(self) -> list[str]:
        """Paths of the sheets in the workbook's order, hidden ones last."""
        book, links = _Book(), _Links()
        self._read("xl/workbook.xml", book)
        self._read("xl/_rels/workbook.xml.rels", links)
        if book.from_1904:
            self.epoch = datetime(1904, 1, 1)
        ordered = sorted(book.sheets, key=lambda sheet: sheet[1])
        found = [links.targets[rel] for rel, _hidden in ordered if rel in links.targets]
        if not found:
            raise _broken(self.path)
        return [t.lstrip("/") if t.startswith("/") else f"xl/{t}" for t in found]

    def _read(self, name: str, into: Any) -> None:
        real = self.names.get(name.casefold())
        if real is None:
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: into.start(tag.rpartition(" ")[2], attributes)
        parser.EndElementHandler = lambda tag: into.end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = into.text
        parser.buffer_text = True
        try:
            with self.archive.open(real) as file:
                for chunk in iter(lambda: file.read(_CHUNK), b""):
                    self.spent += len(chunk)
                    if self.spent > MOST_UNPACKED:
                        raise _too_large(self.path)
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise _broken(self.path) from error

    def _refuse_doctype(self, *_parts: object) -> None:
        raise _broken(self.path)


class _Book:
    """workbook.xml: sheets as (relation, hidden), and the day numbers count from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            self.sheets.append((relation, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


class _Links:
    """The relations of the workbook; outside targets are not followed."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        inside = attributes.get("TargetMode") != "External"
        if tag == "Relationship" and inside and attributes.get("Type", "").endswith("/worksheet"):
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


class _Strings:
    """sharedStrings.xml: the text of each ``si``, sounds of Asian letters left out."""

    def __init__(self, into: list[str]) -> None:
        self.into = into
        self.parts: list[str] = []
        self.inside = False
        self.phonetic = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag == "si":
            self.parts = []
        elif tag == "rPh":
            self.phonetic += 1
        elif tag == "t":
            self.inside = not self.phonetic

    def end(self, tag: str) -> None:
        if tag == "t":
            self.inside = False
        elif tag == "rPh":
            self.phonetic -= 1
        elif tag == "si":
            self.into.append("".join(self.parts))

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)


class _Styles:
    """styles.xml: which cell formats show dates."""

    def __init__(self, into: list[bool]) -> None:
        self.into = into
        self.own: dict[str, bool] = {}
        self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            plain = _QUOTED.sub("", attributes.get("formatCode", "")).lower()
            self.own[attributes.get("numFmtId", "")] = any(c in plain for c in "ymdhs") and "general" not in plain
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside:
            number = attributes.get("numFmtId", "0")
            self.into.append(self.own.get(number, number.isdigit() and int(number) in _DATE_FORMATS))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.inside = False

    def text(self, text: str) -> None: ...


class _Sheet:
    """One sheet: rows of text, in order; a row holds no more cells than its last filled one."""

    def __init__(self, book: _Workbook) -> None:
        self.book = book
        self.rows: list[Row] = []
        self.number = 0
        self.cells: list[str] = []
        self.column = 0
        self.kind = ""
        self.style = 0
        self.parts: list[str] = []
        self.inside = False
        self.phonetic = 0
        self.letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.cells, self.column = [], -1
            if len(self.rows) >= MOST_ROWS:
                raise _too_large(self.book.path)
        elif tag == "c":
            self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
            if self.column >= MOST_COLUMNS:
                raise _too_large(self.book.path)
            self.kind, self.style, self.parts = attributes.get("t", "n"), int(attributes.get("s", 0)), []
        elif tag == "rPh":
            self.phonetic += 1
        elif tag in ("v", "t"):
            self.inside = not self.phonetic

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.inside = False
        elif tag == "rPh":
            self.phonetic -= 1
        elif tag == "c":
            value = self._value("".join(self.parts))
            self.letters += len(value)
            if self.letters > MOST_TEXT:
                raise _too_large(self.book.path)
            if value:
                self.cells.extend([""] * (self.column + 1 - len(self.cells)))
                self.cells[self.column] = value
        elif tag == "row" and self.cells:
            self.rows.append((self.number, self.cells))

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def _value(self, text: str) -> str:
        if self.kind == "s":
            position = int(text) if text.isdigit() else -1
            return self.book.strings[position] if 0 <= position < len(self.book.strings) else ""
        if self.kind == "n" and text and self.style < len(self.book.dates) and self.book.dates[self.style]:
            return _date(text, self.book.epoch)
        if self.kind == "n":
            return _number(text)
        return text


def _column(reference: str) -> int:
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def _number(text: str) -> str:
    """A number as written; ``39.899999999999999`` as the sheet shows it, long ids untouched.

    >>> _number("39.899999999999999"), _number("310000123456"), _number("6.9210000000000005E+18"), _number("12.0")
    ('39.9', '310000123456', '6.9210000000000005E+18', '12')
    """
    if re.fullmatch(r"-?\d+\.\d+", text) and len(text) < 22:
        return repr(round(float(text), 9)).removesuffix(".0")
    if re.fullmatch(r"-?\d(\.\d+)?E-\d{1,2}", text):
        return f"{float(text):.9f}".rstrip("0").rstrip(".")
    return text


def _date(text: str, epoch: datetime) -> str:
    try:
        moment = epoch + timedelta(seconds=round(float(text) * 86_400))
    except (ValueError, OverflowError):
        return text
    return moment.isoformat(" ")

