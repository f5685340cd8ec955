"""Signs and tags: printed, drawn again by another program, read by another program."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.app import main, window_start
from producer_app.areas import payments, posters, products
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.page import Picture, Qr, Text
from producer_app.store.shop import Shop
from producer_app.ui import paper
from tests.window_kit import click_row, find, open_window, settle

POPPLER = shutil.which("pdftoppm")


def read_pdf(path: Path, dpi: int) -> list[str]:
    """The codes on every page of a PDF, drawn by poppler and read by zxing-cpp."""
    import zxingcpp
    from PIL import Image

    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(path), str(path.with_suffix(""))], check=True)
    found = []
    for picture in sorted(path.parent.glob(f"{path.stem}-*.png")):
        with Image.open(picture) as image:
            found += [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]
    return found


@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(("name", "count"), [("stall_sign", 3), ("price_tags", 30)])
def test_printed_pages_give_back_the_registered_code(practice_shop: Shop, qtbot: QtBot, tmp_path: Path, name: str, count: int,
                                                     dpi: int) -> None:
    window_start.application()
    code = payments.codes(practice_shop)[0]
    chosen = [p.id for p in products.listing(practice_shop, limit=count)]
    path = tmp_path / "out.pdf"
    said = paper.to_pdf(posters.pages(practice_shop, name, chosen, code_id=code.id), path)
    assert said == [code.payload] * count
    assert read_pdf(path, dpi) == [code.payload] * count


@pytest.mark.parametrize("scheme", ["pix", "promptpay", "upi"])
def test_a_code_that_can_carries_the_price_of_the_sign(practice_shop: Shop, scheme: str) -> None:
    from producer_app.app.demo import OWN_CODES

    parts, currency, price = next((p, c, a) for s, p, c, a in OWN_CODES if s == scheme)
    code = payments.register_built(practice_shop, scheme, parts, "Owner")
    sold = products.add(practice_shop, products.ProductDraft({"zh": "石榴"}, Money.parse(price, currency)))
    (page,) = posters.pages(practice_shop, "stall_sign", [sold], code_id=code)
    (payload,) = page.codes()
    assert price in payload
    assert payments.judge(practice_shop, payload) == "own"


def test_a_code_in_another_currency_is_printed_without_an_amount(practice_shop: Shop) -> None:
    from producer_app.app.demo import OWN_CODES

    code = payments.register_built(practice_shop, "upi", OWN_CODES[2][1], "Owner")
    yuan = products.listing(practice_shop, limit=1)[0]
    (page,) = posters.pages(practice_shop, "stall_sign", [yuan.id], code_id=code)
    assert "am=" not in page.codes()[0]


def test_codes_are_large_enough_and_nothing_overlaps_a_code(practice_shop: Shop) -> None:
    code = payments.codes(practice_shop)[0].id
    chosen = [p.id for p in products.listing(practice_shop, limit=21)]
    for name, least in (("stall_sign", 25), ("price_tags", 18)):
        for page in posters.pages(practice_shop, name, chosen, code_id=code):
            codes = [i for i in page.items if isinstance(i, Qr)]
            assert codes
            for one in codes:
                assert one.box.width >= least
                for other in page.items:
                    if isinstance(other, Text | Picture) and (not isinstance(other, Text) or other.text):
                        assert not one.box.overlaps(other.box), (name, other)


def test_chinese_comes_first_and_the_net_content_is_tall_enough(practice_shop: Shop) -> None:
    offered = products.listing(practice_shop, limit=60)
    chosen = next(p for p in offered if p.pack_g == 500 and p.names.get("zh") and p.names.get("ug"))
    (page,) = posters.pages(practice_shop, "stall_sign", [chosen.id])
    texts = [i for i in page.items if isinstance(i, Text) and i.text]
    assert texts[0].language == "zh"
    assert texts[1].language == "ug"
    assert texts[1].no_larger_than == texts[0]
    (content,) = [t for t in texts if "500 g" in t.text]
    assert content.least_mm * 0.7 >= 4.0


def test_the_command_prints_and_says_what_it_read(practice_shop: Shop, qtbot: QtBot, tmp_path: Path,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tags.pdf"
    assert main(["print", "price_tags", "--shop", str(practice_shop.folder), "--all", "--code", "1", "--out", str(out)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["pages"] == 3
    assert len(said["codes_read"]) == products.count(practice_shop)
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["print", "--list"]) == 0
    assert {json.loads(line)["printable"] for line in capsys.readouterr().out.splitlines()} >= {"stall_sign", "price_tags"}


def test_an_unknown_printable_or_product_is_refused_in_words(practice_shop: Shop, tmp_path: Path,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["banner", "--all"], ["stall_sign", "--product", "9999"], ["stall_sign"],
                  ["stall_sign", "--all", "--paper", "B9"]):
        assert main(["print", *words, "--shop", str(practice_shop.folder), "--out", str(tmp_path / "x.pdf")]) == 1
        said = capsys.readouterr().err
        assert said.strip()
        assert "Traceback" not in said
    assert not (tmp_path / "x.pdf").exists()


def test_no_product_is_refused() -> None:
    with pytest.raises(ShopError):
        posters.pages(None, "stall_sign", [])  # type: ignore[arg-type]  # refused before the shop is looked at


def test_the_screen_starts_with_an_invitation(qtbot: QtBot, shop: Shop) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    assert find(window, "empty").isVisible()


def test_choosing_by_clicks_shows_the_page_and_saves_it(qtbot: QtBot, practice_shop: Shop, tmp_path: Path) -> None:
    from producer_app.areas.posters.screen.page import PostersPage

    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    click_row(window, "pick", 1)
    click_row(window, "pick", 2)
    assert len(page.made()) == 3
    page.choose("price_tags")
    assert len(page.made()) == 1
    page.out.write(tmp_path / "tags.pdf")
    settle()
    words = find(window, "toastWords")
    assert isinstance(words, QLabel)
    assert words.text().startswith("Saved. 3 codes")
    assert (tmp_path / "tags.pdf").exists()
