"""Prices that are not the stall's: online, live, wholesale, and those for some days only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.products import price_actions, price_queries
from producer_app.areas.products.rows import KIND_WORDS, OTHER_KINDS, SALE_KINDS, Product, Special
from producer_app.areas.products.screen.guard import Guard
from producer_app.areas.products.screen.parts import sentence
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, chip, column, empty_layout, picture, row, rule, words

SPANS = (1, 3, 7, 30)


class Elsewhere(QWidget):
    """Two cards. ``prices`` is the form that is saved with the product; a special price is saved by its own button."""

    def __init__(self, stage: Stage, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("elsewhere")
        self._stage, self._changed = stage, changed
        self._product: Product | None = None
        wide = theme.scale() < 150
        labels = {kind: _(KIND_WORDS[kind]) for kind in OTHER_KINDS}
        self.prices = Form([*(Field(kind, labels[kind], "money", limit=16) for kind in OTHER_KINDS),
                            Field("wholesale_from", _("Wholesale from so many"), "number", example="20", limit=7)],
                           columns=2 if wide else 1)
        kinds = {kind: _(KIND_WORDS[kind]) for kind in SALE_KINDS}
        self.days = Form([
            Field("special_kind", _("Which price"), "choice", choices=kinds),
            Field("special_price", _("Price for these days"), "money", example="33.00", limit=16),
            Field("first_day", _("First day"), "code", limit=10), Field("last_day", _("Last day"), "code", limit=10)],
            columns=2 if wide else 1)
        self.days.entered.connect(self.add)
        self.guard = Guard()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        spans = []
        for count in SPANS:
            span = button(ngettext("{count} day", "{count} days", count).format(count=count), "", partial(self._span, count))
            span.setObjectName(f"span_{count}")
            spans.append(span)
        add = button(_("Set this price for these days"), "calendar-check", self.add)
        add.setObjectName("addSpecial")
        self._days_card = card(column(
            row(picture("calendar", 24, "rose"), words(_("A price for some days"), "strong"), None), self._lines, rule(),
            self.days, flow(*spans, add, ends=1, space=8), self.guard, space=12, margins=(16, 12, 16, 16)))
        others = card(column(words(_("Where it is sold for another price"), "strong"),
                             words(_("What is left empty is the same as at the stall."), "quiet"), self.prices, space=8,
                             margins=(16, 12, 16, 12)))
        self.setLayout(column(others, self._days_card))

    def show_product(self, product: Product | None) -> None:
        """The prices of a product; a new one has none for some days yet."""
        self._product = product
        self.prices.clear()
        self.days.clear()
        self.guard.hide()
        self._days_card.setVisible(product is not None)
        for kind in OTHER_KINDS:
            line = self.prices.inputs[kind]
            assert isinstance(line, QLineEdit)
            line.setPlaceholderText(product.price.text() if product is not None else "")
        if product is not None:
            self.prices.fill({kind: price.text() for kind, price in product.others.items()})
            self.prices.fill({"wholesale_from": product.wholesale_from or ""})
        self._span(1)
        self.refresh()

    def refresh(self) -> None:
        """Shows the special prices again, those that are over left out."""
        empty_layout(self._lines)
        today = clock.today().isoformat()
        for one in price_queries.specials(self._stage.shop, self._product.id) if self._product else ():
            if one.last_day >= today:
                self._lines.addWidget(self._line(one, today))

    def _line(self, one: Special, today: str) -> QWidget:
        days = isolate(f"{one.first_day} – {one.last_day}")
        state = chip(_("in force"), "leaf") if one.first_day <= today else chip(_("to come"), "blue")
        end = button(_("Take away"), "x", partial(self._end, one))
        end.setObjectName(f"endSpecial_{one.id}")
        price = words(one.price.shown(), "strong", wrap=False)
        return flow(words(days, wrap=False), words(_(KIND_WORDS[one.kind]), wrap=False), price, state, end, ends=1)

    def _span(self, count: int) -> None:
        today = clock.today()
        self.days.fill({"first_day": today.isoformat(), "last_day": (today + timedelta(days=count - 1)).isoformat()})

    def add(self, reason: str = "") -> None:
        """Keeps the special price; what is wrong with it stands at its field."""
        if self._product is None:
            return
        values = self.days.values()
        try:
            price = Money.parse(values["special_price"], self._product.price.currency)
        except ShopError as refusal:
            self.days.wrong("special_price", sentence(str(refusal)))
            return
        special = Special(values["special_kind"], price, values["first_day"], values["last_day"])
        try:
            price_actions.add_special(self._stage.shop, self._product.id, special, who=person(), reason=reason)
        except ShopError as refusal:
            self._refuse(refusal)
            return
        self.days.fill({"special_price": ""})
        self.refresh()
        self._changed()
        days = isolate(f"{special.first_day} – {special.last_day}")
        self._stage.saved(_("{price} from {days}.").format(price=price.shown(), days=days))

    def _refuse(self, refusal: ShopError) -> None:
        if refusal.code == "BELOW_COST":
            self.guard.stop(refusal, self.add)
        else:
            fields = {"BAD_PRICE": "special_price", "OVERLAP": "first_day", "BAD_DAYS": "last_day"}
            self.days.wrong(fields.get(refusal.code, "special_price"), sentence(str(refusal)))

    def _end(self, one: Special) -> None:
        price_actions.end_special(self._stage.shop, one.id)
        self.refresh()
        self._changed()
        self._stage.saved(_("The usual price holds again."))


def other_prices(form: Form, currency: str) -> tuple[dict[str, Money], bool]:
    """The other prices as typed, and whether all of them are amounts; faults stand at their fields."""
    found: dict[str, Money] = {}
    sound = True
    for kind in OTHER_KINDS:
        if form.value(kind):
            try:
                found[kind] = Money.parse(form.value(kind), currency)
            except ShopError as refusal:
                form.wrong(kind, sentence(str(refusal)))
                sound = False
    return found, sound


