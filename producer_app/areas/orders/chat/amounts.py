"""Quantities as people write them in a chat: 2瓶, 两斤半, 二两, x3, 2 kg, 3 بوتۇلكا. Whole numbers throughout.

A weight is kept in grams and a count in thousandths, so nothing is rounded on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6,
           "七": 7, "八": 8, "九": 9}
_HAN = "零〇一壹二两俩三仨四五六七八九十百半"
# Grams of each weight. Source: State Council order of 1984 on legal units (1 jin = 500 g, 10 liang = 1 jin).
GRAMS = {"公斤": 1000, "千克": 1000, "kg": 1000, "市斤": 500, "斤": 500, "两": 50, "克": 1, "g": 1,
         "كىلوگرام": 1000, "كىلو": 1000, "جىڭ": 500, "گرام": 1, "kilo": 1000, "jin": 500}
# What is counted, and the sales units it may stand for; no unit in the tuple means any.
COUNTS: dict[str, tuple[str, ...]] = {
    "瓶": ("jar", "bottle"), "罐": ("jar", "tin"), "听": ("tin",), "桶": ("tub",),
    "袋": ("bag", "pack", "sack"), "包": ("bag", "pack"),
    "盒": ("box",), "箱": ("box",), "条": ("piece",), "张": ("piece",), "块": ("piece",), "件": (), "个": (), "份": (), "只": (),
    "把": ("piece",), "米": ("metre",), "套": ("set",), "双": ("set",), "本": ("piece",), "串": ("piece",), "枚": ("piece",),
    "بوتۇلكا": ("jar", "bottle"), "خالتا": ("bag",), "قۇتا": ("box",), "دانە": (), "مېتىر": ("metre",), "باق": ("tin",),
    "jars": ("jar",), "jar": ("jar",), "bottles": ("bottle", "jar"), "bottle": ("bottle", "jar"), "bags": ("bag",), "bag": ("bag",),
    "boxes": ("box",), "box": ("box",), "packs": ("pack",), "pack": ("pack",), "pieces": ("piece",), "piece": ("piece",),
    "pcs": (), "pc": (), "tins": ("tin",), "tin": ("tin",), "sets": ("set",), "set": ("set",), "metres": ("metre",),
    "metre": ("metre",)}
_UNITS = sorted((*GRAMS, *COUNTS), key=len, reverse=True)
_UNIT = "|".join(f"{re.escape(u)}(?![a-z])" if u.isascii() else re.escape(u) for u in _UNITS)
# A number in words stands close to its unit, so that 张三 两瓶 is not three liang.
_NUMBER = rf"\d+(?:\.\d{{1,3}})?(?=\s*\D)|[{_HAN}]+(?!\s)"
AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})\s*(?P<half>半)?(?P<small>[一二两三四五六七八九\d]\s*两)?(?!\s*(?:元|块钱))"
    rf"|[x×✕*＊]\s*(?P<times>\d+|[{_HAN}]+)\s*(?P<timesunit>{_UNIT})?|[+＋]\s*(?P<plus>\d{{1,3}})(?!\d)\s*(?P<plusunit>{_UNIT})?",
    re.IGNORECASE)
# A bare number behind the goods, "玫瑰花酱 2" or "玫瑰花酱2".
BARE = re.compile(rf"\s*(?P<number>\d{{1,3}}|[{_HAN}]{{1,3}})(?=\s|$|[，,。;；、)）])")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much was said. ``milli``: thousandths of what is counted, or None for a weight; ``grams``: of a weight, else 0;
    ``units``: the sales units the counting word may stand for, () for any; ``text``: as it was written."""

    text: str
    start: int
    end: int
    milli: int | None = None
    grams: int = 0
    units: tuple[str, ...] = ()
    sure: bool = True


def number(text: str) -> int | None:
    """A number in digits or Chinese words, in thousandths; None for none.

    >>> [number(t) for t in ("2", "1.5", "半", "十二", "两", "一百零五", "二十", "x")]
    [2000, 1500, 500, 12000, 2000, 105000, 20000, None]
    """
    if re.fullmatch(r"\d+(?:\.\d{1,3})?", text):
        return int(Decimal(text) * 1000)
    if text == "半":
        return 500
    half = 500 if text.endswith("半") else 0
    total = current = 0
    for letter in text.removesuffix("半"):
        if letter == "百":
            total, current = total + (current or 1) * 100, 0
        elif letter == "十":
            total, current = total + (current or 1) * 10, 0
        elif letter in _DIGITS:
            current = _DIGITS[letter]
        else:
            return None
    return (total + current) * 1000 + half or None


def _read(found: re.Match[str]) -> Amount | None:
    said = found["number"] or found["times"] or found["plus"]
    unit = (found["unit"] or found["timesunit"] or found["plusunit"] or "").lower()
    milli = number(said)
    if not milli:
        return None
    text = found.group().rstrip()
    end = found.start() + len(text)
    if unit not in GRAMS:
        if found["half"]:
            milli += 500
        return Amount(text, found.start(), end, milli, units=COUNTS.get(unit, ()))
    grams = milli * GRAMS[unit]
    if found["half"]:
        grams += 500 * GRAMS[unit]
    if found["small"]:
        small = number(found["small"].rstrip("两").strip())
        grams += (small or 0) * GRAMS["两"]
    if grams % 1000:
        return None
    return Amount(text, found.start(), end, None, grams // 1000)


def amounts(text: str) -> Iterator[Amount]:
    """The quantities of a text, from left to right.

    >>> [(a.text, a.milli, a.grams) for a in amounts("玫瑰花酱2瓶，红枣一斤半，核桃半斤，葡萄干二两 馕x5")]
    [('2瓶', 2000, 0), ('一斤半', None, 750), ('半斤', None, 250), ('二两', None, 100), ('x5', 5000, 0)]
    """
    for found in AMOUNT.finditer(text):
        read = _read(found)
        if read is not None:
            yield read
