"""The start side of the product form: the photo large, a word on its light, photos that wait, ways to another photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from producer_app.areas.products import photos
from producer_app.areas.products.rows import Photo
from producer_app.areas.products.screen.parts import PhotoView, brightness
from producer_app.base.i18n import _, ngettext
from producer_app.ui import theme
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import button, chip, column, row


class PhotoSide(QWidget):
    """``choose`` asks for another photo, ``camera`` takes one."""

    def __init__(self, choose: Callable[[], object], camera: Callable[[], object]) -> None:
        super().__init__()
        self._choose, self._camera = choose, camera
        self._photo: Photo | None = None
        thumbs = Thumbs(theme.px(900), most=4)
        thumbs.setParent(self)
        thumbs.ready.connect(self._advise)
        self._view = PhotoView(thumbs)
        self._view.setObjectName("photo")
        self._advice = chip("", "leaf")
        self._queue = chip("", "blue")
        self._change = button(_("Change photo"), "image-square", self._change_photo)
        self._change.setObjectName("changePhoto")
        self._retake = button(_("Take a photo"), "camera", camera)
        self._retake.setObjectName("retake")
        told = row(self._advice, self._queue, None)
        under = column(told, row(None, self._retake, self._change))
        self.setLayout(column(self._view, under, None, space=12))
        self.setMinimumWidth(theme.px(280))
        self.setMaximumWidth(theme.px(600))

    def show_photo(self, photo: Photo | None, path: Path | None, waiting: int) -> None:
        """``photo``: of the product itself; ``path``: what to show, another size's photo perhaps; ``waiting``: how many more."""
        self._photo = photo
        self._view.show_photo(path)
        self._change.setText(" " + (_("Change photo") if photo else _("Add photo")))
        self._queue.setVisible(bool(waiting))
        self._queue.setText(ngettext("{count} photo after this", "{count} photos after this", waiting).format(count=waiting))
        self._advise()

    def fit(self, width: int) -> None:
        """Both ways to a photo beside each other where they fit; else one button that asks which. ``width``: of the form."""
        room = max(theme.px(280), min(theme.px(600), (width - 60) * 9 // 20))
        self._retake.setVisible(self._retake.sizeHint().width() + self._change.sizeHint().width() + 12 <= room)

    def _change_photo(self) -> None:
        if not self._retake.isHidden():
            self._choose()
            return
        menu = QMenu(self)
        menu.setObjectName("photoWays")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Take a photo"), self._camera)
        menu.addAction(_("Choose a photo"), self._choose)
        menu.popup(self._change.mapToGlobal(self._change.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    def _advise(self) -> None:
        picture = self._view.picture()
        self._advice.setVisible(picture is not None and not picture.isNull() and self._photo is not None)
        if picture is None or picture.isNull() or self._photo is None:
            return
        told = photos.advice(brightness(picture), self._photo.width, self._photo.height)
        self._advice.setText(told.sentence)
        theme.mark(self._advice, chip="leaf" if told.good else "amber")
