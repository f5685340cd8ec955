"""Hundreds of products edited like a spreadsheet: arrows, Enter, Tab, typing, blocks copied and pasted; one step saves all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, QStandardPaths, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QMenu, QTableView, QWidget

from producer_app.areas.products import actions, exporting, queries
from producer_app.areas.products.screen.cells import Cells, LineDelegate, UnitDelegate, label, stem
from producer_app.areas.products.screen.guard import Guard
from producer_app.areas.products.screen.parts import sentence
from producer_app.areas.products.table import as_block, block
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.store.files import atomic_write
from producer_app.ui import keyboard, theme
from producer_app.ui.flow import flow
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import SearchBox, button, column, row, words

MOST_ROWS = 2000
WIDE = {"unit": 120, "pack_size_g": 120, "price": 130, "cost": 150, "online": 130, "live": 130, "wholesale": 140,
        "wholesale_from": 180, "shelf_life_days": 160}


class SheetView(QTableView):
    """A table with a spreadsheet's keys."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setProperty("kind", "sheet")
        self.setAccessibleName(_("Products"))
        self._cells = cells
        self.setModel(cells)
        self.setIconSize(QSize(theme.px(36), theme.px(36)))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.px(52))
        self.verticalHeader().setMinimumWidth(theme.px(44))
        self.setItemDelegate(LineDelegate(self, self._down))
        cells.modelReset.connect(self._lay_out)

    def _lay_out(self) -> None:
        metrics = QFontMetrics(theme.font("body", bold=True))
        for place in range(self._cells.columnCount()):
            name = self._cells.column_name(place)
            wanted = theme.px(WIDE.get(stem(name), 230 if place == 0 else 190))
            self.setColumnWidth(place, max(wanted, metrics.horizontalAdvance(label(name)) + 28))
            if name == "unit":
                self.setItemDelegateForColumn(place, UnitDelegate(self))

    def _down(self) -> None:
        now = self.currentIndex()
        below = self._cells.index(now.row() + 1, now.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def event(self, event: QEvent) -> bool:
        """The keys of a spreadsheet come here and not to the window's shortcuts, which also know Paste and Undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            mine = any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste))
            if mine or (event.matches(keys.Undo) and self._cells.table.edits):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Tab goes from cell to cell; with Ctrl it leaves the table.
            keyboard.go_on(self.window(), forward=event.key() == Qt.Key.Key_Tab)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.clear_cells()
        elif event.matches(QKeySequence.StandardKey.Undo) and self._cells.table.undo():
            self._cells.all_changed()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The line of an open cell lets this key through; the delegate goes down once that cell is closed.
            if self.state() != QAbstractItemView.State.EditingState:
                self._down()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> tuple[range, range]:
        """Rows and columns of the selected block, else of the cell the cursor is on."""
        found = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        rows, columns = [i.row() for i in found], [i.column() for i in found]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)

    def copy(self) -> None:
        """The block, as other spreadsheets take it."""
        rows, columns = self._chosen()
        if self.currentIndex().isValid():
            table, cells = self._cells.table, self._cells
            QGuiApplication.clipboard().setText(
                as_block([[table.text(r, cells.place(c)) for c in columns] for r in rows]))

    def paste(self) -> None:
        """A block from the first selected cell on; one single value fills the whole selection."""
        if not self.currentIndex().isValid():
            return
        lines = block(QGuiApplication.clipboard().text())
        rows, columns = self._chosen()
        if len(lines) == 1 and len(lines[0]) == 1:
            lines = [[lines[0][0]] * len(columns) for _row in rows]
        self._put(rows.start, columns.start, lines)
        last = self._cells.index(min(rows.start + len(lines), self._cells.rowCount()) - 1,
                                 min(columns.start + max(map(len, lines)), self._cells.columnCount()) - 1)
        self._select(self._cells.index(rows.start, columns.start), last)

    def clear_cells(self) -> None:
        """Empties the selected cells."""
        if self.currentIndex().isValid():
            rows, columns = self._chosen()
            self._put(rows.start, columns.start, [[""] * len(columns) for _row in rows])

    def _put(self, first_row: int, first_column: int, lines: list[list[str]]) -> None:
        cells, table = self._cells, self._cells.table
        table.put({(table.products[first_row + down].id, cells.column_name(first_column + along)): text
                   for down, line in enumerate(lines) if first_row + down < cells.rowCount()
                   for along, text in enumerate(line) if first_column + along < cells.columnCount()})
        cells.all_changed()

    def _select(self, first: QModelIndex, last: QModelIndex) -> None:
        self.selectionModel().select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)


class GridPage(QWidget):
    """The table, what is wrong under the cursor, save all, and the whole as a file."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("gridPage")
        self._stage, self._close = stage, close
        thumbs = Thumbs(theme.px(80))
        thumbs.setParent(self)
        self.cells = Cells(stage.shop.files, thumbs, self)
        self.view = SheetView(self.cells)
        thumbs.ready.connect(self.view.viewport().update)
        self.cells.typed.connect(self._told)
        self.view.selectionModel().currentChanged.connect(lambda *_now: self._told())
        self.search = SearchBox(_("Search products"))
        self.search.textChanged.connect(lambda _text: self.reload())
        self._told_line = words("", "body")
        self._told_line.setObjectName("cellWords")
        self._save = button(_("Save all"), "check", self.save, kind="primary")
        self._save.setObjectName("saveAll")
        self.guard = Guard()
        back = button("", "arrow-left", self._close, kind="square", name=_("Back"))
        back.setObjectName("backFromGrid")
        next_fault = button(_("Next fault"), "warning-circle", self.next_fault)
        next_fault.setObjectName("nextFault")
        self._next_fault = next_fault
        self._as_file = button(_("Save as a file"), "export", self._choose_kind)
        self._as_file.setObjectName("asFile")
        head = words(_("All in one table"), "head", wrap=False)
        outer = column(row(back, head, None, self.search), self.view, self._told_line, self.guard,
                       flow(self._as_file, next_fault, self._save, ends=2), space=12, margins=(20, 16, 20, 16))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    # ------------------------------------------------------------------ looking
    def open(self, search: str = "") -> None:
        """The products that a search finds; what was typed before is still there."""
        if search != self.search.text():
            self.search.setText(search)
        self.reload()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.cells.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.cells.index(0, 0))

    def reload(self) -> None:
        """Reads the products anew; typing that is not saved stays, those products first of all."""
        now = self.view.currentIndex()
        edits = self.cells.table.edits
        found = list(queries.ids(self._stage.shop, search=self.search.text(), limit=MOST_ROWS))
        typed = [i for i in dict.fromkeys(product_id for product_id, _column in edits) if i not in set(found)]
        products = [p for p in queries.some(self._stage.shop, [*typed, *found]) if not p.removed_at]
        self.cells.show_products(products, edits)
        place = self.cells.index(now.row(), now.column())
        if place.isValid():
            self.view.setCurrentIndex(place)
        self._told()

    def _told(self) -> None:
        table, now = self.cells.table, self.view.currentIndex()
        there = now.isValid() and now.row() < self.cells.rowCount()
        fault = table.fault(now.row(), self.cells.place(now.column())) if there else ""
        count = len(table.edits)
        if fault:
            text, tone = fault, "red"
        elif count:
            text = ngettext("{count} cell was changed.", "{count} cells were changed.", count).format(count=count)
            tone = "amber"
        else:
            text, tone = _("Type over a cell, or paste a block from a spreadsheet."), ""
        self._told_line.setText(sentence(text))
        theme.mark(self._told_line, tone=tone)
        self._save.setEnabled(bool(count))
        self._next_fault.setVisible(bool(table.faults))

    def next_fault(self) -> None:
        """Puts the cursor on the next cell that is wrong, round and round."""
        table, now = self.cells.table, self.view.currentIndex()
        wrong = [(r, c) for r in range(self.cells.rowCount()) for c in range(self.cells.columnCount())
                 if table.fault(r, self.cells.place(c))]
        if wrong:
            here = (now.row(), now.column())
            row_, column_ = next((place for place in wrong if place > here), wrong[0])
            self.view.setCurrentIndex(self.cells.index(row_, column_))
            self.view.scrollTo(self.view.currentIndex())

    # ------------------------------------------------------------------ saving
    def save(self, reason: str = "") -> None:
        """All changes in one step; where a cell is wrong, the cursor goes there instead."""
        table = self.cells.table
        if table.faults:
            self.next_fault()
            return
        try:
            count = actions.change_all(self._stage.shop, table.drafts(), who=person(), reason=reason)
        except ShopError as refusal:
            if refusal.code == "BELOW_COST":
                self.guard.stop(refusal, self.save)
            else:
                self._stage.refuse(refusal)
            return
        self.guard.hide()
        self.cells.show_products(table.products, {})
        self.reload()
        self._stage.saved(ngettext("{count} product was changed.", "{count} products were changed.", count).format(count=count))

    def _choose_kind(self) -> None:
        """Which kind of file: for everything, or for spreadsheets."""
        menu = QMenu(self)
        menu.setObjectName("fileKinds")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for suffix in exporting.FORMATS:
            menu.addAction(isolate(suffix[1:].upper()), partial(self._ask, suffix))
        menu.popup(self._as_file.mapToGlobal(self._as_file.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    def _ask(self, suffix: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Save the products as a file"), folder, f"{suffix[1:].upper()} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(f"products{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes what is saved and what the search finds, no more and no less."""
        suffix = path.suffix.lower() if path.suffix.lower() in exporting.FORMATS else ".csv"
        try:
            atomic_write(path, exporting.export(self._stage.shop, suffix, search=self.search.text()))
        except OSError:
            self._stage.refuse(CannotWrite(_("The file could not be written."), _("Choose another place."), "CANNOT_WRITE"))
            return
        self._stage.say(_("{file} is written.").format(file=isolate(path.name)))

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """What was typed and not saved."""
        return {"search": self.search.text(), "edits": self.cells.table.edits}

    def take(self, kept: dict[str, Any]) -> None:
        """The table as it was."""
        products = queries.some(self._stage.shop, list(dict.fromkeys(i for i, _column in kept["edits"])))
        self.cells.show_products(products, kept["edits"])
        self.open(kept["search"])
