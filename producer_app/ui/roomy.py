"""A page in large letters on a low window: it gets the room it needs at least, and scrolls, rather than make the window grow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Roomy(QScrollArea):
    """Holds one page as large as the view, or as large as the page needs where that is more."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = page
        self.setWidget(page)
        page.installEventFilter(self)
        page.show()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.page:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout = self.page.layout()
        if layout is None:
            return
        room = self.maximumViewportSize()
        width = max(room.width(), layout.totalMinimumSize().width())
        height = max(layout.totalMinimumSize().height(), layout.totalMinimumHeightForWidth(width))
        if height > room.height():  # the bar takes its part of the width
            width = max(room.width() - self.verticalScrollBar().sizeHint().width(), layout.totalMinimumSize().width())
            height = max(height, layout.totalMinimumHeightForWidth(width))
        self.page.resize(width, max(height, room.height()))
