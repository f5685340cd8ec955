"""Pieces that the money's views share: a list of lines with an amount at the end, days in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from producer_app.areas.money.rows import Period
from producer_app.base import clock, i18n
from producer_app.base.i18n import _, apart, isolate
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.tables import CardDelegate, line_height
from producer_app.ui.widgets import row, words


def list_width() -> int:
    """How wide a list beside what it chooses is; with large letters it leaves room for the rest."""
    return min(theme.px(316), 440)


class Line(NamedTuple):
    """One line of a list. ``tone``: colour of its amount."""

    title: str
    quiet: str
    amount: str
    tone: str = "ink"


class LineDelegate(CardDelegate):
    """Draws what ``told`` says of a row: a title, a quiet line below it, an amount at the end edge."""

    def __init__(self, told: Callable[[Any], Line], width: int = 420) -> None:
        super().__init__()
        self._told, self._width = told, width

    def size(self) -> QSize:
        return QSize(theme.px(self._width), max(theme.px(theme.TARGET), line_height("body", bold=True) + line_height("small")) + 32)

    def paint_card(self, painter: QPainter, box: QRect, value: Any, view: QWidget) -> None:
        line = self._told(value)
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = box.adjusted(14, 8, -14, -8)
        start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(QColor(theme.TINTS[line.tone][0]))
        wide = painter.fontMetrics().horizontalAdvance(line.amount) + 12
        painter.drawText(inner, int(end | flags), line.amount)
        room = inner.adjusted(wide, 0, 0, 0) if mirrored else inner.adjusted(0, 0, -wide, 0)
        head, foot = line_height("body", bold=True), line_height("small")
        top = inner.top() + (inner.height() - head - foot) // 2
        for role, text, color, y, height in (("body", line.title, theme.INK, top, head),
                                             ("small", line.quiet, theme.QUIET, top + head, foot)):
            painter.setFont(theme.font(role, bold=role == "body"))
            painter.setPen(QColor(color))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), y, room.width(), height), int(start | flags), apart(cut))


def day_words(on: date) -> str:
    """``Today``, ``Yesterday``, or the date."""
    days = (clock.today() - on).days
    return {0: _("Today"), 1: _("Yesterday")}.get(days, isolate(on.isoformat()))


def period_words(period: Period) -> str:
    """A period as its head says it: a day by name, a month by year and number, else from and to."""
    if period.kind == "month":
        return isolate(period.first.strftime("%Y-%m"))
    if period.first == period.last:
        return day_words(period.first)
    return isolate(f"{period.first.isoformat()} – {period.last.isoformat()}")


def moment(text: str) -> str:
    """A UTC text as local day and minute."""
    return isolate(clock.local(text).strftime("%Y-%m-%d %H:%M")) if text else "–"


def pair(label: str, value: QWidget, *, role: str = "body") -> QHBoxLayout:
    """A label that may wrap, and its value at the end edge."""
    made = row(words(label, role), space=12)
    made.setStretch(0, 1)
    made.addWidget(value)
    return made


def ended(label: QLabel) -> QLabel:
    """A label whose words stand at the end edge."""
    edge = Qt.AlignmentFlag.AlignLeft if i18n.right_to_left() else Qt.AlignmentFlag.AlignRight
    label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return label


def tone_of(amount: Money) -> str:
    """Red for missing money, amber for too much, leaf for what is right."""
    return "red" if amount.minor < 0 else "amber" if amount.minor else "leaf"
