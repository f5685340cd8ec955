"""The outline of a good picture, to lay over the camera's: the next jar stands where the last one stood."""

from __future__ import annotations

import io

SIDE = 480


def outline(picture: bytes) -> bytes:
    """A PNG of a listing picture's edges, rose where there is one and clear elsewhere; 480 pixels on its longer side.

    ``picture``: one that the shop made itself. Raises OSError: it is no picture.
    """
    from PIL import Image, ImageFilter, ImageOps

    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as photo:
        photo.draft("L", (SIDE, SIDE))
        grey = photo.convert("L")
    grey.thumbnail((SIDE, SIDE))
    # The weave of a cloth is no outline: medians and a wide blur leave only where one thing ends and another begins.
    calm = grey.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.GaussianBlur(3))
    edges = calm.filter(ImageFilter.FIND_EDGES)
    # The filter takes the end of the picture for an edge.
    edges = ImageOps.expand(ImageOps.crop(edges, 3), 3, 0)
    strong = ImageOps.autocontrast(edges, cutoff=(0, 1)).point(lambda value: 0 if value < 80 else min(255, value * 2))
    strong = strong.filter(ImageFilter.MedianFilter(5))
    drawn = Image.new("RGBA", grey.size, (255, 79, 139, 0))
    drawn.putalpha(strong.filter(ImageFilter.MaxFilter(3)))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
