"""The stall sale: choose by picture, say how much, take the money. The front door for other areas.

  rows.py      the basket as values: adding, weighing, bargaining
  keying.py    what a key of the pad does to it
  statement.py a neighbour's account on paper
  schema.py    the basket on the counter, those put aside, bar codes
  queries.py actions.py   as in every area
  screen/      the counter and its rooms
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.till.actions import learn, sell
    from producer_app.areas.till.queries import by_code, to_look_for
    from producer_app.areas.till.rows import Basket, Item
else:
    __getattr__ = door(__name__, {
        "actions": "learn sell",
        "queries": "by_code to_look_for",
        "rows": "Basket Item",
    })

NEEDS = ("products", "orders", "payments", "stock")
__all__ = ["NEEDS", "Basket", "Item", "by_code", "learn", "sell", "to_look_for"]
