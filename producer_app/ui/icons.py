"""Phosphor glyphs (MIT) as pictures and icons, in any colour of the theme. Names: ``resources/fonts/icons.json``."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from producer_app.base import i18n
from producer_app.ui import fonts, theme


def directed(name: str) -> str:
    """The glyph as the language in use turns it: what points back points to the right where lines begin there."""
    if not i18n.right_to_left() or not name.startswith(("arrow-", "caret-", "sign-", "skip-", "arrows-")):
        return name
    return "-".join({"left": "right", "right": "left"}.get(part, part) for part in name.split("-"))


def draw(painter: QPainter, name: str, box: QRectF, color: str) -> None:
    """Draws a glyph filling a square box. Raises KeyError: no such glyph."""
    letter = fonts.icon(name)
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(fonts.icon_font(round(box.height())))
    painter.setPen(QColor(color))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, color: str, ratio: float) -> QPixmap:
    fonts.icon(name)  # a name that is none is refused before anything is drawn on
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    draw(painter, name, QRectF(0, 0, size, size), color)
    painter.end()
    return picture


def pixmap(name: str, size: int, color: str = theme.INK) -> QPixmap:
    """A glyph as a picture, ``size`` pixels square."""
    screen = QGuiApplication.primaryScreen()
    return _pixmap(directed(name), size, color, screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, size: int = 24, color: str = theme.INK, checked: str | None = None) -> QIcon:
    """A glyph for a button; ``checked``: its colour while the button is down."""
    made = QIcon(pixmap(name, size, color))
    if checked:
        made.addPixmap(pixmap(name, size, checked), QIcon.Mode.Normal, QIcon.State.On)
    return made
