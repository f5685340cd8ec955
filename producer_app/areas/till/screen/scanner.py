"""Keys that go to the counter whatever has the focus, and bursts of them that only a scanner types.

A scanner is a keyboard that types a code within milliseconds and ends it with Enter. Its keys are let through as they
come, so nobody waits for them; when the Enter shows that it was a scanner, what they did is put back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

# Scanners leave 1 to 20 ms between keys, the fastest typists 60.
FASTEST_HAND_S = 0.045
# Shorter ones are quantities that somebody typed very fast.
SHORTEST_CODE = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAMED = {Qt.Key.Key_Backspace: "back", Qt.Key.Key_Delete: "clear", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Counter(Protocol):
    """What the keys are for."""

    def hears(self, at: QWidget) -> bool:
        """Whether keys pressed at a widget belong to the counter."""

    def hold(self) -> Callable[[], None]:
        """Gives the function that puts everything back as it is now."""

    def typed(self, key: str) -> bool:
        """A key outside of any field; gives whether it meant something."""

    def entered(self, at: QWidget) -> bool:
        """Enter at a widget that is no field and no button; gives whether it meant something."""

    def scanned(self, code: str) -> None:
        """A code came from a scanner."""


class Keys(QObject):
    """Listens to the program's keys while the counter is in front. ``clock``: seconds, for telling hand from scanner."""

    def __init__(self, counter: Counter, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._counter, self.clock = counter, clock
        self._burst, self._last = "", 0.0
        self._spot: QWidget | None = None
        self._put_back: Callable[[], None] | None = None
        self._listening = False

    def listen(self, *, on: bool) -> None:
        """Begins or ends listening."""
        application = QApplication.instance()
        if application is None or on == self._listening:
            return
        self._listening = on
        if on:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.modifiers() & _COMMANDS or not self._counter.hears(watched):
            return False
        field = isinstance(watched, (QLineEdit, QPlainTextEdit))
        if event.key() in _ENTER:
            return self._enter(event, watched, in_field=field)
        text = event.text()
        if len(text) == 1 and text.isprintable() and text != " ":
            self._note(text, watched, self._at(event))
            return False if field else self._counter.typed(text) or text.isalnum()
        if event.key() in _NAMED and not field:
            return self._counter.typed(_NAMED[Qt.Key(event.key())])
        return False

    def _at(self, event: QKeyEvent) -> float:
        """When a key was pressed, in seconds: as the keyboard tells it, so that a slow moment of ours changes nothing."""
        return event.timestamp() / 1000 if event.timestamp() else self.clock()

    def _note(self, text: str, at: QWidget, now: float) -> None:
        if not self._burst or now - self._last > FASTEST_HAND_S or at is not self._spot:
            self._burst, self._spot, self._put_back = "", at, _both(self._counter.hold(), _held(at))
        self._burst, self._last = self._burst + text, now

    def _enter(self, event: QKeyEvent, at: QWidget, *, in_field: bool) -> bool:
        code, self._burst = self._burst, ""
        if len(code) >= SHORTEST_CODE and self._at(event) - self._last <= FASTEST_HAND_S:
            if self._put_back is not None:
                self._put_back()
            self._counter.scanned(code)
            return True
        if in_field or event.isAutoRepeat():
            # A finger that rests on Enter pays once.
            return event.isAutoRepeat()
        if isinstance(at, QAbstractButton):
            at.click()
            return True
        return self._counter.entered(at)


def _held(at: QWidget) -> Callable[[], None]:
    if not isinstance(at, QLineEdit):
        return lambda: None
    text = at.text()
    return lambda: at.setText(text)


def _both(one: Callable[[], None], other: Callable[[], None]) -> Callable[[], None]:
    def put_back() -> None:
        one()
        other()

    return put_back
