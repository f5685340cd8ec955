"""What every sheet that opens over the page shares: a way back, a head, a body that scrolls, a foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.base.i18n import _
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, column, empty_layout, row, scrolling, words


class Sheet(QWidget):
    """A sheet with a title. Subclasses fill ``body`` in ``look_again`` and give the buttons of the foot."""

    def __init__(self, stage: Stage, title: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.stage, self.close_sheet = stage, close
        back = button("", "arrow-left", close, kind="square", name=_("Back"))
        back.setObjectName("sheetBack")
        head = row(back, words(title, "head"), space=12)
        head.setStretch(1, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.setContentsMargins(0, 0, 4, 0)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        outer = column(head, scrolling(boxed(self.body)), self.foot, space=12, margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def look_again(self) -> None:
        """Reads the shop anew."""

    def fill(self, *parts: QWidget | QLayout) -> None:
        """Puts new parts in the body."""
        empty_layout(self.body)
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)
        self.body.addStretch(1)

    def put_foot(self, *buttons: QWidget) -> None:
        """The buttons at the bottom, the last one at the end edge."""
        empty_layout(self.foot)
        self.foot.addWidget(flow(*buttons, ends=1))


class More(Sheet):
    """The doors of the page on a sheet of their own."""

    def __init__(self, stage: Stage, close: Callable[[], object], doors: Sequence[QWidget]) -> None:
        super().__init__(stage, _("More"), close)
        self.fill(*doors)


def code_line(name: str, label: str, *, example: str = "", limit: int = 60) -> QLineEdit:
    """A field for codes and numbers, which read from the left in every language."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setPlaceholderText(example)
    made.setMaxLength(limit)
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made
