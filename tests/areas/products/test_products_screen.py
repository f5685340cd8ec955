"""Photo and product, as a person uses it: files dropped or chosen, words typed, keys of the pad and buttons pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from producer_app.app import joiner, window_start
from producer_app.areas.products import actions, photos, queries
from producer_app.areas.products.rows import ProductDraft
from producer_app.areas.products.screen import SCREEN
from producer_app.areas.products.screen.page import ProductsPage
from producer_app.areas.products.screen.shelf import FIRST, MOST_PAGES, PAGE
from producer_app.base.money import Money
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from producer_app.ui.window import Window

LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
OpenPage = Callable[[], ProductsPage]


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


@pytest.fixture
def jam_photo(tmp_path: Path) -> Path:
    path = tmp_path / "jam.jpg"
    Image.new("RGB", (1600, 1200), (150, 60, 70)).save(path)
    return path


@pytest.fixture
def open_page(shop: Shop, qtbot: QtBot) -> Iterator[Callable[[], ProductsPage]]:
    windows: list[Window] = []

    def opened() -> ProductsPage:
        window_start.application()
        screens = joiner.parts("screen", "SCREEN")
        window = Window([s.tile for s in sorted(screens, key=lambda s: s.tile.order)])
        windows.append(window)
        qtbot.addWidget(window)
        window.add_screens(screens)
        window.show()
        window.show_shop(shop, "Shop", lambda: shop)
        window.go("products")
        qtbot.waitExposed(window)
        return current(window)

    yield opened
    for window in windows:
        window.close()


def current(window: Window) -> ProductsPage:
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    return page


def window_of(page: QWidget) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def part(page: QWidget, name: str) -> QWidget:
    """A visible widget by its name."""
    found = [w for w in page.window().findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, (name, len(found))
    return found[0]


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    qtbot.mouseClick(part(page, name), LEFT)


def write(qtbot: QtBot, page: QWidget, name: str, text: str) -> None:
    line = part(page, name)
    assert isinstance(line, QLineEdit)
    qtbot.mouseClick(line, LEFT)
    line.selectAll()
    typed(qtbot, line, text)


def typed(qtbot: QtBot, line: QWidget, text: str) -> None:
    """Keys for Latin letters; what Chinese and Uyghur keyboards give comes as an input method's text."""
    if text.isascii():
        qtbot.keyClicks(line, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def drop(page: QWidget, *paths: Path) -> None:
    """A real drag over the screen and its drop."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPoint(50, 50), COPY, files, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), COPY, files, LEFT, Qt.KeyboardModifier.NoModifier))


def add(shop: Shop, count: int = 1, **more: object) -> list[int]:
    return [actions.add(shop, ProductDraft({"en": f"Jam {n}", "ug": f"گۈل {n}"}, Money(3800), "jar",
                                           **more))  # type: ignore[arg-type]  # by name
            for n in range(count)]


def toast(page: QWidget) -> str:
    label = part(page, "toastWords")
    assert isinstance(label, QLabel)
    return label.text()


def editor_opens(qtbot: QtBot, page: ProductsPage) -> None:
    qtbot.waitUntil(page.editor.isVisible, timeout=10_000)


# ---------------------------------------------------------------- opening
def test_an_empty_shop_shows_one_sentence_and_one_button(open_page: OpenPage) -> None:
    page = open_page()
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    assert [b.text().strip() for b in buttons] == ["Add photo"]
    assert not page.cards.isVisible()


def test_a_shop_with_products_shows_them_newest_first(open_page: OpenPage, shop: Shop) -> None:
    made = add(shop, 3)
    page = open_page()
    assert page.cards.isVisible()
    shown = [page.model.product(n) for n in range(page.model.rowCount())]
    assert [p.id for p in shown if p] == made[::-1]


# ---------------------------------------------------------------- a photo becomes a product
def test_a_dropped_photo_becomes_a_saved_product(open_page: OpenPage, shop: Shop, jam_photo: Path, qtbot: QtBot) -> None:
    page = open_page()
    drop(page, jam_photo)
    editor_opens(qtbot, page)
    write(qtbot, page, "field_name_en", "Rose jam")
    write(qtbot, page, "field_name_zh", "玫瑰花酱")
    qtbot.mouseClick(part(page, "field_price"), LEFT)
    for key in ("3", "8", ".", "5", "0"):
        press(qtbot, page, f"key_{key}")
    write(qtbot, page, "field_cost", "13.50")
    left = part(page, "left")
    assert isinstance(left, QLabel)
    assert "25.00" in left.text()
    press(qtbot, page, "save")
    product = queries.listing(shop)[0]
    assert product.names == {"en": "Rose jam", "zh": "玫瑰花酱"}
    assert (product.price, product.cost, product.unit) == (Money(3850), Money(1350), "jar")
    assert shop.files.path(product.photo).read_bytes() == jam_photo.read_bytes()
    assert page.cards.isVisible()
    assert "Rose jam" in toast(page)
    press(qtbot, page, "toastUndo")
    assert queries.count(shop) == 0


def test_a_chosen_photo_becomes_a_saved_product(open_page: OpenPage, shop: Shop, jam_photo: Path, qtbot: QtBot) -> None:
    add(shop)
    page = open_page()
    press(qtbot, page, "addPhoto")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(jam_photo.parent))
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(jam_photo.name)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    editor_opens(qtbot, page)
    write(qtbot, page, "field_name_en", "Walnuts")
    write(qtbot, page, "field_price", "39.80")
    qtbot.keyClick(part(page, "field_price"), Qt.Key.Key_Return)
    assert [p.name for p in queries.listing(shop)] == ["Walnuts", "Jam 0"]


def test_several_photos_become_products_one_after_another(
        open_page: OpenPage, shop: Shop, tmp_path: Path, qtbot: QtBot) -> None:
    paths = [tmp_path / f"{color}.png" for color in ("red", "green")]
    for path in paths:
        Image.new("RGB", (900, 700), path.stem).save(path)
    page = open_page()
    drop(page, *paths)
    editor_opens(qtbot, page)
    for name in ("First", "Second"):
        write(qtbot, page, "field_name_en", name)
        write(qtbot, page, "field_price", "5")
        press(qtbot, page, "save")
    assert page.cards.isVisible()
    assert [p.name for p in queries.listing(shop)] == ["Second", "First"]
    assert len({p.photo for p in queries.listing(shop)}) == 2


def test_a_broken_photo_is_refused_in_a_sentence_and_nothing_is_kept(
        open_page: OpenPage, shop: Shop, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"not a picture")
    page = open_page()
    drop(page, bad)
    qtbot.waitUntil(window_of(page).toast.isVisible, timeout=10_000)
    assert "bad.jpg" in toast(page)
    assert not page.editor.isVisible()
    assert not list(shop.files.folder.rglob("*.*"))


def test_the_veil_lies_over_the_screen_only_while_files_are_dragged(open_page: OpenPage, jam_photo: Path) -> None:
    page = open_page()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(jam_photo))])
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), COPY, files, LEFT, Qt.KeyboardModifier.NoModifier))
    assert page._veil.isVisible()
    assert page._veil.geometry() == page.rect()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page._veil.isVisible()


# ---------------------------------------------------------------- faults by the field
def test_saving_without_name_and_price_shows_a_sentence_by_each_field(
        open_page: OpenPage, shop: Shop, jam_photo: Path, qtbot: QtBot) -> None:
    page = open_page()
    drop(page, jam_photo)
    editor_opens(qtbot, page)
    press(qtbot, page, "save")
    said = [label.text() for label in page.editor.findChildren(QLabel) if label.isVisible() and label.property("role") == "error"]
    assert len(said) == 2
    assert any("name" in text for text in said)
    assert any("38.00" in text for text in said)
    assert queries.count(shop) == 0


@pytest.mark.parametrize(("field", "text"), [("price", "dear"), ("price", "1.234"), ("cost", "x"), ("pack_g", "half")])
def test_a_number_that_is_none_is_told_by_its_field(
        open_page: OpenPage, shop: Shop, qtbot: QtBot, field: str, text: str) -> None:
    product_id = add(shop)[0]
    page = open_page()
    page.edit(queries.get(shop, product_id))
    write(qtbot, page, f"field_{field}", text)
    press(qtbot, page, "save")
    assert page.editor.isVisible()
    assert page.editor.sale.inputs[field].property("wrong") == "yes"
    assert queries.get(shop, product_id).price == Money(3800)


def test_a_taken_article_number_is_told_by_its_field(open_page: OpenPage, shop: Shop, qtbot: QtBot) -> None:
    add(shop, sku="A1")
    other = actions.add(shop, ProductDraft({"en": "Honey"}, Money(100)))
    page = open_page()
    page.edit(queries.get(shop, other))
    press(qtbot, page, "more")
    write(qtbot, page, "field_sku", "A1")
    press(qtbot, page, "save")
    assert page.editor.more.inputs["sku"].property("wrong") == "yes"
    assert queries.get(shop, other).sku == ""


# ---------------------------------------------------------------- changing and removing
def test_a_tap_on_a_card_opens_it_and_a_new_price_is_saved_with_its_history(
        open_page: OpenPage, shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop)[0]
    page = open_page()
    place = page.cards.visualRect(page.model.index(0)).center()
    qtbot.mouseClick(page.cards.viewport(), LEFT, pos=place)
    assert page.editor.isVisible()
    press(qtbot, page, "key_clear")
    qtbot.keyClicks(part(page, "field_price"), "41.50")
    press(qtbot, page, "save")
    assert queries.get(shop, product_id).price == Money(4150)
    page.edit(queries.get(shop, product_id))
    press(qtbot, page, "history")
    texts = "".join(label.text() for label in page.editor._past_card.findChildren(QLabel))
    assert "¥38.00" in texts
    assert "¥41.50" in texts


def test_changing_the_photo_puts_another_in_its_place(
        open_page: OpenPage, shop: Shop, jam_photo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    blue = tmp_path / "blue.png"
    Image.new("RGB", (900, 700), "blue").save(blue)
    product_id = add(shop, photo=photos.prepare(jam_photo, shop.files))[0]
    page = open_page()
    page.edit(queries.get(shop, product_id))
    drop(page, blue)
    qtbot.waitUntil(page.editor.changed, timeout=10_000)
    press(qtbot, page, "save")
    assert shop.files.path(queries.get(shop, product_id).photo).read_bytes() == blue.read_bytes()


def test_a_removed_product_comes_back_by_undo_or_from_the_bin(open_page: OpenPage, shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop, 2)[0]
    page = open_page()
    for way in ("toastUndo", "bin"):
        page.edit(queries.get(shop, product_id))
        press(qtbot, page, "remove")
        assert queries.count(shop) == 1
        press(qtbot, page, way)
        if way == "bin":
            cards = part(page, "binned")
            qtbot.mouseClick(cards.viewport(), LEFT, pos=QPoint(60, 60))  # type: ignore[attr-defined]  # a list view
        assert queries.count(shop) == 2


def test_leaving_a_changed_product_saves_it(open_page: OpenPage, shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop)[0]
    page = open_page()
    page.edit(queries.get(shop, product_id))
    write(qtbot, page, "field_name_zh", "花酱")
    press(qtbot, page, "back")
    assert queries.get(shop, product_id).names["zh"] == "花酱"


def test_leaving_a_new_product_loses_nothing(open_page: OpenPage, shop: Shop, jam_photo: Path, qtbot: QtBot) -> None:
    add(shop)
    page = open_page()
    drop(page, jam_photo)
    editor_opens(qtbot, page)
    write(qtbot, page, "field_name_en", "Half done")
    press(qtbot, page, "back")
    assert page.cards.isVisible()
    press(qtbot, page, "goOn")
    write(qtbot, page, "field_price", "5")
    press(qtbot, page, "save")
    product = queries.listing(shop)[0]
    assert (product.name, bool(product.photo)) == ("Half done", True)


# ---------------------------------------------------------------- looking for
def test_each_letter_typed_narrows_the_grid_at_once(open_page: OpenPage, shop: Shop, qtbot: QtBot) -> None:
    add(shop, 12)
    honey = actions.add(shop, ProductDraft({"zh": "蜂蜜"}, Money(100)))
    page = open_page()
    qtbot.keyClicks(page.search, "jam 1")
    assert page.model.rowCount() == 3
    page.search.clear()
    typed(qtbot, page.search, "蜜")
    found = page.model.product(0)
    assert found is not None
    assert (page.model.rowCount(), found.id) == (1, honey)
    qtbot.keyClicks(page.search, "xyz")
    assert not page.cards.isVisible()
    assert page._none_found.isVisible()


def test_a_long_list_reads_only_what_it_shows(open_page: OpenPage, shop: Shop) -> None:
    with shop.step("Fill", undoable=False) as db:
        for n in range(FIRST * 12):
            db.execute("INSERT INTO products(id, unit, created_at) VALUES(?, 'jar', '2026-01-01T00:00:00Z')", (n + 1,))
            db.execute("INSERT INTO product_names(product_id, language, name) VALUES(?, 'en', ?)", (n + 1, f"Jam {n}"))
    page = open_page()
    assert page.model.rowCount() == FIRST
    assert len(page.model._pages) <= 2
    while page.model.canFetchMore(page.model.index(-1)):
        page.model.fetchMore(page.model.index(-1))
        page.cards.scrollToBottom()
        page.cards.grab()
    last = page.model.product(page.model.rowCount() - 1)
    assert last is not None
    assert (page.model.rowCount(), last.id) == (FIRST * 12, 1)
    assert len(page.model._pages) <= min(MOST_PAGES, FIRST * 12 // PAGE)
    assert len(page.model._pages) < FIRST * 12 // PAGE // 2


# ---------------------------------------------------------------- files of products
def test_a_dropped_list_becomes_products_in_one_step(open_page: OpenPage, shop: Shop, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name_en,price_cny\nJam,38\nHoney,52\n", encoding="utf-8")
    page = open_page()
    drop(page, file)
    qtbot.waitUntil(lambda: queries.count(shop) == 2, timeout=10_000)
    assert page.cards.isVisible()
    press(qtbot, page, "toastUndo")
    assert queries.count(shop) == 0


def test_the_faults_of_a_list_are_shown_by_row_and_column_and_nothing_is_kept(
        open_page: OpenPage, shop: Shop, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name_en,price_cny\nJam,dear\n,52\n", encoding="utf-8")
    page = open_page()
    drop(page, file)
    qtbot.waitUntil(page._faults.isVisible, timeout=10_000)
    texts = [label.text() for label in page._faults.findChildren(QLabel)]
    assert any("2" in text and "price_cny" in text for text in texts)
    assert any("3" in text and "name_en" in text for text in texts)
    assert queries.count(shop) == 0


# ---------------------------------------------------------------- languages
def test_another_language_keeps_what_was_typed(open_page: OpenPage, shop: Shop, jam_photo: Path, qtbot: QtBot) -> None:
    page = open_page()
    window = window_of(page)
    drop(page, jam_photo)
    editor_opens(qtbot, page)
    write(qtbot, page, "field_name_en", "Rose jam")
    write(qtbot, page, "field_price", "38")
    for language in ("ug", "zh", "en"):
        window.set_language(language)
        editor_opens(qtbot, current(window))
    write(qtbot, current(window), "field_name_zh", "花酱")
    press(qtbot, current(window), "save")
    product = queries.listing(shop)[0]
    assert (product.names, product.price, bool(product.photo)) == ({"en": "Rose jam", "zh": "花酱"}, Money(3800), True)


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), ("zh", False), ("ug", True)])
def test_the_form_is_mirrored_where_lines_begin_at_the_right(
        open_page: OpenPage, shop: Shop, language: str, *, mirrored: bool) -> None:
    product_id = add(shop)[0]
    window = window_of(open_page())
    window.set_language(language)
    page = current(window)
    page.edit(queries.get(shop, product_id))
    QApplication.processEvents()

    def middle(widget: QWidget) -> int:
        return widget.mapTo(page, widget.rect().center()).x()

    photo, save, price = part(page, "photo"), part(page, "save"), part(page, "field_price")
    assert (middle(photo) > page.width() / 2) is mirrored
    assert (middle(save) < page.width() / 2) is mirrored
    assert (middle(price) < middle(photo)) is mirrored
    keys = [part(page, f"key_{digit}") for digit in ("7", "8", "9")]
    assert [middle(key) for key in keys] == sorted(middle(key) for key in keys)
    assert price.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_nothing_is_wider_than_a_small_screen(open_page: OpenPage, shop: Shop) -> None:
    product_id = add(shop)[0]
    window = window_of(open_page())
    window.resize(1024, 600)
    page = current(window)
    page.edit(queries.get(shop, product_id))
    QApplication.processEvents()
    assert window.width() == 1024
    save = part(page, "save")
    assert save.mapTo(window, save.rect().bottomRight()).x() <= 1024
    assert save.mapTo(window, save.rect().bottomRight()).y() <= 600


def test_the_tile_tells_how_many_products_there_are(shop: Shop) -> None:
    assert SCREEN.said is not None
    assert "price" in SCREEN.said(shop)
    add(shop, 2)
    assert SCREEN.said(shop) == "2 products"
