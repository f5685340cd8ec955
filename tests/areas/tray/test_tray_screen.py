"""The tray as a person uses it: a real window, real clicks, a real phone page on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.areas import products
from producer_app.areas.tray import actions, queries
from producer_app.areas.tray.phone import Limits
from producer_app.areas.tray.screen.cards import ProductCards, carried
from producer_app.areas.tray.screen.page import TrayPage
from producer_app.base.money import Money
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.areas.tray.phones import Open
from tests.areas.tray.things import PRACTICE, again, saved_again
from tests.window_kit import click, click_row, click_tile, find, open_window, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


@pytest.fixture
def jars(shop: Shop) -> dict[str, int]:
    """Five products with a photo each."""
    return {path.stem: products.add(shop, products.ProductDraft(
        {"en": path.stem}, Money(3800), photo=products.prepare_photo(path, shop.files))) for path in PRACTICE[:5]}


@pytest.fixture
def window(shop: Shop, jars: dict[str, int], qtbot: QtBot) -> Iterator[Window]:
    opened = open_window(shop)
    yield opened
    end(opened)


def end(window: Window) -> None:
    """Closes a window for good: a hidden one would still look into its shop when another is dressed."""
    window.close()
    window.deleteLater()
    settle()


def tray(window: Window) -> TrayPage:
    page = window.pages["tray"]
    assert isinstance(page, TrayPage)
    return page


def go_there(window: Window) -> TrayPage:
    """Home, products, the door to the tray; a page of this computer's own loop stands for the Wi-Fi."""
    click_tile(window, "products")
    click(window, "door_tray")
    tray(window).line.find = lambda: ["127.0.0.1"]
    return tray(window)


def come_in(shop: Shop, *pictures: bytes) -> list[int]:
    ids = actions.take_in(shop, [products.prepare_photo(one, shop.files) for one in pictures], source="phone")
    settle()
    return ids


def phone_sends(window: Window, qtbot: QtBot, *pictures: bytes) -> list[bytes]:
    """A phone opens the page and sends pictures, from a thread of its own as a phone does."""
    server = tray(window).line._server
    assert server is not None
    phone = Open(server, window.shop.files)
    answers: list[bytes] = []

    def send() -> None:
        cookie = phone.open_page()
        answers.extend(phone.send(picture, cookie) for picture in pictures)

    thread = threading.Thread(target=send)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=30_000)
    settle()
    return answers


def text(window: Window, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_from_the_phones_picture_to_the_product_in_three_presses(window: Window, shop: Shop, jars: dict[str, int],
                                                                 qtbot: QtBot) -> None:
    go_there(window)
    presses = 0
    click(window, "fromPhoneFirst")
    presses += 1
    answers = phone_sends(window, qtbot, again(PRACTICE[1], 4))
    presses += 1  # "Take a photo" on the phone
    assert [answer[:15] for answer in answers] == [b"HTTP/1.1 200 OK"]
    assert "1 picture arrived" in text(window, "phoneState")
    # It is proposed by now: one press takes it.
    click(window, "takeAll")
    presses += 1
    assert presses <= 3
    assert len(products.photos_of(shop, jars[PRACTICE[1].stem])) == 2
    assert queries.count(shop) == 0


def test_the_page_is_off_until_a_press_and_off_again_after_one(window: Window, qtbot: QtBot) -> None:
    page = go_there(window)
    assert not page.line.running
    page.open_phone()
    assert page.line.url.startswith("http://127.0.0.1:")
    click(window, "phoneStop")
    assert page.line.url == ""


def test_the_page_ends_with_the_shop(window: Window, shop: Shop) -> None:
    page = go_there(window)
    page.open_phone()
    server = page.line._server
    assert server is not None
    window.show_shop(shop, "Another shop", lambda: shop)
    assert not server.running


def test_another_language_leaves_the_page_open(window: Window, shop: Shop, qtbot: QtBot) -> None:
    page = go_there(window)
    page.open_phone()
    url = page.line.url
    window.set_language("ug")
    settle()
    assert tray(window) is not page
    assert tray(window).line.url == url
    assert find(window, "phoneCode").isVisible()
    assert len(phone_sends(window, qtbot, again(PRACTICE[0], 1))) == 1
    assert queries.count(shop) == 1
    window.set_language("en")


def test_a_page_that_went_away_by_itself_says_so_and_starts_again(window: Window, qtbot: QtBot) -> None:
    page = go_there(window)
    page.line.limits = Limits(idle_s=0.1)
    page.open_phone()
    qtbot.waitUntil(lambda: text(window, "phoneState") == "The page for the phone is closed.", timeout=20_000)
    page.line.limits = None
    click(window, "phoneAgain")
    assert page.line.running


def test_no_network_is_told(window: Window, qtbot: QtBot) -> None:
    page = go_there(window)
    page.line.find = list
    page.open_phone()
    assert any("no network" in label.text() for label in window.toast.findChildren(QLabel))
    assert not page.line.running


def test_a_new_code_shuts_the_old_one(window: Window) -> None:
    page = go_there(window)
    page.open_phone()
    old = page.line.url
    click(window, "phoneNew")
    assert page.line.url != old


def test_a_tap_on_the_photo_and_one_on_the_product(window: Window, shop: Shop, jars: dict[str, int]) -> None:
    go_there(window)
    come_in(shop, again(PRACTICE[0], 1), again(PRACTICE[2], 2))
    click_row(window, "trayPhotos", 1)
    # The likely product stands first.
    click_row(window, "trayProducts", 0)
    assert len(products.photos_of(shop, jars[PRACTICE[2].stem])) == 2
    assert queries.count(shop) == 1
    window.undo()
    assert queries.count(shop) == 2


def test_a_photo_is_dragged_onto_a_product(window: Window, shop: Shop, jars: dict[str, int]) -> None:
    go_there(window)
    ids = come_in(shop, again(PRACTICE[0], 1))
    cards = find(window, "trayProducts")
    assert isinstance(cards, ProductCards)
    place = QPointF(cards.visualRect(cards.model().index(3, 0)).center())
    target = cards.model().index(3, 0).data(Qt.ItemDataRole.UserRole)
    data = carried(queries.get(shop, ids[0]))
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(cards.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(cards.viewport(), QDropEvent(
        place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle()
    assert len(products.photos_of(shop, target.id)) == 2


def test_the_products_are_searched(window: Window, shop: Shop, jars: dict[str, int]) -> None:
    go_there(window)
    come_in(shop, again(PRACTICE[0], 1))
    search = find(window, "traySearch")
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, PRACTICE[4].stem[:5])
    settle()
    click_row(window, "trayProducts", 0)
    assert len(products.photos_of(shop, jars[PRACTICE[4].stem])) == 2


def test_the_same_picture_again_is_told_in_one_sentence(window: Window, shop: Shop) -> None:
    go_there(window)
    come_in(shop, saved_again(PRACTICE[3]))
    said = text(window, "trayState")
    assert "already serves" in said
    assert PRACTICE[3].stem in said
    assert not [w for w in window.findChildren(type(find(window, "trayNew")), "takeAll") if w.isVisible()]


def test_a_new_product_from_a_picture_of_a_chat(window: Window, shop: Shop) -> None:
    go_there(window)
    image = QImage(str(PRACTICE[8]))
    QGuiApplication.clipboard().setImage(image.scaledToWidth(600))
    QTest.keySequence(tray(window), "Ctrl+V")
    settle()
    assert [photo.source for photo in queries.waiting(shop)] == ["paste"]
    click(window, "trayNew")
    assert window.current == "products"
    for name, typed in (("field_name_en", "Walnut cake"), ("field_price", "25")):
        field = find(window, name)
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, typed)
    click(window, "save")
    assert products.listing(shop, limit=1)[0].name == "Walnut cake"
    assert products.listing(shop, limit=1)[0].picture
    assert queries.count(shop) == 0


def test_many_files_dropped_come_in_and_one_bad_file_keeps_none_out(window: Window, shop: Shop, tmp_path: Path) -> None:
    page = go_there(window)
    paths = []
    for number in range(6):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(again(PRACTICE[number], number) if number != 3 else b"no photo at all")
        paths.append(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle()
    assert queries.count(shop) == 5
    assert any("3.jpg" in label.text() for label in window.toast.findChildren(QLabel))


def test_a_folder_is_offered_once(window: Window, shop: Shop, tmp_path: Path) -> None:
    page = go_there(window)
    (tmp_path / "stick").mkdir()
    for number in range(3):
        (tmp_path / "stick" / f"{number}.jpg").write_bytes(again(PRACTICE[number], number))
    page.look_into(tmp_path / "stick")
    settle()
    click(window, "bringIn")
    assert {photo.source for photo in queries.waiting(shop)} == {"folder"}
    assert queries.count(shop) == 3
    page.look_into(tmp_path / "stick")
    settle()
    assert not page._offer.isVisible()


def test_put_away_and_undo(window: Window, shop: Shop) -> None:
    go_there(window)
    come_in(shop, again(PRACTICE[0], 1), again(PRACTICE[1], 2))
    click(window, "trayAway")
    assert queries.count(shop) == 1
    window.undo()
    assert queries.count(shop) == 2


def test_escape_goes_back_to_the_products(window: Window) -> None:
    page = go_there(window)
    page.open_phone()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current == "tray"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current == "products"


def test_a_small_window_shows_one_side_at_a_time(shop: Shop, jars: dict[str, int], qtbot: QtBot) -> None:
    window = open_window(shop, percent=200, width=1024, height=600)
    window.go("tray")
    come_in(shop, again(PRACTICE[0], 1))
    assert find(window, "trayPhotos").isVisible()
    click_row(window, "trayPhotos", 0)
    assert not tray(window)._grid.isVisible()
    click(window, "trayBackToPhotos")
    assert tray(window)._grid.isVisible()
    end(window)
