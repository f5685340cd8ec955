"""One painter for paper: the same drawing goes to the preview, to pictures, to the PDF and to the printer.

Positions are millimetres (``base/page.py``). Everything is laid out in fixed units of a twentieth of a millimetre and
then scaled to the device, so that no line breaks differently on the printer than in the preview.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPdfWriter,
    QPen,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.page import Bars, Block, Glyph, Item, Page, Picture, Qr, Rect, Sprig, Text, Turned
from producer_app.ui import codes, fonts
from producer_app.ui.printers import Correction

UNITS = 20  # a millimetre in layout units
PROOF_DPI = (203, 300)  # label printers and office printers
WHITE = QColor("#FFFFFF")
SMOOTH = (QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.TextAntialiasing)
AROUND_MM = 2.0  # of a code's surroundings that its proof looks at
PICTURE_UNITS = 24  # dots a millimetre that a placed photo keeps, about 600 dpi


# ---------------------------------------------------------------- the painter
def draw(page: Page, painter: QPainter, dots_per_mm: float) -> None:
    """Draws a page; the painter's origin is the paper's top left corner."""
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.scale(dots_per_mm / UNITS, dots_per_mm / UNITS)
    painter.setRenderHints(SMOOTH)
    try:
        for item in page.items:
            _draw_item(item, painter)
    finally:
        painter.restore()


def _draw_item(item: Item, painter: QPainter) -> None:
    match item:
        case Text():
            _draw_text(item, painter)
        case Qr():
            _draw_code(item, painter)
        case Bars():
            painter.fillRect(_box(item.box), WHITE)
            codes.draw_bars(painter, item.payload, _box(item.box))
        case Picture():
            _draw_picture(item, painter)
        case Block():
            _draw_block(item, painter)
        case Sprig():
            _draw_sprig(item, painter)
        case Glyph():
            _draw_glyph(item, painter)
        case Turned():
            painter.save()
            middle = _box(item.box).center()
            painter.translate(middle)
            painter.rotate(180)
            painter.translate(-middle)
            for one in item.items:
                _draw_item(one, painter)
            painter.restore()


def _box(rect: Rect) -> QRectF:
    return QRectF(rect.x * UNITS, rect.y * UNITS, rect.width * UNITS, rect.height * UNITS)


def _font(item: Text, size_mm: float) -> QFont:
    font = QFont()
    font.setFamilies(fonts.families(item.language))
    font.setPixelSize(max(1, round(size_mm * UNITS)))
    font.setBold(item.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _option(item: Text) -> QTextOption:
    option = QTextOption()
    rtl = i18n.right_to_left(item.language)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # Qt turns "left" to the right edge for right-to-left text; a page says the real edge.
    edge = {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
    option.setAlignment(edge[item.align] | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    option.setWrapMode(QTextOption.WrapMode.WordWrap if item.lines > 1 else QTextOption.WrapMode.NoWrap)
    return option


@lru_cache(maxsize=8192)
def fitted(item: Text) -> float:
    """The size in millimetres at which a text fits its box, not below ``least_mm``. Raises ShopError: it does not fit."""
    size = item.size_mm if item.no_larger_than is None else min(item.size_mm, fitted(item.no_larger_than))
    while size >= item.least_mm - 1e-6:
        if _fits(item, size):
            return size
        size -= 0.1
    raise ShopError(_("“{text}” does not fit on the paper.").format(text=item.text[:60]),
                    _("Shorten it, or choose a larger paper."), "TOO_LONG")


def _fits(item: Text, size_mm: float) -> bool:
    metrics = QFontMetricsF(_font(item, size_mm))
    width, height = item.box.width * UNITS, item.box.height * UNITS
    if item.lines == 1:
        # By the em, not by the font's line: Chinese and Uyghur faces ask for lines far taller than their letters.
        return metrics.horizontalAdvance(item.text) <= width and size_mm * UNITS <= height * 1.05
    if any(metrics.horizontalAdvance(w) > width for w in item.text.split()):
        return False
    laid = metrics.boundingRect(QRectF(0, 0, width, 1e6), int(Qt.TextFlag.TextWordWrap), item.text)
    return laid.height() <= min(height * 1.1, metrics.lineSpacing() * (item.lines + 0.2))


def _draw_text(item: Text, painter: QPainter) -> None:
    if not item.text:
        return
    painter.setFont(_font(item, fitted(item)))
    painter.setPen(QColor(item.color))
    box = _box(item.box)
    if item.lines == 1:
        # Lines of fonts with tall boxes (Chinese, Uyghur) stand in the middle by their letters, not by their boxes.
        box = box.adjusted(0, -box.height() * 0.35, 0, box.height() * 0.35)
    painter.drawText(box, item.text, _option(item))


def _draw_code(item: Qr, painter: QPainter) -> None:
    box = _box(item.box)
    painter.fillRect(box, WHITE)
    codes.draw(painter, item.payload, item.level, box, bytes_only=item.bytes_only)


def _draw_picture(item: Picture, painter: QPainter) -> None:
    box = _box(item.box)
    clip = QPainterPath()
    clip.addRoundedRect(box, item.radius_mm * UNITS, item.radius_mm * UNITS)
    photo = _photo(item.path, item.box)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(box, QColor("#F2EDE6"))
    if not photo.isNull():
        scale = max(box.width() / photo.width(), box.height() / photo.height())
        width, height = box.width() / scale, box.height() / scale
        painter.drawImage(box, photo, QRectF((photo.width() - width) / 2, (photo.height() - height) / 2, width, height))
    painter.restore()


def _photo(path: str, box: Rect) -> QImage:
    reader = QImageReader(path)
    size = reader.size()
    if size.isValid():
        wanted = QSizeF(box.width * PICTURE_UNITS, box.height * PICTURE_UNITS)
        kept = QSizeF(size).scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if kept.width() < size.width():
            reader.setScaledSize(kept.toSize())
    return reader.read()


def _draw_block(item: Block, painter: QPainter) -> None:
    painter.save()
    painter.setBrush(QColor(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    if item.line:
        pen = QPen(QColor(item.line), item.line_mm * UNITS)
        if item.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(_box(item.box), item.radius_mm * UNITS, item.radius_mm * UNITS)
    painter.restore()


def _draw_sprig(item: Sprig, painter: QPainter) -> None:
    """Petals (5 to 8), their width, their notch and the heart come from the number: 96 flowers that differ at a glance."""
    petals, slim, ring, heart = 5 + item.seed % 4, item.seed // 4 % 3, item.seed // 12 % 2, item.seed // 24 % 4
    box = _box(item.box)
    radius = min(box.width(), box.height()) / 2
    painter.save()
    painter.translate(box.center())
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(petals):
        painter.save()
        painter.rotate(360 / petals * number)
        width = radius * (0.62, 0.48, 0.34)[slim]
        petal = QPainterPath(QPointF(0, 0))
        petal.cubicTo(QPointF(-width, -radius * 0.4), QPointF(-width * 0.8, -radius), QPointF(0, -radius))
        petal.cubicTo(QPointF(width * 0.8, -radius), QPointF(width, -radius * 0.4), QPointF(0, 0))
        painter.setBrush(QColor(item.color))
        painter.drawPath(petal)
        if ring:
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawEllipse(QPointF(0, -radius * 0.66), radius * 0.1, radius * 0.14)
        painter.restore()
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(QPointF(0, 0), radius * 0.26, radius * 0.26)
    painter.setBrush(QColor(("#C98A00", "#155D34", "#1D4A84", item.color)[heart]))
    painter.drawEllipse(QPointF(0, 0), radius * 0.17, radius * 0.17)
    painter.restore()


@lru_cache(maxsize=256)
def _glyph(name: str) -> QPainterPath:
    """A small picture as a path. Raises KeyError: no such one."""
    path = QPainterPath()
    path.addText(0, 0, fonts.icon_font(1000), fonts.icon(name))
    return path


def _draw_glyph(item: Glyph, painter: QPainter) -> None:
    path, box = _glyph(item.name), _box(item.box)
    ink = path.boundingRect()
    scale = min(box.width() / ink.width(), box.height() / ink.height())
    painter.save()
    painter.translate(box.center())
    painter.scale(scale, scale)
    painter.translate(-ink.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(item.color))
    painter.drawPath(path)
    painter.restore()


# ---------------------------------------------------------------- pictures and proof
def picture_of(page: Page, dpi: int) -> QImage:
    """The page as a picture at so many dots an inch, on white."""
    dots = dpi / 25.4
    image = QImage(round(page.width_mm * dots), round(page.height_mm * dots), QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    try:
        draw(page, painter, dots)
    finally:
        painter.end()
    return image


def codes_read(image: QImage, *, thorough: bool = True, bars: bool = False) -> list[str]:
    """The QR codes, or with ``bars`` the Code 128, that an independent reader (zxing-cpp) finds in a picture. Not
    ``thorough``: it looks at the picture as it is, not smaller, turned or with its colours turned about as well."""
    import zxingcpp

    if image.format() != QImage.Format.Format_RGB32:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    # As the dots lie in memory, blue first: turning them grey is quicker there than here.
    dots: Any = image.constBits()  # a plain buffer is enough for it
    view = zxingcpp.ImageView(dots, image.width(), image.height(), zxingcpp.ImageFormat.BGRA, image.bytesPerLine())
    wanted = zxingcpp.BarcodeFormat.Code128 if bars else zxingcpp.BarcodeFormat.QRCode
    found = zxingcpp.read_barcodes(view, formats=zxingcpp.BarcodeFormats([wanted]), try_rotate=thorough,
                                   try_downscale=thorough, try_invert=thorough)
    return [code.text for code in found]


def prove(page: Page) -> list[str]:
    """Reads every code back at 203 and 300 dpi, in its place on the page, with all that lies on and around it.

    Raises ShopError: one is missing or differs."""
    wanted = page.codes()
    for item in page.flat():
        for dpi in PROOF_DPI if isinstance(item, (Qr, Bars)) else ():
            assert isinstance(item, (Qr, Bars))
            drawn = part_of(page, item.box, dpi)
            bars = isinstance(item, Bars)
            found = codes_read(drawn, thorough=False, bars=bars)
            if item.payload not in found:
                found = codes_read(drawn, bars=bars)
            if item.payload not in found or not set(found) <= set(wanted):
                raise ShopError(_("A code on this page cannot be read back as it should be."),
                                _("Nothing was printed. Make the code larger, or use fewer codes a page."), "CODE_DIFFERS")
    return sorted(wanted)


def part_of(page: Page, box: Rect, dpi: int) -> QImage:
    """What ``picture_of`` shows at a box and a little around it, dot by dot the same, without drawing the rest."""
    dots = dpi / 25.4
    left, top = max(0, math.floor((box.x - AROUND_MM) * dots)), max(0, math.floor((box.y - AROUND_MM) * dots))
    right = min(round(page.width_mm * dots), math.ceil((box.right + AROUND_MM) * dots))
    bottom = min(round(page.height_mm * dots), math.ceil((box.bottom + AROUND_MM) * dots))
    image = QImage(max(1, right - left), max(1, bottom - top), QImage.Format.Format_RGB32)
    image.fill(WHITE)
    seen = Rect(left / dots, top / dots, image.width() / dots, image.height() / dots)
    # A line of text may reach beyond its box by its accents: what lies a little farther is drawn as well.
    near = Rect(seen.x - AROUND_MM, seen.y - AROUND_MM, seen.width + 2 * AROUND_MM, seen.height + 2 * AROUND_MM)
    painter = QPainter(image)
    painter.translate(-left, -top)
    try:
        draw(replace(page, items=tuple(item for item in page.items if item.box.overlaps(near))), painter, dots)
    finally:
        painter.end()
    return image


def check_fit(page: Page) -> None:
    """Raises ShopError: a text that does not fit its box even at its least size."""
    for item in page.flat():
        if isinstance(item, Text) and item.text:
            fitted(item)


def check_letters(page: Page) -> None:
    """Raises ShopError: a letter that no font at hand can draw; a page never carries boxes."""
    for item in page.flat():
        if isinstance(item, Text):
            lacking = fonts.missing_letters(item.text, fonts.families(item.language))
            if lacking:
                raise ShopError(_("The letter {letter} cannot be printed.").format(letter=", ".join(sorted(lacking))[:40]),
                                _("Nothing was printed. Write the name another way, or install a font that has it."), "NO_LETTER")


# ---------------------------------------------------------------- PDF and printer
def _layout(page: Page) -> QPageLayout:
    size = QPageSize(QSizeF(page.width_mm, page.height_mm), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def to_pdf(pages: Sequence[Page], path: Path) -> list[str]:
    """Writes pages as a PDF, whole or not at all; gives the codes read back from them.

    Raises ShopError: a code or a letter that would not print, no pages."""
    read = _checked(pages)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    writer = QPdfWriter(str(part))
    writer.setResolution(600)
    writer.setTitle(pages[0].title)
    writer.setCreator("producer-app")
    try:
        print_pages(pages, writer, 600)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ShopError(_("{file} could not be written.").format(file=path.name),
                        _("Choose another folder, or make room on the disk."), "NOT_WRITTEN") from error
    return read


def to_pictures(pages: Sequence[Page], path: Path, *, dpi: int = 300) -> list[str]:
    """Writes each page as a PNG: ``tags.png``, or ``tags-1.png``, ``tags-2.png`` for several. Gives the codes read back.

    Raises ShopError: a code or a letter that would not print, no pages, a folder that cannot be written."""
    read = _checked(pages)
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, 1):
        target = path if len(pages) == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        part = target.with_name(f".part-{target.name}")
        if not picture_of(page, dpi).save(str(part)):
            part.unlink(missing_ok=True)
            raise ShopError(_("{file} could not be written.").format(file=target.name),
                            _("Choose another folder, or make room on the disk."), "NOT_WRITTEN")
        part.replace(target)
    return read


def _checked(pages: Sequence[Page]) -> list[str]:
    """Every code of the pages, read back. Raises ShopError: no pages, a code, text or letter that would not print."""
    if not pages:
        raise ShopError(_("There is nothing to print."), _("Choose at least one product."), "NOTHING")
    read: list[str] = []
    for page in pages:
        check_letters(page)
        check_fit(page)
        read += prove(page)
    return read


def print_pages(pages: Sequence[Page], device: QPagedPaintDevice, dpi: int, correction: Correction | None = None) -> None:
    """Draws pages on a PDF writer or a printer; ``correction`` makes a printer's millimetres true.

    Raises ShopError: the device refused."""
    device.setPageLayout(_layout(pages[0]))
    painter = QPainter()
    if not painter.begin(device):
        raise ShopError(_("The page could not be drawn."), _("Check the printer or the folder, and try again."), "NO_DEVICE")
    try:
        for number, page in enumerate(pages):
            if number:
                device.setPageLayout(_layout(page))
                device.newPage()
            if correction is not None:
                painter.resetTransform()
                painter.translate(correction.right_mm * dpi / 25.4, correction.down_mm * dpi / 25.4)
                painter.scale(correction.stretch_x, correction.stretch_y)
            draw(page, painter, dpi / 25.4)
    finally:
        painter.end()


class Preview(QWidget):
    """A page on screen, as large as there is room, drawn by the painter of the printer."""

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self.setAccessibleName(_("Preview of the page"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)

    def show_page(self, page: Page | None) -> None:
        """Shows a page, or nothing."""
        self._page = page
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        page = self._page
        if page is None:
            return
        dots = min((self.width() - 16) / page.width_mm, (self.height() - 16) / page.height_mm)
        width, height = page.width_mm * dots, page.height_mm * dots
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPointF((self.width() - width) / 2, (self.height() - height) / 2)
        painter.fillRect(QRectF(corner.x() + 3, corner.y() + 4, width, height), QColor(31, 36, 48, 30))
        painter.fillRect(QRectF(corner.x(), corner.y(), width, height), QColor("#FFFFFF"))
        painter.translate(corner)
        painter.setClipRect(QRectF(0, 0, width, height))
        try:
            draw(page, painter, dots)
        finally:
            painter.end()
