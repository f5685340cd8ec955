"""Parts of the product form: the large photo, the veil while files are dragged over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.base import i18n
from producer_app.base.i18n import _
from producer_app.ui import icons, theme
from producer_app.ui.tables import Thumbs, draw_photo


def sentence(text: str) -> str:
    """A sentence that runs in the direction of the language in use, though it may begin with a foreign word."""
    return f"\u200f{text}" if i18n.right_to_left() else text


def isolate_name(name: str) -> str:
    """A name inside a sentence of another direction keeps its own."""
    return i18n.apart(name)


def brightness(picture: QPixmap) -> int:
    """Mean brightness of the middle of a picture, 0 to 255."""
    width, height = picture.width(), picture.height()
    middle = picture.copy(QRect(width // 5, height // 5, max(1, width * 3 // 5), max(1, height * 3 // 5)))
    small = middle.toImage().scaled(24, 24, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    values = [grey.pixelColor(x, y).value() for x in range(grey.width()) for y in range(grey.height())]
    return sum(values) // max(1, len(values))


class PhotoView(QWidget):
    """One photo, large and whole where there is room; a camera where there is none."""

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self._thumbs = thumbs
        self._path: Path | None = None
        thumbs.ready.connect(self._arrived)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # Its height not by the text size: large letters leave less room for it.
        self.setMinimumSize(theme.px(220), 140)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the whole picture, at most as high as it is wide."""
        shown = self.picture()
        if shown is None or shown.isNull():
            return width * 3 // 4
        return min(width, width * shown.height() // max(1, shown.width()))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self.heightForWidth(theme.px(480)))

    def show_photo(self, path: Path | None) -> None:
        """Shows a listing picture of the shop."""
        self._path = path
        self._arrived()

    def _arrived(self) -> None:
        self.updateGeometry()
        self.update()

    def picture(self) -> QPixmap | None:
        """What is shown, or None while it is being decoded."""
        return self._thumbs.get(self._path) if self._path else None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(frame)
        draw_photo(painter, self.rect(), self.picture())
        painter.restore()
        if self._path is None:
            side = theme.px(72)
            icons.draw(painter, "camera", QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), theme.QUIET)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawPath(frame)
        painter.end()


class DropVeil(QWidget):
    """What lies over the screen while files are dragged over it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lies down over its parent."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(251, 248, 244, 248))
        frame = QRectF(self.rect()).adjusted(20, 20, -20, -20)
        pen = QPen(QColor(theme.ROSE), 3, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, 16, 16)
        side = theme.px(96)
        middle = frame.center()
        icons.draw(painter, "camera-fill", QRectF(middle.x() - side / 2, middle.y() - side, side, side), theme.ROSE)
        painter.setFont(theme.font("head", bold=True))
        painter.setPen(QColor(theme.INK))
        below = QRectF(frame.left(), middle.y() + theme.px(16), frame.width(), theme.px(80))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap),
                         _("Let go to add the photo"))
        painter.end()
