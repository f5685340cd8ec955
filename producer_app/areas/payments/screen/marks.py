"""How a scheme looks on this screen: its colour as a soft strip with picture and word, its code as a sharp picture."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QWidget

from producer_app.areas.payments.rows import Scheme
from producer_app.base.i18n import _, isolate
from producer_app.ui import codes, icons, theme
from producer_app.ui.widgets import boxed, column, row, scrolling, words


@lru_cache(maxsize=64)
def code_pixmap(payload: str, side: int, bytes_only: bool) -> QPixmap:
    """A code as a picture with whole pixels a module, not wider than ``side``."""
    modules = codes.side(payload, bytes_only=bytes_only) + 2 * codes.QUIET_MODULES
    exact = max(1, side // modules) * modules
    made = QPixmap(exact, exact)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    codes.draw(painter, payload, "M", QRectF(0, 0, exact, exact), bytes_only=bytes_only)
    painter.end()
    return made


class SchemeStrip(QWidget):
    """The scheme's name in white on its colour, with its picture: the same on the card and on the large code."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._icon = QLabel()
        self._name = words("", "title", wrap=False)
        self._name.setStyleSheet("color: white; background: transparent;")
        self._icon.setStyleSheet("background: transparent;")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        line.addWidget(self._icon)
        line.addWidget(self._name, 1)

    def show_scheme(self, scheme: Scheme) -> None:
        """Takes the look of a scheme."""
        self.setStyleSheet(f"background: {theme.deep(scheme.color)}; border-radius: {theme.RADIUS}px;")
        self._icon.setPixmap(icons.pixmap(scheme.icon + "-fill", theme.px(28), theme.CARD))
        self._name.setText(_(scheme.title))


def pair(start: QWidget, end: QWidget, *, shares: tuple[int, int] = (1, 1)) -> QWidget:
    """Two parts beside each other; below each other in one scroll where the text is so large that they would not fit."""
    if large():
        return scrolling(boxed(column(start, end, space=12)))
    line = row(start, end, space=20)
    line.setStretch(0, shares[0])
    line.setStretch(1, shares[1])
    return boxed(line)


def large() -> bool:
    """Whether the text is so large that one column is better than two."""
    return theme.scale() >= 150


def tail(digits: str) -> str:
    """The last digits of an account, kept left to right."""
    return isolate(f"…{digits}") if digits else ""


def ask_picture(parent: QWidget, title: str) -> Path | None:
    """A picture's file, chosen in the system's own dialog; None for none."""
    kinds = "*.png *.jpg *.jpeg *.webp *.heic *.heif *.gif *.bmp"
    name, _kind = QFileDialog.getOpenFileName(parent, title, "", f"{_('Pictures')} ({kinds})")
    return Path(name) if name else None


def clipboard_png() -> bytes:
    """The picture on the clipboard as a PNG file, b"" for none."""
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return b""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(data.data())
