"""Quantities in thousandths of the sales unit, so that 1.5 kg and 2 jars are both whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money

LARGEST_MILLI = 10**12


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """How much of a sales unit. ``milli``: thousandths, so 1500 is one and a half."""

    milli: int

    @classmethod
    def of(cls, count: int) -> Quantity:
        """So many whole units."""
        return cls(count * 1000)

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """``2``, ``1.5``. Raises ShopError: not a number above zero with at most three decimals."""
        plain = text.strip().translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        try:
            if not plain or not plain.isascii() or any(c in plain for c in "eE_ "):
                raise InvalidOperation
            value = Decimal(plain)
            scaled = value.scaleb(3)
            if not value.is_finite() or scaled != scaled.to_integral_value() or not 0 < scaled <= LARGEST_MILLI:
                raise InvalidOperation
        except InvalidOperation:
            raise ShopError(_("“{text}” is not a quantity.").format(text=text.strip()[:40]),
                            _("Write a number like 2 or 1.5."), "BAD_QUANTITY") from None
        return cls(int(scaled))

    def text(self) -> str:
        """The shortest decimal text: ``2``, ``1.5``."""
        whole, rest = divmod(self.milli, 1000)
        return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)

    def of_price(self, unit_price: Money) -> Money:
        """What this much costs at a price per unit, rounded half up to the minor unit."""
        return unit_price.rounded_share(self.milli, 1000)
