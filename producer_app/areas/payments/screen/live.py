"""The camera over codes: its picture, each code in it drawn over, read in a worker a few times a second.

What a code says is handed on by ``looked``; whose it is, and what is done about it, is said by the page that listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from producer_app.areas.payments import looking
from producer_app.areas.payments.looking import Spot
from producer_app.areas.payments.rows import Seen
from producer_app.areas.payments.screen.stall_view import StallView
from producer_app.base.i18n import _
from producer_app.base.progress import Progress
from producer_app.ui import frames, jobs, theme
from producer_app.ui.frames import FrameSource
from producer_app.ui.widgets import badge, boxed, button, column, row, scrolling, words

SILENT_MS = 6000
# Between two readings: half of one core of a small computer stays free.
PAUSE_MS = 150
# The longer side that is read; a code on a stall is large enough in it, and more dots only take longer.
READ_PX = 1280


def spots_of(image: QImage, progress: Progress) -> list[Spot]:
    """The worker's part: every code of a frame, corners in the frame's own pixels."""
    progress(0, 1, "")
    from PIL import Image

    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    picture = Image.frombytes("L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())
    scale = max(picture.size) / READ_PX
    if scale <= 1:
        return looking.every_code(picture)
    small = picture.resize((round(picture.width / scale), round(picture.height / scale)))
    return [Spot(spot.text, _larger(spot.corners, scale)) for spot in looking.every_code(small)]


def _larger(corners: looking.Corners, by: float) -> looking.Corners:
    a, b, c, d = ((round(x * by), round(y * by)) for x, y in corners)
    return a, b, c, d


class LiveCamera(QWidget):
    """The picture, or why there is none. ``looked(QImage, list[Spot])``: a frame that was read; open and close it by hand, it
    closes by itself when it is not seen."""

    looked = Signal(QImage, object)

    def __init__(self, make: Callable[[], FrameSource] = frames.camera) -> None:
        super().__init__()
        self._make = make
        self._source: FrameSource | None = None
        self._reading = False
        self._trouble = ""
        self.view = StallView()
        # Not by the text size: large letters leave less room, and a smaller picture is better than one that is cut.
        self.view.setMinimumSize(240, 140)
        self.view.setAccessibleName(_("What the camera sees"))
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENT_MS)
        self._silence.timeout.connect(partial(self._failed, frames.BUSY))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._which = QComboBox()
        self._which.setAccessibleName(_("Camera"))
        self._which.setMinimumHeight(theme.px(theme.TARGET))
        self._which.activated.connect(lambda _place: self._start())
        self._told = words("", "title")
        self._told.setObjectName("cameraTrouble")
        self._again = button(_("Try again"), "arrow-clockwise", self._start)
        trouble = boxed(column(None, row(None, badge("camera-slash", 64, "amber"), None), self._told, row(None, self._again, None),
                               None, space=12, margins=(16, 8, 16, 8)))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(scrolling(trouble))
        shape = column(self._which, self._middle, space=8)
        shape.setStretch(1, 1)
        self.setLayout(shape)

    # ------------------------------------------------------------------ open and close
    def use(self, make: Callable[[], FrameSource]) -> None:
        """Takes its frames from another source from now on."""
        self.close_camera()
        self._make = make

    def open_camera(self) -> None:
        """Starts the camera."""
        self.view.show_frame(QImage())
        self.view.show_seen(())
        if self._source is None:
            self._source = self._make()
            self._source.setParent(self)
            self._source.frame.connect(self._arrived)
            self._source.failed.connect(self._failed)
            self._source.devices_changed.connect(self._plugged)
        self._start()

    def close_camera(self) -> None:
        """The camera's light goes out."""
        self._silence.stop()
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
            self._source = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Nobody is filmed while looking at another page.
        self.close_camera()

    def show_seen(self, seen: Sequence[Seen]) -> None:
        """What was found in the frame read last is drawn over the picture."""
        self.view.show_seen(tuple(seen))

    # ------------------------------------------------------------------ frames and faults
    def _start(self) -> None:
        if self._source is None:
            return
        chosen = self._which.currentData()
        self._which.clear()
        for device in self._source.devices():
            self._which.addItem(device.name, device.id)
        self._which.setCurrentIndex(max(0, self._which.findData(chosen)))
        self._which.setVisible(self._which.count() > 1)
        self._show_trouble("")
        self._silence.start()
        self._source.start(self._which.currentData() or "")

    def _arrived(self, image: QImage) -> None:
        self._silence.start()
        if self._trouble:
            self._show_trouble("")
        self.view.show_frame(image)
        if not self._reading and not self._pause.isActive():
            self._reading = True
            jobs.run(self, partial(spots_of, image), partial(self._read, image), self._not_read)

    def _read(self, image: QImage, spots: list[Spot]) -> None:
        self._rest()
        if self._source is not None:
            self.looked.emit(image, spots)

    def _not_read(self, error: BaseException) -> None:
        self._rest()
        raise error

    def _rest(self) -> None:
        self._reading = False
        self._pause.start()

    def _failed(self, code: str) -> None:
        self._silence.stop()
        self._show_trouble(code if code in frames.TROUBLES else frames.BUSY)

    def _plugged(self) -> None:
        if self._trouble and self._source is not None and self._source.devices():
            self._start()

    def _show_trouble(self, code: str) -> None:
        self._trouble = code
        self._told.setText(_(frames.TROUBLES[code]) if code else "")
        self._again.setVisible(code == frames.BUSY)
        self._middle.setCurrentIndex(1 if code else 0)
