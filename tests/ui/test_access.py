"""Everybody can use every screen: contrast, sizes, names, and a keyboard that reaches all of it in reading order.

Measured on the painted window, screen by screen and scene by scene, not read from the theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from producer_app.base import i18n
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.window import Window
from tests.ui.test_layout import inside_a_list, told, views
from tests.window_kit import on_window, open_window

TEXT, ICON = 7.0, 3.0  # WCAG 2.2: 1.4.6 (AAA) and 1.4.11
ROUNDING = 0.3  # the edges of letters are softened, so that thin ones never reach their full colour
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView, QAbstractSlider)
TOUCHED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
GAP = 12


def controls(window: Window) -> Iterator[QWidget]:
    """What can be used on the screen that is shown, and is no part of another control."""
    for part in window.findChildren(QWidget):
        if part.isVisible() and isinstance(part, CONTROLS) and not isinstance(part, QScrollBar) and not inside_a_list(part, window):
            yield part


def clear(part: QWidget) -> bool:
    """Whether a widget can be seen whole; what is scrolled away is measured in no picture."""
    return part.visibleRegion().boundingRect() == part.rect()


# ---------------------------------------------------------------- names
@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_every_control_has_a_name_for_who_cannot_see_it(practice_shop: Shop, language: str) -> None:
    window = open_window(practice_shop, language=language)
    nameless = [f"{view}: {told(part)}" for view in views(window, practice_shop) for part in controls(window)
                if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()]
    window.close()
    assert nameless == []


# ---------------------------------------------------------------- sizes
def too_small(part: QWidget) -> bool:
    """Whether a finger misses it."""
    main = part.property("kind") in ("primary", "leaf")
    least = theme.PRIMARY if main else theme.TARGET
    return part.height() < least or part.width() < theme.TARGET


def gap(one: QRect, two: QRect) -> int:
    """Pixels between two rectangles; the greater of both directions."""
    across = max(one.left(), two.left()) - min(one.right(), two.right()) - 1
    down = max(one.top(), two.top()) - min(one.bottom(), two.bottom()) - 1
    return max(across, down)


def test_every_target_is_large_enough_for_a_thumb(practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    small = {f"{told(part)}" for _view in views(window, practice_shop) for part in controls(window)
             if isinstance(part, TOUCHED) and too_small(part)}
    window.close()
    assert small == set()


# ---------------------------------------------------------------- keyboard
def tab_order(window: Window) -> list[QWidget]:
    """What Tab reaches, in its order, from the first control of the window on."""
    found: list[QWidget] = []
    part: QWidget = window
    while True:
        part = part.nextInFocusChain()
        if part is window or part in found:
            return found
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is window:
            found.append(part)


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
        walk = sorted(firsts, key=firsts.__getitem__)
        for one, two in zip(walk, walk[1:], strict=False):
            a, b = one.geometry(), two.geometry()
            beside = a.top() < b.bottom() and b.top() < a.bottom()
            backwards = (b.left() >= a.right() if mirrored else b.right() <= a.left()) if beside else b.bottom() <= a.top()
            if backwards:
                found.append(f"{told(one)} before {told(two)}")
    return found


@pytest.mark.parametrize("language", ["en", "ug"])
def test_tab_reaches_every_control_in_reading_order(practice_shop: Shop, language: str) -> None:
    window = open_window(practice_shop, language=language)
    faults = []
    for view in views(window, practice_shop):
        order = tab_order(window)
        reached = set(order)
        grouped = {b for b in order if isinstance(b, QAbstractButton)}
        faults += [f"{view}: not reached: {told(part)}" for part in controls(window)
                   if part.isEnabled() and part not in reached and not (isinstance(part, QAbstractButton) and part.group() in
                                                                       {b.group() for b in grouped if b.group()})]
        faults += [f"{view}: {fault}" for fault in out_of_order(window, order)]
    window.close()
    assert faults == []


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


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_every_text_and_icon_stands_out_from_what_is_painted_behind_it(practice_shop: Shop, language: str) -> None:
    window = open_window(practice_shop, language=language)
    faint = set()
    for view in views(window, practice_shop):
        picture = window.grab().toImage()
        for part in window.findChildren(QWidget):
            if not part.isVisible() or not part.isEnabled() or not clear(part) or inside_a_list(part, window):
                continue
            icon = isinstance(part, QAbstractButton) and not part.icon().isNull()
            need = TEXT if words_of(part) else ICON if icon else 0
            if need:
                inner = on_window(part, window).adjusted(4, 4, -4, -4)
                reached = strongest(colours(picture, inner))
                if reached < need - ROUNDING:
                    faint.add(f"{view}: {told(part)}: {reached:.1f}")
    window.close()
    assert sorted(faint) == []


# ---------------------------------------------------------------- focus
def test_focus_is_seen_on_every_kind_of_control(practice_shop: Shop) -> None:
    window = open_window(practice_shop)
    window.activateWindow()
    unseen, looked = [], set()
    for view in views(window, practice_shop):
        for part in tab_order(window):
            kind = (type(part).__name__, part.property("kind"), part.objectName().rstrip("0123456789_"))
            if kind in looked or not clear(part):
                continue
            looked.add(kind)
            window.setFocus()
            QApplication.processEvents()
            place = on_window(part, window)
            before = window.grab(place).toImage()
            part.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            after = window.grab(place).toImage()
            if seen_change(before, after) < 40:
                unseen.append(f"{view}: {told(part)}")
    window.close()
    assert unseen == []


def seen_change(before: QImage, after: QImage) -> int:
    """How many pixels changed by a contrast of 3:1 or more (WCAG 2.2, 2.4.13)."""
    one, two = (memoryview(i.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I").tolist() for i in (before, after))
    pairs = Counter((a, b) for a, b in zip(one, two, strict=False) if a != b)
    return sum(count for (a, b), count in pairs.items() if contrast(a, b) >= ICON)


