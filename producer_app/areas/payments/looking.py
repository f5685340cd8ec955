"""What is done with a picture in a process of its own: decoded within limits, every QR code in it found. Bytes in, bytes out.

Pictures are read by Pillow (formats, size), codes by zxing-cpp, which also takes inverted and mirrored ones.
"""

from __future__ import annotations

import io
import itertools
import json
import math
import struct
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 8192 * 6400
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP")
# Below this longer side a screenshot of a screenshot is enlarged for a second look.
SMALL_PX = 1200
# Longer side of the copy of a stall's photo that is kept with its patrol.
KEPT_PX, KEPT_QUALITY = 1600, 86
HEAD = struct.Struct(">I")
# Two finds are one code when their middles are nearer than this part of a side.
NEAR = 0.25
# A code has at least 21 modules a side; what is smaller in pixels is a speck that the reader took for one.
LEAST_SIDE_PX = 21

Corner = tuple[int, int]
Corners = tuple[Corner, Corner, Corner, Corner]


class Unseen(Exception):
    """``code``: NOT_A_PICTURE, PICTURE_TOO_LARGE, NO_CODE or BAD_TEXT."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Spot(NamedTuple):
    """A code in a picture. ``text``: exactly what it says, None where it cannot be read; ``corners``: in pixels of the
    upright picture, from the code's own top left, in the order of the clock."""

    text: str | None
    corners: Corners

    @property
    def side(self) -> float:
        """Mean length of its sides in pixels."""
        ring = [*self.corners, self.corners[0]]
        return sum(math.dist(a, b) for a, b in itertools.pairwise(ring)) / 4

    @property
    def middle(self) -> tuple[float, float]:
        """The mean of its corners."""
        return sum(x for x, _y in self.corners) / 4, sum(y for _x, y in self.corners) / 4


# ---------------------------------------------------------------- the two kinds of work
def codes_answer(data: bytes) -> bytes:
    """The codes of a picture as JSON: ``found`` or ``code`` of a refusal."""
    try:
        return _json({"found": _told(codes(opened(data)))})
    except Unseen as reason:
        return _json({"code": reason.code})


def stall_answer(data: bytes) -> bytes:
    """Every code of a stall's photo, the unreadable too, and the photo itself: upright, smaller, without where it was taken."""
    try:
        picture = opened(data, colours=True)
    except Unseen as reason:
        return _packed({"code": reason.code})
    spots, (width, height) = every_code(picture.convert("L")), picture.size
    picture.thumbnail((KEPT_PX, KEPT_PX))
    out = io.BytesIO()
    picture.info = {}
    picture.save(out, "JPEG", quality=KEPT_QUALITY)
    return _packed({"found": _told(spots), "width": width, "height": height}, out.getvalue())


def _told(spots: list[Spot]) -> list[dict[str, Any]]:
    return [{"text": spot.text, "corners": spot.corners} for spot in spots]


def _json(words: dict[str, Any]) -> bytes:
    return json.dumps(words).encode()


def _packed(words: dict[str, Any], picture: bytes = b"") -> bytes:
    head = _json(words)
    return HEAD.pack(len(head)) + head + picture


# ---------------------------------------------------------------- the picture
def opened(data: bytes, *, colours: bool = False) -> Image:
    """The picture upright, on white where it is transparent, grey or in colours. Raises Unseen."""
    import pillow_heif
    from PIL import Image, UnidentifiedImageError

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _upright(data, "RGB" if colours else "L")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        raise Unseen("PICTURE_TOO_LARGE") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, TypeError, LookupError,
            RuntimeError, ArithmeticError, AttributeError):
        raise Unseen("NOT_A_PICTURE") from None


def _upright(data: bytes, mode: str) -> Image:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Unseen("PICTURE_TOO_LARGE")
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            ground = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(ground, upright.convert("RGBA"))
        return upright.convert(mode)


# ---------------------------------------------------------------- the codes
def codes(picture: Image) -> list[Spot]:
    """The codes that one look shows, the usual look first. Raises Unseen: NO_CODE, BAD_TEXT."""
    for looked_at, scale, binarizer in _looks(picture):
        found = read(looked_at, scale, binarizer)
        if any(spot.text is None for spot in found):
            raise Unseen("BAD_TEXT")
        if found:
            return found
    raise Unseen("NO_CODE")


def every_code(picture: Image) -> list[Spot]:
    """Every code that any look shows, each once; those that no look can read as well."""
    found: list[Spot] = []
    for looked_at, scale, binarizer in [*_looks(picture), *_faint(picture)]:
        for spot in read(looked_at, scale, binarizer, unreadable=True):
            if not any(same_place(spot, other) and other.text in (spot.text, None) for other in found):
                found.append(spot)
            elif spot.text is not None:
                found = [spot if same_place(spot, other) and other.text is None else other for other in found]
    kept = [spot for spot in found if spot.text is not None]
    # Three corners of which some belong to another code look like one more that cannot be read; a torn code looks like several.
    torn = [spot for spot in found if spot.text is None and spot.side >= LEAST_SIDE_PX]
    for spot in sorted(torn, key=lambda spot: -spot.side):
        if not any(_touch(spot, other) for other in kept):
            kept.append(spot)
    unique = [spot for place, spot in enumerate(kept) if not any(same_place(spot, o) and o.text == spot.text for o in kept[:place])]
    return _in_order(unique)


def same_place(one: Spot, other: Spot) -> bool:
    """Whether two finds are one code."""
    small, large = sorted((one.side, other.side))
    return math.dist(one.middle, other.middle) < NEAR * small and large < 1.5 * small


def _touch(one: Spot, other: Spot) -> bool:
    (left, top, right, bottom), (left_2, top_2, right_2, bottom_2) = _box(one), _box(other)
    return left <= right_2 and left_2 <= right and top <= bottom_2 and top_2 <= bottom


def _box(spot: Spot) -> tuple[int, int, int, int]:
    across, down = [x for x, _y in spot.corners], [y for _x, y in spot.corners]
    return min(across), min(down), max(across), max(down)


def _looks(picture: Image) -> Iterator[tuple[Image, float, str]]:
    """The picture in ways that make a faint or small code readable, the usual way first."""
    yield picture, 1, "LocalAverage"
    yield picture, 1, "GlobalHistogram"
    if max(picture.size) < SMALL_PX:
        yield picture.resize((picture.width * 2, picture.height * 2)), 2, "LocalAverage"


def _faint(picture: Image) -> Iterator[tuple[Image, float, str]]:
    """More looks for a stall in poor light: stretched from black to white, edges drawn sharper."""
    from PIL import ImageFilter, ImageOps

    stretched = ImageOps.autocontrast(picture, cutoff=1)
    yield stretched.filter(ImageFilter.UnsharpMask(3, 220, 0)), 1, "LocalAverage"
    if max(picture.size) > 2 * SMALL_PX:
        yield stretched.reduce(2), 0.5, "LocalAverage"


def read(picture: Image, scale: float, binarizer: str, *, unreadable: bool = False) -> list[Spot]:
    """The codes of a grey picture that was enlarged by ``scale``; a text that is not UTF-8 is none."""
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
                                       text_mode=zxingcpp.TextMode.Plain, binarizer=getattr(zxingcpp.Binarizer, binarizer),
                                       return_errors=unreadable):
        at = code.position
        corners = [(round(p.x / scale), round(p.y / scale)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        found.append(Spot(_text(bytes(code.bytes)) if code.valid else None, (corners[0], corners[1], corners[2], corners[3])))
    return _in_order(found)


def _in_order(spots: list[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (_box(spot)[1], _box(spot)[0]))


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
