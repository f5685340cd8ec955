"""The red stop: another program changed the payment codes. What differs, what to do; until then nothing is shown or printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.payments import approving
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.findings import MOST_TOLD, Finding, Proof
from producer_app.areas.payments.trail.keys import Key
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import forms, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, picture, row, scrolling, words

SHOWN = 48
WithKey = Callable[[Callable[[Key | None], object]], object]
# Asks for the passphrase, and for the second person's where there is one.
WithBoth = Callable[[Callable[[Key | None, Key | None], object]], object]


class Stop(QWidget):
    """Fills the whole page in red. ``with_key``: asks for the passphrase where there is one."""

    def __init__(self, stage: Stage, with_key: WithKey) -> None:
        super().__init__()
        self._stage, self._with_key = stage, with_key
        self.setObjectName("redStop")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#redStop {{ background: {theme.RED}; }}")
        title = words(_("Stop!"), "stall")
        self._line_told = words("", "title")
        for label in (title, self._line_told):
            label.setStyleSheet(f"color: {theme.CARD}; background: transparent;")
        hand = picture("hand-palm-fill", 72, "red")
        hand.setStyleSheet(f"background: {theme.CARD}; border-radius: {theme.px(20)}px; padding: 8px;")
        head = row(hand, column(title, self._line_told, space=2), space=20)
        head.setStretch(1, 1)
        self._told = QVBoxLayout()
        self._told.setSpacing(12)
        self._do = words("", "body")
        self.paper = forms.Form([forms.Field("paper_words", _("The four words on your new sheet"), limit=200)])
        self.paper.entered.connect(self.put_right)
        self.paper.hide()
        facts = card(column(self._told, space=10, margins=(20, 16, 20, 16)))
        advice = card(column(words(_("What to do"), "strong"), self._do, self.paper, space=6, margins=(20, 16, 20, 16)))
        loud = button(_("Read aloud"), "speaker-high", self.read_aloud)
        loud.setObjectName("readStop")
        other = button(_("Go on with other work"), "house", lambda: stage.go("home"))
        other.setObjectName("leaveStop")
        self.act = button("", "shield-check", self.put_right, kind="primary")
        self.act.setObjectName("putRight")
        body = scrolling(boxed(column(head, facts, advice, None, space=16)))
        body.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        foot = card(column(flow(loud, other, self.act, ends=1), margins=(16, 12, 16, 12)))
        outer = column(body, foot, space=12, margins=(24, 20, 24, 20))
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self._proof: Proof | None = None

    def show_proof(self, proof: Proof) -> None:
        """What was found."""
        self._proof = proof
        empty_layout(self._told)
        for one in proof.findings[:MOST_TOLD]:
            self._told.addLayout(self._line(one, proof))
        more = len(proof.findings) - MOST_TOLD
        if more > 0:
            self._told.addWidget(words(ngettext("and {count} more", "and {count} more", more).format(count=more), "quiet"))
        self._do.setText(self._advice(proof))
        self._line_told.setText(
            _("Was it you? Until you answer, nothing is shown or printed from your payment codes.") if proof.renewed else
            _("Another program changed your payment codes. Nothing is shown or printed from them."))
        self.paper.setVisible(proof.renewed)
        self.act.setText(" " + (_("It was I") if proof.renewed else _("Put my codes back") if proof.mendable
                                else _("Look at every code again")))
        self.act.setAccessibleName(self.act.text().strip())

    def _line(self, one: Finding, proof: Proof) -> QVBoxLayout:
        line = row(picture("x-circle-fill", 28, "red"), words(one.told(), "strong", tone="red"))
        line.setStretch(1, 1)
        was, now = self._two(one, proof)
        if not was and not now:
            return column(line, space=0)
        return column(line, words(_("Yours: {text}").format(text=isolate(was or "–")), "body"),
                      words(_("Now in the file: {text}").format(text=isolate(now or "–")), "quiet"), space=4)

    def _two(self, one: Finding, proof: Proof) -> tuple[str, str]:
        """What was recorded and what stands there, shortened."""
        column_ = {"PAYLOAD": "payload", "OWNER": "owner", "ADDED": "payload", "DELETED": "payload"}.get(one.kind)
        if column_ is None:
            return "", ""
        code = proof.state.codes.get(one.code_id)
        found = proving.code_rows(self._stage.shop).get(one.code_id)
        return _short(code.values[column_] if code else ""), _short(found[column_] if found else "")

    def _advice(self, proof: Proof) -> str:
        if proof.renewed:
            return _("Was it you? Then write the four words that stand beside the pictures on a sheet printed since, and the new "
                     "passphrase. Without such a sheet, print one on the other computer first. Was it not you? Leave all as it is.")
        if proof.mendable:
            return _("One touch puts every code back as you recorded it. Then let somebody look after this computer: "
                     "a program on it changes what is not its own.")
        return _("If you laid an older copy of the shop back yourself, this is the reason. Else somebody was at your file. "
                 "Every code must be looked at: its printed sheet is photographed and read again before it is shown to a buyer.")

    def said(self) -> str:
        """Everything as one text, for the voice."""
        findings = self._proof.findings if self._proof else ()
        return " ".join([_("Stop!"), *(one.told() for one in findings[:MOST_TOLD]), self._do.text()])

    def read_aloud(self) -> None:
        """Speaks, also where reading aloud is switched off."""
        self._stage.warn(self.said())

    def put_right(self) -> None:
        """Asks for the passphrase where there is one, then mends."""
        self._with_key(self._mend)

    def _mend(self, key: Key | None) -> None:
        shop = self._stage.shop
        if self._proof is not None and self._proof.renewed:
            approving.accept_renewal(shop, key, self.paper.value("paper_words"))
            self.paper.clear()
            self._stage.saved(_("This computer knows your new passphrase."))
        elif self._proof is not None and self._proof.mendable:
            approving.put_back(shop, key=key)
            self._stage.saved(_("Your codes are as you recorded them."))
        else:
            approving.begin_again(shop, key=key)
            self._stage.saved(_("Now photograph each printed sheet, so that its code may be shown again."))


def _short(text: str) -> str:
    """Begin and end of a long text; the end is where codes differ."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN // 2]} … {text[-SHOWN // 2:]}"


def touched(stage: Stage) -> Proof | None:
    """What is wrong now, None for nothing."""
    proof = proving.look(stage.shop)
    return proof if proof.findings else None


