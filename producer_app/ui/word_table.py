"""A table of words under a header, for looking at: what a file holds, what of it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from producer_app.ui import theme
from producer_app.ui.tables import Index


class Sheet(QAbstractTableModel):
    """Rows of words under a header, for looking at."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._header, self._rows = header, rows

    def rowCount(self, parent: Index = None) -> int:  # type: ignore[assignment]  # Qt calls it without or with an index
        return len(self._rows)

    def columnCount(self, parent: Index = None) -> int:  # type: ignore[assignment]  # Qt calls it without or with an index
        return len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._header[section]
        return None


def table(header: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget, *, wide: int, name: str) -> QTableView:
    """A table of words; the column ``wide`` takes what room is left."""
    made = QTableView()
    made.setModel(Sheet(header, rows, made))
    made.setParent(parent)
    made.setProperty("kind", "sheet")
    made.setObjectName(name)
    made.setAccessibleName(", ".join(filter(None, header)))
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(theme.px(40))
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    made.setWordWrap(False)
    made.setStyleSheet("QTableView::item { padding: 0 8px; }")
    made.setShowGrid(False)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    made.setMinimumHeight(theme.px(40) * (min(len(rows), 3) + 1) + theme.px(24))
    head = made.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setResizeContentsPrecision(60)
    head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return made
