"""Pages as dots for thermal printers, always as a picture: joined letters never depend on what a printer can write."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.page import Page, Picture
from producer_app.base.raster import Raster
from producer_app.ui import paper

_SHARP = Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
_SOFT = Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.DiffuseDither


def of_page(page: Page, dpi: int, *, reach_mm: float | None = None) -> Raster:
    """The page's dots: words and codes by a threshold, photos by diffusion. ``reach_mm``: what the head reaches, cut out of
    the middle of the paper and rounded to whole bytes, as heads are built (72 mm at 203 dpi: 576 dots)."""
    grey = paper.picture_of(page, dpi)
    mono = grey.convertToFormat(QImage.Format.Format_Mono, _SHARP)
    photos = [item for item in page.flat() if isinstance(item, Picture)]
    if photos:
        mono = _with_photos(mono, grey, photos, dpi / 25.4)
    if reach_mm is not None:
        wide = round(reach_mm * dpi / 25.4 / 8) * 8
        mono = mono.copy(QRect((mono.width() - wide) // 2, 0, wide, mono.height()))
    return _packed(mono)


def _with_photos(sharp: QImage, grey: QImage, photos: list[Picture], dots: float) -> QImage:
    both = sharp.convertToFormat(QImage.Format.Format_RGB32)
    soft = grey.convertToFormat(QImage.Format.Format_Mono, _SOFT)
    painter = QPainter(both)
    for photo in photos:
        box = QRect(round(photo.box.x * dots), round(photo.box.y * dots), round(photo.box.width * dots),
                    round(photo.box.height * dots))
        painter.drawImage(box, soft, box)
    painter.end()
    return both.convertToFormat(QImage.Format.Format_Mono, _SHARP)


def _packed(mono: QImage) -> Raster:
    width, height, stride = mono.width(), mono.height(), mono.bytesPerLine()
    flat, row_bytes = bytes(mono.constBits()), (width + 7) // 8
    black_is_one = (mono.color(1) & 0xFF) == 0
    past = (0xFF << (row_bytes * 8 - width)) & 0xFF  # dots beyond the width stay white
    turn = 0 if black_is_one else 0xFF
    rows = bytearray()
    for y in range(height):
        line = bytearray(byte ^ turn for byte in flat[y * stride:y * stride + row_bytes])
        line[-1] &= past
        rows += line
    return Raster(width, height, bytes(rows))


def picture(raster: Raster) -> QImage:
    """The dots as a picture, one pixel a dot."""
    image = QImage(raster.rows, raster.width, raster.height, raster.row_bytes, QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    return image.copy()


def proved(page: Page, dpi: int, *, reach_mm: float | None = None) -> Raster:
    """The page's dots, each code read back from them. Raises ShopError: a code that is missing or differs, a text that does
    not fit, a letter that no font has."""
    paper.check_letters(page)
    paper.check_fit(page)
    made = of_page(page, dpi, reach_mm=reach_mm)
    if sorted(paper.codes_read(picture(made))) != sorted(page.codes()):
        raise ShopError(_("A code on this page cannot be read back as it should be."),
                        _("Nothing was printed. Make the code larger, or use fewer codes a page."), "CODE_DIFFERS")
    return made
