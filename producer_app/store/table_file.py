"""Bytes of a file from outside to its table: encoding, delimiter, where the header stands; everything else refused in plain words.

Nothing in a cell is ever evaluated. Limits are checked before work: 50 MB, 200,000 rows, 64 KiB a cell, 2,000 columns.
"""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from producer_app.base.errors import BadFile
from producer_app.base.i18n import _, isolate
from producer_app.base.line_marks import Marks, marks_of
from producer_app.base.progress import Progress, silent
from producer_app.base.sheet import Refusal, Table, plain_header
from producer_app.store import file_digest

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELL = 64 * 1024
MOST_COLUMNS = 2_000
HEADER_WITHIN = 20
Known = Callable[[frozenset[str]], bool]
Rows = Iterator[tuple[int, Sequence[str]]]
# Told after how many lines of the file each row ends.
Ends = list[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, in N_() words with {file}: ``unknown`` where no header is known (with {columns}), ``strange`` where
    it is no table at all; ``hint``: which file to choose; ``header_within``: rows in which the header is looked for."""

    unknown: str
    strange: str
    hint: str
    header_within: int = HEADER_WITHIN


class BadRow(Exception):
    """A row of the file that cannot be read as a row of a table."""

    def __init__(self, row: int, column: str, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.row, self.column, self.reason, self.value = row, column, reason, value


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read: its table, or the row that stopped the reading. ``digest``: of its bytes, see ``file_digest``."""

    path: Path
    digest: str
    table: Table
    stopped: Refusal | None = None


def read(path: Path, known: Known, wanted: Wanted, progress: Progress = silent) -> ReadFile:
    """The table of one file. ``known``: whether a set of plain headers is one that was asked for.

    Raises BadFile: not a file, too large, not a table, or no header that is known.
    """
    data = file_bytes(path, wanted)
    digest = file_digest.of_bytes(data)
    progress(0, 1, path.name)
    head = data[:8]
    if head.startswith(b"PK\x03\x04"):
        from producer_app.base import workbook

        return _first_known([partial(_sheet, rows) for rows in workbook.sheets(path, data)], path, digest, known, wanted)
    _refuse_others(path, data, wanted)
    text = decoded(path, data)
    found = _first_known([partial(_records, text, mark) for mark in ",\t;"], path, digest, known, wanted, data)
    if found.stopped is not None and text.count("\t") > text.count(","):
        # Flat files with tabs quote nothing: there a quotation mark is only a letter of a name.
        bare = _first_known([partial(_unquoted, text)], path, digest, known, wanted, data)
        width = len(bare.table.header)
        if bare.stopped is None and all(len(record.cells) == width for record in bare.table.records):
            return bare
    return found


def file_bytes(path: Path, wanted: Wanted) -> bytes:
    """The whole file. Raises BadFile: missing, a folder or a pipe, empty, over the limit, no right to read."""
    try:
        about = path.stat()
    except OSError:
        raise BadFile(_("There is no file {file}.").format(file=isolate(path.name)), _("Check the name and the folder."),
                      "NO_FILE") from None
    if not stat.S_ISREG(about.st_mode):
        raise BadFile(_("{file} is not a file.").format(file=isolate(path.name)),
                      _(wanted.hint), "NO_FILE")
    if about.st_size > MOST_BYTES:
        raise BadFile(_("{file} is larger than {limit} MB.").format(file=isolate(path.name), limit=MOST_BYTES // 1024**2),
                      _("Export fewer days at a time."), "TOO_LARGE")
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise BadFile(_("{file} cannot be read.").format(file=isolate(path.name)),
                      _("Close it in other programs and try again."), "NO_FILE") from None
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise BadFile(_("{file} is empty.").format(file=isolate(path.name)), _("Export it again."), "EMPTY")
    return data


def _refuse_others(path: Path, data: bytes, wanted: Wanted) -> None:
    start = data[:1024].lstrip().lower()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(_("{file} is an old Excel workbook or one with a password.").format(file=isolate(path.name)),
                      _("Open it in a spreadsheet and save it as .xlsx or .csv."), "NOT_ORDERS")
    if data.startswith((b"%PDF", b"SQLite format 3", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf")) or start.startswith(
            (b"<!doctype", b"<html", b"<?xml", b"<table", b"{", b"[{")):
        raise BadFile(_(wanted.strange).format(file=isolate(path.name)), _(wanted.hint), "NOT_ORDERS")


# ---------------------------------------------------------------- letters
def decoded(path: Path, data: bytes) -> str:
    """The text of a file: by its mark, else UTF-16 by its zeros, else UTF-8, else GB18030, always strictly."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
                           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(path, data, encoding)
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 6 and min(even, odd) < max(even, odd) // 4:
        return _strict(path, data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = _mixed_row(data)
        if row:
            raise _undecodable(path, row) from None
        return _strict(path, data, "gb18030", else_at=error.start)


def _strict(path: Path, data: bytes, encoding: str, *, else_at: int | None = None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start if else_at is None else else_at
        raise _undecodable(path, data.count(b"\n", 0, at) + 1) from None


def _undecodable(path: Path, line: int) -> BadFile:
    return BadFile(_("The letters in {file} cannot be read from line {line} on.").format(file=isolate(path.name), line=line),
                   _("Export the file again and do not change it before importing."), "LETTERS")


def _mixed_row(data: bytes) -> int:
    """The first line in UTF-8 of a file that is not UTF-8 as a whole, 0 for none: two encodings were put together.

    Twelve bytes beyond ASCII that are valid UTF-8 with a three-byte letter do not come about by chance in GB18030.
    """
    for number, line in enumerate(data.splitlines(), 1):
        high = line.translate(None, bytes(range(128)))
        if len(high) >= 12:
            try:
                if any(ord(letter) > 0x7FF for letter in line.decode("utf-8")):
                    return number
            except UnicodeDecodeError:
                continue
    return 0


# ---------------------------------------------------------------- rows
def _records(text: str, delimiter: str, ends: Ends) -> Rows:
    """Numbered records, as a spreadsheet counts rows: a record over several lines is one row, an empty line is one too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            ends.append(reader.line_num)
            yield number, cells
    except csv.Error as error:
        if "field larger" in str(error):
            raise BadRow(number + 1, "?", _too_long()) from None
        raise BadRow(number + 1, "?", _("A quotation mark in this row is not closed.")) from None


def _unquoted(text: str, ends: Ends) -> Rows:
    """Numbered lines cut at tabs, quotation marks left as they are."""
    for number, line in enumerate(io.StringIO(text), 1):
        ends.append(number)
        yield number, line.rstrip("\r\n").split("\t")


def _sheet(rows: Iterable[tuple[int, Sequence[str]]], _ends: Ends) -> Rows:
    """Numbered rows of a workbook, which has no lines."""
    return iter(rows)


def _too_long() -> str:
    return _("A cell holds more than {limit} letters; perhaps a quotation mark is not closed.").format(limit=MOST_CELL)


def _first_known(tries: Sequence[Callable[[Ends], Rows]], path: Path, digest: str, known: Known, wanted: Wanted,
                 data: bytes = b"") -> ReadFile:
    seen: list[str] = []
    broken: list[BadRow] = []
    for attempt in tries:
        ends: Ends = []
        rows = attempt(ends)
        try:
            for number, cells in rows:
                if number > wanted.header_within:
                    break
                if len(cells) > MOST_COLUMNS:
                    raise BadFile(_("{file} has more than {limit} columns.").format(file=isolate(path.name), limit=MOST_COLUMNS),
                                  _(wanted.hint), "NOT_ORDERS")
                if known(frozenset(map(plain_header, cells))):
                    return _body(path, digest, cells, rows, partial(marks_of, data, ends, number))
                if sum(bool(c.strip()) for c in cells) > len(seen):
                    seen = [c.strip() for c in cells if c.strip()]
        except BadRow as bad:
            broken.append(bad)
    if len(broken) == len(tries):  # with a wrong delimiter a quotation mark may look open
        raise BadFile(_("Row {row} of {file} cannot be read: {reason}").format(
            row=broken[0].row, file=isolate(path.name), reason=broken[0].reason), _("Export the file again."), "BAD_ROW")
    raise BadFile(
        _(wanted.unknown).format(
            file=isolate(path.name), columns=", ".join(isolate(name[:30]) for name in seen[:5]) or "—"),
        _(wanted.hint), "NOT_ORDERS")


def _body(path: Path, digest: str, header: Sequence[str], rows: Rows, marks: Callable[[], Marks | None]) -> ReadFile:
    """The rows under the header; reading stops at the first that is no row of a table."""
    kept: list[tuple[int, Sequence[str]]] = []
    stopped: BadRow | None = None
    width = len(header)
    try:
        for number, cells in rows:
            if len(kept) >= MOST_ROWS:
                raise BadFile(_("{file} has more than {limit} rows.").format(file=isolate(path.name), limit=MOST_ROWS),
                              _("Export fewer days at a time."), "TOO_LARGE")
            together = "".join(cells)
            if len(together) > MOST_CELL or "\0" in together or len(cells) > width:
                _look_closer(number, header, cells)
            kept.append((number, cells))
    except BadRow as bad:
        stopped = bad
    refusal = None if stopped is None else Refusal(path.name, stopped.row, stopped.column, stopped.value, stopped.reason)
    return ReadFile(path, digest, Table.of(path.name, header, kept, marks()), refusal)


def _look_closer(number: int, header: Sequence[str], cells: Sequence[str]) -> None:
    for position, cell in enumerate(cells):
        column = header[position].strip() if position < len(header) else f"[{position + 1}]"
        if len(cell) > MOST_CELL:
            raise BadRow(number, column, _too_long(), cell[:40])
        if "\0" in cell:
            raise BadRow(number, column, _("There is a broken letter (a zero) in this cell."), re.sub("\0", "", cell)[:40])
        if position >= len(header) and cell.strip():
            raise BadRow(number, column, _("This row has more cells than there are columns."), cell.strip()[:40])
