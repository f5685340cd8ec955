"""QR codes and bar codes as one vector path each, quick enough for a thousand on paper; kept for as long as they are drawn again.

Bytes alone are set by ``base/qr_bytes.py``; anything else by zxing-cpp, which chooses the shortest mix of modes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QPaintEngine, QPainter, QPainterPath, QRegion

from producer_app.base import qr_bytes
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _

BLACK = QColor("#000000")
_DIGITS = bytes(ord("0") if grey else ord("1") for grey in range(256))
QUIET_BARS = 10  # ISO/IEC 15417: the clear zone before and behind a Code 128
QUIET_MODULES = 4  # ISO/IEC 18004, 9.1: the clear zone round a QR code


def draw(painter: QPainter, payload: str, level: str, box: QRectF, *, bytes_only: bool = False) -> None:
    """Draws a code black on what lies there, its quiet zone inside the box. Raises ShopError: too long for a code.

    All its modules are filled as one path, so that no viewer or printer shows hair lines between them. In modules, not in
    dots: a PDF then holds whole numbers and is a tenth as long."""
    dark, count = _region(payload, level, bytes_only)
    module = box.width() / (count + 2 * QUIET_MODULES)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.translate(box.left() + QUIET_MODULES * module, box.top() + QUIET_MODULES * module)
    painter.scale(module, module)
    if painter.device().depth() == 32 and painter.paintEngine().type() == QPaintEngine.Type.Raster:
        if not painter.worldTransform().isRotating():
            # The quickest way on screens and pictures: one fill through the symbol as a stencil.
            painter.setClipRegion(dark, Qt.ClipOperation.IntersectClip)
            painter.fillRect(0, 0, count, count, BLACK)
        else:
            whole = QPainterPath()
            whole.addRegion(dark)
            painter.fillPath(whole, BLACK)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        painter.drawRects(_rects(payload, level, bytes_only))
    painter.restore()


def side(payload: str, level: str = "M", *, bytes_only: bool = False) -> int:
    """Modules along one side, without the quiet zone. Raises ShopError: too long for a code."""
    return _region(payload, level, bytes_only)[1]


def draw_bars(painter: QPainter, payload: str, box: QRectF) -> None:
    """Draws a Code 128 as one path, 10 clear modules at either end. Raises ShopError: a letter that it does not carry."""
    dark, count = bars(payload)
    module = box.width() / (count + 2 * QUIET_BARS)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for start, wide in dark:
        path.addRect(box.left() + (QUIET_BARS + start) * module, box.top(), wide * module, box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(path, BLACK)
    painter.restore()


@lru_cache(maxsize=256)
def bars(payload: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The dark bars of a Code 128 as (start, width) in modules, and how many modules it is wide."""
    import zxingcpp

    try:
        code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.Code128)
    except ValueError:
        raise ShopError(_("“{text}” cannot stand in a bar code.").format(text=payload[:40]),
                        _("Scan or type the number on the parcel."), "NO_BARS") from None
    grey: memoryview[int] = memoryview(
        zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # it is a buffer
    assert grey.shape is not None
    wide = grey.shape[1]
    line = grey.tobytes()[:wide]
    dark, at = [], 0
    while at < wide:
        end = at
        while end < wide and line[end] == line[at]:
            end += 1
        if not line[at]:
            dark.append((at, end - at))
        at = end
    return tuple(dark), wide


@lru_cache(maxsize=1024)
def _rects(payload: str, level: str, bytes_only: bool) -> list[QRect]:
    """The dark runs in modules."""
    dark: Iterable[QRect] = _region(payload, level, bytes_only)[0]  # type: ignore[assignment]  # Qt's own list of them
    return list(dark)


@lru_cache(maxsize=1024)
def _region(payload: str, level: str, bytes_only: bool) -> tuple[QRegion, int]:
    """The dark modules, and how many there are along a side."""
    try:
        symbol, count = qr_bytes.symbol(payload.encode("utf-8"), level) if bytes_only else _text(payload, level)
    except ValueError:
        raise ShopError(_("This text is too long for a code."), _("Use a shorter text."), "CODE_TOO_LONG") from None
    stride, line = (count + 7) // 8, (1 << count) - 1
    rows = b"".join([(symbol >> y * count & line).to_bytes(stride, "little") for y in range(count)])
    return QRegion(QBitmap.fromData(QSize(count, count), rows, QImage.Format.Format_MonoLSB)), count


def _text(payload: str, level: str) -> tuple[int, int]:
    """A text by zxing-cpp under one mask, then under the best of all: its own search for that takes ten times as long."""
    import zxingcpp

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level=level, data_mask=0)
    grey: memoryview[int] = memoryview(
        zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # it is a buffer
    modules = grey.tobytes()
    count = math.isqrt(len(modules))
    # The first module is the lowest bit: digits begin with the highest one.
    return qr_bytes.masked_best(int(modules[::-1].translate(_DIGITS), 2), count, level), count
