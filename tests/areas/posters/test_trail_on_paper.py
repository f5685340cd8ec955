"""Printing and the record of the receiving codes meet: what is printed is noted, what may not be printed is refused in words."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from producer_app.app import main, window_start
from producer_app.areas import payments, posters, products
from producer_app.areas.payments import approving, queries
from producer_app.areas.payments import marks as payment_marks
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.areas.payments.trail import keys, proving
from producer_app.areas.payments.trail.entries import parsed
from producer_app.areas.posters.kinds import parts, payment_card
from producer_app.areas.posters.rows import CheckThing, CodeMark
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base import clock, i18n
from producer_app.base.page import Glyph, Qr, Rect, Sprig, Text
from producer_app.store.shop import Shop
from producer_app.ui import fonts, paper
from producer_app.ui.window import Window
from tests.window_kit import click, find, open_window, settle


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


def opened(qtbot: QtBot, shop: Shop) -> tuple[Window, PostersPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    return window, page


def entries(shop: Shop) -> list[tuple[str, int, dict[str, object]]]:
    found = [parsed(raw.entry) for raw in proving.rows_of(shop)]
    return [(one.what, one.code_id, one.about) for one in found if one is not None]


def say(window: Window, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_a_saved_sheet_is_noted_in_the_register_with_its_place_and_said_to_be_a_file(
        qtbot: QtBot, practice_shop: Shop, tmp_path: Path) -> None:
    before = len(entries(practice_shop))
    _window, page = opened(qtbot, practice_shop)
    page.choose("payment_card")
    place = page.choices.findChild(QComboBox, "placeOfSheet")
    assert place is not None
    assert place.isVisible()
    place.setEditText("  Bazaar,  left side ")
    page.out.write(tmp_path / "cards.pdf")
    settle()
    (noted,) = [one for one in queries.copies(practice_shop) if one.place == "Bazaar, left side"]
    assert (noted.copies, noted.as_file) == (10, True)
    ((what, code_id, about),) = entries(practice_shop)[before:]
    assert (what, code_id) == ("printed", page.choices.code_id)
    assert (about["copies"], about["place"], about["as_file"]) == (10, "Bazaar, left side", True)
    assert about["printed_at"] == noted.printed_at
    assert "Bazaar, left side" in payments.places(practice_shop)
    assert place.itemText(0) == "Bazaar, left side", "the last place is offered first"


def test_what_is_printed_on_paper_is_noted_as_paper(qtbot: QtBot, practice_shop: Shop) -> None:
    _window, page = opened(qtbot, practice_shop)
    page.choose("stall_sign")
    page.wanted().note()
    noted = queries.copies(practice_shop)[0]
    assert (noted.copies, noted.as_file, noted.place) == (1, False, page.choices.hangs_at)


@pytest.mark.parametrize(("kind", "count"), [("table_tent", 2), ("price_tags", 2), ("receipt", 0), ("scan_test", 0)])
def test_each_printed_thing_counts_once_and_what_leaves_the_house_does_not(
        qtbot: QtBot, practice_shop: Shop, kind: str, count: int) -> None:
    before = sum(one.copies for one in queries.copies(practice_shop))
    _window, page = opened(qtbot, practice_shop)
    page._picked[:] = [p.id for p in products.listing(practice_shop, limit=2)]
    page.choose(kind)
    page.wanted().note()
    assert sum(one.copies for one in queries.copies(practice_shop)) - before == count


def test_without_a_code_there_is_no_place_to_ask_for(qtbot: QtBot, practice_shop: Shop) -> None:
    _window, page = opened(qtbot, practice_shop)
    page.choose("stall_sign")
    codes = page.choices.findChild(QComboBox, "codes")
    assert codes is not None
    codes.setCurrentIndex(0)
    assert not page.choices.place.isVisible()
    before = len(queries.copies(practice_shop))
    page.wanted().note()
    assert len(queries.copies(practice_shop)) == before


def test_a_code_that_was_not_proven_is_refused_with_the_records_sentence(qtbot: QtBot, practice_shop: Shop) -> None:
    key = approving.protect(practice_shop, "roses boil at noon")
    new = payments.register(practice_shop, "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789", "Amina", key=key)
    window, page = opened(qtbot, practice_shop)
    page.choices.choose_code(new)
    page.choose("stall_sign")
    assert page.choices.code_id == new
    assert "was not read back" in say(window, "problem")
    click(window, "print")
    assert "was not read back" in say(window, "toastWords")
    approving.set_wait(practice_shop, 720, key=key)
    approving.approve(practice_shop, new, "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789", "Amina", key=key)
    settle()
    assert "may be used from" in say(window, "problem")


def test_a_code_that_another_program_changed_leads_from_print_to_the_red_stop(qtbot: QtBot, practice_shop: Shop) -> None:
    window, page = opened(qtbot, practice_shop)
    page.choose("stall_sign")
    chosen = page.choices.code_id
    with closing(sqlite3.connect(practice_shop.folder / "shop.db")) as other, other:
        other.execute("UPDATE receiving_codes SET payload = 'https://qr.alipay.com/fkx0of0somebody0else' WHERE id = ?", (chosen,))
    click(window, "print")
    settle()
    codes = window.pages["payments"]
    assert isinstance(codes, CodesPage)
    assert codes.isVisible()
    assert codes.levels.currentWidget() is codes.stop
    window.go("posters")
    settle()
    assert page.choices.code_id == chosen, "it does not print the sheet without a code instead"
    assert say(window, "problem").startswith("Stop.")


def test_the_command_notes_what_it_saved(
        practice_shop: Shop, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    window_start.application()
    out = tmp_path / "sign.pdf"
    assert main(["print", "stall_sign", "--shop", str(practice_shop.folder), "--product", "1", "--code", "1", "--place", "Gate",
                 "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 1
    noted = queries.copies(practice_shop)[0]
    assert (noted.code_id, noted.copies, noted.place, noted.as_file) == (1, 1, "Gate", True)


# ---------------------------------------------------------------- the marks on the sheet
@pytest.mark.parametrize("box", [Rect(108, 12, 44, 31), Rect(5, 28, payment_card.WIDTH - payment_card.CODE_MM - 8, 23)])
def test_whichever_things_a_code_has_its_words_can_be_read(qtbot: QtBot, box: Rect) -> None:
    window_start.application()
    for icon, word in payment_marks.THINGS:
        thing = CheckThing(icon, *(i18n.in_language(word, language) for language in ("zh", "ug", "en")))
        mark = CodeMark("x", "Gulnar", "Alipay", things=(thing,) * payment_marks.WORDS_A_SHEET, day="2026-03-01")
        words = (thing.zh, thing.ug, thing.en)
        said = [item for item in parts.check_marks(mark, box) if isinstance(item, Text) and item.text in words]
        assert len(said) == 3 * payment_marks.WORDS_A_SHEET
        assert min(map(paper.fitted, said)) >= 1.6, (word, "about the size of a newspaper's smallest print")


@pytest.mark.parametrize("kind", ["stall_sign", "table_tent", "payment_card", "price_list"])
def test_each_true_sheet_carries_its_four_things_in_three_languages_and_the_flower_of_the_day(
        practice_shop: Shop, qtbot: QtBot, kind: str) -> None:
    window_start.application()
    code = payments.codes(practice_shop)[0]
    product = products.listing(practice_shop, limit=1)[0].id
    page = posters.pages(practice_shop, kind, [product], code_id=code.id)[0]
    paper.check_fit(page)
    paper.check_letters(page)
    items = list(page.flat())
    times = len(page.codes())
    things = payments.check_words(practice_shop, code)
    assert [item.name for item in items if isinstance(item, Glyph)] == [thing.icon for thing in things] * times
    texts = [item.text for item in items if isinstance(item, Text)]
    for thing in things:
        for language in ("en", "zh", "ug"):
            assert texts.count(thing.names[language]) >= times, (thing, language)
    flowers = [item.seed for item in items if isinstance(item, Sprig)]
    assert flowers == [payments.flower_of(practice_shop, clock.today())] * times
    assert texts.count(clock.today().isoformat()) == times
    marks = [item for item in items if isinstance(item, Glyph | Sprig)]
    assert all(not mark.box.overlaps(one.box) for mark in marks for one in items if isinstance(one, Qr))
    assert all(mark.box.width >= 3.5 for mark in marks), "small, and yet to be seen"
    least = min(paper.fitted(item) for item in items if isinstance(item, Text) and any(
        item.text in thing.names.values() for thing in things))
    assert least >= 1.6, "about the size of a newspaper's smallest print"


def test_a_sheet_of_another_shop_shows_other_things(shop: Shop, practice_shop: Shop) -> None:
    mine = payments.codes(practice_shop)[0]
    payments.register(shop, mine.payload, mine.owner)
    assert payments.check_words(shop, payments.codes(shop)[0]) != payments.check_words(practice_shop, mine)


def test_every_picture_of_a_thing_is_drawn_whole_in_its_box(qtbot: QtBot) -> None:
    from producer_app.areas.payments.marks import THINGS
    from producer_app.base.page import Page, Rect

    window_start.application()
    for name, _word in THINGS:
        fonts.icon(name)
        image = paper.picture_of(Page(20, 20, (Glyph(Rect(5, 5, 10, 10), name),)), 100)
        dark = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]
        assert dark, name
        box = 100 / 25.4
        assert min(x for x, _y in dark) >= 5 * box - 1.5
        assert max(x for x, _y in dark) <= 15 * box + 1.5
        assert min(y for _x, y in dark) >= 5 * box - 1.5
        assert max(y for _x, y in dark) <= 15 * box + 1.5
