"""The photo grid: a spine of ids, rows read as they come into view, cards drawn by a delegate, pictures off the paint."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from producer_app.areas.products import queries
from producer_app.areas.products.rows import UNITS, Product
from producer_app.base.i18n import FSI, PDI, _
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
        self._ids = queries.ids(self._shop, search=self.search, limit=wanted)
        self._whole = len(self._ids) < wanted
        self._shown = len(self._ids)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not (self._whole and self._shown == len(self._ids))

    def fetchMore(self, parent: Index) -> None:
        if not self._whole:
            self._ids, self._whole = queries.ids(self._shop, search=self.search), True
        # Twice as many each time, so that the list is laid out anew a few times only, however long it is.
        more = min(len(self._ids) - self._shown, max(FIRST, self._shown))
        if more <= 0:
            return
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

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
            return f"{product.name} {product.price.shown()}" if product else ""
        return None


def pack_text(product: Product) -> str:
    """How it is sold: ``jar · 450 g``; from a kilogram on in kilograms."""
    unit = _(UNITS[product.unit])
    if not product.pack_g or product.unit in {"kg", "jin"}:
        return unit
    if product.pack_g >= 1000:
        weight = _("{count} kg").format(count=f"{product.pack_g / 1000:g}")
    else:
        weight = _("{count} g").format(count=product.pack_g)
    return f"{unit} · {FSI}{weight}{PDI}"


class ProductDelegate(CardDelegate):
    """Photo, name, price and pack of one product; the whole card is the button."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs

    def _photo_height(self) -> int:
        return theme.px(136)

    def size(self) -> QSize:
        lines = 2 * line_height("body", bold=True) + line_height("title", bold=True) + line_height("small")
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
        pack, price = line_height("small"), line_height("title", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, room.adjusted(0, 0, 0, -(pack + price)), value.name, theme.INK)
        painter.setFont(theme.font("title", bold=True))
        price_box = QRect(room.left(), room.bottom() - pack - price + 1, room.width(), price)
        draw_lines(painter, price_box, value.price.shown(), theme.ROSE)
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(theme.QUIET))
        draw_lines(painter, QRect(room.left(), room.bottom() - pack + 1, room.width(), pack), pack_text(value), theme.QUIET)
