"""The look in one place: colours, sizes and spacing as tokens; a palette and a style sheet made from them.

Every text colour keeps at least 7:1 on its ground (WCAG 2.2, 1.4.6); sizes are in device-independent pixels at a text
size of 100 % and grow with it. Uyghur is set 15 % larger, since its letters are small for their em.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from producer_app.base import i18n
from producer_app.base.travelling import RESOURCES
from producer_app.ui import fonts

PAPER, CARD, INK, QUIET, LINE = "#FBF8F4", "#FFFFFF", "#1F2430", "#444957", "#E3DCD3"
ROSE, LEAF, AMBER, RED, BLUE, VIOLET = "#8E1848", "#125830", "#734500", "#990F1F", "#1D4A84", "#53307A"
TINTS = {"rose": (ROSE, "#F7E6EC"), "leaf": (LEAF, "#E4F1E8"), "amber": (AMBER, "#FEF0D6"), "red": (RED, "#FCE4E6"),
         "blue": (BLUE, "#E4ECF8"), "violet": (VIOLET, "#F1E8F8"), "ink": (INK, "#F2EDE6")}

SPACE = (4, 8, 12, 16, 24, 32)
RADIUS = 10
TARGET, PRIMARY = 48, 60
SIZES = {"body": 16, "small": 14, "title": 22, "head": 26, "price": 28, "stall": 40}
SCALES = (100, 125, 150, 200)


_scale = 100
_sheet = ""


def scale() -> int:
    """The text size in percent."""
    return _scale


def set_scale(percent: int) -> None:
    """Chooses the text size before anything is built; a size not on offer is taken as 100 %."""
    global _scale
    _scale = percent if percent in SCALES else 100


def px(size: float) -> int:
    """A size of text, or of what holds text, at the text size in use. Unit: pixels at 100 %."""
    return round(size * _scale / 100)


def text_px(role: str, language: str | None = None) -> int:
    """Height of the em of a role (``body``, ``title`` ...) in pixels."""
    larger = 1.05 if (language or i18n.current()) == "ug" else 1.0  # the bundled Uyghur face is large itself
    return round(SIZES[role] * larger * _scale / 100)


def font(role: str = "body", *, bold: bool = False, language: str | None = None) -> QFont:
    """The font of a role in a language (the one in use, if none is named)."""
    made = QFont()
    made.setFamilies(fonts.families(language or i18n.current()))
    made.setPixelSize(text_px(role, language))
    made.setBold(bold)
    return made


def color(name: str) -> QColor:
    """A token's colour."""
    return QColor(name)


def deep(tone: str, least: float = 7.0) -> str:
    """A colour, darkened until white words on it keep a contrast of ``least`` (WCAG 2.2, 1.4.6); a brand's own may be too light.

    >>> deep("#8E1848"), deep("#32BCAD")
    ('#8E1848', '#1a6059')
    """
    made = QColor(tone)
    while _contrast_with_white(made) < least:
        made = made.darker(104)
    return tone if made == QColor(tone) else made.name()


def _contrast_with_white(color: QColor) -> float:
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (color.redF(), color.greenF(), color.blueF())]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def style_sheet() -> str:
    """``resources/theme.qss`` with the tokens and sizes filled in."""
    text = (RESOURCES / "theme.qss").read_text(encoding="utf-8")
    values = {
        "resources": RESOURCES.as_posix(), "paper": PAPER, "card": CARD, "ink": INK, "quiet": QUIET, "line": LINE, "radius": RADIUS,
        # The bar at the top holds pictures and names of languages: past 64 px they would only push each other out.
        "header_target": min(px(TARGET), 64), "size_switch": min(text_px("body"), 24),
        "rail_height": px(30) + round(text_px("small") * 1.6) + px(10),
        "target": px(TARGET), "primary_height": px(PRIMARY),
        **{f"{n}": strong for n, (strong, _soft) in TINTS.items()},
        **{f"{n}_soft": soft for n, (_strong, soft) in TINTS.items()},
        **{f"size_{role}": text_px(role) for role in SIZES},
        **{f"space{n}": px(n) for n in SPACE},
    }
    # Longest names first, so that $rose does not eat $rose_soft.
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${{{name}}}", str(values[name])).replace(f"${name}", str(values[name]))
    return text


def dress_first(application: QApplication) -> None:
    """Font and style sheet only: what the first paint shows."""
    global _sheet
    application.setFont(font())
    _sheet = style_sheet()


def dress_window(window: QWidget) -> None:
    """Puts the style sheet on a window, and with it on all that is put into it.

    Not on the program: then Qt would dress every part anew each time that what holds it is put into something else,
    and a page of eight levels took more than twice as long to build.
    """
    if window.styleSheet() != _sheet:
        window.setStyleSheet(_sheet)


def dress(application: QApplication, *, percent: int | None = None) -> None:
    """Fonts and palette on the program, the style sheet ready for its windows; again after a change of language or text size."""
    if percent is not None:
        set_scale(percent)
    dress_first(application)
    from PySide6.QtGui import QPalette

    palette = QPalette()
    for role, tone in ((QPalette.ColorRole.Window, PAPER), (QPalette.ColorRole.Base, CARD), (QPalette.ColorRole.Text, INK),
                       (QPalette.ColorRole.WindowText, INK), (QPalette.ColorRole.Button, CARD),
                       (QPalette.ColorRole.ButtonText, INK), (QPalette.ColorRole.Highlight, ROSE),
                       (QPalette.ColorRole.HighlightedText, CARD), (QPalette.ColorRole.PlaceholderText, QUIET),
                       (QPalette.ColorRole.AlternateBase, PAPER), (QPalette.ColorRole.ToolTipBase, INK),
                       (QPalette.ColorRole.ToolTipText, CARD)):
        palette.setColor(role, QColor(tone))
    application.setPalette(palette)


def mark(widget: QWidget, **properties: str) -> None:
    """Sets the properties that the style sheet asks for, and has the widget drawn anew by them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
