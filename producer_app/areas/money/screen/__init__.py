"""Money: what was sold, the day closed, closed days, debts.

  page.py      the page and its four words at the top
  sold.py      a period: one sum, columns by day, bars by goods, way and channel
  behind.py    the orders behind a sum
  closing.py   counting the drawer and answering for code payments
  closed.py    closed days and their sheets
  debts.py     who owes what, her account
  parts.py     lines of a list, days in words
"""

from __future__ import annotations

from producer_app.areas.money.queries import day
from producer_app.areas.money.tile import TILE
from producer_app.base import clock
from producer_app.base.i18n import _, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Page, Scenes, Screen, Stage

WATCHES = frozenset({"orders", "order_lines", "order_payments", "products", "product_names", "photos", "day_closes",
                     "day_close_fixes"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.money.screen.page import MoneyPage

    return MoneyPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.money.screen.scenes import SCENES

    return SCENES


def _banner(shop: Shop) -> Banner | None:
    found = day(shop, clock.today())
    count = ngettext("{count} sale", "{count} sales", found.orders).format(count=found.orders)
    return Banner("sun-horizon", "ink", f"{_('Today')} · {count}", (found.sold[0] if found.sold else Money(0)).shown())


def _said(shop: Shop) -> str:
    found = day(shop, clock.today())
    return f"{_('Today')} {found.sold[0].shown()}" if found.sold else _("What came in today")


SCREEN = Screen(TILE, _page, WATCHES, said=_said, banner=_banner, scenes=_scenes)
