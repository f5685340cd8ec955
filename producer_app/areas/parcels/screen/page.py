"""The page: what must leave today, the field that everything is scanned into, and the sheets that open over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.parcels import pausing, queries
from producer_app.areas.parcels.pausing import REASONS
from producer_app.areas.parcels.screen.broken import Broken
from producer_app.areas.parcels.screen.days import Days
from producer_app.areas.parcels.screen.files import READING, CourierFile, NumbersFile
from producer_app.areas.parcels.screen.panel import Panel
from producer_app.areas.parcels.screen.run import Run
from producer_app.areas.parcels.screen.sheets import More, Sheet
from producer_app.areas.parcels.screen.tariffs import Prices
from producer_app.base.i18n import _, isolate
from producer_app.ui import icons, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.tables import CardDelegate, Cards, Pages, draw_lines, line_height
from producer_app.ui.widgets import SearchBox, boxed, button, card, column, empty, picture, row, words

# The panel stands beside the list from this width on, else in its place.
WIDE = 760
LARGE_LETTERS = 150
GROUPS = ("pack", "send")
PAGE = 40


class WaitingDelegate(CardDelegate):
    """Number, buyer (hidden), place and goods; the state as icon and colour."""

    def size(self) -> QSize:
        return QSize(theme.px(270), 2 * line_height("body") + 2 * line_height("body", bold=True) + 46)

    def paint_card(self, painter: QPainter, box: QRect, value: tuple[orders.Order, str], view: QWidget) -> None:
        order, goods = value
        packed = order.lane == "send"
        strong, _soft = theme.TINTS["leaf" if packed else "amber"]
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = theme.px(24)
        bar = QRect(box.right() - 5 if mirrored else box.left(), box.top(), 6, box.height())
        painter.fillRect(bar, strong)
        inside = box.adjusted(18, 10, -18, -10)
        glyph = QRect(inside.left() if mirrored else inside.right() - side, inside.top(), side, side)
        icons.draw(painter, "package" if packed else "hourglass", glyph.toRectF(), strong)
        bold, plain = line_height("body", bold=True), line_height("body")
        head = QRect(inside.left() + (side + 8 if mirrored else 0), inside.top(), inside.width() - side - 8, bold)
        painter.setFont(theme.font("body", bold=True))
        draw_lines(painter, head, isolate(order.number), theme.INK)
        rest = QRect(inside.left(), inside.top() + bold + 4, inside.width(), plain)
        painter.setFont(theme.font("body"))
        who = isolate(orders.masked_name(order.recipient or order.buyer))
        draw_lines(painter, rest, f"{who} {isolate(queries.short_place(order))}".strip(), theme.QUIET)
        painter.setFont(theme.font("body"))
        below = QRect(rest.left(), rest.bottom() + 4, rest.width(), inside.bottom() - rest.bottom() - 2)
        draw_lines(painter, below, goods, theme.INK)


class PackPage(Page):
    """What must leave, and how."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self._group = ""
        self._scan = SearchBox(_("Scan or type: order, then parcel"))
        self._scan.setObjectName("scan")
        self._scan.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._scan.setMinimumWidth(min(theme.px(340), 420))
        self._scan.setMinimumHeight(theme.px(theme.TARGET))
        self._scan.returnPressed.connect(self._scanned)
        self._chips = {}
        for key, title in (("pack", _("To pack")), ("send", _("Packed"))):
            made = button(title, "hourglass" if key == "pack" else "package", partial(self._choose, key), kind="chip")
            made.setCheckable(True)
            made.setObjectName(f"group_{key}")
            self._chips[key] = made
        self._said = words("", "quiet")
        self._said.setObjectName("scanSaid")
        self._model = Pages(self._load, self._spoken, self)
        self._list = Cards(self._model, WaitingDelegate(), _("What must leave"))
        self._list.setObjectName("mustLeave")
        self._list.chosen.connect(lambda value: self.open(value[0].id))
        self._nothing = empty("truck", _("Nothing waits to be sent."), _("Open the orders"), lambda: stage.go("orders"),
                              button_icon="package", tone="leaf")
        self._panel = Panel(stage, self.close_panel, self.broke, self._scan.setFocus)
        self._panel.hide()
        self._pause = words("", "strong")
        line = row(picture("pause-circle", 28, "amber"), self._pause, space=12, margins=(16, 8, 16, 8))
        line.setStretch(1, 1)
        self._pause_card = card(line, chip="amber")
        self._pause_card.setObjectName("pauseCard")
        self._sheets: dict[str, Sheet] = {}
        self._views = QStackedWidget()
        self._views.addWidget(self._main())
        if self._more:
            self._sheets["more"] = More(stage, self.close_sheet, self._more)
            self._views.addWidget(self._sheets["more"])
        for name, sheet in (("prices", Prices(stage, self.close_sheet)), ("file", CourierFile(stage, self.close_sheet, self.open)),
                            ("numbers", NumbersFile(stage, self.close_sheet)), ("run", Run(stage, self.close_sheet)),
                            ("pause", Days(stage, self.close_sheet)), ("broken", Broken(stage, self.close_sheet))):
            self._sheets[name] = sheet
            self._views.addWidget(sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    def _main(self) -> QWidget:
        doors = []
        for name, title, icon in (("prices", _("Freight prices"), "coin"), ("file", _("File for the courier"), "file-arrow-up"),
                                  ("numbers", _("Numbers from a file"), "file-arrow-down"), ("run", _("Pick-up run"), "house"),
                                  ("pause", _("Pause"), "pause-circle"), ("broken", _("Broken"), "warning")):
            made = button(title, icon, partial(self.show_sheet, name))
            made.setObjectName(f"door_{name}")
            doors.append(made)
        if theme.scale() >= LARGE_LETTERS:
            # Where the letters are large the doors take the room of the list: they stand on a sheet of their own.
            self._more = doors
            doors = [button(_("More"), "list", partial(self.show_sheet, "more"))]
            doors[0].setObjectName("door_more")
        else:
            self._more = []
        self._head = flow(words(_("Pack and send"), "head", wrap=False), *self._chips.values(), self._scan, ends=1)
        self._doors = flow(*doors, space=8)
        both = row(space=12)
        both.addWidget(self._list, 1)
        both.addWidget(self._panel)
        outer = column(self._head, self._said, self._pause_card, both, self._nothing, self._doors, space=10,
                       margins=(20, 14, 20, 12))
        outer.setStretch(3, 1)
        return boxed(outer)

    # ------------------------------------------------------------------ looking
    def _load(self, last: tuple[orders.Order, str] | None) -> Sequence[tuple[orders.Order, str]]:
        """A page: those to be packed first, then the packed ones."""
        after = last[0] if last is not None else None
        found: list[orders.Order] = []
        for lane in GROUPS[GROUPS.index(after.lane) if after is not None else 0:]:
            if self._group in ("", lane) and len(found) < PAGE:
                found += queries.waiting(self.shop, lane, limit=PAGE - len(found), after=after)
            after = None
        lines = orders.lines_of(self.shop, [order.id for order in found]) if found else {}
        return [(order, ", ".join(map(orders.in_words, lines[order.id]))) for order in found]

    def _spoken(self, value: tuple[orders.Order, str]) -> str:
        return f"{value[0].number} {_(orders.STATES[value[0].state])} {value[1]}"

    def refresh(self) -> None:
        self._look()
        if self._panel.order_id:
            self._panel.look_again()
        for sheet in self._sheets.values():
            if self._views.currentWidget() is sheet:
                sheet.look_again()

    def _look(self) -> None:
        counts = orders.counts(self.shop)
        for key, made in self._chips.items():
            made.setText(f" {_('To pack') if key == 'pack' else _('Packed')} {isolate(counts[key])}")
            made.setChecked(self._group == key)
        self._model.reload()
        pause = pausing.pause_now(self.shop)
        self._pause_card.setVisible(pause is not None)
        if pause is not None:
            self._pause.setText(_("Nothing is sent until {day}: {reason}").format(
                day=isolate(pause.ends), reason=pause.note or _(REASONS[pause.reason])))
        self._arrange()

    def _choose(self, key: str) -> None:
        self._group = "" if self._group == key else key
        self._look()

    def _arrange(self) -> None:
        """Beside each other where there is room, else the panel alone."""
        open_ = bool(self._panel.order_id)
        wide = self.width() >= theme.px(WIDE)
        self._said.setVisible(bool(self._said.text()))
        self._panel.setVisible(open_)
        self._panel.setMinimumWidth(min(theme.px(392), 520) if wide else 0)
        self._panel.setMaximumWidth(theme.px(440) if wide else 16_777_215)
        self._list.setVisible(bool(self._model.rows) and (wide or not open_))
        self._nothing.setVisible(not self._model.rows and not open_)
        # Where the letters are large the panel needs the height.
        self._doors.setVisible(wide or not open_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ scanning
    def _scanned(self) -> None:
        text = self._scan.text().strip()
        self._scan.clear()
        self._scan.setFocus()
        if text:
            self.scanned(text)

    def scanned(self, text: str) -> None:
        """What a burst of keys that ends in Enter means: an order is opened, a parcel's number goes to the open order."""
        found = queries.find(self.shop, text)
        if len(found) == 1:
            self._tell(_("Now scan the number on the parcel."))
            self.open(found[0].id, keep_cursor=True)
            return
        if len(found) > 1:
            self._tell(_("More than one order has this number. Tap the right one."))
            return
        if not self._panel.order_id:
            self._tell(_("No order has this number. Scan the order first, then the parcel."))
            return
        if not self._panel.waits():
            self._tell(_("The open order has its number already. Scan the next order first."))
            return
        self._tell("")
        self._panel.send_number(text)

    def _tell(self, text: str) -> None:
        self._said.setText(text)
        self._arrange()

    # ------------------------------------------------------------------ doing
    def open(self, order_id: int, *, keep_cursor: bool = False) -> None:
        """Opens one order beside the list."""
        self._views.setCurrentIndex(0)
        self._panel.show_order(order_id)
        self._arrange()
        if not keep_cursor:
            self._panel.focus_number()

    def close_panel(self) -> None:
        """The list alone again."""
        self._panel.order_id = 0
        self._tell("")
        self._scan.setFocus()

    def show_sheet(self, name: str) -> None:
        """Opens one of the sheets over the page."""
        sheet = self._sheets[name]
        self._views.setCurrentWidget(sheet)
        sheet.look_again()

    def close_sheet(self) -> None:
        """Back to the list."""
        self._views.setCurrentIndex(0)
        self._look()

    def broke(self, order_id: int) -> None:
        """Opens the sheet of breakages on an order."""
        sheet = self._sheets["broken"]
        assert isinstance(sheet, Broken)
        sheet.begin(order_id)
        self.show_sheet("broken")

    def take_numbers(self, path: Path) -> None:
        """Reads a file of tracking numbers that was dropped or chosen."""
        sheet = self._sheets["numbers"]
        assert isinstance(sheet, NumbersFile)
        self.show_sheet("numbers")
        sheet.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_numbers(paths[0])

    def enter(self, **intent: Any) -> None:
        if "order" in intent:
            self.open(int(intent["order"]))
        elif self._views.currentIndex() == 0:
            self._scan.setFocus()

    def back(self) -> bool:
        if self._views.currentIndex():
            self.close_sheet()
            return True
        if self._panel.order_id:
            self.close_panel()
            return True
        return False

    def keep(self) -> dict[str, Any]:
        order_id, number = self._panel.kept()
        numbers = self._sheets["numbers"]
        assert isinstance(numbers, NumbersFile)
        return {"group": self._group, "order": order_id, "number": number, "file": numbers.path,
                "sheet": next((name for name, sheet in self._sheets.items() if self._views.currentWidget() is sheet), "")}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self._group = kept["group"]
        self._look()
        if kept["order"]:
            self.open(kept["order"])
            self._panel.put_back(kept["number"])
        if kept["file"] is not None and kept["sheet"] == "numbers":
            self.take_numbers(kept["file"])
        elif kept["sheet"]:
            self.show_sheet(kept["sheet"])


# ---------------------------------------------------------------- pictures worth having
def scene_order(page: PackPage) -> None:
    """One order with what each courier asks."""
    from producer_app.areas.parcels import actions

    actions.add_examples(page.shop)
    found = queries.waiting(page.shop, "pack") or queries.waiting(page.shop, "send")
    if found:
        page.open(next((order for order in found if queries.place_of(order)[0]), found[0]).id)


def scene_prices(page: PackPage) -> None:
    """The couriers' prices."""
    from producer_app.areas.parcels import actions

    actions.add_examples(page.shop)
    page.show_sheet("prices")


def scene_price_list(page: PackPage) -> None:
    """One price list as fields."""
    from producer_app.areas.parcels import actions

    actions.add_examples(page.shop)
    page.show_sheet("prices")
    sheet = page.findChild(Prices)
    assert sheet is not None
    sheet.open(queries.tariffs(page.shop)[0])


def scene_sent(page: PackPage) -> None:
    """An order with its number: message, labels, breakage."""
    found = orders.board(page.shop, lane="sent", limit=1)
    if found:
        page.open(found[0].id)


def scene_columns(page: PackPage) -> None:
    """The courier's file with own columns."""
    sheet = page.findChild(CourierFile)
    assert sheet is not None
    page.show_sheet("file")
    sheet.choose(own=True)


def scene_file(page: PackPage) -> None:
    """Orders ready for the courier's file and those that lack something."""
    page.show_sheet("file")


def scene_reading(page: PackPage) -> None:
    """A file being read."""
    sheet = page.findChild(NumbersFile)
    assert sheet is not None
    page.show_sheet("numbers")
    sheet.wait(READING)


def scene_board(page: PackPage) -> None:
    """The board of the orders during a pause that touches a promise."""
    from datetime import timedelta

    from producer_app.areas import products
    from producer_app.areas.parcels import actions
    from producer_app.base import clock
    from producer_app.base.quantity import Quantity

    today = clock.today()
    actions.begin_pause(page.shop, today.isoformat(), (today + timedelta(days=6)).isoformat(), reason="heat")
    for product in products.listing(page.shop, limit=1):
        orders.sell(page.shop, [orders.LineDraft("", "", quantity=Quantity.of(3), product_id=product.id)], recipient="古丽娜尔",
                    due=(today + timedelta(days=3)).isoformat())
    page.stage.go("orders")


def scene_pause(page: PackPage) -> None:
    """A pause being written down."""
    page.show_sheet("pause")


def scene_run(page: PackPage) -> None:
    """The pick-up run."""
    page.show_sheet("run")


def scene_broken(page: PackPage) -> None:
    """What broke on the way."""
    found = queries.waiting(page.shop, "send") or queries.waiting(page.shop, "pack")
    if found:
        page.broke(found[0].id)
