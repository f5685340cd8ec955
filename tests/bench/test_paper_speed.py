"""Paper against the usual ways: a thousand tags against reportlab, ten thousand payment codes against qrcode."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas.posters import sheets
from producer_app.base.page import Page, Qr, Rect, Text
from producer_app.base.travelling import RESOURCES
from producer_app.ui import fonts, paper

TAGS, CODES, EACH = 1_000, 10_000, 20
EMV = ("00020101021226580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-{number:012d}52040000530398654{amount}5802BR5913Fulano de Tal"
       "6008BRASILIA62070503***6304ABCD")
PAYLOADS = ("wxp://f2f0GmC3pQ0rX{number:024d}", "HTTPS://QR.ALIPAY.COM/FKX{number:020d}",
            "https://qr.95516.com/00010000/{number:030d}", EMV)


# ---------------------------------------------------------------- a thousand tags
def label(number: int) -> tuple[list[tuple[str, str, bool, float, float, float]], str]:
    """What stands on a tag: (text, language, bold, size, left, line from the label's top) in mm, and its code."""
    price = f"¥{9 + number % 90}.{number % 100:02d}"
    words = [(f"Rose petal jam {number}", "en", True, 4.2, 3.0, 7.0), ("ئەتىرگۈل مۇرابباسى", "ug", False, 3.8, 3.0, 12.0),
             (price, "en", True, 8.0, 3.0, 22.0), ("500 g", "en", False, 5.8, 3.0, 30.0),
             (f"{price} / 500 g", "en", False, 3.0, 3.0, 34.5)]
    return words, f"https://qr.alipay.com/fkx{number:020d}"


def our_pages() -> list[Page]:
    sheet = sheets.SHEETS["3x7"]
    pages = []
    for first in range(0, TAGS, sheet.count):
        items: list[Text | Qr] = []
        for place in range(min(sheet.count, TAGS - first)):
            box = sheet.label(place)
            words, code = label(first + place)
            items += [Text(Rect(box.x + left, box.y + line - size, 36, size * 1.2), text, size, bold=bold, language=language)
                      for text, language, bold, size, left, line in words]
            items.append(Qr(Rect(box.x + 41, box.y + 12, 20, 20), code))
        pages.append(Page(210, 297, tuple(items)))
    return pages


def theirs(path: Path) -> None:
    """The same tags by reportlab: its own code widget, the same font files, no joining of Uyghur letters (it has none)."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, family in fonts.FILES.items():
        if family in (fonts.LATIN, fonts.UYGHUR):
            pdfmetrics.registerFont(TTFont(f"{family}{'-bold' if 'Bold' in name else ''}", str(RESOURCES / "fonts" / name)))
    sheet = sheets.SHEETS["3x7"]
    canvas = Canvas(str(path), pagesize=(210 * mm, 297 * mm), pageCompression=1)
    for number in range(TAGS):
        place = number % sheet.count
        if number and not place:
            canvas.showPage()
        box = sheet.label(place)
        words, code = label(number)
        for text, language, bold, size, left, line in words:
            canvas.setFont((fonts.UYGHUR if language == "ug" else fonts.LATIN) + ("-bold" if bold else ""), size * mm)
            canvas.drawString((box.x + left) * mm, (297 - box.y - line) * mm, text)
        drawing = Drawing(20 * mm, 20 * mm)
        drawing.add(QrCodeWidget(code, barLevel="M", barBorder=4, barWidth=20 * mm, barHeight=20 * mm))
        renderPDF.draw(drawing, canvas, (box.x + 41) * mm, (297 - box.y - 32) * mm)
    canvas.save()


@pytest.mark.bench
def test_a_thousand_tags_with_codes_take_a_fifth_of_reportlab(qtbot: QtBot, tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    window_start.application()
    begun = time.perf_counter()
    read = paper.to_pdf(our_pages(), tmp_path / "ours.pdf")
    ours = time.perf_counter() - begun
    begun = time.perf_counter()
    theirs(tmp_path / "theirs.pdf")
    other = time.perf_counter() - begun
    small, large = (tmp_path / "ours.pdf").stat().st_size, (tmp_path / "theirs.pdf").stat().st_size
    print(f"\n{TAGS} tags: {ours:.2f} s with every code read back twice, reportlab {other:.2f} s without: 1/{other / ours:.1f}; "
          f"{small:,} bytes against {large:,}")
    assert len(read) == TAGS
    assert ours <= other / 5
    assert small <= large


# ---------------------------------------------------------------- ten thousand codes
def payloads() -> list[str]:
    return [PAYLOADS[number % len(PAYLOADS)].format(number=number, amount=f"06{number % 1000:03d}.{number % 90 + 10}")
            for number in range(CODES)]


def read(picture: Image.Image) -> list[str]:
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.bench
def test_ten_thousand_payment_codes_are_drawn_twenty_times_faster(qtbot: QtBot) -> None:
    import qrcode

    window_start.application()
    wanted = payloads()
    for payload in PAYLOADS:  # the tables of each size are made once, on either side
        one = payload.format(number=1, amount="06001.10")
        paper.picture_of(Page(25, 25, (Qr(Rect(0, 0, 25, 25), one, bytes_only=payload == EMV),)), 203)
        qrcode.make(one)
    took, other, ours_read, others_read = 0.0, [], [], []
    for number, payload in enumerate(wanted):
        page = Page(25, 25, (Qr(Rect(0, 0, 25, 25), payload, bytes_only=PAYLOADS[number % len(PAYLOADS)] == EMV),))
        begun = time.perf_counter()
        drawn = paper.picture_of(page, 203)
        took += time.perf_counter() - begun
        if number % EACH == number // len(PAYLOADS) % len(PAYLOADS):
            begun = time.perf_counter()
            made = qrcode.make(payload)
            other.append(time.perf_counter() - begun)
            ours_read += paper.codes_read(drawn)
            others_read += read(made.get_image().convert("L"))
        elif number % 50 == 0:
            assert paper.codes_read(drawn) == [payload]
    ratio = statistics.fmean(other) / (took / CODES)
    print(f"\n{CODES} codes drawn in {took:.2f} s, {1000 * took / CODES:.3f} ms each; qrcode.make "
          f"{1000 * statistics.fmean(other):.2f} ms each ({len(other)} of the same): {ratio:.1f} times")
    assert ours_read == others_read
    assert ratio >= 20
