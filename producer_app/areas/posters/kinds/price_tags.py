"""Price tags: on sheets to cut or peel, from any label of a sheet on, and one by one for label printers."""

from __future__ import annotations

from producer_app.areas.posters.kinds.label_face import face
from producer_app.areas.posters.rows import Card, Printable, Sheet, Task
from producer_app.areas.posters.sheets import PAPERS, sheet_of
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page


def draw(task: Task) -> list[Page]:
    """As many sheets as the cards need; the first one begins after the labels already used."""
    sheet = sheet_of(task.paper, task.sheet)
    cards = [card for card in task.cards for _copy in range(max(1, task.copies))]
    start = task.start % sheet.count
    pages = []
    while cards:
        room = sheet.count - start
        pages.append(_page(cards[:room], sheet, start, task.shop_name))
        cards, start = cards[room:], 0
    return pages


def _page(cards: list[Card], sheet: Sheet, start: int, title: str) -> Page:
    items: list[Item] = []
    for place, card in enumerate(cards, start):
        label = sheet.label(place)
        if sheet.cut:
            items.append(Block(label, line="#CFC7BC", line_mm=0.15, radius_mm=1.5, dashed=True))
        items += face(card, label)
    return Page(sheet.paper_width_mm, sheet.paper_height_mm, tuple(items), title)


PRINTABLE = Printable("price_tags", N_("Price tags"), "tag", PAPERS, False, draw, labels=True, hangs=True)
