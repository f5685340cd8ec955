"""Symbols of bytes against qrcode, module by module, and against a reader that knows neither."""

from __future__ import annotations

import random

import pytest
import qrcode
from qrcode.util import QRData, lost_point

from producer_app.base import qr_bytes

LENGTHS = (1, 14, 15, 106, 122, 153, 213)


def matrix(symbol: int, size: int) -> list[list[bool | None]]:
    return [[bool(symbol >> (y * size + x) & 1) for x in range(size)] for y in range(size)]


@pytest.mark.parametrize("level", "LMQH")
def test_each_symbol_is_qrcodes_own_under_one_mask_and_its_penalty_is_qrcodes(level: str) -> None:
    made_up = random.Random(level)
    for length in LENGTHS:
        content = made_up.randbytes(length)
        symbol, size = qr_bytes.symbol(content, level)
        ours = matrix(symbol, size)
        same = []
        for mask in range(qr_bytes.MASKS):
            code = qrcode.QRCode(version=(size - 17) // 4, error_correction=qr_bytes.LEVELS[level], mask_pattern=mask, border=0)
            code.add_data(QRData(content, 4))
            code.make(fit=False)
            theirs: list[list[bool | None]] = [[bool(dark) for dark in line] for line in code.get_matrix()]
            assert qr_bytes.penalty(symbol, size) <= lost_point(theirs)
            same.append(theirs == ours)
        assert sum(same) == 1
        assert qr_bytes.penalty(symbol, size) == lost_point(ours)


def test_the_smallest_version_that_holds_the_bytes_is_taken() -> None:
    for content in (b"x" * 14, b"x" * 15, b"x" * 213, b"x" * 214):
        code = qrcode.QRCode(error_correction=qr_bytes.LEVELS["M"], border=0)
        code.add_data(QRData(content, 4))
        code.make(fit=True)
        assert qr_bytes.symbol(content)[1] == code.modules_count


def test_a_reader_gives_back_every_byte() -> None:
    import zxingcpp
    from PIL import Image

    made_up = random.Random(7)
    for length in (1, 20, 153, 500):
        content = made_up.randbytes(length)
        symbol, size = qr_bytes.symbol(content)
        picture = Image.new("L", (size + 8, size + 8), 255)
        picture.putdata([0 if 4 <= x < size + 4 and 4 <= y < size + 4 and symbol >> ((y - 4) * size + x - 4) & 1 else 255
                         for y in range(size + 8) for x in range(size + 8)])
        (found,) = zxingcpp.read_barcodes(picture.resize((4 * size + 32, 4 * size + 32), Image.Resampling.NEAREST))
        assert found.bytes == content


def test_more_than_a_symbol_holds_is_refused() -> None:
    assert qr_bytes.symbol(b"x" * 2331)[1] == 177
    with pytest.raises(ValueError, match="too long"):
        qr_bytes.symbol(b"x" * 2332)
