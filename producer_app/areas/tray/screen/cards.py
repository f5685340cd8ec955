"""The cards of the tray and of the products beside it, and a photo dragged from the one to the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from producer_app.areas import products
from producer_app.areas.tray.rows import Proposal, TrayPhoto
from producer_app.base.i18n import _, apart, isolate
from producer_app.store.shop import Shop
from producer_app.ui import icons, theme
from producer_app.ui.tables import CardDelegate, Cards, Pages, Thumbs, draw_lines, draw_photo, line_height

MIME = "application/x-producer-app-tray-photo"


def named(product: products.Product) -> str:
    """A product's name inside a sentence."""
    return apart(product.name)


class Answers:
    """What is proposed for each photo, as the cards and the pane beside them read it."""

    def __init__(self) -> None:
        self.of: dict[int, Proposal] = {}
        self.products: dict[int, products.Product] = {}
        self.selected = 0

    def told(self, tray_id: int) -> tuple[str, str, str]:
        """Sentence, colour and glyph for a photo."""
        answer = self.of.get(tray_id)
        if answer is None:
            return _("Being looked at"), "ink", "hourglass"
        product = self.products.get(answer.same_as or answer.product_id)
        if product is not None and answer.same_as:
            return _("Already serves “{product}”").format(product=named(product)), "amber", "warning-fill"
        if product is not None and answer.sure:
            return product.name, "leaf", "check-circle-fill"
        if product is not None:
            return _("“{product}”, perhaps?").format(product=named(product)), "amber", "question-fill"
        return _("Which product?"), "ink", "question"


class TrayDelegate(CardDelegate):
    """A photo with what it may show."""

    def __init__(self, shop: Shop, thumbs: Thumbs, answers: Answers) -> None:
        super().__init__()
        self._shop, self._thumbs, self._answers = shop, thumbs, answers

    def size(self) -> QSize:
        return QSize(theme.px(172), theme.px(124) + 2 * line_height("small", bold=True) + 28)

    def paint_card(self, painter: QPainter, box: QRect, value: TrayPhoto, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(124))
        draw_photo(painter, photo, self._thumbs.get(self._shop.files.path(value.photo.thumb)))
        text, tone, icon = self._answers.told(value.id)
        strong, soft = theme.TINTS[tone]
        below = QRect(box.left(), photo.bottom() + 1, box.width(), box.bottom() - photo.bottom())
        painter.fillRect(below, QColor(soft))
        inside = below.adjusted(10, 6, -10, -6)
        side = line_height("small", bold=True)
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = inside.right() - side if mirrored else inside.left()
        icons.draw(painter, icon, QRectF(x, inside.top(), side, side), strong)
        painter.setFont(theme.font("small", bold=True))
        draw_lines(painter, inside.adjusted(0, 0, -side - 6, 0) if mirrored else inside.adjusted(side + 6, 0, 0, 0), text, strong)
        if value.id == self._answers.selected:
            painter.setPen(QPen(QColor(theme.ROSE), 6))
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)


class ProductCardDelegate(CardDelegate):
    """Photo and name of a product; those that look like the photo asked about carry a mark."""

    def __init__(self, shop: Shop, thumbs: Thumbs, answers: Answers) -> None:
        super().__init__()
        self._shop, self._thumbs, self._answers = shop, thumbs, answers

    def size(self) -> QSize:
        return QSize(theme.px(150), theme.px(84) + 2 * line_height("small", bold=True) + line_height("small") + 26)

    def paint_card(self, painter: QPainter, box: QRect, value: products.Product, view: QWidget) -> None:
        photo = QRect(box.left(), box.top(), box.width(), theme.px(84))
        draw_photo(painter, photo, self._thumbs.get(self._shop.files.path(value.thumb)) if value.thumb else None)
        inside = QRect(box.left() + 10, photo.bottom() + 5, box.width() - 20, box.bottom() - photo.bottom() - 9)
        last = line_height("small")
        painter.setFont(theme.font("small", bold=True))
        draw_lines(painter, inside.adjusted(0, 0, 0, -last), value.name, theme.INK)
        painter.setFont(theme.font("small"))
        line = QRect(inside.left(), inside.bottom() - last + 1, inside.width(), last)
        answer = self._answers.of.get(self._answers.selected)
        likely = answer is not None and value.id in (answer.product_id, *answer.others)
        text = _("Looks like it") if likely else isolate(value.price.shown())
        draw_lines(painter, line, text, theme.LEAF if likely else theme.QUIET)


class TrayCards(Cards):
    """The photos; each can be dragged onto a product."""

    def __init__(self, model: Pages, delegate: CardDelegate, name: str) -> None:
        super().__init__(model, delegate, name)
        self._pressed: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        begun = self._pressed
        far = begun is not None and (event.position().toPoint() - begun).manhattanLength() >= QApplication.startDragDistance()
        if begun is None or not far or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        index = self.indexAt(begun)
        self._pressed = None
        if index.isValid():
            drag = QDrag(self)
            drag.setMimeData(carried(index.data(Qt.ItemDataRole.UserRole)))
            drag.setPixmap(self.viewport().grab(self.visualRect(index)).scaledToWidth(theme.px(110)))
            drag.exec(Qt.DropAction.CopyAction)


def carried(photo: TrayPhoto) -> QMimeData:
    """A photo of the tray as it is dragged; only this program understands it."""
    data = QMimeData()
    data.setData(MIME, QByteArray(str(photo.id).encode()))
    return data


class ProductCards(Cards):
    """The products; a photo of the tray may be let go on one of them."""

    given = Signal(int, object)

    def __init__(self, model: Pages, delegate: CardDelegate, name: str, *, begun: Callable[[], object]) -> None:
        super().__init__(model, delegate, name)
        self._begun = begun
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self._begun()
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.mimeData().hasFormat(MIME) and index.isValid():
            self.setCurrentIndex(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.mimeData().hasFormat(MIME) and index.isValid():
            event.acceptProposedAction()
            self.given.emit(int(bytes(event.mimeData().data(MIME).data())), index.data(Qt.ItemDataRole.UserRole))
