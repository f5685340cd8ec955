"""Draws the pictures of README.md from the practice shop, with the program's own ``screens`` command.

    python resources/pictures/draw.py

``screens-<language>.webp`` holds every screen and step of a language; seven of them stand larger in files of their own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
PROGRAM = [sys.executable, str(HERE.parents[1] / "main.py")]
LANGUAGES = ("en", "zh", "ug")
# Which picture of which language stands in the README, by the end of its name.
CHOSEN = {"home-ug": "home", "till-basket-en": "till", "products-form-en": "product", "orders-zh": "orders",
          "payments-one-en": "code", "posters-ug": "print", "money-zh": "money", "studio-bench-en": "studio"}
WIDTH = 1000
# The sheet of all screens: columns, the width of one in pixels, the room between them, and the most the file may take.
COLUMNS, SMALL, GAP, MOST_BYTES = 8, 236, 8, 245_000
GROUND = "#E3DCD3"


def larger(path: Path) -> None:
    """One of the chosen pictures."""
    name = path.name.partition("-")[2].rsplit("-", 2)[0]
    if name in CHOSEN:
        with Image.open(path) as picture:
            size = (WIDTH, WIDTH * picture.height // picture.width)
            small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
            small.save(HERE / f"{CHOSEN[name]}.jpg", quality=86, optimize=True)


def sheet(paths: Sequence[Path], out: Path) -> None:
    """All pictures beside and below each other, as sharp as the file's size allows."""
    high = SMALL * 768 // 1366
    lines = -(-len(paths) // COLUMNS)
    made = Image.new("RGB", (COLUMNS * (SMALL + GAP) + GAP, lines * (high + GAP) + GAP), GROUND)
    for number, path in enumerate(paths):
        with Image.open(path) as picture:
            place = (GAP + number % COLUMNS * (SMALL + GAP), GAP + number // COLUMNS * (high + GAP))
            made.paste(picture.convert("RGB").resize((SMALL, high), Image.Resampling.LANCZOS), place)
    for quality in range(90, 20, -5):
        made.save(out, quality=quality, method=6)
        if out.stat().st_size <= MOST_BYTES:
            break


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        for language in LANGUAGES:
            folder = Path(temporary) / language
            subprocess.run([*PROGRAM, "screens", "--out", str(folder), "--lang", language], check=True, stdout=subprocess.DEVNULL)
            paths = sorted(folder.glob("*.png"))
            sheet(paths, HERE / f"screens-{language}.webp")
            for path in paths:
                larger(path)


if __name__ == "__main__":
    main()
