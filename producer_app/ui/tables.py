"""Long lists: pages of rows fetched as they are scrolled to, cards drawn by a delegate, pictures loaded off the paint."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from producer_app.base import i18n
from producer_app.ui import theme

Index = QModelIndex | QPersistentModelIndex
Load = Callable[[Any], Sequence[Any]]


class Pages(QAbstractListModel):
    """Rows by pages. ``load(last_row_or_None)`` gives the next page, an empty one at the end; rows are any values."""

    def __init__(self, load: Load, text: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load, self._text = load, text
        self.rows: list[Any] = []
        self._all = False

    def reload(self) -> None:
        """Looks again from the first page, keeping as many rows as were shown."""
        wanted = len(self.rows)
        self.beginResetModel()
        self.rows = list(self._load(None))
        self._all = not self.rows
        while not self._all and len(self.rows) < wanted:
            self._more()
        self.endResetModel()

    def _more(self) -> list[Any]:
        found = list(self._load(self.rows[-1] if self.rows else None))
        self._all = not found
        self.rows += found
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not self._all and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        begin = len(self.rows)
        found = list(self._load(self.rows[-1] if self.rows else None))
        if not found:
            self._all = True
            return
        self.beginInsertRows(QModelIndex(), begin, begin + len(found) - 1)
        self.rows += found
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        value = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(value)
        return None


class _Decode(QRunnable):
    def __init__(self, thumbs: Thumbs, path: str, side: int) -> None:
        super().__init__()
        self._thumbs, self._path, self._side = thumbs, path, side

    def run(self) -> None:
        reader = QImageReader(self._path)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(self._side, self._side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        try:
            self._thumbs.decoded.emit(self._path, reader.read())
        except RuntimeError:
            return  # the list was closed meanwhile


class Thumbs(QObject):
    """Small pictures by path, decoded in the pool, a few hundred kept. ``ready`` when another one can be drawn."""

    decoded = Signal(str, QImage)
    ready = Signal()

    def __init__(self, side: int, most: int = 400) -> None:
        super().__init__()
        self._side, self._most = side, most
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self.decoded.connect(self._keep)

    def get(self, path: Path | str) -> QPixmap | None:
        """The picture, or None while it is being decoded or where there is none."""
        key = str(path)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked:
            self._asked.add(key)
            QThreadPool.globalInstance().start(_Decode(self, key, self._side))
        return None

    def _keep(self, path: str, image: QImage) -> None:
        self._asked.discard(path)
        self._kept[path] = QPixmap.fromImage(image)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        self.ready.emit()


class CardDelegate(QStyledItemDelegate):
    """Draws one row as a card. Subclasses give ``size`` and ``paint_card``; the ground, edge and focus are drawn here."""

    cell: QSize | None = None

    def size(self) -> QSize:
        """The least size of a card with its gap, in pixels; the list widens it to fill its rows."""
        return QSize(theme.px(196), theme.px(184))

    def paint_card(self, painter: QPainter, box: QRect, value: Any, view: QWidget) -> None:
        """Draws the row's value inside ``box``."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell or self.size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.UserRole)
        rect, view = option.rect, option.widget
        box = rect.adjusted(6, 6, -6, -6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.fillPath(shape, QColor(theme.CARD))
        painter.save()
        painter.setClipPath(shape)
        self.paint_card(painter, box, value, view)
        painter.restore()
        # Asked of the list and not of ``option.state``: Qt's styles with all their names take 0.4 MB, for this one word.
        chosen = isinstance(view, QAbstractItemView) and (
            view.selectionModel().isSelected(index) or (view.hasFocus() and view.currentIndex() == index))
        painter.setPen(QPen(QColor(theme.ROSE if chosen else theme.LINE), 3 if chosen else 1))
        painter.drawPath(shape)
        painter.restore()


_OPENERS = (i18n.LRI, i18n.RLI, i18n.FSI)


def draw_photo(painter: QPainter, box: QRect, photo: QPixmap | None) -> None:
    """A picture cropped to fill a box; a warm ground until it is there."""
    painter.fillRect(box, QColor(theme.TINTS["ink"][1]))
    if photo is None or photo.isNull():
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    scale = max(box.width() / photo.width(), box.height() / photo.height())
    width, height = round(box.width() / scale), round(box.height() / scale)
    source = QRect((photo.width() - width) // 2, (photo.height() - height) // 2, width, height)
    painter.drawPixmap(box, photo, source)


def line_height(role: str, *, bold: bool = False) -> int:
    """Height of one line of a role's text in pixels."""
    return QFontMetrics(theme.font(role, bold=bold)).lineSpacing()


def draw_lines(painter: QPainter, box: QRect, text: str, color: str, *, middle: bool = False) -> None:
    """Sets text from the start edge in as many lines as the box holds; only the last one may end in an ellipsis.

    ``middle``: the lines stand in the middle of the box's height, else at its top. Pieces that keep a direction of their own
    (``i18n.apart``) follow each other in the direction of the screen, across the end of a line too.
    """
    painter.setPen(QColor(color))
    mirrored = i18n.right_to_left()
    high = painter.fontMetrics().lineSpacing()
    room = max(1, box.height() // high)
    layout = _laid(text, painter.font(), box.width(), room + 1, mirrored=mirrored)
    count = min(room, layout.lineCount())
    top = box.top() + ((box.height() - count * high) // 2 if middle else 0)
    for number in range(count):
        line, y = layout.lineAt(number), top + number * high
        if number + 1 == count < layout.lineCount():
            start = line.textStart()
            rest = _open(text[:start]) + text[start:].strip()
            rest = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
            cut = _laid(rest, painter.font(), box.width() * 2, 1, mirrored=mirrored)  # a line dies with its layout
            line = cut.lineAt(0)
        x = box.right() + 1 - line.naturalTextWidth() if mirrored else box.left()
        line.draw(painter, QPointF(x - line.x(), y - line.y() + (high - line.height()) / 2))


def _laid(text: str, font: QFont, width: int, most: int, *, mirrored: bool) -> QTextLayout:
    """Text in at most so many lines of a width, in the direction of the screen where it begins with a piece of its own."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if text.startswith(_OPENERS):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    while layout.lineCount() < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _open(before: str) -> str:
    """The isolates that are still open at the end of a text."""
    stack: list[str] = []
    for letter in before:
        if letter in _OPENERS:
            stack.append(letter)
        elif letter == i18n.PDI and stack:
            stack.pop()
    return "".join(stack)


class Cards(QListView):
    """A grid of cards that wraps with the window. ``chosen(value)`` on click, Return or Space."""

    chosen = Signal(object)

    def __init__(self, model: QAbstractListModel, delegate: CardDelegate, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self._delegate = delegate
        self._lay_out()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.px(40))
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    def _lay_out(self) -> None:
        """Cards share the width, so that a row never ends in a hole."""
        wanted = self._delegate.size()
        # Qt keeps room for the scroll bar whether it shows or not; counting on more wraps a row too early.
        room = max(1, self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width() - 2)
        columns = max(1, room // wanted.width())
        self._delegate.cell = QSize(room // columns, wanted.height())
        self.setGridSize(self._delegate.cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    # Not ``activated``: on some desktops a click sends it as well.
    def keyPressEvent(self, event: Any) -> None:
        if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
