"""What can be printed, as small cards with a tick where they are chosen: products by picture, orders by number, makers by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from producer_app.areas import makers, orders, products
from producer_app.base.i18n import isolate, ngettext
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.tables import CardDelegate, Thumbs, draw_lines, draw_photo, line_height


def _tick(painter: QPainter, box: QRect, view: QWidget) -> None:
    mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = theme.px(34)
    spot = QRect(box.left() + 6 if mirrored else box.right() - side - 6, box.top() + 6, side, side)
    painter.setBrush(QColor(theme.ROSE))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(spot)
    icons.draw(painter, "check", spot.adjusted(6, 6, -6, -6).toRectF(), theme.CARD)


class ProductDelegate(CardDelegate):
    """A small product card."""

    def __init__(self, shop: Shop, thumbs: Thumbs, picked: Sequence[int]) -> None:
        super().__init__()
        self._shop, self._thumbs, self._picked = shop, thumbs, picked

    def size(self) -> QSize:
        return QSize(theme.px(148), theme.px(88) + 3 * line_height("small", bold=True) + 28)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(88))
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        painter.setFont(theme.font("small", bold=True))
        words_box = QRect(box.left() + 8, photo.bottom() + 4, box.width() - 16, box.bottom() - photo.bottom() - 8)
        last = line_height("small", bold=True)
        draw_lines(painter, words_box.adjusted(0, 0, 0, -last), value.name, theme.INK)
        draw_lines(painter, words_box.adjusted(0, words_box.height() - last, 0, 0), value.price_now.shown(), theme.ROSE)
        if value.id in self._picked:
            _tick(painter, box, view)


class OrderDelegate(CardDelegate):
    """A small order card: number, masked buyer, sum."""

    def __init__(self, picked: Sequence[int]) -> None:
        super().__init__()
        self._picked = picked

    def size(self) -> QSize:
        return QSize(theme.px(230), 3 * line_height("small", bold=True) + 34)

    def paint_card(self, painter: QPainter, box: QRect, value: orders.Order, view: QWidget) -> None:
        painter.setFont(theme.font("small", bold=True))
        height = line_height("small", bold=True)
        place = QRect(box.left() + 12, box.top() + 8, box.width() - 24 - theme.px(40), height + 2)
        for text, color in ((isolate(value.number), theme.INK), (orders.masked_name(value.recipient or value.buyer), theme.QUIET),
                            (value.total.shown(), theme.ROSE)):
            draw_lines(painter, place, text, color)
            place = place.translated(0, height + 4)
        if value.id in self._picked:
            _tick(painter, box, view)


class MakerDelegate(CardDelegate):
    """A small card of a maker: her name, how many kinds of goods she brings."""

    def __init__(self, picked: Sequence[int]) -> None:
        super().__init__()
        self._picked = picked

    def size(self) -> QSize:
        return QSize(theme.px(230), 2 * line_height("small", bold=True) + 30)

    def paint_card(self, painter: QPainter, box: QRect, value: makers.Part, view: QWidget) -> None:
        painter.setFont(theme.font("small", bold=True))
        height = line_height("small", bold=True)
        room = theme.px(40)
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        place = QRect(box.left() + 12 + (room if mirrored else 0), box.top() + 8, box.width() - 24 - room, height + 2)
        kinds = ngettext("{count} kind of goods", "{count} kinds of goods", len(value.goods)).format(count=len(value.goods))
        for text, color in ((value.maker.name, theme.INK), (kinds, theme.QUIET)):
            draw_lines(painter, place, text, color)
            place = place.translated(0, height + 4)
        if value.maker.id in self._picked:
            _tick(painter, box, view)
