"""The basket on the counter, as values: adding, weighing, another price, "make it 20", the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from producer_app.base.i18n import N_, _
from producer_app.base.money import Money, exponent
from producer_app.base.quantity import Quantity

ONE = Quantity.of(1)
NONE = Quantity(0)
# Grams in one, and the decimals that scales show: in a third decimal of a jin there would be half grams.
GRAMS = {"kg": 1000, "jin": 500, "g": 1}
DECIMALS = {"kg": 3, "jin": 2, "g": 0}
WEIGHT_WORDS = {"kg": N_("kg"), "jin": N_("jin"), "g": N_("g")}
# Sums of what is sold loose are rounded half up to the fen (GB/T 8170-2008, 3.2 with the five always up, as scales do).
NOTES = (10, 20, 50, 100)


def by_weight(unit: str) -> bool:
    """Whether goods of a unit are weighed."""
    return unit in ("kg", "jin")


def weighed(text: str, typed_in: str, unit: str) -> Quantity:
    """A typed weight as a quantity of the goods' own unit, exactly. ``typed_in``: kg, jin, g; ``unit``: kg, jin.

    Raises ValueError: more decimals than DECIMALS.

    >>> weighed("1.5", "jin", "kg").text(), weighed("250", "g", "jin").text()
    ('0.75', '0.5')
    """
    whole, _dot, rest = text.partition(".")
    decimals = DECIMALS[typed_in]
    if len(rest) > decimals:
        raise ValueError(f"not a weight in {typed_in}: {text!r}")
    scaled = int((whole or "0") + rest.ljust(decimals, "0"))
    # Grams times 1000: never a fraction, because each unit's last decimal is a whole number of grams.
    return Quantity(scaled * GRAMS[typed_in] * 1000 // (10**decimals * GRAMS[unit]))


def in_weight(quantity: Quantity, unit: str, shown_in: str) -> str:
    """A quantity of goods as the bare weight in one unit.

    >>> in_weight(Quantity(750), "kg", "jin"), in_weight(Quantity(500), "jin", "g")
    ('1.5', '250')
    """
    return Quantity(quantity.milli * GRAMS[unit] // GRAMS[shown_in]).text()


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of goods in the basket, at the price it was taken in for.

    ``price``: for one ``unit``; ``quantity``: in that unit, nothing while the goods wait for the scales; ``agreed``: what
    was agreed for the whole line; ``shown_in``: kg, jin or g, as its weight was typed; ``usual``: the price that another one
    stands in for.
    """

    product_id: int
    name: str
    sku: str
    unit: str
    price: Money
    quantity: Quantity = ONE
    thumb: str = ""
    agreed: Money | None = None
    shown_in: str = ""
    usual: Money | None = None

    @property
    def total(self) -> Money:
        """What was agreed, else price times quantity, rounded half up to the minor unit."""
        return self.quantity.of_price(self.price) if self.agreed is None else self.agreed

    @property
    def typed_in(self) -> str:
        """The unit that a weight is typed in; "" for goods that are counted."""
        return (self.shown_in or self.unit) if by_weight(self.unit) else ""

    def much(self) -> str:
        """How much in the fewest signs: ``2 ×``, ``1.5 jin``."""
        if not self.typed_in:
            return f"{self.quantity.text()} ×"
        return f"{in_weight(self.quantity, self.unit, self.typed_in)} {_(WEIGHT_WORDS[self.typed_in])}"


@dataclass(frozen=True, slots=True)
class Basket:
    """What the buyer takes. ``chosen``: the line that the keypad speaks to."""

    items: tuple[Item, ...] = ()
    chosen: int = -1

    def add(self, item: Item) -> Basket:
        """More of it: a line of its own, or more on its line. What waits for the scales never joins what was weighed."""
        for place, known in enumerate(self.items):
            if (known.product_id, known.price) != (item.product_id, item.price):
                continue
            if not item.quantity.milli and not known.quantity.milli:
                return self.choose(place)
            if item.quantity.milli and known.quantity.milli and known.agreed is None:
                return self.with_quantity(place, Quantity(known.quantity.milli + item.quantity.milli))
        return Basket((*self.items, item), len(self.items))

    def with_quantity(self, place: int, quantity: Quantity) -> Basket:
        """Another quantity on a line; none takes the line out."""
        if quantity.milli <= 0:
            rest = self.items[:place] + self.items[place + 1:]
            return Basket(rest, min(place, len(rest) - 1))
        return self._with(place, replace(self.items[place], quantity=quantity, agreed=None))

    def weigh(self, place: int, quantity: Quantity, shown_in: str) -> Basket:
        """Another weight on a line, typed in a unit; none lets it wait for the scales again."""
        return self._with(place, replace(self.items[place], quantity=quantity, shown_in=shown_in, agreed=None))

    def with_price(self, place: int, price: Money) -> Basket:
        """Another price for one unit, in this sale only."""
        item = self.items[place]
        usual = item.usual or item.price
        return self._with(place, replace(item, price=price, agreed=None, usual=None if price == usual else usual))

    def make_it(self, total: Money) -> Basket:
        """Another sum for everything, shared out over the lines so that they add up to it to the fen."""
        parts = shares(total.minor, [item.total.minor for item in self.items])
        return replace(self, items=tuple(replace(item, agreed=Money(part, total.currency))
                                         for item, part in zip(self.items, parts, strict=True)))

    def usual(self) -> Basket:
        """Without anything agreed: prices times quantities again."""
        return replace(self, items=tuple(replace(item, agreed=None) for item in self.items))

    def choose(self, place: int) -> Basket:
        """Lets the keypad speak to a line."""
        return replace(self, chosen=place)

    def _with(self, place: int, item: Item) -> Basket:
        return Basket((*self.items[:place], item, *self.items[place + 1:]), place)

    @property
    def total(self) -> Money:
        """The sum. Raises ShopError: two currencies in one basket."""
        return Money.total((i.total for i in self.items), self.items[0].price.currency if self.items else "CNY")

    @property
    def waiting(self) -> int | None:
        """The first line that waits for the scales or for a price, None where all is told."""
        for place, item in enumerate(self.items):
            if not item.quantity.milli or (not item.price.minor and item.agreed is None):
                return place
        return None


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number shared out by weights, the left-over units to the largest remainders; the parts add up to it.

    >>> shares(20, [10, 10, 10])
    [7, 7, 6]
    """
    if not weights:
        return []
    of = sum(weights)
    if of <= 0:
        weights, of = [1] * len(weights), len(weights)
    parts = [total * weight // of for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % of), place))
    for place in order[:total - sum(parts)]:
        parts[place] += 1
    return parts


def notes_for(total: Money) -> tuple[Money, ...]:
    """What a buyer is likely to hand over, least first: exact, then the notes that are enough, then two hundreds and more."""
    unit = 10 ** exponent(total.currency)
    found = [note * unit for note in NOTES if note * unit > total.minor]
    largest = NOTES[-1] * unit
    if total.minor > largest:
        found.append(-(-total.minor // largest) * largest)
    return tuple(Money(minor, total.currency) for minor in dict.fromkeys([total.minor, *found]))


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket put aside. ``parked_at``: UTC ISO text."""

    id: int
    basket: Basket
    parked_at: str
