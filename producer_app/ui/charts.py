"""Small charts of our own: bars with their numbers beside them, and columns for a row of days.

Both are mirrored where lines begin at the right, are reached and opened by keyboard, and say their numbers to those who
do not see them. A bar that cannot be opened is simply not clicked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.tables import Thumbs, draw_photo
from producer_app.ui.widgets import button

FIRST = 8  # bars shown before "all of them" is asked for


class Bar(NamedTuple):
    """One bar. ``shown``: its number in words; ``value``: whole units, below zero draws no bar; ``beside``: a quiet word after
    the name; ``thumb``: path of a picture; ``key``: what opening it gives."""

    name: str
    shown: str
    value: int
    beside: str = ""
    thumb: str = ""
    key: Any = None


class BarButton(QAbstractButton):
    """One bar to look at and to open: the name, its number, and the bar below both."""

    def __init__(self, bar: Bar, most: int, tone: str, thumbs: Thumbs | None) -> None:
        super().__init__()
        self.bar = bar
        self._most, self._tone, self._thumbs = most, tone, thumbs
        self.setObjectName("bar")
        self.setAccessibleName(" ".join(filter(None, (bar.name, bar.beside, bar.shown))))
        self.setAccessibleDescription(_("Opens the orders behind it."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        line = QFontMetrics(theme.font(bold=True)).lineSpacing()
        return QSize(theme.px(260), max(theme.px(theme.TARGET), line + theme.px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, soft = theme.TINTS[self._tone]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.ROSE), 3) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.TINTS["ink"][1]))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        box = QRectF(self.rect()).adjusted(8, 4, -8, -4)
        if self.bar.thumb:
            box = self._paint_thumb(painter, box, mirrored=mirrored)
        track = QRectF(box.left(), box.bottom() - theme.px(10), box.width(), theme.px(8))
        self._paint_words(painter, QRectF(box.left(), box.top(), box.width(), track.top() - box.top()), mirrored=mirrored)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(track, 4, 4)
        length = track.width() * max(0, self.bar.value) / self._most if self._most > 0 else 0
        painter.setBrush(QColor(strong))
        left = track.right() - length if mirrored else track.left()
        painter.drawRoundedRect(QRectF(left, track.top(), length, track.height()), 4, 4)
        painter.end()

    def _paint_thumb(self, painter: QPainter, box: QRectF, *, mirrored: bool) -> QRectF:
        side = box.height()
        spot = QRectF(box.right() - side if mirrored else box.left(), box.top(), side, side)
        draw_photo(painter, spot.toRect(), self._thumbs.get(self.bar.thumb) if self._thumbs else None)
        return box.adjusted(0, 0, -side - 10, 0) if mirrored else box.adjusted(side + 10, 0, 0, 0)

    def _paint_words(self, painter: QPainter, box: QRectF, *, mirrored: bool) -> None:
        start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(QColor(theme.RED if self.bar.value < 0 else theme.INK))
        painter.setFont(theme.font(bold=True))
        wide = painter.fontMetrics().horizontalAdvance(self.bar.shown) + 12
        painter.drawText(box, int(end | flags), self.bar.shown)
        room = box.adjusted(wide, 0, 0, 0) if mirrored else box.adjusted(0, 0, -wide, 0)
        painter.setPen(QColor(theme.INK))
        painter.setFont(theme.font())
        beside = f"   {self.bar.beside}" if self.bar.beside else ""
        # The name gives way, the number beside it never does.
        name = painter.fontMetrics().elidedText(self.bar.name, Qt.TextElideMode.ElideRight, int(
            room.width() - painter.fontMetrics().horizontalAdvance(beside)))
        painter.drawText(room, int(start | flags), f"{name}{beside}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class Bars(QWidget):
    """Bars below each other, the longest for the most; ``chosen(key)`` when one is opened."""

    chosen = Signal(object)

    def __init__(self, bars: Sequence[Bar], tone: str, name: str, *, thumbs: Thumbs | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._bars, self._tone, self._thumbs = list(bars), tone, thumbs
        self._most = max((bar.value for bar in bars), default=0)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        if thumbs is not None:
            thumbs.ready.connect(self._look)
        self._add(self._bars[:FIRST])
        if len(self._bars) > FIRST:
            rest = len(self._bars) - FIRST
            text = ngettext("{count} more", "{count} more", rest).format(count=isolate(rest))
            self._all = button(text, "caret-down", self.show_all, kind="plain")
            self._all.setObjectName("allBars")
            self._layout.addWidget(self._all)

    def _add(self, bars: Sequence[Bar]) -> None:
        for bar in bars:
            made = BarButton(bar, self._most, self._tone, self._thumbs)
            made.clicked.connect(lambda _checked=False, key=bar.key: self.chosen.emit(key))
            self._layout.addWidget(made)

    def show_all(self) -> None:
        """Shows the bars that were left out."""
        self._all.hide()
        self._layout.removeWidget(self._all)
        self._add(self._bars[FIRST:])

    def _look(self) -> None:
        for made in self.findChildren(BarButton):
            made.update()


class Column(NamedTuple):
    """One column. ``label``: short, below it; ``name``: the same in full; ``shown``: its number in words."""

    label: str
    name: str
    shown: str
    value: int
    key: Any = None


class Columns(QWidget):
    """A row of columns, the first at the start edge. The arrow keys or the mouse choose one, whose number stands above the
    chart; Return or a click opens it: ``chosen(key)``."""

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column], tone: str, name: str) -> None:
        super().__init__()
        self._columns, self._tone, self._name = list(columns), tone, name
        # The highest is spoken of first: it is what one looks at.
        self.current = max(range(len(columns)), key=lambda n: columns[n].value, default=-1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("; ".join(f"{c.name} {c.shown}" for c in columns if c.value))
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(132) + 2 * QFontMetrics(theme.font("small")).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def _say(self) -> None:
        chosen = self._columns[self.current] if 0 <= self.current < len(self._columns) else None
        self.setAccessibleName(f"{self._name}: {chosen.name} {chosen.shown}" if chosen else self._name)

    def choose(self, number: int) -> None:
        """Makes a column the one whose number is shown."""
        number = max(0, min(len(self._columns) - 1, number))
        if number != self.current:
            self.current = number
            self._say()
            self.update()

    # ------------------------------------------------------------------ places
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _cell(self, number: int) -> QRectF:
        width = self.width() / max(1, len(self._columns))
        left = self.width() - (number + 1) * width if self._mirrored() else number * width
        return QRectF(left, 0, width, self.height())

    def place(self, number: int) -> QPointF:
        """The middle of a column, for a click."""
        return self._cell(number).center()

    def _at(self, x: float) -> int:
        number = int(x / (self.width() / max(1, len(self._columns))))
        return len(self._columns) - 1 - number if self._mirrored() else number

    # ------------------------------------------------------------------ drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(theme.font("small")).lineSpacing()
        head = line + theme.px(8)
        ground = QRectF(0, head, self.width(), self.height() - head - line - theme.px(6))
        most = max((c.value for c in self._columns), default=0)
        least = min(0, min((c.value for c in self._columns), default=0))
        reach = max(1, max(0, most) - least)
        zero = ground.bottom() + ground.height() * least / reach
        strong, soft = theme.TINTS[self._tone]
        for number, column in enumerate(self._columns):
            cell = self._cell(number)
            gap = min(theme.px(10), cell.width() * 0.2)
            height = ground.height() * column.value / reach
            bar = QRectF(cell.left() + gap / 2, zero - max(0.0, height), cell.width() - gap, max(abs(height), 2))
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = number == self.current
            painter.setBrush(QColor(theme.RED if column.value < 0 else strong if chosen or column.value else soft))
            painter.setOpacity(1.0 if chosen else 0.55)
            painter.drawRoundedRect(bar, 3, 3)
            painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(0, zero), QPointF(self.width(), zero))
        self._paint_labels(painter, ground.bottom() + theme.px(4), line)
        self._paint_number(painter, line)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ROSE), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()

    def _paint_labels(self, painter: QPainter, top: float, line: int) -> None:
        """As many labels as have room, always the chosen one."""
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(c.label) for c in self._columns), default=1) + theme.px(8)
        each = max(1, -(-widest * len(self._columns) // max(1, self.width())))
        for number, column in enumerate(self._columns):
            near = 0 < abs(number - self.current) < each
            if number != self.current and (number % each or near):
                continue
            painter.setPen(QColor(theme.INK if number == self.current else theme.QUIET))
            wide = metrics.horizontalAdvance(column.label) + 2
            left = max(0.0, min(self.width() - wide, self._cell(number).center().x() - wide / 2))
            painter.drawText(QRectF(left, top, wide, line), Qt.AlignmentFlag.AlignCenter, column.label)

    def _paint_number(self, painter: QPainter, line: int) -> None:
        if not 0 <= self.current < len(self._columns):
            return
        column = self._columns[self.current]
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(QColor(theme.INK))
        text = f"{column.name}   {column.shown}"
        wide = painter.fontMetrics().horizontalAdvance(text) + 4
        left = max(6.0, min(self.width() - wide - 6.0, self._cell(self.current).center().x() - wide / 2))
        painter.drawText(QRectF(left, 3, wide, line), Qt.AlignmentFlag.AlignCenter, text)

    # ------------------------------------------------------------------ mouse and keys
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()) and self._columns:
            self.choose(self._at(event.position().x()))
            self.chosen.emit(self._columns[self.current].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        ahead = {Qt.Key.Key_Right: -1 if self._mirrored() else 1, Qt.Key.Key_Left: 1 if self._mirrored() else -1}
        if key in ahead:
            self.choose(self.current + ahead[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self._columns) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._columns:
            self.chosen.emit(self._columns[self.current].key)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()
        super().changeEvent(event)
