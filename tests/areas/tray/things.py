"""Pictures of things, and the same things taken again: nearer, turned a little, in another light."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image, ImageEnhance
from PIL.Image import Resampling

from producer_app.base.travelling import RESOURCES

PRACTICE = sorted((RESOURCES / "samples" / "pictures").glob("*.jpg"))


def again(path: Path, seed: int) -> bytes:
    """One picture of a thing as a phone would take it another time; the same for the same seed."""
    chance = random.Random(seed)
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    width, height = image.size
    cut = (0.04, 0.08, 0.12)[seed % 3]
    left, top = chance.uniform(0, 2 * cut), chance.uniform(0, 2 * cut)
    image = image.rotate(chance.uniform(-6, 6), Resampling.BICUBIC, fillcolor=(120, 110, 100))
    image = image.crop((int(width * left), int(height * top), int(width * (1 - 2 * cut + left)), int(height * (1 - 2 * cut + top))))
    image = ImageEnhance.Brightness(image).enhance(chance.uniform(0.75, 1.3))
    image = ImageEnhance.Color(image).enhance(chance.uniform(0.85, 1.15))
    return jpeg(image)


def jpeg(image: Image.Image, quality: int = 84) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def saved_again(path: Path) -> bytes:
    """The very same picture, as a chat program sends it on: smaller and pressed harder."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    image.thumbnail((700, 700))
    return jpeg(image, 60)
