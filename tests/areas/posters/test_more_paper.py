"""Every printable on every paper, the label sheets, and what the shop remembers of what hangs outside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas import makers, orders, payments, posters, products
from producer_app.areas.posters import actions, queries, sheets
from producer_app.areas.posters.kinds import label_face
from producer_app.areas.posters.rows import Sheet, SheetSettings
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.page import Page, Picture, Qr, Rect, Text
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import paper, printers
from tests.areas.posters.test_posters import read_pdf
from tests.window_kit import click, find, open_window, settle

POPPLER = shutil.which("pdftoppm")
USUAL = [(kind.id, next(iter(kind.papers))) for kind in posters.printables().values()]
EVERY = [(kind.id, name) for kind in posters.printables().values() for name in kind.papers]


def made(shop: Shop, name: str, on: str, *, count: int = 5, start: int = 0, copies: int = 1) -> list[Page]:
    chosen = [p.id for p in products.listing(shop, limit=60) if p.pack_g <= 1000][:count]
    placed = [o.id for o in orders.board(shop, limit=3)]
    if name == "makers_sheet" and not makers.listing(shop):
        whose = makers.add(shop, "ئايگۈل", "139 9999 0001")
        for one in chosen:
            makers.assign(shop, one, whose)
            orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(2), product_id=one)], paid_by="cash")
    return posters.pages(shop, name, chosen, order_ids=placed, maker_ids=[one.id for one in makers.listing(shop)],
                         code_id=payments.codes(shop)[0].id, paper=on, shop_name="玫瑰之家", start=start, copies=copies)


@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize(("name", "on"), [*USUAL, ("price_tags", "3x8"), ("price_tags", "40x30"), ("receipt", "58")])
def test_every_code_is_read_back_from_the_pdf(practice_shop: Shop, qtbot: QtBot, tmp_path: Path, name: str,
                                                             on: str) -> None:
    window_start.application()
    pages = made(practice_shop, name, on, count=1)
    wanted = sorted(code for page in pages for code in page.codes())
    path = tmp_path / "out.pdf"
    assert sorted(paper.to_pdf(pages, path)) == wanted
    for dpi in (203, 300):
        assert sorted(read_pdf(path, dpi)) == wanted
        for picture in tmp_path.glob("*.png"):
            picture.unlink()


@pytest.mark.parametrize(("name", "on"), EVERY)
def test_codes_are_large_enough_and_nothing_lies_on_another(practice_shop: Shop, name: str, on: str) -> None:
    # The codes of the scan test take nobody's money; how small one can be is what it asks.
    least = 10 if name == "scan_test" else 18 if posters.printables()[name].labels or name == "market_day" else 25
    for page in made(practice_shop, name, on):
        solid = [i for i in page.flat() if isinstance(i, Text | Picture | Qr) and (not isinstance(i, Text) or i.text)]
        for place, item in enumerate(solid):
            if isinstance(item, Qr):
                assert item.box.width >= least
            assert item.box.x >= 0
            assert item.box.right <= page.width_mm
            assert item.box.bottom <= page.height_mm
            for other in solid[place + 1:]:
                # Boxes that touch may share a hair through rounding.
                inner = Rect(item.box.x + 0.05, item.box.y + 0.05, item.box.width - 0.1, item.box.height - 0.1)
                assert not inner.overlaps(other.box), (item, other)


@pytest.mark.parametrize("name", sheets.SHEETS)
def test_every_label_lies_on_its_sheet_beside_the_others(name: str) -> None:
    sheet = sheets.checked(sheets.SHEETS[name])
    boxes = [sheet.label(number) for number in range(sheet.count)]
    for place, box in enumerate(boxes):
        inner = Rect(box.x + 0.01, box.y + 0.01, box.width - 0.02, box.height - 0.02)
        assert not any(inner.overlaps(other) for other in boxes[place + 1:])
        assert box.x >= 0
        assert box.bottom <= sheet.paper_height_mm


@pytest.mark.parametrize("wrong", [Sheet(3, 8, 80, 37), Sheet(3, 8, 60, 37, step_x_mm=50), Sheet(0, 8, 60, 37), Sheet(3, 8, 10, 5)])
def test_a_sheet_that_cannot_be_is_refused(shop: Shop, wrong: Sheet) -> None:
    with pytest.raises(ShopError):
        actions.set_own_sheet(shop, wrong)
    assert shop.load(SheetSettings).own == SheetSettings().own


def test_a_label_too_small_for_a_code_goes_without() -> None:
    assert label_face.code_side(sheets.SHEETS["4x10"].label(0)) == 0
    assert label_face.code_side(sheets.SHEETS["40x30"].label(0)) >= 18


def test_tags_begin_after_the_used_labels_and_the_shop_remembers_where_they_end(practice_shop: Shop) -> None:
    chosen = [p.id for p in products.listing(practice_shop, limit=4)]
    first = next(made(practice_shop, "price_tags", "3x7", start=5)[0].flat())
    assert sheets.SHEETS["3x7"].label(5).overlaps(first.box)
    actions.printed(practice_shop, "price_tags", pages=1, product_ids=chosen, paper="3x7", copies=3, start=5)
    assert queries.used_labels(practice_shop, "3x7") == 17
    actions.printed(practice_shop, "price_tags", pages=1, product_ids=chosen, paper="3x7", start=17)
    assert queries.used_labels(practice_shop, "3x7") == 0
    assert queries.used_labels(practice_shop, "2x4") == 0


def test_only_tags_whose_price_changed_are_printed_anew_and_the_old_ones_are_hunted(practice_shop: Shop) -> None:
    one, other = [p.id for p in products.listing(practice_shop, limit=2)]
    actions.printed(practice_shop, "price_tags", pages=1, product_ids=[one, other], copies=2)
    assert posters.changed(practice_shop) == []
    assert posters.old_tags(practice_shop) == []
    before = products.get(practice_shop, one).price
    products.set_price(practice_shop, one, before + Money(100))
    assert posters.changed(practice_shop) == [one]
    (old,) = posters.old_tags(practice_shop)
    assert (old.product_id, old.said, old.copies) == (one, before, 2)
    actions.printed(practice_shop, "price_tags", pages=1, product_ids=[one])
    assert posters.changed(practice_shop) == []
    assert [tag.product_id for tag in posters.old_tags(practice_shop)] == [one]
    actions.taken_down(practice_shop, old.item_ids)
    assert posters.old_tags(practice_shop) == []


def test_a_buyer_is_masked_on_paper(practice_shop: Shop) -> None:
    placed = [o for o in orders.board(practice_shop, limit=60) if len(o.phone) >= 11 and len(o.recipient) >= 2]
    assert placed
    for name in ("packing_slip", "receipt"):
        for page in posters.pages(practice_shop, name, [], order_ids=[o.id for o in placed]):
            said = " ".join(i.text for i in page.flat() if isinstance(i, Text))
            assert not any(o.phone in said or o.recipient in said or (o.address and o.address in said) for o in placed)


def test_the_far_side_of_a_tent_is_the_near_one_turned(practice_shop: Shop) -> None:
    page = made(practice_shop, "table_tent", "A4", count=1)[0]
    far, near = [i.box for i in page.flat() if isinstance(i, Qr)]
    assert (far.x + near.x + far.width, far.y + near.y + far.height) == pytest.approx((210, 297))


def test_a_printer_that_shrinks_and_shifts_is_made_true(qtbot: QtBot) -> None:
    found = printers.measured(144.0, 235.2, 22.2, 17.6, across_mm=150, down_mm=240, corner_mm=20)
    # The printer puts x at 0.96 x + 3 and y at 0.98 y - 2.
    assert 0.96 * (100 * found.stretch_x + found.right_mm) + 3 == pytest.approx(100)
    assert 0.98 * (200 * found.stretch_y + found.down_mm) - 2 == pytest.approx(200)
    printers.keep("Office", found)
    assert printers.correction("Office") == pytest.approx(found, abs=1e-5)
    assert printers.correction("Another") == printers.Correction()
    with pytest.raises(ShopError):
        printers.measured(50, 240, 20, 20, across_mm=150, down_mm=240, corner_mm=20)


def test_pictures_without_a_printer(practice_shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    window_start.application()
    assert paper.to_pictures(made(practice_shop, "stall_sign", "A5", count=2), tmp_path / "sign.png")
    assert sorted(p.name for p in tmp_path.glob("*.png")) == ["sign-1.png", "sign-2.png"]


def test_changed_tags_are_chosen_by_one_click_and_ticked_off_by_another(qtbot: QtBot, practice_shop: Shop) -> None:
    product = products.listing(practice_shop, limit=1)[0]
    actions.printed(practice_shop, "price_tags", pages=1, product_ids=[product.id])
    products.set_price(practice_shop, product.id, product.price + Money(100))
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    click(window, "changed")
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    assert page.choices.kind == "price_tags"
    assert len(page.made()[0].codes()) == 1
    click(window, "hanging")
    click(window, "down_0")
    assert posters.old_tags(practice_shop) == []


def test_a_personal_code_on_what_is_sent_away_is_warned_of(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    code = next(c for c in payments.codes(practice_shop) if c.personal)
    page.choices.choose_code(code.id)
    page.choose("receipt")
    said = find(window, "caution")
    assert isinstance(said, QLabel)
    assert "personal" in said.text()
    page.choose("packing_slip")
    assert not said.isVisible()


def test_copies_are_counted_with_large_buttons(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    page.choose("price_tags", "3x7")
    settle()
    click(window, "moreCopies")
    click(window, "moreCopies")
    assert len(page.made()[0].codes()) == 3
    click(window, "fewerCopies")
    assert len(page.made()[0].codes()) == 2
    inner = page.choices.copies.box.lineEdit()
    assert inner.fontMetrics().horizontalAdvance(inner.text()) < inner.width()
