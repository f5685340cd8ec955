"""My payment codes, as a person meets it: empty, with cards, adding one by real clicks, mirrored for Uyghur."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import joiner, window_start
from producer_app.areas.payments import actions, kinds, pictures, queries
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.base import i18n
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.window import Window

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
ALIPAY = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"


@pytest.fixture
def window(qtbot: QtBot, shop: Shop) -> Iterator[Window]:
    """The window with every screen, on the codes."""
    theme.set_scale(100)
    yield opened(qtbot, shop)
    theme.set_scale(100)


def opened(qtbot: QtBot, shop: Shop) -> Window:
    theme.dress(window_start.application())
    screens = joiner.parts("screen", "SCREEN")
    made = Window([s.tile for s in sorted(screens, key=lambda s: s.tile.order)])
    made.add_screens(screens)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.show_shop(shop, "Amina", lambda: shop)
    made.go("payments")
    return made


def page_of(window: Window) -> CodesPage:
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    return page


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    def found() -> list[QPushButton]:
        return [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=5_000)
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def field(inside: QWidget, name: str) -> QLineEdit:
    found = inside.findChild(QLineEdit, f"field_{name}")
    assert isinstance(found, QLineEdit)
    return found


def screenshot(path: Path, payload: str) -> Path:
    picture = Image.new("RGB", (1080, 1900), "#2BA245")
    code = pictures.drawn(payload, box=14)
    picture.paste(code, ((1080 - code.width) // 2, 500))
    picture.save(path)
    return path


def toast_of(window: Window) -> str:
    label = window.findChild(QLabel, "toastWords")
    return label.text() if label is not None else ""


def test_without_codes_there_is_one_sentence_and_one_button(qtbot: QtBot, window: Window) -> None:
    page = page_of(window)
    assert page.shelf.nothing.isVisible()
    assert not page.shelf.filled.isVisible()
    buttons = [b for b in page.shelf.nothing.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) == 1
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert page.levels.currentWidget() is page.adding


def test_cards_stand_for_the_codes_and_follow_every_change(qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    first = actions.register(shop, WECHAT, "Amina")
    actions.register(shop, ALIPAY, "Amina Co-op")
    assert [c.owner for c in page.shelf.model.rows] == ["Amina", "Amina Co-op"]
    assert page.shelf.filled.isVisible()
    actions.retire(shop, first)
    assert [c.owner for c in page.shelf.model.rows] == ["Amina Co-op"]


def test_a_code_is_added_from_a_real_picture_by_clicks_and_invites_to_a_passphrase(
        qtbot: QtBot, window: Window, shop: Shop, tmp_path: Path) -> None:
    page = page_of(window)
    file = screenshot(tmp_path / "shot.png", WECHAT)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: page.adding.proposal is not None, timeout=10_000)
    assert page.adding.seen.isVisible()
    assert not page.adding.keep_button.isEnabled()
    QTest.keyClicks(field(page.adding.owner, "owner"), "Amina")
    press(qtbot, page.adding, "keepCode")
    code = queries.codes(shop)[0]
    assert (code.payload, code.owner, code.kind) == (WECHAT, "Amina", "personal")
    assert shop.files.path(code.image).read_bytes() == file.read_bytes()
    assert "saved" in toast_of(window)
    assert page.levels.currentWidget() is page.guarding
    press(qtbot, page, "protectLater")
    assert page.levels.currentWidget() is page.shelf
    qtbot.waitUntil(lambda: any(b.isVisible() for b in page.findChildren(QPushButton, "protectCodes")), timeout=5_000)
    assert not [b for b in window.findChildren(QPushButton, "toastUndo") if b.isVisible()], "a code is not undone"


def test_a_code_for_paying_is_refused_in_one_sentence(
        qtbot: QtBot, window: Window, shop: Shop, tmp_path: Path) -> None:
    page = page_of(window)
    page.show_adding()
    page.adding.look_at(screenshot(tmp_path / "pay.png", "134567890123456789"))
    qtbot.waitUntil(lambda: "paying" in toast_of(window), timeout=10_000)
    assert page.adding.proposal is None
    assert not page.adding.keep_button.isEnabled()


def test_a_pasted_text_is_shown_before_it_is_kept(qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    page.show_adding()
    QGuiApplication.clipboard().setText(ALIPAY + "\n")
    press(qtbot, page.adding, "paste")
    assert page.adding.proposal is not None
    assert page.adding.proposal.text == ALIPAY
    assert not queries.codes(shop)


def test_an_own_pix_code_is_made_from_a_form_that_checks_as_one_types(qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    page.show_adding()
    press(qtbot, page.adding, "way_1")
    form = page.adding.form
    for name, text in (("key", "529.982.247-20"), ("name", "Maria do Mel"), ("city", "Caruaru")):
        QTest.keyClicks(field(form, name), text)
    qtbot.waitUntil(page.adding.problem.isVisible, timeout=5_000)
    assert page.adding.proposal is None
    field(form, "key").setText("")
    QTest.keyClicks(field(form, "key"), "529.982.247-25")
    qtbot.waitUntil(lambda: page.adding.proposal is not None, timeout=5_000)
    assert field(page.adding.owner, "owner").text() == "Maria do Mel"
    press(qtbot, page.adding, "keepCode")
    assert kinds.read(queries.codes(shop)[0].payload).inputs["key"] == "52998224725"


def test_one_code_shows_where_it_hangs_and_can_be_taken_out_of_use(qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    code_id = actions.register(shop, WECHAT, "Amina")
    page.show_one(queries.get(shop, code_id))
    place = page.one.findChild(QLineEdit, "place")
    assert isinstance(place, QLineEdit)
    QTest.keyClicks(place, "Counter")
    QTest.keyClick(place, Qt.Key.Key_Return)
    assert [p.name for p in queries.get(shop, code_id).places] == ["Counter"]
    assert "Counter" in [label.text() for label in page.one.findChildren(QLabel)]
    press(qtbot, page.one, "retire")
    assert page.levels.currentWidget() is page.shelf
    assert not queries.codes(shop)
    assert len(queries.codes(shop, retired=True)) == 1


def test_escape_goes_back_to_the_shelf_then_home(qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    page.show_adding()
    window.back()
    assert page.levels.currentWidget() is page.shelf
    window.back()
    assert window.current != "payments"


def test_a_change_of_language_keeps_what_was_read_and_typed_and_mirrors_the_screen(
        qtbot: QtBot, window: Window, shop: Shop) -> None:
    page = page_of(window)
    page.show_adding()
    page.adding.take_text(WECHAT)
    QTest.keyClicks(field(page.adding.owner, "owner"), "Amina")
    left_to_right = page.adding.view.mapTo(page, page.adding.view.rect().center()).x() > page.width() // 2
    assert left_to_right
    window.set_language("ug")
    window_start.application().processEvents()
    page = page_of(window)
    assert i18n.right_to_left()
    assert page.adding.proposal is not None
    assert field(page.adding.owner, "owner").text() == "Amina"
    qtbot.waitUntil(lambda: page.adding.view.mapTo(page, page.adding.view.rect().center()).x() < page.width() // 2, timeout=5_000)
    window.set_language("en")


def test_a_code_on_the_screen_is_read_by_an_independent_reader(qtbot: QtBot, window: Window, shop: Shop, tmp_path: Path) -> None:
    page = page_of(window)
    page.show_one(queries.get(shop, actions.register(shop, WECHAT, "Amina")))
    for language in ("en", "ug"):
        window.set_language(language)
        window_start.application().processEvents()
        shot = tmp_path / f"{language}.png"
        window.grab().save(str(shot))
        found = pictures.codes_in(shot)
        assert [code.text for code in found] == [WECHAT]
        assert found[0].corners[0][0] < found[0].corners[1][0], "a code is never mirrored"
    window.set_language("en")


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_or_higher_than_a_small_window(qtbot: QtBot, shop: Shop, percent: int) -> None:
    actions.register(shop, WECHAT, "Amina")
    theme.set_scale(percent)
    window = opened(qtbot, shop)
    window.resize(1366, 768) if percent > 100 else window.resize(1024, 600)
    wanted = window.size()
    page = page_of(window)
    for show in (page.show_shelf, lambda: page.show_one(queries.codes(shop)[0]), page.show_adding):
        show()
        window_start.application().processEvents()
        assert window.size() == wanted
        assert page.minimumSizeHint().width() <= page.width()
        assert page.minimumSizeHint().height() <= page.height()
    theme.set_scale(100)
