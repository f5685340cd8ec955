"""Every printable as a PDF page, drawn by another program and compared with the picture kept of it, in three languages.

``PRODUCER_APP_KEEP_PAGES=1`` keeps new pictures instead; look at them before they are committed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas import posters
from producer_app.areas.posters.rows import Card, CheckThing, CodeMark, ForOrder, MakerSheet, Slip, SlipLine, Task, ToBring
from producer_app.base import i18n
from producer_app.base.money import Money
from producer_app.ui import paper

KEPT = Path(__file__).resolve().parents[2] / "samples" / "pages"
DPI, SIDE = 160, 300  # a page a cell, small enough to keep, large enough to see a word move
# Letters of another drawing library are a shade thinner or thicker; a word that moved, grew or is gone differs far more.
MEAN, LARGEST = 2.0, 90
POPPLER = shutil.which("pdftoppm")
NAMES = {"zh": ("玫瑰花酱", "核桃仁"), "ug": ("ئەتىرگۈل مۇرابباسى", "ياڭاق مېغىزى"), "en": ("Rose petal jam", "Walnut halves")}
UNIT = {"zh": "瓶", "ug": "بوتۇلكا", "en": "jar"}


def task(language: str, photo: Path) -> Task:
    """A print of two products and two orders whose words are in one language."""
    things = (CheckThing("sun", "太阳", "قۇياش", "Sun"), CheckThing("key", "钥匙", "ئاچقۇچ", "Key"),
              CheckThing("house", "房子", "ئۆي", "House"), CheckThing("drop", "水滴", "سۇ تامچىسى", "Drop of water"))
    mark = CodeMark("https://qr.alipay.com/fkx0example0page0", "古丽娜尔", "支付宝 Alipay", "82", things=things, flower=17,
                    day="2026-05-01")
    first, second = NAMES[language]
    cards = (Card({language: first}, Money(3800), UNIT, 500, str(photo), mark),
             Card({language: second}, Money(2950), UNIT, 250, "", mark, Money(5900), 500, ("2026-05-01", "2026-05-07")))
    lines = (SlipLine(first, "500 g", "2", Money(3800), Money(7600), str(photo), {language: first}, 2000),
             SlipLine(second, "", "1.5", Money(2950), Money(4425), "", {language: second}, 1500))
    slips = tuple(Slip(f"S000{number}", "摊位", "2026-05-01 10:30", "阿*", "138****0001", "新疆 和田", lines, Money(12025 + number),
                       postage=Money(0), discount=Money(0), refunded=Money(0), paid=(("现金", Money(12025 + number)),))
                  for number in (1, 2))
    whose = tuple(ForOrder(f"S000{number}", "阿*", "2") for number in (1, 2, 3))
    brought = (ToBring(first, "500 g", UNIT[language], 6000, whose), ToBring(second, "", UNIT[language], 4000, whose[:2]))
    return Task(cards, "玫瑰之家", code=mark, slips=slips,
                makers=(MakerSheet("ئايگۈل", "138 0013 8000", "2026-05-01", brought, language),))


def drawn(language: str, folder: Path) -> Image.Image:
    """The first page of every printable, cell by cell."""
    photo = folder / "photo.png"
    Image.linear_gradient("L").resize((400, 400)).convert("RGB").save(photo)
    cells = []
    for name, kind in posters.printables().items():
        path = folder / f"{name}.pdf"
        paper.to_pdf(kind.draw(task(language, photo))[:1], path)
        stem = str(path.with_suffix(""))
        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", "-png", str(path), stem], check=True)
        with Image.open(path.with_suffix(".png")) as page:
            page.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
            cells.append(page.convert("L"))
    across = 4
    sheet = Image.new("L", (across * SIDE, -(-len(cells) // across) * SIDE), 200)
    for place, cell in enumerate(cells):
        sheet.paste(cell, (place % across * SIDE, place // across * SIDE))
    return sheet


def far_apart(one: Image.Image, other: Image.Image) -> list[str]:
    """The printables whose cells differ by more than the drawing of letters can."""
    found = []
    for place, name in enumerate(posters.printables()):
        left, top = place % 4 * SIDE, place // 4 * SIDE
        box = (left, top, left + SIDE, top + SIDE)
        a, b = (picture.crop(box).filter(ImageFilter.BoxBlur(2)) for picture in (one, other))
        difference = ImageChops.difference(a, b)
        stat = ImageStat.Stat(difference)
        if stat.mean[0] > MEAN or stat.extrema[0][1] > LARGEST:
            found.append(name)
    return found


@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_every_printable_looks_as_it_was_kept(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    window_start.application()
    i18n.use(language)
    sheet = drawn(language, tmp_path)
    path = KEPT / f"{language}.png"
    if os.environ.get("PRODUCER_APP_KEEP_PAGES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.quantize(16).save(path, optimize=True)
        pytest.skip("kept anew")
    with Image.open(path) as kept:
        was = kept.convert("L")
    assert was.size == sheet.size
    assert far_apart(sheet, was) == []
    # The comparison is no rubber stamp: a word shifted by a millimetre, or one painted over, is seen.
    shifted = sheet.copy()
    shifted.paste(sheet.crop((60, 40, 240, 120)), (60, 46))
    assert far_apart(shifted, was)
    without = sheet.copy()
    ImageDraw.Draw(without).rectangle((SIDE + 100, 60, SIDE + 180, 110), fill=255)
    assert far_apart(without, was)
