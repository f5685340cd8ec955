"""Take a photo: the camera's picture large, the outline of the last good one over it, one button.

What can go wrong is told in the place of the picture: no camera, pulled out, held by another program, black, silent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.products import ghost
from producer_app.base.i18n import _
from producer_app.ui import frames, theme
from producer_app.ui.flow import flow
from producer_app.ui.frames import TROUBLES, FrameSource
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, chip, column, row, scrolling, words

SILENT_MS = 6000


class Finder(QWidget):
    """The live picture, whole, with the outline of the last good one over it; digits and pictures are never mirrored."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.ghost = QImage()
        self.ghost_shown = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Not by the text size: large letters leave less room, and a smaller picture is better than one that is cut.
        self.setMinimumSize(240, 140)
        self.setAccessibleName(_("What the camera sees"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.fillPath(frame, QColor(theme.INK))
        painter.setClipPath(frame)
        if not self.image.isNull():
            place = fitted(self.image, self.rect())
            painter.drawImage(place, self.image)
            if self.ghost_shown and not self.ghost.isNull():
                painter.drawImage(fitted(self.ghost, place), self.ghost)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawPath(frame)
        painter.end()


def fitted(image: QImage, room: QRect) -> QRect:
    """Where a whole image stands in the middle of a room."""
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(room.left() + (room.width() - size.width()) // 2, room.top() + (room.height() - size.height()) // 2,
                 size.width(), size.height())


class CameraView(QWidget):
    """``taken``: called with the photo's bytes; ``close``: the person goes back; ``choose``: a file in place of a camera."""

    def __init__(self, stage: Stage, *, taken: Callable[[bytes], object], close: Callable[[], object],
                 choose: Callable[[], object], make: Callable[[], FrameSource] = frames.camera) -> None:
        super().__init__()
        self._stage, self._taken, self._close, self._make = stage, taken, close, make
        self._source: FrameSource | None = None
        self._trouble = ""
        self.finder = Finder()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENT_MS)
        self._silence.timeout.connect(lambda: self._failed(frames.BUSY))
        self._lay_out(choose)

    def _lay_out(self, choose: Callable[[], object]) -> None:
        back = button("", "arrow-left", self.leave, kind="square", name=_("Back"))
        back.setObjectName("cameraBack")
        self._which = QComboBox()
        self._which.setAccessibleName(_("Camera"))
        self._which.setMinimumHeight(theme.px(theme.TARGET))
        self._which.activated.connect(lambda _place: self._start())
        self._ghost = button(_("Outline of the last picture"), "selection", self._turn_ghost, kind="chip")
        self._ghost.setObjectName("ghost")
        self._ghost.setCheckable(True)
        self._ghost.setChecked(True)
        self._hint = chip("", "amber")
        self._take = button(_("Take the photo"), "camera-fill", self.take, kind="primary")
        self._take.setObjectName("take")
        self._told = words("", "title")
        self._told.setObjectName("trouble")
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = button(_("Try again"), "arrow-clockwise", self._start)
        self._again.setObjectName("again")
        instead = button(_("Choose a photo"), "image", choose, kind="primary")
        instead.setObjectName("chooseInstead")
        trouble = boxed(column(None, row(None, badge("camera-slash", 64, "amber"), None), self._told,
                               row(None, self._again, instead, None), None, space=12, margins=(16, 8, 16, 8)))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.finder)
        self._middle.addWidget(scrolling(trouble))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(flow(back, words(_("Take a photo"), "head", wrap=False), self._which, ends=1))
        outer.addWidget(self._middle, 1)
        outer.addWidget(flow(self._ghost, self._hint, self._take, ends=1))

    # ------------------------------------------------------------------ open and close
    def use(self, make: Callable[[], FrameSource]) -> None:
        """Takes its frames from another source from now on."""
        self._end()
        self._make = make

    def open(self, last_good: Path | None) -> None:
        """Starts the camera. ``last_good``: the listing picture whose outline helps to stand the next one alike."""
        self.finder.image = QImage()
        self._draw_ghost(last_good)
        if self._source is None:
            self._source = self._make()
            self._source.setParent(self)
            self._source.frame.connect(self._arrived)
            self._source.failed.connect(self._failed)
            self._source.devices_changed.connect(self._plugged)
        self._start()

    def _draw_ghost(self, picture: Path | None) -> None:
        self.finder.ghost = QImage()
        if picture is not None:
            try:
                self.finder.ghost = QImage.fromData(ghost.outline(picture.read_bytes()))
            except OSError:
                # The file may be on a disk that was taken out; the camera works without an outline.
                self.finder.ghost = QImage()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Nobody is filmed while looking at another screen.
        self._end()

    def _end(self) -> None:
        self._silence.stop()
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
            self._source = None

    def leave(self) -> None:
        """Back, and the camera's light goes out."""
        self._end()
        self._close()

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
        self._trouble = ""
        self._show()
        self._silence.start()
        self._source.start(self._which.currentData() or "")

    def _arrived(self, image: QImage) -> None:
        self._silence.start()
        first = self.finder.image.isNull()
        self.finder.image = image
        self.finder.update()
        black = frames.is_black(image)
        if black != bool(self._hint.text()) or first or self._trouble:
            self._trouble = ""
            self._hint.setText(_("The picture is black: take off the cap, turn on the light.") if black else "")
            self._show()

    def _failed(self, code: str) -> None:
        self._silence.stop()
        self._trouble = code if code in TROUBLES else frames.BUSY
        self._show()

    def _plugged(self) -> None:
        if self._trouble and self._source is not None and self._source.devices():
            self._start()

    def _show(self) -> None:
        self._middle.setCurrentIndex(1 if self._trouble else 0)
        self._told.setText(_(TROUBLES[self._trouble]) if self._trouble else "")
        self._hint.setVisible(bool(self._hint.text()) and not self._trouble)
        self._again.setVisible(self._trouble == frames.BUSY)
        self._ghost.setVisible(not self._trouble and not self.finder.ghost.isNull())
        self._take.setVisible(not self._trouble)
        self._take.setEnabled(not self.finder.image.isNull() and not self._hint.text())

    def _turn_ghost(self) -> None:
        self.finder.ghost_shown = self._ghost.isChecked()
        self.finder.update()

    def take(self) -> None:
        """The frame that is seen becomes the photo."""
        if self.finder.image.isNull() or self._trouble:
            return
        photo = frames.still(self.finder.image)
        self.leave()
        self._taken(photo)
