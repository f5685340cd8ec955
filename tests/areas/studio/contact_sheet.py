"""The contact sheet of README.md: made photos and pictures of the practice shop, each before and on white.

    python -m tests.areas.studio.contact_sheet

The number is the share of the outline found that agrees with the known one (intersection over union).
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from producer_app.areas.studio import making, outline
from producer_app.areas.studio.rows import AUTO
from tests.areas.studio import scenes
from tests.areas.studio.test_white_ground import overlap, scene

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
OUT = RESOURCES / "pictures" / "white-ground.jpg"
CELL, COLUMNS, EACH, SIDE = 150, 4, 8, 800


def pair(image: scenes.Pixels, words: str) -> Image.Image:
    """Before and after beside each other, with their words."""
    after = making.made(making.plate(image), AUTO, SIDE)
    cell = Image.new("RGB", (2 * CELL + 12, CELL + 26), "#FBF8F4")
    for place, picture in enumerate((image, after)):
        shown = Image.fromarray(picture)
        shown.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
        left = place * (CELL + 4) + (CELL - shown.width) // 2
        cell.paste(shown, (left, (CELL - shown.height) // 2))
    font = ImageFont.truetype(str(RESOURCES / "fonts" / "NotoSans-Regular-LatinCyrillic.ttf"), 14)
    ImageDraw.Draw(cell).text((2, CELL + 4), words, fill="#4A5060", font=font)
    return cell


def cells() -> list[Image.Image]:
    """Simple scenes, hard ones, and the practice shop's pictures."""
    found = []
    for hard in (False, True):
        for number in range(EACH):
            image, mask = scene(number, hard=hard)
            found.append(pair(image, f"{'hard' if hard else 'simple'}  {overlap(outline.goods(image), mask):.3f}"))
    for path in sorted((RESOURCES / "samples" / "pictures").glob("*.jpg"))[::2][:EACH]:
        read = cv2.imread(str(path))
        assert read is not None
        found.append(pair(np.asarray(outline.fitted(read[..., ::-1], SIDE)), path.stem))
    return found


def main() -> None:
    made = cells()
    rows = -(-len(made) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * made[0].width + 8, rows * made[0].height + 8), "#FBF8F4")
    for place, cell in enumerate(made):
        sheet.paste(cell, (8 + place % COLUMNS * cell.width, 8 + place // COLUMNS * cell.height))
    sheet.save(OUT, quality=70, optimize=True)


if __name__ == "__main__":
    main()
