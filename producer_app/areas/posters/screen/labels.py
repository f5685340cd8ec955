"""A label sheet in small: used labels grey, the next one rose; a click says where to begin. And a sheet of one's own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QWidget

from producer_app.areas.posters import actions, sheets
from producer_app.areas.posters.rows import Sheet, SheetSettings
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.forms import Field, Form
from producer_app.ui.widgets import button, column, row, scrolling, words


class SheetMap(QWidget):
    """The labels of a sheet. ``began(count)``: how many labels are used, after a click on the next one or an arrow key."""

    began = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheetMap")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("First label to print on"))
        # Paper is never mirrored: the first label lies at the upper left.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        wide = min(theme.px(150), 225)
        self.setFixedSize(wide, round(wide * 297 / 210))
        self._sheet, self._used, self._wanted = sheets.SHEETS["A4"], 0, 0

    def sizeHint(self) -> QSize:
        return self.size()

    def show_sheet(self, sheet: Sheet, used: int, wanted: int) -> None:
        """``used``: labels gone; ``wanted``: labels the next print takes."""
        self._sheet, self._used, self._wanted = sheet, used, wanted
        self.update()

    def _scale(self) -> float:
        return min(self.width() / self._sheet.paper_width_mm, self.height() / self._sheet.paper_height_mm)

    def cell(self, number: int) -> QRectF:
        """Where a label is drawn."""
        box, k = self._sheet.label(number), self._scale()
        return QRectF(box.x * k, box.y * k, box.width * k, box.height * k).adjusted(1.5, 1.5, -1.5, -1.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k = self._scale()
        painter.setPen(QPen(QColor(theme.ROSE if self.hasFocus() else theme.LINE), 1.5))
        painter.setBrush(QColor(theme.CARD))
        painter.drawRect(QRectF(0.75, 0.75, self._sheet.paper_width_mm * k - 1.5, self._sheet.paper_height_mm * k - 1.5))
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._sheet.count):
            taken = self._used <= number < self._used + self._wanted
            painter.setBrush(QColor(theme.ROSE if taken else theme.LINE if number < self._used else theme.TINTS["rose"][1]))
            painter.drawRoundedRect(self.cell(number), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(self._sheet.count):
            if self.cell(number).adjusted(-2, -2, 2, 2).contains(event.position()):
                self.began.emit(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: self._sheet.columns, Qt.Key.Key_Up: -self._sheet.columns}
        moved = step.get(Qt.Key(event.key()))
        if moved is None:
            super().keyPressEvent(event)
        else:
            self.began.emit(max(0, min(self._sheet.count - 1, self._used + moved)))


def _fields() -> list[Field]:
    labels = {
        "columns": _("Labels across"), "lines": _("Labels down"), "width_mm": _("Width of a label, mm"),
        "height_mm": _("Height of a label, mm"), "left_mm": _("From the paper's left edge to the first label, mm"),
        "top_mm": _("From the paper's upper edge to the first label, mm"),
        "step_x_mm": _("From one label's left edge to the next one's, mm"),
        "step_y_mm": _("From one label's upper edge to the next one's, mm"), "paper_width_mm": _("Width of the paper, mm"),
        "paper_height_mm": _("Height of the paper, mm")}
    return [Field(key, label, "number", limit=8) for key, label in labels.items()]


class OwnSheet(QDialog):
    """The numbers of a label sheet, as a ruler says them."""

    def __init__(self, parent: QWidget, shop: Shop) -> None:
        super().__init__(parent)
        self._shop = shop
        self.setObjectName("ownSheet")
        self.setWindowTitle(_("My own label sheet"))
        self.form = Form(_fields(), 2)
        known = shop.load(SheetSettings).own
        for key in self.form.inputs:
            self.form.fill({key: sheets.number(float(getattr(known, key)))})
        self._error = words("", "error")
        self._error.hide()
        save = button(_("Keep this sheet"), "check", self.keep, kind="primary")
        save.setObjectName("keepSheet")
        self.setLayout(column(words(_("Measure the sheet with a ruler."), "title"), scrolling(self.form), self._error,
                              row(button(_("Cancel"), act=self.reject), None, save), margins=(20, 16, 20, 16)))
        self.resize(theme.px(560), theme.px(620))

    def keep(self) -> None:
        """Saves the numbers and closes, or says what cannot be."""
        try:
            values = {key: self._number(key) for key in self.form.inputs}
            actions.set_own_sheet(self._shop, Sheet(
                int(values["columns"]), int(values["lines"]), values["width_mm"], values["height_mm"], values["left_mm"],
                values["top_mm"], values["step_x_mm"], values["step_y_mm"], values["paper_width_mm"], values["paper_height_mm"]))
        except ShopError as refusal:
            self._error.setText(str(refusal))
            self._error.show()
            return
        self.accept()

    def _number(self, key: str) -> float:
        text = self.form.value(key).replace(",", ".") or "0"
        if not text.replace(".", "", 1).isdigit():
            raise ShopError(_("“{text}” is not a length.").format(text=text[:20]), _("Write millimetres like 63.5."), "BAD_LENGTH")
        return float(text)
