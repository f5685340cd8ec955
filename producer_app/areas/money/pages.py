"""Paper of the money: the sheet of a closed day, and a buyer's statement. Values in, pages in millimetres out."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas import orders
from producer_app.areas.money.rows import REASONS, Close
from producer_app.areas.money.tables import local
from producer_app.base import clock, i18n
from producer_app.base.i18n import _, bare
from producer_app.base.money import Money
from producer_app.base.page import Align, Block, Item, Page, Rect, Text

A4, A5 = (210.0, 297.0), (148.0, 210.0)
EDGE = 14.0
LINE = 7.2
INK, QUIET, ROSE, RULE = "#1F2430", "#4A5060", "#8E1848", "#DDD5CB"
LONGEST_GOODS = 46  # Latin letters; a Chinese one counts twice
# Columns of a statement in mm from its start edge: day, number, goods, amount, owed after it.
DAY, NUMBER, GOODS, AMOUNT, OWED = (0.0, 30.0), (31.0, 22.0), (54.0, 69.0), (124.0, 28.0), (153.0, 29.0)


class _Paper:
    """Lines from the top of a sheet down, mirrored where the language begins at the right."""

    def __init__(self, title: str, shop_name: str, size: tuple[float, float]) -> None:
        self._width, self._height = size
        self.inner = self._width - 2 * EDGE
        self._language = i18n.current()
        self._mirrored = i18n.right_to_left()
        self._title, self._shop_name = title, shop_name
        self._pages: list[list[Item]] = []
        self._begin()

    def _begin(self) -> None:
        self._pages.append([])
        self.y = EDGE
        most = self.inner * 0.64
        self.text((0, most), self._title, 7, bold=True, color=ROSE, height=11)
        self.text((most + 2, self.inner - most - 2), self._shop_name, 4.2, end=True, color=QUIET, height=11)
        self.y += 13

    def room(self, lines: float) -> bool:
        """Begins a new sheet where fewer lines than these are left; gives whether it did."""
        if self.y + lines * LINE <= self._height - EDGE:
            return False
        self._begin()
        return True

    def text(self, place: tuple[float, float], words: str, size: float = 4.0, *, bold: bool = False, end: bool = False,
             color: str = INK, height: float = LINE) -> None:
        """Words at (start, width) millimetres on the line in hand; numbers and Latin words keep their direction."""
        if not words:
            return
        start, width = place
        x = EDGE + (self.inner - start - width if self._mirrored else start)
        align: Align = "left" if end == self._mirrored else "right"
        self._pages[-1].append(Text(Rect(x, self.y, width, height), bare(words), size, 2.0, bold=bold, color=color, align=align,
                                    language="en" if words.isascii() else self._language))

    def amount(self, place: tuple[float, float], value: Money, *, bold: bool = False) -> None:
        """An amount at the end of its place, always left to right."""
        start, width = place
        x = EDGE + (self.inner - start - width if self._mirrored else start)
        self._pages[-1].append(Text(Rect(x, self.y, width, LINE), bare(value.shown()), 4.0, 2.0, bold=bold,
                                    align="left" if self._mirrored else "right"))

    def pair(self, label: str, value: Money, *, bold: bool = False) -> None:
        """A label and its amount, then the next line."""
        self.room(1)
        self.text((0, self.inner - 42), label, bold=bold)
        self.amount((self.inner - 40, 40), value, bold=bold)
        self.y += LINE

    def rule(self) -> None:
        self._pages[-1].append(Block(Rect(EDGE, self.y + 1, self.inner, 0.3), fill=RULE))
        self.y += 3

    def pages(self) -> list[Page]:
        """The sheets, numbered where there are several."""
        for number, items in enumerate(self._pages, 1):
            if len(self._pages) > 1:
                text = f"{number} / {len(self._pages)}"
                items.append(Text(Rect(EDGE, self._height - 12, self.inner, 5), text, 3.2, color=QUIET, align="center"))
        return [Page(self._width, self._height, tuple(items), self._title) for items in self._pages]


def close_sheet(close: Close, shop_name: str = "") -> list[Page]:
    """The sheet of a closed day: notes and coins, the drawer, every way of paying, corrections, a line to sign on."""
    paper = _Paper(_("Day closed {date}").format(date=close.on.isoformat()), shop_name, A5)
    since = close.since or clock.day_bounds(close.on)[0]
    span = _("Since {start} until {end}").format(start=local(since), end=local(close.at))
    paper.text((0, paper.inner), span, 3.6, color=QUIET)
    paper.y += LINE + 2
    for piece, many in sorted(close.pieces.items(), reverse=True):
        paper.pair(f"{bare(Money(piece).shown())} × {many}", Money(piece * many))
    paper.rule()
    paper.pair(_("At the start"), close.float_)
    paper.pair(_("Cash that came in"), close.cash)
    paper.pair(_("Should be there"), close.to_be, bold=True)
    paper.pair(_("Counted"), close.counted, bold=True)
    paper.pair(_("Difference"), close.counted - close.to_be, bold=True)
    if close.reason:
        paper.text((0, paper.inner), " · ".join(filter(None, (_(REASONS[close.reason]), close.note))))
        paper.y += LINE
    paper.pair(_("Stays for tomorrow"), close.left)
    paper.rule()
    for line in close.lines:
        if line.way != "cash" or line.amount.currency != close.counted.currency:
            paper.pair(line.name, line.amount)
            if line.waiting:
                paper.pair(_("of it not seen yet"), line.waiting)
    for fix in close.fixes:
        paper.rule()
        paper.pair(_("Corrected {date}: really in the drawer").format(date=local(fix.at)), fix.counted, bold=True)
        paper.text((0, paper.inner), fix.reason)
        paper.y += LINE
    paper.room(3)
    paper.y += 2 * LINE
    paper.rule()
    paper.text((0, paper.inner), _("Counted by"), 3.6, color=QUIET)
    return paper.pages()


def statement(buyer: str, entries: Sequence[orders.Entry], *, on: str, shop_name: str = "") -> list[Page]:
    """What a buyer took on credit and paid, line by line, and what she owes. ``on``: the day it is printed."""
    paper = _Paper(_("Account of {buyer}").format(buyer=buyer), shop_name, A4)
    paper.text((0, paper.inner), _("As of {date}").format(date=on), 3.6, color=QUIET)
    paper.y += LINE + 2
    _statement_head(paper)
    owed = Money(0, entries[0].amount.currency if entries else "CNY")
    for entry in entries:
        owed += entry.amount
        if paper.room(2):
            _statement_head(paper)
        paper.text(DAY, local(entry.at), 3.2)
        paper.text(NUMBER, entry.number, 3.2)
        paper.text(GOODS, _cut(bare(entry.goods)) or _("Paid"), 3.2)
        paper.amount(AMOUNT, entry.amount)
        paper.amount(OWED, owed)
        paper.y += LINE
    paper.rule()
    paper.pair(_("Owed now"), owed, bold=True)
    return paper.pages()


def _statement_head(paper: _Paper) -> None:
    for place, name, end in ((DAY, _("Date"), False), (NUMBER, _("Order number"), False), (GOODS, _("Goods"), False),
                             (AMOUNT, _("Amount"), True), (OWED, _("Owed after it"), True)):
        paper.text(place, name, 3.2, bold=True, end=end, color=QUIET)
    paper.y += LINE
    paper.rule()


def _cut(text: str) -> str:
    """As much of a text as one line of a statement holds."""
    used = 0
    for place, letter in enumerate(text):
        used += 2 if ord(letter) > 0x2E80 else 1
        if used > LONGEST_GOODS:
            return text[:place - 1] + "…"
    return text
