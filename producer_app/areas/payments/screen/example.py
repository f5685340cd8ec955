"""A made-up photo of a stall for the drawn pictures of this screen: her sheets, a stranger's, one that is torn."""

from __future__ import annotations

import io
from collections.abc import Sequence

from producer_app.areas.payments import pictures

STRANGER = "wxp://f2f0NotHersNotHersNotHersNotHers0000001"


def stall(mine: Sequence[str], *, foreign: bool) -> bytes:
    """The photo as JPEG."""
    from PIL import Image, ImageDraw, ImageFilter

    table = Image.new("RGB", (1500, 1000), "#4A4038")
    pen = ImageDraw.Draw(table)
    for line in range(0, 1000, 125):
        pen.rectangle((0, line, 1500, line + 60), fill="#51463D")
    sheets = [(text, False) for text in mine[:2]]
    if foreign:
        sheets += [(STRANGER, False), (mine[0], True)]
    places = ((90, 70, 4), (820, 120, -6), (420, 540, 5), (1010, 580, -3))
    for (text, torn), (left, top, degrees) in zip(sheets, places, strict=False):
        sheet = Image.new("RGBA", (380, 380), "white")
        sheet.paste(pictures.drawn(text, box=8).resize((360, 360)), (10, 10))
        if torn:
            ImageDraw.Draw(sheet).polygon(((130, 150), (300, 120), (330, 300), (160, 330)), fill="#B8A68F")
        turned = sheet.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        table.paste(turned, (left, top), turned)
    out = io.BytesIO()
    table.filter(ImageFilter.GaussianBlur(0.7)).save(out, "JPEG", quality=90)
    return out.getvalue()
