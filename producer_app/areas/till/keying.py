"""What a key of the pad does to the counter, as values: the basket, what is being written, what was typed of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.areas.till.rows import DECIMALS, GRAMS, Basket, Item, weighed
from producer_app.base.money import Money, exponent
from producer_app.base.quantity import Quantity

# A tap on + or - lays so much of loose goods on the scales or takes it off.
STEP_G = 100
NUMBER_DIGITS = 14
EMPTY = Basket()


def press(typed: str, key: str, *, decimals: int, digits: int = 8) -> str:
    """What stands on the keypad's line after one more key (a digit, ``00``, ``.``, ``back``); a key that does not fit is ignored.

    >>> press("1", ".", decimals=2), press("1.25", "5", decimals=2), press("12", "back", decimals=0)
    ('1.', '1.25', '1')
    """
    if key == "back":
        return typed[:-1]
    wanted = typed + key
    whole, dot, rest = wanted.partition(".")
    if wanted.count(".") > 1 or (dot and not decimals) or len(rest) > decimals or len(whole) > digits:
        return typed
    return wanted if whole else f"0{wanted}"


@dataclass(frozen=True, slots=True)
class Hand:
    """The counter under the hand. ``mode``: what the keypad writes (count, kg, jin, g, price, sum, number); ``typed``: so far."""

    basket: Basket = EMPTY
    mode: str = "number"
    typed: str = ""

    @property
    def item(self) -> Item | None:
        """The line that the keypad speaks to."""
        place = self.basket.chosen
        return self.basket.items[place] if 0 <= place < len(self.basket.items) else None

    def settled(self, basket: Basket | None = None) -> Hand:
        """What the keypad writes by itself: how much of the chosen line (its price where it has none), else a number."""
        hand = Hand(self.basket if basket is None else basket)
        item = hand.item
        if item is None:
            return hand
        unpriced = not item.price.minor and item.agreed is None
        return replace(hand, mode="price" if unpriced else item.typed_in or "count")

    def writing(self, mode: str) -> Hand:
        """Another thing to write; a weight that stands there is shown in the new unit. The same hand where it means nothing."""
        item = self.item
        if mode == "number":
            return Hand(self.basket, mode)
        if item is None or ((mode in GRAMS) != bool(item.typed_in) and mode not in ("price", "sum")):
            return self
        # An agreed sum stays; weighing anew would take it back.
        shown = mode in GRAMS and item.agreed is None
        basket = self.basket.weigh(self.basket.chosen, item.quantity, mode) if shown else self.basket
        return Hand(basket, mode)

    def key(self, key: str) -> Hand:
        """One key: a digit, ``00``, ``.``, ``back``, ``clear``, ``ok``, ``+1``, ``-1``, ``half`` (500 g), ``down`` (whole yuan).

        Raises ShopError: an amount that is absurdly large.
        """
        item, place = self.item, self.basket.chosen
        if self.mode == "number" or item is None:
            return self._number(key)
        if key == "ok":
            return self.settled()
        if key == "half" and self.mode not in GRAMS:
            return self
        if key == "half":
            return self._with(self.basket.weigh(place, Quantity(500_000 // GRAMS[item.unit]), self.mode))
        if key == "down":
            unit = 10 ** exponent(item.price.currency)
            return self._with(self.basket.make_it(Money(self.basket.total.minor // unit * unit, item.price.currency)))
        if key in ("+1", "-1"):
            return self._step(place, item, 1 if key == "+1" else -1)
        if key == "clear":
            return self._clear(place, item)
        return self._type(place, item, press(self.typed, key, decimals=self._decimals(item)))

    def _with(self, basket: Basket, typed: str = "") -> Hand:
        return Hand(basket, self.mode, typed) if basket.items and basket.chosen == self.basket.chosen else self.settled(basket)

    def _number(self, key: str) -> Hand:
        if key == "clear":
            return replace(self, typed="")
        if key != "back" and not key.isdecimal():
            return self
        return replace(self, typed=press(self.typed, key, decimals=0, digits=NUMBER_DIGITS))

    def _step(self, place: int, item: Item, by: int) -> Hand:
        if item.typed_in:
            much = Quantity(max(0, item.quantity.milli + by * STEP_G * 1000 // GRAMS[item.unit]))
            return self._with(self.basket.weigh(place, much, item.typed_in))
        basket = self.basket.with_quantity(place, Quantity(item.quantity.milli + by * 1000))
        return self._with(basket) if len(basket.items) == len(self.basket.items) else self.settled(basket)

    def _clear(self, place: int, item: Item) -> Hand:
        if self.mode == "sum":
            return self._with(self.basket.usual())
        if self.mode == "price":
            return self._with(self.basket.with_price(place, item.usual or item.price))
        if item.typed_in and item.quantity.milli:
            return self._with(self.basket.weigh(place, Quantity(0), self.mode))
        return self.settled(self.basket.with_quantity(place, Quantity(0)))

    def _decimals(self, item: Item) -> int:
        return exponent(item.price.currency) if self.mode in ("price", "sum") else DECIMALS.get(self.mode, 3)

    def _type(self, place: int, item: Item, typed: str) -> Hand:
        bare = typed.rstrip(".")
        if self.mode in GRAMS:
            return self._with(self.basket.weigh(place, weighed(bare or "0", self.mode, item.unit), self.mode), typed)
        if self.mode in ("price", "sum") and bare:
            amount = Money.parse(bare, item.price.currency)
            return self._with(self.basket.make_it(amount) if self.mode == "sum" else self.basket.with_price(place, amount), typed)
        # None is not a quantity yet: ``0`` and ``0.`` wait for their next digit.
        if self.mode == "count" and any(digit in "123456789" for digit in bare):
            return self._with(self.basket.with_quantity(place, Quantity.parse(bare)), typed)
        return replace(self, typed=typed)
