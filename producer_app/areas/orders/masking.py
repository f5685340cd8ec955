"""Buyers as they are shown everywhere by default: a first letter, three and four digits, no street.

Source of the forms: the practice of parcel labels in China (name kept to its first letter, middle digits hidden).
"""

from __future__ import annotations

import re

# Uyghur names written with Chinese letters are hidden after two, as platforms do.
_LONG_HAN_NAME = 4


def masked_name(name: str) -> str:
    """A name that only somebody who knows it recognises.

    >>> [masked_name(n) for n in ("王小明", "古丽娜尔·阿不都热西提", "Rosa Klein", "ئايگۈل تۇرسۇن", "")]
    ['王*', '古丽***', 'R***', 'ئاي***', '']
    """
    name = name.strip()
    if not name:
        return ""
    if "\u3400" <= name[0] <= "\u9fff":
        return name[:2] + "***" if len(name) >= _LONG_HAN_NAME and "·" in name else name[:1] + "*"
    keep = 3 if "\u0600" <= name[0] <= "\u06ff" else 1
    return name[:min(keep, max(1, len(name) - 1))] + "***"


def masked_phone(phone: str) -> str:
    """A phone number with its middle hidden.

    >>> masked_phone("13812341234"), masked_phone("0991-2812345"), masked_phone("12345")
    ('138****1234', '099****2345', '****')
    """
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return ""
    if len(digits) < 8:
        return "****"
    # A number with the country's code is cut to the last eleven, as it is known at home.
    digits = digits[-11:]
    return f"{digits[:3]}****{digits[-4:]}"


def masked_address(region: str, address: str) -> str:
    """Province, city and county stay; what comes after is hidden.

    >>> masked_address("新疆 和田 墨玉县", "幸福路12号"), masked_address("", "幸福路12号")
    ('新疆 和田 墨玉县 ***', '***')
    """
    if not address:
        return region
    return f"{region} ***".strip()
