"""How many are left: what was counted, what came in and went, less what was sold everywhere. The front door for other areas.

Nothing here is kept in step by hand: what is left is read from the last count, the moves since then and the orders that
took goods since then, so an import, a sale, a cancelled order or an undo is right at once. A product that was never
counted has no number and warns about nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.stock.actions import came_in, count, went_out
    from producer_app.areas.stock.queries import left, missing, oversold, short, unfilled
    from producer_app.areas.stock.rows import REASONS, Left, Move
else:
    __getattr__ = door(__name__, {
        "actions": "came_in count went_out",
        "queries": "left missing oversold short unfilled",
        "rows": "REASONS Left Move",
    })

NEEDS = ("products", "orders")
__all__ = ["NEEDS", "REASONS", "Left", "Move", "came_in", "count", "left", "missing", "oversold", "short", "unfilled", "went_out"]
