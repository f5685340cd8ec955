"""Home: one flat grid of picture tiles with a live count on each, and what matters today above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTextOption
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from producer_app.base.i18n import _
from producer_app.base.tile import Tile
from producer_app.ui import icons, theme
from producer_app.ui.widgets import card, column, picture, row, words

if TYPE_CHECKING:
    from producer_app.store.shop import Shop
    from producer_app.ui.screen import Banner, Screen


class TileButton(QAbstractButton):
    """A picture, a word, a quiet line and a count. Painted in one go: home must be there at once."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setProperty("screen", tile.id)
        self.about = tile
        self.title = _(tile.title)
        self.said, self.count = "", 0
        self.setAccessibleName(self.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def tell(self, said: str, count: int) -> None:
        """The live line and count."""
        self.said, self.count = said, count
        self.setAccessibleDescription(f"{said} {count or ''}".strip())
        self.updateGeometry()
        self.update()

    def _text_height(self, width: int) -> int:
        title = QFontMetrics(theme.font("title", bold=True)).boundingRect(0, 0, width, 10_000, _FLAGS, self.title).height()
        said = QFontMetrics(theme.font("small")).boundingRect(0, 0, width, 10_000, _FLAGS, self.said or " ").height()
        return title + said + theme.px(6)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return theme.px(72) + self._text_height(width - 44) + theme.px(20) + 40

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        words_ = QFontMetrics(theme.font("title", bold=True))
        longest = max((words_.horizontalAdvance(w) for w in self.title.split()), default=0)
        width = max(theme.px(200), longest + 48)
        # As high as its words are at the width it has: a narrow guess would make the whole page scroll for nothing.
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        main = self.about.main
        strong, soft = theme.TINTS[self.about.tone]
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        hover = self.underMouse() or self.isDown()
        ground = theme.ROSE if main else theme.CARD
        painter.setBrush(QColor("#A31F56" if main and hover else ground))
        edge = (theme.INK if main else theme.ROSE) if self.hasFocus() else (theme.ROSE if hover or main else theme.LINE)
        painter.setPen(QPen(QColor(edge), 3 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, 14, 14)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = theme.px(72)
        x = self.width() - 22 - side if mirrored else 22
        plate = QRectF(x, 20, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 40) if main else QColor(soft))
        painter.drawRoundedRect(plate, 16, 16)
        glyph = side * 0.56
        place = QRectF(plate.center().x() - glyph / 2, plate.center().y() - glyph / 2, glyph, glyph)
        # Filled glyphs carry further; money's sign has no inside to fill.
        name = self.about.icon if self.about.icon.startswith("currency") else f"{self.about.icon}-fill"
        icons.draw(painter, name, place, theme.CARD if main else strong)
        if self.count:
            self._paint_count(painter, mirrored, strong, soft)
        self._paint_words(painter, main)
        painter.end()

    def _paint_count(self, painter: QPainter, mirrored: bool, strong: str, soft: str) -> None:
        text = str(self.count) if self.count < 1000 else "999+"
        painter.setFont(theme.font("title", bold=True))
        width = max(theme.px(44), painter.fontMetrics().horizontalAdvance(text) + theme.px(22))
        place = QRectF(22 if mirrored else self.width() - 22 - width, 24, width, theme.px(44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(QColor(strong))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter, main: bool) -> None:
        width = self.width() - 44
        said_font, title_font = theme.font("small"), theme.font("title", bold=True)
        said_height = QFontMetrics(said_font).boundingRect(0, 0, width, 10_000, _FLAGS, self.said or " ").height()
        title_height = QFontMetrics(title_font).boundingRect(0, 0, width, 10_000, _FLAGS, self.title).height()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(self.layoutDirection())
        option.setAlignment(Qt.AlignmentFlag.AlignLeft)
        bottom = self.height() - 20
        painter.setFont(said_font)
        painter.setPen(QColor("#F7E6EC" if main else theme.QUIET))
        painter.drawText(QRectF(22, bottom - said_height, width, said_height), self.said, option)
        painter.setFont(title_font)
        painter.setPen(QColor(theme.CARD if main else theme.INK))
        painter.drawText(QRectF(22, bottom - said_height - theme.px(6) - title_height, width, title_height), self.title, option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


_FLAGS = int(Qt.TextFlag.TextWordWrap)


class Home(QWidget):
    """The first screen. ``open_screen(id)`` is called for a tile; a banner opens the screen it came from."""

    def __init__(self, tiles: Sequence[Tile], open_screen: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.tiles: dict[str, TileButton] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        self._banners = QHBoxLayout()
        self._banners.setSpacing(16)
        outer.addLayout(self._banners)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        outer.addLayout(self._grid, 1)
        for about in tiles:
            tile = TileButton(about)
            tile.clicked.connect(lambda _checked=False, i=about.id: open_screen(i))
            self.tiles[about.id] = tile
        self._columns = 0
        self._lay_out(4)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, number // columns, number % columns)
        for number in range(6):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def minimumSizeHint(self) -> QSize:
        # As narrow as the window likes: the columns follow the width, so only the height may ask for a scroll bar.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        need = max((t.minimumSizeHint().width() for t in self.tiles.values()), default=1)
        most = max(1, min(4, (event.size().width() - 48 + 16) // (need + 16)))
        # Six tiles look better as two rows of three than as four and two.
        count = len(self.tiles)
        self._lay_out(min(range(1, most + 1), key=lambda columns: (-(-count // columns), -count % columns)))

    def refresh(self, shop: Shop, screens: Sequence[Screen]) -> None:
        """Reads the counts and lines anew."""
        waiting = dict.fromkeys(self.tiles, 0)
        for screen in screens:  # what waits behind a screen that is reached from another is told on that one's picture
            shown = screen.tile.under or screen.tile.id
            if screen.waiting and shown in waiting:
                waiting[shown] += screen.waiting(shop)
        for screen in screens:
            if not screen.tile.under:
                self.tiles[screen.tile.id].tell(screen.said(shop) if screen.said else "", waiting[screen.tile.id])
        while (item := self._banners.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for screen in screens:
            banner = screen.banner(shop) if screen.banner else None
            if banner:
                self.add_banner(banner)

    def add_banner(self, banner: Banner) -> None:
        """Puts one more card at the top."""
        plain = banner.tone == "ink"
        text = words(banner.title, "quiet" if plain else "strong")
        parts = [text] if not banner.big else [text, words(banner.big, "price", wrap=False)]
        line = row(picture(banner.icon, 36, "amber" if plain else banner.tone), space=16, margins=(20, 12, 20, 12))
        line.addLayout(column(None, *parts, None, space=0), 1)
        made = card(line, chip="" if plain else banner.tone)
        made.setMinimumHeight(theme.px(92))
        self._banners.addWidget(made, 1)
