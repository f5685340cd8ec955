"""New photos in a folder that the person chose: a USB stick, a camera's card, where a phone's cable puts them.

Looks at names, sizes and times only; nothing is opened until it is brought in. Links are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _

ENDS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif")
DEPTH = 4
MOST_LOOKED_AT = 20_000
# More at one time would fill the screen and the disk before anybody could look at them.
MOST_OFFERED = 200


class Mark(NamedTuple):
    """A file as it is known again: its name without folders, its size in bytes, when it was changed."""

    name: str
    size: int
    changed_ns: int


class Found(NamedTuple):
    """A photo file of the folder."""

    path: Path
    mark: Mark


def new_in(folder: Path, known: Collection[Mark]) -> list[Found]:
    """Photo files that were not brought in before, in the order they were taken; the newest where there are too many.

    Raises ShopError: the folder is not there (a stick was pulled out) or may not be read.
    """
    found: list[Found] = []
    looked = 0
    places = [(folder, 0)]
    while places:
        place, depth = places.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    looked += 1
                    if looked > MOST_LOOKED_AT or entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False) and depth < DEPTH:
                        places.append((Path(entry.path), depth + 1))
                    elif entry.is_file(follow_symlinks=False) and entry.name.lower().endswith(ENDS):
                        facts = entry.stat(follow_symlinks=False)
                        found.append(Found(Path(entry.path), Mark(entry.name, facts.st_size, facts.st_mtime_ns)))
        except OSError:
            if place == folder:
                raise ShopError(_("The folder cannot be read."),
                                _("Look whether the stick or the card is in, then choose it again."), "NO_FOLDER") from None
    fresh = sorted((one for one in found if one.mark not in known), key=lambda one: (one.mark.changed_ns, one.mark.name))
    return fresh[-MOST_OFFERED:]
