"""What came in: the day by product, by channel and by way of paying. The front door for other areas."""

from __future__ import annotations

from producer_app.areas.money.queries import day
from producer_app.areas.money.rows import Day, Sum

NEEDS = ("products", "orders")
__all__ = ["NEEDS", "Day", "Sum", "day"]
