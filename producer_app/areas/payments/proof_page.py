"""The page that proves a code: printed, hung up, photographed and read back. Large code, whose it is, its check words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas.payments.marks import CheckWord
from producer_app.areas.payments.rows import ReceivingCode, Scheme
from producer_app.base.i18n import in_language
from producer_app.base.page import Block, Item, Page, Qr, Rect, Sprig, Text

WIDTH, HEIGHT, CODE = 105.0, 148.0, 70.0
ROSE, QUIET = "#8E1848", "#565D6E"


def page(code: ReceivingCode, scheme: Scheme, marks: Sequence[CheckWord], flower: int) -> Page:
    """A6, upright. ``marks``: the check words; ``flower``: of the day it is printed."""
    middle = (WIDTH - CODE) / 2
    title = " ".join(dict.fromkeys(in_language(scheme.title, language) for language in ("zh", "en")))
    digits = f" …{code.last_digits}" if code.last_digits else ""
    items: list[Item] = [
        Block(Rect(3, 3, WIDTH - 6, HEIGHT - 6), line=ROSE, line_mm=1.2, radius_mm=4),
        Text(Rect(8, 7, WIDTH - 16, 8), title, 5.5, 2.5, color=QUIET, align="center", language="zh"),
        Qr(Rect(middle, 16, CODE, CODE), code.payload, bytes_only=scheme.bytes_only),
        Text(Rect(8, 88, WIDTH - 16, 12), f"{code.owner}{digits}", 8, 3, bold=True, align="center", language="zh"),
        Block(Rect(10, 102, WIDTH - 20, 0.4), fill="#E4DCD2"),
        Sprig(Rect(9, 107, 24, 32), flower)]
    for place, language in enumerate(("en", "zh", "ug")):
        joined = ("، " if language == "ug" else " · ").join(word.names[language] for word in marks)
        items.append(Text(Rect(36, 106 + 11.5 * place, WIDTH - 44, 10), joined, 5, 2.2, bold=True, language=language,
                          align="right" if language == "ug" else "left"))
    return Page(WIDTH, HEIGHT, tuple(items), code.owner)
