"""Everything for a market day by one press: the price list, a sign for each product two on a sheet, the tags to cut."""

from __future__ import annotations

from dataclasses import replace

from producer_app.areas.posters.kinds import price_list, price_tags, stall_sign
from producer_app.areas.posters.rows import Printable, Task
from producer_app.base.i18n import N_
from producer_app.base.page import Block, Item, Page, Rect, moved

PAPERS = {"A4": (210.0, 297.0)}
SIGN_MM = 148.5


def draw(task: Task) -> list[Page]:
    """All of it on A4: what lies on the table, what stands on it, what hangs on the goods."""
    own = replace(task, paper="", sheet=None, start=0)
    signs = stall_sign.draw(own)
    pairs = [signs[n:n + 2] for n in range(0, len(signs), 2)]
    return [*price_list.draw(own), *(_pair(pair, task.shop_name) for pair in pairs), *price_tags.draw(own)]


def _pair(signs: list[Page], title: str) -> Page:
    width, height = PAPERS["A4"]
    items: list[Item] = [Block(Rect(0, SIGN_MM, width, 0.1), line="#CFC7BC", line_mm=0.15, dashed=True)]
    for place, sign in enumerate(signs):
        items += moved(sign.items, 0, place * SIGN_MM + 0.25)
    return Page(width, height, tuple(items), title)


PRINTABLE = Printable("market_day", N_("Market day"), "storefront", PAPERS, False, draw, hangs=True)
