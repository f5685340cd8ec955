"""What leaves the window by hand: a page to the printer or a PDF, a table to a file. Asks where, writes, says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from producer_app.base import table_file
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.page import Page
from producer_app.base.progress import Progress
from producer_app.base.table_file import Cell, Table
from producer_app.store import outgoing
from producer_app.store.shop import Shop
from producer_app.ui import paper, printers
from producer_app.ui.screen import Stage

WORKBOOK, CSV = "Excel (*.xlsx)", "CSV (*.csv)"
AT_ONCE = 500  # rows between two reports
Tables = Callable[[Shop], Sequence[Table]]


def save_pdf(parent: QWidget, stage: Stage, pages: Sequence[Page], name: str) -> None:
    """Asks where, and writes the pages as a PDF, each code read back before."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as PDF"), f"{name}.pdf", "PDF (*.pdf)")
    if not chosen:
        return
    try:
        read = paper.to_pdf(pages, Path(chosen))
    except ShopError as refusal:
        stage.refuse(refusal)
        return
    stage.say(ngettext("Saved. {count} code was read back and is right.", "Saved. {count} codes were read back and are right.",
                       len(read)).format(count=len(read)) if read else _("Saved."))


def print_out(parent: QWidget, stage: Stage, pages: Sequence[Page], name: str) -> None:
    """Asks for the printer and prints with its correction, each code read back before; without a printer the PDF is offered."""
    if not QPrinterInfo.availablePrinterNames():
        stage.say(_("No printer was found. Save the page as PDF and print it where there is one."))
        save_pdf(parent, stage, pages, name)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return
    try:
        for one in pages:
            paper.check_letters(one)
            paper.check_fit(one)
            paper.prove(one)
        printer.setFullPage(True)
        paper.print_pages(pages, printer, printer.resolution(), printers.correction(printer.printerName()))
    except ShopError as refusal:
        stage.refuse(refusal)
        return
    stage.say(_("Sent to the printer."))


def save_table(parent: QWidget, stage: Stage, tables: Tables, name: str) -> None:
    """Asks where and as what, then reads and writes in a worker with a shop of its own.

    ``tables``: called there; a workbook gets all of them as sheets, a CSV the first one.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, _("Export"), f"{name}.xlsx", f"{WORKBOOK};;{CSV}")
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in (".xlsx", ".csv"):
        path = path.with_name(path.name + (".csv" if kind == CSV else ".xlsx"))
    opener = stage.opener

    def work(progress: Progress) -> Any:
        with opener() as shop:
            made = [replace(table, rows=_told(table, progress)) for table in tables(shop)]
            data = table_file.csv_bytes(made[0]) if path.suffix.lower() == ".csv" else table_file.xlsx_bytes(made)
        return outgoing.write(path, data)

    stage.run(_("Export"), work, lambda written: stage.say(_("Saved as {file}.").format(file=isolate(written.name))))


def _told(table: Table, progress: Progress) -> Iterator[Sequence[Cell]]:
    """The rows, with a word every now and then; a stop takes effect there."""
    for number, row in enumerate(table.rows):
        if not number % AT_ONCE:
            progress(number, max(table.count, number))
        yield row
