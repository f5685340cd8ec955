"""What the Chinese platforms' files have in common: blanks, state words, amounts with 元, addresses, tracking numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from producer_app.areas.orders.rows import Parcel
from producer_app.areas.orders.sheets import Record, unguarded, words_in
from producer_app.base.i18n import _

# What stands in a cell that says nothing.
BLANKS = frozenset({"-", "--", "—", "——", "null", "NULL", "Null", "None", "无", "/", "\\N"})
# The first that occurs in a state decides, so the particular stand before the general.
STATES = (
    ("部分发货", "part_shipped"), ("退款成功", "refunded"), ("已退款", "refunded"), ("全额退款", "refunded"),
    ("关闭", "cancelled"), ("取消", "cancelled"), ("删除", "cancelled"), ("作废", "cancelled"),
    ("未发货", "to_ship"), ("待发货", "to_ship"), ("等待卖家发货", "to_ship"), ("等待发货", "to_ship"), ("备货", "to_ship"),
    ("等待出库", "to_ship"), ("待出库", "to_ship"), ("正在出库", "to_ship"), ("待打包", "to_ship"), ("待揽收", "to_ship"),
    ("已签收", "done"), ("交易成功", "done"), ("完成", "done"), ("已收货", "done"),
    ("已发货", "shipped"), ("待收货", "shipped"), ("待签收", "shipped"), ("确认收货", "shipped"), ("已出库", "shipped"),
    ("付款", "unpaid"), ("支付", "unpaid"),
)
_PARTED = re.compile(r"[,;，；、]+")
_RANK = re.compile(r"(?<=..)(?:(?:维吾尔|壮族|回族)?自治区|特别行政区|自治州|地区|省|市)$")
_REGION = re.compile(
    r"\s*((?:[^\s]{2,8}?(?:省|自治区|特别行政区)|(?:北京|天津|上海|重庆)(?:市)?))?\s*"
    r"([^\s]{2,10}?(?:自治州|地区|盟|市))?\s*([^\s]{1,10}?(?:自治县|县|区|市|旗))?\s*(.*)", re.DOTALL)


def told(record: Record, *names: str) -> str:
    """The first of these cells that says something."""
    # The same as record.text(*names, blanks=BLANKS), which most cells of a file go through.
    for place in record.table.found(names):
        value = record.cells[place].strip()
        if value and value not in BLANKS:
            return value
    return ""


def region(record: Record, *names: str) -> str:
    """Province, city and county from cells of their own, joined."""
    if not record.table.found(names):
        return ""
    return " ".join(filter(None, (told(record, name) for name in names)))


def amount(text: str) -> str:
    """An amount as the platforms write it: ``12.00元``, ``￥12``, a tab behind it."""
    plain = unguarded(text).removesuffix("元").lstrip("￥¥").strip()
    return "" if plain in BLANKS else plain


def state(record: Record, name: str) -> str:
    """Our word for a state. Raises Refused: a word that is not known."""
    text = told(record, name)
    if not text:
        raise record.refused(name, _("The order's state is missing."))
    word = _state(text)
    if not word:
        raise record.refused(name, _("The state “{text}” is not known.").format(text=text[:40]))
    return word


@lru_cache(maxsize=256)
def _state(text: str) -> str:
    word = words_in(text, STATES)
    return "to_ship" if text.startswith(("买家已付款", "已付款", "已支付")) and word in ("", "unpaid") else word


def split_region(text: str) -> tuple[str, str]:
    """Province, city and county, and the rest, of an address written in one piece.

    >>> split_region("新疆维吾尔自治区和田地区墨玉县喀拉喀什镇幸福路12号")
    ('新疆维吾尔自治区 和田地区 墨玉县', '喀拉喀什镇幸福路12号')
    """
    found = _REGION.fullmatch(text)
    if not found:
        return "", text.strip()
    return " ".join(filter(None, found.groups()[:3])), found.group(4).strip()


def short_place(region: str) -> str:
    """A region as one says it: province and city without their ranks, the country left out where more is known.

    >>> [short_place(r) for r in ("新疆维吾尔自治区 和田地区 墨玉县", "CN 北京 北京市", "China 广东省 深圳市", "DE Ulm")]
    ['新疆 和田', '北京', '广东 深圳', 'DE Ulm']
    """
    parts = region.split()
    if len(parts) > 2 and parts[0] in ("CN", "China", "中国"):
        parts = parts[1:]
    return " ".join(list(dict.fromkeys(_RANK.sub("", part) or part for part in parts))[:2])


def parcels(record: Record, numbers: str, carriers: str) -> tuple[Parcel, ...]:
    """The parcels of two cells, one with tracking numbers and one with carriers, each perhaps several joined."""
    whole = record.raw(numbers).strip()
    if not whole:
        return ()
    if whole.isalnum() and whole.isascii():
        carrier = told(record, carriers)
        if not _PARTED.search(carrier):
            return (Parcel(carrier, whole),)
    joined = unguarded(whole) if whole[:1] in "=\"'" else whole
    parts = [number for number in map(unguarded, re.split(r"[,;，；、\s]+", joined)) if number not in BLANKS]
    names = [name.strip() for name in _PARTED.split(told(record, carriers))]
    return tuple(dict.fromkeys(Parcel(names[min(at, len(names) - 1)], number) for at, number in enumerate(filter(None, parts))))
