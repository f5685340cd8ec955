"""What the files of shops outside China have in common: amounts with signs and decimal commas, names in two cells, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from producer_app.areas.orders.sheets import Record, unguarded

# Longer signs first: "AU $" is not "$".
SIGNS = (("AU $", "AUD"), ("AU$", "AUD"), ("A$", "AUD"), ("C $", "CAD"), ("CA $", "CAD"), ("CA$", "CAD"), ("C$", "CAD"),
         ("US $", "USD"), ("US$", "USD"), ("HK$", "HKD"), ("NZ$", "NZD"), ("S$", "SGD"), ("R$", "BRL"), ("£", "GBP"), ("€", "EUR"),
         ("₹", "INR"), ("₸", "KZT"), ("฿", "THB"), ("¥", "CNY"), ("￥", "CNY"), ("$", "USD"))
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_GUARDED_FORMULA = re.compile(r"'(?=[=+\-@\t\r])")


def currency_in(text: str, default: str) -> str:
    """The currency that an amount carries: ``AU $13.00``, ``EUR 90,00``, ``12 €``."""
    plain = text.strip()
    found = re.match(r"([A-Z]{3})(?=[\s\d-])|.*?[\s\d]([A-Z]{3})$", plain)
    if found:
        return found.group(1) or found.group(2)
    return next((code for sign, code in SIGNS if sign in plain), default)


def amount(text: str) -> str:
    """The bare number of an amount with signs, thousands and either decimal mark; left as it is where it is no such amount.

    >>> [amount(t) for t in ("$1,110.03", "EUR 90,00", "1.234,56", "-12", "1,234", "abc", "12,50 €", "1 234,50")]
    ['1110.03', '90.00', '1234.56', '-12', '1234', 'abc', '12.50', '1234.50']
    """
    plain = re.sub(r"^[A-Z]{3}(?=[\s\d-])|(?<=[\s\d])[A-Z]{3}$", "", text.strip())
    for sign, _code in SIGNS:
        plain = plain.replace(sign, "")
    plain = re.sub(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(\D|$))", "", plain).strip()
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d{1,2}|-?\d+,\d{1,2}", plain):
        return plain.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        return plain.replace(",", "")
    return plain


def unguarded_text(text: str) -> str:
    """Free text without the ``'`` that exports put before a formula sign; it stays text either way."""
    return text[1:] if _GUARDED_FORMULA.match(text) else text


def full_name(first: str, last: str) -> str:
    """A name from two cells. Scripts without a blank between the two, and a name cut after its first letter, are joined.

    >>> full_name("Rosa", "Klein"), full_name("王", "小明"), full_name("ئ", "ايگۈل تۇرسۇن"), full_name("小明", "王")
    ('Rosa Klein', '王小明', 'ئايگۈل تۇرسۇن', '王小明')
    """
    first, last = first.strip(), last.strip()
    if not first or not last:
        return first or last
    if _han(first) and _han(last):
        return last + first if len(first) > 1 and len(last) == 1 else first + last
    if len(first) == 1 and not first.isascii():
        return first + last
    return f"{first} {last}"


def _han(text: str) -> bool:
    return "\u3400" <= text[0] <= "\u9fff"


def named_month(text: str) -> str:
    """``Sep-04-26`` (United States) and ``26-May-26`` (others) as ``2026-09-04``. Raises ValueError.

    >>> named_month("Sep-04-26"), named_month("26-May-2026")
    ('2026-09-04', '2026-05-26')
    """
    found = re.fullmatch(r"([A-Za-z]{3})[a-z]*[-\s.](\d{1,2})[-,\s]+(\d{2}|\d{4})|"
                         r"(\d{1,2})[-\s.]([A-Za-z]{3})[a-z]*[-\s.](\d{2}|\d{4})", unguarded(text))
    if not found:
        raise ValueError(text)
    month, day, year = (found.group(1), found.group(2), found.group(3)) if found.group(1) else (
        found.group(5), found.group(4), found.group(6))
    if month.casefold() not in _MONTHS:
        raise ValueError(text)
    return date(int(year) + (2000 if len(year) == 2 else 0), _MONTHS[month.casefold()], int(day)).isoformat()


def day_first(values: Iterable[str]) -> bool | None:
    """Whether dates like ``13/03/2026`` begin with the day; None where the file holds both readings, which nobody may guess.

    >>> day_first(["03/01/26", "03/15/26"]), day_first(["15/03/26"]), day_first(["15/03/26", "03/15/26"])
    (False, True, None)
    """
    day = month = False
    for value in values:
        found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/\d{2,4}", value.strip())
        if found:
            day = day or int(found.group(1)) > 12
            month = month or int(found.group(2)) > 12
    return None if day and month else day


def slashed(text: str, *, day_comes_first: bool) -> str:
    """``03/15/26`` or ``15/03/2026`` as ``2026-03-15``. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", unguarded(text))
    if not found:
        raise ValueError(text)
    first, second, year = map(int, found.groups())
    month, day = (second, first) if day_comes_first else (first, second)
    return date(year + (2000 if year < 100 else 0), month, day).isoformat()


def note(record: Record, name: str) -> str:
    """Free text of a cell."""
    return unguarded_text(record.text(name))
