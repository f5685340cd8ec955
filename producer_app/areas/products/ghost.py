"""The outline of a good picture, to lay over the camera's: the next jar stands where the last one stood."""

from __future__ import annotations

import io

SIDE = 480
# An edge is at least so strong, of 255, and edges cover at most this share of a picture.
WEAKEST, LARGEST_SHARE = 14, 0.08


def outline(picture: bytes) -> bytes:
    """A PNG of a listing picture's edges, rose where there is one and clear elsewhere; 480 pixels on its longer side.

    ``picture``: one that the shop made itself. Raises OSError: it is no picture.
    """
    from PIL import Image, ImageChops, ImageFilter

    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as photo:
        photo.draft("L", (SIDE, SIDE))
        grey = photo.convert("L")
    grey.thumbnail((SIDE, SIDE))
    # Blurred first: paper, cloth and wood have a grain that is no outline.
    soft = grey.filter(ImageFilter.GaussianBlur(4))
    edges = ImageChops.difference(soft.filter(ImageFilter.MaxFilter(3)), soft.filter(ImageFilter.MinFilter(3)))
    least = max(WEAKEST, _exceeded_by(edges.histogram(), LARGEST_SHARE))
    lines = edges.point(lambda value: 255 if value >= least else 0).filter(ImageFilter.MedianFilter(5))
    drawn = Image.new("RGBA", grey.size, (255, 79, 139, 0))
    drawn.putalpha(lines)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def _exceeded_by(histogram: list[int], share: float) -> int:
    """The strength from which on no more than ``share`` of all points lie."""
    left = share * sum(histogram)
    for value in range(255, 0, -1):
        left -= histogram[value]
        if left < 0:
            return value + 1
    return 1
