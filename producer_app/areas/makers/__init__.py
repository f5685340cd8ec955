"""The makers of a cooperative: who makes what, what each must bring for the open orders, and who has said that she can.

A maker's word holds for what was asked when she gave it: where more is needed afterwards she is asked again, where less is
needed it still holds. The front door for other areas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.makers.actions import add, assign, change, confirm, remove, unconfirm
    from producer_app.areas.makers.queries import listing, nobody, parts, shares
    from producer_app.areas.makers.rows import Goods, Maker, Part, Share
else:
    __getattr__ = door(__name__, {
        "actions": "add assign change confirm remove unconfirm",
        "queries": "listing nobody parts shares",
        "rows": "Goods Maker Part Share",
    })

NEEDS = ("products", "orders")
__all__ = ["NEEDS", "Goods", "Maker", "Part", "Share", "add", "assign", "change", "confirm", "listing", "nobody", "parts", "remove",
           "shares", "unconfirm"]
