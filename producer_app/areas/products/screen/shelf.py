"""The photo grid: a spine of ids, rows read as they come into view, cards drawn by a delegate, pictures off the paint."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from producer_app.areas.products import pricing, queries
from producer_app.areas.products.rows import UNITS, Product
from producer_app.base import i18n
from producer_app.base.i18n import _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.tables import CardDelegate, Index, Thumbs, draw_lines, draw_photo, line_height

FIRST = 300
PAGE = 60
MOST_PAGES = 40


class Shelf(QAbstractListModel):
    """Products on offer, newest first. 100,000 of them cost as much as a screenful: the first few hundred ids are read at
    once, the others when the person scrolls, and the products themselves only where they are painted."""

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self.search = ""
        self._ids: array[int] = array("q")
        self._whole = True
        self._shown = 0
        self._pages: OrderedDict[int, list[Product]] = OrderedDict()

    def reload(self, search: str | None = None) -> None:
        """Looks again; a new search starts at its first rows, the same one keeps as many rows as were shown."""
        wanted = max(FIRST, self._shown) if search is None or search == self.search else FIRST
        self.search = self.search if search is None else search
        self.beginResetModel()
        self._pages.clear()
        self._ids = self._together(queries.ids(self._shop, search=self.search, limit=wanted))
        self._whole = len(self._ids) < wanted
        self._shown = len(self._ids)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not (self._whole and self._shown == len(self._ids))

    def fetchMore(self, parent: Index) -> None:
        if not self._whole:
            shown = self._ids[:self._shown]
            known = set(shown)
            rest = array("q", [i for i in queries.ids(self._shop, search=self.search) if i not in known])
            self._ids, self._whole = shown + self._together(rest), True
        # Twice as many each time, so that the list is laid out anew a few times only, however long it is.
        more = min(len(self._ids) - self._shown, max(FIRST, self._shown))
        if more <= 0:
            return
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

    def _together(self, ids: array[int]) -> array[int]:
        """What a search finds comes newest first; its sizes of one thing go where the first of them stands."""
        if not self.search.strip() or len(ids) < 2:
            return ids
        family = queries.families(self._shop, ids)
        if not family:
            return ids
        order: dict[int, list[int]] = {}
        for product_id in ids:
            order.setdefault(family.get(product_id, (product_id, 0))[0], []).append(product_id)
        return array("q", [product_id for sizes in order.values()
                           for product_id in sorted(sizes, key=lambda i: (family.get(i, (i, 0))[1], i))])

    def row_of(self, product_id: int) -> int:
        """Where a product stands, or -1."""
        try:
            place = self._ids.index(product_id)
        except ValueError:
            return -1
        return place if place < self._shown else -1

    def product(self, place: int) -> Product | None:
        """The product of one row; its page is read with it."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            page = queries.some(self._shop, self._ids[number * PAGE:(number + 1) * PAGE])
            self._pages[number] = page
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        # A row removed by another connection shortens its page; the next refresh mends the spine.
        return page[place % PAGE] if place % PAGE < len(page) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self._shown:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.product(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            product = self.product(index.row())
            return " ".join(filter(None, (product.name, product.price_now.shown(), per_text(product)))) if product else ""
        return None


def weight_text(unit: str, pack_g: int) -> str:
    """How much is in one: ``450 g``; from a kilogram on in kilograms; the unit's word where nobody knows."""
    if not pack_g or unit in pricing.WEIGHED_G:
        return _(UNITS[unit])
    if pack_g >= 1000:
        return _("{count} kg").format(count=f"{pack_g / 1000:g}")
    return _("{count} g").format(count=pack_g)


def pack_text(product: Product) -> str:
    """How it is sold: ``jar · 450 g``."""
    unit, weight = _(UNITS[product.unit]), weight_text(product.unit, product.pack_g)
    return unit if weight == unit else f"{unit} · {apart(weight)}"


def per_text(product: Product) -> str:
    """What 500 g of it cost today, or what a kilogram costs that is sold by the jin; "" where that says nothing."""
    jin = pricing.price_per_weight(product)
    if jin is not None:
        return _("{price} per 500 g").format(price=jin.shown())
    kilogram = pricing.price_per_weight(product, pricing.KILOGRAM_G)
    return _("{price} per kg").format(price=kilogram.shown()) if kilogram is not None else ""


class ProductDelegate(CardDelegate):
    """Photo, name, price and pack of one product; the whole card is the button."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs

    def _photo_height(self) -> int:
        return theme.px(136)

    def size(self) -> QSize:
        lines = 2 * line_height("body", bold=True) + line_height("title", bold=True) + 2 * line_height("small")
        return QSize(theme.px(204), self._photo_height() + lines + 42)

    def paint_card(self, painter: QPainter, box: QRect, value: Product | None, view: QWidget) -> None:
        if value is None:
            return
        photo = QRect(box.left(), box.top(), box.width(), self._photo_height())
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        if path is None:
            side = theme.px(44)
            middle = photo.center()
            icons.draw(painter, "camera", QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), theme.QUIET)
        room = QRect(box.left() + 12, photo.bottom() + 8, box.width() - 24, box.bottom() - photo.bottom() - 14)
        pack, price = 2 * line_height("small"), line_height("title", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, room.adjusted(0, 0, 0, -(pack + price)), value.name, theme.INK)
        painter.setFont(theme.font("title", bold=True))
        price_box = QRect(room.left(), room.bottom() - pack - price + 1, room.width(), price)
        draw_lines(painter, price_box, value.price_now.shown(), theme.ROSE)
        if value.special_until:
            self._draw_calendar(painter, price_box, value)
        painter.setFont(theme.font("small"))
        half = pack // 2
        draw_lines(painter, QRect(room.left(), room.bottom() - pack + 1, room.width(), half), pack_text(value), theme.QUIET)
        draw_lines(painter, QRect(room.left(), room.bottom() - half + 1, room.width(), half), per_text(value), theme.QUIET)
        if value.family and value.pack_g:
            self._draw_size(painter, photo, weight_text(value.unit, value.pack_g))

    @staticmethod
    def _draw_calendar(painter: QPainter, price: QRect, value: Product) -> None:
        """A small note at the end of the price: it holds until a day."""
        painter.setFont(theme.font("small", bold=True))
        until = isolate("– " + value.special_until[5:])
        side, wide = theme.px(18), painter.fontMetrics().horizontalAdvance(until) + 4
        left = price.left() if i18n.right_to_left() else price.right() - side - wide
        middle = price.center().y()
        icons.draw(painter, "calendar", QRectF(left, middle - side / 2, side, side), theme.AMBER)
        painter.setPen(QColor(theme.AMBER))
        painter.drawText(QRect(left + side, price.top(), wide + 4, price.height()), int(Qt.AlignmentFlag.AlignCenter), until)

    @staticmethod
    def _draw_size(painter: QPainter, photo: QRect, text: str) -> None:
        """What tells sizes of one thing apart, on a spot in the corner of the photo."""
        painter.setFont(theme.font("small", bold=True))
        wide, high = painter.fontMetrics().horizontalAdvance(text) + 20, line_height("small", bold=True) + 8
        left = photo.right() - wide - 7 if i18n.right_to_left() else photo.left() + 8
        spot = QRectF(left, photo.bottom() - high - 7, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.INK))
        painter.drawRoundedRect(spot, theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor(theme.CARD))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, apart(text))
