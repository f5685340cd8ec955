"""The label on a parcel, 76 × 130 mm or 100 × 150 mm: courier, bar code, the buyer masked, what is inside.

Source of the sizes: single-sheet waybills of Chinese platforms (76 × 130) and the large roll (100 × 150); a margin of 3 mm
stays white because drivers of label printers shift the picture.
"""

from __future__ import annotations

from producer_app.areas.parcels.rows import LabelTask
from producer_app.base.i18n import N_, in_language
from producer_app.base.page import Bars, Block, Item, Page, Rect, Text

PAPERS = {"76x130": (76.0, 130.0), "100x150": (100.0, 150.0)}
TO, FROM, ORDER = N_("To"), N_("From"), N_("Order")
INK, QUIET = "#000000", "#303030"
MARGIN_MM = 4.0


def language_of(text: str) -> str:
    """The letters a line is set in."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ug"
    return "zh" if any(letter >= "\u2e80" for letter in text) else "en"


def draw(task: LabelTask) -> Page:
    """One label. The bar code stands alone across the width, with its number below in large digits."""
    width, height = PAPERS[task.size]
    left, wide, k = MARGIN_MM, width - 2 * MARGIN_MM, height / 130.0
    items: list[Item] = [
        _text(task.carrier, Rect(left, 4 * k, wide, 10 * k), 7.4 * k, bold=True),
        Block(Rect(left, 15 * k, wide, 0.5), fill=INK),
        Bars(Rect(left, 17 * k, wide, 21 * k), task.tracking),
        _text(task.tracking, Rect(left, 39 * k, wide, 7 * k), 5.6 * k, bold=True, align="center"),
        Block(Rect(left, 48 * k, wide, 0.3), fill=INK),
        _text(in_language(TO, "zh"), Rect(left, 50 * k, 9 * k, 8 * k), 5 * k, color=QUIET),
        _text(task.name, Rect(left + 10 * k, 50 * k, wide * 0.42 - 10 * k, 8 * k), 6 * k, bold=True),
        # A text of its own: beside a name from right to left its two halves would change places.
        Text(Rect(left + wide * 0.44, 50 * k, wide * 0.56, 8 * k), task.phone, 6 * k, 1.8, bold=True, color=INK, align="right"),
        _text(task.place, Rect(left + 10 * k, 59 * k, wide - 10 * k, 18 * k), 5 * k, bold=True, lines=3),
        Block(Rect(left, 79 * k, wide, 0.3), fill=INK),
        _text(task.goods, Rect(left, 81 * k, wide, 26 * k), 4.2 * k, lines=5, least=2.0),
        Block(Rect(left, 109 * k, wide, 0.3), fill=INK),
        _text(f"{in_language(ORDER, 'zh')} {task.number}", Rect(left, 110.5 * k, wide, 6 * k), 3.6 * k),
    ]
    if task.sender:
        items.append(_text(f"{in_language(FROM, 'zh')} {task.sender}", Rect(left, 117 * k, wide, 9 * k), 3.6 * k, color=QUIET,
                           lines=2))
    return Page(width, height, tuple(items), task.tracking)


def _text(text: str, box: Rect, size: float, *, bold: bool = False, color: str = INK, lines: int = 1, align: str = "left",
          least: float = 1.8) -> Text:
    language = language_of(text)
    edge = "right" if language == "ug" and align == "left" else align
    return Text(box, text, size, least, bold=bold, color=color, align="center" if edge == "center" else
                "right" if edge == "right" else "left", language=language, lines=lines)
