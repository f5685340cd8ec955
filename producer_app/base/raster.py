"""A page as dots, black or white: what a thermal head burns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raster:
    """``rows``: line after line from the top, each padded to whole bytes, the highest bit at the left, 1 for black."""

    width: int
    height: int
    rows: bytes

    @property
    def row_bytes(self) -> int:
        """Bytes of one line."""
        return (self.width + 7) // 8

    def inverted(self) -> bytes:
        """The same dots with 0 for black; the padding stays white."""
        return bytes(byte ^ 0xFF for byte in self.rows)

    def cropped(self, left_byte: int, row_bytes: int) -> Raster:
        """A column of whole bytes out of it."""
        old = self.row_bytes
        lines = [self.rows[y * old + left_byte:y * old + left_byte + row_bytes] for y in range(self.height)]
        return Raster(row_bytes * 8, self.height, b"".join(line.ljust(row_bytes, b"\0") for line in lines))
