"""Where live pictures come from: one small seam, a real camera behind it, and a scripted one that plays frames and faults.

Everything after ``frame`` knows no camera, so pulled plugs and black pictures can be played without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from producer_app.base.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput

# Why no picture comes: there is no camera, it was pulled out, another program holds it.
NO_CAMERA, UNPLUGGED, BUSY = "NO_CAMERA", "UNPLUGGED", "BUSY"
# What is told in the picture's place.
TROUBLES = {
    NO_CAMERA: N_("There is no camera here. Plug one in, or choose a photo from this computer."),
    UNPLUGGED: N_("The camera was pulled out. Plug it in again: its picture comes back by itself."),
    BUSY: N_("The camera gives no picture. Perhaps another program is using it: close that one and try again."),
}
STILL_QUALITY = 95


class Device(NamedTuple):
    """One camera: what ``start`` wants, and what the person reads."""

    id: str
    name: str


class FrameSource(QObject):
    """The seam. ``frame(QImage)`` while started; ``failed(code)``: one of the codes above; ``devices_changed`` on a plug."""

    frame = Signal(QImage)
    failed = Signal(str)
    devices_changed = Signal()

    def devices(self) -> list[Device]:
        """The cameras there are, the usual one first."""
        return []

    def start(self, device_id: str = "") -> None:
        """Begins to give frames; "" for the usual camera."""
        del device_id
        self.failed.emit(NO_CAMERA)

    def stop(self) -> None:
        """Gives no more frames and lets the camera go."""


def still(image: QImage) -> bytes:
    """A frame as a JPEG photo, quality 95. Raises ValueError: an empty frame."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.convertToFormat(QImage.Format.Format_RGB888).save(
            buffer, "JPEG", STILL_QUALITY):  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
        raise ValueError("an empty frame")
    return bytes(buffer.data().data())


def is_black(image: QImage) -> bool:
    """Whether a frame shows nothing: a cap on the lens, a shutter, no light at all."""
    small = image.scaled(16, 12).convertToFormat(QImage.Format.Format_Grayscale8)
    values = [small.pixelColor(x, y).value() for x in range(small.width()) for y in range(small.height())]
    return not values or (sum(values) / len(values) < 12 and max(values) < 32)


def camera() -> FrameSource:
    """This computer's cameras, or a source without any where Qt's part for them is not there or lacks a library."""
    try:
        from PySide6 import QtMultimedia  # noqa: F401  # only to see whether it can be loaded
    except ImportError:
        return FrameSource()
    return QtCamera()


class QtCamera(FrameSource):
    """Cameras by way of QtMultimedia. ``feed``: frames in place of a camera's."""

    def __init__(self, feed: QVideoFrameInput | None = None) -> None:
        super().__init__()
        from PySide6.QtMultimedia import QMediaCaptureSession, QMediaDevices, QVideoSink

        self._cameras = QMediaDevices(self)
        self._cameras.videoInputsChanged.connect(self._plugged)
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._arrived)
        self._session.setVideoSink(self._sink)
        self._feed = feed
        self._camera: Any = None

    def devices(self) -> list[Device]:
        found = [self._cameras.defaultVideoInput(), *self._cameras.videoInputs()]
        named = {bytes(one.id().data()).decode("utf-8", "replace"): one.description() for one in found if not one.isNull()}
        return [Device(*pair) for pair in named.items()]

    def start(self, device_id: str = "") -> None:
        from PySide6.QtMultimedia import QCamera

        self.stop()
        if self._feed is not None:
            self._session.setVideoFrameInput(self._feed)
            return
        chosen = next((one for one in self._cameras.videoInputs()
                       if bytes(one.id().data()).decode("utf-8", "replace") == device_id), self._cameras.defaultVideoInput())
        if chosen.isNull():
            self.failed.emit(NO_CAMERA)
            return
        self._camera = QCamera(chosen, self)
        self._camera.errorOccurred.connect(lambda *_told: self.failed.emit(BUSY))
        self._session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _arrived(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.frame.emit(image)

    def _plugged(self) -> None:
        if self._camera is not None and self._camera.cameraDevice() not in self._cameras.videoInputs():
            self.stop()
            self.failed.emit(UNPLUGGED)
        self.devices_changed.emit()


class ScriptedSource(FrameSource):
    """Plays a list of frames and fault codes, one a tick, again from the start when it is started again.

    ``every_ms``: 0 plays only when ``step`` is called.
    """

    def __init__(self, script: Sequence[QImage | str], *, every_ms: int = 0, names: Sequence[str] = ("Scripted camera",)) -> None:
        super().__init__()
        self.script, self.names = list(script), list(names)
        self.running = False
        self._place = 0
        self._clock = QTimer(self)
        self._clock.setInterval(every_ms)
        self._clock.timeout.connect(self.step)
        self._ticks = every_ms > 0

    def devices(self) -> list[Device]:
        return [Device(str(place), name) for place, name in enumerate(self.names)]

    def start(self, device_id: str = "") -> None:
        del device_id
        if not self.names:
            self.failed.emit(NO_CAMERA)
            return
        self.running, self._place = True, 0
        if self._ticks:
            self._clock.start()

    def stop(self) -> None:
        self.running = False
        self._clock.stop()

    def step(self) -> None:
        """Plays the next frame or fault; the last one lasts."""
        if not self.running or not self.script:
            return
        now = self.script[min(self._place, len(self.script) - 1)]
        self._place += 1
        if isinstance(now, str):
            self.names = [] if now == UNPLUGGED else self.names
            self.stop()
            self.failed.emit(now)
            return
        self.frame.emit(now)

    def plug(self, *names: str) -> None:
        """Plays cameras being put in or pulled out."""
        self.names = list(names)
        self.devices_changed.emit()
