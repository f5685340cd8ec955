"""The couriers' prices in plain words: a list, and one price list with its lines and an example that counts along."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from producer_app.areas.parcels import actions, freight, queries
from producer_app.areas.parcels.rows import USUAL_DIVISOR, Box, Packing, Rule, Tariff
from producer_app.areas.parcels.screen.panel import grams
from producer_app.areas.parcels.screen.sheets import Sheet, code_line
from producer_app.areas.parcels.waybills import kilograms
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.ui.flow import flow
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, chip, column, empty, picture, row, words

EXAMPLE_G = 2300
EXAMPLE_PLACE = ("新疆维吾尔自治区", "和田地区", "墨玉县")


def places(text: str) -> tuple[str, ...]:
    """Names of places out of one line.

    >>> places("新疆、西藏, 和田")
    ('新疆', '西藏', '和田')
    """
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in re.split(r"[,，、;；\s]+", text)))))


class RuleLine(QFrame):
    """One line of prices as fields."""

    def __init__(self, rule: Rule, changed: Callable[[], object], remove: Callable[[RuleLine], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._places = QLineEdit("、".join(rule.places))
        self._places.setAccessibleName(_("Places"))
        self._places.setPlaceholderText(_("Empty: all other places"))
        self._places.setObjectName("rulePlaces")
        self._numbers: dict[str, QLineEdit] = {}
        cells = []
        for key, label, value in (
                ("first_g", _("First weight, kg"), kilograms(rule.first_g)),
                ("first", _("costs ¥"), Money(rule.first_minor).text()),
                ("step_g", _("each further, kg"), kilograms(rule.step_g)), ("step", _("costs ¥"), Money(rule.step_minor).text()),
                ("free", _("Free from ¥"), Money(rule.free_from_minor).text() if rule.free_from_minor else ""),
                ("more", _("Remote, more ¥"), Money(rule.remote_minor).text() if rule.remote_minor else "")):
            line = code_line(f"rule_{key}", label, limit=12)
            line.setText(value)
            line.setMinimumWidth(90)
            line.setMaximumWidth(150)
            line.textEdited.connect(lambda _text: changed())
            self._numbers[key] = line
            cells.append(boxed(column(words(label, "label", wrap=False), line, space=2)))
        self._remote = QLineEdit("、".join(rule.remote))
        self._remote.setAccessibleName(_("Remote places"))
        self._remote.setPlaceholderText(_("Remote places, empty: all of them"))
        self._not = QCheckBox(_("The courier does not go there"))
        self._not.setChecked(not rule.served)
        self._not.toggled.connect(lambda _on: changed())
        for text in (self._places, self._remote):
            text.setMaxLength(400)
            text.textEdited.connect(lambda _text: changed())
        away = button("", "trash", lambda: remove(self), kind="square", name=_("Remove this line"))
        head = row(self._places, away, space=8)
        head.setStretch(0, 1)
        self.setLayout(column(words(_("Places"), "label"), head, flow(*cells, space=8), self._remote, self._not, space=8,
                              margins=(16, 10, 16, 12)))

    def rule(self) -> Rule:
        """The line as typed. Raises ShopError: no number."""
        def money(key: str) -> int:
            text = self._numbers[key].text().strip()
            return Money.parse(text).minor if text else 0

        def weight(key: str) -> int:
            found = grams(self._numbers[key].text())
            if found is None:
                raise ShopError(_("“{text}” is not a weight.").format(text=self._numbers[key].text()[:20]),
                                _("Write a number like 1 or 0.5."), "BAD_WEIGHT")
            return found

        return Rule(places(self._places.text()), weight("first_g"), money("first"), weight("step_g"), money("step"), money("free"),
                    not self._not.isChecked(), places(self._remote.text()), money("more"))


class Prices(Sheet):
    """All price lists, or one of them being changed."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__(stage, _("Freight prices"), lambda: self._leave(close))
        self._open: Tariff | None = None
        self._lines: list[RuleLine] = []

    def _leave(self, close: Callable[[], object]) -> None:
        if self._open is None:
            close()
        else:
            self._open = None
            self.look_again()

    def look_again(self) -> None:
        if self._open is None:
            self._list()

    # ------------------------------------------------------------------ all of them
    def _list(self) -> None:
        found = queries.tariffs(self.stage.shop)
        new = button(_("Other prices"), "plus", self.new, kind="primary")
        new.setObjectName("newPrices")
        examples = button(_("Put in two examples"), "sparkle", self._examples)
        examples.setObjectName("twoExamples")
        if not found:
            self.fill(empty("coin", _("Write down what your courier asks; then every order shows what it costs to send.")))
            self.put_foot(examples, new)
            return
        valid = {tariff.id for tariff in freight.valid(found, clock.today().isoformat())}
        self.fill(*[self._card(tariff, now=tariff.id in valid) for tariff in found], self._packing())
        self.put_foot(*([] if any(t.example for t in found) else [examples]), new)

    def _card(self, tariff: Tariff, *, now: bool) -> QWidget:
        name = isolate(tariff.carrier + (f" · {tariff.contract}" if tariff.contract else ""))
        marks = [chip(_("In force") if now else _("Not in force"), "leaf" if now else "ink")]
        if tariff.example:
            marks.append(chip(_("Example, not real prices"), "amber"))
        about = _("From {day} on").format(day=isolate(tariff.valid_from))
        change = button(_("Look and change"), "pencil-simple", partial(self.open, tariff))
        change.setObjectName("changePrices")
        head = row(picture("truck", 28, "leaf"), words(name, "title"), space=12)
        head.setStretch(1, 1)
        return card(column(head, flow(words(about, "quiet", wrap=False), *marks, change, ends=1, space=8),
                           words(_sentence(tariff), "body"), space=8, margins=(16, 12, 16, 12)))

    def _packing(self) -> QWidget:
        packing = self.stage.shop.load(Packing)
        fields = []
        lines: dict[str, QLineEdit] = {}
        for key, label, value in (("piece_g", _("Padding a piece, g"), packing.piece_g),
                                  ("carton_g", _("Carton, g"), packing.carton_g),
                                  ("most_g", _("Most in a parcel, g"), packing.most_g), ("long_cm", _("Long, cm"), packing.long_cm),
                                  ("wide_cm", _("Wide, cm"), packing.wide_cm), ("high_cm", _("High, cm"), packing.high_cm)):
            line = code_line(f"packing_{key}", label, limit=6)
            line.setText(str(value) if value else "")
            line.setMinimumWidth(90)
            line.setMaximumWidth(170)
            lines[key] = line
            fields.append(boxed(column(words(label, "label", wrap=False), line, space=2)))
        keep = button(_("Keep"), "check", lambda: self._keep_packing(lines))
        keep.setObjectName("keepPacking")
        return card(column(words(_("How you pack"), "strong"), flow(*fields, keep, space=8), space=8, margins=(16, 12, 16, 12)))

    def _keep_packing(self, lines: dict[str, QLineEdit]) -> None:
        typed = {key: line.text().strip() for key, line in lines.items()}
        if any(text and not (text.isascii() and text.isdigit()) for text in typed.values()):
            self.stage.refuse(ShopError(_("Only whole numbers can stand here."), _("Write a number like 200."), "BAD_NUMBER"))
            return
        self.stage.shop.save(Packing(**{key: int(text or 0) for key, text in typed.items()}), _("How you pack"))
        self.stage.saved(_("Kept."))

    def _examples(self) -> None:
        actions.add_examples(self.stage.shop)
        self.look_again()
        self.stage.saved(_("Two examples stand here. Change them to your courier’s prices."))

    # ------------------------------------------------------------------ one of them
    def new(self) -> None:
        """Begins an empty price list."""
        self.open(Tariff("", clock.today().isoformat(), (Rule(),)))

    def open(self, tariff: Tariff) -> None:
        """Opens a price list as fields."""
        self._open = tariff
        self._carrier = QLineEdit(tariff.carrier)
        self._carrier.setPlaceholderText("中通快递")
        self._carrier.setMaxLength(60)
        self._contract = QLineEdit(tariff.contract)
        self._contract.setMaxLength(60)
        self._from = code_line("validFrom", _("From which day on"), example="2026-03-01", limit=10)
        self._from.setText(tariff.valid_from)
        self._divisor = code_line("divisor", _("Size divisor"), example=str(USUAL_DIVISOR), limit=6)
        self._divisor.setText(str(tariff.divisor))
        self._lines = [RuleLine(rule, self._count, self._remove_line) for rule in tariff.rules]
        self._shown = words("", "title", tone="leaf")
        self._shown.setObjectName("exampleFee")
        self._draw()

    def _draw(self) -> None:
        assert self._open is not None
        fields = []
        for name, label, line in (("carrierName", _("Courier"), self._carrier), ("contract", _("Contract, if any"), self._contract),
                                  ("validFrom", _("From which day on"), self._from), ("divisor", _("Size divisor"), self._divisor)):
            line.setObjectName(name)
            line.setAccessibleName(label)
            line.setMinimumWidth(140)
            fields.append(boxed(column(words(label, "label", wrap=False), line, space=2)))
        more = button(_("One more line"), "plus", self._add_line)
        more.setObjectName("moreRules")
        self.fill(card(column(flow(*fields, space=8), space=4, margins=(16, 12, 16, 12))),
                  card(column(self._shown, margins=(16, 12, 16, 12)), chip="leaf"), *self._lines, flow(more, space=8))
        keep = button(_("Save"), "check", self.save, kind="primary")
        keep.setObjectName("savePrices")
        gone = button(_("Remove these prices"), "trash", self._remove, kind="plain")
        gone.setObjectName("removePrices")
        self.put_foot(*([gone] if self._open.id else []), keep)
        self._count()

    def _typed(self) -> Tariff:
        assert self._open is not None
        text = self._divisor.text().strip() or "0"
        if not (text.isascii() and text.isdigit()):
            raise ShopError(_("The size divisor must lie between 0 and 100000."), _("Couriers use 5000 to 8000."), "BAD_DIVISOR")
        # What a person has changed is no example any more.
        made = replace(self._open, carrier=self._carrier.text().strip(), contract=self._contract.text().strip(),
                       valid_from=self._from.text().strip(), divisor=int(text), rules=tuple(line.rule() for line in self._lines))
        return replace(made, example=self._open.example and made == self._open)

    def _count(self) -> None:
        """The example below the lines, with every key."""
        try:
            found = freight.quote(self._typed(), EXAMPLE_PLACE, [Box(EXAMPLE_G)], Money(0))
        except ShopError as refusal:
            self._shown.setText(refusal.message)
            return
        amount = found.fee.shown() if found.fee is not None else _("does not go there")
        self._shown.setText(_("Example: {weight} kg to {place}: {amount}").format(
            weight=isolate(kilograms(EXAMPLE_G)), place=isolate("新疆 和田"), amount=amount))

    def _add_line(self) -> None:
        try:
            rules = [line.rule() for line in self._lines]
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self._again([*rules, Rule()])

    def _remove_line(self, line: RuleLine) -> None:
        try:
            rules = [one.rule() for one in self._lines if one is not line]
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self._again(rules)

    def _again(self, rules: list[Rule]) -> None:
        try:
            typed = self._typed()
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.open(replace(typed, rules=tuple(rules), example=False))

    def save(self) -> None:
        """Keeps the price list."""
        try:
            tariff = self._typed()
            actions.save_tariff(self.stage.shop, tariff)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self._open = None
        self.look_again()
        self.stage.saved(_("The prices of {carrier} are saved.").format(carrier=isolate(tariff.carrier)))

    def _remove(self) -> None:
        assert self._open is not None
        actions.remove_tariff(self.stage.shop, self._open.id)
        self._open = None
        self.look_again()
        self.stage.saved(_("The prices are removed."))


def _sentence(tariff: Tariff) -> str:
    """A price list in words, a line a rule."""
    lines = []
    for rule in tariff.rules:
        where = isolate("、".join(rule.places)) if rule.places else _("All other places")
        if not rule.served:
            lines.append(_("{places}: does not go there").format(places=where))
            continue
        text = _("{places}: {first} kg {fee}, each further {step} kg {more}").format(
            places=where, first=isolate(kilograms(rule.first_g)), fee=Money(rule.first_minor).shown(),
            step=isolate(kilograms(rule.step_g)), more=Money(rule.step_minor).shown())
        if rule.remote_minor:
            text += " · " + _("remote {amount} more").format(amount=Money(rule.remote_minor).shown())
        if rule.free_from_minor:
            text += " · " + _("free from {amount}").format(amount=Money(rule.free_from_minor).shown())
        lines.append(text)
    return "\n".join(lines)
