"""The stall sale: choose by picture, say how much, take the money. The front door for other areas."""

from __future__ import annotations

from producer_app.areas.till.actions import sell
from producer_app.areas.till.rows import Basket, Item

NEEDS = ("products", "orders", "payments")
__all__ = ["NEEDS", "Basket", "Item", "sell"]
