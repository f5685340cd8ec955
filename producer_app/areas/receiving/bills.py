"""How a row of a statement is read: its number or one made of its words, its minute, its amount; footers are passed over.

Pure, for the kinds/. What a spreadsheet has spoilt beyond repair (a number cut to 15 digits) is refused with advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from producer_app.areas.receiving.rows import Coming, Said
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.sheet import BEIJING as BEIJING
from producer_app.base.sheet import E_NOTATION, Record, Refusal, Refused, moment, unguarded

# What wallets write where a cell says nothing.
NOTHING = frozenset({"/", "-", "--", "—", "无"})
CURRENCIES = {"": "CNY", "人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD",
              "港元": "HKD", "日元": "JPY", "英镑": "GBP", "坚戈": "KZT", "卢布": "RUB"}
# A spreadsheet keeps 15 digits of a number; what stands behind them are zeros that were not there.
KEPT_DIGITS = 15
_FOOT = ("合计", "总计", "小计", "汇总", "----", "====", "导出时间", "共计", "total", "以上")
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
Make = Callable[[Record], "Coming | str"]


def understood(records: Sequence[Record], make: Make) -> Said:
    """Every row by ``make``, which gives money that came or a key of ASIDE, or raises Refused."""
    comings: list[Coming] = []
    aside: Counter[str] = Counter()
    refused: list[Refusal] = []
    for record in records:
        if is_foot(record):
            continue
        try:
            said = make(record)
        except Refused as refusal:
            refused.append(refusal.refusal)
        else:
            if isinstance(said, str):
                aside[said] += 1
            else:
                comings.append(said)
    return Said(tuple(once(comings)), dict(aside), tuple(refused))


def once(comings: Sequence[Coming]) -> Sequence[Coming]:
    """The same number twice in one file is one payment; numbers made of words (``~``) are counted on, for equal rows are
    two payments there."""
    seen: Counter[str] = Counter()
    kept = []
    for one in comings:
        seen[one.number] += 1
        if seen[one.number] > 1:
            if not one.number.startswith("~"):
                continue
            one = replace(one, number=f"{one.number}#{seen[one.number]}")
        kept.append(one)
    return kept


def is_foot(record: Record) -> bool:
    """Whether a row only closes the table: sums, lines, a date of export."""
    filled = [cell.strip() for cell in record.cells if cell.strip()]
    first = filled[0].casefold() if filled else ""
    return not filled or (len(filled) <= 4 and any(word in first for word in _FOOT)) or (
        len(filled) == 1 and not first[:4].isdigit())


def number(record: Record, *names: str) -> str:
    """The transaction's number. Raises Refused: none, or cut by a spreadsheet."""
    name = next((n for n in names if record.raw(n).strip()), names[0])
    value = unguarded(record.raw(name))
    if not value or value in NOTHING:
        raise record.refused(name, _("The transaction number is missing."))
    if cut(value):
        raise record.refused(name, _(
            "A spreadsheet has cut the transaction number. Take the file as the wallet sent it, and do not save it in between."))
    if len(value) > 80:
        raise record.refused(name, _("The transaction number is too long."))
    return value


def cut(value: str) -> bool:
    """Whether a spreadsheet has taken digits off a long number.

    >>> cut("4.2000029862025E+27"), cut("4200002986202510000000000000"), cut("4200002986202512113091615320")
    (True, True, False)
    """
    if E_NOTATION.fullmatch(value):
        return True
    return value.isdigit() and len(value) >= KEPT_DIGITS + 5 and not value[KEPT_DIGITS:].strip("0")


def made_number(*parts: object) -> str:
    """A number for a row that has none, from what it says: the same row in another file gives the same one."""
    text = "\x1f".join(" ".join(str(part).split()) for part in parts)
    return "~" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def when(record: Record, day: str, clock_time: str = "") -> tuple[str, bool]:
    """UTC text and whether the minute is known, from one column or from a day and a time of day.

    Digits without marks (``20240101``, ``123456``) and a spreadsheet's day numbers are read too. Raises Refused.
    """
    text = unguarded(record.raw(day)).replace("T", " ")
    hours = unguarded(record.raw(clock_time)) if clock_time else ""
    if not text:
        raise record.refused(day, _("A date is missing here."))
    eight = _EIGHT.fullmatch(text)
    if eight:
        text = "-".join(eight.groups())
    elif _SERIAL.fullmatch(text):
        text = (datetime(1899, 12, 30) + timedelta(seconds=round(float(text) * 86_400))).isoformat(" ")
    if hours and ":" not in text:
        if hours.isdigit() and len(hours) in (5, 6):
            hours = hours.zfill(6)
            hours = f"{hours[:2]}:{hours[2:4]}:{hours[4:]}"
        text = f"{text} {hours}" if re.match(r"\d{1,2}:\d{2}", hours) else text
    try:
        _iso, utc = moment(text)
    except ValueError:
        raise record.refused(day, _("“{text}” is not a date.").format(text=record.raw(day).strip()[:40])) from None
    return utc, ":" in text


def money(record: Record, name: str, currency: str = "CNY", *, blank: bool = False) -> Money:
    """An amount with or without sign, ``¥``, ``+``, thousands. ``blank``: an empty cell or a dash is nothing. Raises Refused."""
    value = unguarded(record.raw(name)).replace("−", "-")
    value = value.removeprefix("+")
    negative = value.startswith("-") and len(value) > 1
    if negative:
        value = value[1:]
    if blank and (not value or value in NOTHING):
        return Money(0, currency)
    if not value:
        raise record.refused(name, _("An amount is missing here."))
    try:
        read = Money.parse(value, currency)
    except ShopError as error:
        raise record.refused(name, error.message) from None
    return -read if negative else read


def currency(record: Record, *names: str) -> str:
    """The currency of a row, ``人民币`` and its like too; none told is yuan. Raises Refused: something else stands there."""
    name = next((n for n in names if record.has(n)), "")
    value = unguarded(record.raw(name)).upper() if name else ""
    value = "" if value in NOTHING else value
    if value in CURRENCIES:
        return CURRENCIES[value]
    if len(value) == 3 and value.isascii() and value.isalpha():
        return value
    raise record.refused(name, _("“{text}” is not a currency.").format(text=value[:10]))


def words(record: Record, *names: str) -> str:
    """What these cells say, joined, dashes and slashes for nothing left out."""
    return _joined(tuple([record.raw(name) for name in names]))


@lru_cache(maxsize=8192)
def _joined(cells: tuple[str, ...]) -> str:
    said = dict.fromkeys(" ".join(unguarded(cell).split()) for cell in cells)
    return " · ".join(word for word in said if word and word not in NOTHING and word.strip("-"))[:300]
