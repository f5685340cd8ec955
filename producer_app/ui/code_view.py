"""A payment code on the screen: black on white, as large as there is room, with its quiet zone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.base.i18n import _
from producer_app.ui import codes, theme


class CodeView(QWidget):
    """Shows one payload; nothing while it is empty."""

    def __init__(self, least: int = 240) -> None:
        super().__init__()
        self._payload, self._bytes_only = "", False
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(least), theme.px(least))
        self.setAccessibleName(_("Payment code"))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._least), theme.px(self._least))

    def show_code(self, payload: str, *, bytes_only: bool = False) -> None:
        """Another payload; "" for none."""
        self._payload, self._bytes_only = payload, bytes_only
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._payload:
            return
        painter = QPainter(self)
        modules = codes.side(self._payload, bytes_only=self._bytes_only) + 2 * codes.QUIET_MODULES
        # Whole pixels a module: the sharpest edges, and the fastest for a phone to read.
        side = max(1, min(self.width(), self.height()) // modules) * modules
        box = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.fillRect(box, QColor("#FFFFFF"))
        codes.draw(painter, self._payload, "M", box, bytes_only=self._bytes_only)
        painter.end()
