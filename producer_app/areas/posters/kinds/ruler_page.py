"""The ruler page: lines of known length and place, to measure once what a printer does with millimetres."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Rect, Text

PAPERS = {"A4": (210.0, 297.0)}
CORNER_MM = 20.0  # the corner from the paper's left and upper edge
ACROSS_MM, DOWN_MM = 150.0, 240.0  # the two lines that start there
HOW = (N_("Measure both long lines, and how far their corner lies from the left and from the upper edge of the paper."),
       N_("Write the four numbers into the program. From then on this printer prints true."))


def draw(_task: Task) -> list[Page]:
    """One sheet."""
    width, height = PAPERS["A4"]
    c = CORNER_MM
    items: list[Item] = [Block(Rect(c, c - 0.15, ACROSS_MM, 0.3), fill="#000000"),
                         Block(Rect(c - 0.15, c, 0.3, DOWN_MM), fill="#000000")]
    for mm in range(0, int(DOWN_MM) + 1, 5):
        tick = 4.0 if mm % 10 == 0 else 2.0
        if mm <= ACROSS_MM:
            items.append(Block(Rect(c + mm - 0.1, c, 0.2, tick), fill="#000000"))
        items.append(Block(Rect(c, c + mm - 0.1, tick, 0.2), fill="#000000"))
    for mm in (50, 100, 150, 200, 240):
        if mm <= ACROSS_MM:
            items.append(Text(Rect(c + mm - 10, c + 5, 20, 5), f"{mm}", 4, align="center", color="#000000"))
        items.append(Text(Rect(c + 6, c + mm - 2.5, 16, 5), f"{mm}", 4, color="#000000"))
    y = 60.0
    for sentence in HOW:
        items.append(Text(Rect(60, y, 125, 16), parts.said(sentence), 4.6, 2.4, language="zh", lines=3))
        items.append(Text(Rect(60, y + 17, 125, 16), sentence, 3.8, 2.2, color=parts.QUIET, lines=3))
        y += 38
    return [Page(width, height, tuple(items), "")]


PRINTABLE = Printable("ruler_page", N_("Ruler page"), "ruler", PAPERS, False, draw, of="nothing", coded=False)
