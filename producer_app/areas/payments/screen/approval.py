"""A code is proven on paper: print the page, photograph it, write the name the phone shows. One step a page, Back keeps all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.payments import actions, approving, pictures, queries
from producer_app.areas.payments.screen.filming import Filming
from producer_app.areas.payments.screen.marks import ask_picture, clipboard_png, large
from producer_app.areas.payments.screen.sheet_marks import marks_row, proof_of
from producer_app.areas.payments.screen.stop import WithBoth
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress
from producer_app.ui import forms, paper, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, empty_layout, picture, row, scrolling, words

STEPS = 3
FILMING = 4


def read_page(source: Path | bytes, progress: Progress) -> str:
    """The worker's part: the only code on the photographed page."""
    progress(0, 1, _("Reading the code"))
    return pictures.one_code_in(source).text


class Approving(QWidget):
    """Faces: 0 print, 1 photograph, 2 the name, 3 done; 4 is the camera in place of a photo."""

    left = Signal()

    def __init__(self, stage: Stage, with_both: WithBoth) -> None:
        super().__init__()
        self._stage, self._with_both = stage, with_both
        self.code_id = 0
        self.scanned = ""
        back = button("", "arrow-left", self.back, kind="square", name=_("Back"))
        back.setObjectName("backInProof")
        self._title = words("", "head")
        self._dots = QVBoxLayout()
        head = row(back, self._title, self._dots)
        head.setStretch(1, 1)
        self.faces = QStackedWidget()
        self.filming = Filming(stage)
        self.filming.found.connect(self._compare)
        self.filming.left.connect(partial(self.show_step, 1))
        for face in (self._printing(), self._photographing(), self._naming(), self._done(), self.filming):
            self.faces.addWidget(face)
        shape = column(head, self.faces, space=12, margins=(20, 16, 20, 16))
        shape.setStretch(1, 1)
        self.setLayout(shape)

    # ------------------------------------------------------------------ the faces
    def _printing(self) -> QWidget:
        self.preview = paper.Preview()
        if large():
            self.preview.setMinimumHeight(theme.px(240))
        hint = words(_("Print this page. It is the one that you hang up."), "title")
        more = words(_("Does a sheet of this code hang already? Then that one may be photographed."), "quiet")
        print_it = button(_("Print it"), "printer", self.print_out, kind="primary")
        print_it.setObjectName("printProof")
        save = button(_("Save as PDF"), "file-pdf", self.save_pdf)
        save.setObjectName("saveProof")
        onward = button(_("It hangs already"), "arrow-right", partial(self.show_step, 1))
        onward.setObjectName("proofPrinted")
        head = row(picture("printer", 40, "rose"), column(hint, more, space=4), space=16)
        head.setStretch(1, 1)
        inner = card(column(head, self.preview, space=12, margins=(20, 16, 20, 16)))
        return self._face(scrolling(inner), flow(save, onward, print_it, ends=1))

    def _photographing(self) -> QWidget:
        line = words(_("Take a photo of the printed page and drop it here."), "title")
        hint = words(_("Photograph the paper, not the screen. The program reads it and compares every letter."), "quiet")
        for label in (line, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._wrong = words("", "strong", tone="red")
        self._wrong.setObjectName("proofWrong")
        self._wrong.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._wrong.hide()
        ground = QFrame()
        ground.setObjectName("dropGround")
        ground.setStyleSheet(
            f"#dropGround {{ background: {theme.TINTS['blue'][1]}; border: 2px dashed {theme.BLUE}; border-radius: 14px; }}"
            " #dropGround QLabel { background: transparent; }")
        ground.setLayout(column(None, row(None, badge("camera", 96, "blue"), None), line, hint, self._wrong, None,
                                margins=(24, 24, 24, 24)))
        paste = button(_("Paste"), "clipboard-text", self.paste)
        choose = button(_("Choose the photo"), "image", self.choose_picture, kind="primary")
        choose.setObjectName("proofPhoto")
        live = button(_("Use the camera"), "camera", self.show_camera)
        live.setObjectName("proofCamera")
        return self._face(scrolling(ground), flow(paste, live, choose, ends=1))

    def _naming(self) -> QWidget:
        good = row(picture("check-circle-fill", 40, "leaf"),
                   words(_("The page carries your code, letter for letter."), "title", tone="leaf"), space=14)
        good.setStretch(1, 1)
        hint = words(_("Now scan the page with a phone, as a buyer would. Which name does the phone show? Do not pay."), "body")
        self.owner = forms.Form([forms.Field("owner_again", _("The name on the phone"), limit=100)])
        self.owner.entered.connect(self.approve)
        self.finish = button(_("This is my code"), "check", self.approve, kind="primary")
        self.finish.setObjectName("approve")
        self.owner.changed.connect(lambda: self.finish.setEnabled(bool(self.owner.value("owner_again"))))
        inner = card(column(good, hint, self.owner, space=16, margins=(28, 24, 28, 24)))
        return self._face(scrolling(boxed(column(inner, None))), flow(self.finish, ends=1))

    def _done(self) -> QWidget:
        self._result = QVBoxLayout()
        close = button(_("Done"), "check", self.left.emit, kind="primary")
        close.setObjectName("proofDone")
        return self._face(scrolling(boxed(column(card(column(self._result, margins=(28, 24, 28, 24))), None))), flow(close, ends=1))

    @staticmethod
    def _face(body: QWidget, foot: QWidget) -> QWidget:
        shape = column(body, foot, space=12)
        shape.setStretch(0, 1)
        return boxed(shape)

    # ------------------------------------------------------------------ going about
    def begin(self, code_id: int) -> None:
        """Another code, from the first step."""
        self.code_id, self.scanned = code_id, ""
        self.owner.clear()
        self.finish.setEnabled(False)
        self._wrong.hide()
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """One of the steps; what was given in the others stays."""
        titles = (_("Print the page"), _("Photograph the page"), _("Write the name"), _("Your code is proven"))
        self._title.setText(titles[step])
        empty_layout(self._dots)
        if step < STEPS:
            said = _("Step {number} of {count}").format(number=step + 1, count=STEPS)
            self._dots.addWidget(words(said, "quiet", wrap=False))
        if step == 0:
            self.preview.show_page(proof_of(self._stage.shop, queries.get(self._stage.shop, self.code_id)))
        self.faces.setCurrentIndex(step)
        if step == 2:
            self.owner.inputs["owner_again"].setFocus()

    def back(self) -> None:
        """One step back; from the first one out."""
        step = self.faces.currentIndex()
        if step == FILMING:
            self.show_step(1)
        elif step in (1, 2):
            self.show_step(step - 1)
        else:
            self.left.emit()

    # ------------------------------------------------------------------ printing
    def _held(self) -> bool:
        """Whether the code is still what its trail says; else nothing is printed."""
        proof = proving.look_again(self._stage.shop)
        if not proof.holds(self.code_id):
            self._stage.refuse(proving.tampered(proof))
            return False
        return True

    def save_pdf(self) -> None:
        """Asks where, and writes the page."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), "code.pdf", "PDF (*.pdf)")
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Writes the page as PDF, its code read back first, and notes the sheet."""
        if not self._held():
            return
        try:
            paper.to_pdf([proof_of(self._stage.shop, queries.get(self._stage.shop, self.code_id))], path)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._printed(as_file=True)

    def print_out(self) -> None:
        """Asks for the printer; without one the PDF is offered."""
        if not QPrinterInfo.availablePrinterNames():
            self._stage.say(_("No printer was found. Save the page as PDF and print it where there is one."))
            self.save_pdf()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() != QDialog.DialogCode.Accepted or not self._held():
            return
        page = proof_of(self._stage.shop, queries.get(self._stage.shop, self.code_id))
        try:
            paper.check_letters(page)
            paper.prove(page)
            printer.setFullPage(True)
            paper.print_pages([page], printer, printer.resolution())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._printed()

    def _printed(self, *, as_file: bool = False) -> None:
        actions.note_copies(self._stage.shop, self.code_id, 1, as_file=as_file)
        self.show_step(1)
        self._stage.say(_("The sheet is noted in the register. Now photograph it."))

    # ------------------------------------------------------------------ photographing
    def choose_picture(self) -> None:
        """Asks for a file."""
        path = ask_picture(self, _("Choose the photo"))
        if path is not None:
            self.look_at(path)

    def paste(self) -> None:
        """A photo from the clipboard."""
        data = clipboard_png()
        if data:
            self.look_at(data)
        else:
            self._stage.say(_("No picture was copied yet. Copy the photo of the page first."))

    def look_at(self, source: Path | bytes) -> None:
        """Reads the page in a worker."""
        self._stage.run(_("Reading the page"), partial(read_page, source), self._compare)

    def _compare(self, text: str) -> None:
        code = queries.get(self._stage.shop, self.code_id)
        same = text.encode("utf-8") == code.payload.encode("utf-8")
        self._wrong.setVisible(not same)
        if same:
            self.scanned = text
            self.show_step(2)
            return
        told = _("Stop. This page does not carry your code. Do not hang it up. Print the page again.")
        self._wrong.setText(told)
        self._stage.warn(told)

    def show_camera(self) -> None:
        """The page is held before the camera in place of a photo."""
        self.show_step(1)
        self.faces.setCurrentIndex(FILMING)
        self.filming.begin(queries.get(self._stage.shop, self.code_id).payload)

    # ------------------------------------------------------------------ the name, the end
    def approve(self) -> None:
        """The last step: with the passphrase, where there is one, and the second person's."""
        if self.finish.isEnabled():
            self._with_both(self._approve)

    def _approve(self, key: Key | None, second: Key | None) -> None:
        try:
            when = approving.approve(self._stage.shop, self.code_id, self.scanned, self.owner.value("owner_again"), key=key,
                                     second=second)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._tell_done(when)
        self.show_step(3)
        self._stage.saved(_("Your code is proven on paper."))

    def _tell_done(self, when: str) -> None:
        empty_layout(self._result)
        shop = self._stage.shop
        told = words(_("This code is yours, and its sheet is true."), "title", tone="leaf")
        head = row(picture("shield-check-fill", 56, "leaf"), told, space=16)
        head.setStretch(1, 1)
        self._result.addLayout(head)
        if when > clock.now():
            at = isolate(f"{clock.local(when):%Y-%m-%d %H:%M}")
            self._result.addWidget(words(_("It may be shown to buyers from {time} on.").format(time=at), "body"))
        note: QLabel = words(_("These pictures stand on every true sheet of this code."), "quiet")
        self._result.addWidget(note)
        self._result.addWidget(marks_row(shop, queries.get(shop, self.code_id)))
        self._result.addWidget(words(_("Look at them each morning. Other pictures, or none: take the sheet down."), "quiet"))
        self._result.setSpacing(14)

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        """The step and what was given so far."""
        step = self.faces.currentIndex()
        return {"code": self.code_id, "step": 1 if step == FILMING else step, "scanned": self.scanned,
                "owner": self.owner.value("owner_again")}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets it back."""
        self.begin(kept["code"])
        self.scanned = kept["scanned"]
        self.owner.fill({"owner_again": kept["owner"]})
        self.finish.setEnabled(bool(kept["owner"]))
        if kept["step"] == STEPS:
            self._tell_done("")
        self.show_step(kept["step"])
