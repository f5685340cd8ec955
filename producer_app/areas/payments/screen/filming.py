"""The printed page held before the camera in place of a photo: her code alone in two frames running is the proof."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.payments import queries
from producer_app.areas.payments.looking import Spot
from producer_app.areas.payments.screen.live import LiveCamera
from producer_app.base.i18n import _
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, column, empty_layout, scrolling, words

FRAMES_NEEDED = 2


class Filming(QWidget):
    """``found(text)``: what the page says, hers or not; ``left``: without one."""

    found = Signal(str)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._payload = ""
        self._met: list[str] = []
        self._told = QVBoxLayout()
        self.camera = LiveCamera()
        self.camera.looked.connect(self._looked)
        close = button(_("Stop the camera"), "camera-slash", self.leave)
        close.setObjectName("stopFilm")
        body = column(self._told, self.camera, space=10)
        body.setStretch(1, 1)
        shape = column(scrolling(boxed(body)), flow(close), space=10)
        shape.setStretch(0, 1)
        self.setLayout(shape)

    def begin(self, payload: str) -> None:
        """Waits for the page with this code."""
        self._payload, self._met = payload, []
        self._tell(_("Hold the printed page before the camera, with this code only in the picture."), "ink")
        self.camera.open_camera()

    def leave(self) -> None:
        """Back without a page."""
        self.camera.close_camera()
        self.left.emit()

    def _tell(self, told: str, tone: str) -> None:
        empty_layout(self._told)
        line = words(told, "title", tone=tone)
        line.setObjectName("filmTold")
        self._told.addWidget(line)

    def _looked(self, _image: QImage, spots: list[Spot]) -> None:
        self.camera.show_seen(queries.whose(self._stage.shop, spots))
        texts = {spot.text for spot in spots if spot.text is not None}
        if len(texts) != 1:
            self._met.clear()
            return
        (text,) = texts
        self._met = [*self._met, text] if self._met[-1:] == [text] else [text]
        if len(self._met) != FRAMES_NEEDED:
            return
        if text.encode("utf-8") == self._payload.encode("utf-8"):
            self.camera.close_camera()
            self.found.emit(text)
            return
        told = _("Stop. This page does not carry your code. Do not hang it up. Print the page again.")
        self._tell(told, "red")
        self._stage.warn(told)
