"""The scan test: printed in several sizes, photographed, and the smallest size that was read is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas import payments, posters
from producer_app.areas.posters.kinds import scan_test
from producer_app.areas.posters.screen import scan
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base.page import Qr
from producer_app.store.shop import Shop
from producer_app.ui import paper, printers
from tests.window_kit import open_window, settle


def test_a_gap_in_the_sizes_ends_the_trust() -> None:
    assert scan_test.smallest([10, 12, 15, 18, 22, 25, 30, 35]) == 10
    assert scan_test.smallest([10, 15, 18, 22, 25, 30, 35]) == 15
    assert scan_test.smallest([10, 12]) is None
    assert scan_test.sizes(["scan test 12 mm....", "wxp://x", "scan test 99 mm"]) == [12]


@pytest.mark.parametrize("on", ["A4", "80", "58"])
def test_no_code_of_the_test_pays_anybody_and_each_is_as_fine_as_her_own(practice_shop: Shop, qtbot: QtBot, on: str) -> None:
    window_start.application()
    code = payments.codes(practice_shop)[0]
    (page,) = posters.pages(practice_shop, "scan_test", [], code_id=code.id, paper=on)
    codes = [item for item in page.flat() if isinstance(item, Qr)]
    assert len(codes) >= 6
    assert {len(item.payload) for item in codes} == {len(code.payload)}
    assert all(payments.judge(practice_shop, item.payload) != "own" for item in codes)
    assert paper.prove(page)
    assert all(item.box.right <= page.width_mm for item in codes)


def test_a_blurred_photo_is_read_from_the_size_on_that_it_carries(practice_shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    page.choose("scan_test")
    (drawn,) = page.made()
    paper.picture_of(drawn, 300).save(str(tmp_path / "page.png"))
    found: list[int] = []
    for blur in (0, 3.2):
        with Image.open(tmp_path / "page.png") as picture:
            picture.convert("L").filter(ImageFilter.GaussianBlur(blur)).save(tmp_path / "photo.png")
        page.scan_test.read(tmp_path / "photo.png", "A4")
        qtbot.waitUntil(lambda: scan.smallest("A4") not in (0, *found), timeout=20_000)
        found.append(scan.smallest("A4"))
    assert found[0] == min(item.box.width for item in drawn.flat() if isinstance(item, Qr))
    assert found[1] > found[0]
    printers.keep_words("scan/A4", "")
