"""Packing and sending: what must leave, what it costs, the courier's papers, the number back to its order.

  rows.py        tariffs, boxes, quotes, rows for couriers, breakages, pauses
  freight.py     what a parcel costs, in whole grams and fen
  waybills.py    a courier's batch file: which orders are whole enough, SF's columns, an own template, cells as text
  numbers.py     a file of tracking numbers, read back to its orders
  saying.py      the ready message to the buyer, in the buyer's language
  kinds/         printables: waybill label, village pick-up run
  schema.py queries.py actions.py commands.py screen/   as in every area
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.parcels.actions import add_examples, begin_pause, file_breakage, save_tariff, send
    from producer_app.areas.parcels.pausing import Pause, pause_now, pauses
    from producer_app.areas.parcels.queries import breakages, check_carriage, quotes, tariffs
    from producer_app.areas.parcels.rows import Box, Breakage, GiveBack, Quote, Rule, Tariff
else:
    __getattr__ = door(__name__, {
        "actions": "add_examples begin_pause file_breakage save_tariff send",
        "pausing": "Pause pause_now pauses",
        "queries": "breakages check_carriage quotes tariffs",
        "rows": "Box Breakage GiveBack Quote Rule Tariff",
    })

NEEDS = ("products", "orders")
__all__ = [
    "Box", "Breakage", "GiveBack", "NEEDS", "Pause", "Quote", "Rule", "Tariff", "add_examples", "begin_pause", "breakages",
    "check_carriage", "file_breakage", "pause_now", "pauses", "quotes", "save_tariff", "send", "tariffs",
]
