"""What broke on the way: the order, how much, who bears it, pictures; settled later where it is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLayout, QWidget

from producer_app.areas import orders
from producer_app.areas.parcels import actions, queries
from producer_app.areas.parcels.rows import BEARERS, Breakage, GiveBack
from producer_app.areas.parcels.screen.sheets import Sheet
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, chip, column, empty, row, words

TONES = {"courier": "leaf", "us": "red", "buyer": "ink", "open": "amber"}


class Broken(Sheet):
    """All breakages, and a new one for an order."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__(stage, _("Broken on the way"), close)
        self._order_id = 0
        self._pictures: list[Path] = []
        self._form: Form | None = None

    def begin(self, order_id: int) -> None:
        """A new breakage of this order."""
        self._order_id, self._pictures, self._form = order_id, [], None

    def look_again(self) -> None:
        parts: list[QWidget | QLayout] = []
        if self._order_id:
            parts.append(self._new())
        found = queries.breakages(self.stage.shop)
        parts += [self._card(one) for one in found]
        if not parts:
            parts.append(empty("warning", _("Open a sent order and press “Something broke”. It is kept here until it is settled."),
                               tone="leaf"))
        self.fill(*parts)
        keep = button(_("Keep the breakage"), "check", self.keep_breakage, kind="primary")
        keep.setObjectName("keepBreakage")
        keep.setVisible(bool(self._order_id))
        self.put_foot(keep)

    def _new(self) -> QWidget:
        order = orders.get(self.stage.shop, self._order_id)
        typed = self._form.values() if self._form is not None else {"amount": order.total.text()}
        fields = [
            Field("amount", _("How much, {currency}").format(currency=order.total.currency), "money"),
            Field("bearer", _("Who bears it"), "choice", choices={key: _(title) for key, title in BEARERS.items()}),
            Field("note", _("What broke"), width=2, optional=True, limit=200)]
        left = orders.left_of(self.stage.shop, order.id) if self._gives_back(order) else []
        if left:
            fields += [
                Field("back", _("Money back to the buyer"), "choice", choices={
                    "": _("Not now"), **{way: _(title) for way, title in orders.WAYS.items() if way != "credit"}}),
                Field("goods", _("For which goods"), "choice", choices={str(one.position): one.line.title[:40] for one in left}),
                Field("many", _("How many broke"), "number", example="1", limit=8)]
        self._form = Form(fields, columns=2)
        self._form.fill({"bearer": "open", **typed})
        add = button(_("Add pictures"), "image", self._ask)
        add.setObjectName("addPictures")
        count = len(self._pictures)
        many = words(ngettext("{count} picture", "{count} pictures", count).format(count=count), "quiet", wrap=False)
        return card(column(words(_("Order {number}").format(number=isolate(order.number)), "title"), self._form, flow(add, many),
                           space=8, margins=(16, 12, 16, 12)))

    @staticmethod
    def _gives_back(order: orders.Order) -> bool:
        """Money of the shop's own orders goes back here; a platform pays back by itself."""
        return order.channel in ("hand", "stall") and order.state not in ("unpaid", "cancelled")

    def _back(self) -> GiveBack | None:
        """The money that goes back, as chosen. Raises ShopError: no quantity."""
        assert self._form is not None
        if "back" not in self._form.inputs or not self._form.value("back"):
            return None
        return GiveBack(int(self._form.value("goods")), Quantity.parse(self._form.value("many") or "1"), self._form.value("back"))

    def _ask(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Add pictures"), "", "*.jpg *.jpeg *.png *.heic *.webp")
        self.add_pictures([Path(path) for path in paths])

    def add_pictures(self, paths: list[Path]) -> None:
        """Takes pictures to be kept with the breakage."""
        self._pictures = (self._pictures + paths)[:actions.MOST_PICTURES]
        self.look_again()

    def keep_breakage(self) -> None:
        """Keeps the breakage as typed."""
        if self._form is None or not self._order_id:
            return
        order = orders.get(self.stage.shop, self._order_id)
        sent = orders.parcels(self.stage.shop, order.id)
        try:
            amount = Money.parse(self._form.value("amount"), order.total.currency)
            back = self._back()
            actions.file_breakage(self.stage.shop, order.id, amount, bearer=self._form.value("bearer"),
                                  note=self._form.value("note"), tracking=sent[0].number if sent else "", pictures=self._pictures,
                                  back=back)
        except ShopError as refusal:
            self.stage.refuse(refusal)
            return
        self.begin(0)
        self.look_again()
        self.stage.saved(_("The breakage is kept."))

    def _card(self, one: Breakage) -> QWidget:
        head = row(words(isolate(one.number), "title"), words(one.amount.shown(), "title", wrap=False), space=12)
        head.setStretch(0, 1)
        when = isolate(clock.local(one.at).strftime("%Y-%m-%d"))
        about = " · ".join(filter(None, (when, isolate(one.tracking) if one.tracking else "", one.note)))
        parts: list[QWidget | QLayout | int | None] = [head, words(about, "quiet")]
        if one.pictures:
            shown = []
            for name in one.pictures:
                label = QLabel()
                label.setAccessibleName(_("Picture of what broke"))
                side = theme.px(72)
                label.setPixmap(QPixmap(str(self.stage.shop.files.path(name))).scaledToHeight(side))
                shown.append(label)
            parts.append(flow(*shown, space=8))
        marks: list[QWidget] = [chip(_(BEARERS[one.bearer]), TONES[one.bearer])]
        if one.back_to_buyer:
            marks.append(chip(_("Money given back"), "leaf"))
        if one.bearer == "open":
            for key in ("courier", "us", "buyer"):
                made = button(_(BEARERS[key]), "", partial(self._settle, one.id, key), kind="softkey",
                              name=_("Settled: {bearer}").format(bearer=_(BEARERS[key])))
                made.setObjectName(f"settle_{key}")
                marks.append(made)
        parts.append(flow(*marks, space=8))
        return card(column(*parts, space=8, margins=(16, 12, 16, 12)))

    def _settle(self, breakage_id: int, bearer: str) -> None:
        actions.settle_breakage(self.stage.shop, breakage_id, bearer)
        self.look_again()
        self.stage.saved(_("Kept."))
