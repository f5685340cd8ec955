"""The sign on the counter: photo, name, price; her code, her name beside it, and the marks that show a swapped code."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Card, Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Picture, Rect, Text

PAPERS = {"A5": (210.0, 148.0), "A4": (297.0, 210.0)}


def draw(task: Task) -> list[Page]:
    """One page a product."""
    width, height = PAPERS[task.paper or "A5"]
    return [_page(card, task, width, height) for card in task.cards]


def _page(card: Card, task: Task, width: float, height: float) -> Page:
    k = width / 210.0  # everything grows with the paper

    def box(x: float, y: float, w: float, h: float) -> Rect:
        return Rect(x * k, y * k, w * k, h * k)

    items: list[Item] = [Block(box(5, 5, 200, 138), line=parts.ROSE, line_mm=2.6 * k, radius_mm=6 * k)]
    has_code = card.code is not None
    lower = 92.0 if has_code else 138.0
    photo = bool(card.picture)
    left = 94.0 if photo else 15.0
    if photo:
        items.append(Picture(box(15, 15, 73, 73 if has_code else 118), card.picture, 4 * k))
    items += _words(card, box, k, left, 195.0 - left, lower)
    if card.code is not None:
        items += _code(card, box, k)
    elif task.shop_name:
        items.append(Text(box(left, 124, 195 - left, 9), task.shop_name, 6 * k, color=parts.QUIET, language="zh"))
    return Page(width, height, tuple(items), card.first_name)


def _words(card: Card, box: object, k: float, left: float, width: float, lower: float) -> list[Item]:
    assert callable(box)
    top = 15.0 if lower < 100 else 26.0
    first = Text(box(left, top, width, 21), card.first_name, 15 * k, 4 * k, bold=True, language=card.first_language)
    items: list[Item] = [first]
    other = "ug" if card.first_language == "zh" else ""
    if other and card.name(other):
        items.append(Text(box(left, top + 21, width, 15), card.name(other), 11 * k, 3 * k, bold=True, language=other,
                          align="right", no_larger_than=first))
    items.append(Text(box(left, top + 37, width, 22), parts.price(card), 25 * k, 10 * k, bold=True, color=parts.ROSE))
    # Net content and the price for 500 g stand in lines of their own, so that no unit is torn from its number.
    small, least = 5.8 * k, 4 * k
    if card.pack_g:
        least = parts.net_content_mm(card.pack_g) / parts.CAP_HEIGHT
        small = max(small, least)
    items.append(Text(box(left, top + 60, width, 9), parts.content_words(card), small, least, language="zh"))
    items.append(Text(box(left, top + 69.5, width * 0.5, 6.5), parts.by_weight(card), 5.2 * k, 3 * k, color=parts.QUIET))
    items.append(Text(box(left + width * 0.5, top + 69.5, width * 0.5, 6.5), parts.special_days(card), 5.2 * k, 3 * k,
                      color=parts.ROSE, align="right", language="zh"))
    return items


def _code(card: Card, box: object, k: float) -> list[Item]:
    assert callable(box)
    mark = card.code
    assert mark is not None
    items: list[Item] = [
        Block(box(15, 92.5, 180, 0.4), fill=parts.LINE),
        parts.code(mark, box(14, 96, parts.SIGN_CODE_MM, parts.SIGN_CODE_MM)),
        Text(box(58, 96, 75, 8), mark.scheme, 5.2 * k, 2.4 * k, color=parts.QUIET, language="zh"),
        Text(box(58, 104, 75, 11), parts.payee_line(mark, "zh"), 7.2 * k, 3 * k, bold=True, language="zh"),
        Text(box(58, 116, 75, 8), parts.warning("zh"), 5.2 * k, 2.4 * k, language="zh"),
        Text(box(58, 125, 75, 9), parts.warning("ug"), 5.2 * k, 2.4 * k, language="ug", align="right"),
    ]
    return [*items, *parts.check_marks(mark, box(136, 95.5, 59, 44))]


PRINTABLE = Printable("stall_sign", N_("Stall sign"), "storefront", PAPERS, True, draw, hangs=True)
