"""One day's money as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from producer_app.base.money import Money


@dataclass(frozen=True, slots=True)
class Sum:
    """One bar: what it stands for, how much, and a word beside it (``3 ×``, ``2 orders``). ``thumb``: picture or ""."""

    name: str
    amount: Money
    beside: str = ""
    thumb: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A local day. ``sold``: billed less given back, by currency; ``orders``: how many; the three lists dearest first."""

    on: date
    sold: tuple[Money, ...]
    orders: int
    by_way: tuple[Sum, ...]
    by_product: tuple[Sum, ...]
    by_channel: tuple[Sum, ...]
