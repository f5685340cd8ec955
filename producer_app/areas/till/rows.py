"""The basket on the counter, as values: adding, changing how much, the sum."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

ONE = Quantity.of(1)


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of goods in the basket, at the price it was taken in for."""

    product_id: int
    name: str
    sku: str
    unit: str
    price: Money
    quantity: Quantity = ONE
    thumb: str = ""

    @property
    def total(self) -> Money:
        """Price times quantity, rounded half up to the minor unit."""
        return self.quantity.of_price(self.price)


@dataclass(frozen=True, slots=True)
class Basket:
    """What the buyer takes. ``chosen``: the line that the keypad speaks to."""

    items: tuple[Item, ...] = ()
    chosen: int = -1

    def add(self, item: Item) -> Basket:
        """One more of it: a line of its own, or one more on its line."""
        for place, known in enumerate(self.items):
            if known.product_id == item.product_id and known.price == item.price:
                return self.with_quantity(place, Quantity(known.quantity.milli + ONE.milli))
        return Basket((*self.items, item), len(self.items))

    def with_quantity(self, place: int, quantity: Quantity) -> Basket:
        """Another quantity on a line; none takes the line out."""
        if quantity.milli <= 0:
            rest = self.items[:place] + self.items[place + 1:]
            return Basket(rest, min(place, len(rest) - 1))
        changed = replace(self.items[place], quantity=quantity)
        return Basket((*self.items[:place], changed, *self.items[place + 1:]), place)

    def choose(self, place: int) -> Basket:
        """Lets the keypad speak to a line."""
        return replace(self, chosen=place)

    @property
    def total(self) -> Money:
        """The sum. Raises ShopError: two currencies in one basket."""
        return Money.total((i.total for i in self.items), self.items[0].price.currency if self.items else "CNY")
