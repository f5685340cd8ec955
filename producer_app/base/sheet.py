"""A file's table as values, and how its cells are read: guards off, amounts, counts and times exact or refused.

Nothing here touches the disk; store/table_file.py makes the tables, the kinds/ of the areas turn them into drafts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money, exponent
from producer_app.base.quantity import Quantity

if TYPE_CHECKING:
    from producer_app.base.line_marks import Marks

_PLAIN_AMOUNT = re.compile(r"([0-9]{1,11})(?:\.([0-9]{1,2}))?")
T = TypeVar("T")
E_NOTATION = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")
BEIJING = 8 * 60
_NO = ("No", "NO", "no", "nO")
_GUARD = re.compile(r"""^=?(?:"(.*)"|'(.*)')$""", re.DOTALL)
_TIME = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?")


# Amounts come again and again in one file; so many different ones are kept ready.
MOST_REMEMBERED = 65_536
_amounts: dict[tuple[str, str, Callable[[str], str]], Money] = {}


@lru_cache(maxsize=1024)
def _whole(count: int) -> Quantity:
    return Quantity.of(count)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken. ``row``: as a spreadsheet counts it; ``column``: its header; ``value``: what stood there."""

    file: str
    row: int
    column: str
    value: str
    reason: str


class Refused(Exception):
    """One row that cannot be taken; raised by Record, gathered by who reads the rows."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@cache
def plain_header(name: str) -> str:
    """A header for comparing: full-width forms, case, blanks and invisible marks do not count."""
    text = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return " ".join(text.split()).strip("\"'").casefold()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file under its header. ``header``: as written; ``columns``: plain header to position, first wins.

    ``places``: where the names that kinds ask for were found, -1 for nowhere; ``together``: the same of names that stand in for
    one another, without those that are nowhere; both filled as kinds ask. ``read_once``: see ``once``.
    ``marks``: of the file's lines, see familiar.py; None where it has no lines.
    """

    file: str
    header: tuple[str, ...]
    columns: Mapping[str, int]
    records: Sequence[Record] = field(repr=False)
    places: dict[str, int] = field(repr=False, default_factory=dict)
    together: dict[tuple[str, ...], tuple[int, ...]] = field(repr=False, default_factory=dict)
    read_once: dict[Any, Any] = field(repr=False, default_factory=dict)
    marks: Marks | None = field(repr=False, default=None)

    def place(self, name: str) -> int:
        """The position of a column by its name as a kind writes it, -1 where there is none."""
        return self.places.setdefault(name, self.columns.get(plain_header(name), -1))

    def found(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The positions of those of some names that the file has, in the order of the names."""
        places = self.together.get(names)
        if places is None:
            places = self.together[names] = tuple(place for place in map(self.place, names) if place >= 0)
        return places

    @classmethod
    def of(cls, file: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]],
           marks: Marks | None = None) -> Table:
        """A table from numbered rows. Blank rows and repeats of the header are left out."""
        columns: dict[str, int] = {}
        for position, name in enumerate(header):
            columns.setdefault(plain_header(name), position)
        records: list[Record] = []
        table = cls(file, tuple(header), columns, records, marks=marks)
        again = list(header)
        first = again[0] if again else ""
        width = len(header)
        for number, cells in rows:
            if len(cells) < width:
                cells = (*cells, *[""] * (width - len(cells)))
            if cells and cells[0] == first and list(cells[:width]) == again:
                continue
            if not (cells and cells[0].strip()) and not "".join(cells).strip():
                continue
            records.append(Record(table, number, cells))
        return table


@dataclass(frozen=True, slots=True)
class Record:
    """One row. ``row``: as a spreadsheet counts it, the header's row included."""

    table: Table = field(repr=False)
    row: int
    cells: Sequence[str]

    # ------------------------------------------------------------------ text
    def has(self, name: str) -> bool:
        """Whether the file has this column at all."""
        return self.table.place(name) >= 0

    def raw(self, name: str) -> str:
        """The cell as it stands, "" where the column or the cell is missing."""
        position = self.table.places.get(name)
        if position is None:
            position = self.table.place(name)
        return self.cells[position] if position >= 0 else ""

    def text(self, *names: str, blanks: frozenset[str] = frozenset()) -> str:
        """The first of these cells that says something, trimmed; never evaluated, whatever it begins with."""
        for position in self.table.found(names):
            value = self.cells[position].strip()
            if value and value not in blanks:
                return value
        return ""

    def code(self, *names: str, blanks: frozenset[str] = frozenset()) -> str:
        """An id, phone, post code or tracking number with the guards of spreadsheets taken off."""
        for position in self.table.found(names):
            value = unguarded(self.cells[position])
            if value and value not in blanks:
                return value
        return ""

    # ------------------------------------------------------------------ what comes again
    def once(self, make: Callable[[Record], T], *names: str) -> T:
        """What ``make`` reads from these columns, read once for all rows of the file with the same cells there.

        For what comes again and again, such as goods; it must look at nothing else of the row. Refusals are not kept.
        """
        places = self.table.found(names)
        key = (make, *[self.cells[place] for place in places])
        kept = self.table.read_once
        try:
            made: T = kept[key]
        except KeyError:
            made = make(self)
            if len(kept) < MOST_REMEMBERED:
                kept[key] = made
        return made

    # ------------------------------------------------------------------ numbers
    def money(self, name: str, currency: str, *, least: int | None = 0, blank: Money | None = None,
              read: Callable[[str], str] = str) -> Money:
        """An amount. ``least``: the smallest allowed, in minor units; ``blank``: what an empty cell means, None refuses it.

        Raises Refused: no amount, too many decimals, below ``least``.
        """
        cell = self.raw(name)
        known = _amounts.get((cell, currency, read))
        if known is not None:
            return known
        value = read(cell.strip())
        if not value and blank is not None:
            return blank
        if not value:
            raise self.refused(name, _("An amount is missing here."))
        plain = _PLAIN_AMOUNT.fullmatch(value)
        if plain and exponent(currency) == 2:  # nearly every cell; the rest takes the long way
            if len(_amounts) >= MOST_REMEMBERED:
                _amounts.clear()
            amount = Money(int(plain[1]) * 100 + int((plain[2] or "").ljust(2, "0")), currency)
            _amounts[cell, currency, read] = amount
            return amount
        try:
            amount = Money.parse(value, currency)
        except ShopError as error:
            raise self.refused(name, error.message) from None
        if least is not None and amount.minor < least:
            raise self.refused(name, _("The amount is below zero."))
        return amount

    def money_if_exact(self, name: str, currency: str, *, read: Callable[[str], str] = str) -> Money | None:
        """An amount that only informs (a unit price with four decimals): None where it is not whole minor units."""
        try:
            return Money.parse(read(self.raw(name).strip()), currency)
        except ShopError:
            return None

    def quantity(self, name: str, *, zero: bool = False) -> Quantity:
        """A count. ``zero``: whether none is allowed. Raises Refused: no number above zero."""
        value = self.raw(name).strip()
        if value.isdigit() and value.isascii() and len(value) < 7 and value.lstrip("0"):
            return _whole(int(value))
        if zero and re.fullmatch(r"0+(?:\.0+)?", value):
            return Quantity(0)
        try:
            return Quantity.parse(value.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", value) else value)
        except ShopError as error:
            raise self.refused(name, error.message if value else _("A quantity is missing here.")) from None

    def time(self, name: str, *, zone: int = BEIJING) -> tuple[str, str]:
        """A moment: ISO text as the file tells it, and UTC for sorting. ``zone``: minutes east of UTC where it tells none.

        Raises Refused: no such day, or a form that is not year-month-day.
        """
        value = self.raw(name).strip()
        if not value:
            raise self.refused(name, _("A date is missing here."))
        try:
            return moment(value, zone=zone)
        except ValueError:
            raise self.refused(name, _("“{text}” is not a date.").format(text=value[:40])) from None

    # ------------------------------------------------------------------ the rest
    def refused(self, name: str, reason: str) -> Refused:
        """The refusal of this row for one of its cells."""
        position = self.table.place(name)
        column = name if position < 0 else self.table.header[position].strip()
        return Refused(Refusal(self.table.file, self.row, column, self.raw(name).strip()[:80], reason))

    def as_found(self) -> Mapping[str, Any]:
        """The row as it stood, for keeping."""
        return Found(self)


class Found(Mapping[str, Any]):
    """A row as it stood: ``{"row": 2, "cells": {...}}``, its cells laid out only when somebody looks at them."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __getitem__(self, key: str) -> Any:
        if key == "row":
            return self.record.row
        if key == "cells":
            return under_header(self.record.table.header, self.record.cells)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("row", "cells"))

    def __len__(self) -> int:
        return 2


def under_header(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells by their column's name: empty ones left out, a doubled name with its position."""
    found: dict[str, str] = {}
    for position, value in enumerate(cells):
        if value:
            name = header[position].strip() if position < len(header) else ""
            found[name if name and name not in found else f"{name} [{position + 1}]"] = value
    return found


def unguarded(value: str) -> str:
    """A code without what protects it from spreadsheets: ``="193.."``, ``'139..``, tabs, ``No:``, invisible marks.

    >>> [unguarded(v) for v in ('="0193"', "'139", chr(9) + "691" + chr(9), "No:YT1", "123")]
    ['0193', '139', '691', 'YT1', '123']
    """
    text = value.strip()
    if text.isalnum() and text.isascii():
        return text
    if text[:1].isalnum() and text.isprintable() and text[:2] not in _NO:
        return text
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc")).strip()
    found = _GUARD.match(text)
    if found:
        text = (found.group(1) or found.group(2) or "").strip()
    text = text.lstrip("'`").strip()
    if text[:3].casefold() in ("no:", "no："):
        text = text[3:].strip()
    return text


def moment(text: str, *, zone: int = BEIJING) -> tuple[str, str]:
    """ISO text and UTC text of ``2026-03-01 09:40:12 +0800``, ``2026/3/1 9:40`` and their like. Raises ValueError.

    >>> moment("2026/3/1 9:40")
    ('2026-03-01T09:40:00', '2026-03-01T01:40:00Z')
    """
    if len(text) == 19 and text[4] == text[7] == "-" and text[10] in " T" and text[13] == text[16] == ":":
        naive = datetime.fromisoformat(text)  # nearly every cell; the rest takes the long way
        if not 1995 <= naive.year <= 2100:
            raise ValueError(text)
        told = f"{text[:10]}T{text[11:]}"
        if zone % 60:
            return told, _utc(naive, zone)
        return told, f"{_utc_hour(text[:10], text[11:13], zone)}{text[13:]}Z"
    found = _TIME.fullmatch(text)
    if not found:
        plain = unguarded(text)
        for mark, put in (("年", "-"), ("月", "-"), ("日", " ")):
            plain = plain.replace(mark, put)
        found = _TIME.fullmatch(plain.strip())
    if not found:
        raise ValueError(text)
    year, month, day, hour, minute, second, offset = found.groups()
    naive = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if not 1995 <= naive.year <= 2100:
        raise ValueError(text)
    if offset:
        minutes = 0 if offset in ("Z", "UTC") else _minutes(offset)
        return naive.replace(tzinfo=_zone(minutes)).isoformat(), _utc(naive, minutes)
    return naive.date().isoformat() if hour is None else naive.isoformat(), _utc(naive, zone)


@cache
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=4096)
def _utc_hour(day: str, hour: str, minutes: int) -> str:
    """Day and hour in UTC; whole hours of ``minutes`` leave minutes and seconds as they are."""
    return (datetime.fromisoformat(f"{day}T{hour}:00:00") - _shift(minutes)).isoformat()[:13]


def _utc(naive: datetime, minutes: int) -> str:
    return (naive - _shift(minutes)).isoformat() + "Z"


@cache
def _shift(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def _minutes(offset: str) -> int:
    digits = offset[1:].replace(":", "")
    return (1 if offset[0] == "+" else -1) * (int(digits[:2]) * 60 + int(digits[2:]))


def currency_of(record: Record, name: str, default: str) -> str:
    """The three letters of a currency column. Raises Refused: something else stands there."""
    value = record.text(name).upper()
    if not value:
        return default
    if len(value) != 3 or not value.isascii() or not value.isalpha():
        raise record.refused(name, _("“{text}” is not a currency.").format(text=value[:10]))
    return value
