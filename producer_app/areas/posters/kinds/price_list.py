"""The price list: every product with its picture in one calm table, as many sheets of A4 as it takes."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Card, CodeMark, Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Picture, Rect, Text

PAPERS = {"A4": (210.0, 297.0)}
TITLE, SHEET = N_("Price list"), N_("Sheet {number} of {count}")
LEFT, RIGHT, ROW_MM, FOOT_MM = 15.0, 195.0, 19.5, 285.0
HEAD_MM, CODED_HEAD_MM, CODE_MM = 36.0, 58.0, 40.0


def draw(task: Task) -> list[Page]:
    """The first sheet carries the head, with the payment code where there is one."""
    groups: list[list[Card]] = []
    cards = list(task.cards)
    while cards or not groups:
        top = _top(task.code if not groups else None)
        room = int((FOOT_MM - top - 4) // ROW_MM)
        groups.append(cards[:room])
        cards = cards[room:]
    return [_page(group, number, len(groups), task) for number, group in enumerate(groups)]


def _top(code: CodeMark | None) -> float:
    return CODED_HEAD_MM if code is not None else HEAD_MM


def _page(cards: list[Card], number: int, count: int, task: Task) -> Page:
    width, height = PAPERS["A4"]
    code = task.code if number == 0 else None
    items: list[Item] = _head(task, code)
    y = _top(code)
    for place, card in enumerate(cards):
        if place % 2 == 0:
            items.append(Block(Rect(LEFT - 3, y, RIGHT - LEFT + 6, ROW_MM), fill="#FBF6EF", radius_mm=2))
        items += _row(card, y)
        y += ROW_MM
    if count > 1:
        items.append(Text(Rect(LEFT, FOOT_MM, RIGHT - LEFT, 5), parts.said(SHEET).format(number=number + 1, count=count), 3.4,
                          color=parts.QUIET, language="zh", align="center"))
    return Page(width, height, tuple(items), task.shop_name or parts.said(TITLE))


def _head(task: Task, code: CodeMark | None) -> list[Item]:
    wide = 92.0 if code is not None else RIGHT - LEFT
    name = task.shop_name or parts.said(TITLE)
    items: list[Item] = [Text(Rect(LEFT, 13, wide, 12), name, 9, 4, bold=True, color=parts.ROSE, language="zh")]
    if task.shop_name:
        items.append(Text(Rect(LEFT, 25, wide, 7), parts.said(TITLE), 5, 3, color=parts.QUIET, language="zh"))
    items.append(Block(Rect(LEFT, _top(code) - 2.4, RIGHT - LEFT, 0.5), fill=parts.ROSE))
    if code is not None:
        items += [
            Text(Rect(LEFT, 37, wide, 7), parts.payee_line(code, "zh"), 5, 2.4, bold=True, language="zh"),
            Text(Rect(LEFT, 44.5, wide, 5), parts.warning("zh"), 3.6, 2, color=parts.QUIET, language="zh"),
            Text(Rect(LEFT, 49.5, wide, 5.4), parts.warning("ug"), 3.4, 2, color=parts.QUIET, language="ug", align="left"),
            Text(Rect(112, 44, 40, 5.5), code.scheme, 4, 2.2, color=parts.QUIET, language="zh", align="right"),
            *parts.check_marks(code, Rect(108, 12, 44, 31)),
            parts.code(code, Rect(RIGHT - CODE_MM + 3, 12, CODE_MM, CODE_MM)),
        ]
    return items


def _row(card: Card, y: float) -> list[Item]:
    """Picture, names, net content; the price at the end edge, the price for 500 g under it."""
    items: list[Item] = []
    if card.picture:
        items.append(Picture(Rect(LEFT, y + 1.75, 16, 16), card.picture, 2))
    x = LEFT + 20
    both = card.first_language == "zh" and bool(card.name("ug"))
    first = Text(Rect(x, y + (2.6 if both else 5.6), 74, 8), card.first_name, 6, 2.6, bold=True, language=card.first_language)
    items.append(first)
    if both:
        items.append(Text(Rect(x, y + 10.6, 74, 6.6), card.name("ug"), 5, 2.2, language="ug", align="left", no_larger_than=first))
    least = parts.net_content_mm(card.pack_g) / parts.CAP_HEIGHT if card.pack_g else 2.6
    content, wide = parts.content_words(card), 40.0
    if parts.rough_width(content) * least > wide and card.pack_g:
        content = parts.weight(card.pack_g)  # the digits have a height to keep; the word for the pack gives way
    items.append(Text(Rect(x + 76, y + 4.8, wide, 10), content, max(4.6, least), least, language="zh"))
    items.append(Text(Rect(x + 76, y + 14, 40, 4.6), parts.special_days(card), 3.4, 2, color=parts.ROSE, language="zh"))
    each = parts.by_weight(card)
    items.append(Text(Rect(RIGHT - 43, y + (2.4 if each else 4.6), 42, 10), parts.price(card), 8.6, 4, bold=True, color=parts.ROSE,
                      align="right"))
    if each:
        items.append(Text(Rect(RIGHT - 43, y + 12.4, 42, 5), each, 3.6, 2, color=parts.QUIET, align="right"))
    return items


PRINTABLE = Printable("price_list", N_("Price list"), "list-bullets", PAPERS, False, draw, hangs=True)
