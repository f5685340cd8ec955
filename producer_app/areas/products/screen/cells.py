"""The cells of the table as Qt asks for them: texts, colours of what is changed and wrong, the small photo at the name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from producer_app.areas.products.rows import KIND_WORDS, UNITS, Product
from producer_app.areas.products.table import Table
from producer_app.base import i18n
from producer_app.base.i18n import _
from producer_app.store.files import Files
from producer_app.ui import theme
from producer_app.ui.tables import Index, Thumbs

NUMBERS = frozenset({"pack_size_g", "wholesale_from", "shelf_life_days", "price", "cost", "online", "live", "wholesale"})


def stem(column: str) -> str:
    """A column without its money: ``price_cny`` is ``price``."""
    head, _dot, tail = column.rpartition("_")
    return head if len(tail) == 3 and head in NUMBERS else column


def label(column: str) -> str:
    """What stands over a column."""
    name = stem(column)
    kind = {"price": "stall"}.get(name, name)
    if kind in KIND_WORDS:
        return _(KIND_WORDS[kind])
    for start in ("name_", "text_"):
        if name.startswith(start):
            language = i18n.name_of(name.removeprefix(start))
            return language if start == "name_" else _("Short text · {language}").format(language=language)
    return {"sku": _("Article number"), "category": _("Group"), "unit": _("Sold as"), "pack_size_g": _("Grams in one"),
            "wholesale_from": _("Wholesale from so many"), "shelf_life_days": _("Keeps so many days"), "origin": _("Made in"),
            "certificate": _("Licence or certificate"), "currency": _("Money")}.get(name, name)


class Cells(QAbstractTableModel):
    """Columns in the order of a hand: the name in the language in use first. ``typed`` after every change of a cell."""

    typed = Signal()

    def __init__(self, files: Files, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files, self._thumbs = files, thumbs
        self.table = Table([])
        self._order: list[int] = []

    def show_products(self, products: Sequence[Product], edits: Mapping[tuple[int, str], str]) -> None:
        """Other products, or the same anew; what was typed stays."""
        self.beginResetModel()
        self.table = Table(products, edits)
        columns = self.table.columns
        mine = f"name_{i18n.current()}"
        order = ["name_" + code for code in sorted(("ug", "zh", "en"), key=lambda code: f"name_{code}" != mine)]
        order += [c for c in columns if stem(c) in ("unit", "pack_size_g", "price", "online", "live", "wholesale")]
        order += ["wholesale_from", *(c for c in columns if stem(c) == "cost")]
        order += [c for c in columns if c not in order]
        self._order = [columns.index(c) for c in order]
        self.endResetModel()

    def place(self, column: int) -> int:
        """The table's column under a shown one."""
        return self._order[column]

    def column_name(self, column: int) -> str:
        """The name of a shown column in files."""
        return self.table.columns[self._order[column]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.table.products)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._order)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and section >= 0:
            return label(self.column_name(section)) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = index.row(), self._order[index.column()]
        text, name = self.table.text(row, place), self.table.columns[place]
        fault = self.table.fault(row, place)
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            return _(UNITS[text]) if name == "unit" and text in UNITS else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, (label(name), text, fault)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return fault or None
        if role == Qt.ItemDataRole.BackgroundRole and (fault or self.table.changed(row, place)):
            return QColor(theme.TINTS["red" if fault else "amber"][1])
        if role == Qt.ItemDataRole.ForegroundRole and fault:
            return QColor(theme.RED)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            return (number if stem(name) in NUMBERS else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._photo(self.table.products[row])
        return None

    def _photo(self, product: Product) -> QIcon | None:
        photo = self._thumbs.get(self._files.path(product.thumb)) if product.thumb else None
        return QIcon(photo) if photo is not None else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.table.put({(self.table.products[index.row()].id, self.column_name(index.column())): str(value)})
        self.all_changed()
        return True

    def all_changed(self) -> None:
        """Has every cell drawn anew: a fault may stand in another cell than the one that was typed in."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.typed.emit()


class LineDelegate(QStyledItemDelegate):
    """One line of text; ``down`` is called after Enter, as in a spreadsheet."""

    def __init__(self, parent: QObject, down: Callable[[], object]) -> None:
        super().__init__(parent)
        self._down = down

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        # The line itself stays until its own key is through.
        line.returnPressed.connect(lambda: QTimer.singleShot(0, self, self._down))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())


class UnitDelegate(QStyledItemDelegate):
    """Units are picked from their words."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        for key, text in UNITS.items():
            combo.addItem(_(text), key)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())
