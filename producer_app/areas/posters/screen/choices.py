"""The choices of a print: what, on which paper, with which code, how many, and where on the label sheet to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from producer_app.areas import payments
from producer_app.areas.posters import sheets
from producer_app.areas.posters.kinds import label_face, printable, printables
from producer_app.areas.posters.rows import Sheet
from producer_app.areas.posters.screen.copies import Copies
from producer_app.areas.posters.screen.labels import SheetMap
from producer_app.base.i18n import _, isolate
from producer_app.ui import icons, theme
from producer_app.ui.widgets import boxed, button, column, row, words

MOST_PLACE_LETTERS = 60


def _labelled(text: str, part: QWidget) -> QWidget:
    label = words(text, "label")
    label.setBuddy(part)
    part.setAccessibleName(text)
    return boxed(column(label, part, space=4))


class Choices(QWidget):
    """The choices, each in its own labelled box; ``changed`` after each of them."""

    def __init__(self, changed: Callable[[], object], own_sheet: Callable[[], object], begin: Callable[[int], object],
                 printers: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self._filling = True  # until the page that listens stands
        self._kinds = self._combo("kind")
        for kind in printables().values():
            self._kinds.addItem(icons.icon(kind.icon, theme.px(24), theme.ROSE), _(kind.title), kind.id)
        self._papers, self._codes = self._combo("paper"), self._combo("codes")
        self.copies = Copies()
        self.copies.changed.connect(self._tell)
        self.name = QLineEdit()
        self.name.setObjectName("shopName")
        self.name.setMaxLength(60)
        self.name.editingFinished.connect(self._tell)
        self.place = QComboBox()
        self.place.setObjectName("placeOfSheet")
        self.place.setAccessibleName(_("Where it hangs"))
        self.place.setEditable(True)
        self.place.setMinimumHeight(theme.px(theme.TARGET))
        self.place.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.place.setMaxCount(40)
        line = self.place.lineEdit()
        if line is not None:
            line.setAccessibleName(_("Where it hangs"))
            line.setPlaceholderText(_("For example: market stall, left side"))
        self.map = SheetMap()
        self.map.began.connect(begin)
        self._begin = words("", "quiet")
        own = button(_("My own sheet …"), "ruler", own_sheet)
        own.setObjectName("ownSheetButton")
        self._printer = button("", "printer", printers)
        self._printer.setObjectName("printerChosen")
        large = theme.scale() > 150  # large letters: one under the other
        beside = boxed(column(self._begin, own, None))
        self._sheet = boxed(column(self.map, beside) if large else row(self.map, beside))
        self._boxes = {
            "paper": _labelled(_("Paper"), self._papers), "code": _labelled(_("Payment code on it"), self._codes),
            "place": _labelled(_("Where it will hang"), self.place), "printer": _labelled(_("Printer"), self._printer),
            "copies": _labelled(_("Copies of each"), self.copies), "name": _labelled(_("Name of the shop on paper"), self.name)}
        both = (self._boxes["copies"], self._boxes["name"])
        pair = column(*both, space=8) if large else row(*both)
        pair.setStretch(1, 1)
        self.setLayout(column(_labelled(_("What to print"), self._kinds), self._boxes["paper"], self._sheet, self._boxes["code"],
                              self._boxes["place"], boxed(pair), self._boxes["printer"], space=8))
        self._kinds.currentIndexChanged.connect(lambda _index: self._fill_papers())
        self._fill_papers()
        self._filling = False

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setMinimumHeight(theme.px(theme.TARGET))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(12)
        made.setIconSize(QSize(theme.px(22), theme.px(22)))
        if name != "kind":
            made.currentIndexChanged.connect(lambda _index: self._tell())
        return made

    def _tell(self) -> None:
        self._boxes["place"].setVisible(self._asks_place())
        if not self._filling:
            self._changed()

    # ------------------------------------------------------------------ what is chosen
    @property
    def kind(self) -> str:
        """The printable's id."""
        return str(self._kinds.currentData())

    @property
    def of(self) -> str:
        """What the printable is made of: products, orders, code, nothing."""
        return printable(self.kind).of

    @property
    def paper(self) -> str:
        """The paper's name."""
        return str(self._papers.currentData() or "")

    @property
    def code_id(self) -> int | None:
        """The code to print, or None."""
        chosen = self._codes.currentData()
        return int(chosen) if chosen is not None else None

    @property
    def hangs_at(self) -> str:
        """The place that was written or chosen, "" for none or where nothing hangs."""
        return " ".join(self.place.currentText().split())[:MOST_PLACE_LETTERS] if self._asks_place() else ""

    def _asks_place(self) -> bool:
        return printable(self.kind).remembered and self.code_id is not None

    def lacks_room(self, own: Sheet) -> bool:
        """Whether a code was chosen that the label has no room for."""
        kind = printable(self.kind)
        if not kind.labels or self.code_id is None:
            return False
        sheet = own if self.paper == sheets.OWN else sheets.SHEETS[self.paper]
        return not label_face.code_side(sheet.label(0))

    # ------------------------------------------------------------------ choosing by the program
    def choose(self, kind: str, paper: str = "") -> None:
        """Another printable; its paper where it has it."""
        self._filling = True
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(kind)))
        self._papers.setCurrentIndex(max(0, self._papers.findData(paper)))
        self._filling = False
        self._tell()

    def choose_code(self, code_id: int | None) -> None:
        """Another code, or none."""
        self._filling = True
        self._codes.setCurrentIndex(max(0, self._codes.findData(code_id)))
        self._filling = False

    def fill(self, codes: Sequence[payments.ReceivingCode], ready: Sequence[int], name: str, places: Sequence[str]) -> None:
        """The codes there are; the one chosen stays, else the first one that may be shown is, else the first. ``ready``: those
        that may be shown; another one is named all the same, so that it is told why it is not printed."""
        before = self._codes.currentData() if self._codes.count() else -1
        self._filling = True
        self._codes.clear()
        self._codes.addItem(_("No code"), None)
        for code in codes:
            later = "" if code.id in ready else f" · {_('not yet')}"
            self._codes.addItem(f"{_(payments.scheme_of(code).title)} · {isolate(code.owner)}{later}", code.id)
        first = next((code.id for code in codes if code.id in ready), codes[0].id if codes else None)
        self._codes.setCurrentIndex(max(0, self._codes.findData(first if before == -1 else before)))
        written = self.place.currentText() if self.place.count() or self.place.currentText() else next(iter(places), "")
        self.place.clear()
        self.place.addItems(list(places))
        self.place.setEditText(written)
        if name and not self.name.text():
            self.name.setText(name)
        self._filling = False

    def _fill_papers(self) -> None:
        kind = printable(self.kind)
        before, outer = self.paper, self._filling
        self._filling = True
        self._papers.clear()
        for paper in kind.papers:
            self._papers.addItem(sheets.title(paper) if kind.labels or paper in sheets.ROLLS else isolate(paper), paper)
        if kind.labels:
            self._papers.addItem(_("My own sheet"), sheets.OWN)
        self._papers.setCurrentIndex(max(0, self._papers.findData(before)))
        self._filling = outer
        self._boxes["paper"].setVisible(self._papers.count() > 1)
        self._boxes["code"].setVisible(kind.coded)
        self._boxes["copies"].setVisible(kind.labels or kind.of == "code")
        self._boxes["name"].setVisible(kind.of != "nothing")
        if not (kind.labels or kind.of == "code"):
            self.copies.setValue(1)
        self._tell()

    def show_printer(self, name: str) -> None:
        """The printer that the print goes to."""
        room = min(theme.px(300), 330)
        self._printer.setText(" " + self._printer.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        self._printer.setToolTip(name)
        self._printer.setAccessibleName(name)

    def show_sheet(self, sheet: Sheet | None, used: int, cards: int, own: Sheet) -> None:
        """The label sheet in small, where the paper is one."""
        labels = printable(self.kind).labels
        self._sheet.setVisible(labels)
        place = self._papers.findData(sheets.OWN)
        if labels and place >= 0:
            self._papers.setItemText(place, sheets.title(sheets.OWN, own))
        if sheet is None or not labels:
            return
        self.map.setVisible(sheet.count > 1)
        self.map.show_sheet(sheet, used, cards * self.copies.value())
        self._begin.setText(_("Printing begins at label {number}. Touch another label to begin there.").format(number=used + 1)
                            if sheet.count > 1 else _("One label a page, for label printers."))

    # ------------------------------------------------------------------ over a change of language
    def keep(self) -> dict[str, Any]:
        """What is chosen."""
        return {"kind": self.kind, "paper": self.paper, "code": self.code_id, "copies": self.copies.value(),
                "name": self.name.text(), "place": self.place.currentText()}

    def take(self, kept: dict[str, Any]) -> None:
        """Chooses it again."""
        self.name.setText(kept["name"])
        self.place.setEditText(kept["place"])
        self.choose_code(kept["code"])
        self.choose(kept["kind"], kept["paper"])
        self.copies.setValue(kept["copies"])
