"""Develops a photo in a process of its own (``store.darkroom``): what goes in, what comes back, what went wrong."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable

from producer_app.areas.products.developing import Developed, Undevelopable, develop
from producer_app.store import darkroom

_HEAD = struct.Struct(">III")


def developed(data: bytes, glance: Callable[[], None] = lambda: None) -> Developed:
    """Both pictures of a photo, made in a room. ``glance`` is called ten times a second and may raise to give up.

    Raises Undevelopable: see there, also TOO_SLOW.
    """
    try:
        return _understood(darkroom.asked(answer, data, glance))
    except darkroom.TooSlow:
        raise Undevelopable("TOO_SLOW") from None
    except darkroom.RoomEnded:
        raise Undevelopable("BROKEN_PHOTO") from None


def answer(data: bytes) -> bytes:
    """The room's own part: a photo in, both pictures or the code of a refusal out."""
    try:
        made = develop(data)
    except Undevelopable as reason:
        return _packed({"code": reason.code})
    return _packed({"width": made.width, "height": made.height, "suffix": made.suffix}, made.picture, made.thumb)


def _understood(answer: bytes) -> Developed:
    """The answer as values. Raises Undevelopable: it holds a code, or is not what ``_packed`` makes."""
    try:
        head, picture, thumb = _HEAD.unpack_from(answer)
        words = json.loads(answer[_HEAD.size:_HEAD.size + head])
    except (struct.error, ValueError):
        raise Undevelopable("BROKEN_PHOTO") from None
    if "code" in words:
        raise Undevelopable(str(words["code"]))
    at = _HEAD.size + head
    return Developed(answer[at:at + picture], answer[at + picture:at + picture + thumb], int(words["width"]), int(words["height"]),
                     str(words["suffix"]))


def _packed(words: dict[str, object], picture: bytes = b"", thumb: bytes = b"") -> bytes:
    head = json.dumps(words).encode()
    return _HEAD.pack(len(head), len(picture), len(thumb)) + head + picture + thumb
