"""Where the yuan go: one bar of a price with its parts and what is left, and the same in words and numbers below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.areas.products.costing import Breakdown
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.ui import theme

# By what they are, so that a colour means the same on every bar; materials share the last three in turn.
TONES = {"goods": theme.AMBER, "jar": "#3F6B7D", "label": "#6B7080", "time": theme.BLUE, "courier": theme.VIOLET,
         "platform": theme.ROSE, "coop": "#7A2E5D", "coupon": "#5B4636"}
MATERIALS = (theme.AMBER, "#8A5A12", "#5E3B00")


def _tones(parts: Breakdown) -> list[tuple[str, Money, str]]:
    """Label, amount and colour of every part, what is left last."""
    found, materials = [], 0
    for part in parts.parts:
        tone = TONES.get(part.key) or MATERIALS[materials % len(MATERIALS)]
        materials += not part.key
        found.append((part.label, part.amount, tone))
    if parts.left.minor >= 0:
        found.append((_("Yours"), parts.left, theme.LEAF))
    return found


class YuanBar(QWidget):
    """The bar; red where the parts are more than the price."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Breakdown | None = None
        self.setMinimumHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(44))

    def show_parts(self, parts: Breakdown) -> None:
        """Shows another price."""
        self._parts = parts
        lines = [f"{label} {amount.shown()}" for label, amount, _tone in _tones(parts)]
        if parts.left.minor < 0:
            lines.append(_("{amount} less than it costs you").format(amount=(-parts.left).shown()))
        self.setAccessibleName(", ".join(lines))
        self.setToolTip("\n".join(lines))
        self.update()

    def widths(self) -> list[float]:
        """How wide each part is drawn, in pixels; they fill the bar."""
        if self._parts is None:
            return []
        minors = [amount.minor for _label, amount, _tone in _tones(self._parts)]
        whole = sum(minors)
        return [self.width() * minor / whole for minor in minors] if whole else []

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._parts is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.setClipPath(frame)
        painter.setFont(theme.font("small", bold=True))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        loss = self._parts.left.minor < 0
        start = 0.0
        for (_label, amount, tone), width in zip(_tones(self._parts), self.widths(), strict=True):
            box = QRectF(self.width() - start - width if mirrored else start, 0, width, self.height())
            painter.fillRect(box, QColor(theme.RED if loss else tone))
            if start:
                edge = box.right() if mirrored else box.left()
                painter.fillRect(QRectF(edge - 1, 0, 2, self.height()), QColor(theme.CARD))
            if QFontMetrics(painter.font()).horizontalAdvance(amount.shown()) + 10 < width:
                painter.setPen(QColor(theme.CARD))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, amount.shown())
            start += width
        painter.end()


class YuanLegend(QWidget):
    """Every part by colour, word and amount; wraps with the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[str, Money, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Breakdown | None) -> None:
        """Shows the parts of another price, or nothing."""
        self._items = _tones(parts) if parts is not None else []
        self.setVisible(bool(self._items))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._lines(width))) * self._line()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.heightForWidth(max(self.width(), theme.px(200))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self._line())

    def _line(self) -> int:
        return QFontMetrics(theme.font("small")).lineSpacing() + 6

    def _texts(self) -> list[str]:
        return [f"{label} {amount.shown()}" for label, amount, _tone in self._items]

    def _lines(self, width: int) -> list[list[int]]:
        """Which items stand on which line."""
        metrics = QFontMetrics(theme.font("small"))
        lines: list[list[int]] = []
        used = width + 1
        for place, text in enumerate(self._texts()):
            need = metrics.horizontalAdvance(text) + 40
            if used + need > width:
                lines.append([])
                used = 0
            lines[-1].append(place)
            used += need
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        metrics, texts = painter.fontMetrics(), self._texts()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number, line in enumerate(self._lines(self.width())):
            start = 0
            for place in line:
                wide = metrics.horizontalAdvance(texts[place]) + 4
                _draw_item(painter, QRectF(start, number * self._line(), wide + 20, self._line()), self.width() if mirrored else 0,
                           texts[place], self._items[place][2])
                start += wide + 36
        painter.end()


def _draw_item(painter: QPainter, box: QRectF, mirrored_in: int, text: str, tone: str) -> None:
    """A spot of colour and its words; ``mirrored_in``: the width of the whole where it runs from the right."""
    if mirrored_in:
        box.moveLeft(mirrored_in - box.right())
    spot = QRectF(box.right() - 12 if mirrored_in else box.left(), box.center().y() - 6, 12, 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone))
    painter.drawRoundedRect(spot, 3, 3)
    painter.setPen(QColor(theme.INK))
    edge = Qt.AlignmentFlag.AlignRight if mirrored_in else Qt.AlignmentFlag.AlignLeft
    room = box.adjusted(0, 0, -18, 0) if mirrored_in else box.adjusted(18, 0, 0, 0)
    painter.drawText(room, int(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), text)


