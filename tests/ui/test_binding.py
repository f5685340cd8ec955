"""The Qt binding in use does not lose references to None: PySide6 6.12.0 on Python 3.11 does, and the process dies of it."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from pytestqt.qtbot import QtBot


class Nothing(QAbstractListModel):
    """A thousand rows that answer None."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 1000

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return None


def test_a_thousand_answers_of_none_cost_no_references(qtbot: QtBot) -> None:
    model, proxy = Nothing(), QSortFilterProxyModel()
    proxy.setSourceModel(model)
    before = sys.getrefcount(None)
    for row in range(1000):
        assert proxy.data(proxy.index(row, 0)) is None
    assert sys.getrefcount(None) - before > -300
