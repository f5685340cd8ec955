"""The order window: whether it is open, what came in, what to write to the group, and opening the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.orders import dues, windows
from producer_app.areas.orders.rows import OrderWindow
from producer_app.areas.orders.screen.window_door import state_of
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, bare, isolate
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, chip, column, empty_layout, row, scrolling, words

STATES = {"open": (N_("Open"), "leaf"), "soon": (N_("Opens later"), "amber"), "full": (N_("Full: closed by itself"), "red"),
          "over": (N_("Over: closed by itself"), "red"), "closed": (N_("Closed"), "ink")}


class WindowRoom(QWidget):
    """The room. ``close``: back to the board."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        back = button("", "arrow-left", close, kind="square", name=_("Back to the board"))
        back.setObjectName("leaveWindow")
        self._now = QVBoxLayout()
        self._now.setContentsMargins(0, 0, 0, 0)
        self._form = Form([
            Field("first", _("First day"), "code", example=clock.today().isoformat(), limit=10, optional=True),
            Field("last", _("Last day"), "code", example=_("no end"), limit=10, optional=True),
            Field("most_orders", _("At most so many orders"), "number", example=_("no limit"), limit=5, optional=True),
            Field("most", _("At most orders for this sum"), "money", limit=14, optional=True)],
            columns=2 if theme.scale() < 150 else 1)
        self._open = button(_("Open the window"), "door", self.open, kind="primary")
        self._open.setObjectName("openWindow")
        form = card(column(words(_("A new window"), "label"), self._form, words(
            _("It closes by itself when the day is over or a limit is reached. Leave empty what should not limit it."), "quiet"),
            space=10, margins=(16, 12, 16, 14)))
        outer = column(row(back, words(_("Order window"), "head", wrap=False), None, space=12),
                       scrolling(boxed(column(boxed(self._now), form, None, space=12))), row(None, self._open), space=12,
                       margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def look_again(self) -> None:
        """Reads the window anew."""
        empty_layout(self._now)
        window = windows.latest(self._stage.shop)
        if window is None:
            self._now.addWidget(words(_("Take orders of a group for some days, or until so many came."), "title"))
            return
        self._now.addWidget(self._card(window))

    def _card(self, window: OrderWindow) -> QWidget:
        text, tone = STATES[state_of(window)]
        state = chip(_(text), tone)
        state.setObjectName("windowState")
        of = f" / {window.most_orders}" if window.most_orders else ""
        limit = f" / {window.most.text()}" if window.most else ""
        count = words(isolate(f"{window.orders}{of}"), "price", wrap=False)
        count.setObjectName("windowCount")
        parts: list[QWidget] = [words(isolate(f"{window.total.shown()}{limit}"), "price", wrap=False)]
        answer = words(windows.answer(window))
        answer.setObjectName("windowAnswer")
        copy = button(_("Copy for the group"), "copy", self.copy)
        copy.setObjectName("copyAnswer")
        ends = [copy]
        if state_of(window) in ("open", "soon"):
            shut = button(_("Close now"), "prohibit", self.shut)
            shut.setObjectName("closeWindow")
            ends.append(shut)
        return card(column(row(state, None, words(_("Orders"), "quiet", wrap=False), count, *parts, space=12), answer,
                           row(*ends, None, space=12), space=12, margins=(16, 12, 16, 14)))

    # ------------------------------------------------------------------ doing
    def open(self) -> None:
        """Opens a window with the limits typed."""
        values = self._form.values()
        try:
            first, last = (date.fromisoformat(day) if day else None for day in map(dues.day_of, (values["first"], values["last"])))
            if values["most_orders"] and not values["most_orders"].isdecimal():
                raise ShopError(_("A limit is a number above zero."), _("Leave it empty for no limit."), "BAD_LIMIT")
            most = Money.parse(values["most"], "CNY") if values["most"] else None
            windows.begin(self._stage.shop, first=first, last=last, most_orders=int(values["most_orders"] or 0), most=most)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._form.clear()
        self._stage.saved(_("The order window is kept."))

    def shut(self) -> None:
        """Closes the window."""
        self._stage.guarded(lambda: windows.close(self._stage.shop))

    def copy(self) -> None:
        """Puts the words for the group onto the clipboard."""
        window = windows.latest(self._stage.shop)
        if window is not None:
            QGuiApplication.clipboard().setText(bare(windows.answer(window)))
            self._stage.say(_("Copied. Paste it in the group."))
