"""Print for the stall: what, of which products or orders, on which paper; the page beside it exactly as it prints.

  page.py      the page: choices on one side, the preview and the way out on the other
  pick.py      the products and orders to choose from, as small cards
  labels.py    a label sheet in small, where a click says where to begin; a sheet of one's own
  old_tags.py  the list of old tags that still hang
  choices.py   the choices themselves: printable, paper, code, copies (copies.py)
  out.py       the way out: a file, a printer of the system, a printer of dots (batch.py)
  printers_page.py  the printers of dots that this computer remembers, and their test print
  machines.py  what was measured on the ruler page
  scan.py      the photographed scan test
  scenes.py    steps worth a picture of their own
"""

from __future__ import annotations

from producer_app.areas.posters import queries
from producer_app.areas.posters.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"products", "product_names", "prices", "photos", "receiving_codes", "orders", "print_runs", "printed_items",
                     "settings", "code_trail", "code_places", "makers", "maker_products", "order_lines"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.posters.screen.page import PostersPage

    return PostersPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.posters.screen import scenes

    return {"labels": scenes.labels, "orders": scenes.orders, "makers": scenes.makers_sheets,
            "old-tags": scenes.old_tags, "price-list": scenes.price_list,
            "printers": scenes.printers, "scan-test": scenes.scan_test}


def _said(shop: Shop) -> str:
    count = queries.changed_count(shop)
    if not count:
        return _("Signs and price tags")
    return ngettext("{count} tag to print anew", "{count} tags to print anew", count).format(count=count)


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=queries.changed_count,
                scenes=_scenes)
