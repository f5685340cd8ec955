"""Tracking numbers: which carrier a number looks like, and numbers inside a note. A guess, shown as one.

Source: shapes as public order tools read them; the check digit of international post is UPU S10.
"""

from __future__ import annotations

import re

from producer_app.areas.orders.rows import Parcel

SHAPES = (
    ("圆通速递", r"YT\d{10,15}"), ("顺丰速运", r"SF\d{12,15}"), ("极兔速递", r"JT\d{10,15}"), ("京东快递", r"JD[A-Z]{0,2}\d{9,15}"),
    ("韵达快递", r"YD\d{10,15}|(?:31|43|46)\d{11}|(?:31|43|46)\d{13}"), ("申通快递", r"STO\d{10,15}|77\d{13}"),
    ("中通快递", r"7[3589]\d{12}"), ("德邦快递", r"DPK\d{9,15}"),
    ("EMS", r"E[A-Z]\d{9}CN"), ("中国邮政", r"9\d{12}|[RCL][A-Z]\d{9}CN"),
)
NAMES = ("圆通", "顺丰", "极兔", "京东", "韵达", "申通", "中通", "德邦", "ems", "邮政", "百世", "快递", "速运", "物流", "单号",
         "tracking", "shipped", "dhl", "fedex", "ups", "usps", "cainiao", "菜鸟", "yunexpress", "4px", "运单")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,4}\d{8,18}(?:[A-Z]{2})?|\d{12,22})(?![A-Za-z0-9])")


def guess(number: str) -> str:
    """The carrier a number looks like, "" for none."""
    return next((name for name, shape in SHAPES if re.fullmatch(shape, number)), "")


def post_number_sound(number: str) -> bool:
    """Whether the check digit of an international post number is right (UPU S10).

    >>> post_number_sound("RA473124829CN"), post_number_sound("RA473124828CN")
    (True, False)
    """
    found = re.fullmatch(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}", number)
    if not found:
        return False
    rest = 11 - sum(int(d) * w for d, w in zip(found.group(1), (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    return int(found.group(2)) == {10: 0, 11: 5}.get(rest, rest)


def in_note(text: str) -> list[Parcel]:
    """Tracking numbers in a note that names a carrier or speaks of a parcel.

    >>> in_note("圆通速递 YT6775312210027"), in_note("Payment 202603010944 received")
    ([Parcel(carrier='圆通速递', number='YT6775312210027')], [])
    """
    if not any(name in text.casefold() for name in NAMES):
        return []
    found = []
    for match in _NUMBER.finditer(text):
        before = text[:match.start()].rstrip(" :：#-,，").rsplit("\n", 1)[-1].strip()
        carrier = before if 0 < len(before) <= 20 and any(name in before.casefold() for name in NAMES) else guess(match.group(1))
        found.append(Parcel(carrier, match.group(1)))
    return found
