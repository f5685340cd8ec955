"""Draws the pictures of README.md from the practice shop, with the program's own ``screens`` and ``print`` commands.

    python resources/pictures/draw.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
PROGRAM = [sys.executable, str(HERE.parents[1] / "main.py")]
# Which picture of which language stands in the README, by the end of its name.
CHOSEN = {"home-ug": "home", "till-basket-en": "till", "products-form-en": "product", "orders-zh": "orders",
          "payments-one-en": "code", "posters-ug": "print", "money-zh": "money", "studio-bench-en": "studio"}
WIDTH = 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        for language in ("en", "zh", "ug"):
            subprocess.run([*PROGRAM, "screens", "--out", temporary, "--lang", language], check=True, stdout=subprocess.DEVNULL)
        for path in sorted(Path(temporary).glob("*.png")):
            name = path.name.partition("-")[2].rsplit("-", 2)[0]
            if name in CHOSEN:
                with Image.open(path) as picture:
                    size = (WIDTH, WIDTH * picture.height // picture.width)
                    small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
                    small.save(HERE / f"{CHOSEN[name]}.jpg", quality=86, optimize=True)


if __name__ == "__main__":
    main()
