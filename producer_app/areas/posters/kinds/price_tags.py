"""A sheet of price tags to cut or peel: 21 on A4, 63.5 x 38.1 mm, the common label sheet of three by seven."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Card, Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Rect, Text

PAPERS = {"A4": (210.0, 297.0)}
COLUMNS, LINES = 3, 7
WIDTH, HEIGHT, LEFT, TOP, STEP_X = 63.5, 38.1, 7.2, 15.15, 66.04
PAD = 3.0


def draw(task: Task) -> list[Page]:
    """As many sheets as the cards need."""
    width, height = PAPERS["A4"]
    size = COLUMNS * LINES
    sheets = [task.cards[n:n + size] for n in range(0, len(task.cards), size)]
    return [Page(width, height, tuple(item for number, card in enumerate(sheet) for item in _tag(card, number)),
                 task.shop_name) for sheet in sheets]


def _tag(card: Card, number: int) -> list[Item]:
    line, column = divmod(number, COLUMNS)
    tag = Rect(LEFT + column * STEP_X, TOP + line * HEIGHT, WIDTH, HEIGHT)
    items: list[Item] = [Block(tag, line="#CFC7BC", line_mm=0.15, radius_mm=1.5, dashed=True)]
    inner = WIDTH - 2 * PAD
    x, y = tag.x + PAD, tag.y + 2
    first = Text(Rect(x, y, inner, 7), card.first_name, 5.4, 2.2, bold=True, language=card.first_language)
    items.append(first)
    if card.first_language == "zh" and card.name("ug"):
        items.append(Text(Rect(x, y + 7, inner, 6), card.name("ug"), 4.6, 2.0, language="ug", align="right", no_larger_than=first))
    narrow = inner - (parts.TAG_CODE_MM + 1 if card.code else 0)
    items.append(Text(Rect(x, y + 12.4, narrow, 11), parts.price(card), 10.5, 4.5, bold=True, color=parts.ROSE))
    small = max(3.4, parts.net_content_mm(card.pack_g) / parts.CAP_HEIGHT) if card.pack_g else 3.4
    content = " ".join(p for p in (parts.pack_words(card, "zh"), parts.weight(card.pack_g) if card.pack_g else "") if p)
    items.append(Text(Rect(x, y + 23.2, narrow, 5.6), content, small, small if card.pack_g else 3.0, language="zh"))
    items.append(Text(Rect(x, y + 30.4, narrow, 4), parts.per_500_g(card), 3.2, 2.0, color=parts.QUIET))
    if card.code:
        side = parts.TAG_CODE_MM
        items.append(parts.code(card.code, Rect(tag.right - PAD - side + 1, y + 14.6, side, side)))
    return items


PRINTABLE = Printable("price_tags", N_("Price tags"), "tag", PAPERS, False, draw)
