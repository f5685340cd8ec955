"""A scanner's typing, told by a clock of its own, so that a busy computer never makes it look like a hand."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from producer_app.areas.till.screen.scanner import Keys

KEY_S = 0.01
# Far from the computer's own clock, which a hand's keys are told by.
_moments = count(-1_000_000_000)


def scan_at(keys: Keys, at: QWidget, code: str) -> None:
    """The whole code, 10 ms a key, then Enter, a while after anything that was scanned before."""
    hand = keys.clock
    for _pause in range(100):
        next(_moments)
    keys.clock = lambda: next(_moments) * KEY_S
    QTest.keyClicks(at, code)
    QTest.keyClick(at, Qt.Key.Key_Return)
    keys.clock = hand
