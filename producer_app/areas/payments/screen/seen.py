"""The picture that a code was read from, the code outlined in it: she sees that it is hers before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.base.i18n import _
from producer_app.ui import theme

# Longer side of what is kept for showing, in pixels; a phone's screenshot is larger than any screen here.
SHOWN_PX = 1600


class Seen(QWidget):
    """Shows one picture whole, upright and never mirrored."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._outline: list[QPointF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(160), theme.px(160))
        self.setAccessibleName(_("The picture with your code"))

    def show_picture(self, data: bytes, corners: Sequence[tuple[int, int]]) -> bool:
        """Another picture; False where Qt has no reader for its kind (HEIC) and nothing can be shown."""
        held = QByteArray(data)
        buffer = QBuffer(held)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size = reader.size()
        turned = QImageReader.transformation(reader).value & 4
        if max(size.width(), size.height()) > SHOWN_PX:
            reader.setScaledSize(size.scaled(QSize(SHOWN_PX, SHOWN_PX), Qt.AspectRatioMode.KeepAspectRatio))
        self._image = reader.read()
        if self._image.isNull() or size.isEmpty():
            return False
        scale = self._image.width() / (size.height() if turned else size.width())
        self._outline = [QPointF(x * scale, y * scale) for x, y in corners]
        self.update()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        painter.drawImage(QRectF(left, top, width, height), self._image)
        pen = QPen(QColor(theme.LEAF), 4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF([QPointF(left + p.x() * scale, top + p.y() * scale) for p in self._outline]))
        painter.end()
