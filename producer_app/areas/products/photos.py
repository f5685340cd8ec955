"""A photo from a phone or a camera becomes part of a shop: read with care, developed in the darkroom, kept by digest.

Runs in a worker: gets values, gives values, never meets the shop's database. The original is kept as it came, place of
taking and all, and never leaves the shop; the pictures made from it carry no word about where, when or by whom.
"""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from producer_app.areas.products.rows import Photo, ProductDraft
from producer_app.base.errors import BadFile, CannotWrite, ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.progress import Progress, silent
from producer_app.store.files import Files

if TYPE_CHECKING:
    from concurrent.futures import Future

    from producer_app.areas.products.developing import Developed

LARGEST_FILE = 40 << 20
ROOMS = 2
_AGAIN = N_("Take or send it again.")
_SMALLER = N_("Take or send it again in a smaller size.")
REFUSALS = {
    "NOT_A_PHOTO": (N_("The file {name} is not a photo."), N_("Choose a JPEG, PNG, WebP or HEIC photo.")),
    "UNREADABLE": (N_("The photo {name} cannot be read."), N_("Look whether it is still there, then choose it again.")),
    "TOO_HEAVY": (N_("The photo {name} is larger than 40 MB."), _SMALLER),
    "TOO_MANY_PIXELS": (N_("The photo {name} has more than 50 million points."), _SMALLER),
    "NO_ROOM": (N_("The photo {name} needs too much memory."), _SMALLER),
    "TOO_SLOW": (N_("The photo {name} took too long to open."), _AGAIN),
    "BROKEN_PHOTO": (N_("The photo {name} is damaged."), _AGAIN),
}


@dataclass(frozen=True, slots=True)
class Negative:
    """A photo that proved sound, not kept yet: its bytes as they came and the pictures made from them."""

    original: bytes
    made: Developed


def prepare(source: Path | bytes, files: Files, progress: Progress = silent) -> Photo:
    """Keeps a photo with its listing picture and thumbnail; gives their names.

    Raises ShopError: no photo, damaged, too large, disk full; then nothing was kept. Raises Cancelled: asked to stop.
    """
    return keep(develop(source, progress), files, progress)


def prepare_many(sources: Sequence[Path | bytes], files: Files, progress: Progress = silent) -> Iterator[Photo | ShopError]:
    """Each photo kept, or why not, in their order: one bad file does not keep the others out.

    Two rooms work at once, as many as a small computer has cores, and no more than three photos are in memory, however
    many there are. Raises Cancelled: asked to stop; CannotWrite: no room on the disk, where all others would fail too.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(ROOMS) as pool:
        waiting: list[Future[Negative]] = []
        try:
            for number, source in enumerate(sources):
                progress(max(0, number - len(waiting)), len(sources), _("Making the picture"))
                waiting.append(pool.submit(develop, source))
                if len(waiting) > ROOMS:
                    yield _kept_or_refused(waiting.pop(0), files)
            for left, last in enumerate(waiting):
                progress(len(sources) - len(waiting) + left, len(sources), _("Making the picture"))
                yield _kept_or_refused(last, files)
        finally:
            for one in waiting:
                one.cancel()


def _kept_or_refused(made: Future[Negative], files: Files) -> Photo | ShopError:
    try:
        return keep(made.result(), files)
    except CannotWrite:
        raise
    except ShopError as refusal:
        return refusal


def develop(source: Path | bytes, progress: Progress = silent) -> Negative:
    """Reads and decodes a photo, keeping nothing yet. Raises as ``prepare``."""
    from producer_app.areas.products import darkroom
    from producer_app.areas.products.developing import Undevelopable

    progress(0, 3, _("Reading the photo"))
    name = "" if isinstance(source, bytes) else shown_name(source)
    data = source if isinstance(source, bytes) else read(source)
    if len(data) > LARGEST_FILE:
        raise refusal("TOO_HEAVY", name)
    try:
        return Negative(data, darkroom.developed(data, glance=lambda: progress(1, 3, _("Making the picture"))))
    except Undevelopable as reason:
        raise refusal(reason.code, name) from None


def keep(negative: Negative, files: Files, progress: Progress = silent) -> Photo:
    """The photo on disk, its names given. Raises CannotWrite; files without a row are swept when the shop opens."""
    progress(2, 3, _("Keeping the photo"))
    made = negative.made
    try:
        original = files.keep(negative.original, made.suffix)
        picture, thumb = files.keep(made.picture, ".jpg"), files.keep(made.thumb, ".jpg")
    except OSError:
        raise CannotWrite(_("The photo could not be kept."),
                          _("Everything saved before is safe. Make room on the disk and try again."), "DISK_FULL") from None
    return Photo(original, picture, thumb, made.width, made.height)


def with_photo(draft: ProductDraft, photo: Photo) -> ProductDraft:
    """The draft with this photo."""
    return replace(draft, photo=photo)


def read(path: Path) -> bytes:
    """The bytes of a photo file, not more than 40 MB. Raises ShopError: missing, a folder, a device, too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refusal("NOT_A_PHOTO", shown_name(path))
        if found.st_size > LARGEST_FILE:
            raise refusal("TOO_HEAVY", shown_name(path))
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise refusal("UNREADABLE", shown_name(path)) from None


def shown_name(path: Path) -> str:
    """A file's name as it may be shown: no control or direction signs, at most 60 letters, left to right."""
    plain = "".join(letter for letter in path.name if unicodedata.category(letter)[0] != "C")
    return isolate(plain if len(plain) <= 60 else plain[:45] + "…" + plain[-14:])


def refusal(code: str, name: str) -> ShopError:
    """What to tell about a photo that could not be developed. ``code``: of Undevelopable; ``name``: as shown."""
    message, hint = REFUSALS.get(code, REFUSALS["BROKEN_PHOTO"])
    return BadFile(" ".join(_(message).format(name=name).split()), _(hint), code)


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing worth saying about a photo; a hint, never a refusal."""

    good: bool
    sentence: str


DARK, BRIGHT, SMALL_SIDE = 62, 236, 600


def advice(light: int, width: int, height: int) -> Advice:
    """What to tell about a photo. ``light``: mean brightness of its middle, 0 to 255; its size in pixels."""
    if 0 < min(width, height) < SMALL_SIDE:
        return Advice(False, _("The picture is small: go closer next time."))
    if light < DARK:
        return Advice(False, _("A little dark: go to the window."))
    if light > BRIGHT:
        return Advice(False, _("Very bright: move out of the sun."))
    return Advice(True, _("Light is good"))
