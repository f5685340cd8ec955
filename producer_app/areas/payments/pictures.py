"""Finds QR codes in pictures and draws them. What a code says is only ever text: nothing is opened or fetched.

A picture from outside is decoded in a process of its own (``looking``, ``store.darkroom``); only regular files are read.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from producer_app.areas.payments import looking
from producer_app.areas.payments.looking import Corner as Corner
from producer_app.areas.payments.looking import Corners, Spot
from producer_app.base.errors import BadFile
from producer_app.base.i18n import N_, _, isolate
from producer_app.store import darkroom

if TYPE_CHECKING:
    from PIL import Image

MOST_FILE_BYTES = 60_000_000
Level = Literal["L", "M", "Q", "H"]
Glance = Callable[[], None]

REFUSALS = {
    "NOT_A_PICTURE": (N_("This file is not a picture that can be read."), N_("Use a JPEG or PNG picture.")),
    "PICTURE_TOO_LARGE": (N_("The picture is too large."), N_("Use one of at most 50 million pixels.")),
    "TOO_SLOW": (N_("Reading this picture took too long."), N_("Use a smaller picture.")),
    "NO_CODE": (N_("No code was found in this picture."),
                N_("Use a sharp picture with the whole code and a white edge around it.")),
    "BAD_TEXT": (N_("The code in this picture does not hold readable text."),
                 N_("Use the code that your bank or wallet shows under “receive money”.")),
}


class Found(NamedTuple):
    """A code in a picture. ``text``: exactly what it says; ``corners``: in pixels of the upright picture, in reading order."""

    text: str
    corners: Corners


class StallPhoto(NamedTuple):
    """A stall's photo as it is kept (a smaller JPEG), the size in pixels it had upright, and every code in it in those."""

    jpeg: bytes
    width: int
    height: int
    spots: tuple[Spot, ...]


def codes_in(source: Path | bytes) -> list[Found]:
    """Every QR code in a picture, at least one. Raises BadFile: NOT_A_PICTURE, PICTURE_TOO_LARGE, NO_CODE, BAD_TEXT, NO_FILE."""
    words = _understood(_asked(looking.codes_answer, picture_bytes(source), lambda: None))
    return [Found(spot.text or "", spot.corners) for spot in _spots(words)]


def one_code_in(source: Path | bytes) -> Found:
    """The only code in a picture. Raises BadFile: as ``codes_in``, or SEVERAL_CODES where it holds two that differ."""
    found = codes_in(source)
    if len({code.text for code in found}) > 1:
        raise BadFile(_("There are {count} different codes in this picture.").format(count=len({code.text for code in found})),
                      _("Cut the picture so that only your receiving code is left."), "SEVERAL_CODES")
    return found[0]


def stall_photo(source: Path | bytes, glance: Glance = lambda: None) -> StallPhoto:
    """The photo of a stall with every code in it, those that cannot be read too; may hold none.

    ``glance`` is called ten times a second and may raise to give up. Raises BadFile: NOT_A_PICTURE, PICTURE_TOO_LARGE, NO_FILE.
    """
    answer = _asked(looking.stall_answer, picture_bytes(source), glance)
    at = looking.HEAD.size + looking.HEAD.unpack_from(answer)[0]
    words = _understood(answer[looking.HEAD.size:at])
    return StallPhoto(answer[at:], int(words["width"]), int(words["height"]), tuple(_spots(words)))


def _asked(work: darkroom.Work, data: bytes, glance: Glance) -> bytes:
    try:
        return darkroom.asked(work, data, glance)
    except darkroom.TooSlow:
        raise refusal("TOO_SLOW") from None
    except darkroom.RoomEnded:
        raise refusal("NOT_A_PICTURE") from None


def _understood(answer: bytes) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(answer)
    if "code" in words:
        raise refusal(str(words["code"]))
    return words


def _spots(words: dict[str, Any]) -> list[Spot]:
    made = []
    for one in words["found"]:
        a, b, c, d = ((int(x), int(y)) for x, y in one["corners"])
        made.append(Spot(one["text"] if isinstance(one["text"], str) else None, (a, b, c, d)))
    return made


def refusal(code: str) -> BadFile:
    """What is said about a picture that cannot be used."""
    message, hint = REFUSALS.get(code, REFUSALS["NOT_A_PICTURE"])
    return BadFile(_(message), _(hint), code)


def picture_bytes(source: Path | bytes) -> bytes:
    """The bytes of a picture file, not more than 60 MB. Raises BadFile: NO_FILE, NOT_A_PICTURE (no file), PICTURE_TOO_LARGE."""
    if isinstance(source, bytes):
        return source
    try:
        about = source.stat()
        if not stat.S_ISREG(about.st_mode):
            # A pipe never ends, a device neither.
            raise refusal("NOT_A_PICTURE")
        with source.open("rb") as file:
            data = b"" if about.st_size > MOST_FILE_BYTES else file.read(MOST_FILE_BYTES + 1)
    except (OSError, ValueError):
        raise BadFile(_("The file {name} cannot be read.").format(name=isolate(source.name)), _("Check that it is still there."),
                      "NO_FILE") from None
    if len(data) > MOST_FILE_BYTES or about.st_size > MOST_FILE_BYTES:
        raise refusal("PICTURE_TOO_LARGE")
    return data


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
    found = looking.read(draw(payload, bytes_only=bytes_only), 1, "LocalAverage")
    return [code.text for code in found] == [payload]
