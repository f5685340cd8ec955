"""Where the yuan go: what goes into a batch and into selling on one side, every price as a bar of its parts on the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas.products import costing, price_actions, queries
from producer_app.areas.products.cost_queries import cost_sheet, habits
from producer_app.areas.products.costing import CostSheet, Material
from producer_app.areas.products.rows import KIND_WORDS, Product
from producer_app.areas.products.screen.guard import Guard
from producer_app.areas.products.screen.parts import sentence
from producer_app.areas.products.screen.yuan import YuanBar, YuanLegend
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, row, scrolling, words

BLANK_LINES = 3
WHOLE = ("made", "minutes")
AMOUNTS = ("wage", "jar", "label", "courier", "platform_fixed", "coupon")
PERCENTS = ("platform_bp", "coop_bp")


class CostsPage(QWidget):
    """The recipe of one product. ``close(product_id)`` when the person is done."""

    def __init__(self, stage: Stage, close: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("costs")
        self._stage, self._close = stage, close
        self.product: Product | None = None
        self._columns = 2 if theme.scale() < 150 else 1
        self._title = words("", "head")
        self._materials_place = QVBoxLayout()
        self.materials = Form([])
        self.rest = self._rest_form()
        self.rest.changed.connect(self._reckon)
        self.rest.entered.connect(self.save)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(16)
        self.guard = Guard()
        self._cost = words("", "title")
        self._cost.setObjectName("costOfOne")
        self._lay_out()

    def _rest_form(self) -> Form:
        return Form([
            Field("made", _("Jars from one batch"), "number", example="20", limit=7),
            Field("minutes", _("Minutes of your work"), "number", example="240", limit=6),
            Field("wage", _("Your hour is worth"), "number", example="20.00", limit=12),
            Field("jar", _("Jar"), "number", example="2.50", limit=12),
            Field("label", _("Label"), "number", example="0.30", limit=12),
            Field("courier", _("Courier"), "number", example="4.50", limit=12),
            Field("platform_bp", _("Platform takes %"), "number", example="5", limit=6),
            Field("platform_fixed", _("… and for each order"), "number", example="0.10", limit=12),
            Field("coop_bp", _("Co-op takes %"), "number", example="8", limit=6),
            Field("coupon", _("Dearest coupon you give"), "number", example="3.00", limit=12),
            Field("free_courier", _("Courier is free for the buyer"), "yes", example=_("You pay it")),
        ], columns=self._columns)

    def _lay_out(self) -> None:
        back = button("", "arrow-left", self.leave, kind="square", name=_("Back"))
        back.setObjectName("backFromCosts")
        save = button(_("Save"), "check", self.save, kind="primary")
        save.setObjectName("saveCosts")
        more = button(_("Another material"), "plus", self._more_materials)
        more.setObjectName("moreMaterials")
        made = card(column(words(_("What goes into one batch"), "strong"), self._materials_place, row(more, None), space=10,
                           margins=(16, 12, 16, 12)))
        sold = card(column(words(_("Making and selling"), "strong"), self.rest, space=10, margins=(16, 12, 16, 12)))
        inputs = scrolling(boxed(column(made, sold, None, space=12, margins=(0, 0, 8, 0))))
        shown = scrolling(boxed(column(self._cost, self._bars, None, space=16, margins=(8, 0, 8, 0))))
        body = row(inputs, shown, space=20)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        head = row(back, self._title)
        head.setStretch(1, 1)
        outer = column(head, body, self.guard, flow(save, ends=1), space=12, margins=(20, 16, 20, 16))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    # ------------------------------------------------------------------ opening
    def open_product(self, product: Product) -> None:
        """The recipe of a product; a first one begins with the jar, courier and cuts of the last."""
        self.product = product
        self._title.setText(apart(product.name))
        self.guard.hide()
        sheet = cost_sheet(self._stage.shop, product.id) or habits(self._stage.shop, product.price.currency)
        self._fill(_typed(sheet), [{"name": m.name, "amount": m.amount.text(), "price": m.price.text()} for m in sheet.materials])

    def _fill(self, values: dict[str, str], materials: list[dict[str, str]]) -> None:
        self.rest.clear()
        self.rest.fill({**values, "free_courier": bool(values["free_courier"])})
        self._show_materials(materials)
        self._opened_with = self.values()
        self._reckon()

    def _show_materials(self, materials: list[dict[str, str]], blank: int = BLANK_LINES) -> None:
        empty_layout(self._materials_place)
        fields = []
        for number in range(min(costing.MOST_MATERIALS, max(len(materials) + 1, blank))):
            fields += [Field(f"{number}_name", _("Material"), example=_("Petals") if not number else "", limit=60, width=2),
                       Field(f"{number}_amount", _("kg or pieces"), "number", example="5" if not number else "", limit=10),
                       Field(f"{number}_price", _("Price of one"), "number", example="12.00" if not number else "", limit=12)]
        self.materials = Form(fields, columns=4 if self._columns == 2 else 2)
        for number, one in enumerate(materials):
            self.materials.fill({f"{number}_{key}": text for key, text in one.items()})
        self.materials.changed.connect(self._reckon)
        self.materials.entered.connect(self.save)
        self._materials_place.addWidget(self.materials)

    def _more_materials(self) -> None:
        self._show_materials(self._typed_materials(), len(self._typed_materials()) + BLANK_LINES)

    def _typed_materials(self) -> list[dict[str, str]]:
        """Lines that say something."""
        count = len(self.materials.fields) // 3
        lines = [{key: self.materials.value(f"{n}_{key}") for key in ("name", "amount", "price")} for n in range(count)]
        return [line for line in lines if any(line.values())]

    # ------------------------------------------------------------------ reckoning
    def sheet(self, *, mark: bool = False) -> CostSheet | None:
        """The recipe as typed, or None; ``mark``: say what is wrong beside its field."""
        if self.product is None:
            return None
        currency, sound, read = self.product.price.currency, True, dict[str, Any]()
        for key in (*WHOLE, *AMOUNTS, *PERCENTS):
            text = self.rest.value(key)
            try:
                read[key] = _read(key, text, currency)
            except ShopError as refusal:
                sound = False
                if mark:
                    self.rest.wrong(key, sentence(str(refusal)))
        materials = []
        for number in range(len(self.materials.fields) // 3):
            try:
                material = self._material(number, currency, mark=mark)
            except ShopError:
                sound = False
                continue
            if material is not None:
                materials.append(material)
        if not sound:
            return None
        return CostSheet(materials=tuple(materials), free_courier=bool(self.rest.value("free_courier")), **read)

    def _material(self, number: int, currency: str, *, mark: bool) -> Material | None:
        """One line. Raises ShopError, after it was shown at its field."""
        name, amount, price = (self.materials.value(f"{number}_{key}") for key in ("name", "amount", "price"))
        if not (name or amount or price):
            return None
        key = "amount"
        try:
            quantity = Quantity.parse(amount)
            key = "price"
            cost = Money.parse(price, currency)
            key = "name"
            if not name:
                raise ShopError(_("A material has no name."), _("Write what it is."), "NO_NAME")
        except ShopError as refusal:
            if mark:
                self.materials.wrong(f"{number}_{key}", sentence(str(refusal)))
            raise
        return Material(name, quantity, cost)

    def _reckon(self) -> None:
        """The bars of what is typed; where it is no recipe yet, the last ones stay."""
        sheet = self.sheet()
        if sheet is None or self.product is None:
            return
        try:
            costing.checked(sheet, self.product.price.currency)
        except ShopError:
            return
        self._cost.setText(_("One costs {price} to make.").format(price=sheet.goods_cost.shown()))
        empty_layout(self._bars)
        prices = costing.prices_of(self.product.draft())
        shown = [kind for kind in prices if kind in ("stall", "online") or kind in self.product.others]
        for kind in shown:
            parts = costing.breakdown(prices[kind], kind, sheet, None)
            if parts is not None:
                self._bars.addWidget(self._bar(kind, parts, costing.floor(kind, sheet, None, sheet.currency)))

    @staticmethod
    def _bar(kind: str, parts: costing.Breakdown, floor: Money) -> QWidget:
        bar, legend = YuanBar(), YuanLegend()
        bar.setObjectName(f"yuan_{kind}")
        bar.show_parts(parts)
        legend.show_parts(parts)
        loss = parts.left.minor < 0
        text = _("{amount} less than it costs you") if loss else _("{amount} left for you")
        left = words(text.format(amount=(-parts.left if loss else parts.left).shown()), "strong", tone="red" if loss else "leaf")
        left.setObjectName(f"left_{kind}")
        head = words(f"{_(KIND_WORDS[kind])} {parts.price.shown()}", "strong")
        lowest = words(_("From {price} on nothing is lost.").format(price=floor.shown()), "quiet")
        return card(column(head, bar, legend, left, lowest, space=8, margins=(16, 12, 16, 12)))

    # ------------------------------------------------------------------ saving
    def save(self, reason: str = "") -> None:
        """Keeps the recipe; its cost becomes the product's."""
        sheet = self.sheet(mark=True)
        if sheet is None or self.product is None:
            return
        try:
            price_actions.save_costs(self._stage.shop, self.product.id, sheet, who=person(), reason=reason)
        except ShopError as refusal:
            if refusal.code == "BELOW_COST":
                self.guard.stop(refusal, self.save)
            else:
                fields = {"BAD_NUMBER": "made", "BAD_PERCENT": "platform_bp", "BAD_COST": "jar"}
                self.rest.wrong(fields.get(refusal.code, "made"), sentence(str(refusal)))
            return
        self._close(self.product.id)
        self._stage.saved(_("One costs {price} to make.").format(price=sheet.goods_cost.shown()))

    def leave(self) -> None:
        """Back to the product; what was changed is saved."""
        if self.product is not None:
            if self.values() != self._opened_with:
                self.save()
            else:
                self._close(self.product.id)

    # ------------------------------------------------------------------ another language
    def values(self) -> dict[str, Any]:
        """What stands in the forms."""
        return {"rest": self.rest.values(), "materials": self._typed_materials()}

    def keep(self) -> dict[str, Any]:
        """Everything that was typed."""
        return {"product": self.product.id if self.product else None, **self.values()}

    def take(self, kept: dict[str, Any]) -> None:
        """The page as it was."""
        self.open_product(queries.get(self._stage.shop, kept["product"]))
        before = self._opened_with
        self._fill(kept["rest"], kept["materials"])
        self._opened_with = before


def _typed(sheet: CostSheet) -> dict[str, str]:
    """A recipe as a person would type it; nothing for what is nothing."""
    values = {key: getattr(sheet, key).text() if getattr(sheet, key).minor else "" for key in AMOUNTS}
    values |= {key: costing.percent_text(getattr(sheet, key)) for key in PERCENTS}
    return values | {"made": str(sheet.made) if sheet.made > 1 else "", "minutes": str(sheet.minutes or ""),
                     "free_courier": "yes" if sheet.free_courier else ""}


def _read(key: str, text: str, currency: str) -> Money | int:
    """One field. Raises ShopError: not what it is for."""
    if key in AMOUNTS:
        return Money.parse(text or "0", currency)
    if key in PERCENTS:
        return costing.percent(text)
    if text and not (text.isascii() and text.isdigit()):
        raise ShopError(_("Write a whole number."), "", "BAD_NUMBER")
    return int(text) if text else int(key == "made")
