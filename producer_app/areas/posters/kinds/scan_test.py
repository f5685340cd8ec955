"""The scan test: one code in up to eight sizes, to photograph as it came out of the printer; the smallest one read is what this
printer and paper can be trusted with. The codes pay nobody: they only say how large they are."""

from __future__ import annotations

import re

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.kinds.receipt import REACH_MM
from producer_app.areas.posters.rows import Printable, Task
from producer_app.areas.posters.sheets import ROLLS
from producer_app.base import qr_bytes
from producer_app.base.i18n import N_
from producer_app.base.page import Item, Page, Qr, Rect, Text

PAPERS = {"A4": (210.0, 297.0), **ROLLS}
SIZES_MM = (10, 12, 15, 18, 22, 25, 30, 35)
TITLE, HOW = N_("Scan test"), N_("Photograph this page from a forearm's length and open the picture in the program.")
LEAST_MODULE_MM = 0.25  # two dots of a label printer; no reader reads less
USUAL_LETTERS = 50  # as many as a wallet's code has, where the shop has no code of its own yet
_SAID = re.compile(r"scan test (\d{1,2}) mm\.*")


def said(size_mm: int, letters: int) -> str:
    """What the code of a size says, with dots to the length of the shop's own code: the more letters, the finer the code."""
    return f"scan test {size_mm} mm".ljust(letters, ".")


def sizes(texts: list[str]) -> list[int]:
    """The sizes in mm of the codes that were read; other codes in the picture are passed over."""
    return sorted({int(found[1]) for text in texts if (found := _SAID.fullmatch(text)) and int(found[1]) in SIZES_MM})


def smallest(read: list[int]) -> int | None:
    """The smallest size from which on every larger one was read as well; None: not even the largest."""
    trusted = None
    for size in reversed(SIZES_MM):
        if size not in read:
            break
        trusted = size
    return trusted


def draw(task: Task) -> list[Page]:
    """One page: as many codes beside each other as the paper is wide."""
    paper = task.paper or "A4"
    width, height = PAPERS[paper]
    reach = REACH_MM.get(paper, width - 30)
    left, right = (width - reach) / 2 + 1, (width + reach) / 2 - 1
    letters = len(task.code.payload.encode()) if task.code is not None else USUAL_LETTERS
    size = 6.0 if reach > 100 else 4.0
    items: list[Item] = [Text(Rect(left, 6, right - left, size * 1.3), parts.said(TITLE), size, bold=True, language="zh"),
                         Text(Rect(left, 7 + size * 1.3, right - left, 9), parts.said(HOW), 3.2, 2, language="zh", lines=2)]
    x, y, tall = left, size * 1.3 + 19, 0.0
    fine = (qr_bytes.symbol(b"x" * letters)[1] + 8) * LEAST_MODULE_MM
    for side in (size for size in SIZES_MM if size >= fine):
        if x + side > right:
            x, y, tall = left, y + tall + 9, 0.0
        items.append(Qr(Rect(x, y, side, side), said(side, letters), bytes_only=True))
        items.append(Text(Rect(x, y + side + 0.5, side, 3.6), f"{side} mm", 2.8, 1.4, align="center", color="#000000"))
        x, tall = x + side + 5, max(tall, float(side))
    return [Page(width, height if paper == "A4" else round(y + tall + 12), tuple(items), parts.said(TITLE))]


PRINTABLE = Printable("scan_test", TITLE, "qr-code", PAPERS, False, draw, of="nothing", pays=False)
