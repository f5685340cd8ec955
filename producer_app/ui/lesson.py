"""Help in the same corner of every screen: the screen's short lesson in pictures, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from producer_app.base.i18n import _, isolate
from producer_app.ui import theme
from producer_app.ui.widgets import badge, button, column, row, rule, scrolling, words

TONES = ("rose", "blue", "leaf", "violet", "amber")


class Lesson(QDialog):
    """``steps``: pairs of a glyph's name and a translated sentence, in order; ``keys``: pairs of keys and what they do.

    ``say(text)`` reads a sentence aloud; None where the computer has no voice.
    """

    def __init__(self, over: QWidget, title: str, steps: Sequence[tuple[str, str]], keys: Sequence[tuple[str, str]],
                 say: Callable[[str], object] | None) -> None:
        super().__init__(over)
        self.setObjectName("lesson")
        self.setWindowTitle(_("Help"))
        self.setModal(True)
        self.resize(min(theme.px(720), over.width() - 40), min(theme.px(620), over.height() - 40))
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(12)
        for number, (icon, sentence) in enumerate(steps):
            lines.addLayout(self._step(number, icon, sentence, say))
        lines.addSpacing(8)
        lines.addWidget(rule())
        lines.addWidget(words(_("Everything you do is saved at once. Undo takes back the last step."), "strong"))
        for key, does in keys:
            lines.addLayout(self._key(key, does))
        lines.addStretch(1)
        done = button(_("Understood"), "check", self.accept, kind="primary")
        done.setObjectName("lessonDone")
        done.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        outer.addWidget(words(title, "head"))
        outer.addWidget(scrolling(inner), 1)
        outer.addLayout(row(None, done))

    def _step(self, number: int, icon: str, sentence: str, say: Callable[[str], object] | None) -> QHBoxLayout:
        label = words(sentence, "title")
        label.setObjectName(f"lessonStep{number}")
        line = row(badge(icon, 72, TONES[number % len(TONES)]), space=16)
        line.addLayout(column(None, label, None), 1)
        if say is not None:
            speak = say
            line.addWidget(button(_("Read aloud"), "speaker-high", lambda: speak(sentence), kind="square"))
        return line

    def _key(self, key: str, does: str) -> QHBoxLayout:
        cap = QLabel(isolate(key))
        cap.setTextFormat(Qt.TextFormat.PlainText)
        cap.setProperty("chip", "ink")
        cap.setMinimumWidth(theme.px(150))
        line = row(cap)
        line.addWidget(words(does), 1)
        return line
