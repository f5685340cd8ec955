"""Arithmetic of prices: per weight, in force on a day, endings that buyers are used to. Whole minor units; no shop, no disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from producer_app.areas.products.rows import Product, Special
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import LARGEST_MINOR, Money, exponent

JIN_G, KILOGRAM_G = 500, 1000
# What is sold by weight is that weight, whatever stands beside it.
WEIGHED_G = {"kg": KILOGRAM_G, "jin": JIN_G}
# Nobody compares knives or cloth by the gram.
NOT_BY_WEIGHT = frozenset({"piece", "set", "metre"})


def half_up(numerator: int, denominator: int) -> int:
    """A quotient of whole numbers, halves away from zero, as tills round.

    >>> [half_up(n, 2) for n in (-3, -1, 1, 3)]
    [-2, -1, 1, 2]
    """
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def grams(unit: str, pack_g: int) -> int:
    """What one sales unit holds; 0 where nobody knows, and for what is not compared by weight."""
    return 0 if unit in NOT_BY_WEIGHT else WEIGHED_G.get(unit, pack_g)


def per_weight(price: Money, weight_g: int, per_g: int = JIN_G) -> Money | None:
    """The price of 500 g (or 1000), as buyers compare: whole minor units, half up; None where the weight is unknown."""
    if weight_g <= 0 or per_g <= 0:
        return None
    minor = half_up(price.minor * per_g, weight_g)
    return Money(minor, price.currency) if minor <= LARGEST_MINOR else None


def price_per_weight(product: Product, per_g: int = JIN_G) -> Money | None:
    """What 500 g (or ``per_g``) of a product cost at the stall today; None where its weight is unknown or it is sold by that
    very weight."""
    weight = grams(product.unit, product.pack_g)
    return None if product.unit in WEIGHED_G and weight == per_g else per_weight(product.price_now, weight, per_g)


def endings(price: Money) -> list[Money]:
    """The nearest prices from this one up that end in .80 and .90, without itself; none where money has no such endings."""
    if exponent(price.currency) != 2 or price.minor <= 0:
        return []
    whole, rest = divmod(price.minor, 100)
    return [Money((whole + (rest > tail)) * 100 + tail, price.currency) for tail in (80, 90) if rest != tail]


def in_force(specials: Iterable[Special], kind: str, day: date) -> Special | None:
    """The special price of a kind on a day of the shop's calendar; none falls back by itself on the day after the last."""
    iso = day.isoformat()
    return next((one for one in specials if one.kind == kind and one.first_day <= iso <= one.last_day), None)


def price_on(prices: Mapping[str, Money], specials: Iterable[Special], kind: str, day: date) -> Money:
    """What is asked on a day: the special price of that kind, its own price, else what the stall asks that day."""
    base = prices.get("stall", Money(0))
    specials = [one for one in specials if one.price.currency == base.currency]
    for asked in dict.fromkeys((kind, "stall")):
        special = in_force(specials, asked, day)
        if special is not None:
            return special.price
        if asked in prices and prices[asked].currency == base.currency:
            return prices[asked]
    return base


def checked_special(special: Special, others: Iterable[Special], currency: str) -> Special:
    """The special price, if it may be kept. Raises ShopError: no price, days turned round, another one on the same days."""
    if special.price.minor <= 0:
        raise ShopError(_("A special price must be above zero."), _("Write a price like 38.00."), "BAD_PRICE")
    if special.price.currency != currency:
        raise ShopError(_("{a} and {b} cannot be added up.").format(a=special.price.currency, b=currency),
                        _("Write both in one currency."), "CURRENCIES")
    try:
        first, last = date.fromisoformat(special.first_day), date.fromisoformat(special.last_day)
    except ValueError:
        raise ShopError(_("This is not a day."), _("Choose a first and a last day."), "BAD_DAYS") from None
    if first > last:
        raise ShopError(_("The last day is before the first day."), _("Choose a last day that comes after it."), "BAD_DAYS")
    for one in others:
        if one.kind == special.kind and one.first_day <= special.last_day and special.first_day <= one.last_day:
            days = isolate(f"{one.first_day} – {one.last_day}")
            words = _("There is a special price of {price} from {days} already.")
            raise ShopError(words.format(price=one.price.shown(), days=days),
                            _("Choose other days, or take that one away first."), "OVERLAP")
    return special
