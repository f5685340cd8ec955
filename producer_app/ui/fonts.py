"""Letters and icons: the fonts that travel with the program, so that every computer shows and prints the same.

Which of them come first for a language, and whether a text can be set at all. Sizes and colours are the theme's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from producer_app.base.travelling import RESOURCES

LATIN, UYGHUR, CHINESE, ICONS = "Noto Sans", "Noto Sans Uyghur", "Noto Sans CJK SC", "Phosphor"
FILES = {
    "NotoSans-Regular-LatinCyrillic.ttf": LATIN,
    "NotoSans-Bold-LatinCyrillic.ttf": LATIN,
    "NotoSansUyghur-Regular.ttf": UYGHUR,
    "NotoSansUyghur-Bold.ttf": UYGHUR,
    "NotoSansCJKsc-Regular-GB2312.otf": CHINESE,
    "NotoSansCJKsc-Bold-GB2312.otf": CHINESE,
    "Phosphor-Icons.ttf": ICONS,
}
# The first family that has a letter draws it. Arabic letters are in one of them alone and Han letters in another, so the order
# decides who draws digits, ¥ and quotes: the Chinese font sets “ ” … — at full width, as Chinese wants them. Always name the whole
# list: Qt remembers by the first family alone which others help it out.
ORDER = {
    "ug": (LATIN, UYGHUR, CHINESE),
    "zh": (CHINESE, LATIN, UYGHUR),
    "en": (LATIN, CHINESE, UYGHUR),
}
OWN = {"ug": UYGHUR, "zh": CHINESE}
# Letters with no ink of their own: no font needs to have them.
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def install() -> None:
    """Makes the bundled fonts known to Qt, once; needs a QGuiApplication.

    Raises RuntimeError: a font file is missing or not what it should be; Qt would silently draw something else.
    """
    for family in (ICONS, LATIN, UYGHUR, CHINESE):
        install_family(family)


def install_first(language: str) -> None:
    """Only what the first paint in a language shows; ``install`` brings the rest right after."""
    for family in {ICONS, LATIN, OWN.get(language, LATIN)}:
        install_family(family)


@cache
def install_family(wanted: str) -> None:
    """Makes one bundled family known to Qt, once."""
    folder = RESOURCES / "fonts"
    for name, family in FILES.items():
        if family != wanted:
            continue
        number = QFontDatabase.addApplicationFont(str(folder / name))
        if family not in QFontDatabase.applicationFontFamilies(number):
            raise RuntimeError(f"font {name} is missing or damaged")


def families(language: str) -> list[str]:
    """Font families for ``QFont.setFamilies``, in the order that suits the language."""
    return list(ORDER.get(language, ORDER["en"]))


def text_font(language: str, px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font for texts of a language; letters of the other languages are filled in. px: height of the type in pixels."""
    font = QFont(families(language))
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def icon_font(px: int) -> QFont:
    """The font of the icons; px: edge of the icon's square in pixels."""
    font = QFont(ICONS)
    font.setPixelSize(px)
    return font


@cache
def _icons() -> dict[str, int]:
    # A flat file, one name a line: read without the json module, which nothing else needs before the first paint.
    text = (RESOURCES / "fonts" / "icons.json").read_text("utf-8")
    pairs = (line.strip().rstrip(",").partition(":") for line in text.strip("{}\n ").splitlines())
    return {name.strip('" '): int(point) for name, _colon, point in pairs if point}


def icon(name: str) -> str:
    """The letter that draws an icon in ``icon_font``: ``icon("house")``, filled ``icon("house-fill")``.

    Raises KeyError: no such icon; the names stand in resources/fonts/icons.txt.
    """
    return chr(_icons()[name])


def missing_letters(text: str, among: Sequence[str]) -> list[str]:
    """Letters of a text that neither these families nor any font of this computer can draw, each once, in order.

    Ask before printing: a poster must not carry boxes. among: families as from ``families``.
    """
    metrics = QFontMetrics(QFont(list(among)))
    return [letter for letter in dict.fromkeys(text) if _has_ink(letter) and not metrics.inFontUcs4(ord(letter))]


def _has_ink(letter: str) -> bool:
    import unicodedata

    return unicodedata.category(letter) not in UNSEEN and not 0xFE00 <= ord(letter) <= 0xFE0F  # variation selectors


def letter_name(letter: str) -> str:
    """What a letter is called, for words about one that cannot be drawn: ``𠮷 (U+20BB7)``."""
    return f"{letter} (U+{ord(letter):04X})"
