"""Small parts that every screen is made of: words, buttons, cards, chips, the empty state, the keypad.

All words are plain text (a label must never guess that a buyer's note is HTML); every control has an accessible name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from producer_app.base import i18n
from producer_app.base.i18n import _, isolate
from producer_app.ui import icons, theme

Action = Callable[[], object]
L = TypeVar("L", bound=QBoxLayout)


def words(text: str, role: str = "body", *, tone: str = "", wrap: bool = True) -> QLabel:
    """A label. ``role``: head, title, strong, body, quiet, label, price, stall, error; ``tone``: a colour's name."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    # By the language in use, not by the letters: a Latin name stands at the start of a Uyghur screen too.
    label.setAlignment(start_edge() | Qt.AlignmentFlag.AlignVCenter)
    label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    return label


def start_edge() -> Qt.AlignmentFlag:
    """The edge where lines begin in the language in use, whatever the words are."""
    edge = Qt.AlignmentFlag.AlignRight if i18n.right_to_left() else Qt.AlignmentFlag.AlignLeft
    return edge | Qt.AlignmentFlag.AlignAbsolute


def empty_layout(layout: QLayout) -> None:
    """Takes everything out of a layout, at once and for good."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            empty_layout(inner)
        if (old := item.widget()) is not None:
            old.setParent(None)
            old.deleteLater()


def chip(text: str, tone: str) -> QLabel:
    """A short coloured mark, always with its word."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("chip", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def picture(name: str, size: int, tone: str = "ink") -> QLabel:
    """A glyph as a label, ``size`` pixels at 100 %."""
    label = QLabel()
    label.setPixmap(icons.pixmap(name, theme.px(size), theme.TINTS[tone][0]))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def badge(name: str, size: int, tone: str) -> QLabel:
    """A glyph on a soft square of its colour, as on the tiles of home."""
    strong, soft = theme.TINTS[tone]
    side = theme.px(size)
    label = QLabel()
    label.setPixmap(icons.pixmap(name, round(side * 0.55), strong))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedSize(side, side)
    label.setStyleSheet(f"background: {soft}; border-radius: {side // 5}px;")
    return label


def button(text: str, icon: str = "", act: Action | None = None, *, kind: str = "", name: str = "") -> QPushButton:
    """A button with its word. ``kind``: primary, leaf, plain, key, softkey, chip, square (icon only, ``name`` speaks)."""
    # Qt sets a button's words close to its picture; a blank before them keeps the two apart in both directions.
    made = QPushButton("" if kind == "square" else f" {text}" if icon and text else text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name or text)
    if kind == "square":
        made.setToolTip(name or text)
    if icon:
        ink = theme.CARD if kind in ("primary", "leaf") else theme.INK
        side = theme.px(24)
        made.setIcon(icons.icon(icon, side, ink, checked=theme.CARD if kind == "chip" else None))
        made.setIconSize(QSize(side, side))
    if kind == "chip":
        # Chosen it is bold, and its words must not be cut then.
        wide = QFontMetrics(theme.font(bold=True)).horizontalAdvance(text)
        made.setMinimumWidth(wide + theme.px(44 + (32 if icon else 0)))
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    made.setMinimumHeight(theme.px(theme.PRIMARY if kind in ("primary", "leaf") else theme.TARGET))
    return made


def row(*parts: QWidget | QLayout | int | None, space: int = 12, margins: Sequence[int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts beside each other; None stretches, a number is a gap in pixels at 100 %."""
    return _filled(QHBoxLayout(), parts, space, margins)


def column(*parts: QWidget | QLayout | int | None, space: int = 12, margins: Sequence[int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts below each other; None stretches, a number is a gap in pixels at 100 %."""
    return _filled(QVBoxLayout(), parts, space, margins)


def _filled(layout: L, parts: Sequence[QWidget | QLayout | int | None], space: int, margins: Sequence[int]) -> L:
    layout.setSpacing(space)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return layout


def boxed(layout: QLayout) -> QWidget:
    """A layout as a widget."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def card(layout: QLayout | None = None, *, chip: str = "") -> QFrame:
    """A white card with a fine edge; ``chip`` makes it a soft coloured one."""
    frame = QFrame()
    frame.setProperty("chip" if chip else "kind", chip or "card")
    if layout is not None:
        frame.setLayout(layout)
    return frame


def rule() -> QFrame:
    """A fine line between two parts."""
    line = QFrame()
    line.setProperty("kind", "line")
    return line


def scrolling(inner: QWidget) -> QScrollArea:
    """What scrolls when the text is large or the screen is small."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def empty(icon: str, sentence: str, text: str = "", act: Action | None = None, *, button_icon: str = "plus",
          tone: str = "rose") -> QWidget:
    """What stands where nothing is yet: a picture, one sentence, one button that begins."""
    line = words(sentence, "title")
    line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    parts: list[QWidget | QLayout | int | None] = [None, row(None, badge(icon, 120, tone), None), 8, line]
    if text:
        parts += [8, row(None, button(text, button_icon, act, kind="primary"), None)]
    made = boxed(column(*parts, None, space=12, margins=(24, 24, 24, 24)))
    made.setObjectName("empty")
    return made


class SearchBox(QLineEdit):
    """The search field of a screen: a glass at its start, Escape empties it."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("magnifying-glass", 22, theme.QUIET), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(min(theme.px(220), 300))


class Keypad(QWidget):
    """Digits on the screen, never mirrored. ``pressed("7")``, ``"00"``, ``"."``, ``"back"`` and the extra keys' names."""

    pressed = Signal(str)

    def __init__(self, extra: Sequence[tuple[str, str]] = (("-1", "−1"), ("+1", "+1"), ("back", ""), ("clear", "C"))) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, digit in enumerate(("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", ".")):
            self._key(grid, place // 3, place % 3, digit, digit, "key")
        names = {"back": _("Delete the last digit"), "clear": _("Clear"), "-1": _("One less"), "+1": _("One more")}
        for line, (key, text) in enumerate(extra):
            self._key(grid, line, 3, key, text, "softkey", names.get(key, text))

    def _key(self, grid: QGridLayout, line: int, place: int, key: str, text: str, kind: str, name: str = "") -> None:
        made = button(isolate(text) if text else "", "backspace" if key == "back" else "", lambda: self.pressed.emit(key),
                      kind=kind, name=name or text)
        made.setObjectName(f"key_{key}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(made, line, place)
