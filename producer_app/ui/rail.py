"""The rail: the same pictures as on home, beside every other screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from producer_app.base.i18n import N_, _
from producer_app.base.tile import Tile
from producer_app.ui import icons, theme
from producer_app.ui.widgets import scrolling

HOME = "home"
HOME_WORD = N_("Home")


class Rail(QFrame):
    """One button a screen, home first. ``open_screen(id)`` is called."""

    def __init__(self, tiles: Sequence[Tile], open_screen: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("railFrame")
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        inner = QWidget()
        inner.setObjectName("rail")
        column = QVBoxLayout(inner)
        # Home and eight pictures stand in a window of 768 without a scroll bar.
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        for screen_id, word, icon in [(HOME, HOME_WORD, "house"), *((s.id, s.short, s.icon) for s in tiles)]:
            made = QToolButton()
            made.setObjectName("railButton")
            made.setProperty("screen", screen_id)
            made.setText(_(word))
            made.setAccessibleName(_(word))
            side = theme.px(30)
            made.setIcon(icons.icon(icon, side, theme.QUIET, checked=theme.ROSE))
            made.setIconSize(QSize(side, side))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _checked=False, i=screen_id: open_screen(i))
            self._group.addButton(made)
            self.buttons[screen_id] = made
            column.addWidget(made)
        column.addStretch(1)
        area: QScrollArea = scrolling(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def widen(self) -> None:
        """As wide as its widest word; asked for in its place, where the letters have the size of the rail's."""
        widest = max(b.sizeHint().width() for b in self.buttons.values())
        self.setFixedWidth(max(theme.px(92), widest + 34))

    def show_current(self, screen_id: str) -> None:
        """Marks the screen that is shown."""
        if screen_id in self.buttons:
            self.buttons[screen_id].setChecked(True)
