"""What a picture looks like, as numbers: its marks (for the same picture), its colours and its corners (for the same thing).

The numbers are reckoned in the darkroom from thumbnails; comparing them needs no picture. Sources: the DCT hash of
"pHash" (Zauner 2010, 3.2.1); Hellinger distance of colour histograms; ORB corners (Rublee and others 2011) told apart by
Lowe's ratio (2004, 7.1) and kept where one turn, shift and scale carries them over (RANSAC, Fischler and Bolles 1981).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from producer_app.store import darkroom

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SIDE = 240
CORNERS = 160
BINS = (8, 8, 8)
# Of 64 marks; a saved, made smaller or slightly brightened copy differs in fewer, another picture in more (measured).
SAME_MARKS = 6
RATIO = 0.78
_HEAD = struct.Struct(">8sHI")


@dataclass(frozen=True, slots=True)
class Look:
    """``marks``: 64 bits; ``colours``: square roots of the shares of each colour, the middle counted twice;
    ``corners``: 32 bytes each; ``places``: where they are, in points of a picture of SIDE."""

    marks: int
    colours: Array
    corners: Array
    places: Array


def answer(data: bytes) -> bytes:
    """The room's own part: a thumbnail in, its numbers out; nothing where it is no picture."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None or min(image.shape[:2]) < 16:
        return b""
    scale = SIDE / max(image.shape[:2])
    size = (max(16, round(image.shape[1] * scale)), max(16, round(image.shape[0] * scale)))
    image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    points, corners = cv2.ORB_create(CORNERS, fastThreshold=8).detectAndCompute(grey, None)  # type: ignore[attr-defined]
    rows = np.zeros((0, 32), np.uint8) if corners is None else np.asarray(corners, np.uint8)
    places = np.asarray([point.pt for point in points[:len(rows)]], np.float16).reshape(-1, 2)
    colours = _colours(image)
    return _HEAD.pack(_marks(grey), len(rows), colours.size) + rows.tobytes() + places.tobytes() + colours.tobytes()


def _marks(grey: Array) -> bytes:
    """64 signs of the low frequencies against their median, the mean left out."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = np.asarray(cv2.dct(small))[:8, :8].flatten()
    return np.packbits(low > np.median(low[1:])).tobytes()


def _colours(image: Array) -> Array:
    import cv2
    import numpy as np

    lab = cv2.cvtColor(image, cv2.COLOR_BGR2LAB)
    height, width = image.shape[:2]
    middle = np.zeros((height, width), np.uint8)
    middle[height // 5:height - height // 5, width // 5:width - width // 5] = 255
    ranges = [0, 256, 0, 256, 0, 256]
    counted = cv2.calcHist([lab], [0, 1, 2], None, list(BINS), ranges) + cv2.calcHist([lab], [0, 1, 2], middle, list(BINS), ranges)
    shares = np.asarray(counted, np.float32).flatten() / max(1.0, float(np.sum(counted)))
    return np.asarray(np.sqrt(shares), np.float16)


def look_of(thumb: bytes, glance: Callable[[], None] = lambda: None) -> Look | None:
    """The numbers of one thumbnail, or None: it is no picture. ``glance`` may raise to give up."""
    try:
        return _understood(darkroom.asked(answer, thumb, glance))
    except (darkroom.RoomEnded, darkroom.TooSlow):
        return None


def _understood(said: bytes) -> Look | None:
    import numpy as np

    try:
        marks, corners, colours = _HEAD.unpack_from(said)
        if len(said) != _HEAD.size + (32 + 4) * corners + 2 * colours:
            return None
    except struct.error:
        return None
    rows = np.frombuffer(said, np.uint8, 32 * corners, _HEAD.size).reshape(-1, 32)
    places = np.frombuffer(said, np.float16, 2 * corners, _HEAD.size + 32 * corners).astype(np.float32).reshape(-1, 2)
    shares = np.frombuffer(said, np.float16, colours, _HEAD.size + 36 * corners).astype(np.float32)
    return Look(int.from_bytes(marks, "big"), shares, rows, places)


def looks_of(thumbs: Iterable[tuple[str, Path]], known: Mapping[str, Look], glance: Callable[[], None]) -> dict[str, Look]:
    """The numbers of these thumbnails by name; ``known`` ones are not reckoned again, unreadable ones left out."""
    made: dict[str, Look] = {}
    for name, path in thumbs:
        glance()
        look = known.get(name) or made.get(name)
        if look is None:
            try:
                look = look_of(path.read_bytes(), glance)
            except OSError:
                look = None
        if look is not None:
            made[name] = look
    return made


def same_picture(one: Look, other: Look) -> bool:
    """Whether two are the same picture, saved another time."""
    return (one.marks ^ other.marks).bit_count() <= SAME_MARKS and alike_colours(one, other) > 0.8


def alike_colours(one: Look, other: Look) -> float:
    """0 no colour in common to 1 the same share of every colour (Bhattacharyya coefficient)."""
    return float(one.colours @ other.colours)


def alike_corners(one: Look, other: Look) -> float:
    """The share of corners that find their like where one turn, shift and scale would put it, 0 to 1."""
    import cv2
    import numpy as np

    fewer = min(len(one.corners), len(other.corners))
    if fewer < 8:
        return 0.0
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(one.corners, other.corners, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance]
    if len(good) < 4:
        return 0.0
    cv2.setRNGSeed(1)
    here = np.asarray([one.places[match.queryIdx] for match in good])
    there = np.asarray([other.places[match.trainIdx] for match in good])
    _turn, carried = cv2.estimateAffinePartial2D(here, there, ransacReprojThreshold=6.0)
    return 0.0 if carried is None else float(np.count_nonzero(carried)) / fewer
