"""Finds QR codes in pictures and draws them. What a code says is only ever text: nothing is opened or fetched.

Pictures are read by Pillow within limits (formats, size), codes by zxing-cpp, which also takes inverted and mirrored ones.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from producer_app.base.errors import BadFile
from producer_app.base.i18n import _

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 50_000_000
MOST_FILE_BYTES = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP")
# Below this longer side a screenshot of a screenshot is enlarged for a second look.
SMALL_PX = 1200

Level = Literal["L", "M", "Q", "H"]
Corner = tuple[int, int]


class Found(NamedTuple):
    """A code in a picture. ``text``: exactly what it says; ``corners``: in pixels of the upright picture, in reading order."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]


def codes_in(source: Path | bytes) -> list[Found]:
    """Every QR code in a picture, at least one. Raises BadFile: NOT_A_PICTURE, PICTURE_TOO_LARGE, NO_CODE, BAD_TEXT."""
    picture = _opened(source)
    for looked_at, scale, binarizer in _looks(picture):
        found = _read(looked_at, scale, binarizer)
        if found:
            return found
    raise BadFile(_("No code was found in this picture."),
                  _("Use a sharp picture with the whole code and a white edge around it."), "NO_CODE")


def one_code_in(source: Path | bytes) -> Found:
    """The only code in a picture. Raises BadFile: as ``codes_in``, or SEVERAL_CODES where it holds two that differ."""
    found = codes_in(source)
    if len({code.text for code in found}) > 1:
        raise BadFile(_("There are {count} different codes in this picture.").format(count=len({code.text for code in found})),
                      _("Cut the picture so that only your receiving code is left."), "SEVERAL_CODES")
    return found[0]


def picture_bytes(source: Path | bytes) -> bytes:
    """The bytes of a picture file, not more than 60 MB. Raises BadFile: NO_FILE, PICTURE_TOO_LARGE."""
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > MOST_FILE_BYTES:
            raise _too_large()
        return source.read_bytes()
    except OSError:
        raise BadFile(_("The file {name} cannot be read.").format(name=source.name), _("Check that it is still there."),
                      "NO_FILE") from None


def _too_large() -> BadFile:
    return BadFile(_("The picture is too large."), _("Use one of at most 50 million pixels."), "PICTURE_TOO_LARGE")


def _opened(source: Path | bytes) -> Image.Image:
    """The picture upright, grey, on white where it is transparent."""
    import struct

    import pillow_heif
    from PIL import Image, ImageOps, UnidentifiedImageError

    pillow_heif.register_heif_opener()
    data = picture_bytes(source)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                ground = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(ground, upright.convert("RGBA"))
            return upright.convert("L")
    except (Image.DecompressionBombError, MemoryError):
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise BadFile(_("This file is not a picture that can be read."), _("Use a JPEG or PNG picture."), "NOT_A_PICTURE") from None


def _looks(picture: Image.Image) -> Iterator[tuple[Image.Image, int, str]]:
    """The picture in ways that make a faint or small code readable, the usual way first."""
    yield picture, 1, "LocalAverage"
    yield picture, 1, "GlobalHistogram"
    if max(picture.size) < SMALL_PX:
        yield picture.resize((picture.width * 2, picture.height * 2)), 2, "LocalAverage"


def _read(picture: Image.Image, scale: int, binarizer: str) -> list[Found]:
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
                                       text_mode=zxingcpp.TextMode.Plain, binarizer=getattr(zxingcpp.Binarizer, binarizer)):
        try:
            text = bytes(code.bytes).decode("utf-8")
        except UnicodeDecodeError:
            raise BadFile(_("The code in this picture does not hold readable text."),
                          _("Use the code that your bank or wallet shows under “receive money”."), "BAD_TEXT") from None
        at = code.position
        corners = [(p.x // scale, p.y // scale) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        found.append(Found(text, (corners[0], corners[1], corners[2], corners[3])))
    return sorted(found, key=lambda code: (min(y for _x, y in code.corners), min(x for x, _y in code.corners)))


def matrix(payload: str, *, level: Level = "M", bytes_only: bool = False) -> list[list[bool]]:
    """The modules of a code, dark ones True, with 4 light ones around. ``bytes_only``: no denser segments (EMV 4.12).

    Raises BadFile: the text is too long for a code of this level.
    """
    import qrcode
    from qrcode.exceptions import DataOverflowError
    from qrcode.util import QRData

    code = qrcode.QRCode(error_correction=getattr(qrcode.constants, f"ERROR_CORRECT_{level}"), border=4)
    data = payload.encode("utf-8")
    # Mode 4 is the byte mode.
    code.add_data(QRData(data, mode=4) if bytes_only else QRData(data), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise BadFile(_("The text is too long for one code."), _("Use a shorter note or name."), "TOO_LONG") from None
    modules: list[list[bool]] = code.get_matrix()
    return modules


def drawn(payload: str, *, level: Level = "M", box: int = 8, bytes_only: bool = False) -> Image.Image:
    """The code as a grey picture, black on white. ``box``: pixels a module."""
    from PIL import Image

    modules = matrix(payload, level=level, bytes_only=bytes_only)
    small = Image.new("L", (len(modules), len(modules)))
    small.putdata([0 if dark else 255 for row in modules for dark in row])
    return small.resize((len(modules) * box, len(modules) * box), Image.Resampling.NEAREST)


def reads_back(payload: str, *, bytes_only: bool = False, draw: Callable[..., Image.Image] = drawn) -> bool:
    """Whether the code, drawn anew and read by an independent reader, is the same byte for byte."""
    found = _read(draw(payload, bytes_only=bytes_only), 1, "LocalAverage")
    return [code.text.encode("utf-8") for code in found] == [payload.encode("utf-8")]
