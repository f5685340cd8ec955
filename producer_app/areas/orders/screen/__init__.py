"""Orders: the board, one order, a file's orders before they are taken, an order by hand.

  board.py    the page with its five columns, and what stands in its place when something is open
  lanes.py    one column with its count and its sum
  exporting.py  what is shown, as a file
  cards.py    one order drawn as a card, with its one tap forward
  sheet.py    one order whole: goods, buyer (hidden until asked), money, parcels, history
  intake.py   files: reading, what they would change, what is refused, imports taken back
  columns.py  a file that no channel knows: what its columns mean
  by_hand.py  a new order: choose, count, save
  shops.py    connected online shops; connecting.py is the form for one more
  teller.py   tells them when a parcel leaves; told.py is the switch, what waits, and the line on an order
  giving_back.py  goods of an order come back; promised.py: orders promised for a day, by day
  resting.py  days on which nothing is sent, and which promises fall into them
  window_room.py  orders of a group for some days, or until so many came
  scenes.py   steps worth a picture
  marks.py    what a card warns of: goods not there, money owed
  chat.py     orders out of a pasted text; chat_card.py is one of them
"""

from __future__ import annotations

from producer_app.areas.orders import queries
from producer_app.areas.orders.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Page, Scenes, Screen, Stage

WATCHES = frozenset({"orders", "order_lines", "parcels", "order_payments", "order_promises", "order_returns",
                     "order_windows", "order_window_orders", "order_imports", "order_servers", "order_outbox", "products", "photos",
                     "stock_moves", "pauses"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.orders.screen.board import OrdersPage

    return OrdersPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.orders.screen.scenes import SCENES

    return SCENES


def _waiting(shop: Shop) -> int:
    return queries.counts(shop, most=999)["pack"]


def _said(shop: Shop) -> str:
    counts = queries.counts(shop, most=999)
    waiting = counts["pack"] + counts["send"]
    if not waiting:
        return _("Nothing to pack or send")
    return ngettext("{count} to pack or send", "{count} to pack or send", waiting).format(count=waiting)


SCREEN = Screen(TILE, _page, WATCHES, said=_said, waiting=_waiting, scenes=_scenes)
