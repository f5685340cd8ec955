"""The way out of the house: a file, a printer of the system, or a printer of dots; every code read back before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from producer_app.areas.posters.kinds import printable
from producer_app.areas.posters.rows import Machine, Sent
from producer_app.areas.posters.screen import batch, printers_page
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, ngettext
from producer_app.base.page import Page
from producer_app.ui import paper, printers
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button

Note = Callable[..., object]  # called once it is out; ``as_file=True``: saved, to be printed elsewhere
PDF, PNG = "PDF (*.pdf)", "PNG (*.png)"


class Print(NamedTuple):
    """What is to be printed: the printable, its paper, the finished pages, and what notes it as printed."""

    kind: str
    paper: str
    pages: list[Page]
    note: Note


class Out:
    """Prints and saves what ``wanted`` gives (it raises ShopError where nothing can be); ``rest`` is the button that prints
    what a stopped batch left over."""

    def __init__(self, parent: QWidget, stage: Stage, wanted: Callable[[], Print]) -> None:
        self._parent, self._stage, self._wanted = parent, stage, wanted
        self._left: tuple[list[Page], Machine] | None = None
        self.rest = button("", "printer", self.print_rest)
        self.rest.setObjectName("printRest")
        self.rest.hide()

    # ------------------------------------------------------------------ files
    def save_file(self) -> None:
        """Asks where, and writes a PDF or pictures."""
        try:
            name = self._wanted().kind
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        path, kind = QFileDialog.getSaveFileName(self._parent, _("Save as file"), f"{name}.pdf", f"{PDF};;{PNG}")
        if path:
            chosen = Path(path)
            if kind == PNG and chosen.suffix.lower() != ".png":
                chosen = chosen.with_suffix(".png")
            self.write(chosen)

    def write(self, path: Path) -> None:
        """Writes the file (pictures for ``.png``), each code read back first, and says so."""
        try:
            wanted = self._wanted()
            read = paper.to_pictures(wanted.pages, path) if path.suffix.lower() == ".png" else paper.to_pdf(wanted.pages, path)
            wanted.note(as_file=True)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        said = ngettext("Saved. {count} code was read back and is right.", "Saved. {count} codes were read back and are right.",
                        len(read)).format(count=len(read)) if read else _("Saved.")
        self._stage.say(said)

    # ------------------------------------------------------------------ printers
    def print_out(self) -> None:
        """Prints where the paper belongs: on the printer of dots kept for it, else on one of the system."""
        try:
            wanted = self._wanted()
            found = printers_page.machine_for(wanted.paper, labels=printable(wanted.kind).labels)
            if found is not None:
                batch.check_paper(found, wanted.paper)
                self._send(wanted.pages, found, wanted.note)
                return
            self._to_system(wanted)
        except ShopError as refusal:
            self._stage.refuse(refusal)

    def _to_system(self, wanted: Print) -> None:
        """Asks for the printer; without one the file is offered."""
        if not QPrinterInfo.availablePrinterNames():
            self._stage.say(_("No printer was found. Save the page as a file and print it where there is a printer."))
            self.save_file()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._parent).exec() != QDialog.DialogCode.Accepted:
            return
        for one in wanted.pages:
            paper.check_letters(one)
            paper.prove(one)
        printer.setFullPage(True)
        # The ruler page shows what the printer does by itself.
        correction = printers.Correction() if wanted.kind == "ruler_page" else printers.correction(printer.printerName())
        paper.print_pages(wanted.pages, printer, printer.resolution(), correction)
        wanted.note()
        self._stage.say(_("Sent to the printer."))

    # ------------------------------------------------------------------ printers of dots
    def _send(self, pages: list[Page], machine: Machine, note: Note) -> None:
        self._stage.run(_("Printing"), partial(batch.print_out, pages, machine), partial(self._sent, pages, machine, note))

    def _sent(self, pages: list[Page], machine: Machine, note: Note, sent: Sent) -> None:
        left = pages[sent.pages:]
        self._left = (left, machine) if left and sent.pages else None
        self.rest.setText(" " + ngettext("Print the last page", "Print the other {count} pages", len(left)).format(count=len(left)))
        self.rest.setVisible(self._left is not None)
        if sent.pages:
            note()  # what left the house hangs, even where the batch stopped
        if sent.trouble is not None:
            self._stage.refuse(sent.trouble)
        else:
            self._stage.say(_("Sent to the printer."))

    def print_rest(self) -> None:
        """What a stopped batch left over."""
        if self._left is not None:
            pages, machine = self._left
            self._send(pages, machine, lambda: None)
