"""The printers of this computer that take dots: one for rolls, one for labels; how they are reached, and a test print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QWidget

from producer_app.areas.posters import devices, sheets
from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.kinds.receipt import REACH_MM
from producer_app.areas.posters.rows import Machine, Sent
from producer_app.areas.posters.screen import batch
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.page import Block, Item, Page, Qr, Rect, Text
from producer_app.ui import printers, theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, row, scrolling, words

Language = Literal["escpos", "tspl"]
WAYS_OUT: tuple[Literal["network", "file", "serial", "usb"], ...] = ("network", "file", "serial", "usb")
NONE, USUAL_GAP = "none", "2"
WAYS = {NONE: N_("No such printer here"), "network": N_("By network"), "file": N_("By a device file"),
        "serial": N_("By a serial port"), "usb": N_("By USB")}
EXAMPLES = {NONE: "", "network": "192.168.1.50", "file": "/dev/usb/lp0", "serial": "COM3:9600", "usb": "04b8:0e15"}
TITLES = {"escpos": N_("Receipt printer"), "tspl": N_("Label printer")}


# ---------------------------------------------------------------- what this computer remembers
def machine(language: Language) -> Machine | None:
    """The printer kept for rolls or labels; None where none was, or what was kept makes no sense any more."""
    try:
        known = json.loads(printers.kept(f"dots/{language}") or "null")
        for way in WAYS_OUT:
            if way == known["way"]:
                return devices.checked(Machine(language, way, str(known["address"]), str(known["paper"]), int(known["dpi"]),
                                               float(known["gap_mm"])))
    except (TypeError, ValueError, KeyError, ShopError):
        return None
    return None


def keep_machine(language: Language, made: Machine | None) -> None:
    """Remembers a printer on this computer, or forgets it."""
    printers.keep_words(f"dots/{language}", json.dumps(asdict(made)) if made else "")


def machine_for(paper: str, *, labels: bool) -> Machine | None:
    """The printer of dots that takes a paper; None sends it to the printers of the system."""
    if paper in sheets.ROLLS:
        return machine("escpos")
    if labels and paper in sheets.SHEETS and sheets.SHEETS[paper].count == 1:
        return machine("tspl")
    return None


def told(paper: str, *, labels: bool) -> str:
    """The printer that a print goes to, in words."""
    found = machine_for(paper, labels=labels)
    if found is None:
        return _("Asked when printing")
    return isolate(found.address)


# ---------------------------------------------------------------- a test print
def test_page(made: Machine) -> Page:
    """A small page that shows whether all is right: three languages, a code, and a line of known length."""
    rolls = made.language == "escpos"
    width, height = (float(made.paper), 52.0) if rolls else (40.0, 30.0)
    reach = REACH_MM[made.paper] if rolls else width
    left, wide = (width - reach) / 2 + 1.5, reach - 3
    side, line = (25.0, 5.0) if rolls else (18.5, 3.4)
    words_wide = wide - side - 1
    items: list[Item] = [
        Text(Rect(left, 1.5, words_wide, line), "测试", line * 0.85, bold=True, color="#000000", language="zh"),
        Text(Rect(left, 2 + line, words_wide, line * 1.2), "سىناق", line * 0.8, color="#000000", language="ug", align="right"),
        Text(Rect(left, 3 + 2.2 * line, words_wide, line), "Test", line * 0.8, color="#000000"),
        Qr(Rect(left + wide - side, 1.5, side, side), "producer-app"),
        Block(Rect(left, height - 6, 30, 0.4), fill="#000000"),
        Text(Rect(left, height - 5.2, 30, 3.2), "30 mm", 2.8, color="#000000", align="center"),
    ]
    return Page(width, height, tuple(items), parts.said(N_("Test print")))


# ---------------------------------------------------------------- the page
class _MachineCard(QWidget):
    """One printer: how it is reached, what is in it."""

    def __init__(self, stage: Stage, language: Language, icon: str) -> None:
        super().__init__()
        self._stage, self._language = stage, language
        self.form = Form(self._fields(), 2)
        self.form.setObjectName(f"machine_{language}")
        self.form.changed.connect(self._look)
        self._error = words("", "error")
        self._error.setObjectName(f"error_{language}")
        self._error.hide()
        self._test = button(_("Test print"), "printer", self.try_it)
        self._test.setObjectName(f"test_{language}")
        keep = button(_("Keep"), "check", self.keep, kind="leaf")
        keep.setObjectName(f"keep_{language}")
        said = {"escpos": _("For receipts on rolls of 58 or 80 mm."), "tspl": _("For labels of 40 × 30 up to 100 × 150 mm.")}
        head = row(badge(icon, 44, "violet"), column(words(_(TITLES[language]), "title"), words(said[language], "quiet"), space=0))
        head.setStretch(1, 1)
        outer = column(card(column(head, self.form, self._error, flow(self._test, keep, ends=2), None, margins=(16, 14, 16, 14))))
        self.setLayout(outer)
        self._show(machine(language))

    def _fields(self) -> list[Field]:
        found = [Field("way", _("How it is reached"), "choice", choices={key: _(text) for key, text in WAYS.items()}, width=2),
                 Field("address", _("Address"), "code", limit=200, width=2)]
        dots = Field("dpi", _("Dots an inch"), "choice", choices={"203": isolate("203"), "300": isolate("300")})
        if self._language == "escpos":
            return [*found, Field("paper", _("Paper"), "choice", choices={name: sheets.title(name) for name in sheets.ROLLS}), dots]
        return [*found, dots, Field("gap_mm", _("Gap between labels, mm"), "number", example=USUAL_GAP, limit=5)]

    def _show(self, known: Machine | None) -> None:
        if known is not None:
            self.form.fill({"way": known.way, "address": known.address, "dpi": str(known.dpi), "paper": known.paper,
                            "gap_mm": sheets.number(known.gap_mm)})
        self._look()

    def _look(self) -> None:
        way = self.form.value("way")
        here = way != NONE
        for key, made in self.form.inputs.items():
            if key != "way":
                made.setEnabled(here)
        address = self.form.inputs["address"]
        address.setProperty("placeholderText", EXAMPLES[way])
        self._test.setEnabled(here)

    def chosen(self) -> Machine | None:
        """The printer as written here; None for none. Raises ShopError: an address or a gap that cannot be."""
        gap = (self.form.value("gap_mm").replace(",", ".") if self._language == "tspl" else "") or USUAL_GAP
        paper = self.form.value("paper") if self._language == "escpos" else ""
        for way in WAYS_OUT:
            if way == self.form.value("way"):
                if not gap.replace(".", "", 1).isdigit():
                    gap = "-1"
                return devices.checked(Machine(self._language, way, self.form.value("address"), paper, int(self.form.value("dpi")),
                                               float(gap)))
        return None

    def _refused(self, refusal: ShopError | None) -> None:
        self._error.setText(str(refusal) if refusal else "")
        self._error.setVisible(refusal is not None)

    def keep(self) -> bool:
        """Remembers the printer, or says what cannot be."""
        try:
            keep_machine(self._language, self.chosen())
        except ShopError as refusal:
            self._refused(refusal)
            return False
        self._refused(None)
        self._stage.say(_("The printer is kept on this computer."))
        return True

    def try_it(self) -> None:
        """Keeps the printer and prints the test page."""
        if not self.keep():
            return
        found = machine(self._language)
        if found is not None:
            self._stage.run(_("Test print"), partial(batch.print_out, [test_page(found)], found), self._tried)

    def _tried(self, sent: Sent) -> None:
        self._refused(sent.trouble)
        if sent.trouble is None:
            self._stage.say(_("Sent. The line on the test print is 30 mm long, and a phone reads the code."))


class PrintersPage(QWidget):
    """Both printers side by side, with the way back."""

    def __init__(self, stage: Stage, back: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("printers")
        leave = button(_("Back"), "arrow-left", back)
        leave.setObjectName("leavePrinters")
        both = (_MachineCard(stage, "escpos", "receipt"), _MachineCard(stage, "tspl", "tag"))
        side_by_side = theme.scale() <= 125
        pair = row(*both, space=16) if side_by_side else column(*both, space=16)
        if side_by_side:
            for place in (0, 1):
                pair.setStretch(place, 1)
        said = words(_("Other printers are set up in the system; the program asks which of them to use when it prints."), "quiet")
        self.setLayout(column(row(leave, words(_("Printers"), "head", wrap=False), None),
                              scrolling(boxed(column(boxed(pair), said, None)))))
