"""The board: five columns of orders with their counts, search, and what opens over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from producer_app.areas.orders import dues, outbox, queries, windows
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.rows import OWN_CHANNELS, STATES, Card, View
from producer_app.areas.orders.screen.cards import LANES, LanePages, OrderCards, OrderDelegate
from producer_app.areas.orders.screen.exporting import ExportBar
from producer_app.areas.orders.screen.lanes import PAGE, LaneColumn
from producer_app.areas.orders.screen.marks import Marks
from producer_app.areas.orders.screen.resting import Resting
from producer_app.areas.orders.screen.window_door import in_short
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.levels import Levels
from producer_app.ui.person import person
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import SearchBox, boxed, button, column, empty, scrolling, words

if TYPE_CHECKING:
    from producer_app.areas.orders.screen.by_hand import ByHand
    from producer_app.areas.orders.screen.chat import Chat
    from producer_app.areas.orders.screen.giving_back import GivingBack
    from producer_app.areas.orders.screen.intake import Intake
    from producer_app.areas.orders.screen.promised import Promised
    from producer_app.areas.orders.screen.sheet import OrderSheet
    from producer_app.areas.orders.screen.shops import Shops
    from producer_app.areas.orders.screen.window_room import WindowRoom

SEARCH_AFTER_MS = 120
COLUMN = 204
TWO_LINES = 150
# A page of fewer pixels in height holds the choice of a file or the columns, not both.
LOW = 560


class OrdersPage(Page):
    """The board and what opens over it: one order, files, an order by hand."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self._lane = "pack"
        self._has_orders = False
        self._promises = 0
        self._from_promised = False
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
        self._channel = QComboBox()
        self._channel.setObjectName("channelFilter")
        self._channel.setAccessibleName(_("Channel"))
        self._channel.setMinimumHeight(theme.px(theme.TARGET))
        self._channel.currentIndexChanged.connect(lambda _index: self._look())
        self._marks = Marks(stage, self)
        self._columns = [LaneColumn(stage, lane, self._thumbs, self.view, self._marks) for lane in LANES]
        for made in self._columns:
            made.list.chosen.connect(lambda card: self.open(card.order.id))
            made.list.moved.connect(self.move_on)
            made.list.moved_back.connect(self.move_back)
            made.head.clicked.connect(partial(self._choose_lane, made.lane.key))
        self._found_model = LanePages(self._load_found, self._marks.spoken, self)
        self._found = OrderCards(self._found_model, OrderDelegate(self.shop, self._thumbs, self._marks.of, everywhere=True),
                                 _("Orders found"))
        self._found.setObjectName("found")
        self._found.chosen.connect(lambda card: self.open(card.order.id))
        self._found.moved.connect(self.move_on)
        self._found.moved_back.connect(self.move_back)
        self._thumbs.ready.connect(self._found.viewport().update)
        self._marks.changed.connect(self._found.viewport().update)
        self._views = Levels(self)
        board = self._board_view()
        self._views.addWidget(board)
        # What was copied in a chat, pasted onto the board.
        pasted = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), board)
        pasted.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasted.setWhatsThis(_("Paste what was copied in a chat"))
        pasted.activated.connect(self.from_chat)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    # ------------------------------------------------------------------ what opens over the board, each made then
    @cached_property
    def _sheet(self) -> OrderSheet:
        from producer_app.areas.orders.screen.sheet import OrderSheet

        return self._views.put(OrderSheet(self.stage, self._leave_order, self._marks, self._give_back))

    @cached_property
    def _intake(self) -> Intake:
        from producer_app.areas.orders.screen.intake import Intake

        return self._views.put(Intake(self.stage, self.close_all))

    @cached_property
    def _by_hand(self) -> ByHand:
        from producer_app.areas.orders.screen.by_hand import ByHand

        made = ByHand(self.stage, self.close_all, self._thumbs)
        made.look_again()
        return self._views.put(made)

    @cached_property
    def _chat(self) -> Chat:
        from producer_app.areas.orders.screen.chat import Chat

        return self._views.put(Chat(self.stage, self.close_all))

    @cached_property
    def _promised(self) -> Promised:
        from producer_app.areas.orders.screen.promised import Promised

        return self._views.put(Promised(self.stage, self.close_all, self.open))

    @cached_property
    def _giving_back(self) -> GivingBack:
        from producer_app.areas.orders.screen.giving_back import GivingBack

        return self._views.put(GivingBack(self.stage, lambda: self.open(self._sheet.order_id)))

    @cached_property
    def _window_room(self) -> WindowRoom:
        from producer_app.areas.orders.screen.window_room import WindowRoom

        return self._views.put(WindowRoom(self.stage, self.close_all))

    @cached_property
    def _shops(self) -> Shops:
        from producer_app.areas.orders.screen.shops import Shops

        return self._views.put(Shops(self.stage, self.close_all))

    # ------------------------------------------------------------------ building
    def _board_view(self) -> QWidget:
        self._export = button(_("Export"), "export", self.export)
        self._export.setObjectName("exportOrders")
        self._export.setToolTip(isolate("Ctrl+S"))
        saved = QShortcut(QKeySequence("Ctrl+S"), self)
        saved.setWhatsThis(_("Export"))
        saved.activated.connect(self.export)
        self._export_bar = ExportBar(self.stage, self.view)
        self._export_bar.turned.connect(self._make_room)
        take = button(_("Import a file"), "file-arrow-down", self.ask_files)
        take.setObjectName("importFile")
        chat = button(_("From a chat"), "chat-text", self.from_chat)
        chat.setObjectName("fromChat")
        self._shops_door = button(_("Online shops"), "globe-simple", self.show_shops)
        self._shops_door.setObjectName("onlineShops")
        new = button(_("New order"), "plus", self.new_order, kind="primary")
        new.setObjectName("newOrder")
        top = flow(words(_("Orders"), "head", wrap=False), self._search, take, chat, new, ends=4)
        self._promised_door = button(_("Promised"), "calendar-check", self.show_promised, kind="chip")
        self._promised_door.setObjectName("promisedDoor")
        self._window_door = button(_("Order window"), "door", self.show_window)
        self._window_door.setObjectName("windowDoor")
        self._doors = self.doors("orders")
        second = flow(self._channel, self._closed, self._promised_door, self._window_door,
                      self._shops_door, *self._doors, self._export, space=8)
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
        self._resting = Resting(self.stage, self.show_promised)
        self._lines = column(top, second, self._resting, self._export_bar, self._lanes, self._found, self._nothing_found,
                             self._empty, space=12, margins=(20, 16, 20, 8))
        view = boxed(self._lines)
        if theme.scale() < TWO_LINES:
            return view
        # Large letters: the board scrolls rather than make its window grow, and a card is always whole.
        for cards in (self._found, *(lane.list for lane in self._columns)):
            cards.setMinimumHeight(theme.px(260))
        return scrolling(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._make_room()

    def _lay_out(self) -> None:
        """Five columns where they fit, else one at a time with the heads as a switch above it."""
        least = max(one.least for one in self._columns)
        wide = self.width() - 40 >= len(self._columns) * (max(theme.px(COLUMN), least) + 8)
        if wide == self._wide:
            return
        self._wide = wide
        while self._grid.takeAt(0) is not None:
            pass
        # Two lines of heads where the letters are large.
        heads = len(self._columns) if wide or self.width() > max(theme.px(190), least + 8) * len(self._columns) else 3
        for at, lane in enumerate(self._columns):
            self._grid.addWidget(lane.head, at // heads, at % heads)
            self._grid.addWidget(lane.sum, 2, at if wide else 0, 1, 1 if wide else heads)
            for part in (lane.list, lane.nothing):
                self._grid.addWidget(part, 3, at if wide else 0, 1, 1 if wide else heads)
            lane.head.setChecked(not wide and lane.lane.key == self._lane)
            lane.head.setMinimumHeight(theme.px(40 if wide else theme.TARGET))
        for at in range(len(self._columns)):
            self._grid.setColumnStretch(at, 1 if at < heads else 0)
        self._grid.setRowStretch(3, 1)
        self._show_lanes()

    def _choose_lane(self, key: str) -> None:
        self._lane = key
        self._show_lanes()

    def _show_lanes(self) -> None:
        # With a strip in a low window every line counts.
        cramped = not self._resting.isHidden() and self.height() < LOW
        self._lines.setSpacing(4 if cramped else 12)
        self._lines.setContentsMargins(20, 2 if cramped else 16, 20, 0 if cramped else 8)
        for lane in self._columns:
            mine = bool(self._wide) or lane.lane.key == self._lane
            lane.list.setVisible(mine and lane.has)
            # While a file is chosen its own line says what is shown; a small window needs the room.
            lane.sum.setVisible(mine and lane.has and not self._export_bar.isVisible() and not cramped)
            lane.nothing.setVisible(mine and not lane.has)
            lane.head.setChecked(not self._wide and lane.lane.key == self._lane)
            lane.head.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._wide else Qt.FocusPolicy.TabFocus)

    # ------------------------------------------------------------------ looking
    def refresh(self) -> None:
        self._offer_channels()
        self._marks.look_again()
        self._resting.look_again()
        self._look()
        for name in ("_sheet", "_promised", "_window_room", "_intake", "_by_hand", "_shops"):
            if self._views.has(name):
                getattr(self, name).look_again()

    def view(self) -> View:
        """What the board shows now."""
        return View(self._search.text(), self._closed.isChecked(), str(self._channel.currentData() or ""))

    def _offer_channels(self) -> None:
        """The channels from which there are orders; the chosen one stays chosen."""
        chosen, here = self.view().channel, queries.channels_here(self.shop)
        wanted = ["", *here, *([chosen] if chosen and chosen not in here else [])]
        if [self._channel.itemData(n) for n in range(self._channel.count())] != wanted:
            self._channel.blockSignals(True)
            self._channel.clear()
            for name in wanted:
                self._channel.addItem(channel_title(name) if name else _("All channels"), name)
            self._channel.setCurrentIndex(wanted.index(chosen))
            self._channel.blockSignals(False)

    def _look(self) -> None:
        view = self.view()
        counts = queries.counts(self.shop, channel=view.channel)
        searching = view.looks
        nothing = not queries.count(self.shop)
        for made in self._columns:
            if not searching:
                made.look_again(counts[made.lane.key])
        self._has_orders = not nothing
        promised = dues.count_promises(self.shop)
        self._promised_door.setText(" " + _("Promised: {count}").format(count=isolate(str(promised))))
        self._promises = promised
        text = in_short(windows.latest(self.shop))
        self._window_door.setText(" " + text)
        self._window_door.setAccessibleName(text)
        asks = outbox.asking(self.shop)
        text = ngettext("Online shops: {count} to look at", "Online shops: {count} to look at", asks).format(
            count=isolate(str(asks))) if asks else _("Online shops")
        self._shops_door.setText(" " + text)
        self._shops_door.setAccessibleName(text)
        self._make_room()
        self._empty.setVisible(nothing)
        for part in (self._search, self._closed, self._channel, self._export):
            part.setVisible(not nothing)
        if self._export_bar.isVisible():
            self._export_bar.look_again()
        if searching:
            self._found.look_again()
        self._found.setVisible(searching and bool(self._found_model.rows))
        self._nothing_found.setVisible(searching and not nothing and not self._found_model.rows)
        if not searching:
            self._show_lanes()

    def _make_room(self) -> None:
        """Large letters or a low window: the choice of a file takes the place of the columns while it is open."""
        covered = self._export_bar.isVisible() and (theme.scale() >= TWO_LINES or self.height() < LOW)
        for door in (self._promised_door, self._window_door, *self._doors):
            door.setVisible(not self._export_bar.isVisible() and (door is not self._promised_door or self._promises > 0))
        self._lanes.setVisible(not self.view().looks and self._has_orders and not covered)
        self._show_lanes()

    def _load_found(self, last: Card | None) -> Sequence[Card]:
        view = self.view()
        if not view.looks:
            return []
        return queries.cards(self.shop, queries.shown(self.shop, view, limit=PAGE, before=last.order if last else None))

    # ------------------------------------------------------------------ doing
    def move_on(self, card: Card) -> None:
        """One tap: the order goes a step forward; Undo stands beside the word. An own order not paid yet asks how it was paid."""
        if card.order.channel in OWN_CHANNELS and card.order.state == "unpaid":
            self.open(card.order.id)
            return
        from producer_app.areas.orders import actions

        try:
            state = actions.move_on(self.shop, card.order.id, who=person())
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.saved(_("Order {number}: {state}").format(number=isolate(card.order.number), state=_(STATES[state])))

    def move_back(self, card: Card) -> None:
        """A long press: the order goes a step back."""
        from producer_app.areas.orders import actions

        try:
            state = actions.move_back(self.shop, card.order.id, who=person())
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.stage.saved(_("Order {number}: {state}").format(number=isolate(card.order.number), state=_(STATES[state])))

    def export(self) -> None:
        """Offers what is shown as a file."""
        if not self._views.currentIndex() and self._export.isVisible():
            self._export_bar.begin()

    def open(self, order_id: int) -> None:
        """Shows one order whole."""
        self._from_promised = self._views.at("_promised")
        self._sheet.show_order(order_id)
        self._views.setCurrentWidget(self._sheet)

    def _leave_order(self) -> None:
        """Back to where the order was opened: the list of promises or the board."""
        self._sheet.hide_buyer()
        if self._from_promised:
            self._views.setCurrentWidget(self._promised)
        else:
            self._views.setCurrentIndex(0)
        self._from_promised = False

    def _give_back(self, order_id: int) -> None:
        self._giving_back.begin(order_id)
        self._views.setCurrentWidget(self._giving_back)

    def show_promised(self) -> None:
        """The orders promised for a day."""
        self._promised.look_again()
        self._views.setCurrentWidget(self._promised)

    def show_window(self) -> None:
        """The order window of a group."""
        self._window_room.look_again()
        self._views.setCurrentWidget(self._window_room)

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
        if self._views.has("_sheet"):
            self._sheet.hide_buyer()
        self._views.setCurrentIndex(0)

    # ------------------------------------------------------------------ the window's wishes
    def enter(self, **intent: Any) -> None:
        if queries.has_servers(self.shop):
            self._shops.first_look()
        if "order" in intent:
            self.open(int(intent["order"]))
        elif "search" in intent:
            self._search.setText(str(intent["search"]))

    def back(self) -> bool:
        if self._views.at("_giving_back"):
            self.open(self._sheet.order_id)
            return True
        if self._views.at("_sheet"):
            self._leave_order()
            return True
        if self._views.currentIndex():
            self.close_all()
            return True
        if self._export_bar.isVisible():
            self._export_bar.hide()
            return True
        if self.view().looks:
            self._closed.setChecked(False)
            self._search.clear()
            self._look()
            return True
        return False

    def keep(self) -> dict[str, Any]:
        inside = {name: getattr(self, name).keep() for name in ("_by_hand", "_intake", "_chat", "_shops") if self._views.has(name)}
        return {"view": self._views.name(), "search": self._search.text(), "lane": self._lane, "channel": self.view().channel,
                "order": self._sheet.order_id if self._views.has("_sheet") else 0, "inside": inside}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self._lane = kept["lane"]
        self._search.setText(kept["search"])
        self._offer_channels()
        self._channel.setCurrentIndex(max(0, self._channel.findData(kept["channel"])))
        for name, inner in kept["inside"].items():
            getattr(self, name).take(inner)
        if kept["order"]:
            self._sheet.show_order(kept["order"])
        if kept["view"] == "_giving_back":
            self.open(self._sheet.order_id)
        elif kept["view"]:
            self._views.setCurrentWidget(getattr(self, kept["view"]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)
