"""A photo taken here: the camera's frames, the outline over them, and what is said when no picture comes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.areas.products import actions, ghost, photos, queries
from producer_app.areas.products.rows import ProductDraft
from producer_app.areas.products.screen.page import ProductsPage
from producer_app.base.money import Money
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from producer_app.ui import frames
from producer_app.ui.frames import BUSY, UNPLUGGED, FrameSource, QtCamera, ScriptedSource
from producer_app.ui.window import Window
from tests.window_kit import click, find, open_window, settle


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


@pytest.fixture
def window(shop: Shop, qtbot: QtBot) -> Iterator[Window]:
    opened = open_window(shop)
    qtbot.addWidget(opened)
    yield opened
    opened.close()


def seen(width: int = 640, height: int = 480) -> QImage:
    """A jar as a camera sees it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(230, 220, 205))
    painter = QPainter(image)
    painter.fillRect(width // 3, height // 4, width // 3, height // 2, QColor(150, 40, 60))
    painter.end()
    return image


def jar_photo() -> bytes:
    photo = Image.new("RGB", (1200, 900), (230, 220, 205))
    ImageDraw.Draw(photo).rectangle((400, 225, 800, 675), fill=(150, 40, 60))
    out = io.BytesIO()
    photo.save(out, "JPEG")
    return out.getvalue()


def page_of(window: Window, source: FrameSource) -> ProductsPage:
    window.go("products")
    settle()
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    page.camera.use(lambda: source)
    return page


def trouble(window: Window) -> str:
    label = find(window, "trouble")
    assert isinstance(label, QLabel)
    return label.text()


def with_product(shop: Shop) -> int:
    return actions.add(shop, ProductDraft({"en": "Jam"}, Money(3800), "jar", photo=photos.prepare(jar_photo(), shop.files)))


def test_a_photo_taken_here_becomes_the_photo_of_a_new_product(window: Window, shop: Shop) -> None:
    with_product(shop)
    source = ScriptedSource([seen()])
    page_of(window, source)
    click(window, "takePhoto")
    assert source.running
    source.step()
    click(window, "take")
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    assert page.editor.isVisible()
    assert page.editor.photo is not None
    page.editor.names.fill({"name_en": "Plum jam"})
    page.editor.sale.fill({"price": "25"})
    click(window, "save")
    newest = queries.listing(shop)[0]
    with Image.open(shop.files.path(newest.picture)) as kept:
        assert kept.size == (640, 480)
        pixel = kept.getpixel((320, 240))
    assert isinstance(pixel, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(pixel, (150, 40, 60), strict=True))


def test_a_photo_taken_from_the_form_goes_to_its_product(window: Window, shop: Shop) -> None:
    product = with_product(shop)
    before = queries.get(shop, product).photo
    source = ScriptedSource([seen()])
    page = page_of(window, source)
    page.edit(queries.get(shop, product))
    settle()
    click(window, "retake")
    source.step()
    click(window, "take")
    click(window, "save")
    assert queries.count(shop) == 1
    assert queries.get(shop, product).photo != before


def test_where_two_buttons_do_not_fit_one_asks_which(shop: Shop, qtbot: QtBot) -> None:
    product = with_product(shop)
    window = open_window(shop, percent=200, width=1024, height=600)
    qtbot.addWidget(window)
    source = ScriptedSource([seen()])
    page = page_of(window, source)
    page.edit(queries.get(shop, product))
    settle()
    change = find(window, "changePhoto")
    assert change.width() >= change.sizeHint().width()
    click(window, "changePhoto")
    menu = find(window, "photoWays")
    assert isinstance(menu, QMenu)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    settle()
    assert source.running
    window.close()


def test_the_grain_of_cloth_is_no_outline() -> None:
    grain = Image.effect_noise((1200, 900), 60).convert("RGB")
    out = io.BytesIO()
    grain.save(out, "JPEG")
    with Image.open(io.BytesIO(ghost.outline(out.getvalue()))) as drawn:
        seldom = drawn.getchannel("A").histogram()[255] / (480 * 360)
    assert seldom < 0.01


def test_the_outline_of_the_last_good_picture_lies_over_the_live_one_and_can_be_taken_off(window: Window, shop: Shop) -> None:
    with_product(shop)
    source = ScriptedSource([seen()])
    page = page_of(window, source)
    click(window, "takePhoto")
    source.step()
    settle()
    finder = page.camera.finder
    with_it = finder.grab().toImage()
    click(window, "ghost")
    assert finder.grab().toImage() != with_it
    assert not finder.ghost_shown


def test_the_outline_is_drawn_at_the_edges_of_the_jar_and_nowhere_else() -> None:
    with Image.open(io.BytesIO(ghost.outline(jar_photo()))) as drawn:
        alpha = drawn.getchannel("A")
    assert drawn.size == (480, 360)
    assert max(alpha.crop((150, 180, 172, 181)).tobytes()) > 200
    assert alpha.getpixel((240, 180)) == 0
    assert alpha.getpixel((40, 40)) == 0


def test_without_a_camera_a_photo_can_be_chosen_instead(window: Window, shop: Shop) -> None:
    with_product(shop)
    page_of(window, FrameSource())
    click(window, "takePhoto")
    assert "no camera" in trouble(window)
    assert find(window, "chooseInstead").isEnabled()
    assert not [w for w in window.findChildren(QPushButton, "ghost") if w.isVisible()]
    click(window, "cameraBack")
    assert find(window, "products").isVisible()


def test_a_camera_that_is_pulled_out_is_told_and_comes_back_by_itself(window: Window, shop: Shop) -> None:
    with_product(shop)
    source = ScriptedSource([seen(), UNPLUGGED])
    page = page_of(window, source)
    click(window, "takePhoto")
    source.step()
    source.step()
    assert "pulled out" in trouble(window)
    source.plug("Scripted camera")
    source.step()
    assert page.camera.finder.isVisible()
    assert find(window, "take").isEnabled()


def test_a_black_picture_cannot_be_taken_and_says_why(window: Window, shop: Shop) -> None:
    with_product(shop)
    black = QImage(640, 480, QImage.Format.Format_RGB32)
    black.fill(Qt.GlobalColor.black)
    source = ScriptedSource([black, seen()])
    page = page_of(window, source)
    click(window, "takePhoto")
    source.step()
    assert not find(window, "take").isEnabled()
    assert any("black" in label.text() for label in page.camera.findChildren(QLabel) if label.isVisible())
    source.step()
    assert find(window, "take").isEnabled()


def test_a_camera_that_another_program_holds_can_be_tried_again(window: Window, shop: Shop) -> None:
    with_product(shop)
    source = ScriptedSource([BUSY])
    page_of(window, source)
    click(window, "takePhoto")
    source.step()
    assert "another program" in trouble(window)
    source.script = [seen()]
    click(window, "again")
    source.step()
    assert find(window, "take").isEnabled()


def test_leaving_the_screen_stops_the_camera(window: Window, shop: Shop) -> None:
    with_product(shop)
    source = ScriptedSource([seen()])
    page_of(window, source)
    click(window, "takePhoto")
    assert source.running
    running = []
    source.destroyed.connect(lambda: running.append("gone"))
    window.go("home")
    settle()
    assert running == ["gone"]


def test_escape_closes_the_camera_first(window: Window, shop: Shop) -> None:
    with_product(shop)
    page = page_of(window, ScriptedSource([seen()]))
    click(window, "takePhoto")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert page.isVisible()
    assert not page.camera.isVisible()


def test_a_picture_copied_in_a_chat_is_pasted_as_the_photo_of_a_new_product(window: Window, shop: Shop) -> None:
    with_product(shop)
    page = page_of(window, FrameSource())
    QGuiApplication.clipboard().setImage(seen(800, 600))
    page.cards.setFocus()
    QTest.keyClick(page.cards, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.editor.isVisible()
    assert page.editor.photo is not None
    assert (page.editor.photo.width, page.editor.photo.height) == (800, 600)


def test_pasting_words_adds_nothing(window: Window, shop: Shop) -> None:
    with_product(shop)
    page = page_of(window, FrameSource())
    words = QMimeData()
    words.setText("hello")
    QGuiApplication.clipboard().setMimeData(words)
    page.paste()
    settle()
    assert not page.editor.isVisible()
    assert queries.count(shop) == 1


def test_qt_gives_the_frames_of_a_video_input(qtbot: QtBot) -> None:
    why = "QtMultimedia or a library it needs is not here"
    media = pytest.importorskip("PySide6.QtMultimedia", reason=why, exc_type=ImportError)
    feed = media.QVideoFrameInput()
    source = QtCamera(feed)
    assert all(device.name for device in source.devices())
    with qtbot.waitSignal(source.frame, timeout=10_000) as arrived:
        feed.readyToSendVideoFrame.connect(lambda: feed.sendVideoFrame(media.QVideoFrame(seen())))
        source.start()
    assert arrived.args is not None
    photo = frames.still(arrived.args[0])
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == (640, 480)
    source.stop()


def test_a_still_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        frames.still(QImage())
