"""Parts that the counter's rooms share: a card that is tapped as a whole, a room's head, a photo, very large digits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QWidget

from producer_app.base import clock
from producer_app.base.i18n import _, isolate
from producer_app.ui import theme
from producer_app.ui.widgets import boxed, button, column, row, scrolling, words


class Tap(QFrame):
    """A card that is one button: click, Return or Space. ``said``: its accessible name."""

    tapped = Signal()

    def __init__(self, layout: QLayout, said: str, *, name: str = "", chip: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("chip" if chip else "kind", chip or "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(said)
        self.setMinimumHeight(theme.px(theme.TARGET))
        self.setLayout(layout)

    def mousePressEvent(self, event: Any) -> None:
        del event
        self.tapped.emit()

    def mouseDoubleClickEvent(self, event: Any) -> None:
        # The second half of a double tap is not a second tap.
        del event

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.tapped.emit()
        else:
            super().keyPressEvent(event)


def head(title: str, back: Callable[[], object], *more: QWidget) -> QHBoxLayout:
    """The head of a room: the way back, its name."""
    leave = button(_("Back"), "arrow-left", back)
    leave.setObjectName("leaveRoom")
    line = row(leave, words(title, "title"), *more)
    line.setStretch(1, 1)
    return line


def sides(start: QWidget, end: QWidget) -> QWidget:
    """Two halves beside each other; with large letters below each other, and the whole scrolls."""
    if theme.scale() > 125:
        return scrolling(boxed(column(start, end, space=16)))
    line = row(start, end, space=16)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return boxed(line)


def listed(layout: QLayout) -> QScrollArea:
    """A list that scrolls by itself; where the whole room scrolls it keeps room for some of its rows."""
    holder = QWidget()
    holder.setLayout(layout)
    area = scrolling(holder)
    if theme.scale() > 125:
        area.setMinimumHeight(theme.px(150))
    return area


def photo(path: Path | None, side: int) -> QLabel:
    """A small picture of goods, cropped to a square of ``side`` pixels at 100 %; a warm square where there is none."""
    label = QLabel()
    pixels = theme.px(side)
    label.setFixedSize(pixels, pixels)
    label.setStyleSheet(f"background: {theme.TINTS['ink'][1]}; border-radius: {theme.RADIUS}px;")
    found = _square(path, pixels) if path else None
    if found is not None and not found.isNull():
        label.setPixmap(found)
    return label


def _square(path: Path, pixels: int) -> QPixmap:
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return QPixmap.fromImage(image.copy((image.width() - pixels) // 2, (image.height() - pixels) // 2, pixels, pixels))


def huge(text: str, size: int, *, name: str, tone: str = "ink") -> QLabel:
    """Digits to be read from across the counter. ``size``: pixels at 100 %, kept within the room at large letters."""
    label = words(text, "stall", wrap=False)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    tint(label, size, tone)
    return label


def tint(label: QLabel, size: int, tone: str) -> None:
    """Another colour for very large digits."""
    label.setStyleSheet(f"font-size: {min(theme.px(size), round(size * 1.25))}px; color: {theme.TINTS[tone][0]};")


def at(moment: str) -> str:
    """The time of day of a UTC text, with its date where it was not today; left to right."""
    local = clock.local(moment)
    return isolate(local.strftime("%H:%M") if local.date() == clock.today() else local.strftime("%Y-%m-%d %H:%M"))
