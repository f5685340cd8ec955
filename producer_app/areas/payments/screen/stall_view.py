"""The photo of a stall with every code drawn over: green hers, red not hers, grey neither; always with icon and words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.areas.payments.rows import Patrol, Seen, Verdict
from producer_app.areas.payments.screen.marks import large
from producer_app.base.i18n import N_, _
from producer_app.ui import icons, theme

GREY = "#565D6E"


class Look(NamedTuple):
    """How a verdict is told: its colour, its icon, its words."""

    color: str
    icon: str
    text: str


LOOKS: dict[Verdict, Look] = {
    "own": Look(theme.LEAF, "check-circle", N_("Yours")),
    "retired": Look(theme.RED, "x-circle", N_("Your old code")),
    "foreign": Look(theme.RED, "x-circle", N_("NOT yours")),
    "other": Look(GREY, "question", N_("No payment code")),
    "unreadable": Look(GREY, "question", N_("Can’t read")),
}


class StallView(QWidget):
    """Shows one look at the stall, whole and never mirrored."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._seen: tuple[Seen, ...] = ()
        self._width = 1
        self.plain = False
        self.setObjectName("stallPhoto")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # In one column with large words the photo has no other part to stretch against.
        # Beside the result it takes the room there is; below it, in large letters, it keeps its own in the scroll.
        self.setMinimumSize(theme.px(260), theme.px(240) if large() else 160)

    def show_patrol(self, jpeg: bytes, patrol: Patrol) -> None:
        """Another photo with what was seen on it."""
        self._image = QImage.fromData(jpeg)
        self._seen, self._width = patrol.seen, max(1, patrol.width)
        self.setAccessibleName(_("The photo of your stall"))
        self.setAccessibleDescription(", ".join(_(LOOKS[one.verdict].text) for one in patrol.seen))
        self.update()

    def show_frame(self, image: QImage) -> None:
        """Another live picture; what was seen stays until the next one was read."""
        self._image = image
        self._width = max(1, image.width())
        self.update()

    def show_seen(self, seen: tuple[Seen, ...]) -> None:
        """What was seen on the live picture."""
        self._seen = seen
        self.setAccessibleDescription(", ".join(_(LOOKS[one.verdict].text) for one in seen))
        self.update()

    def show_plain(self, plain: bool) -> None:
        """As it was photographed, or with the codes drawn over."""
        self.plain = plain
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(QColor(theme.INK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()), 14, 14)
        if not self._image.isNull():
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        scale = min(room.width() / self._image.width(), room.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        box = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
        painter.drawImage(box, self._image)
        if self.plain:
            return
        corner_scale = width / self._width
        taken: list[QRectF] = []
        for one in self._seen:
            points = [QPointF(box.left() + x * corner_scale, box.top() + y * corner_scale) for x, y in one.corners]
            self._outline(painter, points, one)
        for one in self._seen:
            points = [QPointF(box.left() + x * corner_scale, box.top() + y * corner_scale) for x, y in one.corners]
            taken.append(self._plate(painter, QPolygonF(points).boundingRect(), one, room, taken))

    def _outline(self, painter: QPainter, points: list[QPointF], one: Seen) -> None:
        """A frame a little outside the code, so that the code itself stays to be seen."""
        middle = QPointF(sum(p.x() for p in points) / 4, sum(p.y() for p in points) / 4)
        wider = [middle + (point - middle) * 1.16 for point in points]
        pen = QPen(QColor(LOOKS[one.verdict].color), 8)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if one.verdict in ("other", "unreadable"):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A white edge keeps the frame to be seen on any ground.
        painter.setPen(QPen(QColor("#FFFFFF"), 13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolygon(QPolygonF(wider))
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(wider))

    def _plate(self, painter: QPainter, code: QRectF, one: Seen, room: QRectF, taken: list[QRectF]) -> QRectF:
        """The icon and the words below the code; above it where there is no room, lower where another plate stands."""
        look, font = LOOKS[one.verdict], theme.font("body", bold=True)
        text, side = _(look.text), theme.px(24)
        height = theme.px(40)
        width = QFontMetrics(font).horizontalAdvance(text) + side + theme.px(34)
        left = min(max(code.center().x() - width / 2, room.left()), room.right() - width)
        top = code.bottom() + code.height() * 0.08 + 14
        if top + height > room.bottom():
            top = code.top() - code.height() * 0.08 - 14 - height
        plate = QRectF(left, max(room.top(), min(top, room.bottom() - height)), width, height)
        while any(plate.intersects(other) for other in taken) and plate.bottom() + height < room.bottom():
            plate.translate(0, height + 4)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.setBrush(QColor(look.color))
        painter.drawRoundedRect(plate, 10, 10)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = plate.right() - 12 - side if mirrored else plate.left() + 12
        icons.draw(painter, look.icon + "-fill", QRectF(x, plate.center().y() - side / 2, side, side), theme.CARD)
        painter.setFont(font)
        painter.setPen(QColor(theme.CARD))
        words = plate.adjusted(12, 0, -side - 20, 0) if mirrored else plate.adjusted(side + 20, 0, -12, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        return plate
