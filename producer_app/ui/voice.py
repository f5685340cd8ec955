"""Reads aloud what the mouse rests on or the keyboard reaches, where the computer has a voice; silent where it has none.

The voice is the program espeak-ng: it speaks Uyghur, Chinese and English, and its words go in by its standard input, so
that no text can be taken for an option. On a computer without it the button says so and nothing else changes.
"""

from __future__ import annotations

import shutil
from typing import Any

from PySide6.QtCore import QEvent, QObject, QProcess, QSettings, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from producer_app.base import i18n

PROGRAM = "espeak-ng"
# Mandarin: the plain voice spells Han letters in English, this one reads them with their tones.
VOICES = {"ug": "ug", "zh": "cmn-latn-pinyin", "en": "en"}
WORDS_A_MINUTE = 140
REST_MS = 350
SPEAKING = (QAbstractButton, QLineEdit, QComboBox)


class Voice(QObject):
    """One a program. ``toggled(on)`` after a change; whether it is on is kept on this computer."""

    toggled = Signal(bool)

    def __init__(self, settings: QSettings | None) -> None:
        super().__init__()
        self._settings = settings
        self._on = bool(settings and str(settings.value("voice", "")) == "yes")
        self._application: QApplication | None = None
        self._process: QProcess | None = None
        self._next = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.say(self._next))

    @staticmethod
    def at_hand() -> bool:
        """Whether this computer has the voice."""
        return shutil.which(PROGRAM) is not None

    @property
    def on(self) -> bool:
        """Whether things are read aloud."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Switches it; off is silent at once."""
        self._on = on
        if self._settings:
            self._settings.setValue("voice", "yes" if on else "")
        self._follow()
        if not on:
            self.hush()
        self.toggled.emit(on)

    def listen(self, application: QApplication) -> None:
        """Follows the mouse and the focus, but only while it is on: a filter sees every event of the program."""
        self._application = application
        self._follow()

    def _follow(self) -> None:
        if self._application is not None:
            self._application.removeEventFilter(self)
            if self._on:
                self._application.installEventFilter(self)

    def say(self, text: str, *, always: bool = False) -> None:
        """Speaks a text in the language in use, instead of what is being spoken. ``always``: a warning, also while it is off."""
        words = i18n.bare(text).strip()
        if not words or not (self._on or always) or not self.at_hand():
            return
        self.hush()
        process = QProcess(self)
        process.finished.connect(process.deleteLater)
        process.start(PROGRAM, ["-v", VOICES.get(i18n.current(), i18n.current()), "-s", str(WORDS_A_MINUTE), "--stdin"])
        process.write(words[:500].encode("utf-8"))
        process.closeWriteChannel()
        self._process = process

    def hush(self) -> None:
        """Ends what is being spoken."""
        process, self._process = self._process, None
        if process is not None:
            try:
                process.kill()
            except RuntimeError:
                return  # it had ended by itself

    # ------------------------------------------------------------------ what is under the hand
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._on and isinstance(watched, QWidget):
            kind = event.type()
            if kind in (QEvent.Type.Enter, QEvent.Type.FocusIn) and (isinstance(watched, SPEAKING) or watched.accessibleName()):
                self._wait_for(spoken(watched))
            elif kind == QEvent.Type.MouseMove and isinstance(watched.parent(), QAbstractItemView):
                self._wait_for(_row_under(watched.parent(), event))
            elif kind == QEvent.Type.Leave:
                self._rest.stop()
        return False

    def _wait_for(self, text: str) -> None:
        if text and (text != self._next or not self._rest.isActive()):
            self._next = text
            self._rest.start()


def spoken(widget: QWidget) -> str:
    """What a control is called, and what it holds."""
    parts = [widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QAbstractButton) and not parts[0]:
        parts.insert(0, widget.text())
    elif isinstance(widget, QLineEdit):
        parts.append(widget.text())
    elif isinstance(widget, QComboBox):
        parts.append(widget.currentText())
    elif isinstance(widget, QLabel):
        parts.append(widget.text())
    return ", ".join(p.strip() for p in parts if p.strip())


def _row_under(view: Any, event: QEvent) -> str:
    index = view.indexAt(event.position().toPoint())  # type: ignore[attr-defined]  # a mouse event, seen by its type
    from PySide6.QtCore import Qt

    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "") if index.isValid() else ""
