"""Money: one day at a glance, and the sums behind it as bars with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from producer_app.areas.money.queries import day
from producer_app.areas.money.rows import Sum
from producer_app.areas.money.tile import TILE
from producer_app.base import clock
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.screen import Banner, Page, Screen, Stage
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, picture, row, scrolling, words

WATCHES = frozenset({"orders", "order_lines", "order_payments", "products", "product_names", "photos"})


class Bars(QWidget):
    """Sums as bars, longest for the most; every bar carries its number, none is cut."""

    def __init__(self, sums: Sequence[Sum], tone: str) -> None:
        super().__init__()
        self._sums, self._tone = sums, tone
        self._words = QFontMetrics(theme.font("body"))
        self._line = self._words.lineSpacing() + theme.px(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{s.name} {s.amount.shown()} {s.beside}" for s in sums))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self._line * len(self._sums))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, soft = theme.TINTS[self._tone]
        most = max((s.amount.minor for s in self._sums), default=0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead, tail = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        for number, one in enumerate(self._sums):
            top = number * self._line
            words_height = self._words.lineSpacing()
            place = QRectF(0, top, self.width(), words_height)
            painter.setFont(theme.font("body", bold=True))
            amount = painter.fontMetrics().horizontalAdvance(one.amount.shown()) + 12
            painter.setPen(QColor(theme.INK))
            painter.drawText(place, int(tail | Qt.AlignmentFlag.AlignVCenter), one.amount.shown())
            painter.setFont(theme.font("body"))
            room = QRectF(amount if mirrored else 0, top, self.width() - amount, words_height)
            text = painter.fontMetrics().elidedText(f"{one.name}   {one.beside}", Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(lead | Qt.AlignmentFlag.AlignVCenter), text)
            track = QRectF(0, top + words_height + theme.px(4), self.width(), theme.px(10))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(soft))
            painter.drawRoundedRect(track, 5, 5)
            length = track.width() * max(0, one.amount.minor) // most if most > 0 else 0
            painter.setBrush(QColor(strong))
            painter.drawRoundedRect(QRectF(track.right() - length if mirrored else 0, track.top(), length, track.height()), 5, 5)
        painter.end()


class MoneyPage(Page):
    """A day, with steps to the one before and after."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._on = clock.today()
        self._body = QVBoxLayout()
        self._title = words("", "head", wrap=False)
        self._earlier = button(_("The day before"), "caret-left", lambda: self._step(-1), kind="square")
        self._earlier.setObjectName("earlier")
        self._later = button(_("The day after"), "caret-right", lambda: self._step(1), kind="square")
        self._later.setObjectName("later")
        holder = QWidget()
        holder.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(words(_("Money"), "head", wrap=False), None, self._earlier, self._title, self._later))
        outer.addWidget(scrolling(holder), 1)

    def _step(self, days: int) -> None:
        self._on = min(clock.today(), self._on + timedelta(days=days))
        self.refresh()

    def enter(self, **intent: Any) -> None:
        if "on" in intent:
            self._on = intent["on"]
            self.refresh()

    def refresh(self) -> None:
        empty_layout(self._body)
        self._title.setText(day_words(self._on))
        self._later.setEnabled(self._on < clock.today())
        found = day(self.shop, self._on)
        if not found.orders:
            self._body.addWidget(empty("coin", _("Nothing was sold on this day."), _("Sell at the stall"),
                                       lambda: self.stage.go("till"), button_icon="storefront", tone="leaf"), 1)
            return
        count = ngettext("{count} sale", "{count} sales", found.orders).format(count=found.orders)
        big = words("   ".join(m.shown() for m in found.sold), "stall", wrap=False)
        big.setObjectName("daySum")
        self._body.addWidget(card(row(picture("coin", 48, "leaf"), column(words(count, "quiet"), big, space=0), None,
                                      space=16, margins=(20, 12, 20, 12))))
        start = column(self._part(_("By product"), found.by_product, "rose"), None, space=12)
        end = column(self._part(_("By way of paying"), found.by_way, "leaf"), self._part(_("By channel"), found.by_channel, "blue"),
                     None, space=12)
        self._body.addWidget(boxed(row(boxed(start), boxed(end), space=16)), 1)

    @staticmethod
    def _part(title: str, sums: Sequence[Sum], tone: str) -> QWidget:
        inner: QWidget = Bars(sums, tone) if sums else words(_("Nothing yet."), "quiet")
        return card(column(words(title, "title"), inner, space=10, margins=(20, 16, 20, 16)))

    def keep(self) -> dict[str, Any]:
        return {"on": self._on}

    def take(self, kept: dict[str, Any]) -> None:
        if kept:
            self._on = kept["on"]
            self.refresh()


def day_words(on: date) -> str:
    """``Today``, ``Yesterday``, or the date."""
    days = (clock.today() - on).days
    return {0: _("Today"), 1: _("Yesterday")}.get(days, isolate(on.isoformat()))


def _banner(shop: Shop) -> Banner | None:
    found = day(shop, clock.today())
    count = ngettext("{count} sale", "{count} sales", found.orders).format(count=found.orders)
    return Banner("sun-horizon", "ink", f"{_('Today')} · {count}", (found.sold[0] if found.sold else Money(0)).shown())


def _said(shop: Shop) -> str:
    found = day(shop, clock.today())
    return f"{_('Today')} {found.sold[0].shown()}" if found.sold else _("What came in today")


SCREEN = Screen(TILE, MoneyPage, WATCHES, said=_said, banner=_banner)
