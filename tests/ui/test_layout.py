"""Nothing is cut and nothing lies over its neighbour: every screen and scene is walked and measured, not looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from producer_app.app import joiner
from producer_app.store.shop import Shop
from producer_app.ui.rail import HOME
from producer_app.ui.toast import Toast
from producer_app.ui.window import Window
from tests.window_kit import on_window, open_window, settle

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
SLACK = 2  # pixels: fonts' measures are rounded
SIZES = [pytest.param(1366, 768, 100, id="large"), pytest.param(1024, 600, 100, id="small"),
         pytest.param(1366, 768, 200, id="200 %")]


def views(window: Window, shop: Shop) -> Iterator[str]:
    """Shows home, every screen and every scene, each on a page built anew, and names it."""
    yield HOME
    for screen in sorted(joiner.parts("screen", "SCREEN"), key=lambda s: s.tile.order):
        for scene in ("", *screen.scenes):
            window.show_shop(shop, "Test shop", lambda: shop)
            window.go(screen.tile.id)
            settle()
            if scene:
                screen.scenes[scene](window.pages[screen.tile.id])
                settle()
            yield f"{screen.tile.id} {scene}".strip()


def words_cut(part: QWidget) -> bool:
    """Whether a control's own words need more room than it has."""
    measure = part.fontMetrics()
    if isinstance(part, QLabel) and part.text():
        if part.wordWrap():
            # Chinese may break after any letter.
            pieces = re.findall(r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+", part.text())
            longest = max((measure.horizontalAdvance(w) for w in pieces), default=0)
            return part.heightForWidth(part.width()) > part.height() + SLACK or longest > part.contentsRect().width() + SLACK
        return part.sizeHint().width() > part.width() + SLACK or measure.height() > part.height() + SLACK
    if isinstance(part, (QPushButton, QToolButton)) and part.text():
        icon = part.iconSize().width() + 4 if isinstance(part, QPushButton) and not part.icon().isNull() else 0
        wide = max(measure.horizontalAdvance(line) for line in part.text().splitlines())
        return wide + icon > part.width() or measure.height() * len(part.text().splitlines()) > part.height()
    if isinstance(part, QComboBox):
        return measure.horizontalAdvance(part.currentText()) > part.width() - part.height() or measure.height() > part.height()
    if isinstance(part, QLineEdit):
        return measure.height() > part.height()
    return False


def inside_a_list(part: QWidget, root: QWidget) -> bool:
    """Whether a widget belongs to a view or to another control, which lays it out by itself."""
    parent = part.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, (QAbstractItemView, QComboBox, QLineEdit)):
            return True
        parent = parent.parentWidget()
    return False


def told(part: QWidget) -> str:
    """A widget as a line of a list of faults."""
    text = part.text() if isinstance(part, (QLabel, QAbstractButton)) else ""
    return f"{type(part).__name__} {part.objectName() or part.accessibleName()} {text[:40]!r} {part.width()}x{part.height()}"


def faults(window: Window) -> list[str]:
    """What is cut, sticks out of what holds it, or lies over its neighbour."""
    found = []
    for part in window.findChildren(QWidget):
        parent = part.parentWidget()
        if not part.isVisible() or part.isWindow() or parent is None or inside_a_list(part, window) or isinstance(part, Toast):
            continue
        if words_cut(part):
            found.append(f"cut: {told(part)}")
        scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
        if not scrolled and not isinstance(parent, QAbstractScrollArea) and not parent.rect().contains(part.geometry()):
            found.append(f"outside: {told(part)} at {part.geometry().getRect()} in {parent.size().toTuple()}")
    for parent in [window, *window.findChildren(QWidget)]:
        laid_out_by_itself = isinstance(parent, (QAbstractScrollArea, QComboBox, QLineEdit)) or inside_a_list(parent, window)
        if not parent.isVisible() or laid_out_by_itself:
            continue
        near = [w for w in parent.findChildren(QWidget, options=_DIRECT)
                if w.isVisible() and not w.isWindow() and not isinstance(w, Toast)]
        found += [f"over: {told(a)} and {told(b)}" for a, b in combinations(near, 2) if a.geometry().intersects(b.geometry())]
    return found


def measured(window: Window, shop: Shop, width: int, height: int) -> list[str]:
    """The faults of all views."""
    found = []
    for name in views(window, shop):
        if (window.width(), window.height()) != (width, height):
            found.append(f"{name}: the window had to grow to {window.width()}x{window.height()}")
            window.resize(width, height)
        found += [f"{name}: {fault}" for fault in faults(window)]
    return found


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_nothing_is_cut_and_nothing_overlaps(practice_shop: Shop, language: str, width: int, height: int, percent: int) -> None:
    window = open_window(practice_shop, language=language, percent=percent, width=width, height=height)
    assert measured(window, practice_shop, width, height) == []
    window.close()


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_a_word_of_the_window_never_lies_over_a_main_button(practice_shop: Shop, width: int, height: int, percent: int) -> None:
    window = open_window(practice_shop, percent=percent, width=width, height=height)
    for name in views(window, practice_shop):
        window.toast.show_words("The price was changed.", undo=window.undo, stays=True)
        settle()
        toast = on_window(window.toast, window)
        assert QRect(0, 0, window.width(), window.height()).contains(toast), name
        main = [b for b in window.findChildren(QPushButton) if b.isVisible() and b.property("kind") in ("primary", "leaf")
                and not b.visibleRegion().isEmpty()]
        assert not [told(b) for b in main if on_window(b, window).intersects(toast)], name
        window.toast.hide()
    window.close()
