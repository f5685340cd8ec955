"""Closed days: the list, and the sheet of the chosen one to read, print and correct."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.money import actions, cashbox
from producer_app.areas.money.pages import close_sheet
from producer_app.areas.money.rows import Close
from producer_app.areas.money.screen.parts import Line, LineDelegate, day_words, list_width, tone_of
from producer_app.areas.money.tables import closes_table
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.page import Page as PaperPage
from producer_app.ui import handing_out, paper, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Cards, Pages
from producer_app.ui.widgets import boxed, button, card, column, empty, row, scrolling, words

PAGE = 60


def told(close: Close) -> Line:
    """A closed day as a line: the day, when, how it came out."""
    difference = close.difference
    about = f"{isolate(clock.local(close.at).strftime('%H:%M'))} · {close.truly.shown()}"
    return Line(day_words(close.on), about, difference.shown() if difference else _("right"), tone_of(difference))


class ClosedDays(QWidget):
    """The list at the start side, the sheet at the other."""

    def __init__(self, stage: Stage, close_now: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self.chosen: int | None = None
        self._model: Pages = Pages(self._load, lambda close: " ".join(told(close)[:3]), self)
        self._list = Cards(self._model, LineDelegate(told, 280), _("Closed days"))
        self._list.setObjectName("closes")
        self._list.chosen.connect(lambda close: self.choose(close.id))
        self._list.setFixedWidth(list_width())
        self._preview = paper.Preview()
        self._fix = boxed(self._fix_form())
        self._fix.hide()
        correct = button(_("Correct"), "note-pencil", self.begin_fix)
        correct.setObjectName("correctClose")
        save = button(_("Save as PDF"), "file-pdf", self.save_pdf)
        save.setObjectName("closePdf")
        out = button(_("Print"), "printer", self.print_out, kind="primary")
        out.setObjectName("closePrint")
        export = button(_("Export the list"), "export", self.export)
        export.setObjectName("exportCloses")
        side = column(space=8)
        side.addWidget(self._preview, 1)
        side.addWidget(self._fix)
        side.addWidget(flow(export, correct, save, out, ends=1, space=8))
        self._body = QWidget()
        self._body.setLayout(row(self._list, scrolling(boxed(side)), space=12))
        self._body.hide()
        self._empty = empty("calendar-check", _("No day was closed yet."), _("Close the day"), close_now, button_icon="money",
                            tone="leaf")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)

    def _fix_form(self) -> QVBoxLayout:
        self._amount, self._reason = QLineEdit(), QLineEdit()
        self._amount.setObjectName("fixAmount")
        self._amount.setAccessibleName(_("Really in the drawer"))
        self._amount.setPlaceholderText("0.00")
        self._amount.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._amount.setFixedWidth(theme.px(132))
        self._reason.setObjectName("fixReason")
        self._reason.setMaxLength(200)
        self._reason.setPlaceholderText(_("Why"))
        self._reason.setAccessibleName(_("Why"))
        self._reason.returnPressed.connect(self.write_fix)
        write = button(_("Write it below"), "check", self.write_fix)
        write.setObjectName("writeFix")
        line = row(self._amount, space=8)
        line.addWidget(self._reason, 1)
        line.addWidget(write)
        inner = column(words(_("Really in the drawer"), "strong"), line, space=6, margins=(12, 8, 12, 10))
        return column(card(inner), space=0)

    # ------------------------------------------------------------------ looking
    def _load(self, last: Close | None) -> Sequence[Close]:
        return cashbox.closes(self._stage.shop, limit=PAGE, before=last.id if last else None)

    def look_again(self) -> None:
        """Reads the list and the chosen sheet anew."""
        self._model.reload()
        found = [close.id for close in self._model.rows]
        if self.chosen not in found:
            self.chosen = found[0] if found else None
        self._empty.setVisible(not found)
        self._body.setVisible(bool(found))
        if self.chosen is not None:
            self._list.setCurrentIndex(self._model.index(found.index(self.chosen), 0))
            self._preview.show_page(self._pages()[0])

    def choose(self, close_id: int | None) -> None:
        """Shows the sheet of a day."""
        self.chosen = close_id
        self._fix.hide()
        self.look_again()

    def _pages(self) -> list[PaperPage]:
        assert self.chosen is not None
        return close_sheet(cashbox.close_of(self._stage.shop, self.chosen), self.window().windowTitle())

    # ------------------------------------------------------------------ doing
    def begin_fix(self) -> None:
        """Asks what was really there."""
        self._fix.setVisible(not self._fix.isVisible())
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_fix(self) -> None:
        """Writes the counter-entry below the sheet."""
        if self.chosen is None:
            return
        try:
            actions.correct(self._stage.shop, self.chosen, Money.parse(self._amount.text()), reason=self._reason.text())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._amount.clear()
        self._reason.clear()
        self._fix.hide()
        self._stage.say(_("The correction stands below the sheet."))

    def _name(self) -> str:
        assert self.chosen is not None
        return cashbox.close_of(self._stage.shop, self.chosen).on.isoformat()

    def save_pdf(self) -> None:
        """The sheet as a PDF."""
        handing_out.save_pdf(self, self._stage, self._pages(), self._name())

    def print_out(self) -> None:
        """The sheet on paper."""
        handing_out.print_out(self, self._stage, self._pages(), self._name())

    def export(self) -> None:
        """All closed days as a file."""
        handing_out.save_table(self, self._stage, lambda shop: [closes_table(shop)], _("Closed days"))
