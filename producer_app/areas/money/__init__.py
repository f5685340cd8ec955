"""What came in: any period by product, channel, day and way of paying; the drawer counted; debts. The front door.

  queries.py   sums of a period and the orders behind each
  cashbox.py   what should be in the drawer, and the days that were closed
  actions.py   closing a day, correcting a closed one
  pages.py     the sheet of a closed day and a buyer's statement, on paper
  tables.py    the same and the sums as tables for a file
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.money.actions import close_day, correct
    from producer_app.areas.money.cashbox import closes, drawer
    from producer_app.areas.money.queries import behind, behind_total, day, report
    from producer_app.areas.money.rows import PIECES, REASONS, Close, Count, Drawer, Period, Report, Sum
else:
    __getattr__ = door(__name__, {
        "actions": "close_day correct",
        "cashbox": "closes drawer",
        "queries": "behind behind_total day report",
        "rows": "PIECES REASONS Close Count Drawer Period Report Sum",
    })

NEEDS = ("products", "orders", "payments")
__all__ = [
    "Close", "Count", "Drawer", "NEEDS", "PIECES", "Period", "REASONS", "Report", "Sum", "behind", "behind_total", "close_day",
    "closes", "correct", "day", "drawer", "report"]
