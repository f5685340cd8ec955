"""How one product looks on one label, whatever its size: name over the whole width, price and content beside the code."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import Card
from producer_app.base.page import Item, Rect, Text

LEAST_CODE_MM, LARGEST_CODE_MM = 18.0, 42.0
LEAST_WORDS_MM = 15.0  # room that price and content keep beside a code


def code_side(label: Rect) -> float:
    """The side of the code that a label of this size carries, 0.0 where there is no room for one of 18 mm."""
    pad = _pad(label)
    if _tall(label):
        return min(label.width * 0.55, label.height * 0.4)
    room = min(label.width - 2 * pad - LEAST_WORDS_MM, label.height - 2 * pad - 5.5)
    wished = min(label.height * 0.52, label.width * 0.4, LARGEST_CODE_MM)
    return 0.0 if room < LEAST_CODE_MM else min(max(wished, LEAST_CODE_MM), room)


def _tall(label: Rect) -> bool:
    """A label so high that the code stands under the words instead of beside them."""
    return label.height > label.width * 1.2 and label.width >= 45


def _pad(label: Rect) -> float:
    return max(1.2, min(6.0, label.height * 0.06, label.width * 0.045))


def face(card: Card, label: Rect) -> list[Item]:
    """The items of one label."""
    pad = _pad(label)
    x, y, width, height = label.x + pad, label.y + pad, label.width - 2 * pad, label.height - 2 * pad
    side = code_side(label) if card.code else 0.0
    both = card.first_language == "zh" and bool(card.name("ug"))
    # Large letters on a tall label would leave the price small; a narrow one sets the bound by its width.
    name_h = min(height * (0.19 if both else 0.22), width * 0.13, 16.0)
    if side and not _tall(label):
        name_h = min(name_h, max(4.2, (height - side) / (1.9 if both else 1.0)))
    first = Text(Rect(x, y, width, name_h), card.first_name, name_h * 0.82, min(2.2, name_h * 0.4), bold=True,
                 language=card.first_language)
    items: list[Item] = [first]
    below = y + name_h
    if both:
        # Beside a code that reaches up, the second name keeps to the words' column.
        wide = width if below + name_h * 0.9 <= y + height - side or not side else width - side - 1
        items.append(Text(Rect(x, below, wide, name_h * 0.9), card.name("ug"), name_h * 0.72, min(2.0, name_h * 0.38),
                          language="ug", align="right", no_larger_than=first))
        below += name_h * 0.9
    if card.code and side and _tall(label):
        items.append(parts.code(card.code, Rect(x + (width - side) / 2, y + height - side, side, side)))
        return items + _figures(card, Rect(x, below + 0.4, width, y + height - side - below - 1.4))
    if card.code and side:
        items.append(parts.code(card.code, Rect(x + width - side, y + height - side, side, side)))
    column = width - (side + 1 if side else 0)
    return items + _figures(card, Rect(x, below + 0.4, column, y + height - below - 0.4))


def _figures(card: Card, room: Rect) -> list[Item]:
    """Price, the days it holds, net content and the price by weight, one under the other."""
    content = parts.content_words(card)
    least = parts.net_content_mm(card.pack_g) / parts.CAP_HEIGHT if card.pack_g else 2.6
    if card.pack_g and parts.rough_width(content) * least > room.width:
        content = parts.weight(card.pack_g)  # the digits have a height to keep; the word for the pack gives way
    content_h = max(least, min(room.height * 0.24, 9.0)) if content else 0.0
    days, each = parts.special_days(card), parts.by_weight(card)
    small = min(max(2.4, room.height * 0.13), 6.0)
    least_price = max(4.0, content_h * 0.8)
    days_h = small if days else 0.0
    if days and room.height - content_h - days_h < least_price:
        days, days_h = "", 0.0
    each_h = small if each else 0.0
    if room.height - content_h - days_h - each_h < least_price:
        each, each_h = "", 0.0
    price_h = min(room.height - content_h - days_h - each_h, 30.0)
    spare = max(0.0, room.height - price_h - days_h - content_h - each_h) / 2
    y = room.y + spare
    price = Text(Rect(room.x, y, room.width, price_h), parts.price(card), price_h * 0.9, 2.6, bold=True, color=parts.ROSE)
    items: list[Item] = [price]
    y += price_h
    if days:
        items.append(Text(Rect(room.x, y, room.width, days_h), days, days_h * 0.85, 1.2, color=parts.ROSE, language="zh"))
        y += days_h
    if content:
        items.append(Text(Rect(room.x, y, room.width, content_h), content, max(least, content_h * 0.8), least, language="zh"))
        y += content_h
    if each:
        items.append(Text(Rect(room.x, y, room.width, each_h), each, each_h * 0.85, 1.5, color=parts.QUIET))
    return items
