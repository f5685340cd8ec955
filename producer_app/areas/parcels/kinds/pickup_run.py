"""The village pick-up run on A4: which house, what and how many, a line to sign; and one sheet for each house."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from producer_app.areas.parcels.kinds.waybill_label import language_of
from producer_app.areas.parcels.rows import HouseRow
from producer_app.base.i18n import N_, in_language
from producer_app.base.page import Block, Item, Page, Rect, Text

RUN, SHEET, SIGNED, NO_HOUSE = N_("Pick-up run"), N_("To make"), N_("Handed over (sign)"), N_("House not written down")
ROSE, INK, QUIET, LINE = "#8E1848", "#1F2430", "#4A5060", "#DDD5CB"
WIDTH, HEIGHT, LEFT, WIDE, TOP, FOOT = 210.0, 297.0, 15.0, 180.0, 34.0, 282.0
HEAD_MM, ROW_MM, SIGN_MM = 11.0, 10.0, 16.0


def draw(rows: Sequence[HouseRow], day: str, *, each_house: bool = False) -> list[Page]:
    """The run on as few sheets as it needs; ``each_house``: a sheet for each house, to make from."""
    pages: list[Page] = []
    items: list[Item] = []
    y = FOOT + 1
    title = said(SHEET if each_house else RUN)
    for house, some in groupby(rows, key=lambda row: row.house):
        of_house = list(some)
        if each_house or y + HEAD_MM + ROW_MM + SIGN_MM > FOOT:
            y = _turn(pages, items, title, day)
        y = _house(items, house, y)
        for row in of_house:
            if y + ROW_MM + SIGN_MM > FOOT:
                y = _house(items, house, _turn(pages, items, title, day))
            items += _row(row, y)
            y += ROW_MM
        items.append(_text(said(SIGNED), Rect(LEFT + 90, y + 3, 44, 7), 3.8, color=QUIET))
        items.append(Block(Rect(LEFT + 134, y + 10, WIDE - 134, 0.3), fill=INK))
        y += SIGN_MM
    _turn(pages, items, title, day)
    return pages


def _turn(pages: list[Page], items: list[Item], title: str, day: str) -> float:
    """Closes a sheet and begins the next; gives where it begins."""
    if items:
        pages.append(Page(WIDTH, HEIGHT, tuple(items), title))
        items.clear()
    items += [Text(Rect(LEFT, 13, WIDE * 0.6, 10), title, 8, 4, bold=True, color=ROSE, language="zh"),
              Text(Rect(LEFT + WIDE * 0.6, 13, WIDE * 0.4, 10), day, 5.4, 3, align="right", color=QUIET),
              Block(Rect(LEFT, 28, WIDE, 0.5), fill=ROSE)]
    return TOP


def _house(items: list[Item], house: str, y: float) -> float:
    items.append(_text(house or said(NO_HOUSE), Rect(LEFT, y, WIDE, 9), 6.4, bold=True, color=INK if house else QUIET))
    return y + HEAD_MM


def _row(row: HouseRow, y: float) -> list[Item]:
    return [Block(Rect(LEFT, y + 1, 6, 6), line=INK, line_mm=0.35, radius_mm=1),
            _text(row.goods, Rect(LEFT + 10, y, WIDE - 50, 8), 4.8),
            Text(Rect(LEFT + WIDE - 38, y, 38, 8), f"× {row.count}", 6.4, 2.6, bold=True, align="right"),
            Block(Rect(LEFT, y + ROW_MM - 1, WIDE, 0.2), fill=LINE)]


def _text(text: str, box: Rect, size: float, *, bold: bool = False, color: str = INK) -> Text:
    language = language_of(text)
    return Text(box, text, size, 1.8, bold=bold, color=color, align="right" if language == "ug" else "left", language=language)


def said(text: str) -> str:
    """A fixed word of paper in Chinese."""
    return in_language(text, "zh")
