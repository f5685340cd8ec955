"""The passphrase: choosing one, being asked for it, and what to do when it is forgotten. One question a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from producer_app.areas.payments import approving
from producer_app.areas.payments.trail import keys, proving, remembering
from producer_app.areas.payments.trail.keys import Key
from producer_app.areas.payments.trail.remembering import Memory
from producer_app.areas.payments.trail.replaying import FORGOTTEN_DAYS
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress
from producer_app.ui import forms, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, picture, row, scrolling, words

# So long an entered passphrase is good for the next step; then it is asked for again.
HELD_MS = 10 * 60 * 1000
Act = Callable[[Key | None], object]


def verdict(text: str, same: str) -> tuple[bool, str]:
    """Whether a passphrase and its second writing will do, and what is still missing, in words; "" before anything is typed."""
    if not text:
        return False, ""
    try:
        keys.check(text)
    except ShopError as refusal:
        return False, str(refusal)
    if keys.plain(same) == keys.plain(text):
        return True, _("Good and strong.")
    if same and not keys.plain(text).startswith(keys.plain(same)):
        return False, _("The two are not the same.")
    return False, _("Strong enough. Now the same once more.")


class Secret(forms.Form):
    """One line whose letters are hidden until they are asked for."""

    def __init__(self, key: str, label: str) -> None:
        super().__init__([forms.Field(key, label, limit=200)])
        self._line = self.inputs[key]
        assert isinstance(self._line, QLineEdit)
        self._line.setMinimumHeight(theme.px(48))
        self.show_letters(shown=False)

    def show_letters(self, *, shown: bool) -> None:
        """Letters or dots."""
        assert isinstance(self._line, QLineEdit)
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def face(title: str, *parts: Any, foot: QWidget, back: Callable[[], object]) -> QWidget:
    """One page of few words: back and title at the top, the question in the middle, the buttons at the bottom."""
    square = button("", "arrow-left", back, kind="square", name=_("Back"))
    square.setObjectName("backFromSecret")
    head = row(square, words(title, "head"))
    head.setStretch(1, 1)
    middle = card(column(*parts, space=16, margins=(28, 24, 28, 24)))
    middle.setMaximumWidth(theme.px(860))
    shape = column(head, scrolling(boxed(column(row(middle), None))), foot, space=12, margins=(20, 16, 20, 16))
    shape.setStretch(1, 1)
    return boxed(shape)


def point(icon: str, text: str) -> Any:
    """A line with its picture."""
    line = row(picture(icon, 32, "leaf"), words(text), space=14)
    line.setStretch(1, 1)
    return line


class Guarding(QWidget):
    """Faces: 0 choosing a passphrase, 1 being asked for it, 2 forgotten. Holds an entered key for ten minutes."""

    left = Signal()
    done = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._key: Key | None = None
        self._act: Act | None = None
        self._changing = False
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(HELD_MS)
        self._forget.timeout.connect(self.drop_key)
        self.faces = QStackedWidget()
        for one in (self._choosing(), self._asking(), self._forgotten()):
            self.faces.addWidget(one)
        self.setLayout(column(self.faces))

    # ------------------------------------------------------------------ the three faces
    def _choosing(self) -> QWidget:
        self.protect = button(_("Protect my codes"), "shield-check", self.choose, kind="primary")
        self.protect.setObjectName("protectNow")
        self.first = Secret("passphrase", _("Your passphrase"))
        self.again = Secret("again", _("The same once more"))
        for form in (self.first, self.again):
            form.changed.connect(self._judge)
        self.again.entered.connect(self.choose)
        self._eye = button(_("Show the letters"), "eye", self._toggle_letters)
        self._verdict = words("", "quiet")
        self._verdict.setObjectName("verdict")
        later = button(_("Later"), "clock", self.left.emit)
        later.setObjectName("protectLater")
        return face(
            _("Protect your payment codes"),
            point("shield-check", _("With a passphrase nobody but you can change whose money a code brings.")),
            point("music-note", _("Take four words that only you would put together. You may say them in any language.")),
            point("pencil-line", _("Write it on paper and keep that at home. It is stored nowhere: nobody can look it up.")),
            self.first, self.again, flow(self._eye), self._verdict, foot=flow(later, self.protect, ends=1), back=self.left.emit)

    def _asking(self) -> QWidget:
        self.word = Secret("word", _("Your passphrase"))
        self.word.entered.connect(self.answer)
        eye = button(_("Show the letters"), "eye", partial(self._flip, self.word))
        lost = button(_("I forgot it"), "question", self.show_forgotten)
        lost.setObjectName("forgotIt")
        self.go_on = button(_("Go on"), "check", self.answer, kind="primary")
        self.go_on.setObjectName("unlock")
        self.word.changed.connect(lambda: self.go_on.setEnabled(bool(self.word.value("word"))))
        return face(_("Write your passphrase"), row(None, badge("lock", 88, "rose"), None),
                    words(_("Whose money a code brings is changed with it only."), "body"), self.word, flow(eye),
                    foot=flow(lost, self.go_on, ends=1), back=self.left.emit)

    def _forgotten(self) -> QWidget:
        self._when = words("", "title")
        self._when.setObjectName("renewFrom")
        ask = button(_("Ask for a new passphrase"), "hourglass", self.ask_new, kind="primary")
        ask.setObjectName("askNew")
        renew = button(_("Set the new passphrase"), "shield-check", self.show_renewing, kind="primary")
        renew.setObjectName("renew")
        self._ask, self._renew = ask, renew
        return face(
            _("The passphrase is forgotten"),
            point("hourglass", _("A new one takes {days} days. All that time everybody who opens the program sees it.").format(
                days=FORGOTTEN_DAYS)),
            point("storefront", _("Meanwhile you go on selling with the codes that you have.")),
            point("lock-open", _("If somebody else asked for it, write the old passphrase once and the matter ends.")),
            point("camera", _("Afterwards every printed sheet is photographed again.")), self._when,
            foot=flow(ask, renew, ends=2), back=self.left.emit)

    # ------------------------------------------------------------------ going about
    def with_key(self, act: Act) -> bool:
        """Does something with the key: at once where there is none to ask for or it was just given; else asks first.

        Gives whether the question must be shown.
        """
        _salt, public = approving.lock_of(self._stage.shop)
        if not public:
            act(None)
            return False
        if self._key is not None and self._key.public == public:
            act(self._key)
            return False
        self._act = act
        self.word.clear()
        self.go_on.setEnabled(False)
        self.faces.setCurrentIndex(1)
        self.word.inputs["word"].setFocus()
        return True

    def begin_choosing(self, *, changing: bool = False) -> None:
        """The page for a new passphrase. ``changing``: in place of the old one, whose key is at hand."""
        self._changing = changing
        self.first.clear()
        self.again.clear()
        self._judge()
        self.faces.setCurrentIndex(0)
        self.first.inputs["passphrase"].setFocus()

    def drop_key(self) -> None:
        """From now on the passphrase is asked for again."""
        self._key = None
        self._forget.stop()

    def _hold(self, key: Key) -> None:
        self._key = key
        self._forget.start()

    # ------------------------------------------------------------------ choosing
    def _toggle_letters(self) -> None:
        self._flip(self.first)
        self._flip(self.again)

    @staticmethod
    def _flip(form: Secret) -> None:
        line = next(iter(form.inputs.values()))
        assert isinstance(line, QLineEdit)
        form.show_letters(shown=line.echoMode() == QLineEdit.EchoMode.Password)

    def _judge(self) -> None:
        """Says as one types what is still missing."""
        good, said = verdict(self.first.value("passphrase"), self.again.value("again"))
        self._verdict.setText(said)
        self.protect.setEnabled(good)

    def choose(self) -> None:
        """Sets it; said only once it is on disk."""
        if not self.protect.isEnabled():
            return
        text, shop = self.first.value("passphrase"), self._stage.shop
        try:
            if approving.renewable_from(proving.look(shop)) and not self._changing:
                key = approving.renew(shop, text)
            elif self._changing and self._key is not None:
                key = approving.change_passphrase(shop, self._key, text)
            else:
                key = approving.protect(shop, text)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._hold(key)
        self.first.clear()
        self.again.clear()
        self.done.emit()
        self._stage.saved(_("Your codes are protected. Print the sheets again: their pictures are new."))

    # ------------------------------------------------------------------ asking
    def answer(self) -> None:
        """Tries the passphrase in a worker; it is slow on purpose."""
        text = self.word.value("word")
        if not text:
            return
        salt, public = approving.lock_of(self._stage.shop)
        folder = self._stage.shop.folder

        def work(progress: Progress) -> tuple[Key, Memory | None]:
            progress(0, 1, "")
            return approving.key_of(text, salt, public), remembering.ring_memory(folder)

        self._stage.run(_("Trying the passphrase"), work, lambda both: self._opened(*both))

    def _opened(self, key: Key, ring: Memory | None) -> None:
        shop = self._stage.shop
        proof = proving.beside_ring(shop, proving.look(shop), ring)
        if proof.findings and not proving.look(shop).findings:
            # The file and its memory were both brought back; the keyring still knows better.
            raise proving.tampered(proof)
        self._hold(key)
        self.word.clear()
        act, self._act = self._act, None
        if approving.renewable_from(proving.look(self._stage.shop)) and not proving.look(self._stage.shop).findings:
            approving.known_after_all(self._stage.shop, key)
        if act is not None:
            act(key)
        if self._act is None and self.isVisible() and self.faces.currentIndex() == 1:
            self.done.emit()

    # ------------------------------------------------------------------ forgotten
    def show_forgotten(self) -> None:
        """The slow way, and how far it is."""
        when = approving.renewable_from(proving.look(self._stage.shop))
        ready = bool(when) and when <= clock.now()
        day = isolate(clock.local(when).date().isoformat()) if when else ""
        self._when.setText(_("The new passphrase may be set from {day} on.").format(day=day) if when else "")
        self._when.setVisible(bool(when))
        self._ask.setVisible(not when)
        self._renew.setVisible(bool(when))
        self._renew.setEnabled(ready)
        self.faces.setCurrentIndex(2)

    def ask_new(self) -> None:
        """Begins the days of waiting."""
        try:
            approving.forgotten(self._stage.shop)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self.show_forgotten()

    def show_renewing(self) -> None:
        """After the days of waiting."""
        self.begin_choosing()

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        """What was typed, and what waits for it; in memory only."""
        return {"face": self.faces.currentIndex(), "first": self.first.value("passphrase"), "again": self.again.value("again"),
                "word": self.word.value("word"), "key": self._key, "changing": self._changing}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets it back."""
        self._key, self._changing = kept["key"], kept["changing"]
        self.first.fill({"passphrase": kept["first"]})
        self.again.fill({"again": kept["again"]})
        self.word.fill({"word": kept["word"]})
        self.go_on.setEnabled(bool(kept["word"]))
        self._judge()
        if kept["face"] == 2:
            self.show_forgotten()
        self.faces.setCurrentIndex(kept["face"])
