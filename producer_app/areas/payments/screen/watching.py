"""The check of the stall by camera: walk along it, and every code in the picture is green, red or grey at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.payments import queries
from producer_app.areas.payments.looking import Spot
from producer_app.areas.payments.rows import PatrolResult
from producer_app.areas.payments.screen.live import LiveCamera
from producer_app.base.i18n import N_, _
from producer_app.ui import frames
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, picture, row, scrolling, words

# What is said of the frame read last: tone, icon, words.
TOLD: dict[PatrolResult, tuple[str, str, str]] = {
    "good": ("leaf", "check-circle-fill", N_("Every code in the picture is yours.")),
    "stop": ("red", "hand-palm-fill", N_("Stop! A code here does not send the money to you. Take it down.")),
    "look": ("amber", "question-fill", N_("A code here could not be proven yours. Go closer.")),
}
NOTHING = ("ink", "camera", N_("Hold the camera over your codes, one sheet after the other."))
# A hand that moves may blur a code into nonsense once, not twice running.
TWICE = 2


class Watching(QWidget):
    """``noted(bytes)``: the picture of a frame that goes into the log; ``left``: the person goes back."""

    noted = Signal(bytes)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.camera = LiveCamera()
        self.camera.looked.connect(self._look)
        self.result: PatrolResult | None = None
        self._last = QImage()
        self._running = 0
        self._told = QVBoxLayout()
        self._note = button(_("Note this check"), "check", self.note, kind="primary")
        self._note.setObjectName("noteWatch")
        close = button(_("Stop the camera"), "camera-slash", self.leave)
        close.setObjectName("stopWatch")
        body = column(card(column(self._told, margins=(18, 12, 18, 12))), self.camera, space=10)
        body.setStretch(1, 1)
        shape = column(scrolling(boxed(body)), flow(close, self._note, ends=1), space=10)
        shape.setStretch(0, 1)
        self.setLayout(shape)

    def begin(self) -> None:
        """Starts the camera."""
        self.result, self._running, self._last = None, 0, QImage()
        self._tell()
        self.camera.open_camera()

    def leave(self) -> None:
        """Back without a note."""
        self.camera.close_camera()
        self.left.emit()

    def _look(self, image: QImage, spots: list[Spot]) -> None:
        seen = queries.whose(self._stage.shop, spots)
        self.camera.show_seen(seen)
        self._last = image
        now = queries.result_of(seen) if seen else None
        stopped = now == "stop"
        self._running = self._running + 1 if stopped else 0
        if now != self.result:
            self.result = now
            self._tell()
        if self._running == TWICE:
            self._stage.warn(_(TOLD["stop"][2]))

    def _tell(self) -> None:
        empty_layout(self._told)
        tone, icon, told = TOLD[self.result] if self.result else NOTHING
        line = words(_(told), "title", tone=tone)
        line.setObjectName("watchTold")
        head = row(picture(icon, 40, tone), line, space=14)
        head.setStretch(1, 1)
        self._told.addLayout(head)
        self._note.setEnabled(not self._last.isNull())

    def note(self) -> None:
        """The frame that was read last is looked at once more, thoroughly, and kept in the log."""
        if self._last.isNull():
            return
        photo = frames.still(self._last)
        self.camera.close_camera()
        self.noted.emit(photo)
