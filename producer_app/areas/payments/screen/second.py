"""The second person of a cooperative: who it is, and her passphrase when a code is to be shown. Neither passphrase is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.payments import approving
from producer_app.areas.payments.screen.guarding import Secret, face, point, verdict
from producer_app.areas.payments.trail.keys import Key
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress
from producer_app.ui import forms
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, button, empty_layout, row, words


class SecondPerson(QWidget):
    """Faces: 0 who agrees from now on, 1 she agrees. ``left``: without; ``done``: somebody was named."""

    left = Signal()
    done = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._key: Key | None = None
        self._act: Callable[[Key], object] | None = None
        self.faces = QStackedWidget()
        for one in (self._naming(), self._agreeing()):
            self.faces.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.faces)

    # ------------------------------------------------------------------ the two faces
    def _naming(self) -> QWidget:
        self.name = forms.Form([forms.Field("second_name", _("Name of the second person"), limit=approving.MOST_NAME_LETTERS)])
        self.first = Secret("second_passphrase", _("The second person’s passphrase"))
        self.again = Secret("second_again", _("The same once more"))
        for form in (self.name, self.first, self.again):
            form.changed.connect(self._judge)
        self._verdict = words("", "quiet")
        self._verdict.setObjectName("secondVerdict")
        self._set = button(_("Two agree from now on"), "users", self.choose, kind="primary")
        self._set.setObjectName("setSecond")
        return face(
            _("Ask a second person too"),
            point("users", _("Then no code is shown to buyers before both of you wrote your passphrases.")),
            point("lock", _("The second person writes hers here herself, and tells it to nobody.")),
            self.name, self.first, self.again, self._verdict, foot=flow(self._set, ends=1), back=self.left.emit)

    def _agreeing(self) -> QWidget:
        self._who = QVBoxLayout()
        self.word = Secret("agree_word", _("The second person’s passphrase"))
        self.word.entered.connect(self.answer)
        self._agree = button(_("I agree"), "check", self.answer, kind="primary")
        self._agree.setObjectName("agree")
        self.word.changed.connect(lambda: self._agree.setEnabled(bool(self.word.value("agree_word"))))
        return face(_("The second person agrees"), row(None, badge("users", 88, "rose"), None), self._who, self.word,
                    foot=flow(self._agree, ends=1), back=self.left.emit)

    # ------------------------------------------------------------------ who it is
    def begin_naming(self, key: Key | None) -> None:
        """Asks who it is. ``key``: the owner's."""
        self._key = key
        for form in (self.name, self.first, self.again):
            form.clear()
        self._judge()
        self.faces.setCurrentIndex(0)
        self.name.inputs["second_name"].setFocus()

    def _judge(self) -> None:
        good, said = verdict(self.first.value("second_passphrase"), self.again.value("second_again"))
        self._verdict.setText(said)
        self._set.setEnabled(good and bool(self.name.value("second_name")))

    def choose(self) -> None:
        """Keeps it; said only once it is on disk."""
        if not self._set.isEnabled():
            return
        try:
            approving.set_second(self._stage.shop, self.name.value("second_name"), self.first.value("second_passphrase"),
                                 key=self._key)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        for form in (self.first, self.again):
            form.clear()
        self._key = None
        self.done.emit()
        self._stage.saved(_("From now on both of you agree before a code is shown."))

    # ------------------------------------------------------------------ she agrees
    def ask(self, act: Callable[[Key], object]) -> None:
        """Does something once she agreed."""
        self._act = act
        empty_layout(self._who)
        name = isolate(approving.second_of(self._stage.shop).name)
        told = words(_("{name}, do you agree to this change of a payment code?").format(name=name), "title")
        told.setObjectName("whoAgrees")
        self._who.addWidget(told)
        self.word.clear()
        self._agree.setEnabled(False)
        self.faces.setCurrentIndex(1)
        self.word.inputs["agree_word"].setFocus()

    def answer(self) -> None:
        """Tries her passphrase in a worker."""
        text, second = self.word.value("agree_word"), approving.second_of(self._stage.shop)
        if text:
            self._stage.run(_("Trying the passphrase"), partial(_key_of, text, second.salt, second.public), self._agreed)

    def _agreed(self, key: Key) -> None:
        self.word.clear()
        act, self._act = self._act, None
        if act is not None:
            act(key)


def _key_of(text: str, salt: str, public: str, progress: Progress) -> Key:
    progress(0, 1, "")
    return approving.key_of(text, salt, public)
