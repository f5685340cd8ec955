"""Nothing is cut and nothing lies over its neighbour: every screen and scene is walked and measured, not looked at."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from producer_app.app import joiner
from producer_app.base import i18n, language_file
from producer_app.base.i18n import _
from producer_app.base.travelling import RESOURCES
from producer_app.store.shop import Shop
from producer_app.ui.rail import HOME
from producer_app.ui.toast import Toast
from producer_app.ui.window import Window
from tests.window_kit import on_window, open_window, settle

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
SLACK = 2  # pixels: fonts' measures are rounded
# At each size of the text, the windows that a page is measured in: the same page, pulled smaller, as a hand would.
SIZES = {100: ((1366, 768), (1024, 600)), 150: ((1024, 600),), 200: ((1366, 768),)}


def doubled(text: str) -> str:
    """The text with every word twice as long; what stands in braces stays.

    >>> doubled("Sell {count} jars")
    'SSeellll {count} jjaarrss'
    """
    return "".join(part if part.startswith("{") else re.sub(r"[^\W\d_]", lambda m: m[0] * 2, part)
                   for part in re.split(r"(\{[^}]*\})", text))


@pytest.fixture
def long_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A language beside the real ones, in a real language file in resources of its own: English, each word twice as long."""
    folder = tmp_path / "resources" / "locale"
    folder.mkdir(parents=True)
    for known in (RESOURCES / "locale").glob("*.po"):
        shutil.copy(known, folder)
    with (RESOURCES / "locale" / "zh.po").open(encoding="utf-8") as lines:
        texts = [text for text in language_file.read(lines).forms if text]
    entries = ['msgid ""\nmsgstr ""\n"Language: xx\\n"\n"X-Native-Name: Long\\n"\n']
    quoted = partial(json.dumps, ensure_ascii=False)
    entries += [f"msgid {quoted(text)}\nmsgstr {quoted(doubled(text))}\n" for text in texts]
    (folder / "xx.po").write_text("\n".join(entries), encoding="utf-8")
    monkeypatch.setattr(i18n, "RESOURCES", folder.parent)
    return "xx"


def views(window: Window, shop: Shop) -> Iterator[str]:
    """Shows home, every screen and every scene, each on a page built anew, and names it."""
    yield HOME
    for screen in sorted(joiner.parts("screen", "SCREEN"), key=lambda s: s.tile.order):
        for scene in ("", *screen.scenes()):
            window.go(HOME)  # else the page that stood there is built once more for nothing
            window.show_shop(shop, "Test shop", lambda: shop)
            window.go(screen.tile.id)
            settle()
            if scene:
                screen.scenes()[scene](window.pages[screen.tile.id])
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


def under_the_toast(window: Window) -> list[str]:
    """What a word at the bottom of the window covers that it must not, or where it is cut itself."""
    window.toast.show_words(_("The price was changed."), undo=window.undo, stays=True)
    QApplication.processEvents()
    toast = on_window(window.toast, window)
    found = [] if QRect(0, 0, window.width(), window.height()).contains(toast) else [f"outside: the toast at {toast.getRect()}"]
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.property("kind") in ("primary", "leaf") and not button.visibleRegion().isEmpty() \
                and on_window(button, window).intersects(toast):
            found.append(f"under the toast: {told(button)}")
    window.toast.hide()
    return found


def measured(window: Window, name: str, sizes: Sequence[tuple[int, int]]) -> list[str]:
    """The faults of the view that is shown, in windows of these sizes (pixels)."""
    found = []
    window.header.say(_("All saved"), good=True)
    for width, height in sizes:
        window.resize(width, height)
        for _inside_out in range(3):  # a part that hides itself moves its neighbours in the next round
            QApplication.processEvents()
        here = f"{name} {width}x{height}"
        if (window.width(), window.height()) != (width, height):
            found.append(f"{here}: the window had to grow to {window.width()}x{window.height()}")
        found += [f"{here}: {fault}" for fault in (*faults(window), *under_the_toast(window))]
    window.resize(*sizes[0])
    return found


# At 100 % the walk of test_access.py measures the same pages.
@pytest.mark.long
@pytest.mark.parametrize("percent", [percent for percent in SIZES if percent != 100])
@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_nothing_is_cut_and_nothing_overlaps_in_large_letters(practice_shop: Shop, language: str, percent: int) -> None:
    window = open_window(practice_shop, language=language, percent=percent)
    assert [fault for view in views(window, practice_shop) for fault in measured(window, view, SIZES[percent])] == []
    window.close()


@pytest.mark.long
def test_words_twice_as_long_are_not_cut(practice_shop: Shop, long_words: str) -> None:
    window = open_window(practice_shop, language=long_words)
    assert [fault for view in views(window, practice_shop) for fault in measured(window, view, SIZES[100])] == []
    window.close()
