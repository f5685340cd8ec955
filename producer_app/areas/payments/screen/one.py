"""One own code, large: what it is in plain words, where it hangs, printing it, taking it out of use."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.payments import actions, kinds, proposals, queries
from producer_app.areas.payments.rows import Place, ReceivingCode
from producer_app.areas.payments.screen.marks import SchemeStrip, large, pair, tail
from producer_app.areas.payments.screen.sheet_marks import marks_card
from producer_app.areas.payments.screen.stop import WithKey
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.marks import check_letters
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, picture, row, rule, scrolling, words


class One(QWidget):
    """The code on the start side, its facts and places on the other."""

    left = Signal()
    prove = Signal(int)

    def __init__(self, stage: Stage, with_key: WithKey) -> None:
        super().__init__()
        self._stage, self._with_key = stage, with_key
        self.code_id = 0
        self._title = words("", "head")
        back = button("", "arrow-left", self.left.emit, kind="square", name=_("Back"))
        back.setObjectName("backToCodes")
        self._view = CodeView(280)
        self._strip = SchemeStrip()
        self._letters = words("", "title", wrap=False)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(10)
        self._places = QVBoxLayout()
        self._places.setSpacing(8)
        self._place = QLineEdit()
        self._place.setObjectName("place")
        self._place.setPlaceholderText(_("Counter, night bazaar …"))
        self._place.setAccessibleName(_("Where it hangs"))
        self._place.setMaxLength(60)
        self._place.returnPressed.connect(self.hang)
        hang = button(_("Note it"), "map-pin", self.hang)
        hang.setObjectName("hang")
        retire = button(_("Take out of use"), "archive-box", self.retire)
        retire.setObjectName("retire")
        show = button(_("Print it"), "printer", lambda: stage.go("posters", code=self.code_id), kind="primary")
        show.setObjectName("printCode")
        prove = button(_("Prove it on paper"), "camera", lambda: self.prove.emit(self.code_id))
        prove.setObjectName("proveCode")
        self._print, self._prove = show, prove
        self._trust = QVBoxLayout()
        self._trust.setSpacing(8)
        letters = flow(words(_("Compare with the sheet:"), "quiet", wrap=False), self._letters)
        code = card(column(self._strip, self._view, letters, space=8, margins=(16, 16, 16, 12)))
        facts = card(column(self._trust, self._facts, space=14, margins=(20, 16, 20, 16)))
        hangs = card(column(words(_("Where it hangs"), "strong"), self._places, row(self._place, hang), space=10,
                            margins=(20, 16, 20, 16)))
        side: QWidget = boxed(column(facts, hangs, None, space=12))
        buttons = flow(retire, prove, show, ends=1)
        if not large():
            side = scrolling(side)
            side.setMinimumWidth(theme.px(380))
            side = boxed(column(side, buttons, space=12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(back, self._title, None))
        outer.addWidget(pair(code, side, shares=(5, 6)), 1)
        if large():
            outer.addWidget(buttons)

    def show_code(self, code_id: int) -> None:
        """Another code."""
        self.code_id = code_id
        self._place.clear()
        self.refresh()

    def refresh(self) -> None:
        """Looks at the shop again; a code taken out of use leaves the screen."""
        code = queries.get(self._stage.shop, self.code_id)
        if not code.active:
            self.left.emit()
            return
        reading = kinds.read(code.payload, code.scheme)
        self._title.setText(code.owner)
        self._strip.show_scheme(reading.scheme)
        self._view.show_code(code.payload, bytes_only=reading.scheme.bytes_only)
        self._letters.setText(isolate(check_letters(code.payload)))
        day = isolate(clock.local(code.added_at).date().isoformat())
        self._show_trust(code)
        empty_layout(self._facts)
        if code.last_digits:
            self._fact("identification-card", _("Ends in {digits}").format(digits=tail(code.last_digits)))
        self._fact("calendar-check", _("In use since {day}").format(day=day))
        for sentence in proposals.said(reading, code.payload):
            self._fact("info", sentence)
        empty_layout(self._places)
        for place in code.places:
            self._places.addLayout(self._place_line(place))
        if not code.places:
            nowhere = _("Nowhere yet. Note each place, so that none is forgotten when the code changes.")
            self._places.addWidget(words(nowhere, "quiet"))

    def _show_trust(self, code: ReceivingCode) -> None:
        """Whether its printed page was read back, and the marks on its true sheets."""
        empty_layout(self._trust)
        proof = proving.look(self._stage.shop)
        known = proof.state.codes.get(code.id)
        waiting = not proof.ready(code.id)
        self._print.setEnabled(not waiting)
        theme.mark(self._prove, kind="primary" if waiting else "")
        if known is not None and known.standing == "approved" and not waiting:
            proven = isolate(clock.local(known.proven_at).date().isoformat())
            icon, tone, told = "shield-check-fill", "leaf", _("Its printed page was read back on {day}.").format(day=proven)
        elif waiting and known is not None and known.standing == "approved":
            at = isolate(f"{clock.local(known.active_from):%Y-%m-%d %H:%M}")
            icon, tone, told = "hourglass", "amber", _("It may be shown to buyers from {time} on.").format(time=at)
        elif waiting:
            icon, tone, told = "hourglass", "amber", _("It waits: print its page and photograph it, then buyers may see it.")
        else:
            icon, tone, told = "shield-warning", "amber", _("Its printed page was not read back yet.")
        line = row(picture(icon, 28, tone), words(told, "strong", tone=tone), space=12)
        line.setStretch(1, 1)
        self._trust.addLayout(line)
        self._trust.addLayout(marks_card(self._stage.shop, code))

    def _fact(self, icon: str, text: str) -> None:
        line = row(picture(icon, 24, "ink"), words(text), space=12)
        line.setStretch(1, 1)
        self._facts.addLayout(line)

    def _place_line(self, place: Place) -> QVBoxLayout:
        day = isolate(clock.local(place.since).date().isoformat())
        gone = button(_("Taken down"), "x", partial(self.take_down, place.name))
        since = words(_("since {day}").format(day=day), "quiet")
        line = row(picture("map-pin", 24, "leaf"), words(place.name, "strong"), since, gone)
        line.setStretch(1, 1)
        return column(line, rule(), space=6)

    # ------------------------------------------------------------------ changes
    def hang(self) -> None:
        """Notes the typed place."""
        try:
            actions.hang(self._stage.shop, self.code_id, self._place.text())
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._place.clear()
        self._stage.saved(_("The place is noted."))

    def take_down(self, place: str) -> None:
        """Notes that it hangs there no longer."""
        actions.take_down(self._stage.shop, self.code_id, place)
        self._stage.saved(_("Noted: it no longer hangs there."))

    def retire(self) -> None:
        """Takes the code out of use, with the passphrase where there is one; it comes back only by adding it again."""
        self._with_key(self._retire)

    def _retire(self, key: Key | None) -> None:
        try:
            actions.retire(self._stage.shop, self.code_id, key=key)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("The code is out of use. Take its sheets down."))
