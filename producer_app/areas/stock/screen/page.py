"""The grid of products with what is left of each; a tap opens the panel for counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from producer_app.areas import products
from producer_app.areas.stock import queries
from producer_app.areas.stock.rows import Left
from producer_app.areas.stock.screen.panel import TONES, Panel
from producer_app.base.i18n import _, isolate
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import SearchBox, button, column, empty, row, words

PAGE = 60
# The panel stands beside the grid from this width on, else in its place.
WIDE = 760


class Known:
    """What is left of the products that were loaded, read a page at a time."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._left: dict[int, Left] = {}

    def read(self, found: Sequence[products.Product]) -> None:
        """Reads these products' stock."""
        fresh: Mapping[int, Left] = queries.left(self._shop, [one.id for one in found])
        for one in found:
            self._left.pop(one.id, None)
        self._left.update(fresh)

    def get(self, product_id: int) -> Left | None:
        """What is left, None where it was never counted."""
        return self._left.get(product_id)


class StockDelegate(CardDelegate):
    """Photo, name, and the number in its colour with its word."""

    def __init__(self, shop: Shop, thumbs: Thumbs, known: Known) -> None:
        super().__init__()
        self._shop, self._thumbs, self._known = shop, thumbs, known

    def size(self) -> QSize:
        return QSize(theme.px(176), theme.px(92) + 2 * line_height("body", bold=True) + line_height("title", bold=True) + 34)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(92))
        draw_photo(painter, photo, self._thumbs.get(self._shop.files.path(value.thumb)) if value.thumb else None)
        inside = QRect(box.left() + 12, photo.bottom() + 6, box.width() - 24, box.bottom() - photo.bottom() - 12)
        number = line_height("title", bold=True)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, inside.adjusted(0, 0, 0, -number - 4), value.title, theme.INK)
        known = self._known.get(value.id)
        tone = TONES[known.state] if known else "ink"
        ink = theme.TINTS[tone][0] if known else theme.QUIET
        painter.setFont(theme.font("title" if known else "body", bold=known is not None))
        text = f"{isolate(known.text())} {_(products.UNITS[value.unit])}" if known else _("Not counted yet")
        line = QRect(inside.left(), inside.bottom() - number, inside.width(), number + 2)
        if known and known.state != "good":
            side = theme.px(22)
            mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = line.left() if mirrored else line.right() - side
            icons.draw(painter, "warning-fill" if known.state != "short" else "hourglass",
                       QRect(x, line.top() + (number - side) // 2, side, side).toRectF(), ink)
            painter.setFont(theme.font("title", bold=True))
            line = line.adjusted(side + 4, 0, 0, 0) if mirrored else line.adjusted(0, 0, -side - 4, 0)
        draw_lines(painter, line, text, ink)


class StockPage(Page):
    """What is left of everything."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._known = Known(self.shop)
        self._search = SearchBox(_("Search products"))
        self._model = Pages(self._load, self._spoken, self)
        self._search.textChanged.connect(lambda _text: self._model.reload())
        self._few = button(_("Running out"), "warning", self._look, kind="chip")
        self._few.setCheckable(True)
        self._few.setObjectName("few")
        thumbs = Thumbs(theme.px(220))
        thumbs.setParent(self)
        self._grid = Cards(self._model, StockDelegate(self.shop, thumbs, self._known), _("Products"))
        self._grid.setObjectName("stockThings")
        thumbs.ready.connect(self._grid.viewport().update)
        self._grid.chosen.connect(self.open)
        self._panel = Panel(stage, self.close_panel)
        self._panel.hide()
        self._nothing = words(_("Nothing is running out."), "title")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = empty("stack", _("First add a product, then count it here."), _("Add a product"),
                            lambda: stage.go("products"), tone="amber")
        self._head = flow(words(_("What is left"), "head", wrap=False), self._few, self._search, ends=2)
        both = row(space=12)
        both.addWidget(self._grid, 1)
        both.addWidget(self._panel)
        outer = column(self._head, both, self._nothing, self._empty, space=12, margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        if self._few.isChecked():
            if last is not None:
                return []
            found = products.some(self.shop, [one.product_id for one in queries.short(self.shop)])
        else:
            found = list(products.listing(self.shop, search=self._search.text(), limit=PAGE, before=last.id if last else None))
        self._known.read(found)
        return found

    def _spoken(self, product: products.Product) -> str:
        known = self._known.get(product.id)
        return f"{product.title} {known.text() if known else _('Not counted yet')}"

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        self._look()
        if self._panel.product is not None:
            self._panel.look_again()

    def _look(self) -> None:
        self._model.reload()
        has = bool(self._model.rows)
        looking = bool(self._search.text().strip()) or self._few.isChecked()
        self._empty.setVisible(not has and not looking)
        self._nothing.setVisible(not has and looking)
        self._head.setVisible(has or looking)
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other where there is room, else the panel alone."""
        open_ = self._panel.product is not None
        wide = self.width() >= theme.px(WIDE)
        self._panel.setVisible(open_)
        self._panel.setMinimumWidth(min(theme.px(392), 520) if wide else 0)
        self._panel.setMaximumWidth(theme.px(440) if wide else 16_777_215)
        self._grid.setVisible(bool(self._model.rows) and (wide or not open_))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ doing
    def open(self, product: products.Product) -> None:
        """Opens the panel on a product."""
        self._panel.show_product(product)
        self._arrange()

    def close_panel(self) -> None:
        """The grid alone again."""
        self._panel.product = None
        self._arrange()
        self._grid.setFocus()

    def enter(self, **intent: Any) -> None:
        if "few" in intent:
            self._few.setChecked(True)
            self._look()

    def back(self) -> bool:
        if self._panel.product is not None:
            self.close_panel()
            return True
        if self._few.isChecked() or self._search.text():
            self._few.setChecked(False)
            self._search.clear()
            self._look()
            return True
        return False

    def keep(self) -> dict[str, Any]:
        return {"search": self._search.text(), "few": self._few.isChecked(),
                "product": self._panel.product.id if self._panel.product else None}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self._search.setText(kept["search"])
        self._few.setChecked(kept["few"])
        self._look()
        if kept["product"] is not None:
            self.open(products.get(self.shop, kept["product"]))


def scene_one(page: StockPage) -> None:
    """One product being counted."""
    found = products.listing(page.shop, limit=1)
    if found:
        page.open(found[0])
