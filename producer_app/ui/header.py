"""The bar at the top of every screen: whose shop it is, that all is saved, the language, text size, undo, menu, help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from producer_app.base import i18n
from producer_app.base.i18n import _
from producer_app.ui import icons, theme
from producer_app.ui.widgets import button, picture, start_edge, words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu


class LanguageSwitch(QFrame):
    """One button a language, each in its own letters; the one in use is dark."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("switch")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(2)
        group = QButtonGroup(self)
        for language in i18n.languages():
            name = i18n.name_of(language)
            one = QPushButton(name)
            one.setObjectName(f"language_{language}")
            one.setCheckable(True)
            one.setChecked(language == i18n.current())
            one.setFont(theme.font(language=language))
            one.setAccessibleName(name)
            face = theme.font(language=language, bold=True)
            face.setPixelSize(min(face.pixelSize(), 24))
            one.setMinimumWidth(QFontMetrics(face).horizontalAdvance(name) + 32)
            one.clicked.connect(lambda _checked=False, code=language: self.chosen.emit(code))
            group.addButton(one)
            line.addWidget(one)


def sizes_menu(parent: QWidget, scale: Callable[[int], object]) -> QMenu:
    """The text sizes to choose from."""
    from PySide6.QtWidgets import QMenu

    sizes = QMenu(parent)
    sizes.setObjectName("sizes")
    for percent in theme.SCALES:
        act = sizes.addAction(i18n.isolate(f"{percent} %"))
        act.setObjectName(f"size_{percent}")
        act.setCheckable(True)
        act.setChecked(percent == theme.scale())
        act.triggered.connect(lambda _checked=False, p=percent: scale(p))
    return sizes


class ShopName(QLabel):
    """The shop's name, shortened with dots where the buttons leave less room; its whole is the tool tip and what is spoken."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(start_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("role", "title")
        self._whole, self._room = "", 1_000_000
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Another name."""
        self._whole = name
        self.setAccessibleName(name)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = self.contentsRect().width()
        self._shorten()

    def wanted(self) -> int:
        """The width of the whole name in pixels."""
        return self.fontMetrics().horizontalAdvance(self._whole)

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self._room)
        self.setToolTip(self._whole if shown != self._whole else "")
        if shown != self.text():
            self.setText(shown)


class Header(QFrame):
    """The top bar. ``menu`` makes the window's menu when it is asked for."""

    def __init__(self, name: str, undo: Callable[[], object], scale: Callable[[int], object], help_: Callable[[], object],
                 menu: Callable[[], QMenu], voice: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setMinimumHeight(theme.px(72))
        line = QHBoxLayout(self)
        large = theme.scale() > 150
        line.setContentsMargins(*((12, 8, 12, 8) if large else (24, 8, 24, 8)))
        line.setSpacing(8 if large else 12)
        self._mark = QLabel()
        side = theme.px(44)
        self._mark.setFixedSize(side, side)
        self._mark.setPixmap(icons.pixmap("flower-lotus", round(side * 0.6), theme.ROSE))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setStyleSheet(f"background: {theme.TINTS['rose'][1]}; border-radius: {side // 2}px;")
        self.name = ShopName(name)
        self._state = QWidget()
        self._tick = picture("check-circle", 20, "leaf")
        self._words = words("", "quiet", tone="leaf", wrap=False)
        self._words.setObjectName("savedWords")
        state = QHBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.addWidget(self._tick)
        state.addWidget(self._words)
        line.addWidget(self._mark)
        line.addWidget(self.name, 1)
        line.addWidget(self._state)
        self._state.hide()
        self._line = line
        self._undo, self._scale, self._help, self._menu, self._voice = undo, scale, help_, menu, voice

    def complete(self) -> LanguageSwitch:
        """Adds the languages and the buttons. The languages need every font, so all this comes right after the first paint."""
        switch = LanguageSwitch()
        self.undo = button(_("Undo"), "arrow-u-up-left", self._undo, kind="square")
        self.undo.setObjectName("undo")
        self.text_size = button(_("Text size"), "text-aa", kind="square")
        self.text_size.setObjectName("textSize")
        self.text_size.clicked.connect(lambda: self._drop_down(self.text_size, sizes_menu(self, self._scale)))
        more = button(_("Menu"), "list", kind="square")
        more.setObjectName("menu")
        more.clicked.connect(lambda: self._drop_down(more, self._menu()))
        self.voice = button(_("Read aloud"), "speaker-slash", self._voice, kind="square")
        self.voice.setObjectName("voice")
        help_button = button(_("Help"), "question", self._help, kind="square")
        help_button.setObjectName("help")
        for part in (switch, self.undo, self.text_size, self.voice, help_button, more):
            self._line.addWidget(part)
        self._fit()
        return switch

    def minimumSizeHint(self) -> QSize:
        """What the name and the buttons need; the rest gives way to them."""
        edges = self._line.contentsMargins()
        # Each part asked for itself: what the layout remembers of all together may be a step behind.
        needs = [item.minimumSize().width() for place in range(self._line.count()) if (item := self._line.itemAt(place)) is not None
                 and item.widget() is not self._mark and item.widget() is not self._state]
        width = edges.left() + edges.right() + sum(needs) + self._line.spacing() * (len(needs) - 1)
        return QSize(width, self._line.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is short, first the words beside the tick go (it keeps them as its tool tip), then the mark, then the tick."""
        free = self.width() - self.minimumSizeHint().width() + self.name.minimumSizeHint().width()
        free -= min(self.name.wanted(), theme.px(120))
        for part, shown in ((self._tick, bool(self._words.text())), (self._mark, True), (self._words, bool(self._words.text()))):
            free -= part.sizeHint().width() + self._line.spacing() if shown else 0
            part.setVisible(shown and free >= 0)
        self._state.setVisible(not self._tick.isHidden())

    def show_voice(self, *, on: bool) -> None:
        """Whether things are read aloud, by the button's picture."""
        side = theme.px(24)
        self.voice.setIcon(icons.icon("speaker-high" if on else "speaker-slash", side, theme.ROSE if on else theme.INK))
        self.voice.setToolTip(_("Reading aloud is on") if on else _("Reading aloud is off"))

    @staticmethod
    def _drop_down(below: QWidget, menu: QMenu) -> None:
        mirrored = below.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = below.rect().bottomRight() if mirrored else below.rect().bottomLeft()
        menu.popup(below.mapToGlobal(corner))

    def say(self, text: str, *, good: bool) -> None:
        """The state of the shop in two words; empty for nothing to say."""
        self._words.setText(text)
        self._tick.setToolTip(text)
        self._tick.setAccessibleName(text)
        self._words.setProperty("tone", "leaf" if good else "amber")
        theme.mark(self._words, tone="leaf" if good else "amber")
        icon, ink = ("check-circle", theme.LEAF) if good else ("warning-circle", theme.AMBER)
        self._tick.setPixmap(icons.pixmap(icon, theme.px(20), ink))
        self._fit()
