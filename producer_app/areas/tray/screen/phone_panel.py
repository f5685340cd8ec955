"""The code for the phone, large, and what the phone is doing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from producer_app.areas.tray.phone import Told
from producer_app.areas.tray.screen.line import Line
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.code_view import CodeView
from producer_app.ui.flow import flow
from producer_app.ui.widgets import boxed, button, chip, column, row, scrolling, words


class PhonePanel(QWidget):
    """``close``: hides the panel, the page stays open; ``start``: opens it, ``True`` at another address."""

    def __init__(self, *, close: Callable[[], object], start: Callable[[bool], object], renew: Callable[[], object],
                 stop: Callable[[], object]) -> None:
        super().__init__()
        self._code = CodeView(150)
        # A code smaller than this is hard to scan, whatever the size of the text.
        self._code.setMinimumSize(150, 150)
        self._gap = QWidget()
        self._code.setObjectName("phoneCode")
        self._code.setAccessibleName(_("Code for the phone"))
        self._address = words("", "quiet")
        self._address.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._address.setObjectName("phoneAddress")
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._state = chip("", "amber")
        self._state.setWordWrap(True)
        self._state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._state.setObjectName("phoneState")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How much of the picture is here"))
        self._bar.setObjectName("phoneBar")
        self._begin = button(_("Start again"), "qr-code", lambda: start(False), kind="primary")
        self._begin.setObjectName("phoneAgain")
        self._other = button(_("Another network"), "wifi-high", lambda: start(True))
        self._other.setObjectName("phoneOther")
        self._new = button(_("New code"), "arrows-clockwise", renew)
        self._new.setObjectName("phoneNew")
        self._stop = button(_("Close the page"), "stop-circle", stop)
        self._stop.setObjectName("phoneStop")
        hide = button("", "x", close, kind="square", name=_("Show the products"))
        hide.setObjectName("phoneHide")
        title = words(_("Scan this with the phone"), "title")
        head = row(title, hide)
        head.setStretch(0, 1)
        self._how = words(_("The phone must be in the same Wi-Fi as this computer. Pictures go from the phone to this computer "
                            "only. The page closes by itself after ten minutes without a picture."), "quiet")
        self._how.hide()
        self._address.hide()
        lines = column(head, self._state, self._bar, self._code, self._gap, self._address, self._how,
                       flow(self._other, self._new, self._stop, self._begin), space=10)
        lines.setStretch(3, 1)
        lines.setStretch(4, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(boxed(lines)))

    def show_line(self, line: Line) -> None:
        """How the page stands now."""
        on = line.running
        self._code.show_code(line.url)
        self._code.setVisible(on)
        self._address.setText(isolate(line.url.replace("/", "/\u200b")))
        self._gap.setVisible(not on)
        self._fit()
        for part, shown in ((self._other, on and line.addresses() > 1), (self._new, on), (self._stop, on), (self._begin, not on)):
            part.setVisible(shown)
        self._told(line.last if on else Told("stopped"), line.came)

    def _fit(self) -> None:
        """The code first: the words below it give way where there is little room."""
        on = not self._code.isHidden()
        room = self.height() >= theme.px(480)
        self._how.setVisible(on and room)
        self._address.setVisible(on and room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _told(self, told: Told | None, came: int) -> None:
        tone, text = "amber", _("Waiting for the phone")
        coming = told is not None and told.what == "coming"
        self._bar.setVisible(coming)
        if told is None:
            pass
        elif told.what == "coming":
            self._bar.setRange(0, max(1, told.total))
            self._bar.setValue(told.done)
            tone, text = "blue", _("Picture {number} is coming").format(number=told.number)
        elif told.what == "refused":
            tone, text = "red", told.words
        elif told.what == "stopped":
            tone, text = "ink", _("The page for the phone is closed.")
        elif came:
            tone, text = "leaf", ngettext("{count} picture arrived", "{count} pictures arrived", came).format(count=came)
        else:
            tone, text = "leaf", _("The phone is connected")
        self._state.setText(text)
        theme.mark(self._state, chip=tone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.update()
