"""A maker and her part as values."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.base.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Maker:
    """Someone who makes goods for the shop. ``phone``: as she writes it, "" for none."""

    id: int
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Goods:
    """So much of one product. ``title``: with its size; ``unit``: a key of the products' units."""

    product_id: int
    title: str
    unit: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a product one open order wants. ``buyer``: masked."""

    product_id: int
    number: str
    buyer: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Part:
    """What one maker must bring for the open orders. ``said``: UTC of her word, "" for none; ``more``: what is needed beyond
    it."""

    maker: Maker
    goods: tuple[Goods, ...]
    said: str = ""
    more: tuple[Goods, ...] = ()

    @property
    def state(self) -> str:
        """"nothing" to bring, "yes" she brings all of it, "more" than she said, or "asked" and no word yet."""
        if not self.goods:
            return "nothing"
        if not self.said:
            return "asked"
        return "more" if self.more else "yes"
