"""Reads the photographed scan test, and remembers the smallest code that this computer's printer and paper carry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from producer_app.areas import payments
from producer_app.areas.posters.kinds import scan_test
from producer_app.base.i18n import _
from producer_app.base.progress import Progress
from producer_app.ui import printers
from producer_app.ui.screen import Stage

PICTURES = "*.jpg *.jpeg *.png *.heic *.webp"


def smallest(paper: str) -> int:
    """The smallest code that was read on a paper, in mm; 0 where none was tried."""
    kept = printers.kept(f"scan/{paper}")
    return int(kept) if kept.isdigit() else 0


def _read(path: Path, progress: Progress) -> list[int]:
    progress(0, 1, _("Reading the code"))
    return scan_test.sizes([found.text for found in payments.codes_in(path)])


class ScanTest:
    """Asks for the photo, reads it, says and keeps what came of it; ``done`` afterwards."""

    def __init__(self, parent: QWidget, stage: Stage, done: Callable[[], object]) -> None:
        self._parent, self._stage, self._done = parent, stage, done

    def ask(self, paper: str) -> None:
        """Asks for the photo."""
        path, _kind = QFileDialog.getOpenFileName(self._parent, _("The photo of the scan test"), "", PICTURES)
        if path:
            self.read(Path(path), paper)

    def read(self, path: Path, paper: str) -> None:
        """Reads a photo of the test as printed on a paper."""
        self._stage.run(_("Reading the code"), partial(_read, path), partial(self._found, paper))

    def _found(self, paper: str, sizes: list[int]) -> None:
        found = scan_test.smallest(sizes)
        if found is None:
            self._stage.say(_("Not even the largest code could be read. Clean the printer, or photograph it closer and in "
                              "better light."))
            return
        printers.keep_words(f"scan/{paper}", str(found))
        self._stage.say(_("Codes from {size} mm on are read well. This is kept for this paper.").format(size=found))
        self._done()
