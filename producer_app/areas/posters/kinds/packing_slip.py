"""The slip that goes into the parcel: what is inside, to tick while packing; the buyer masked, no prices."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.kinds.receipt import line_language
from producer_app.areas.posters.rows import Printable, Slip, SlipLine, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Picture, Rect, Text

PAPERS = {"A5": (148.0, 210.0), "A6": (105.0, 148.0)}
TITLE, NUMBER, PLACED, BUYER = N_("Packing slip"), N_("Order"), N_("Date"), N_("For")
THANKS, SHEET = N_("Thank you"), N_("Sheet {number} of {count}")
ROW_MM = 15.0


def draw(task: Task) -> list[Page]:
    """One slip an order; a long order takes several."""
    width, height = PAPERS[task.paper or "A5"]
    pages = []
    for slip in task.slips:
        room = int((height - 58 - 16) // ROW_MM)
        groups = [slip.lines[n:n + room] for n in range(0, len(slip.lines), room)] or [()]
        pages += [_page(slip, lines, (number, len(groups)), task, width, height) for number, lines in enumerate(groups)]
    return pages


def _page(slip: Slip, lines: tuple[SlipLine, ...], place: tuple[int, int], task: Task, width: float, height: float) -> Page:
    left, wide = 10.0, width - 20.0
    items: list[Item] = [
        Text(Rect(left, 9, wide * 0.62, 9), task.shop_name, 6.4, 3, bold=True, color=parts.ROSE, language="zh"),
        Text(Rect(left + wide * 0.64, 9, wide * 0.36, 9), parts.said(TITLE), 4.6, 2.4, color=parts.QUIET, align="right",
             language="zh"),
        Block(Rect(left, 20, wide, 0.4), fill=parts.ROSE),
    ]
    to = " ".join(part for part in (slip.buyer, slip.phone) if part)
    when = f"{slip.placed} · {slip.channel}".strip(" ·")
    for y, word, value in ((23.0, NUMBER, slip.number), (30.5, PLACED, when), (38.0, BUYER, to), (45.5, "", slip.region)):
        label = parts.said(word) if word and value else ""
        items.append(Text(Rect(left, y, 24, 6.5), label, 3.8, 2, color=parts.QUIET, language="zh"))
        items.append(Text(Rect(left + 25, y, wide - 25, 6.5), value, 4.4, 2, bold=word == NUMBER,
                          language=line_language(value)))
    items.append(Block(Rect(left, 54.5, wide, 0.25), fill=parts.LINE))
    for row, line in enumerate(lines):
        items += goods_row(line, Rect(left, 57 + row * ROW_MM, wide, ROW_MM))
    foot = parts.said(SHEET).format(number=place[0] + 1, count=place[1]) if place[1] > 1 else parts.said(THANKS)
    items.append(Text(Rect(left, height - 13, wide, 6), foot, 4, 2, color=parts.QUIET, align="center", language="zh"))
    return Page(width, height, tuple(items), slip.number)


def goods_row(line: SlipLine, box: Rect, count: str = "") -> list[Item]:
    """Tick box, picture, name, how many; shared with the pick list."""
    middle = box.y + box.height / 2
    items: list[Item] = [Block(Rect(box.x, middle - 3, 6, 6), line=parts.INK, line_mm=0.35, radius_mm=1)]
    if line.picture:
        items.append(Picture(Rect(box.x + 9, middle - 6, 12, 12), line.picture, 1.5))
    x, last = box.x + 24, 24.0
    wide = box.right - last - x - 1
    tall = bool(line.spec)
    items.append(Text(Rect(x, middle - (6 if tall else 3.5), wide, 7), line.title, 5, 1.8, bold=True,
                      language=line_language(line.title)))
    if tall:
        items.append(Text(Rect(x, middle + 1, wide, 5), line.spec, 3.6, 1.4, color=parts.QUIET, language=line_language(line.spec)))
    shown = count or (f"× {line.count}" if line.count else "")
    items.append(Text(Rect(box.right - last, middle - 5, last, 10), shown, 7.4, 2.6, bold=True, align="right"))
    items.append(Block(Rect(box.x, box.bottom - 0.2, box.width, 0.2), fill="#EBE4DA"))
    return items


PRINTABLE = Printable("packing_slip", N_("Packing slips"), "package", PAPERS, True, draw, of="orders", shipped=True, coded=False)
