"""A table tent: A4 folded in the middle, a face on each side, the far one turned so that both stand upright."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Card, Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Picture, Plain, Rect, Text, Turned

PAPERS = {"A4": (210.0, 297.0)}
FACE_MM = 148.5
CODE_MM = 46.0


def draw(task: Task) -> list[Page]:
    """One sheet a product."""
    width, height = PAPERS["A4"]
    pages = []
    for card in task.cards:
        face = _face(card, task.shop_name, FACE_MM)
        far = Turned(Rect(0, 0, width, FACE_MM), tuple(_face(card, task.shop_name, 0.0)))
        fold: Item = Block(Rect(4, FACE_MM - 0.1, width - 8, 0.2), line="#B8AEA2", line_mm=0.15, dashed=True)
        pages.append(Page(width, height, (far, fold, *face), card.first_name))
    return pages


def _face(card: Card, shop_name: str, top: float) -> list[Plain]:
    """One side, its upper edge at ``top``."""
    photo = bool(card.picture)
    left = 92.0 if photo else 16.0
    width = 194.0 - left
    items: list[Plain] = [Block(Rect(8, top + 9, 194, 131), line=parts.ROSE, line_mm=1.6, radius_mm=5)]
    if photo:
        items.append(Picture(Rect(16, top + 17, 70, 70), card.picture, 4))
    first = Text(Rect(left, top + 17, width, 18), card.first_name, 14, 4, bold=True, language=card.first_language)
    items.append(first)
    if card.first_language == "zh" and card.name("ug"):
        items.append(Text(Rect(left, top + 35, width, 14), card.name("ug"), 10.5, 3, bold=True, language="ug", align="right",
                          no_larger_than=first))
    items.append(Text(Rect(left, top + 51, width, 20), parts.price(card), 21, 8, bold=True, color=parts.ROSE))
    least = parts.net_content_mm(card.pack_g) / parts.CAP_HEIGHT if card.pack_g else 3.0
    items.append(Text(Rect(left, top + 71, width, 9), parts.content_words(card), max(5.6, least), least, language="zh"))
    items.append(Text(Rect(left, top + 80, width * 0.5, 7), parts.by_weight(card), 5, 3, color=parts.QUIET))
    items.append(Text(Rect(left + width * 0.5, top + 80, width * 0.5, 7), parts.special_days(card), 5, 3, color=parts.ROSE,
                      align="right", language="zh"))
    mark = card.code
    if mark is None:
        items.append(Text(Rect(16, top + 104, 178, 14), shop_name, 8, 3, color=parts.QUIET, language="zh", align="center"))
        return items
    items.append(Block(Rect(16, top + 89.6, 178, 0.3), fill=parts.LINE))
    items.append(parts.code(mark, Rect(14, top + 91, CODE_MM, CODE_MM)))
    items += [
        Text(Rect(63, top + 93, 72, 7), mark.scheme, 5, 2.4, color=parts.QUIET, language="zh"),
        Text(Rect(63, top + 101, 72, 11), parts.payee_line(mark, "zh"), 7.4, 3, bold=True, language="zh"),
        Text(Rect(63, top + 114, 72, 8), parts.warning("zh"), 5, 2.4, language="zh"),
        Text(Rect(63, top + 123, 72, 9), parts.warning("ug"), 4.8, 2.4, language="ug", align="right"),
        *parts.check_marks(mark, Rect(137, top + 93, 57, 43)),
    ]
    return items


PRINTABLE = Printable("table_tent", N_("Table tent"), "house-line", PAPERS, True, draw, hangs=True, faces=2)
