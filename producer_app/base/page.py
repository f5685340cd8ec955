"""A printed page as values in millimetres; one painter turns it into the preview, the PDF and the printer's page.

The origin is the top left corner of the paper, x to the right, y down. Nothing here is mirrored: a page looks the
same in every language of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether two boxes share area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a box, shrunk from ``size_mm`` to not less than ``least_mm`` until they fit.

    ``size_mm``: height of the em. ``language`` chooses the font family and, for Uyghur, right-to-left setting.
    ``no_larger_than``: a text whose size, once fitted, this one may not pass: beside Chinese, a minority script on a
    label must not be larger (GB 7718 and the trade's practice).
    """

    box: Rect
    text: str
    size_mm: float
    least_mm: float = 1.8
    bold: bool = False
    color: str = "#1F2430"
    align: Align = "left"
    language: str = "en"
    lines: int = 1
    no_larger_than: Text | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture cropped to fill its box. ``path``: a file of the shop; ``radius_mm``: rounded corners."""

    box: Rect
    path: str
    radius_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code drawn as one vector path with 4 modules of quiet zone inside its box (ISO/IEC 18004, 9.1)."""

    box: Rect
    payload: str
    level: Literal["L", "M", "Q", "H"] = "M"
    bytes_only: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 of a parcel's number, drawn as one vector path with 10 modules of quiet zone inside its box (ISO/IEC 15417)."""

    box: Rect
    payload: str


@dataclass(frozen=True, slots=True)
class Block:
    """A filled or outlined box."""

    box: Rect
    fill: str = ""
    line: str = ""
    line_mm: float = 0.3
    radius_mm: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Sprig:
    """The flower of the house, drawn from a number: petals, turn and colour, so that a person can compare two sheets."""

    box: Rect
    seed: int
    color: str = "#8E1848"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One of the program's own small pictures (``resources/fonts/icons.json``), drawn as one vector path, whole in its box."""

    box: Rect
    name: str
    color: str = "#1F2430"


@dataclass(frozen=True, slots=True)
class Turned:
    """Items turned upside down about the middle of a box, for the far side of folded paper; placed as if not yet turned."""

    box: Rect
    items: tuple[Plain, ...] = ()

    def lying(self) -> Iterator[Plain]:
        """The items with the boxes they take on the paper once turned."""
        for item in self.items:
            box = item.box
            yield replace(item, box=Rect(2 * self.box.x + self.box.width - box.right, 2 * self.box.y + self.box.height - box.bottom,
                                         box.width, box.height))


Plain = Text | Picture | Qr | Bars | Block | Sprig | Glyph
Item = Plain | Turned


def moved(items: Iterable[Item], right_mm: float, down_mm: float) -> Iterator[Item]:
    """The same items elsewhere on the paper."""

    def there(box: Rect) -> Rect:
        return Rect(box.x + right_mm, box.y + down_mm, box.width, box.height)

    for item in items:
        if isinstance(item, Turned):
            yield Turned(there(item.box), tuple(replace(one, box=there(one.box)) for one in item.items))
        else:
            yield replace(item, box=there(item.box))


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of paper: its size in millimetres and what stands on it, back to front."""

    width_mm: float
    height_mm: float
    items: tuple[Item, ...] = field(default=())
    title: str = ""

    def codes(self) -> list[str]:
        """The payloads that an independent reader must find on the finished page."""
        return [item.payload for item in self.flat() if isinstance(item, (Qr, Bars))]

    def flat(self) -> Iterator[Plain]:
        """Everything on the page with the box it takes, what is turned as well."""
        for item in self.items:
            if isinstance(item, Turned):
                yield from item.lying()
            else:
                yield item
