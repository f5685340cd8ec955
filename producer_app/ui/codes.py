"""QR codes as one vector path each, quick enough for a thousand on paper; kept for as long as they are drawn again.

Bytes alone are set by ``base/qr_bytes.py``; anything else by zxing-cpp, which chooses the shortest mix of modes.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QPaintEngine, QPainter, QPainterPath, QRegion

from producer_app.base import qr_bytes
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _

BLACK = QColor("#000000")
QUIET_MODULES = 4  # ISO/IEC 18004, 9.1: the clear zone round a QR code


def draw(painter: QPainter, payload: str, level: str, box: QRectF, *, bytes_only: bool = False) -> None:
    """Draws a code black on what lies there, its quiet zone inside the box. Raises ShopError: too long for a code.

    All its modules are filled as one path, so that no viewer or printer shows hair lines between them. In modules, not in
    dots: a PDF then holds whole numbers and is a tenth as long."""
    symbol, count = _symbol(payload, level, bytes_only)
    module = box.width() / (count + 2 * QUIET_MODULES)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.translate(box.left() + QUIET_MODULES * module, box.top() + QUIET_MODULES * module)
    painter.scale(module, module)
    if painter.device().depth() == 32 and painter.paintEngine().type() == QPaintEngine.Type.Raster:
        painter.fillPath(symbol, BLACK)  # the quickest way on screens and pictures
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        painter.drawRects(_rects(payload, level, bytes_only))
    painter.restore()


def side(payload: str, level: str = "M", *, bytes_only: bool = False) -> int:
    """Modules along one side, without the quiet zone. Raises ShopError: too long for a code."""
    return _symbol(payload, level, bytes_only)[1]


@lru_cache(maxsize=1024)
def _symbol(payload: str, level: str, bytes_only: bool) -> tuple[QPainterPath, int]:
    """The path in modules, and how many there are along a side."""
    dark, count = _region(payload, level, bytes_only)
    made = QPainterPath()
    made.addRegion(dark)
    return made, count


@lru_cache(maxsize=1024)
def _rects(payload: str, level: str, bytes_only: bool) -> list[QRect]:
    """The dark runs in modules."""
    return list(_region(payload, level, bytes_only)[0])


@lru_cache(maxsize=1024)
def _region(payload: str, level: str, bytes_only: bool) -> tuple[QRegion, int]:
    """The dark modules, and how many there are along a side."""
    try:
        picture = _bytes(payload.encode("utf-8"), level) if bytes_only else _text(payload, level)
    except ValueError:
        raise ShopError(_("This text is too long for a code."), _("Use a shorter text."), "CODE_TOO_LONG") from None
    return QRegion(QBitmap.fromImage(picture)), picture.width()


def _bytes(content: bytes, level: str) -> QImage:
    symbol, count = qr_bytes.symbol(content, level)
    stride, line = (count + 31) // 32 * 4, (1 << count) - 1
    rows = b"".join((symbol >> y * count & line).to_bytes(stride, "little") for y in range(count))
    picture = QImage(rows, count, count, stride, QImage.Format.Format_MonoLSB)
    picture.setColorTable([0xFFFFFFFF, 0xFF000000])
    return picture.convertToFormat(QImage.Format.Format_Mono)


def _text(payload: str, level: str) -> QImage:
    import zxingcpp

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    grey = memoryview(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    count = grey.shape[0]
    return QImage(bytes(grey), count, count, count, QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_Mono)
