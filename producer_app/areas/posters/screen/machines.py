"""This computer's printers: what the ruler page showed, kept for each of them."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from producer_app.areas.posters.kinds.ruler_page import ACROSS_MM, CORNER_MM, DOWN_MM
from producer_app.areas.posters.sheets import number
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.ui import printers, theme
from producer_app.ui.forms import Field, Form
from producer_app.ui.widgets import button, column, row, words


class Measured(QDialog):
    """Four numbers off the printed ruler page; from then on pages for this printer are drawn so that they come out true."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("measured")
        self.setWindowTitle(_("What I measured"))
        self.printer = QComboBox()
        self.printer.setAccessibleName(_("Printer"))
        for name in QPrinterInfo.availablePrinterNames() or [""]:
            self.printer.addItem(isolate(name) if name else _("The printer of this computer"), name)
        true = (ACROSS_MM, DOWN_MM, CORNER_MM, CORNER_MM)
        labels = (_("Length of the line across, mm"), _("Length of the line down, mm"), _("Corner from the left edge, mm"),
                  _("Corner from the upper edge, mm"))
        self.form = Form([Field(key, label, "number", example=number(value), limit=8)
                          for key, label, value in zip(("across", "down", "left", "top"), labels, true, strict=True)], 2)
        for key, value in zip(self.form.inputs, true, strict=True):
            self.form.fill({key: number(value)})
        self._error = words("", "error")
        self._error.hide()
        keep = button(_("Keep for this printer"), "check", self.keep, kind="primary")
        keep.setObjectName("keepMeasured")
        self.setLayout(column(
            words(_("Print the ruler page, measure it, and write down what the ruler says."), "title"), self.printer, self.form,
            self._error, row(button(_("Cancel"), act=self.reject), None, keep), margins=(20, 16, 20, 16)))
        self.resize(theme.px(560), theme.px(360))

    def keep(self) -> None:
        """Works out the correction and keeps it, or says what cannot be."""
        try:
            across, down, left, top = (self._length(key) for key in ("across", "down", "left", "top"))
            found = printers.measured(across, down, left, top, across_mm=ACROSS_MM, down_mm=DOWN_MM, corner_mm=CORNER_MM)
        except ShopError as refusal:
            self._error.setText(str(refusal))
            self._error.show()
            return
        printers.keep(str(self.printer.currentData()), found)
        self.accept()

    def _length(self, key: str) -> float:
        text = self.form.value(key).replace(",", ".")
        if not text or not text.replace(".", "", 1).isdigit():
            raise ShopError(_("“{text}” is not a length.").format(text=text[:20]), _("Write millimetres like 63.5."), "BAD_LENGTH")
        return float(text)
