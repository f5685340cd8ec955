"""One sheet for each maker on paper: every order on it, the head repeated, mirrored for who reads from the right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.app import main, window_start
from producer_app.areas import makers, orders, posters, products
from producer_app.areas.posters.kinds import makers_sheet
from producer_app.areas.posters.rows import ForOrder, MakerSheet, Task, ToBring
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base import clock, i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.base.page import Block, Page, Rect, Text
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import paper
from tests.window_kit import click, click_tile, find, open_window, settle


def words(page: Page) -> list[str]:
    return [item.text for item in page.flat() if isinstance(item, Text)]


def sell(shop: Shop, product_id: int, many: int, *, buyer: str = "") -> str:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=product_id)], recipient=buyer,
                       paid_by="cash").number


@pytest.fixture
def jam(shop: Shop) -> int:
    names = {"en": "Rose jam", "zh": "玫瑰酱", "ug": "ئەتىرگۈل مۇراببا"}
    return products.add(shop, products.ProductDraft(names, Money(3_900), "jar", 500))


@pytest.fixture
def aygul(shop: Shop, jam: int) -> int:
    made = makers.add(shop, "Aygul", "139 9999 0001")
    makers.assign(shop, jam, made)
    return made


def of_many(count: int, language: str = "en") -> MakerSheet:
    """Five things, of which the orders of the first go over several sheets."""
    each = [count - 8, 2, 2, 2, 2]
    things = tuple(ToBring(f"Thing {place}", "500 g", "jar", many * 1000, tuple(
        ForOrder(f"{place}-{number}", "王**", "1") for number in range(many))) for place, many in enumerate(each))
    return MakerSheet("ئايگۈل", "139 9999 0001", "2026-11-24", things, language)


def test_a_sheet_says_what_for_which_orders_and_how_much_together(shop: Shop, jam: int, aygul: int) -> None:
    first, second = sell(shop, jam, 3, buyer="Guzelnur Ali"), sell(shop, jam, 2)
    pages = posters.pages(shop, "makers_sheet", [], maker_ids=[aygul], shop_name="Rose house")
    assert len(pages) == 1
    said = words(pages[0])
    for wanted in ("Aygul", clock.today().isoformat(), "139 9999 0001", "Rose house", "Rose jam", "500 g", "× 5", "jar", first,
                   second, "× 3", "× 2", "5 jar", "Orders: 2", "Handed over (sign)"):
        assert wanted in said, (wanted, said)
    assert not any("Guzelnur" in text for text in said), "the buyer is masked"
    assert orders.masked_name("Guzelnur Ali") in said
    boxes = [item for item in pages[0].flat() if isinstance(item, Block) and item.box.width == item.box.height and item.line]
    assert len(boxes) == 1 + 2, "a box for the thing and one for each order"


def test_the_sums_add_jars_to_jars_only(shop: Shop, jam: int, aygul: int) -> None:
    nuts = products.add(shop, products.ProductDraft({"en": "Walnuts"}, Money(5_000), "kg"))
    makers.assign(shop, nuts, aygul)
    sell(shop, jam, 3)
    orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity(2_500), product_id=nuts)], paid_by="cash")
    assert "3 jar · 2.5 kilogram" in words(posters.pages(shop, "makers_sheet", [], maker_ids=[aygul])[0])


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_three_hundred_orders_break_over_sheets_with_the_head_on_each(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    window_start.application()
    pages = makers_sheet.draw(Task((), "玫瑰之家", makers=(of_many(300, language),)))
    assert len(pages) > 3
    shown = [text for page in pages for text in words(page)]
    numbers = [f"{place}-{number}" for place, many in enumerate((292, 2, 2, 2, 2)) for number in range(many)]
    assert [text for text in shown if text in set(numbers)] == numbers, "every order once and in order"
    for number, page in enumerate(pages, 1):
        said = words(page)
        assert "ئايگۈل" in said
        assert "2026-11-24" in said
        assert i18n.in_language(makers_sheet.SHEET, language).format(number=number, count=len(pages)) in said
        assert any(text.startswith("Thing") for text in said), "what the orders are of stands on each sheet"
        assert max(item.box.bottom for item in page.flat()) <= 292
        paper.check_fit(page)
        paper.check_letters(page)
    assert sum("300 jar" in text for text in shown) == 1
    paper.to_pdf(pages, tmp_path / "sheets.pdf")
    assert (tmp_path / "sheets.pdf").read_bytes().count(b"/Type /Page\n") == len(pages)


def test_what_ends_at_the_edge_leaves_no_thing_without_its_orders() -> None:
    for count in range(60, 110):
        for page in makers_sheet.draw(Task((), makers=(of_many(count),))):
            texts = [item for item in page.flat() if isinstance(item, Text)]
            last = max((item.box.y for item in texts if item.text.startswith("Thing")), default=0.0)
            assert any(item.box.y > last and "-" in item.text for item in texts)


@pytest.mark.parametrize("language", ["en", "ug"])
def test_nothing_lies_on_another_and_uyghur_begins_at_the_right(language: str) -> None:
    for page in makers_sheet.draw(Task((), "Rose house", makers=(of_many(120, language),))):
        texts = [item for item in page.flat() if isinstance(item, Text)]
        for place, item in enumerate(texts):
            inner = Rect(item.box.x + 0.05, item.box.y + 0.05, item.box.width - 0.1, item.box.height - 0.1)
            assert not any(inner.overlaps(other.box) for other in texts[place + 1:]), item
        name = next(item for item in texts if item.text == "ئايگۈل")
        assert (name.align, name.box.right > 190) == (("right", True) if language == "ug" else ("left", False))


def test_each_maker_has_her_own_sheet_and_who_brings_nothing_has_none(shop: Shop, jam: int, aygul: int) -> None:
    idle, patime = makers.add(shop, "Idle"), makers.add(shop, "Patime")
    nan = products.add(shop, products.ProductDraft({"en": "Nan"}, Money(500)))
    makers.assign(shop, nan, patime)
    sell(shop, jam, 1)
    sell(shop, nan, 4)
    pages = posters.pages(shop, "makers_sheet", [], maker_ids=[aygul, idle, patime])
    assert [page.title for page in pages] == ["Aygul", "Patime"]
    assert "Nan" not in words(pages[0])
    with pytest.raises(ShopError, match="nothing to print"):
        posters.pages(shop, "makers_sheet", [], maker_ids=[idle])


def test_from_the_makers_screen_to_the_file(qtbot: QtBot, shop: Shop, jam: int, aygul: int, tmp_path: Path) -> None:
    sell(shop, jam, 3)
    products_of_nobody = products.add(shop, products.ProductDraft({"en": "Nan"}, Money(500)))
    sell(shop, products_of_nobody, 1)
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "orders")
    click(window, "door_makers")
    click(window, f"sheet_{aygul}")
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    assert page.isVisible()
    assert "Aygul" in words(page.made()[0])
    caution = find(window, "caution")
    assert isinstance(caution, QLabel)
    assert bare(caution.text()) == "Nobody is named for 1 kind of goods: it stands on no sheet."
    page.out.write(tmp_path / "aygul.pdf")
    assert (tmp_path / "aygul.pdf").read_bytes().startswith(b"%PDF")
    click(window, "again")
    settle()
    assert page.choices.kind == "makers_sheet"
    assert page.wanted().pages == page.made()
    window.close()


def test_the_command_line_prints_all_sheets(shop: Shop, jam: int, aygul: int, folder: Path, tmp_path: Path,
                                            qtbot: QtBot) -> None:
    window_start.application()
    sell(shop, jam, 3)
    shop.close()
    out = tmp_path / "sheets.pdf"
    assert main(["print", "makers_sheet", "--shop", str(folder), "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
