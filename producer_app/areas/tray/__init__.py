"""Photos that came in and wait for their product: from a phone, a folder, a drop, a paste. The front door for other areas.

  rows.py       a photo of the tray, what it may belong to
  likeness.py   what a picture looks like as numbers, reckoned in the darkroom; how alike two are
  proposing.py  which photo belongs to which product, by likeness and order; sure, doubtful or none
  folder.py     new photos in a folder (a USB stick, a camera's card)
  phone/        the page a phone opens on the local network
  schema.py queries.py actions.py screen/   as in every area

A photo leaves the tray by itself once a product has it and is back after an undo: the tray is what came in less what the
products took since. Nothing is ever given to a product without a press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.tray.actions import give_all, put_away, take_in
    from producer_app.areas.tray.queries import count, waiting
    from producer_app.areas.tray.rows import TrayPhoto
else:
    __getattr__ = door(__name__, {
        "actions": "give_all put_away take_in",
        "queries": "count waiting",
        "rows": "TrayPhoto",
    })

NEEDS = ("products",)
__all__ = ["NEEDS", "TrayPhoto", "count", "give_all", "put_away", "take_in", "waiting"]
