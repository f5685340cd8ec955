"""Money: whole minor units of one currency (ISO 4217), no floats, no silent rounding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate

# ISO 4217 exponents that are not 2; the currencies of the payment schemes and their neighbours.
EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "UGX": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
SIGNS = {"CNY": "¥", "EUR": "€", "USD": "$", "INR": "₹", "BRL": "R$", "THB": "฿", "KZT": "₸", "GBP": "£", "VND": "₫"}
# Fits SQLite's 64 bits with room for sums over millions of rows.
LARGEST_MINOR = 10**14


def exponent(currency: str) -> int:
    """How many decimals a currency carries."""
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount. ``minor``: whole minor units (fen, cents); ``currency``: three ISO 4217 letters."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if not isinstance(self.minor, int) or isinstance(self.minor, bool):
            raise TypeError("money is counted in whole minor units")
        if len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper():
            raise ValueError(f"not a currency: {self.currency!r}")

    @classmethod
    def parse(cls, text: str, currency: str = "CNY") -> Money:
        """The amount that a person or a file wrote: ``38``, ``38.00``, ``1,234.50``, ``¥38``.

        Raises ShopError: no number, more decimals than the currency has, or absurdly large.
        """
        plain = text.strip().replace("\u2066", "").replace("\u2069", "").replace("￥", "¥")
        plain = plain.removeprefix(SIGNS.get(currency, "¥")).removeprefix("¥").removesuffix("元").strip()
        plain = plain.translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,"))
        if "," in plain:
            head, dot, tail = plain.partition(".")
            groups = head.lstrip("-").split(",")
            if all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3:
                plain = head.replace(",", "") + dot + tail
        try:
            if not plain or not plain.isascii() or any(c in plain for c in "eE_ "):
                raise InvalidOperation
            value = Decimal(plain)
            if not value.is_finite():
                raise InvalidOperation
            scaled = value.scaleb(exponent(currency))
        except InvalidOperation:
            raise ShopError(_("“{text}” is not an amount.").format(text=text.strip()[:40]),
                            _("Write a number like 38.00."), "BAD_AMOUNT") from None
        if scaled != scaled.to_integral_value():
            raise ShopError(_("“{text}” has too many decimals.").format(text=text.strip()[:40]),
                            _("Write a number like 38.00."), "BAD_AMOUNT")
        if abs(scaled) > LARGEST_MINOR:
            raise ShopError(_("“{text}” is too large.").format(text=text.strip()[:40]),
                            _("Check the number of digits."), "BAD_AMOUNT")
        return cls(int(scaled), currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str = "CNY") -> Money:
        """The sum; of nothing it is zero of ``currency``."""
        result: Money | None = None
        for amount in amounts:
            result = amount if result is None else result + amount
        return result if result is not None else cls(0, currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ShopError(_("{a} and {b} cannot be added up.").format(a=self.currency, b=other.currency),
                            _("Keep one currency in one sum."), "CURRENCIES")

    def rounded_share(self, numerator: int, denominator: int) -> Money:
        """This amount times a fraction, rounded half up to the minor unit, as tills round.

        For goods by weight and for shares of a fee: the one place where rounding happens, by name.
        """
        exact = Decimal(self.minor) * numerator / Decimal(denominator)
        return Money(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)), self.currency)

    def text(self) -> str:
        """The bare decimal text, ``38.00``: for files, codes and programs."""
        places = exponent(self.currency)
        digits = str(abs(self.minor)).rjust(places + 1, "0")
        sign = "-" if self.minor < 0 else ""
        return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)

    def shown(self) -> str:
        """The amount for people, ``¥1,234.50``, kept left to right inside Uyghur text."""
        number = self.text().lstrip("-")
        head, dot, tail = number.partition(".")
        sign = "−" if self.minor < 0 else ""
        return isolate(f"{sign}{SIGNS.get(self.currency, self.currency + ' ')}{int(head):,}{dot}{tail}")
