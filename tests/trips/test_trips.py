"""The three trips of the house, each through every floor with the real program: a photo to a product, a file to orders,
a product to a sign with a code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from producer_app.areas import orders, payments, posters, products
from producer_app.base.travelling import RESOURCES
from producer_app.store.shop import Shop
from producer_app.ui import paper
from tests.window_kit import click, find, open_window, settle

SHOPIFY = RESOURCES / "samples" / "orders" / "shopify-orders.csv"


def drop(target: QWidget, path: Path) -> None:
    """A file let go over a widget, as a file manager does it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(target.rect().center())
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
    settle()


def photo(path: Path) -> Path:
    """A picture taken with the phone held upright: stored lying, with the turn and the place noted beside it."""
    picture = Image.new("RGB", (1600, 1200), "#8E1848")
    picture.paste("#FFFFFF", (0, 0, 800, 1200))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(path, exif=exif)
    return path


def test_a_photo_becomes_a_product(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("products")
    settle()
    drop(window.pages["products"], photo(tmp_path / "jam.jpg"))
    qtbot.waitUntil(lambda: any(w.isVisible() for w in window.findChildren(QLineEdit, "field_name_en")), timeout=20_000)
    name, price = find(window, "field_name_en"), find(window, "field_price")
    assert isinstance(name, QLineEdit)
    assert isinstance(price, QLineEdit)
    name.setFocus()
    qtbot.keyClicks(name, "Rose jam")
    price.setFocus()
    price.selectAll()
    qtbot.keyClicks(price, "38")
    click(window, "save")
    (made,) = products.listing(shop)
    assert (made.name, made.price.text()) == ("Rose jam", "38.00")
    with Image.open(shop.files.path(made.picture)) as picture:
        assert picture.height > picture.width
        assert not picture.getexif()
    assert shop.files.path(made.photo).read_bytes() == (tmp_path / "jam.jpg").read_bytes()
    assert shop.undo() is not None
    assert products.listing(shop) == []


def test_a_marketplace_file_becomes_orders_and_again_changes_nothing(shop: Shop) -> None:
    (source,) = orders.read([SHOPIFY])
    first = orders.place(shop, source.drafts, files=source.files, digests=source.digests)
    listed = [(o.number, o.state, o.total) for o in orders.board(shop, limit=100)]
    (again,) = orders.read([SHOPIFY])
    second = orders.place(shop, again.drafts, files=again.files, digests=again.digests)
    assert first.new == len(listed) == 8
    assert (second.new, second.changed) == (0, 0)
    assert [(o.number, o.state, o.total) for o in orders.board(shop, limit=100)] == listed


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_a_product_becomes_a_sign_with_her_code(qtbot: QtBot, practice_shop: Shop, tmp_path: Path, language: str) -> None:
    window = open_window(practice_shop, language=language)
    qtbot.addWidget(window)
    product = products.listing(practice_shop, limit=1)[0]
    window.go("posters", product=product.id)
    settle()
    code = payments.codes(practice_shop)[0]
    pages = posters.pages(practice_shop, "stall_sign", [product.id], code_id=code.id)
    assert paper.to_pdf(pages, tmp_path / "sign.pdf") == [code.payload]
