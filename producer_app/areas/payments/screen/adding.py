"""A new own code: off a picture, from a pasted text, or made from a filled form; shown and named before it is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from producer_app.areas.payments import actions, kinds, proposals
from producer_app.areas.payments.proposals import Proposal
from producer_app.areas.payments.screen.marks import SchemeStrip, ask_picture, clipboard_png, large, pair
from producer_app.areas.payments.screen.seen import Seen
from producer_app.areas.payments.screen.stop import WithKey
from producer_app.areas.payments.trail.keys import Key
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.ui import forms, theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, empty_layout, picture, row, scrolling, words

# Those most asked for stand first; every other scheme that people may make themselves follows by name.
FIRST = ("pix", "promptpay", "upi")
# A pause in typing after which the code is drawn anew.
PAUSE_MS = 250


class Adding(QWidget):
    """On the start side where the code comes from, on the other what it is and whose."""

    left = Signal()
    kept = Signal(int)

    def __init__(self, stage: Stage, with_key: WithKey) -> None:
        super().__init__()
        self._stage, self._with_key = stage, with_key
        self.proposal: Proposal | None = None
        self.form = forms.Form([])
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check_form)
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToCodes")
        self.ways = QStackedWidget()
        self.ways.addWidget(self._picture_side())
        self.ways.addWidget(self._form_side())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        chips = self._way_chips()
        if large():
            head = row(back, words(_("Add a payment code"), "head"))
            head.setStretch(1, 1)
            outer.addLayout(column(head, row(None, *chips)))
        else:
            outer.addWidget(flow(back, words(_("Add a payment code"), "head", wrap=False), *chips, ends=len(chips)))
        self._body = pair(self.ways, self._result_side())
        outer.addWidget(self._body, 1)
        if large():
            outer.addLayout(row(None, self.keep_button))
        self.begin()

    def _way_chips(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        self._chips = []
        for place, (text, icon) in enumerate(((_("From a picture"), "image"), (_("Make my own"), "pencil-simple"))):
            chip = button(text, icon, partial(self.choose_way, place), kind="chip")
            chip.setObjectName(f"way_{place}")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            group.addButton(chip)
            self._chips.append(chip)
        return self._chips

    def _picture_side(self) -> QWidget:
        choose = button(_("Choose a picture"), "image", self.choose_picture)
        choose.setObjectName("choosePicture")
        paste = button(_("Paste"), "clipboard-text", self.paste)
        paste.setObjectName("paste")
        line = words(_("Drop a screenshot of your receiving code here."), "title")
        hint = words(_("In WeChat or Alipay: Receive money, then save the picture. Not the code for paying."), "quiet")
        for label in (line, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ground = QFrame()
        ground.setObjectName("dropGround")
        ground.setStyleSheet(
            f"#dropGround {{ background: {theme.TINTS['blue'][1]}; border: 2px dashed {theme.BLUE}; border-radius: 14px; }}"
            " #dropGround QLabel { background: transparent; }")
        buttons = column(row(None, choose, None), row(None, paste, None)) if large() else row(None, choose, paste, None)
        self.seen = Seen()
        self._invitation = boxed(column(row(None, badge("image", 96, "blue"), None), line, hint, space=12))
        shape = column(None, self._invitation, self.seen, 8, buttons, None, space=0, margins=(24, 24, 24, 24))
        # A picture takes the room; without one the invitation stands in the middle.
        shape.setStretch(2, 100)
        ground.setLayout(shape)
        return ground if large() else scrolling(ground)

    def _form_side(self) -> QWidget:
        self.schemes = QComboBox()
        self.schemes.setObjectName("schemes")
        self.schemes.setAccessibleName(_("Which kind of code"))
        own = [s for s in kinds.schemes().values() if s.issued_by == "self" and s.fields]
        own.sort(key=lambda s: (FIRST.index(s.id) if s.id in FIRST else len(FIRST), _(s.title)))
        for scheme in own:
            self.schemes.addItem(_(scheme.title), scheme.id)
        self.schemes.currentIndexChanged.connect(lambda _index: self._show_form())
        label = words(_("Which kind of code"), "label")
        label.setBuddy(self.schemes)
        self._form_place = QVBoxLayout()
        self._form_place.setContentsMargins(0, 0, 0, 0)
        hint = row(picture("info", 20),
                   words(_("WeChat and Alipay codes come from the wallet only: use a picture for those."), "quiet"))
        hint.setStretch(1, 1)
        inner = boxed(column(column(label, self.schemes, space=4), self._form_place, hint, None, space=14,
                             margins=(20, 16, 20, 16)))
        frame = card()
        frame.setLayout(column(inner if large() else scrolling(inner), space=0))
        return frame

    def _result_side(self) -> QWidget:
        self._strip = SchemeStrip()
        self.view = CodeView(200)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.problem = words("", "error")
        self.problem.setObjectName("problem")
        self.owner = forms.Form([forms.Field("owner", _("Payee’s name, as the wallet shows it"), limit=100)])
        self.owner.changed.connect(self._able)
        self.owner.entered.connect(self.keep_code)
        self._wait = words(_("The code will be shown here before it is kept."), "quiet")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting = boxed(column(None, row(None, picture("qr-code", 72, "ink"), None), self._wait, None))
        self.keep_button = button(_("Keep this code"), "check", self.keep_code, kind="primary")
        self.keep_button.setObjectName("keepCode")
        self._found = boxed(column(self._strip, self.view, self._lines, space=10))
        panel = card(column(self._waiting, self._found, self.problem, space=10, margins=(16, 16, 16, 16)))
        if large():
            return boxed(column(panel, self.owner, space=12))
        # The name and the button stay in sight however low the window is.
        side = column(scrolling(panel), self.owner, row(None, self.keep_button), space=12)
        side.setStretch(0, 1)
        return boxed(side)

    # ------------------------------------------------------------------ beginning, ways
    def begin(self) -> None:
        """Empty, from a picture."""
        self.owner.clear()
        self._propose(None)
        self.choose_way(0)

    def choose_way(self, way: int) -> None:
        """0 from a picture, 1 made from a form."""
        self._chips[way].setChecked(True)
        if self.ways.currentIndex() != way:
            self._propose(None)
        self.ways.setCurrentIndex(way)
        if way == 1 and not self.form.inputs:
            self._show_form()

    def choose_scheme(self, scheme_id: str) -> None:
        """The form of one scheme."""
        self.schemes.setCurrentIndex(self.schemes.findData(scheme_id))
        self._show_form()

    # ------------------------------------------------------------------ from a picture or a text
    def choose_picture(self) -> None:
        """Asks for a file."""
        path = ask_picture(self, _("Choose a picture"))
        if path is not None:
            self.look_at(path)

    def look_at(self, source: Path | bytes) -> None:
        """Reads the code of a picture in a worker."""
        self.choose_way(0)
        self._propose(None)
        self._stage.run(_("Reading the code"), partial(proposals.from_picture, source), self._propose)

    def paste(self) -> None:
        """A picture or a text from the clipboard."""
        data, text = clipboard_png(), QGuiApplication.clipboard().text()
        if data:
            self.look_at(data)
        elif text:
            self.take_text(text)
        else:
            self._stage.say(_("Nothing was copied yet. Copy the picture or the text of your code first."))

    def take_text(self, text: str) -> None:
        """A code as text; blanks and breaks around it come from copying, not from the code."""
        try:
            self._propose(proposals.from_text(text.strip()))
        except ShopError as refusal:
            self._propose(None)
            self._stage.refuse(refusal)

    # ------------------------------------------------------------------ from a form
    def _show_form(self) -> None:
        scheme = kinds.scheme(str(self.schemes.currentData()))
        empty_layout(self._form_place)
        fields = []
        for one in scheme.fields:
            if not one.fixed:
                label = f"{_(one.label)} ({_(one.hint)})" if one.hint else _(one.label)
                choices = {value: _(text) for value, text in one.choices.items()}
                fields.append(forms.Field(one.name, label, "choice" if choices else "code", example=one.example, choices=choices))
        self.form = forms.Form(fields)
        self.form.changed.connect(self._pause.start)
        self.form.entered.connect(self.check_form)
        self._form_place.addWidget(self.form)
        self._propose(None)

    def check_form(self) -> None:
        """Makes the code from what stands in the form so far, or says what is not right yet."""
        self._pause.stop()
        scheme = kinds.scheme(str(self.schemes.currentData()))
        values = self.form.values()
        if any(not values.get(f.name) for f in scheme.fields if f.required and not f.fixed):
            self._propose(None)
            return
        try:
            self._propose(proposals.from_text(kinds.build(scheme.id, kinds.typed(scheme, values))))
        except ShopError as refusal:
            self._propose(None)
            self.problem.setText(str(refusal))
            self.problem.show()

    # ------------------------------------------------------------------ what it is, keeping it
    def _propose(self, proposal: Proposal | None) -> None:
        self.proposal = proposal
        self._found.setVisible(proposal is not None)
        self._waiting.setVisible(proposal is None)
        self.problem.hide()
        empty_layout(self._lines)
        shown = self.seen.show_picture(proposal.image, proposal.corners) if proposal and proposal.image else False
        self.seen.setVisible(shown)
        self._invitation.setVisible(not shown)
        if proposal is not None:
            self._strip.show_scheme(proposal.reading.scheme)
            self.view.show_code(proposal.text, bytes_only=proposal.reading.scheme.bytes_only)
            for sentence in proposals.said(proposal.reading, proposal.text):
                line = row(picture("info", 20), words(sentence), space=10)
                line.setStretch(1, 1)
                self._lines.addLayout(line)
            if proposal.owner and not self.owner.value("owner"):
                self.owner.fill({"owner": proposal.owner})
            self.owner.inputs["owner"].setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(self._body, QScrollArea):
                self._body.ensureWidgetVisible(self.owner)
        self._able()

    def _able(self) -> None:
        self.keep_button.setEnabled(self.proposal is not None and bool(self.owner.value("owner")))

    def keep_code(self) -> None:
        """Keeps it, with the passphrase where there is one."""
        if self.proposal is not None and self.keep_button.isEnabled():
            self._with_key(self._keep)

    def _keep(self, key: Key | None) -> None:
        """Said only once it is on disk."""
        one = self.proposal
        if one is None:
            return
        try:
            code_id = actions.register(self._stage.shop, one.text, self.owner.value("owner"), image=one.image, suffix=one.suffix,
                                       key=key)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self.kept.emit(code_id)
        self._stage.saved(_("Your code is saved."))

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        """What was chosen and typed so far."""
        return {"way": self.ways.currentIndex(), "proposal": self.proposal, "owner": self.owner.value("owner"),
                "scheme": self.schemes.currentData(), "form": self.form.values()}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets it back."""
        self.choose_way(kept["way"])
        if kept["way"] == 1:
            self.choose_scheme(kept["scheme"])
            self.form.fill(kept["form"])
        self._propose(kept["proposal"])
        self.owner.fill({"owner": kept["owner"]})
        self._able()
