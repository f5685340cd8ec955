"""Reads a file of products (CSV, XLSX): first the whole file, every fault by row and column; only then is anything kept.

Columns, by header, in any order: ``name_en name_zh name_ug`` (one at least), ``price_cny`` (or another currency's three
letters; or ``price`` and a column ``currency``), and as wanted ``cost_cny online_cny live_cny wholesale_cny wholesale_from unit
pack_size_g sku category shelf_life_days origin certificate text_en text_zh text_ug size_of picture``. Cells are only ever
text: a name in ``picture`` is not opened here. Rows with one word in ``size_of`` are sizes of one thing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from producer_app.areas.products import drafts, workbook
from producer_app.areas.products.rows import OTHER_KINDS, UNITS, ProductDraft, Refused, Sheet, SheetRow
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.search import folded

LARGEST_FILE = 50 << 20
MOST_ROWS = 200_000
LONGEST_CELL = 1 << 16
NAMES = {"name_en": "en", "name_zh": "zh", "name_ug": "ug"}
TEXTS = {"text_en": "en", "text_zh": "zh", "text_ug": "ug"}
COLUMNS = {*NAMES, *TEXTS, "unit", "pack_size_g", "sku", "category", "shelf_life_days", "origin", "certificate", "picture",
           "currency", "wholesale_from", "size_of"}
MONEY = ("price", "cost", *OTHER_KINDS)
_MONEY = re.compile(rf"({'|'.join(MONEY)})(?:_([a-z]{{3}}))?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# What makers and shops write for the units the program keeps.
_UNIT_WORDS = {
    "瓶": "jar", "罐": "jar", "袋": "bag", "包": "pack", "盒": "box", "箱": "box", "桶": "tub", "听": "tin",
    "件": "piece", "个": "piece",
    "把": "piece", "条": "piece", "公斤": "kg", "千克": "kg", "斤": "jin", "米": "metre", "套": "set",
    "m": "metre", "meter": "metre",
    "pcs": "piece", "can": "tin", "بوتۇلكا": "bottle", "خالتا": "bag", "قۇتا": "box", "دانە": "piece",
    "كىلوگرام": "kg", "جىڭ": "jin",
    "مېتىر": "metre",
}
_KNOWN_UNITS = {folded(word): unit for word, unit in [*_UNIT_WORDS.items(), *((unit, unit) for unit in UNITS)]}


@dataclass(slots=True)
class _Reading:
    """What has been found so far. ``width``: how many columns the header has."""

    width: int
    rows: list[SheetRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    seen: dict[object, int] = field(default_factory=dict)


def read(source: Path | bytes) -> Sheet:
    """The products of a file, or everything that is wrong with it. Raises BadFile: not such a file at all."""
    data = _bytes(source)
    table = list(_numbered(workbook.rows(data) if workbook.looks_like_one(data) else _csv(_text(data))))
    if not table:
        raise BadFile(_("The file is empty."), _("Choose the file with your products."), "EMPTY")
    _first, header = table[0]
    columns = _columns(header)
    reading = _Reading(len(header))
    for number, cells in table[1:]:
        if [cell.strip().casefold() for cell in cells] != [cell.strip().casefold() for cell in header]:
            _take(reading, columns, number, cells)
    if not reading.rows and not reading.refused:
        raise BadFile(_("The file has no products."), _("Write one product in each row below the header."), "EMPTY")
    return Sheet((), tuple(reading.refused)) if reading.refused else Sheet(tuple(reading.rows))


# ---------------------------------------------------------------- from bytes to cells
def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            if not source.is_file():
                raise BadFile(_("This is not a file."), _("Choose the file with your products."), "NOT_A_FILE")
            with source.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except (OSError, ValueError):
            raise BadFile(_("The file cannot be read."),
                          _("Look whether it is still there, then choose it again."), "UNREADABLE") from None
    if len(data) > LARGEST_FILE:
        raise BadFile(_("The file is larger than 50 MB."), _("Divide it into smaller files."), "TOO_LARGE")
    return data


def _text(data: bytes) -> str:
    """UTF-8 first, then what a mark at the front says, then GB18030 as Chinese spreadsheets write it."""
    text = ""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if not text.strip() or "\0" in text:
        raise BadFile(_("The file is not a table of text."), _("Save it as CSV (UTF-8) and choose it again."), "NOT_CSV")
    return text


def _numbered(table: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows that hold something, each with its number as a spreadsheet counts."""
    for number, cells in enumerate(table, start=1):
        if number > MOST_ROWS:
            raise BadFile(_("The file has more than {count} rows.").format(count=MOST_ROWS),
                          _("Divide it into smaller files."), "TOO_LARGE")
        if any(cell.strip() for cell in cells):
            yield number, [bare(cell) for cell in cells]


def _csv(text: str) -> Iterator[Sequence[str]]:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    before = csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            yield cells
    except csv.Error:
        raise BadFile(_("Row {row} is not right: a quotation mark or a line is broken.").format(row=number + 1),
                      _("Save the file as CSV again and choose it again."), "NOT_CSV") from None
    finally:
        csv.field_size_limit(before)


def bare(cell: str) -> str:
    """Without the apostrophe that keeps spreadsheets from taking a text for a formula, as ``guarded`` wrote it.

    >>> [bare(guarded(text)) for text in ("=1+1", "'=1+1", "jam", "'s jam")]
    ['=1+1', "'=1+1", 'jam', "'s jam"]
    """
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in _FORMULA else cell


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip("'")[:1] in _FORMULA else cell


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands. Raises BadFile: a column twice, no name, no price."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = cell.strip().casefold()
        if name not in COLUMNS and not _MONEY.fullmatch(name):
            continue
        if name in found:
            raise BadFile(_("The column “{column}” is there twice.").format(column=name), _("Remove one of the two."), "COLUMNS")
        found[name] = place
    if not any(name in found for name in NAMES):
        raise BadFile(_("The file has no column with names."), _("Give it a column name_en, name_zh or name_ug."), "COLUMNS")
    for kind in MONEY:
        count = sum(name == kind or _is(name, kind) for name in found)
        if count > 1 or (kind == "price" and not count):
            raise BadFile(_("The file must have one column with prices."), _("Give it a column price_cny."), "COLUMNS")
    return found


def _is(column: str, kind: str) -> bool:
    """Whether a column holds the prices of a kind."""
    matched = _MONEY.fullmatch(column)
    return matched is not None and matched[1] == kind


# ---------------------------------------------------------------- from cells to products
def _take(reading: _Reading, columns: dict[str, int], number: int, cells: Sequence[str]) -> None:
    """One row: a product more, or its faults."""
    row, refused = read_row(columns, number, cells)
    if any(cell.strip() for cell in cells[reading.width:]):
        refused.insert(0, Refused(number, str(reading.width + 1), _("There are more cells than the header has columns.")))
    _refuse_doubles(reading, row.draft, number, lambda column, reason: refused.append(Refused(number, column, reason)))
    reading.refused += refused
    if not refused:
        reading.rows.append(row)


def read_row(columns: Mapping[str, int], number: int, cells: Sequence[str]) -> tuple[SheetRow, list[Refused]]:
    """One row of a file or of the grid with all its faults. ``columns``: where each known column stands."""
    refused: list[Refused] = []

    def cell(column: str) -> str:
        place = columns.get(column)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def refuse(column: str, reason: str) -> None:
        refused.append(Refused(number, column, reason))

    def amount(kind: str) -> Money | None:
        column = next((name for name in columns if _is(name, kind)), "")
        text = cell(column)
        if not text:
            if kind == "price":
                refuse(column, _("There is no price. Write a number like 38.00."))
            return None
        try:
            return Money.parse(text, column.partition("_")[2].upper() or currency)
        except ShopError as error:
            refuse(column, str(error))
            return None

    def whole(column: str) -> int:
        text = cell(column).translate(_DIGITS)
        if text and not _WHOLE.fullmatch(text):
            refuse(column, _("“{text}” is not a whole number.").format(text=text[:40]))
        return int(text) if _WHOLE.fullmatch(text) else 0

    unit_word = cell("unit")
    unit = _KNOWN_UNITS.get(folded(unit_word), "")
    if unit_word and not unit:
        refuse("unit", _("“{unit}” is not a unit. Use one of: {units}.").format(unit=unit_word[:40], units=", ".join(UNITS)))
    currency = cell("currency").upper() or "CNY"
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        refuse("currency", _("“{text}” is not a currency.").format(text=currency[:20]))
        currency = "CNY"
    price = amount("price")
    others = {kind: asked for kind in OTHER_KINDS if (asked := amount(kind)) is not None}
    draft = drafts.trimmed(ProductDraft(
        names={language: cell(column) for column, language in NAMES.items()}, price=price or Money(0), unit=unit,
        pack_g=whole("pack_size_g"), sku=cell("sku"), category=cell("category"), cost=amount("cost"),
        shelf_life_days=whole("shelf_life_days"), origin=cell("origin"), certificate=cell("certificate"), others=others,
        wholesale_from=whole("wholesale_from"), texts={language: cell(column) for column, language in TEXTS.items()}))
    for fault in drafts.faults(draft):
        if fault.field == "unit" or (fault.code == "CURRENCIES" and price is None):
            continue
        refuse(_column_of(fault.field, columns), f"{fault.message} {fault.hint}")
    return SheetRow(number, draft, cell("picture"), cell("size_of")), refused


def _column_of(draft_field: str, columns: Mapping[str, int]) -> str:
    if draft_field == "names":
        return next(name for name in NAMES if name in columns)
    if draft_field == "texts":
        return next(name for name in TEXTS if name in columns)
    if draft_field in MONEY:
        return next(name for name in columns if _is(name, draft_field))
    return {"pack_g": "pack_size_g"}.get(draft_field, draft_field)


def _refuse_doubles(reading: _Reading, draft: ProductDraft, number: int, refuse: Callable[[str, str], None]) -> None:
    """The same product in two rows would make importing twice go back and forth."""
    key = draft.sku or (tuple(sorted(draft.names.items())), draft.unit, draft.pack_g)
    if key in reading.seen and (draft.sku or draft.names):
        column = "sku" if draft.sku else "name_" + next(iter(draft.names))
        refuse(column, _("The same product stands in row {row}.").format(row=reading.seen[key]))
    reading.seen.setdefault(key, number)
