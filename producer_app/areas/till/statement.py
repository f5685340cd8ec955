"""A neighbour's account on paper, as values in millimetres: what she took, what she paid, what is still owed."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas import orders
from producer_app.base import clock, i18n
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.page import Align, Block, Item, Page, Rect, Text

WIDTH_MM, HEIGHT_MM, EDGE_MM, LINE_MM = 148.0, 210.0, 12.0, 9.0  # A5, the size of a notebook's sheet
LINES = 15


def statement(buyer: str, owed: Money, entries: Sequence[orders.Entry], *, language: str) -> list[Page]:
    """The account in one language, as many sheets as it needs; the sum stands on the last one."""
    sheets = [entries[start:start + LINES] for start in range(0, max(1, len(entries)), LINES)]
    return [_sheet(buyer, owed if number == len(sheets) else None, part, number, language)
            for number, part in enumerate(sheets, 1)]


def _sheet(buyer: str, owed: Money | None, entries: Sequence[orders.Entry], number: int, language: str) -> Page:
    mirrored = i18n.right_to_left(language)
    lead: Align = "right" if mirrored else "left"
    tail: Align = "left" if mirrored else "right"

    def box(left: float, top: float, width: float, height: float = LINE_MM) -> Rect:
        return Rect(WIDTH_MM - left - width if mirrored else left, top, width, height)

    def text(place: Rect, words: str, size_mm: float, align: Align, *, bold: bool = False) -> Text:
        return Text(place, words, size_mm, bold=bold, align=align, language=language)

    room = WIDTH_MM - 2 * EDGE_MM
    date = i18n.isolate(clock.today().isoformat())
    items: list[Item] = [text(box(EDGE_MM, 12, room - 32, 12), _("Account of {buyer}").format(buyer=buyer), 6.5, lead, bold=True),
                         text(box(EDGE_MM + room - 30, 12, 30, 12), date, 3.8, tail)]
    top = 30.0
    for entry in entries:
        day = i18n.isolate(clock.local(entry.at).strftime("%Y-%m-%d"))
        items += [text(box(EDGE_MM, top, 24), day, 3.6, lead),
                  text(box(EDGE_MM + 25, top, room - 57), entry.goods or _("Paid"), 4.0, lead),
                  text(box(EDGE_MM + room - 31, top, 31), entry.amount.shown(), 4.2, tail, bold=True),
                  Block(Rect(EDGE_MM, top + LINE_MM, room, 0.2), fill="#C9C1B6")]
        top += LINE_MM + 0.4
    if owed is not None:
        items += [text(box(EDGE_MM, top + 4, room - 62, 14), _("Still owed"), 6.0, lead, bold=True),
                  text(box(EDGE_MM + room - 60, top + 4, 60, 14), owed.shown(), 9.0, tail, bold=True)]
    return Page(WIDTH_MM, HEIGHT_MM, tuple(items), title=f"{buyer} {number}")
