"""The receipt of an order on a roll of 80 or 58 mm, as long as it needs to be; black alone, for thermal paper."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import CodeMark, Printable, Slip, SlipLine, Task
from producer_app.areas.posters.sheets import ROLLS
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Rect, Text

# What the head of such a printer reaches: 72 and 48 mm (576 and 384 dots at 203 dpi).
REACH_MM = {"80": 72.0, "58": 48.0}
BLACK = "#000000"
TITLE, NUMBER, PLACED, GOODS = N_("Receipt"), N_("Order"), N_("Date"), N_("Goods")
POSTAGE, DISCOUNT, REFUNDED, TOTAL, THANKS = N_("Postage"), N_("Discount"), N_("Paid back"), N_("Total"), N_("Thank you")


def draw(task: Task) -> list[Page]:
    """One strip an order."""
    paper = task.paper or "80"
    return [_strip(slip, task, ROLLS[paper][0], REACH_MM[paper]) for slip in task.slips]


class _Column:
    """Lines set one under the other between two edges."""

    def __init__(self, left: float, width: float) -> None:
        self.left, self.width, self.y = left, width, 4.0
        self.items: list[Item] = []

    def line(self, text: str, size: float, *, bold: bool = False, center: bool = False, language: str = "zh") -> None:
        """A line of its own."""
        if text:
            self.items.append(Text(Rect(self.left, self.y, self.width, size * 1.35), text, size, 1.6, bold=bold, color=BLACK,
                                   align="center" if center else "left", language=language))
            self.y += size * 1.45

    def pair(self, first: str, last: str, size: float, *, bold: bool = False) -> None:
        """Words at the left, an amount at the right."""
        self.items.append(Text(Rect(self.left, self.y, self.width * 0.56, size * 1.35), first, size, 1.6, bold=bold, color=BLACK,
                               language="zh"))
        self.items.append(Text(Rect(self.left + self.width * 0.56, self.y, self.width * 0.44, size * 1.35), last, size, 1.6,
                               bold=bold, color=BLACK, align="right", language="zh"))
        self.y += size * 1.5

    def rule(self) -> None:
        """A fine line across."""
        self.y += 1.2
        self.items.append(Block(Rect(self.left, self.y, self.width, 0.25), fill=BLACK))
        self.y += 1.8


def _strip(slip: Slip, task: Task, paper_mm: float, reach_mm: float) -> Page:
    small = 3.3 if reach_mm > 60 else 2.9
    at = _Column((paper_mm - reach_mm) / 2 + 0.5, reach_mm - 1)
    at.line(task.shop_name, small * 1.7, bold=True, center=True)
    at.line(parts.said(TITLE), small * 1.15, center=True)
    at.rule()
    at.pair(parts.said(NUMBER), slip.number, small)
    at.pair(parts.said(PLACED), slip.placed, small)
    at.rule()
    for line in slip.lines:
        _goods(at, line, small)
    at.rule()
    _sums(at, slip, small)
    if task.code is not None:
        _code(at, task.code, small)
    at.y += 1.5
    at.line(parts.said(THANKS), small, center=True)
    return Page(paper_mm, round(at.y + 5), tuple(at.items), slip.number)


def _goods(at: _Column, line: SlipLine, small: float) -> None:
    language = line_language(line.title)
    at.line(line.title, small * 1.08, bold=True, language=language)
    if line.spec:
        at.line(line.spec, small * 0.9)
    each = f" × {parts.shown(line.price)}" if line.price is not None else ""
    at.pair(f"{line.count}{each}" if line.count else "", parts.shown(line.total) if line.total is not None else "", small)


def line_language(text: str) -> str:
    """Whose letters a title begins with, for its font and direction."""
    return "ug" if any("\u0600" <= letter <= "\u06ff" for letter in text[:12]) else "zh"


def _sums(at: _Column, slip: Slip, small: float) -> None:
    for word, amount in ((POSTAGE, slip.postage), (DISCOUNT, -slip.discount), (REFUNDED, -slip.refunded)):
        if amount:
            at.pair(parts.said(word), parts.shown(amount), small)
    at.pair(parts.said(TOTAL), parts.shown(slip.total), small * 1.6, bold=True)
    for way, amount in slip.paid:
        at.pair(parts.said(way), parts.shown(amount), small)


def _code(at: _Column, mark: CodeMark, small: float) -> None:
    side = 34.0
    at.y += 1.5
    at.items.append(parts.code(mark, Rect(at.left + (at.width - side) / 2, at.y, side, side)))
    at.y += side + 0.5
    at.line(parts.payee_line(mark, "zh"), small, bold=True, center=True)


PRINTABLE = Printable("receipt", N_("Receipt"), "receipt", ROLLS, True, draw, of="orders", shipped=True)
