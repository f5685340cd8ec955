"""Debts: who owes what, her account line by line, paid with one tap, printed as her statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.money import pages, tables
from producer_app.areas.money.screen.parts import Line, LineDelegate, ended, list_width, moment
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.page import Page as PaperPage
from producer_app.ui import handing_out, theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Cards, Pages
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, row, rule, scrolling, words

WAYS = (("cash", "money"), ("code", "qr-code"), ("transfer", "bank"))
MOST_SHOWN = 100


def told(debt: orders.Debt) -> Line:
    """A debt as a line: who, how many sales and since when, how much."""
    many = ngettext("{count} sale", "{count} sales", debt.sales).format(count=debt.sales)
    return Line(debt.buyer, f"{many} · {isolate(clock.local(debt.since).date().isoformat())}", debt.amount.shown(), "amber")


class Debts(QWidget):
    """Who owes at the start side, the chosen account at the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._buyer: tuple[str, str] | None = None
        self._model: Pages = Pages(self._load, lambda debt: " ".join(told(debt)[:3]), self)
        self._list = Cards(self._model, LineDelegate(told, 280), _("Debts"))
        self._list.setObjectName("debts")
        self._list.chosen.connect(lambda debt: self.choose(debt.buyer, debt.amount.currency))
        self._list.setFixedWidth(list_width())
        self._total = words("", "price")
        self._total.setObjectName("debtTotal")
        export = button(_("Export the list"), "export", self.export)
        export.setObjectName("exportDebts")
        self._amount = QLineEdit()
        self._side = QVBoxLayout()
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        self._total.setFixedWidth(list_width())
        start = column(self._total, space=8)
        start.addWidget(self._list, 1)
        start.addWidget(flow(export))
        self._body = QWidget()
        holder = QWidget()
        holder.setLayout(self._side)
        side = scrolling(holder)
        both = row(boxed(start), side, space=12)
        both.setStretch(1, 1)
        self._body.setLayout(both)
        self._body.hide()
        self._empty = empty("handshake", _("Nobody owes you anything."), _("Sell at the stall"), lambda: stage.go("till"),
                            button_icon="storefront", tone="leaf")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)

    # ------------------------------------------------------------------ looking
    def _load(self, last: orders.Debt | None) -> Sequence[orders.Debt]:
        # A stall knows its debtors: all at once, there is no second page.
        return [] if last is not None else orders.debts(self._stage.shop)

    def look_again(self) -> None:
        """Reads who owes and the chosen account anew."""
        self._model.reload()
        owed: dict[str, Money] = {}
        for debt in self._model.rows:
            owed[debt.amount.currency] = owed.get(debt.amount.currency, Money(0, debt.amount.currency)) + debt.amount
        self._total.setText("  ".join(amount.shown() for amount in owed.values()))
        known = [(debt.buyer, debt.amount.currency) for debt in self._model.rows]
        if self._buyer not in known and not (self._buyer and orders.account(self._stage.shop, *self._buyer)):
            self._buyer = known[0] if known else None
        self._empty.setVisible(self._buyer is None)
        self._body.setVisible(self._buyer is not None)
        if self._buyer in known:
            self._list.setCurrentIndex(self._model.index(known.index(self._buyer), 0))
        empty_layout(self._side)
        if self._buyer is not None:
            self._fill(*self._buyer)

    def choose(self, buyer: str, currency: str) -> None:
        """Shows the account of a buyer."""
        self._buyer = (buyer, currency)
        self.look_again()

    def _fill(self, buyer: str, currency: str) -> None:
        entries = orders.account(self._stage.shop, buyer, currency)
        owed = Money.total((entry.amount for entry in entries), currency)
        big = words(owed.shown(), "price", wrap=False, tone="amber" if owed else "leaf")
        big.setObjectName("owed")
        head: list[QWidget | QLayout | int | None] = [row(words(apart(buyer), "title"), None, big)]
        if owed.minor > 0:
            head.append(self._paying(owed))
        self._side.addWidget(card(column(*head, space=10, margins=(16, 12, 16, 12))))
        self._side.addWidget(card(self._lines(entries)), 1)
        save = button(_("Save as PDF"), "file-pdf", self.save_pdf)
        save.setObjectName("statementPdf")
        export = button(_("Export"), "export", self.export_account)
        export.setObjectName("exportAccount")
        out = button(_("Print the statement"), "printer", self.print_out, kind="primary")
        out.setObjectName("statementPrint")
        self._side.addWidget(flow(export, save, out, ends=1, space=8))

    def _paying(self, owed: Money) -> QWidget:
        """What she pays now, all of it unless another amount is written, and how."""
        self._amount = QLineEdit(owed.text())
        self._amount.setObjectName("paidNow")
        self._amount.setAccessibleName(_("Pays now"))
        self._amount.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._amount.setFixedWidth(theme.px(132))
        ways = []
        for way, icon in WAYS:
            made = button(_(orders.WAYS[way]), icon, partial(self.settle, way))
            made.setObjectName(f"settle_{way}")
            ways.append(made)
        label = words(_("Pays now"), "strong", wrap=False)
        return flow(boxed(row(label, self._amount, space=8)), *ways, space=8)

    def _lines(self, entries: Sequence[orders.Entry]) -> QLayout:
        """The latest lines first, each with what was owed after it."""
        owed = Money(0, entries[0].amount.currency) if entries else Money(0)
        parts: list[QWidget | QLayout | int | None] = []
        for entry in entries:
            owed += entry.amount
            paid = entry.amount.minor < 0
            what = words(entry.goods or _("Paid"), "strong", tone="leaf" if paid else "")
            about = words(f"{moment(entry.at)} · {isolate(entry.number)}", "quiet")
            amounts = column(ended(words(entry.amount.shown(), "strong", wrap=False, tone="leaf" if paid else "")),
                             ended(words(_("owed {amount}").format(amount=owed.shown()), "quiet", wrap=False)), space=0)
            line = row(space=12)
            line.addLayout(column(what, about, space=0), 1)
            line.addLayout(amounts)
            parts[:0] = [line, rule()]
        if len(parts) > 2 * MOST_SHOWN:
            parts = [*parts[:2 * MOST_SHOWN], words(_("Older lines are in the statement."), "quiet")]
        return column(*parts, None, space=8, margins=(16, 12, 16, 12))

    # ------------------------------------------------------------------ doing
    def settle(self, way: str) -> None:
        """Notes that she paid."""
        if self._buyer is None:
            return
        buyer, currency = self._buyer
        try:
            amount = Money.parse(self._amount.text(), currency)
            orders.settle(self._stage.shop, buyer, amount, way=way)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._stage.saved(_("{buyer} paid {amount}").format(buyer=apart(buyer), amount=amount.shown()))

    def _pages(self) -> list[PaperPage]:
        assert self._buyer is not None
        entries = orders.account(self._stage.shop, *self._buyer)
        return pages.statement(self._buyer[0], entries, on=clock.today().isoformat(), shop_name=self.window().windowTitle())

    def save_pdf(self) -> None:
        """Her statement as a PDF."""
        if self._buyer is not None:
            handing_out.save_pdf(self, self._stage, self._pages(), self._buyer[0])

    def print_out(self) -> None:
        """Her statement on paper."""
        if self._buyer is not None:
            handing_out.print_out(self, self._stage, self._pages(), self._buyer[0])

    def export_account(self) -> None:
        """Her account as a file."""
        if self._buyer is not None:
            buyer, currency = self._buyer
            handing_out.save_table(self, self._stage, lambda shop: [tables.account_table(shop, buyer, currency)], buyer)

    def export(self) -> None:
        """Everybody who owes as a file."""
        handing_out.save_table(self, self._stage, lambda shop: [tables.debts_table(shop)], _("Debts"))

    def keep(self) -> dict[str, Any]:
        """Whose account is looked at."""
        return {"buyer": self._buyer}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self._buyer = kept["buyer"]
