"""Real windows over real shops, for tests: opened as the program opens them, clicked with a real mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from producer_app.app import joiner, window_start
from producer_app.base import i18n
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.window import Window


def settle() -> None:
    """Lets workers end and layouts come to rest."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _round in range(4):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents()
        QThreadPool.globalInstance().waitForDone(10_000)
    app.processEvents()


def open_window(shop: Shop, *, language: str = "en", percent: int = 100, width: int = 1366, height: int = 768) -> Window:
    """The program's window on a shop."""
    i18n.use(language)
    theme.set_scale(percent)
    window_start.application()
    screens = sorted(joiner.parts("screen", "SCREEN"), key=lambda s: s.tile.order)
    window = Window([s.tile for s in screens])
    window.add_screens(screens)
    window.resize(width, height)
    window.show()
    window.show_shop(shop, "Test shop", partial(joiner.open_shop, shop.folder))
    settle()
    return window


def find(window: QWidget, name: str) -> QWidget:
    """The visible widget of a name."""
    found = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, f"{len(found)} visible widgets named {name}"
    return found[0]


def click(window: QWidget, name: str) -> None:
    """A real click in the middle of a widget."""
    QTest.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    settle()


def click_tile(window: Window, screen: str) -> None:
    """A real click on a tile of home."""
    QTest.mouseClick(window.home.tiles[screen], Qt.MouseButton.LeftButton)
    settle()


def click_row(window: QWidget, name: str, row: int) -> None:
    """A real click on a row of a list."""
    view = find(window, name)
    assert isinstance(view, QAbstractItemView)
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def on_window(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget lies on its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
