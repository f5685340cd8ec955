"""Who owes what, her account and what she pays off; and the money by code that nobody has seen on the phone yet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.till import queries
from producer_app.areas.till.screen.parts import Tap, at, head, huge, listed, sides
from producer_app.areas.till.screen.paying import guarded
from producer_app.areas.till.screen.returns import rows
from producer_app.areas.till.statement import statement
from producer_app.base import i18n
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty, empty_layout, picture, row, scrolling, words


class DebtsRoom(QWidget):
    """Debtors at the start side, the chosen one's account at the other. ``left``: back to the counter."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._shop = stage, stage.shop
        self._debt: orders.Debt | None = None
        self._list, self._entries = rows(), rows()
        self._name = words("", "title")
        self._owed = huge("", 52, name="owed", tone="amber")
        self._pays = QLineEdit()
        self._pays.setObjectName("pays")
        self._pays.setProperty("role", "price")
        self._pays.setAccessibleName(_("What she pays now"))
        label = words(_("What she pays now"), "label")
        label.setBuddy(self._pays)
        paper = button(_("Account as PDF"), "file-pdf", self._save)
        code = button(_("Paid by code"), "qr-code-fill", partial(self._settle, "code"))
        cash = button(_("Paid in cash"), "money-fill", partial(self._settle, "cash"), kind="primary")
        for name, one in (("savePdf", paper), ("settle_code", code), ("settle_cash", cash)):
            one.setObjectName(name)
            one.setMinimumHeight(theme.px(theme.PRIMARY))
        inner = boxed(column(self._name, self._owed, label, self._pays, self._entries, None, space=8))
        account = scrolling(inner) if theme.scale() <= 125 else inner
        self._detail = card(column(account, flow(paper, code, cash, ends=1), space=10, margins=(16, 12, 16, 14)))
        self._body = sides(listed(self._list), self._detail)
        self._empty = empty("notebook", _("Nobody owes you anything."), _("Back to the counter"), self.left.emit,
                            button_icon="storefront", tone="leaf")
        self._empty.hide()  # until it is known that nothing is there
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 16)
        outer.addLayout(head(_("Debts"), self.left.emit))
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)

    def begin(self) -> None:
        """Opens with the greatest debt."""
        self._debt = None
        self.refresh()
        self._pays.setFocus()

    def refresh(self) -> None:
        """Looks again; the one that was chosen stays chosen."""
        found = orders.debts(self._shop)
        chosen = self._debt
        self._debt = next((d for d in found if chosen and (d.buyer, d.amount.currency) == (chosen.buyer, chosen.amount.currency)),
                          found[0] if found else None)
        self._body.setVisible(bool(found))
        self._empty.setVisible(not found)
        empty_layout(self._list)
        for place, debt in enumerate(found):
            self._list.addWidget(self._card(place, debt))
        self._list.addStretch(1)
        self._show_account()

    def _card(self, place: int, debt: orders.Debt) -> Tap:
        count = ngettext("{count} sale", "{count} sales", debt.sales).format(count=debt.sales)
        inner = row(picture("user-circle", 32), column(words(_who(debt.buyer), "strong"), words(count, "quiet"), space=0),
                    words(debt.amount.shown(), "strong", wrap=False), margins=(10, 8, 12, 8))
        inner.setStretch(1, 1)
        made = Tap(inner, f"{_who(debt.buyer)} {debt.amount.shown()}", name=f"debt_{place}",
                   chip="rose" if debt == self._debt else "")
        made.tapped.connect(partial(self._choose, debt))
        return made

    def _choose(self, debt: orders.Debt) -> None:
        self._debt = debt
        self.refresh()

    def _show_account(self) -> None:
        empty_layout(self._entries)
        debt = self._debt
        if debt is None:
            return
        self._name.setText(_who(debt.buyer))
        self._owed.setText(debt.amount.shown())
        self._pays.setText(debt.amount.text())
        for entry in reversed(orders.account(self._shop, debt.buyer, debt.amount.currency)):
            what = words(entry.goods or _("Paid"), tone="" if entry.amount.minor > 0 else "leaf")
            line = row(words(at(entry.at), "quiet", wrap=False), what, words(entry.amount.shown(), "strong", wrap=False))
            line.setStretch(1, 1)
            self._entries.addWidget(boxed(line))

    def _settle(self, way: str) -> None:
        debt = self._debt
        if debt is None:
            return

        def settle() -> None:
            amount = Money.parse(self._pays.text(), debt.amount.currency)
            orders.settle(self._shop, debt.buyer, amount, way=way)
            self._stage.saved(_("{buyer} paid {amount}").format(buyer=_who(debt.buyer), amount=amount.shown()))

        guarded(settle, self._stage.refuse)
        self.refresh()

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), "account.pdf", "PDF (*.pdf)")
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Writes the account of the chosen debtor as a PDF."""
        debt = self._debt
        if debt is None:
            return
        from producer_app.ui import paper

        entries = orders.account(self._shop, debt.buyer, debt.amount.currency)
        pages = statement(_who(debt.buyer), debt.amount, entries, language=i18n.current())
        if guarded(lambda: paper.to_pdf(pages, path), self._stage.refuse):
            self._stage.say(_("Saved."))


class DoubtsRoom(QWidget):
    """Money by code to be found on the phone: it came, or it did not."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._shop = stage, stage.shop
        self._list = rows()
        self._body = listed(self._list)
        self._empty = empty("check-circle", _("All money by code was seen."), _("Back to the counter"), self.left.emit,
                            button_icon="storefront", tone="leaf")
        self._empty.hide()  # until it is known that nothing is there
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 16)
        outer.addLayout(head(_("Look on your phone: did this money come?"), self.left.emit))
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)

    def begin(self) -> None:
        """Opens with the oldest."""
        self.refresh()

    def refresh(self) -> None:
        """Looks again."""
        found = queries.to_look_for(self._shop)
        self._body.setVisible(bool(found))
        self._empty.setVisible(not found)
        empty_layout(self._list)
        for place, doubt in enumerate(found):
            self._list.addWidget(self._card(place, doubt))
        self._list.addStretch(1)

    def _card(self, place: int, doubt: orders.Doubt) -> QWidget:
        no = button(_("It did not come"), "x", partial(self._clear, doubt, came=False))
        yes = button(_("It came"), "check", partial(self._clear, doubt, came=True), kind="leaf")
        no.setObjectName(f"notCame_{place}")
        yes.setObjectName(f"came_{place}")
        inner = row(picture("clock-fill", 28, "amber"), words(doubt.amount.shown(), "price", wrap=False),
                    words(f"{isolate(doubt.number)} · {at(doubt.paid_at)}"), flow(no, yes, ends=1), margins=(14, 10, 14, 10))
        inner.setStretch(2, 1)
        inner.setStretch(3, 2)
        return card(inner, chip="amber")

    def _clear(self, doubt: orders.Doubt, *, came: bool) -> None:
        said = _("The money of {number} came") if came else _("The money of {number} did not come")
        if guarded(lambda: orders.clear_doubt(self._shop, doubt.payment_id, came=came), self._stage.refuse):
            self._stage.saved(said.format(number=isolate(doubt.number)))
        self.refresh()


def _who(buyer: str) -> str:
    return buyer or _("No name")
