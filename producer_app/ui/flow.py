"""A row of buttons that becomes two where the window is narrow or the letters are large; nothing is ever cut."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Parts from the start edge, the last ``ends`` of them at the end edge of their lines (the primary button's place)."""

    def __init__(self, *parts: QWidget, ends: int = 0, space: int = 12) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._ends = ends
        self.setSpacing(space)
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(max(i.sizeHint().height() for i in line) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(i.sizeHint().width() for i in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((i.sizeHint().height() for i in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return QSize(max((i.sizeHint().width() for i in shown), default=0), max((i.sizeHint().height() for i in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        shown = self._shown()
        # Counted over all parts: a hidden button must not pull the one before it to the end edge.
        last = [i for i in self._items[len(self._items) - self._ends:] if i in shown] if self._ends else []
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(i.sizeHint().height() for i in line)
            free = rect.width() - sum(i.sizeHint().width() for i in line) - self.spacing() * (len(line) - 1)
            left = 0
            for item in line:
                if item in last and (item is line[0] or item is last[0]):
                    left += free
                size = item.sizeHint()
                place = QRect(QPoint(rect.left() + left, top + (height - size.height()) // 2), size)
                if self._mirrored():
                    place.moveLeft(rect.right() + 1 - left - size.width())
                item.setGeometry(place)
                left += size.width() + self.spacing()
            top += height + self.spacing()

    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _shown(self) -> list[QLayoutItem]:
        return [i for i in self._items if not i.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            need = item.sizeHint().width()
            if not lines or used + self.spacing() + need > width:
                lines.append([])
                used = need
            else:
                used += self.spacing() + need
            lines[-1].append(item)
        return lines


def flow(*parts: QWidget, ends: int = 0, space: int = 12) -> QWidget:
    """Buttons as a widget that wraps; ``ends``: so many at the end edge."""
    holder = QWidget()
    holder.setLayout(Flow(*parts, ends=ends, space=space))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
