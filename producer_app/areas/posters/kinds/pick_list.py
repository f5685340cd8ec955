"""What to fetch from the store for many orders at once: each product one line, its sum over all of them, to tick off."""

from __future__ import annotations

from dataclasses import replace

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.kinds.packing_slip import goods_row
from producer_app.areas.posters.rows import Printable, SlipLine, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Rect, Text
from producer_app.base.quantity import Quantity

PAPERS = {"A4": (210.0, 297.0)}
TITLE, ORDERS, SHEET = N_("Pick list"), N_("Orders: {count}"), N_("Sheet {number} of {count}")
LEFT, WIDE, TOP, ROW_MM, FOOT_MM = 15.0, 180.0, 36.0, 15.0, 284.0


def gathered(task: Task) -> list[SlipLine]:
    """One line for each kind of goods, the largest sums first; a line without a count says so with a question mark."""
    sums: dict[tuple[str, str], SlipLine] = {}
    unknown = set()
    for slip in task.slips:
        for line in slip.lines:
            key = (line.title, line.spec)
            before = sums.get(key)
            sums[key] = replace(before or line, milli=(before.milli if before else 0) + line.milli)
            if not line.count:
                unknown.add(key)
    rows = sorted(sums.items(), key=lambda pair: -pair[1].milli)
    return [replace(line, count=(Quantity(line.milli).text() if line.milli else "") + (" + ?" if key in unknown else ""))
            for key, line in rows]


def draw(task: Task) -> list[Page]:
    """As many sheets as the goods need."""
    width, height = PAPERS["A4"]
    room = int((FOOT_MM - TOP) // ROW_MM)
    rows = gathered(task)
    groups = [rows[n:n + room] for n in range(0, len(rows), room)] or [[]]
    pages = []
    for number, group in enumerate(groups):
        items: list[Item] = [
            Text(Rect(LEFT, 13, WIDE * 0.6, 10), parts.said(TITLE), 8, 4, bold=True, color=parts.ROSE, language="zh"),
            Text(Rect(LEFT + WIDE * 0.6, 13, WIDE * 0.4, 10), parts.said(ORDERS).format(count=len(task.slips)), 5.4, 3,
                 align="right", color=parts.QUIET, language="zh"),
            Block(Rect(LEFT, 29, WIDE, 0.5), fill=parts.ROSE),
        ]
        for place, line in enumerate(group):
            items += goods_row(line, Rect(LEFT, TOP - 4 + place * ROW_MM, WIDE, ROW_MM))
        if len(groups) > 1:
            items.append(Text(Rect(LEFT, 286, WIDE, 5), parts.said(SHEET).format(number=number + 1, count=len(groups)), 3.4,
                              color=parts.QUIET, language="zh", align="center"))
        pages.append(Page(width, height, tuple(items), parts.said(TITLE)))
    return pages


PRINTABLE = Printable("pick_list", N_("Pick list"), "list-numbers", PAPERS, False, draw, of="orders", coded=False)
