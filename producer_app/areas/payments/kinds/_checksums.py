"""Checksums of coin addresses: base58check and bech32. Source: BIP13, BIP173, BIP350."""

from __future__ import annotations

import hashlib

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_POLYNOMIAL = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def base58check(text: str) -> bytes | None:
    """The bytes of an address, its version first; None where a letter or the checksum is wrong."""
    number = 0
    for letter in text:
        if letter not in _BASE58:
            return None
        number = number * 58 + _BASE58.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    data = b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
    if len(data) < 5 or hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] != data[-4:]:
        return None
    return data[:-4]


def bech32(text: str) -> tuple[str, list[int], int] | None:
    """Prefix, data in fives and the checksum's constant (1 bech32, 0x2bc830a3 bech32m); None where it is neither."""
    if text not in (text.lower(), text.upper()):
        return None
    text = text.lower()
    prefix, one, data = text.rpartition("1")
    if not one or not prefix or len(data) < 6 or any(c not in BECH32 for c in data) or not all("!" <= c <= "~" for c in prefix):
        return None
    values = [BECH32.index(c) for c in data]
    state = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_POLYNOMIAL):
            state ^= term if top >> bit & 1 else 0
    return (prefix, values[:-6], state) if state in (1, 0x2BC830A3) else None
