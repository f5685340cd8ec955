"""QR symbols of bytes alone, as EMVCo's payment codes are written; as fast as a page full of them needs.

The tables (blocks, places of the patterns, format words) are those of ``qrcode``; what that library does module by module
for each of the eight masks happens here on one long number a symbol: bit y * n + x is the module at column x, line y.
Source: ISO/IEC 18004:2015, 7.4.5 (byte mode), 7.5 (error correction), 7.7 (placement), 7.8 (masks and their penalties).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}  # the numbers that ``qrcode`` and the format word give them
MASKS, LARGEST = 8, 40


class _Form(NamedTuple):
    """What every symbol of a version and level shares. ``fixed``: patterns and format word, one number a mask; ``masks``:
    the modules of the data area that a mask turns; ``order``: picks a module's bit out of the bits of the codewords."""

    size: int
    blocks: tuple[tuple[int, int], ...]
    fixed: tuple[int, ...]
    masks: tuple[int, ...]
    order: Callable[[str], Iterable[str]]
    bits: int


@cache
def _form(version: int, level: str) -> _Form:
    from qrcode import QRCode
    from qrcode.base import rs_blocks
    from qrcode.util import mask_func

    size = version * 4 + 17
    fixed = []
    for mask in range(MASKS):
        code = QRCode(version=version, error_correction=LEVELS[level])
        code.modules_count, code.modules = size, [[None] * size for _line in range(size)]
        for line, column in ((0, 0), (size - 7, 0), (0, size - 7)):
            code.setup_position_probe_pattern(line, column)
        code.setup_position_adjust_pattern()
        code.setup_timing_pattern()
        code.setup_type_info(False, mask)
        if version >= 7:
            code.setup_type_number(False)
        fixed.append(sum(1 << (y * size + x) for y in range(size) for x in range(size) if code.modules[y][x]))
    free = [(y, x) for y, x in _zigzag(size) if code.modules[y][x] is None]
    masks = []
    for mask in range(MASKS):
        turns = mask_func(mask)
        masks.append(sum(1 << (y * size + x) for y, x in free if turns(y, x)))
    blocks = tuple((block.data_count, block.total_count - block.data_count) for block in rs_blocks(version, LEVELS[level]))
    # The digits of a number begin with its highest bit; a place without data takes the 0 that stands after all bits.
    place = {(y, x): number for number, (y, x) in enumerate(free)}
    none = len(free)
    picks = [place.get(divmod(at, size), none) for at in range(size * size - 1, -1, -1)]
    return _Form(size, blocks, tuple(fixed), tuple(masks), itemgetter(*picks), len(free))


def _zigzag(size: int) -> list[tuple[int, int]]:
    """Lines and columns in the order in which the data fills them."""
    found, up = [], True
    for right in range(size - 1, 0, -2):
        column = right if right > 6 else right - 1
        for line in range(size - 1, -1, -1) if up else range(size):
            found += [(line, column), (line, column - 1)]
        up = not up
    return found


# ---------------------------------------------------------------- codewords
@cache
def _powers() -> tuple[tuple[int, ...], tuple[int, ...]]:
    exp, log, value = [], [0] * 256, 1
    for number in range(255):
        exp.append(value)
        log[value] = number
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return tuple(exp), tuple(log)


@cache
def _steps(count: int) -> tuple[int, ...]:
    """For each leading byte, what one step of the division by the generator of ``count`` codewords takes off."""
    exp, log = _powers()
    generator = [1]
    for number in range(count):
        longer = [*generator, 0]
        for at, factor in enumerate(generator):
            if factor:
                longer[at + 1] ^= exp[(log[factor] + number) % 255]
        generator = longer
    return tuple(
        int.from_bytes(bytes(exp[(log[lead] + log[factor]) % 255] if lead and factor else 0 for factor in generator[1:]), "big")
        for lead in range(256))


def _correction(data: bytes, count: int) -> bytes:
    steps, top, all_bits = _steps(count), 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for byte in data:
        rest = rest << 8 & all_bits ^ steps[byte ^ rest >> top]
    return rest.to_bytes(count, "big")


def _codewords(content: bytes, version: int, blocks: tuple[tuple[int, int], ...]) -> bytes:
    room = sum(data for data, _correcting in blocks)
    length = 8 if version < 10 else 16
    bits = (4 << length | len(content)) << 8 * len(content) | int.from_bytes(content, "big")
    used = 4 + length + 8 * len(content)
    end = min(4, 8 * room - used)
    bits, used = bits << end, used + end
    pad = -used % 8
    data = (bits << pad).to_bytes((used + pad) // 8, "big")
    data += (b"\xec\x11" * room)[:room - len(data)]
    parts, at = [], 0
    for count, correcting in blocks:
        part = data[at:at + count]
        parts.append((part, _correction(part, correcting)))
        at += count
    if len(parts) == 1:
        return parts[0][0] + parts[0][1]
    mixed = bytearray()
    for place in range(max(len(part) for part, _more in parts)):
        mixed += bytes(part[place] for part, _more in parts if place < len(part))
    for place in range(len(parts[0][1])):
        mixed += bytes(more[place] for _part, more in parts)
    return bytes(mixed)


# ---------------------------------------------------------------- masks
@cache
def _windows(size: int, width: int, *, down: bool) -> int:
    """The modules where a window of so many begins that stays inside the symbol, along the lines or down the columns."""
    if down:
        return (1 << size * (size - width + 1)) - 1
    line = (1 << size - width + 1) - 1
    return sum(line << size * y for y in range(size))


def penalty(symbol: int, size: int) -> int:
    """How hard a symbol is to read, by the four rules of the standard (table 11)."""
    right, below = _windows(size, 2, down=False), _windows(size, 2, down=True)
    like_right, like_below = ~(symbol ^ symbol >> 1) & right, ~(symbol ^ symbol >> size) & below
    lost = 3 * (like_right & like_right >> size & like_below & below).bit_count()
    light = ~symbol & _windows(size, 1, down=True)
    for like, step in ((like_right, 1), (like_below, size)):
        fives = like & like >> step
        fives &= fives >> 2 * step
        lost += fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
        # A finder's rhythm, dark 1, light 1, dark 3, light 1, dark 1, with four light modules before or after it.
        four = light & light >> step
        four &= four >> 2 * step
        twice = symbol & symbol >> 2 * step
        finder = twice & twice >> 4 * step & symbol >> 3 * step & light >> step & light >> 5 * step
        inside = _windows(size, 11, down=step != 1)
        lost += 40 * ((finder & four >> 7 * step & inside).bit_count() + (four & finder >> 4 * step & inside).bit_count())
    dark = symbol.bit_count()
    return lost + 10 * (abs(2 * dark - size * size) * 10 // (size * size))


# ---------------------------------------------------------------- the symbol
@cache
def _rooms(level: str) -> tuple[int, ...]:
    """How many bytes each version holds."""
    from qrcode.base import rs_blocks

    return tuple(sum(block.data_count for block in rs_blocks(version, LEVELS[level])) - (2 if version < 10 else 3)
                 for version in range(1, LARGEST + 1))


def symbol(content: bytes, level: str = "M") -> tuple[int, int]:
    """The smallest symbol of these bytes and the length of its side. Raises ValueError: more than a symbol holds."""
    version = next((number for number, room in enumerate(_rooms(level), 1) if len(content) <= room), 0)
    if not version:
        raise ValueError("too long for a QR symbol")
    form = _form(version, level)
    words = _codewords(content, version, form.blocks)
    digits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}".ljust(form.bits + 1, "0")
    return _best(int("".join(form.order(digits)), 2), form), form.size


def _best(data: int, form: _Form) -> int:
    """The symbol whose mask makes it easiest to read. ``data``: its data area, not masked."""
    made = [fixed | data ^ mask for fixed, mask in zip(form.fixed, form.masks, strict=True)]
    return min(made, key=lambda one: penalty(one, form.size))


def masked_best(symbol_0: int, size: int, level: str = "M") -> int:
    """The same symbol under the best of the eight masks. ``symbol_0``: any symbol, whatever its modes, under mask 0."""
    form = _form((size - 17) // 4, level)
    return _best(symbol_0 ^ form.fixed[0] ^ form.masks[0], form)
