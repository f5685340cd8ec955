"""The products with a photo, to open one or to make many look their best at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.studio import queries
from producer_app.areas.studio.rows import Shot
from producer_app.areas.studio.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height
from producer_app.ui.widgets import SearchBox, boxed, button, column, row, words

PAGE = 60


class ShelfDelegate(CardDelegate):
    """A photo with its name; a tick where many are being chosen."""

    def __init__(self, shop: Shop, thumbs: Thumbs, picked: list[int]) -> None:
        super().__init__()
        self._shop, self._thumbs, self._picked = shop, thumbs, picked

    def size(self) -> QSize:
        return QSize(theme.px(180), theme.px(150) + line_height("small", bold=True) + 26)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(150))
        path = self._shop.files.path(value.thumb) if value.thumb else None
        draw_photo(painter, photo, self._thumbs.get(path) if path else None)
        painter.setFont(theme.font("small", bold=True))
        line = QRect(box.left() + 8, photo.bottom() + 5, box.width() - 16, line_height("small", bold=True))
        draw_lines(painter, line, value.name, theme.INK)
        if value.id not in self._picked:
            return
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = theme.px(34)
        spot = QRect(box.left() + 6 if mirrored else box.right() - side - 6, box.top() + 6, side, side)
        painter.setBrush(QColor(theme.ROSE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(spot)
        icons.draw(painter, "check", spot.adjusted(6, 6, -6, -6).toRectF(), theme.CARD)


class Shelf(QWidget):
    """``chosen``: called with a product's id; ``best``: with the photos to make look their best."""

    def __init__(self, stage: Stage, *, chosen: Callable[[int], object], best: Callable[[list[Shot]], object]) -> None:
        super().__init__()
        self.stage = stage
        self._chosen, self._best = chosen, best
        self.picked: list[int] = []
        self._search = SearchBox(_("Search products"))
        self._search.textChanged.connect(lambda _text: self.model.reload())
        self.model: Pages = Pages(self._load, lambda p: p.name, self)
        thumbs = Thumbs(theme.px(260))
        self.cards = Cards(self.model, ShelfDelegate(stage.shop, thumbs, self.picked), _("Photos"))
        self.cards.setObjectName("studioShelf")
        thumbs.setParent(self)
        thumbs.ready.connect(self.cards.viewport().update)
        self.cards.chosen.connect(self._tap)
        self._many = button(_("Choose many"), "check-square", self._switch, kind="chip")
        self._many.setObjectName("chooseMany")
        self._many.setCheckable(True)
        self._all = button(_("All"), "", self.pick_all)
        self._all.setObjectName("pickAll")
        self._go = button("", "magic-wand", self.make_best, kind="primary")
        self._go.setObjectName("bestMany")
        self._hint = words("", "quiet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        back = button("", "arrow-left", lambda: stage.go(TILE.under), kind="square", name=_("Back"))
        back.setObjectName("backToProducts")
        named = boxed(row(back, words(_("Photo studio"), "head", wrap=False)))
        outer.addWidget(flow(named, boxed(column(self._search)), ends=1))
        outer.addWidget(self._hint)
        outer.addWidget(self.cards, 1)
        outer.addWidget(flow(self._many, self._all, self._go, ends=1))
        self._told()

    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        """The next products that have a photo; pages without any are passed over."""
        before = last.id if last else None
        while True:
            page = products.listing(self.stage.shop, search=self._search.text(), limit=PAGE, before=before)
            pictured = [p for p in page if p.picture]
            if pictured or not page:
                return pictured
            before = page[-1].id

    def refresh(self) -> None:
        """Looks at the shop again."""
        self.model.reload()
        kept = {p.id for p in products.some(self.stage.shop, self.picked) if not p.removed_at}
        self.picked[:] = [i for i in self.picked if i in kept]
        self._told()

    def filled(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.model.rows) or bool(self._search.text())

    def _tap(self, product: products.Product) -> None:
        if not self._many.isChecked():
            self._chosen(product.id)
            return
        if product.id in self.picked:
            self.picked.remove(product.id)
        else:
            self.picked.append(product.id)
        self._told()

    def _switch(self) -> None:
        self.picked.clear()
        self._told()

    def pick_all(self) -> None:
        """Every product that the search finds."""
        everything = list(products.ids(self.stage.shop, search=self._search.text()))
        self.picked[:] = [p.id for p in products.some(self.stage.shop, everything) if p.picture]
        self._told()

    def _told(self) -> None:
        many = self._many.isChecked()
        count = len(self.picked)
        self._all.setVisible(many)
        self._go.setVisible(many)
        self._go.setEnabled(count > 0)
        self._go.setText(" " + (ngettext("Make {count} look its best", "Make {count} look their best", count).format(count=count)
                                if count else _("Make them look their best")))
        self._hint.setText(_("Tap the photos. All of them get the same framing, on white, in good light.") if many
                           else _("Tap a photo to make it look its best."))
        self.cards.viewport().update()

    def make_best(self) -> None:
        """Makes the chosen photos look their best."""
        shots = queries.first_shots(self.stage.shop, self.picked)
        if shots:
            self._many.setChecked(False)
            self._switch()
            self._best(shots)
