"""The side with the goods: search, one card a product, and the doors to what else happens at a stall."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.till import queries
from producer_app.base.i18n import _, isolate
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import SearchBox, button

PAGE = 48


class ThingDelegate(CardDelegate):
    """Photo, name and price of one product; the whole card is the button."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs

    def size(self) -> QSize:
        return QSize(theme.px(176), theme.px(100) + 3 * line_height("body", bold=True) + 32)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(100))
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        words_box = QRect(box.left() + 12, photo.bottom() + 6, box.width() - 24, box.bottom() - photo.bottom() - 12)
        price = f"{value.price_now.shown()} / {_(products.UNITS[value.unit])}"
        last = line_height("body", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, words_box.adjusted(0, 0, 0, -last), value.title, theme.INK)
        draw_lines(painter, words_box.adjusted(0, words_box.height() - last, 0, 0), price, theme.ROSE)


class Shelf(QWidget):
    """Products to tap. ``taken``: a product; ``opened``: the name of a room; ``looked``: what Enter in the search finds."""

    taken = Signal(object)
    opened = Signal(str)
    looked = Signal(str)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self.search = SearchBox(_("Search, or type a number"))
        self.search.setObjectName("search")
        self.search.setMinimumWidth(theme.px(90))
        self._model: Pages = Pages(self._load, lambda p: f"{p.title} {p.price_now.shown()}", self)
        self.search.textChanged.connect(lambda _text: self._model.reload())
        self.search.returnPressed.connect(lambda: self.looked.emit(self.search.text().strip()))
        thumbs = Thumbs(theme.px(280))
        self.things = Cards(self._model, ThingDelegate(shop, thumbs), _("Products"))
        self.things.setObjectName("things")
        self.things.setMinimumHeight(theme.px(90))
        thumbs.setParent(self)
        thumbs.ready.connect(self.things.viewport().update)
        self.things.chosen.connect(self.taken)
        # Chosen once, so that the pictures keep their places all day.
        self._often = queries.sold_often(shop)
        self._doors: dict[str, QToolButton] = {}
        for name, text, icon in (("number", _("Number"), "hash"), ("parked", _("Aside"), "pause-circle"),
                                 ("back", _("Goods back"), "arrow-counter-clockwise"),
                                 ("debts", _("Debts"), "notebook"), ("doubts", "", "device-mobile"),
                                 ("buyer", _("Buyer’s window"), "monitor")):
            self._doors[name] = self._door(name, text, icon)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 8, 8)
        outer.setSpacing(10)
        outer.addWidget(self.search)
        outer.addWidget(flow(*self._doors.values(), space=8) if theme.scale() <= 125 else self._more())
        outer.addWidget(self.things, 1)

    def _door(self, name: str, text: str, icon: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"open_{name}")
        made.setIcon(icons.icon(icon, theme.px(24)))
        made.setIconSize(QSize(theme.px(24), theme.px(24)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setProperty("kind", "door")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _checked=False: self.opened.emit(name))
        _name(made, text)
        return made

    def _more(self) -> QWidget:
        """Large letters leave room for one door only; behind it are all of them."""
        made = button(_("More"), "dots-three", lambda: self.menu().popup(made.mapToGlobal(made.rect().bottomLeft())))
        made.setObjectName("openMore")
        for door in self._doors.values():
            door.setParent(self)
            door.hide()
        return made

    def menu(self) -> QMenu:
        """All doors as a menu."""
        menu = QMenu(self)
        for name, door in self._doors.items():
            if name != "doubts" or door.property("wanted"):
                menu.addAction(door.icon(), door.text()).triggered.connect(partial(self._go, name))
        return menu

    def _go(self, name: str, _checked: bool = False) -> None:
        self.opened.emit(name)

    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        search = self.search.text()
        found = products.listing(self._shop, search=search, limit=PAGE, before=last.id if last else None)
        if search.strip() or not self._often:
            return found
        # What is sold every day stands first; the rest follows, newest first.
        first = [p for p in products.some(self._shop, self._often) if not p.removed_at] if last is None else []
        while found and all(p.id in self._often for p in found):
            found = products.listing(self._shop, limit=PAGE, before=found[-1].id)
        return [*first, *(p for p in found if p.id not in self._often)]

    @property
    def rows(self) -> Sequence[products.Product]:
        """The products shown so far."""
        return self._model.rows

    def refresh(self) -> None:
        """Looks again; the list stays where it is if nothing of it changed."""
        fresh = list(self._load(None))
        if fresh != self._model.rows[:len(fresh)] or not fresh:
            self._model.reload()

    def show_counts(self, *, parked: int, doubts: int, buyer: bool) -> None:
        """How many baskets are aside, how much money is still to be found; whether the buyer's window is open."""
        _name(self._doors["parked"], _("Aside: {count}").format(count=isolate(parked)) if parked else _("Aside"))
        look = self._doors["doubts"]
        _name(look, _("Not seen yet: {count}").format(count=isolate(doubts)))
        theme.mark(look, tone="amber")
        look.setProperty("wanted", doubts > 0)
        look.setVisible(doubts > 0 and theme.scale() <= 125)
        _name(self._doors["buyer"], _("Close buyer’s window") if buyer else _("Buyer’s window"))


def _name(door: QToolButton, text: str) -> None:
    door.setText(text)
    door.setAccessibleName(text)
    wide = max(door.fontMetrics().horizontalAdvance(text), theme.px(40))
    door.setMinimumWidth(wide + theme.px(14))
