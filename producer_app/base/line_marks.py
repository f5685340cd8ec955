"""A mark of eight bytes for each line of a file, by which the line is known again without being understood (familiar.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.base.digests import blake2b

# Raised when a channel reads a row differently than before: then known files are read anew.
READER = 1
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of a file's lines. ``top``: of all up to the header; ``ends``: after how many lines each row of the table ends."""

    top: bytes
    top_lines: int
    lines: Sequence[bytes]
    ends: Sequence[int]

    def of(self, row: int) -> bytes:
        """The marks of one row, as a spreadsheet counts it."""
        return b"".join(self.lines[self.ends[row - 2]:self.ends[row - 1]])


def marks_of(data: bytes, ends: Sequence[int], header_row: int) -> Marks | None:
    """The marks of a file that was read as a table; None where lines do not end in the usual ways."""
    lines = lines_of(data)
    if not lines or header_row > len(ends) or ends[-1] > len(lines):
        return None
    top_lines = ends[header_row - 1]
    return Marks(top_of(lines[:top_lines]), top_lines, marked(lines), ends)


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file without their ends; none where they do not end in the usual ways, or letters have two bytes."""
    returns = data.count(b"\r")
    if b"\0" in data or (returns and returns != data.count(b"\r\n")):
        return []
    lines = (data.replace(b"\r\n", b"\n") if returns else data).split(b"\n")
    lines[0] = lines[0].removeprefix(BOM)
    return lines


def top_of(lines: Sequence[bytes]) -> bytes:
    """The mark of everything up to the header, for this reader."""
    return blake2b(b"%d\n" % READER + b"\n".join(lines), digest_size=16).digest()


def marked(lines: Sequence[bytes]) -> list[bytes]:
    """The mark of each line."""
    return [blake2b(line, digest_size=8).digest() for line in lines]
