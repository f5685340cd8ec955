"""Everybody can use every screen: contrast, sizes, names, and a keyboard that reaches all of it in reading order.

Measured on the painted window, screen by screen and scene by scene, not read from the theme.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import orders, products
from producer_app.base import i18n
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import keyboard, theme
from producer_app.ui.rail import HOME
from producer_app.ui.toast import Toast
from producer_app.ui.window import Window
from tests.conftest import let_windows_rest
from tests.ui.test_layout import SIZES, inside_a_list, measured, told, views
from tests.window_kit import on_window, open_window, settle

TEXT, ICON = 7.0, 3.0  # WCAG 2.2: 1.4.6 (AAA) and 1.4.11
ROUNDING = 0.3  # the edges of letters are softened, so that thin ones never reach their full colour
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView, QAbstractSlider)
TOUCHED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
# Between neighbours in one row or column; the kit's rows keep 12, some screens still set their own down to 6.
GAP = 8
JOINED = {"switch", "rail"}


def active_window(qtbot: QtBot, shop: Shop, language: str = "en") -> Window:
    """A window that gets the keys, as the one in front does."""
    window = open_window(shop, language=language)
    qtbot.addWidget(window)
    in_front(window)
    return window


def in_front(window: Window) -> None:
    """A scene may have opened the buyer's window."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def controls(window: Window) -> Iterator[QWidget]:
    """What can be used on the screen that is shown, and is no part of another control."""
    for part in window.findChildren(QWidget):
        whole = not isinstance(part, QScrollBar) and not isinstance(part.parentWidget(), QAbstractSpinBox)
        if part.isVisible() and isinstance(part, CONTROLS) and whole and not inside_a_list(part, window):
            yield part


def clear(part: QWidget) -> bool:
    """Whether a widget can be seen whole; what is scrolled away is measured in no picture."""
    return part.visibleRegion().boundingRect() == part.rect()


# ---------------------------------------------------------------- names, sizes, contrast
def nameless(window: Window) -> list[str]:
    """Controls of which a screen reader could say nothing."""
    return [f"no name: {told(part)}" for part in controls(window)
            if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()]


def too_small(window: Window) -> list[str]:
    """Controls that a thumb misses."""
    found = []
    for part in controls(window):
        least = theme.PRIMARY if part.property("kind") in ("primary", "leaf") else theme.TARGET
        if isinstance(part, TOUCHED) and (part.height() < least or part.width() < theme.TARGET):
            found.append(f"too small: {told(part)}")
    return found


def gap(one: QRect, two: QRect) -> int:
    """Pixels between two rectangles; the greater of both directions."""
    across = max(one.left(), two.left()) - min(one.right(), two.right()) - 1
    down = max(one.top(), two.top()) - min(one.bottom(), two.bottom()) - 1
    return max(across, down)


def too_close(window: Window) -> list[str]:
    """Neighbours in one row or column with less than GAP between them, parts of one switch left out."""
    found = []
    touched = [part for part in controls(window) if isinstance(part, TOUCHED)]
    for one, two in combinations(touched, 2):
        holder = one.parentWidget()
        if holder is not None and holder is two.parentWidget() and holder.objectName() not in JOINED:
            between = gap(one.geometry(), two.geometry())
            if between < GAP:
                found.append(f"{between} px between {told(one)} and {told(two)}")
    return found


# ---------------------------------------------------------------- keyboard
def tab_order(window: Window) -> list[QWidget]:
    """What real presses of Tab reach, in their order."""
    found: list[QWidget] = []
    in_front(window)
    window.setFocus()
    for _press in range(200):
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is before and isinstance(here, QAbstractItemView):  # a sheet whose cells Tab walks through
            QTest.keyClick(here, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
            here = QApplication.focusWidget()
        assert here is not None, f"after {[told(part) for part in found[-2:]]}"
        if here in found:
            break
        found.append(here)
    return found


def only_for_fingers(part: QWidget) -> bool:
    """What has keys of its own: the keypad, whose digits are typed, what it writes (K, J, G, F4, F5), the notes a buyer gives and
    the counts of notes, which are typed as well; and heads of the board's columns while all stand open."""
    fingers = ("key_", "lane_", "mode_", "note_", "less_", "more_")
    return part.focusPolicy() == Qt.FocusPolicy.NoFocus and part.objectName().startswith(fingers)


def out_of_order(window: Window, order: list[QWidget]) -> list[str]:
    """Neighbours inside one holder that Tab visits against the direction of reading."""
    place = {part: number for number, part in enumerate(order)}
    found = []
    mirrored = i18n.right_to_left()
    for holder in [window, *window.findChildren(QWidget)]:
        if not holder.isVisible() or holder in place:
            continue
        firsts: dict[QWidget, int] = {}
        for child in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            within = [place[p] for p in [child, *child.findChildren(QWidget)] if p in place]
            if within and child.isVisible():
                firsts[child] = min(within)
        for one, two in pairwise(sorted(firsts, key=firsts.__getitem__)):
            a, b = one.geometry(), two.geometry()
            beside = a.top() < b.bottom() and b.top() < a.bottom()
            backwards = (b.left() >= a.right() if mirrored else b.right() <= a.left()) if beside else b.bottom() <= a.top()
            if backwards and not isinstance(two, Toast):
                found.append(f"{told(one)} before {told(two)}")
    return found


def unreached(window: Window, order: list[QWidget]) -> list[str]:
    """Controls that no press of Tab comes to."""
    groups = {button.group() for button in order if isinstance(button, QAbstractButton) and button.group()}
    found = []
    for part in controls(window):
        by_arrows = isinstance(part, QAbstractButton) and part.group() in groups
        if part.isEnabled() and part not in order and not by_arrows and not only_for_fingers(part):
            found.append(f"not reached: {told(part)}")
    return found


# ---------------------------------------------------------------- contrast
def luminance(rgb: int) -> float:
    """Relative luminance of a colour, WCAG 2.2."""
    parts = []
    for shift in (16, 8, 0):
        value = (rgb >> shift & 255) / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: int, two: int) -> float:
    """From 1 to 21."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(picture: QImage, place: QRect) -> Counter[int]:
    """How many pixels of each colour stand in a part of a picture."""
    part = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(part.constBits()).cast("I").tolist())


def strongest(found: Counter[int]) -> float:
    """The contrast of what is painted on the ground, which is the commonest colour."""
    if not found:
        return 21.0
    ground = found.most_common(1)[0][0]
    return max(contrast(ground, colour) for colour in found)


def words_of(part: QWidget) -> str:
    if isinstance(part, (QLabel, QAbstractButton)):
        return part.text().strip()
    if isinstance(part, QLineEdit):
        return part.text() or part.placeholderText()
    return part.currentText() if isinstance(part, QComboBox) else ""


def faint(window: Window) -> list[str]:
    """Texts and icons that hardly stand out from what is painted behind them."""
    found = []
    picture = window.grab().toImage()
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not part.isEnabled() or not clear(part) or inside_a_list(part, window):
            continue
        icon = isinstance(part, QAbstractButton) and not part.icon().isNull()
        need = TEXT if words_of(part) else ICON if icon else 0
        if need:
            reached = strongest(colours(picture, on_window(part, window).adjusted(4, 4, -4, -4)))
            if reached < need - ROUNDING:
                found.append(f"contrast {reached:.1f}: {told(part)}")
    return found


# ---------------------------------------------------------------- focus
def unseen(window: Window, order: list[QWidget], looked: set[object]) -> list[str]:
    """Controls on which the focus cannot be seen; of each kind one."""
    found = []
    for part in order:
        kind = (type(part).__name__, part.property("kind"), part.objectName().rstrip("0123456789_"))
        if kind in looked or not clear(part):
            continue
        looked.add(kind)
        window.setFocus()
        window.toast.hide()  # a word that goes by itself may lie over a control for a moment
        QApplication.processEvents()
        place = on_window(part, window)
        before = window.grab(place).toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if seen_change(before, window.grab(place).toImage()) < 40:
            found.append(f"focus not seen: {told(part)}")
    return found


def seen_change(before: QImage, after: QImage) -> int:
    """How many pixels changed by a contrast of 3:1 or more (WCAG 2.2, 2.4.13)."""
    one, two = (memoryview(i.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I").tolist() for i in (before, after))
    pairs = Counter((a, b) for a, b in zip(one, two, strict=False) if a != b)
    return sum(count for (a, b), count in pairs.items() if contrast(a, b) >= ICON)


# ---------------------------------------------------------------- the walk
class Walk(NamedTuple):
    """What is wrong on all views of one language, by what was looked for."""

    unusable: list[str]
    cut: list[str]
    unreached: list[str]


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, practice_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every view of one language, built once and measured in every way: building pages is what takes long."""
    found = Walk([], [], [])
    folder = tmp_path_factory.mktemp("walk") / "shop"
    shutil.copytree(practice_folder, folder)
    i18n.use(request.param)
    with joiner.open_shop(folder) as shop:
        window = open_window(shop, language=request.param)
        in_front(window)
        looked: set[object] = set()
        for view in views(window, shop):
            for fault in (*nameless(window), *too_small(window), *too_close(window), *faint(window)):
                found.unusable.append(f"{view}: {fault}")
            found.cut.extend(measured(window, view, SIZES[100]))
            order = tab_order(window)
            for fault in (*unreached(window, order), *out_of_order(window, order), *unseen(window, order, looked)):
                found.unreached.append(f"{view}: {fault}")
        window.close()
        let_windows_rest()
    i18n.use("en")
    return found


in_every_language = pytest.mark.parametrize("walk", ["en", "zh", "ug"], indirect=True)


@pytest.mark.long(sharing="walk")
@in_every_language
def test_every_control_has_a_name_room_for_a_thumb_and_contrast(walk: Walk) -> None:
    assert not walk.unusable, "\n".join(walk.unusable)


@pytest.mark.long(sharing="walk")
@in_every_language
def test_nothing_is_cut_and_nothing_overlaps(walk: Walk) -> None:
    assert not walk.cut, "\n".join(walk.cut)


@pytest.mark.long(sharing="walk")
@in_every_language
def test_tab_reaches_every_control_in_reading_order_and_is_seen_there(walk: Walk) -> None:
    assert not walk.unreached, "\n".join(walk.unreached)


# ---------------------------------------------------------------- keys
def test_help_lists_every_key_that_works_here_and_each_has_its_words(qtbot: QtBot, practice_shop: Shop) -> None:
    window = active_window(qtbot, practice_shop)
    for view in (HOME, *window.home.tiles):
        window.go(view)
        working = [one for one in window.findChildren(QShortcut)
                   if isinstance(holder := one.parent(), QWidget) and holder.isVisible()]
        wordless = {one.key().toString() for one in working if not one.whatsThis()} - {"Ctrl+="}  # a second key for “larger text”
        assert wordless == set(), view
        in_front(window)
        QTest.keyClick(window, Qt.Key.Key_F1)
        lesson = window.findChild(QDialog, "lesson")
        assert lesson is not None
        shown = {label.text().strip("\u2066\u2069") for label in lesson.findChildren(QLabel)}
        lesson.accept()
        lesson.deleteLater()
        settle()
        missing = {one.key().toString(QKeySequence.SequenceFormat.NativeText) for one in working if one.whatsThis()} - shown
        assert missing == set(), view


def test_keys_speak_the_language_in_use(qtbot: QtBot, practice_shop: Shop) -> None:
    window = active_window(qtbot, practice_shop)
    assert "Undo" in {key.does for key in keyboard.listed(window)}
    window.set_language("zh")
    listed = {key.key: key.does for key in keyboard.listed(window)}
    assert listed["F1"] == "帮助"
    in_front(window)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current == window._tiles[1].id


def test_twenty_things_of_any_kind_can_be_taken_back_one_after_the_other(practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    before = practice_shop.rows("SELECT * FROM products ORDER BY id"), practice_shop.value("SELECT count(*) FROM orders")
    product = products.listing(practice_shop, limit=1)[0]
    for turn in range(10):
        orders.sell(practice_shop, [orders.LineDraft("", "", quantity=Quantity.of(1), product_id=product.id)], paid_by="cash")
        products.set_price(practice_shop, product.id, Money(50_000 + turn))
    for _turn in range(20):
        window.undo()
    assert (practice_shop.rows("SELECT * FROM products ORDER BY id"), practice_shop.value("SELECT count(*) FROM orders")) == before
    assert products.get(practice_shop, product.id) == product
    window.close()
