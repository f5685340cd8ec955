"""Which product a photo shows: the photo large, the likely products first, all others by search, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.tray.rows import SOURCES, TrayPhoto
from producer_app.areas.tray.screen.cards import Answers, ProductCardDelegate, ProductCards, named
from producer_app.base import clock
from producer_app.base.i18n import _, isolate
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.tables import Pages, Thumbs, draw_photo
from producer_app.ui.widgets import SearchBox, boxed, button, chip, column, row, words

PAGE = 60


class Large(QWidget):
    """The photo asked about."""

    def __init__(self, shop: Shop, thumbs: Thumbs) -> None:
        super().__init__()
        self._shop, self._thumbs = shop, thumbs
        self._photo: TrayPhoto | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())
        thumbs.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        side = min(theme.px(124), 190)
        return QSize(side, side)

    def show_photo(self, photo: TrayPhoto | None) -> None:
        """Another one."""
        self._photo = photo
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.setClipPath(shape)
        path = self._shop.files.path(self._photo.photo.thumb) if self._photo else None
        draw_photo(painter, self.rect(), self._thumbs.get(path) if path else None)
        painter.end()


class Choosing(QWidget):
    """``give``: the photo asked about goes to a product; ``new``: a new product from it; ``away``: nobody shall have it;
    ``back``: where this pane stands alone."""

    def __init__(self, shop: Shop, thumbs: Thumbs, answers: Answers, *, give: Callable[[int, products.Product], object],
                 new: Callable[[], object], away: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self._shop, self._answers = shop, answers
        self.photo: TrayPhoto | None = None
        self._large = Large(shop, thumbs)
        self._state = chip("", "ink")
        self._state.setWordWrap(True)
        self._state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._state.setObjectName("trayState")
        self._from = words("", "quiet")
        self._search = SearchBox(_("Search products"))
        self._search.setObjectName("traySearch")
        self._model = Pages(self._load, lambda product: product.name, self)
        self._cards = ProductCards(self._model, ProductCardDelegate(shop, thumbs, answers), _("Products"), begun=lambda: None)
        self._cards.setObjectName("trayProducts")
        self._give = give
        self._cards.chosen.connect(self._chosen)
        self._cards.given.connect(give)
        self._search.textChanged.connect(lambda _text: self._look())
        thumbs.ready.connect(self._cards.viewport().update)
        self.back = button("", "arrow-left", back, kind="square", name=_("Back"))
        self.back.setObjectName("trayBackToPhotos")
        made = button(_("New product from it"), "plus", new)
        made.setObjectName("trayNew")
        off = button(_("Put away"), "trash", away)
        off.setObjectName("trayAway")
        asked = words(_("Which product is this?"), "title")
        told = column(asked, self._state, self._from, None, space=6)
        head = row(self.back, self._large, told, space=12)
        head.setStretch(2, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(boxed(head))
        outer.addWidget(self._search)
        outer.addWidget(self._cards, 1)
        outer.addWidget(flow(off, made, ends=1))

    def _chosen(self, product: products.Product) -> None:
        if self.photo is not None:
            self._give(self.photo.id, product)

    def _load(self, last: products.Product | None) -> Sequence[products.Product]:
        searched = self._search.text()
        answer = self._answers.of.get(self.photo.id) if self.photo else None
        first = [] if answer is None or searched.strip() else products.some(
            self._shop, [i for i in (answer.product_id, *answer.others) if i])
        ids = {product.id for product in first}
        found = products.listing(self._shop, search=searched, limit=PAGE, before=last.id if last else None)
        return [*(first if last is None else []), *(product for product in found if product.id not in ids)]

    def show_photo(self, photo: TrayPhoto | None) -> None:
        """Asks about another photo."""
        if photo is None or self.photo is None or photo.id != self.photo.id:
            self._search.clear()
        self.photo = photo
        self._large.show_photo(photo)
        self._from.setText("" if photo is None else _("{source}, {time}").format(
            source=_(SOURCES[photo.source]), time=isolate(clock.local(photo.came_at).strftime("%H:%M"))))
        self.look_again()

    def look_again(self) -> None:
        """What is known of the photo, and the products, as they are now."""
        self._look()
        self._cards.scrollToTop()
        if self.photo is None:
            return
        text, tone, _icon = self._answers.told(self.photo.id)
        answer = self._answers.of.get(self.photo.id)
        if answer is not None and answer.sure:
            text = _("Surely “{product}”").format(product=named(self._answers.products[answer.product_id]))
        elif answer is not None and answer.same_as in self._answers.products:
            text = _("The same picture already serves “{product}”. Give it to another product only if that is right.").format(
                product=named(self._answers.products[answer.same_as]))
        self._state.setText(text)
        theme.mark(self._state, chip=tone)

    def _look(self) -> None:
        self._model.reload()
        self._cards.viewport().update()
