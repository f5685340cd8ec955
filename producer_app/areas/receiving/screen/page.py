"""The page: its five levels and the way between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from producer_app.areas import orders, payments
from producer_app.areas.receiving import actions, queries
from producer_app.areas.receiving.rows import ReceivingSettings
from producer_app.areas.receiving.screen.intake import Intake
from producer_app.areas.receiving.screen.lists import Lists
from producer_app.areas.receiving.screen.one import One
from producer_app.areas.receiving.screen.picking import Picking
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Page, Stage
from producer_app.ui.widgets import button, card, column, row, words

LISTS, ONE, ASKING, PLACING, INTAKE = range(5)


class ReceivingPage(Page):
    """Five levels; Escape goes back to the lists."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setAcceptDrops(True)
        self.lists, self.one, self.intake = Lists(stage), One(stage), Intake(stage)
        self.asking = Picking(stage, aside=self._another())
        self.placing = Picking(stage)
        self._money_id = 0
        self.levels = QStackedWidget()
        for part in (self.lists, self.one, self.asking, self.placing, self.intake):
            self.levels.addWidget(part)
        self.lists.ask.connect(self.begin_asking)
        self.lists.bring.connect(self.begin_intake)
        self.lists.request.connect(self.show_request)
        self.lists.other.connect(self.begin_placing)
        self.one.changed_to.connect(self.show_request)
        self.asking.picked.connect(self.ask_for)
        self.placing.picked.connect(self._place)
        self.intake.taken.connect(self._taken)
        for level in (self.one, self.asking, self.placing, self.intake):
            level.left.connect(self.show_lists)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.levels)

    def _another(self) -> QWidget:
        self.form = Form([Field("amount", _("How much?"), "money", "38.00", limit=14),
                          Field("what", _("What for?"), "text", limit=80)])
        self.form.entered.connect(self.ask_another)
        ask = button(_("Ask for it"), "hand-pointing", self.ask_another, kind="primary")
        ask.setObjectName("askAnother")
        return card(column(words(_("Another amount"), "title"), self.form, row(None, ask), None, space=12,
                           margins=(16, 12, 16, 16)))

    # ------------------------------------------------------------------ going about
    def refresh(self) -> None:
        at = self.levels.currentIndex()
        if at == LISTS:
            self.lists.refresh()
        elif at == ONE:
            self.one.refresh()
        elif at == ASKING:
            self.asking.refresh()
        elif at == PLACING:
            self.placing.refresh()
        elif self.intake.looked is None:
            self.intake.draw()

    def enter(self, **intent: Any) -> None:
        if "ask" in intent:
            self.ask_for(int(intent["ask"]))
        elif "request" in intent:
            self.show_request(int(intent["request"]))
        elif "list" in intent:
            self.lists.chosen = str(intent["list"])
            self.show_lists()

    def show_lists(self) -> None:
        """The lists."""
        self.levels.setCurrentIndex(LISTS)
        self.lists.hide_names()
        self.lists.refresh()

    def show_request(self, request_id: int) -> None:
        """One request, large."""
        self.levels.setCurrentIndex(ONE)
        self.one.show_request(request_id)

    def begin_asking(self) -> None:
        """Whom to ask: an order, or another amount."""
        self.form.clear()
        self.asking.begin(_("Ask for money: which order?"))
        self.levels.setCurrentIndex(ASKING)

    def begin_placing(self, money_id: int) -> None:
        """Which order some money is for."""
        self._money_id = money_id
        money = queries.income(self.shop, money_id)
        self.placing.begin(_("Which order is {amount} for?").format(amount=money.net.shown()))
        self.levels.setCurrentIndex(PLACING)

    def begin_intake(self) -> None:
        """The door for bills."""
        self.intake.begin()
        self.levels.setCurrentIndex(INTAKE)

    def back(self) -> bool:
        if self.levels.currentIndex() == LISTS:
            return False
        self.show_lists()
        return True

    # ------------------------------------------------------------------ doing
    def ask_for(self, order_id: int) -> None:
        """Asks for what is open of an order, with the code used last; an open request is simply shown."""
        asked = queries.open_of(self.shop, order_id)
        if asked is not None:
            self.show_request(asked.id)
            return
        try:
            currency = orders.get(self.shop, order_id).total.currency
            made = actions.ask(self.shop, order_id, code_id=self._code(currency), due_at=self._evening())
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.show_request(made.id)
        self.stage.saved(_("Asked for {amount}. The order is saved with it.").format(amount=made.asked.shown()))

    def ask_another(self) -> None:
        """Writes an order of one line down and asks for it."""
        values = self.form.values()
        try:
            amount = Money.parse(values["amount"])
            made = actions.ask_anew(self.shop, amount, values["what"], code_id=self._code(amount.currency), due_at=self._evening())
        except ShopError as refusal:
            self.form.wrong("amount", refusal.message)
            return
        self.form.clear()
        self.show_request(made.id)
        self.stage.saved(_("Asked for {amount}. The order is saved with it.").format(amount=made.asked.shown()))

    def _code(self, currency: str) -> int:
        """The code that was used last and is still in use, else the first, of those that take a currency; 0 for none."""
        ids = [code.id for code in payments.codes(self.shop) if payments.scheme_of(code).currency in ("", currency)]
        last = next((r.code_id for r in queries.requests(self.shop, limit=1)), 0)
        return last if last in ids else ids[0] if ids else 0

    def _evening(self) -> str:
        return actions.evening(self.shop.load(ReceivingSettings).evening)

    def _place(self, order_id: int) -> None:
        if self.lists.settle(self._money_id, order_id):
            self.show_lists()

    def _taken(self) -> None:
        self.lists.chosen = "settle" if queries.count_nameless(self.shop, likely=True) else "placed"
        self.show_lists()

    # ------------------------------------------------------------------ dropped on the page
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.begin_intake()
            self.intake.read(files)

    # ------------------------------------------------------------------ language
    def keep(self) -> dict[str, Any]:
        return {"level": self.levels.currentIndex(), "list": self.lists.chosen, "request": self.one.request_id,
                "money": self._money_id, "form": self.form.values(), "looked": self.intake.looked,
                "asking": self.asking.looking_for(), "placing": self.placing.looking_for()}

    def take(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self.lists.chosen = kept["list"]
        level = kept["level"]
        if level == ONE:
            self.show_request(kept["request"])
        elif level == ASKING:
            self.begin_asking()
            self.form.fill(kept["form"])
            self.asking.look_for(kept["asking"])
        elif level == PLACING:
            self.begin_placing(kept["money"])
            self.placing.look_for(kept["placing"])
        elif level == INTAKE:
            self.begin_intake()
            if kept["looked"] is not None:
                self.intake.preview(kept["looked"])
        else:
            self.show_lists()
