"""Work on many photos, off the window: originals read, pictures made in two rooms at once, files kept; no database here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from producer_app.areas import products
from producer_app.areas.studio import coach, darkroom
from producer_app.areas.studio.actions import Developed
from producer_app.areas.studio.rows import AUTO, CLUTTERED, CUT, PLAIN, Recipe, Seen, Shot
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _
from producer_app.base.progress import Progress, silent
from producer_app.store.files import Files

# As many as a small computer has cores; more would only wait for one another.
ROOMS = 2


class Batch(NamedTuple):
    """What became of a set. ``untold``: photos whose goods could not be told from their ground, left on it."""

    made: list[Developed]
    untold: list[Shot]
    refused: list[ShopError]


def original(files: Files, shot: Shot) -> bytes:
    """The untouched photo. Raises ShopError: it is gone from the disk."""
    return _read(files.path(shot.original))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise products.photo_refusal("UNREADABLE", path.name[:12]) from None


def auto(seen: Seen, rule: coach.CoachRule = coach.RULE) -> Recipe:
    """What one press makes of a photo: goods that are cut off or stand among others keep their ground."""
    found = coach.finding(seen, rule)
    return AUTO if found not in (CUT, CLUTTERED) else Recipe(frame="1:1", balance=True, bright=True)


def develop(files: Files, shots: Sequence[Shot], recipe: Recipe | None, progress: Progress = silent) -> Batch:
    """Every photo by one recipe, or by what suits it best (None); same framing for all. Files are kept, no row yet.

    A photo that can't be developed is told of and keeps the others from nothing. Raises Cancelled, CannotWrite.
    """
    batch = Batch([], [], [])
    progress(0, len(shots), _("Making pictures"))
    for number, (shot, result) in enumerate(_in_rooms(files, shots, recipe)):
        progress(number, len(shots), _("Making pictures"))
        try:
            used, made = result.result()
        except ShopError as refusal:
            batch.refused.append(refusal)
            continue
        if used.white and not made.told:
            batch.untold.append(shot)
        batch.made.append(Developed(shot, used, _kept(files, shot, made)))
    progress(len(shots), len(shots), _("Making pictures"))
    return batch


def _in_rooms(files: Files, shots: Sequence[Shot],
              recipe: Recipe | None) -> Iterator[tuple[Shot, Future[tuple[Recipe, darkroom.Made]]]]:
    """Results in order, at most two under way, so that a thousand photos need no more room than two."""
    with ThreadPoolExecutor(ROOMS) as pool:
        waiting: list[tuple[Shot, Future[tuple[Recipe, darkroom.Made]]]] = []
        try:
            for shot in shots:
                waiting.append((shot, pool.submit(_one, files, shot, recipe)))
                if len(waiting) > ROOMS:
                    yield waiting.pop(0)
            yield from waiting
        finally:
            # After a stop only what is under way is waited for.
            for _shot, result in waiting:
                result.cancel()


def _one(files: Files, shot: Shot, recipe: Recipe | None) -> tuple[Recipe, darkroom.Made]:
    data = original(files, shot)
    used = auto(darkroom.proxy(data).seen) if recipe is None else recipe
    if used == PLAIN:
        return used, darkroom.Made(b"", b"", 0, 0, told=True)
    return used, darkroom.made(data, used)


def _kept(files: Files, shot: Shot, made: darkroom.Made) -> products.Photo:
    if not made.jpeg:
        return products.Photo(shot.original, shot.picture, shot.thumb, shot.width, shot.height)
    try:
        return products.Photo(shot.original, files.keep(made.jpeg, ".jpg"), files.keep(made.thumb, ".jpg"), made.width, made.height)
    except OSError:
        raise CannotWrite(_("The picture could not be kept."),
                          _("Everything saved before is safe. Make room on the disk and try again."), "DISK_FULL") from None
