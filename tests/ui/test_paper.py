"""Paper: what is drawn is what is read back; scripts joined, ordered and sized as they should be."""

from __future__ import annotations

import random
import string
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.base.errors import ShopError
from producer_app.base.page import Block, Page, Qr, Rect, Sprig, Text
from producer_app.ui import codes, paper


@pytest.fixture(autouse=True)
def _dressed(qtbot: QtBot) -> None:
    window_start.application()


def page(*items: Text | Qr | Block | Sprig) -> Page:
    return Page(100, 80, items)


def ink(image: QImage, box: Rect, dpi: int) -> list[tuple[int, int]]:
    """Dark pixels inside a box."""
    dots = dpi / 25.4
    lines, columns = range(round(box.y * dots), round(box.bottom * dots)), range(round(box.x * dots), round(box.right * dots))
    return [(x, y) for y in lines for x in columns if image.pixelColor(x, y).lightness() < 128]


@pytest.mark.parametrize("length", [1, 18, 60, 150, 331, 500])
def test_a_drawn_code_reads_back_to_the_same_text(length: int) -> None:
    letters = random.Random(length)
    text = "".join(letters.choice(string.ascii_letters + string.digits + ":/?&=-_") for _place in range(length))
    side = 25 if length < 200 else 45
    assert paper.prove(page(Qr(Rect(5, 5, side, side), text))) == [text]


def test_a_code_with_other_scripts_reads_back_byte_for_byte() -> None:
    text = "收款 گۈلقەنت ёж €"
    assert paper.prove(page(Qr(Rect(5, 5, 30, 30), text))) == [text]


def test_case_and_blanks_of_a_code_are_kept() -> None:
    for text in ("HTTPS://QR.ALIPAY.COM/FKX0012", "https://qr.alipay.com/fkx0012 ", " wxp://F2f0aB"):
        assert paper.prove(page(Qr(Rect(5, 5, 25, 25), text))) == [text]


def test_the_code_keeps_four_modules_of_quiet_zone() -> None:
    box = Rect(10, 10, 30, 30)
    image = paper.picture_of(page(Block(Rect(0, 0, 100, 80), fill="#808080"), Qr(box, "wxp://f2f0abcdefghij")), 300)
    count = codes.side("wxp://f2f0abcdefghij") + 8
    quiet = 30 / count * 4
    dark = [(x, y) for x, y in ink(image, box, 300) if image.pixelColor(x, y).lightness() < 60]
    dots = 300 / 25.4
    assert min(x for x, _y in dark) >= (10 + quiet) * dots - 2
    assert max(x for x, _y in dark) <= (40 - quiet) * dots + 2


def test_a_code_too_small_to_read_stops_the_print(tmp_path: Path) -> None:
    dense = page(Qr(Rect(5, 5, 6, 6), "x" * 300))
    with pytest.raises(ShopError) as refusal:
        paper.to_pdf([dense], tmp_path / "out.pdf")
    assert refusal.value.code == "CODE_DIFFERS"
    assert list(tmp_path.iterdir()) == []


def test_two_codes_on_a_page_are_both_read() -> None:
    both = page(Qr(Rect(5, 5, 25, 25), "first"), Qr(Rect(50, 5, 25, 25), "second"))
    assert paper.prove(both) == ["first", "second"]


def test_a_price_stands_left_to_right_in_a_uyghur_line() -> None:
    box = Rect(5, 5, 90, 12)

    def columns(text: str, align: Literal["left", "right"]) -> list[int]:
        """How much ink stands in each column, from the leftmost one on."""
        image = paper.picture_of(page(Text(box, text, 8, language="ug", align=align)), 203)
        dark = [x for x, _y in ink(image, box, 203)]
        return [dark.count(x) for x in range(min(dark), max(dark) + 1)]

    def differ(one: list[int], other: list[int]) -> float:
        return sum(abs(a - b) for a, b in zip(one, other, strict=False)) / sum(one)

    # At the left end of the line the price looks as it does alone: its sign first, then its digits.
    alone = columns("\u2066¥25.00\u2069", "left")
    assert differ(alone, columns("باھا \u2066¥25.00\u2069", "right")) < 0.1
    assert differ(alone, columns("باھا \u206625.00¥\u2069", "right")) > 0.4


def test_uyghur_letters_are_joined() -> None:
    # Joined, the word is one stretch of ink on its base line; letters kept apart by non-joiners leave white columns.
    def gaps(text: str) -> int:
        image = paper.picture_of(page(Text(Rect(5, 5, 90, 20), text, 14, language="ug", align="right")), 203)
        dark = {x for x, _y in ink(image, Rect(5, 5, 90, 20), 203)}
        return sum(x not in dark for x in range(min(dark), max(dark)))

    word = "قىلىش"
    assert gaps(word) == 0
    assert gaps("\u200c".join(word)) > 0


def test_a_minority_script_is_never_set_larger_than_the_chinese_beside_it() -> None:
    chinese = Text(Rect(0, 0, 30, 12), "和田农家手工玫瑰花酱礼盒", 12, 2, bold=True, language="zh")
    uyghur = Text(Rect(0, 20, 90, 12), "گۈلقەنت", 12, 2, language="ug", no_larger_than=chinese)
    assert paper.fitted(uyghur) <= paper.fitted(chinese) < 12


def test_words_that_cannot_fit_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    narrow = page(Text(Rect(0, 0, 10, 5), "a name that is far too long for this place", 5, 4))
    with pytest.raises(ShopError) as refusal:
        paper.to_pdf([narrow], tmp_path / "out.pdf")
    assert refusal.value.code == "TOO_LONG"
    assert not any(p.suffix == ".pdf" and not p.name.startswith(".") for p in tmp_path.iterdir())


def test_a_letter_that_no_font_has_stops_the_print(tmp_path: Path) -> None:
    with pytest.raises(ShopError) as refusal:
        paper.to_pdf([page(Text(Rect(0, 0, 90, 10), "name \U000e0fff\uf8ff\U0010fffd", 5))], tmp_path / "out.pdf")
    assert refusal.value.code == "NO_LETTER"


def test_the_ninety_six_flowers_differ() -> None:
    drawn = {bytes(paper.picture_of(page(Sprig(Rect(5, 5, 30, 30), seed)), 60).constBits()) for seed in range(96)}
    assert len(drawn) == 96


def test_the_preview_shows_the_same_page_as_the_printer(qtbot: QtBot) -> None:
    one = page(Qr(Rect(10, 10, 40, 40), "same everywhere"), Text(Rect(55, 10, 40, 10), "Words", 6))
    view = paper.Preview()
    qtbot.addWidget(view)
    view.resize(1016, 816)
    view.show_page(one)
    shown = view.grab().toImage()
    assert paper.codes_read(shown) == ["same everywhere"]
    assert shown.pixelColor(500, 20) == QColor("#FFFFFF")
