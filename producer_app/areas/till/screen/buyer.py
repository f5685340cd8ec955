"""The buyer's window: what she takes, what it costs, the code, thank you. It is given these values and knows no shop,
so it cannot show another buyer's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.till.screen.parts import huge, photo
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.widgets import badge, boxed, column, empty_layout, row, rule, scrolling, words


@dataclass(frozen=True, slots=True)
class Bought:
    """One line as the buyer reads it."""

    name: str
    much: str
    total: Money
    photo: Path | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What stands on the buyer's window. ``payload``: of the code she scans; ``change``: what she gets back."""

    face: Literal["hello", "basket", "code", "thanks"] = "hello"
    lines: tuple[Bought, ...] = ()
    total: Money | None = None
    payload: str = ""
    bytes_only: bool = False
    owner: str = ""
    inside: bool = False
    change: Money | None = None


class BuyerWindow(QWidget):
    """A window of its own, over the whole of the second display where there is one. ``left``: somebody closed it."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The keys stay with the counter.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(_("The buyer’s window"))
        self.setAccessibleName(_("The buyer’s window"))
        self._name = name
        self._faces = QStackedWidget()
        for made in (self._hello(), self._basket(), self._code(), self._thanks()):
            self._faces.addWidget(made)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addWidget(self._faces)
        self.resize(900, 620)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._unplugged)
        self.view = View()

    # ------------------------------------------------------------------ the four faces
    def _hello(self) -> QWidget:
        line = words(_("Welcome"), "head")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name = words(isolate(self._name) if self._name.isascii() else self._name, "stall")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return boxed(column(None, row(None, badge("storefront-fill", 140, "rose"), None), name, line, None, space=20))

    def _basket(self) -> QWidget:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        holder = QWidget()
        holder.setLayout(self._lines)
        self._area = scrolling(holder)
        self._total = huge("", 84, name="buyerTotal", tone="rose")
        return boxed(column(self._area, rule(), row(words(_("Total to pay"), "head", wrap=False), None, self._total), space=12))

    def _code(self) -> QWidget:
        self._code_view = CodeView(260)
        self._code_total = huge("", 84, name="buyerAmount", tone="rose")
        self._owner = words("", "head")
        self._owner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = words("", "title")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper = QFrame()
        paper.setProperty("kind", "card")
        paper.setLayout(column(self._code_view, margins=(12, 12, 12, 12)))
        ask = words(_("Total to pay"), "head")
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = boxed(column(None, ask, self._code_total, self._owner, self._hint, None, space=16))
        layout = row(paper, side, space=32)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        return boxed(layout)

    def _thanks(self) -> QWidget:
        line = words(_("Thank you!"), "stall")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._change_word = words(_("Your change"), "head")
        self._change_word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._change = huge("", 110, name="buyerChange", tone="leaf")
        return boxed(column(None, row(None, badge("heart-fill", 120, "leaf"), None), line, self._change_word, self._change, None,
                            space=16))

    # ------------------------------------------------------------------ showing
    def show_view(self, view: View) -> None:
        """Puts up what the buyer is to see now."""
        self.view = view
        face = view.face if view.lines or view.face != "basket" else "hello"
        self._faces.setCurrentIndex(("hello", "basket", "code", "thanks").index(face))
        total = view.total.shown() if view.total is not None else ""
        empty_layout(self._lines)
        if face == "basket":
            for line in view.lines:
                self._lines.addWidget(_line(line))
            self._lines.addStretch(1)
            self._total.setText(total)
            self._area.verticalScrollBar().setValue(self._area.verticalScrollBar().maximum())
        self._code_view.show_code(view.payload if face == "code" else "", bytes_only=view.bytes_only)
        self._code_total.setText(total if face == "code" else "")
        self._owner.setText(isolate(view.owner) if face == "code" else "")
        self._hint.setText(_("The amount is in the code.") if view.inside else _("Please type this amount."))
        change = view.change if face == "thanks" and view.change else None
        self._change.setText(change.shown() if change else "")
        for part in (self._change, self._change_word):
            part.setVisible(change is not None)

    def present(self) -> None:
        """Shows the window: over the whole second display, or as a plain window where there is only one."""
        parent = self.parentWidget()
        own = parent.window().screen() if parent is not None else self.screen()
        other = second_screen(own)
        if other is None:
            self.showNormal()
            return
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def _unplugged(self, _screen: QScreen) -> None:
        # It would lie over the counter, which is on the only display that is left.
        if self.isVisible() and len(QGuiApplication.screens()) < 2:
            self.showNormal()
            self.lower()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()


def second_screen(own: QScreen) -> QScreen | None:
    """A display other than the seller's, None where there is only one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not own and screen.name() != own.name()), None)


def _line(line: Bought) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "card")
    name = words(line.name, "title")
    much = words(isolate(line.much), "title", wrap=False)
    inner = row(photo(line.photo, 72), name, much, words(line.total.shown(), "price", wrap=False), space=20, margins=(12, 8, 20, 8))
    inner.setStretch(1, 1)
    frame.setLayout(inner)
    frame.setMinimumHeight(theme.px(88))
    return frame
