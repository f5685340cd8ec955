"""One picture before and after, with a line between the two that is moved by hand or by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.base.i18n import _
from producer_app.ui import icons, theme

STEP = 0.05


class Compare(QWidget):
    """``share``: how much of the width shows the picture before, from the edge where lines begin."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = QImage(), QImage()
        self.share = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Before and after"))
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 150)

    def sizeHint(self) -> QSize:
        return QSize(520, 420)

    def show_before(self, picture: QImage) -> None:
        """The photo as it came; what comes after is the same until it is known."""
        self.before, self.after = picture, QImage()
        self.update()

    def show_after(self, picture: QImage) -> None:
        """What the recipe makes of it."""
        self.after = picture
        self.update()

    def move_line(self, share: float) -> None:
        """Puts the line somewhere, 0 to 1."""
        self.share = min(1.0, max(0.0, share))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def _follow(self, event: QMouseEvent) -> None:
        place = event.position().x() / max(1, self.width())
        self.move_line(1 - place if self._mirrored() else place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self.move_line(self.share + (-way if self._mirrored() else way))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(frame, QColor(theme.TINTS["ink"][1]))
        if self.after.isNull():
            _draw(painter, self.before, frame)
            if self.before.isNull():
                side = theme.px(64)
                icons.draw(painter, "image-square", QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side),
                           theme.QUIET)
        else:
            line = round(self.width() * (1 - self.share if self._mirrored() else self.share))
            first, second = QRect(0, 0, line, self.height()), QRect(line, 0, self.width() - line, self.height())
            if self._mirrored():
                first, second = second, first
            for part, picture in ((first, self.before), (second, self.after)):
                painter.save()
                painter.setClipRect(part)
                painter.fillRect(part, QColor(theme.TINTS["ink"][1]))
                _draw(painter, picture, frame)
                painter.restore()
            self._draw_line(painter, line)
            self._draw_words(painter, first, _("Before"), at_left=not self._mirrored())
            self._draw_words(painter, second, _("After"), at_left=self._mirrored())
        painter.setPen(QPen(QColor(theme.ROSE if self.hasFocus() else theme.LINE), 3 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.end()

    def _draw_line(self, painter: QPainter, line: int) -> None:
        painter.setPen(QPen(QColor(theme.CARD), 4))
        painter.drawLine(line, 0, line, self.height())
        painter.setPen(QPen(QColor(theme.ROSE), 2))
        painter.drawLine(line, 0, line, self.height())
        painter.setBrush(QColor(theme.ROSE))
        painter.setPen(QPen(QColor(theme.CARD), 2))
        painter.drawEllipse(QPointF(line, self.height() / 2), 20, 20)
        painter.setPen(QPen(QColor(theme.CARD), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        middle = self.height() / 2
        for way in (-1, 1):
            painter.drawPolyline([QPointF(line + way * 6, middle - 6), QPointF(line + way * 12, middle),
                                  QPointF(line + way * 6, middle + 6)])

    def _draw_words(self, painter: QPainter, part: QRect, text: str, *, at_left: bool) -> None:
        painter.setFont(theme.font("small", bold=True))
        wide = painter.fontMetrics().horizontalAdvance(text) + 24
        high = painter.fontMetrics().height() + 8
        if part.width() < wide + 16:
            return
        left = part.left() + 8 if at_left else part.right() - wide - 8
        spot = QRectF(left, part.top() + 8, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(31, 36, 48, 215))
        painter.drawRoundedRect(spot, 8, 8)
        painter.setPen(QColor(theme.CARD))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)


def _draw(painter: QPainter, picture: QImage, frame: QRect) -> None:
    """The whole picture, as large as fits."""
    if picture.isNull():
        return
    size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(frame.left() + (frame.width() - size.width()) // 2, frame.top() + (frame.height() - size.height()) // 2,
                  size.width(), size.height())
    painter.drawImage(place, picture)
