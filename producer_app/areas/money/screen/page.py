"""The money's page: what was sold, the day closed, closed days, debts, each a view of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas.money.rows import Period
from producer_app.areas.money.screen.closed import ClosedDays
from producer_app.areas.money.screen.closing import Closing
from producer_app.areas.money.screen.debts import Debts
from producer_app.areas.money.screen.sold import Sold
from producer_app.base.i18n import N_, _
from producer_app.ui.flow import flow
from producer_app.ui.screen import Page, Stage
from producer_app.ui.widgets import button

VIEWS = (("sold", N_("Sold"), "chart-bar"), ("closing", N_("Close the day"), "money"),
         ("closed", N_("Closed days"), "calendar-check"), ("debts", N_("Debts"), "notebook"))


class MoneyPage(Page):
    """Four views behind four words at the top."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.sold = Sold(stage)
        self.closing = Closing(stage, self.show_closed)
        self.closed = ClosedDays(stage, partial(self.choose, "closing"))
        self.debts = Debts(stage)
        self._views: dict[str, QWidget] = {"sold": self.sold, "closing": self.closing, "closed": self.closed, "debts": self.debts}
        self.view = "sold"
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        for key, title, icon in VIEWS:
            made = button(_(title), icon, partial(self.choose, key), kind="chip")
            made.setObjectName(f"view_{key}")
            made.setCheckable(True)
            group.addButton(made)
            self._chips[key] = made
        self._chips["sold"].setChecked(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        doors = self.doors("money")
        outer.addWidget(flow(*self._chips.values(), *doors, ends=len(doors), space=8))
        outer.addWidget(self._stack, 1)

    def choose(self, key: str) -> None:
        """Shows a view, looked at anew."""
        self.view = key
        self._chips[key].setChecked(True)
        self._look()
        self._stack.setCurrentWidget(self._views[key])

    def show_closed(self, close_id: int) -> None:
        """Shows the sheet of a closed day."""
        self.closed.choose(close_id)
        self.choose("closed")

    def _look(self) -> None:
        view = self._views[self.view]
        assert isinstance(view, (Sold, Closing, ClosedDays, Debts))
        view.look_again()

    def refresh(self) -> None:
        # Only the view in sight: the others look when they are chosen.
        self._look()

    def enter(self, **intent: Any) -> None:
        if "view" in intent:
            self.choose(str(intent["view"]))
        if "on" in intent:
            self.sold.show_period(Period.of("day", intent["on"]))
            self.choose("sold")

    def back(self) -> bool:
        if self.view == "sold" and self.sold.back():
            return True
        if self.view != "sold":
            self.choose("sold")
            return True
        return False

    def keep(self) -> dict[str, Any]:
        return {"view": self.view, "sold": self.sold.keep(), "closing": self.closing.keep(), "closed": self.closed.chosen,
                "debts": self.debts.keep()}

    def take(self, kept: dict[str, Any]) -> None:
        if kept:
            self.sold.take(kept["sold"])
            self.closing.take(kept["closing"])
            self.closed.choose(kept["closed"])
            self.debts.take(kept["debts"])
            self.choose(kept["view"])
