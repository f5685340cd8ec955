"""The stall's counter: goods at one side, the basket at the other, other rooms in place of them.

  page.py      keys, scanner, language
  desk.py      joins everything: goods onto the counter, the keypad, paying
  shelf.py     the goods to tap, and the doors to the other rooms
  counter.py   the basket's lines, the sum, the keypad, the ways of paying
  paying.py    the change for cash, the code, the neighbour who pays later
  aside.py     baskets put aside
  returns.py   a jar comes back
  owing.py     debts and accounts; money by code that is still to be found on the phone
  buyer.py     the window that the buyer sees
  facing.py    that window opened, closed, remembered
  scanner.py   keys and bar codes, whatever has the focus
  parts.py     what several rooms are made of
"""

from __future__ import annotations

from producer_app.areas import orders
from producer_app.areas.till import queries
from producer_app.areas.till.tile import TILE
from producer_app.base import clock
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"products", "product_names", "prices", "photos", "receiving_codes", "orders", "order_payments",
                     "till_counter", "till_parked", "stock_moves"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.till.screen.page import TillPage

    return TillPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.till.screen.scenes import SCENES

    return SCENES


def _said(shop: Shop) -> str:
    start, end = clock.day_bounds(clock.today())
    count = sum(orders_ for _channel, _billed, _back, orders_ in orders.billed_between(shop, start, end))
    return ngettext("{count} sale today", "{count} sales today", count).format(count=count) if count else _("Three taps")


def _waiting(shop: Shop) -> int:
    return len(queries.to_look_for(shop))


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=_waiting, scenes=_scenes)
