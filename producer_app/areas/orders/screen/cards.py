"""One order as a card: where it comes from, what it holds, to whom it goes (hidden), and one button that moves it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.chinese import short_place
from producer_app.areas.orders.masking import masked_name
from producer_app.areas.orders.rows import STATES, Card
from producer_app.base.i18n import N_, _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height


class Lane(NamedTuple):
    """One column of the board as it looks."""

    key: str
    title: str
    icon: str
    tone: str


LANES = (
    Lane("pay", N_("To pay"), "clock-fill", "amber"), Lane("pack", N_("To pack"), "package-fill", "blue"),
    Lane("send", N_("To send"), "truck-fill", "rose"), Lane("sent", N_("Sent"), "paper-plane-tilt-fill", "leaf"),
    Lane("trouble", N_("Trouble"), "warning-fill", "red"),
)
# What the button on a card says: the state it moves to is the one after the card's own.
STEPS = {
    "unpaid": (N_("Paid"), "check", "amber"), "to_ship": (N_("Packed"), "check", "blue"),
    "packed": (N_("Sent"), "truck", "rose"), "part_shipped": (N_("All sent"), "truck", "rose"),
    "shipped": (N_("Arrived"), "check-circle", "leaf"), "refunded": (N_("Settled"), "check", "red"),
    "part_refunded": (N_("Settled"), "check", "red"), "returned": (N_("Settled"), "check", "red"),
}
TONES = {"unpaid": "amber", "to_ship": "blue", "packed": "rose", "part_shipped": "rose", "shipped": "leaf", "done": "leaf",
         "cancelled": "ink", "refunded": "red", "part_refunded": "red", "returned": "red"}
HELD_MS = 700  # a press that long goes a step back
ICONS = {"stall": "storefront-fill", "hand": "chat-circle-text-fill"}


def short_number(number: str) -> str:
    """An order number that fits a card: ``3930679858170647012`` as ``393…7012``.

    >>> short_number("#1002"), short_number("3930679858170647012")
    ('#1002', '393…7012')
    """
    return number if len(number) <= 11 else f"{number[:3]}…{number[-4:]}"


def due_words(card: Card) -> str:
    """The day an order is promised for, as it stands on its card."""
    return _("for {day}").format(day=isolate(card.due[5:])) if card.due else ""


def spoken(card: Card) -> str:
    """A card in words, for those who do not see it."""
    order = card.order
    return ", ".join(filter(None, (_(STATES[order.state]), order.number, channel_title(order.channel), order.total.shown(),
                                   masked_name(order.recipient), card.goods, due_words(card))))


class OrderDelegate(CardDelegate):
    """Draws an order. ``mark``: amber words of a card; ``everywhere``: in a list of all states the state stands there too."""

    def __init__(self, shop: Shop, thumbs: Thumbs, mark: Callable[[Card], str], *, everywhere: bool = False) -> None:
        super().__init__()
        self._shop, self._thumbs, self._mark, self._everywhere = shop, thumbs, mark, everywhere
        self.pressed: int | None = None

    def size(self) -> QSize:
        # Head and buyer, the state where it is shown, pictures, button; the air between them, and the gap round the card.
        height = (2 * line_height("body", bold=True) + (line_height("small", bold=True) if self._everywhere else 0)
                  + theme.px(44) + theme.px(theme.TARGET) + 4 + 4 + 10 + 10 + 10 + 12)
        return QSize(theme.px(320 if self._everywhere else 196), height)

    def button(self, cell: QRect) -> QRect:
        """Where the button of a card lies inside its cell; a target of 48 pixels."""
        box = cell.adjusted(6, 6, -6, -6)
        height = theme.px(theme.TARGET)
        return QRect(box.left() + 10, box.bottom() - 10 - height, box.width() - 20, height)

    def paint_card(self, painter: QPainter, box: QRect, value: Card, view: QWidget) -> None:
        inner = box.adjusted(12, 10, -12, -10)
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = self._paint_head(painter, inner, value, mirrored=mirrored)
        if self._everywhere:
            y = self._paint_line(painter, inner, y, _(STATES[value.order.state]), theme.TINTS[TONES[value.order.state]][0],
                                 "small", mirrored=mirrored)
        y = self._paint_goods(painter, inner, y + 4, value, mirrored=mirrored)
        buyer = masked_name(value.order.recipient)
        self._paint_buyer(painter, inner, y + 4, buyer, due_words(value) or short_place(value.order.region), mirrored=mirrored)
        self._paint_button(painter, self.button(box.adjusted(-6, -6, 6, 6)), value)

    def _paint_head(self, painter: QPainter, box: QRect, value: Card, *, mirrored: bool) -> int:
        height = line_height("body", bold=True)
        price = value.order.total.shown()
        bold = theme.font("body", bold=True)
        price_width = QFontMetrics(bold).horizontalAdvance(price) + 2
        side = theme.px(18)
        x = box.right() - side if mirrored else box.left()
        glyph = ICONS.get(value.order.channel, "globe-simple-fill")
        icons.draw(painter, glyph, QRect(x, box.top() + (height - side) // 2, side, side).toRectF(), theme.QUIET)
        rest = QRect(box.left(), box.top(), box.width(), height)
        if mirrored:
            rest.setLeft(box.left() + price_width + 6)
            rest.setRight(box.right() - side - 6)
        else:
            rest.setLeft(box.left() + side + 6)
            rest.setRight(box.right() - price_width - 6)
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(theme.QUIET))
        _draw(painter, rest, isolate(short_number(value.order.number)), mirrored=mirrored)
        painter.setFont(bold)
        painter.setPen(QColor(theme.INK))
        where = QRect(box.left(), box.top(), box.width(), height)
        _draw(painter, where, price, mirrored=not mirrored)
        return box.top() + height

    def _paint_line(self, painter: QPainter, box: QRect, y: int, text: str, color: str, role: str, *, mirrored: bool) -> int:
        height = line_height(role)
        painter.setFont(theme.font(role, bold=True))
        painter.setPen(QColor(color))
        _draw(painter, QRect(box.left(), y, box.width(), height), text, mirrored=mirrored)
        return y + height

    def _paint_goods(self, painter: QPainter, box: QRect, y: int, value: Card, *, mirrored: bool) -> int:
        """Pictures of the goods, and their words in what is left of the line; without pictures the words alone."""
        side = theme.px(44)
        mark = self._mark(value)
        x = box.right() - side + 1 if mirrored else box.left()
        left, right = box.left(), box.right()
        for name in value.thumbs[:1 if mark else 3]:
            spot = QRect(x, y, side, side)
            shape = QPainterPath()
            shape.addRoundedRect(spot, 6, 6)
            painter.save()
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            draw_photo(painter, spot, self._thumbs.get(self._shop.files.path(name)))
            painter.restore()
            x += -(side + 6) if mirrored else side + 6
        if value.thumbs:
            left, right = (left, x + side - 6 + 4) if mirrored else (x + 2, right)
        words_box = QRect(left, y, max(0, right - left), side)
        if words_box.width() > theme.px(56):
            painter.setFont(theme.font("small"))
            if mark:
                half = side // 2
                painter.setPen(QColor(theme.INK))
                draw_lines(painter, QRect(left, y, words_box.width(), half), value.goods, theme.INK, middle=True)
                painter.setFont(theme.font("small", bold=True))
                painter.setPen(QColor(theme.AMBER))
                _draw(painter, QRect(left, y + half, words_box.width(), half), mark, mirrored=mirrored)
                return y + side
            draw_lines(painter, words_box, value.goods, theme.INK, middle=True)
        return y + side

    def _paint_buyer(self, painter: QPainter, box: QRect, y: int, buyer: str, place: str, *, mirrored: bool) -> None:
        height = line_height("body", bold=True)
        bold = theme.font("body", bold=True)
        wide = min(QFontMetrics(bold).horizontalAdvance(buyer) + 8, box.width()) if buyer else 0
        painter.setFont(bold)
        painter.setPen(QColor(theme.INK))
        _draw(painter, QRect(box.left(), y, box.width(), height), buyer, mirrored=mirrored)
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(theme.QUIET))
        rest = QRect(box.left(), y, box.width() - wide, height) if mirrored else QRect(
            box.left() + wide, y, box.width() - wide, height)
        _draw(painter, rest, place, mirrored=mirrored)

    def _paint_button(self, painter: QPainter, box: QRect, value: Card) -> None:
        if value.order.state not in STEPS:
            return
        text, glyph, tone = STEPS[value.order.state]
        strong, soft = theme.TINTS[tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft).darker(112) if self.pressed == value.order.id else QColor(soft))
        painter.drawRoundedRect(box, 8, 8)
        label = _(text)
        painter.setFont(theme.font("body", bold=True))
        side = theme.px(20)
        metrics = painter.fontMetrics()
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, box.width() - side - 24)
        wide = metrics.horizontalAdvance(label) + side + 8
        x = box.left() + (box.width() - wide) // 2
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        spot = QRect(x + wide - side if mirrored else x, box.top() + (box.height() - side) // 2, side, side)
        icons.draw(painter, icons.directed(glyph), spot.toRectF(), strong)
        painter.setPen(QColor(strong))
        word = QRect(x, box.top(), wide - side - 8, box.height()) if mirrored else QRect(
            x + side + 8, box.top(), wide - side - 8, box.height())
        painter.drawText(word, int(Qt.AlignmentFlag.AlignCenter), label)


def _draw(painter: QPainter, box: QRect, text: str, *, mirrored: bool) -> None:
    edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    flags = int(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(box, flags, apart(painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())))


class LanePages(Pages):
    """Pages of cards that look again only as far as they were looked at, however far somebody had scrolled."""

    most = 10_000

    def reload(self) -> None:
        if len(self.rows) > self.most:
            del self.rows[self.most:]
        super().reload()


class OrderCards(Cards):
    """A list of orders. ``chosen`` opens one; ``moved`` is the tap on its button, Space the same by key.
    ``moved_back``: its button held down for a while, Backspace by key."""

    moved = Signal(object)
    moved_back = Signal(object)

    def __init__(self, model: LanePages, delegate: OrderDelegate, name: str) -> None:
        super().__init__(model, delegate, name)
        # Five columns stand beside each other: a slim bar is enough to say that there is more.
        self.setStyleSheet("QScrollBar:vertical { width: 8px; } QScrollBar::handle:vertical { border-radius: 3px; }")
        self._orders = delegate
        self._pages = model
        self._press: QPoint | None = None
        self._was_held = False
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HELD_MS)
        self._held.timeout.connect(self._long_press)

    def look_again(self) -> None:
        """Reads the orders anew and stays where the list was scrolled to."""
        bar = self.verticalScrollBar()
        place, current = bar.value(), self.currentIndex().row()
        last = self.indexAt(self.viewport().rect().bottomLeft() + QPoint(20, -20)).row()
        self._pages.most = max(100, last + 100)
        self._pages.reload()
        bar.setValue(place)
        if current >= 0:
            self.setCurrentIndex(self._pages.index(min(current, len(self._pages.rows) - 1), 0))

    def _on_button(self, index: QModelIndex, place: QPoint) -> bool:
        value = index.data(Qt.ItemDataRole.UserRole)
        return bool(value and value.order.state in STEPS and self._orders.button(self.visualRect(index)).contains(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press, self._was_held = event.position().toPoint(), False
        index = self.indexAt(self._press)
        if index.isValid() and self._on_button(index, self._press):
            self._orders.pressed = index.data(Qt.ItemDataRole.UserRole).order.id
            self.viewport().update()
            self._held.start()
        super().mousePressEvent(event)

    def _long_press(self) -> None:
        index = self.indexAt(self._press) if self._press is not None else QModelIndex()
        # The click that follows when the finger is lifted is no tap any more.
        self._was_held = True
        if index.isValid():
            self.moved_back.emit(index.data(Qt.ItemDataRole.UserRole))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held.stop()
        self._orders.pressed = None
        self.viewport().update()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        hand = index.isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        press, self._press = self._press, None
        if self._was_held:
            self._was_held = False
        elif index.isValid() and press is not None and self._on_button(index, press):
            self.moved.emit(index.data(Qt.ItemDataRole.UserRole))
        else:
            super()._choose(index)

    def keyPressEvent(self, event: Any) -> None:
        value = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if event.key() == Qt.Key.Key_Space and value is not None and value.order.state in STEPS:
            self.moved.emit(value)
            return
        if event.key() == Qt.Key.Key_Backspace and value is not None:
            self.moved_back.emit(value)
            return
        super().keyPressEvent(event)
