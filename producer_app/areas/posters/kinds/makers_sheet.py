"""One sheet for each maker: what she brings for the open orders, for which orders, boxes to tick; in the language she reads.

Mirrored where the language is written from the right. Every sheet repeats her name and the day, and a thing that goes on over
the edge repeats its own line.
"""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import ForOrder, MakerSheet, Printable, Task, ToBring
from producer_app.base.i18n import N_, in_language, right_to_left
from producer_app.base.page import Align, Block, Item, Page, Rect, Text
from producer_app.base.quantity import Quantity

PAPERS = {"A4": (210.0, 297.0)}
TITLE, MORE, ALL, ORDERS = N_("To bring for our orders"), N_("goes on"), N_("All together"), N_("Orders: {count}")
SIGNED, SHEET = N_("Handed over (sign)"), N_("Sheet {number} of {count}")
LEFT, WIDE, TOP, FOOT_MM = 15.0, 180.0, 36.0, 283.0
THING_MM, ORDER_MM, GAP_MM, END_MM = 13.0, 6.6, 3.0, 27.0
COLUMNS, BETWEEN = 2, 8.0


def draw(task: Task) -> list[Page]:
    """The sheets of each maker, one maker after the other."""
    return [page for sheet in task.makers for page in _Sheets(sheet, task.shop_name).pages()]


class _Sheets:
    """The paper of one maker, filled from the top down."""

    def __init__(self, sheet: MakerSheet, shop_name: str) -> None:
        self._sheet, self._shop_name = sheet, shop_name
        self._mirrored = right_to_left(sheet.language)
        self._done: list[list[Item]] = []
        self._begin()
        for place, thing in enumerate(sheet.things):
            self._thing(thing)
            self._y += GAP_MM if place + 1 < len(sheet.things) else 0.0
        self._end()

    def pages(self) -> list[Page]:
        """The finished sheets, numbered where there are several."""
        width, height = PAPERS["A4"]
        count = len(self._done)
        for number, items in enumerate(self._done, 1):
            if count > 1:
                text = in_language(SHEET, self._sheet.language).format(number=number, count=count)
                items.append(Text(Rect(LEFT, 286, WIDE, 5), text, 3.4, color=parts.QUIET, language=self._sheet.language,
                                  align="center"))
        return [Page(width, height, tuple(items), self._sheet.name) for items in self._done]

    # ------------------------------------------------------------------ words and places
    def _box(self, start: float, top: float, wide: float, high: float) -> Rect:
        """A box by its distance from the start edge of what is set."""
        return Rect(LEFT + (WIDE - start - wide if self._mirrored else start), self._y + top, wide, high)

    def _text(self, box: Rect, text: str, size: float, *, least: float = 1.8, bold: bool = False, color: str = parts.INK,
              end: bool = False) -> None:
        align: Align = "left" if end == self._mirrored else "right"
        if text:
            self._done[-1].append(Text(box, text, size, least, bold=bold, color=color, align=align,
                                       language=_letters(text)))

    def _said(self, text: str) -> str:
        return in_language(text, self._sheet.language)

    def _tick(self, start: float, top: float, side: float) -> None:
        self._done[-1].append(Block(self._box(start, top, side, side), line=parts.INK, line_mm=0.35, radius_mm=side / 6))

    # ------------------------------------------------------------------ what stands on it
    def _begin(self) -> None:
        """A new sheet with its head."""
        self._done.append([])
        self._y = 0.0
        sheet = self._sheet
        self._text(self._box(0, 12, 118, 11), sheet.name, 8, least=3, bold=True, color=parts.ROSE)
        self._text(self._box(122, 12, 58, 6.5), sheet.day, 5, least=3, bold=True, end=True)
        self._text(self._box(122, 18.5, 58, 5.5), sheet.phone, 4, least=2, color=parts.QUIET, end=True)
        self._text(self._box(0, 23.5, 110, 6.5), self._said(TITLE), 4.4, least=2.4, color=parts.QUIET)
        self._text(self._box(112, 24, 68, 6), self._shop_name, 4, least=2, color=parts.QUIET, end=True)
        self._done[-1].append(Block(Rect(LEFT, 31.5, WIDE, 0.5), fill=parts.ROSE))
        self._y = TOP

    def _room(self, high: float) -> bool:
        """Begins a new sheet where less than this is left; gives whether it did."""
        if self._y + high <= FOOT_MM:
            return False
        self._begin()
        return True

    def _thing(self, thing: ToBring) -> None:
        self._room(THING_MM + (ORDER_MM if thing.orders else 0))
        self._thing_head(thing, more=False)
        for line in _lines(thing.orders):
            if self._room(ORDER_MM):
                self._thing_head(thing, more=True)
            for column, one in enumerate(line):
                self._order(one, column)
            self._y += ORDER_MM
        self._done[-1].append(Block(Rect(LEFT, self._y + 0.6, WIDE, 0.25), fill=parts.LINE))
        self._y += 1.0

    def _thing_head(self, thing: ToBring, *, more: bool) -> None:
        beside = " · ".join(filter(None, (thing.size, self._said(MORE) if more else "")))
        if not more:
            self._tick(0, 2.5, 7)
        self._text(self._box(10, 0.6, 126, 7.4), thing.title, 5.4, least=2.2, bold=True)
        self._text(self._box(10, 8.1, 126, 4.7), beside, 3.6, color=parts.QUIET)
        self._text(self._box(140, 0.2, 40, 7.8), f"× {Quantity(thing.milli).text()}", 6.6, least=2.6, bold=True, end=True)
        self._text(self._box(140, 8.1, 40, 4.7), thing.unit, 3.6, color=parts.QUIET, end=True)
        self._y += THING_MM

    def _order(self, one: ForOrder, column: int) -> None:
        wide = (WIDE - 10 - BETWEEN * (COLUMNS - 1)) / COLUMNS
        start = 10 + column * (wide + BETWEEN)
        self._tick(start, 1.2, 4)
        self._text(self._box(start + 6, 0.8, 39, 5), one.number, 3.5, bold=True)
        self._text(self._box(start + 46, 0.8, wide - 60, 5), one.buyer, 3.5, color=parts.QUIET)
        self._text(self._box(start + wide - 13, 0.8, 13, 5), f"× {one.many}", 3.8, bold=True, end=True)

    def _end(self) -> None:
        """The sums, and a line to sign."""
        self._room(END_MM)
        self._done[-1].append(Block(Rect(LEFT, self._y + 1.5, WIDE, 0.5), fill=parts.ROSE))
        numbers = {(one.number, one.buyer) for thing in self._sheet.things for one in thing.orders}
        self._text(self._box(0, 3.6, 48, 7), self._said(ALL), 5, least=2.4, bold=True)
        self._text(self._box(50, 3.6, 94, 7), sums(self._sheet), 5, least=2.2, bold=True, end=True)
        self._text(self._box(146, 3.6, 34, 7), self._said(ORDERS).format(count=len(numbers)), 4, least=2, color=parts.QUIET,
                   end=True)
        self._text(self._box(60, 18, 50, 6), self._said(SIGNED), 3.8, color=parts.QUIET, end=True)
        self._done[-1].append(Block(self._box(112, 24, 68, 0.3), fill=parts.INK))


def _lines(found: tuple[ForOrder, ...]) -> Iterator[tuple[ForOrder, ...]]:
    """Orders side by side, a line at a time."""
    for place in range(0, len(found), COLUMNS):
        yield found[place:place + COLUMNS]


def sums(sheet: MakerSheet) -> str:
    """How much of each unit she brings, ``12 jar · 3.5 kilogram``: jars and kilograms are never added up."""
    found: dict[str, int] = {}
    for thing in sheet.things:
        found[thing.unit] = found.get(thing.unit, 0) + thing.milli
    return " · ".join(f"{Quantity(milli).text()} {unit}" for unit, milli in found.items())


def _letters(text: str) -> str:
    """The letters a line is set in: those of its words, so that a Chinese name stands whole on a Uyghur sheet."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ug"
    return "zh" if any(letter >= "\u2e80" for letter in text) else "en"


PRINTABLE = Printable("makers_sheet", N_("Makers’ sheets"), "users-three", PAPERS, True, draw, of="makers", coded=False)
