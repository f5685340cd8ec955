"""The board: five columns of orders with their counts, search, and what opens over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.orders import actions, queries
from producer_app.areas.orders.rows import OWN_CHANNELS, STATES, Card
from producer_app.areas.orders.screen.by_hand import ByHand
from producer_app.areas.orders.screen.cards import LANES, Lane, LanePages, OrderCards, OrderDelegate, spoken
from producer_app.areas.orders.screen.chat import Chat
from producer_app.areas.orders.screen.intake import Intake
from producer_app.areas.orders.screen.sheet import OrderSheet
from producer_app.areas.orders.screen.shops import Shops
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty, words

WATCHES = frozenset({"orders", "order_lines", "parcels", "order_payments", "order_imports", "order_servers", "products",
                     "photos"})
PAGE = 40
SEARCH_AFTER_MS = 120
COLUMN = 204


class LaneColumn(QWidget):
    """One column: its head with the count, and its orders."""

    def __init__(self, page: OrdersPage, lane: Lane, thumbs: Thumbs) -> None:
        super().__init__()
        self.lane = lane
        self._page = page
        self.head = QPushButton()
        self.head.setObjectName(f"lane_{lane.key}")
        self.head.setProperty("kind", "plain")
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        strong, soft = theme.TINTS[lane.tone]
        # Room for two lines of words: some languages need them in a narrow column.
        high = max(theme.px(theme.TARGET), 2 * QFontMetrics(theme.font(bold=True)).lineSpacing() + 8)
        self.head.setStyleSheet(f"QPushButton {{ min-height: {high}px; }} "
                                f"QPushButton:checked {{ background: {soft}; border: 2px solid {strong}; }}")
        glyph = QLabel()
        glyph.setPixmap(icons.pixmap(lane.icon, theme.px(22), strong))
        self.title = words(_(lane.title), "strong")
        self.count = words("", "title", tone=lane.tone, wrap=False)
        self.count.setObjectName(f"count_{lane.key}")
        line = QHBoxLayout(self.head)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(8)
        for part in (glyph, self.title):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.count)
        for label in (glyph, self.title, self.count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.model = LanePages(self._load, spoken, self)
        self.list = OrderCards(self.model, OrderDelegate(page.shop, thumbs), _(lane.title))
        self.list.setObjectName(f"orders_{lane.key}")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbs.ready.connect(self.list.viewport().update)
        self.nothing = words(_("Nothing here"), "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, 24, 0, 0)

    def _load(self, last: Card | None) -> Sequence[Card]:
        found = queries.board(self._page.shop, lane=self.lane.key, limit=PAGE, before=last.order if last else None)
        return queries.cards(self._page.shop, found)

    def look_again(self, count: int) -> None:
        """Reads the count and the orders anew."""
        text = str(count) if count <= queries.MOST_COUNTED else f"{queries.MOST_COUNTED}+"
        self.count.setText(isolate(text))
        self.head.setAccessibleName(f"{_(self.lane.title)} {text}")
        self.list.look_again()
        self.nothing.setVisible(not count)
        self.list.setVisible(bool(count))


class OrdersPage(Page):
    """The board and what opens over it: one order, files, an order by hand."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self._lane = "pack"
        self._thumbs = Thumbs(theme.px(88))
        self._thumbs.setParent(self)
        self._search = SearchBox(_("Number, name, goods"))
        self._search.setObjectName("orderSearch")
        self._search.setMinimumWidth(theme.px(200))
        self._search.setMaximumWidth(theme.px(360))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_AFTER_MS)
        self._later.timeout.connect(self._look)
        self._search.textChanged.connect(lambda _text: self._later.start())
        self._closed = button(_("Finished"), "archive-box", self._look, kind="chip", name=_("Show finished and cancelled orders"))
        self._closed.setCheckable(True)
        self._closed.setObjectName("finished")
        self._columns = [LaneColumn(self, lane, self._thumbs) for lane in LANES]
        for made in self._columns:
            made.list.chosen.connect(lambda card: self.open(card.order.id))
            made.list.moved.connect(self.move_on)
            made.head.clicked.connect(partial(self._choose_lane, made.lane.key))
        self._found_model = LanePages(self._load_found, spoken, self)
        self._found = OrderCards(self._found_model, OrderDelegate(self.shop, self._thumbs, everywhere=True), _("Orders found"))
        self._found.setObjectName("found")
        self._found.chosen.connect(lambda card: self.open(card.order.id))
        self._found.moved.connect(self.move_on)
        self._thumbs.ready.connect(self._found.viewport().update)
        self._views = QStackedWidget()
        board = self._board_view()
        self._views.addWidget(board)
        # What was copied in a chat, pasted onto the board.
        pasted = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), board)
        pasted.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasted.activated.connect(self.from_chat)
        self._sheet = OrderSheet(stage, self.close_all)
        self._intake = Intake(stage, self.close_all)
        self._by_hand = ByHand(stage, self.close_all, self._thumbs)
        self._chat = Chat(stage, self.close_all)
        self._shops = Shops(stage, self.close_all)
        for view in (self._sheet, self._intake, self._by_hand, self._chat, self._shops):
            self._views.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    # ------------------------------------------------------------------ building
    def _board_view(self) -> QWidget:
        take = button(_("Import a file"), "file-arrow-down", self.ask_files)
        take.setObjectName("importFile")
        chat = button(_("From a chat"), "chat-text", self.from_chat)
        chat.setObjectName("fromChat")
        # Large letters leave no room for one more word in this row.
        shops = button(_("Online shops"), "globe-simple", self.show_shops, kind="square" if theme.scale() > 125 else "",
                       name=_("Online shops"))
        shops.setObjectName("onlineShops")
        new = button(_("New order"), "plus", self.new_order, kind="primary")
        new.setObjectName("newOrder")
        top = flow(words(_("Orders"), "head", wrap=False), self._search, self._closed, shops, take, chat, new, ends=6)
        self._lanes = QWidget()
        self._grid = QGridLayout(self._lanes)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._nothing_found = words(_("No order looks like this."), "title")
        self._nothing_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = empty("package", _("Orders from all shops will stand here."), _("Import a file"), self.ask_files,
                            button_icon="file-arrow-down", tone="blue")
        self._wide: bool | None = None
        return boxed(column(top, self._lanes, self._found, self._nothing_found, self._empty, space=12,
                            margins=(20, 16, 20, 8)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Five columns where they fit, else one at a time with the heads as a switch above it."""
        wide = self.width() - 40 >= len(self._columns) * (theme.px(COLUMN) + 8)
        if wide == self._wide:
            return
        self._wide = wide
        while self._grid.takeAt(0) is not None:
            pass
        # Two lines of heads where the letters are large.
        heads = len(self._columns) if wide or self.width() > theme.px(190) * len(self._columns) else 3
        for at, lane in enumerate(self._columns):
            self._grid.addWidget(lane.head, at // heads, at % heads)
            for part in (lane.list, lane.nothing):
                self._grid.addWidget(part, 2, at if wide else 0, 1, 1 if wide else heads)
            lane.head.setChecked(not wide and lane.lane.key == self._lane)
            lane.head.setMinimumHeight(theme.px(40 if wide else theme.TARGET))
        for at in range(len(self._columns)):
            self._grid.setColumnStretch(at, 1 if at < heads else 0)
        self._grid.setRowStretch(2, 1)
        self._show_lanes()

    def _choose_lane(self, key: str) -> None:
        self._lane = key
        self._show_lanes()

    def _show_lanes(self) -> None:
        for lane in self._columns:
            mine = bool(self._wide) or lane.lane.key == self._lane
            has = lane.count.text() not in ("", isolate("0"))
            lane.list.setVisible(mine and has)
            lane.nothing.setVisible(mine and not has)
            lane.head.setChecked(not self._wide and lane.lane.key == self._lane)
            lane.head.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._wide else Qt.FocusPolicy.TabFocus)

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        self._look()
        self._sheet.look_again()
        self._intake.look_again()
        self._by_hand.look_again()
        self._shops.look_again()

    def _looking_for(self) -> bool:
        return bool(self._search.text().strip()) or self._closed.isChecked()

    def _look(self) -> None:
        counts = queries.counts(self.shop)
        searching = self._looking_for()
        nothing = not any(counts.values())
        for made in self._columns:
            if not searching:
                made.look_again(counts[made.lane.key])
        self._lanes.setVisible(not searching and not nothing)
        self._empty.setVisible(nothing)
        for part in (self._search, self._closed):
            part.setVisible(not nothing)
        if searching:
            self._found.look_again()
        self._found.setVisible(searching and bool(self._found_model.rows))
        self._nothing_found.setVisible(searching and not nothing and not self._found_model.rows)
        if not searching:
            self._show_lanes()

    def _load_found(self, last: Card | None) -> Sequence[Card]:
        search = self._search.text().strip()
        if not self._looking_for():
            return []
        found = queries.board(self.shop, search=search, lane="closed" if self._closed.isChecked() else "", limit=PAGE,
                              before=last.order if last else None)
        return queries.cards(self.shop, found)

    # ------------------------------------------------------------------ doing
    def move_on(self, card: Card) -> None:
        """One tap: the order goes a step forward; Undo stands beside the word. An own order not paid yet asks how it was paid."""
        if card.order.channel in OWN_CHANNELS and card.order.state == "unpaid":
            self.open(card.order.id)
            return
        try:
            state = actions.move_on(self.shop, card.order.id)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.saved(_("Order {number}: {state}").format(number=isolate(card.order.number), state=_(STATES[state])))

    def open(self, order_id: int) -> None:
        """Shows one order whole."""
        self._sheet.show_order(order_id)
        self._views.setCurrentWidget(self._sheet)

    def new_order(self) -> None:
        """Shows the sheet for an order by hand."""
        self._by_hand.begin()
        self._views.setCurrentWidget(self._by_hand)

    def from_chat(self, text: str = "") -> None:
        """Shows the sheet for orders that came in a chat, with what was copied there."""
        self._views.setCurrentWidget(self._chat)
        self._chat.begin(text)

    def show_shops(self) -> None:
        """Shows the connected shops."""
        self._views.setCurrentWidget(self._shops)
        self._shops.begin()

    def ask_files(self) -> None:
        """Asks for files of the channels, then shows what they would change."""
        self._views.setCurrentWidget(self._intake)
        self._intake.ask()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Reads files that were dropped or chosen."""
        self._views.setCurrentWidget(self._intake)
        self._intake.read(paths)

    def close_all(self) -> None:
        """Back to the board."""
        self._sheet.hide_buyer()
        self._views.setCurrentIndex(0)

    # ------------------------------------------------------------------ the window's wishes
    def enter(self, **intent: Any) -> None:
        self._shops.first_look()
        if "order" in intent:
            self.open(int(intent["order"]))
        elif "search" in intent:
            self._search.setText(str(intent["search"]))

    def back(self) -> bool:
        if self._views.currentIndex():
            self.close_all()
            return True
        if self._looking_for():
            self._closed.setChecked(False)
            self._search.clear()
            self._look()
            return True
        return False

    def keep(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"view": self._views.currentIndex(), "search": self._search.text(), "lane": self._lane,
                                "order": self._sheet.order_id, "by_hand": self._by_hand.keep(), "intake": self._intake.keep(),
                                "chat": self._chat.keep(), "shops": self._shops.keep()}
        return kept

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self._lane = kept["lane"]
        self._search.setText(kept["search"])
        self._by_hand.take(kept["by_hand"])
        self._intake.take(kept["intake"])
        self._chat.take(kept["chat"])
        self._shops.take(kept["shops"])
        if kept["order"]:
            self._sheet.show_order(kept["order"])
        self._views.setCurrentIndex(kept["view"])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)


# ---------------------------------------------------------------- steps worth a picture
EXAMPLE_CHAT = ("王小明 138 1234 1234\n新疆和田地区墨玉县喀拉喀什镇幸福路12号\n玫瑰花酱2瓶，核桃一斤半，周末前发货\n\n"
                "古丽娜尔·阿不都热西提，139-9999-8888，新疆伊宁市上海城徐汇苑23号楼5单元401室，红枣两袋 共118元")


def scene_columns(page: OrdersPage) -> None:
    """A file of a shop that is new here, its columns guessed."""
    page._views.setCurrentWidget(page._intake)
    page._intake.show_example()


def scene_chat(page: OrdersPage) -> None:
    """Two orders out of a chat, one of them with something to look at."""
    page.from_chat(EXAMPLE_CHAT)


def scene_order(page: OrdersPage) -> None:
    """One order, opened."""
    found = queries.board(page.shop, lane="pack", limit=1) or queries.board(page.shop, limit=1)
    if found:
        page.open(found[0].id)


def scene_by_hand(page: OrdersPage) -> None:
    """A new order with two kinds of goods in it."""
    page.new_order()
    page._by_hand.show_example()


def scene_intake(page: OrdersPage) -> None:
    """Where files come in, with the imports so far."""
    page._views.setCurrentWidget(page._intake)



def scene_shops(page: OrdersPage) -> None:
    """The shops that are connected."""
    page.show_shops()
    page._shops.show_example()


def scene_connect(page: OrdersPage) -> None:
    """One more shop is being connected."""
    page.show_shops()
    page._shops.add()
