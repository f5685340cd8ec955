"""Labels and runs on their way to paper: a PDF or a printer of the system; every bar code read back before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, ngettext
from producer_app.base.page import Page
from producer_app.ui import paper, printers
from producer_app.ui.screen import Stage


def save(stage: Stage, parent: QWidget, pages: Sequence[Page], name: str) -> None:
    """Asks where, and writes a PDF."""
    path, _kind = QFileDialog.getSaveFileName(parent, _("Save as file"), f"{name}.pdf", "PDF (*.pdf)")
    if path:
        write(stage, pages, Path(path))


def write(stage: Stage, pages: Sequence[Page], path: Path) -> None:
    """Writes a PDF, each code read back first, and says so."""
    try:
        read = paper.to_pdf(pages, path)
    except ShopError as refusal:
        stage.refuse(refusal)
        return
    stage.say(ngettext("Saved. {count} code was read back and is right.", "Saved. {count} codes were read back and are right.",
                       len(read)).format(count=len(read)) if read else _("Saved."))


def print_out(stage: Stage, parent: QWidget, pages: Sequence[Page], name: str) -> None:
    """Prints on a printer of the system; without one the file is offered."""
    if not QPrinterInfo.availablePrinterNames():
        stage.say(_("No printer was found. Save the page as a file and print it where there is a printer."))
        save(stage, parent, pages, name)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return
    try:
        for page in pages:
            paper.check_letters(page)
            paper.check_fit(page)
            paper.prove(page)
        printer.setFullPage(True)
        paper.print_pages(pages, printer, printer.resolution(), printers.correction(printer.printerName()))
    except ShopError as refusal:
        stage.refuse(refusal)
        return
    stage.say(_("Sent to the printer."))
