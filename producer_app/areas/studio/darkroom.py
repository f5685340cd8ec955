"""Looks at photos and makes pictures in a process of its own (``store.darkroom``): bytes out, bytes back, nothing loaded here.

What runs in the room is ``answer`` and all below it; OpenCV is loaded there and nowhere else.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from producer_app.areas import products
from producer_app.areas.studio.rows import Recipe, Seen
from producer_app.store import darkroom, settings

if TYPE_CHECKING:
    from producer_app.areas.studio.making import Plate

WORK_SIDE, PROXY_SIDE, PICTURE_SIDE, THUMB_SIDE = 2400, 900, 1600, 320
PICTURE_QUALITY, THUMB_QUALITY, LEAST_QUALITY = 88, 84, 40
_HEAD = struct.Struct(">III")
Glance = Callable[[], None]


class Proxy(NamedTuple):
    """A photo made small for the screen (JPEG, at most 900 pixels), and what was seen in the photo."""

    jpeg: bytes
    seen: Seen


class Made(NamedTuple):
    """A picture by a recipe. ``told``: whether the goods could be told from their ground; ``thumb``: where one was asked for."""

    jpeg: bytes
    thumb: bytes
    width: int
    height: int
    told: bool


def _nothing() -> None:
    return


def proxy(data: bytes, glance: Glance = _nothing) -> Proxy:
    """A photo for the screen and what there is to say about it. Raises ShopError: it can't be developed."""
    words, jpeg, _thumb = _asked({"do": "proxy"}, data, glance)
    return Proxy(jpeg, settings.fitted(Seen, words["seen"]))


def made(data: bytes, recipe: Recipe, *, side: int = PICTURE_SIDE, thumb: bool = True, most_bytes: int = 0,
         least: int = 0, glance: Glance = _nothing) -> Made:
    """A picture of a photo by a recipe. ``side``: pixels of its longer side; ``most_bytes``: of the file, 0 without a limit;
    ``least``: pixels of the shorter side, for which it may be enlarged a little.

    Raises ShopError: the photo can't be developed.
    """
    asked = {"do": "make", "recipe": settings.to_text(recipe), "side": side, "thumb": thumb, "most_bytes": most_bytes,
             "least": least}
    words, jpeg, small = _asked(asked, data, glance)
    return Made(jpeg, small, int(words["width"]), int(words["height"]), bool(words["told"]))


def _asked(words: dict[str, Any], data: bytes, glance: Glance) -> tuple[dict[str, Any], bytes, bytes]:
    try:
        got = _unpacked(darkroom.asked(answer, _packed(words, data), glance))
    except darkroom.TooSlow:
        raise products.photo_refusal("TOO_SLOW", "") from None
    except (darkroom.RoomEnded, struct.error, ValueError):
        raise products.photo_refusal("BROKEN_PHOTO", "") from None
    if "code" in got[0]:
        raise products.photo_refusal(str(got[0]["code"]), "")
    return got


def _packed(words: dict[str, Any], first: bytes = b"", second: bytes = b"") -> bytes:
    head = json.dumps(words).encode()
    return _HEAD.pack(len(head), len(first), len(second)) + head + first + second


def _unpacked(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    head, first, _second = _HEAD.unpack_from(data)
    at = _HEAD.size + head
    words = json.loads(data[_HEAD.size:at])
    if not isinstance(words, dict):
        raise ValueError("no answer")
    return words, data[at:at + first], data[at + first:]


# ------------------------------------------------------------------ in the room
_plates: dict[str, Plate] = {}


def answer(data: bytes) -> bytes:
    """The room's own part."""
    words, photo, _nothing_more = _unpacked(data)
    try:
        return _seen(photo) if words["do"] == "proxy" else _made(words, photo)
    except products.Undevelopable as reason:
        return _packed({"code": reason.code})


def _pixels(data: bytes, side: int) -> tuple[Any, tuple[int, int]]:
    import cv2
    import numpy as np

    # Two rooms are at work at once; each keeps to its own core.
    cv2.setNumThreads(1)
    picture, _suffix, size = products.upright(data, side)
    return np.asarray(picture), size


def _seen(data: bytes) -> bytes:
    from producer_app.areas.studio import seeing

    pixels, (width, height) = _pixels(data, PROXY_SIDE)
    return _packed({"seen": dataclasses.asdict(seeing.seen(pixels, width, height))}, _jpeg(pixels, 92))


def _made(words: dict[str, Any], data: bytes) -> bytes:
    from producer_app.areas.studio import making

    recipe, side = settings.from_text(Recipe, words["recipe"]), int(words["side"])
    source = _plate(data)
    pixels = making.at_least(making.made(source, recipe, side), int(words["least"]))
    jpeg = _within(pixels, int(words["most_bytes"]))
    thumb = _jpeg(making.made(making.Plate(pixels, source.outline[:1, :1] * 0), Recipe(), THUMB_SIDE), THUMB_QUALITY)
    return _packed({"width": pixels.shape[1], "height": pixels.shape[0], "told": source.found}, jpeg,
                   thumb if words["thumb"] else b"")


def _plate(data: bytes) -> Plate:
    """The photo with its goods found; the last two are kept, since a slider asks for the same one many times a second."""
    import hashlib

    from producer_app.areas.studio import making

    key = hashlib.sha256(data).hexdigest()
    if key not in _plates:
        while len(_plates) >= 2:
            del _plates[next(iter(_plates))]
        _plates[key] = making.plate(_pixels(data, WORK_SIDE)[0])
    return _plates[key]


def _within(pixels: Any, most_bytes: int) -> bytes:
    """A JPEG file of at most so many bytes; below the least quality it becomes smaller in pixels."""
    from producer_app.areas.studio import making

    quality = PICTURE_QUALITY
    jpeg = _jpeg(pixels, quality)
    while most_bytes and len(jpeg) > most_bytes:
        quality -= 8
        if quality < LEAST_QUALITY:
            quality = PICTURE_QUALITY - 8
            side = max(pixels.shape[:2])
            pixels = making.made(making.Plate(pixels, pixels[:1, :1, 0] * 0), Recipe(), round(side * 0.85))
        jpeg = _jpeg(pixels, quality)
    return jpeg


def _jpeg(pixels: Any, quality: int) -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()
