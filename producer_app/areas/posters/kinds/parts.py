"""Pieces that several printables set: words of packs and weights, the payee beside a code, the marks of a true sheet."""

from __future__ import annotations

from producer_app.areas.posters.rows import Card, CheckThing, CodeMark
from producer_app.base.i18n import N_, bare, in_language
from producer_app.base.money import Money
from producer_app.base.page import Glyph, Plain, Qr, Rect, Sprig, Text

ROSE, INK, QUIET, LINE = "#8E1848", "#1F2430", "#4A5060", "#DDD5CB"
SIGN_CODE_MM = 40.0
PAYEE, OTHER_NAME = N_("Payee"), N_("If your phone shows another name, do not pay.")
SPECIAL = N_("Special price")
TODAYS_FLOWER = N_("Today’s flower")
CAP_HEIGHT = 0.7  # height of a digit by the em, in Noto Sans and its like


def net_content_mm(pack_g: int) -> float:
    """Least height of a digit of the net content by weight of the pack: 2, 3, 4 or 6 mm (JJF 1070, as the trade keeps it)."""
    return next((height for limit, height in ((50, 2.0), (200, 3.0), (1000, 4.0)) if pack_g <= limit), 6.0)


def weight(pack_g: int) -> str:
    """``500 g``, ``2.5 kg``; grams up to a kilogram."""
    if pack_g < 1000:
        return f"{pack_g} g"
    whole, rest = divmod(pack_g, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") + " kg"


def price(card: Card) -> str:
    """The price as it is printed."""
    return bare(card.price.shown())


def pack_words(card: Card, language: str) -> str:
    """The pack in words, ``瓶``; empty for goods sold by weight alone."""
    return card.unit.get(language, "")


def by_weight(card: Card) -> str:
    """``¥7.60 / 500 g`` or ``¥12.00 / kg`` for goods that are compared by weight, else ""."""
    return f"{bare(card.each.shown())} / {'kg' if card.each_g == 1000 else f'{card.each_g} g'}" if card.each else ""


def special_days(card: Card) -> str:
    """``特价 11-20 – 11-26``: month and day from which and to which the price holds, "" for a price without an end."""
    return f"{said(SPECIAL)} {card.days[0][5:]} – {card.days[1][5:]}" if card.days else ""


def content_words(card: Card) -> str:
    """Pack and net content in one line, ``瓶 500 g``."""
    return " ".join(p for p in (pack_words(card, "zh"), weight(card.pack_g) if card.pack_g else "") if p)


def rough_width(text: str) -> float:
    """How wide a line is, in ems and on the safe side: for choosing a layout; the painter measures for itself."""
    return sum(1.0 if letter >= "\u2e80" else 0.3 if letter in " .,:" else 0.62 for letter in text)


def said(text: str) -> str:
    """A fixed word of paper in Chinese, as buyers and offices read it."""
    return in_language(text, "zh")


def shown(amount: Money) -> str:
    """An amount without the marks that only a screen needs."""
    return bare(amount.shown())


def code(mark: CodeMark, box: Rect) -> Qr:
    """The code in its box; level M as the schemes want it."""
    return Qr(box, mark.payload, "M", bytes_only=mark.bytes_only)


def payee_line(mark: CodeMark, language: str) -> str:
    """``收款人 买买提·艾力 **82``."""
    digits = f" **{mark.last_digits}" if mark.last_digits else ""
    return f"{in_language(PAYEE, language)} {mark.owner}{digits}"


def warning(language: str) -> str:
    """The sentence that saves a buyer from a pasted-over code."""
    return in_language(OTHER_NAME, language)


def check_marks(mark: CodeMark, box: Rect) -> list[Plain]:
    """What belongs to the true sheet of this code: the flower of the day with its date, and the four things with their words."""
    wide = min(box.width * 0.3, box.height * 0.5)
    top, line = box.y + (box.height - wide * 1.5) / 2, wide * 0.22
    items: list[Plain] = [
        Sprig(Rect(box.x, top, wide, wide), mark.flower, ROSE),
        Text(Rect(box.x, top + wide * 1.05, wide, line), said(TODAYS_FLOWER), line * 0.85, 1.2, color=QUIET, align="center",
             language="zh"),
        Text(Rect(box.x, top + wide * 1.05 + line, wide, line), mark.day, line * 0.85, 1.2, color=QUIET, align="center")]
    height = box.height / max(1, len(mark.things))
    for place, thing in enumerate(mark.things):
        left = box.x + wide + box.width * 0.05
        items += _thing(thing, Rect(left, box.y + place * height, box.right - left, height))
    return items


def _thing(thing: CheckThing, box: Rect) -> list[Plain]:
    """A picture at the left; beside it the Chinese and the Uyghur word, below them the English one."""
    side, line = box.height * 0.8, box.height * 0.45
    left = box.x + side + box.height * 0.2
    wide = box.right - left
    top = box.y + box.height * 0.05
    # A Chinese sign is about as wide as two Uyghur letters; the longer word gets the more room, so that neither turns tiny.
    share = min(0.56, max(0.28, 2 * len(thing.zh) / max(1, 2 * len(thing.zh) + len(thing.ug))))
    first = Text(Rect(left, top, wide * (share - 0.02), line), thing.zh, line * 0.8, 1.2, bold=True, language="zh")
    return [
        Glyph(Rect(box.x, box.y + box.height * 0.1, side, side), thing.icon, ROSE), first,
        Text(Rect(left + wide * share, top, wide * (1 - share), line), thing.ug, line * 0.8, 1.2, bold=True, language="ug",
             align="right", no_larger_than=first),
        Text(Rect(left, top + line, wide, line), thing.en, line * 0.75, 1.2, color=QUIET)]
