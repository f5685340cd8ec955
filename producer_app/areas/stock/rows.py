"""Stock as values."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.base.i18n import N_
from producer_app.base.quantity import Quantity

# Why goods are gone that nobody bought; kept in the shop as these keys.
REASONS = {"broken": N_("Broken"), "gift": N_("Given away"), "tasting": N_("For tasting"), "own": N_("Used at home"),
           "spoiled": N_("Spoiled"), "lost": N_("Lost")}
KINDS = {"count": N_("Counted"), "in": N_("Came in"), "out": N_("Gone")}


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a product can still be sold. ``milli``: thousandths of its unit, below zero where more was sold than
    there is; ``sold_lately``: thousandths sold in the last seven days; ``counted_at``: UTC of the last count."""

    product_id: int
    milli: int
    sold_lately: int
    counted_at: str

    @property
    def state(self) -> str:
        """"over" sold more than there is, "none", "short" less than a week's sales, or "good"."""
        if self.milli < 0:
            return "over"
        if self.milli == 0:
            return "none"
        return "short" if self.milli < self.sold_lately else "good"

    def text(self) -> str:
        """The number as it is shown, with a true minus sign."""
        return f"−{Quantity(-self.milli).text()}" if self.milli < 0 else Quantity(self.milli).text()


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a product's history. ``kind``: a key of KINDS; ``reason``: a key of REASONS, "" for none."""

    id: int
    kind: str
    quantity: Quantity
    reason: str
    at: str
