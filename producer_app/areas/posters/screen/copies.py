"""How many: a number between two large buttons, for fingers, for the keyboard and for the wheel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from producer_app.base.i18n import _
from producer_app.ui import theme
from producer_app.ui.widgets import button, row


class Copies(QWidget):
    """A number from ``least`` to ``most``; ``changed`` after each of its values."""

    changed = Signal()

    def __init__(self, least: int = 1, most: int = 999) -> None:
        super().__init__()
        self.box = QSpinBox()
        self.box.setObjectName("copies")
        self.box.setRange(least, most)
        # Large buttons beside it: the arrows inside are too small for a finger.
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setMinimumHeight(theme.px(theme.TARGET))
        self.box.setFixedWidth(theme.px(72))
        self.box.setStyleSheet("QSpinBox { padding: 0; } QLineEdit { padding: 0; border: none; min-height: 0; }"
                               "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }")
        self.box.valueChanged.connect(lambda _value: self.changed.emit())
        fewer = button("", "minus", partial(self._step, -1), kind="square", name=_("One less"))
        fewer.setObjectName("fewerCopies")
        more = button("", "plus", partial(self._step, 1), kind="square", name=_("One more"))
        more.setObjectName("moreCopies")
        self.setLayout(row(fewer, self.box, more, None, space=8))

    def _step(self, by: int) -> None:
        self.box.setValue(self.box.value() + by)

    def value(self) -> int:
        """The number."""
        return self.box.value()

    def setValue(self, count: int) -> None:  # named as Qt names it
        """Another number."""
        self.box.setValue(count)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)
