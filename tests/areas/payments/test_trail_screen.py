"""Protecting, proving and putting right, as a person does it: real windows, real clicks, a page really drawn and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import payments
from producer_app.areas.payments import actions, approving, pictures, queries
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.areas.payments.screen.sheet_marks import proof_of
from producer_app.areas.payments.trail import keys, proving
from producer_app.store.shop import Shop
from producer_app.ui import paper
from producer_app.ui.code_view import CodeView
from producer_app.ui.window import Window
from tests.areas.payments import tampering
from tests.window_kit import click, click_row, find, open_window, settle

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
ALIPAY = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"
PASSPHRASE = "roses boil at noon"


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


def opened(qtbot: QtBot, shop: Shop) -> tuple[Window, CodesPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("payments")
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    return window, page


def write(window: Window, name: str, text: str) -> None:
    line = find(window, f"field_{name}")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, text)


def words_on(page: CodesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def printed(shop: Shop, code_id: int, path: Path) -> Path:
    """The page as it comes out of the printer, photographed."""
    paper.picture_of(proof_of(shop, queries.get(shop, code_id)), 200).save(str(path))
    return path


def test_the_first_code_is_kept_protected_printed_photographed_and_named(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    window, page = opened(qtbot, shop)
    page.show_adding()
    page.adding.take_text(WECHAT)
    write(window, "owner", "Amina")
    click(window, "keepCode")
    write(window, "passphrase", PASSPHRASE)
    assert not find(window, "protectNow").isEnabled()
    write(window, "again", PASSPHRASE)
    click(window, "protectNow")
    assert proving.look(shop).protected
    assert page.levels.currentWidget() is page.approving
    page.approving.write(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").is_file()
    assert [one.copies for one in queries.copies(shop)] == [1]
    page.approving.look_at(printed(shop, 1, tmp_path / "photo.png"))
    settle()
    assert page.approving.faces.currentIndex() == 2
    write(window, "owner_again", "Amina")
    click(window, "approve")
    assert proving.look(shop).state.codes[1].standing == "approved"
    assert "every true sheet" in words_on(page)
    click(window, "proofDone")
    assert page.levels.currentWidget() is page.shelf
    assert payments.payload_for(shop, 1) == WECHAT


def test_a_new_code_asks_for_the_passphrase_and_a_false_page_is_a_red_stop(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    approving.protect(shop, PASSPHRASE)
    window, page = opened(qtbot, shop)
    page.show_adding()
    page.adding.take_text(ALIPAY)
    write(window, "owner", "Amina")
    click(window, "keepCode")
    write(window, "word", "something else altogether")
    click(window, "unlock")
    assert not queries.codes(shop)
    click(window, "backFromSecret")
    assert page.adding.owner.value("owner") == "Amina", "Back loses nothing"
    assert page.adding.proposal is not None
    click(window, "keepCode")
    write(window, "word", PASSPHRASE)
    click(window, "unlock")
    code = queries.codes(shop)[0]
    assert page.levels.currentWidget() is page.approving
    assert not payments.codes(shop)
    page.approving.show_step(1)
    false = tmp_path / "false.png"
    pictures.drawn(tampering.THIEF).save(false)
    page.approving.look_at(false)
    settle()
    assert page.approving.faces.currentIndex() == 1
    assert "Do not hang it up" in words_on(page)
    page.approving.look_at(printed(shop, code.id, tmp_path / "photo.png"))
    settle()
    write(window, "owner_again", "Amina")
    window.set_language("ug")
    page = window.pages["payments"]  # type: ignore[assignment]  # built anew in the other language
    assert page.approving.owner.value("owner_again") == "Amina"
    assert page.approving.faces.currentIndex() == 2
    settle()
    click(window, "approve")
    assert [c.id for c in payments.codes(shop)] == [code.id]
    window.set_language("en")


def test_a_touched_shop_opens_on_the_red_stop_and_is_put_right(qtbot: QtBot, folder: Path) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        actions.register(shop, WECHAT, "Amina")
        actions.register(shop, ALIPAY, "Amina")
    tampering.BOTH["payload changed"](folder)
    with joiner.open_shop(folder) as shop:
        window = open_window(shop)
        qtbot.addWidget(window)
        page = window.pages["payments"]
        assert isinstance(page, CodesPage)
        assert window.current == "payments"
        assert page.levels.currentWidget() is page.stop
        told = words_on(page)
        assert "was exchanged" in told
        assert "MadeUp" in told
        assert "Thief" in told
        page.back()
        window.go("home")
        assert "Another program changed" in " ".join(label.text() for label in window.home.findChildren(QLabel))
        window.go("payments")
        assert page.levels.currentWidget() is page.stop
        click(window, "putRight")
        assert page.levels.currentWidget() is page.shelf
        assert payments.payload_for(shop, 1) == WECHAT


def test_a_record_that_was_touched_is_begun_again_with_the_passphrase(qtbot: QtBot, folder: Path) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        key = approving.protect(shop, PASSPHRASE)
        actions.register(shop, WECHAT, "Amina", key=key)
    tampering.BOTH["trail dropped"](folder)
    with joiner.open_shop(folder) as shop:
        window = open_window(shop)
        qtbot.addWidget(window)
        click(window, "putRight")
        write(window, "word", PASSPHRASE)
        click(window, "unlock")
        page = window.pages["payments"]
        assert isinstance(page, CodesPage)
        assert not proving.look(shop).findings
        assert page.levels.currentWidget() is page.shelf
        assert not payments.codes(shop)
        settle()
        click(window, "showWaiting")
        assert page.one.code_id == 1
        assert not find(window, "printCode").isEnabled()


def test_the_till_stops_where_a_code_was_changed_while_it_was_open(qtbot: QtBot, practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    qtbot.addWidget(window)
    window.go("till")
    settle()
    click_row(window, "things", 0)
    tampering.BOTH["payload changed"](practice_shop.folder)
    click(window, "code")
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    assert window.current == "payments"
    assert page.levels.currentWidget() is page.stop
    assert not any(view.isVisible() for view in window.findChildren(CodeView))
    click(window, "putRight")
    window.go("till")
    click(window, "code")
    assert any(view.isVisible() for view in window.findChildren(CodeView))


def test_sheets_and_safety_list_what_hangs_and_what_must_come_down(qtbot: QtBot, shop: Shop) -> None:
    code = actions.register(shop, WECHAT, "Amina")
    payments.note_copies(shop, code, 3, "Counter")
    actions.retire(shop, code)
    window, page = opened(qtbot, shop)
    actions.register(shop, ALIPAY, "Amina")
    settle()
    assert "3 sheets with an old code still hang" in words_on(page)
    click(window, "sheetsAndSafety")
    assert "Take the sheet down" in words_on(page)
    assert "Taken out of use" in words_on(page)
    click(window, "sheetGone")
    assert not queries.to_take_down(shop)
    assert not [b for b in page.findChildren(QPushButton, "sheetGone") if b.isVisible()]


def test_escape_goes_one_step_back_in_the_proof_and_then_to_the_codes(qtbot: QtBot, shop: Shop) -> None:
    code = actions.register(shop, WECHAT, "Amina")
    window, page = opened(qtbot, shop)
    page.show_one(queries.get(shop, code))
    click(window, "proveCode")
    click(window, "proofPrinted")
    assert page.approving.faces.currentIndex() == 1
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.approving.faces.currentIndex() == 0
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.levels.currentWidget() is page.shelf
