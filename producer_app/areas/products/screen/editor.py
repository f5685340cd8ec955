"""The form of one product: its photo large at the start side, names in three languages, how it is sold, its price."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.products import actions, drafts, photos, price_actions, pricing, queries
from producer_app.areas.products.cost_queries import cost_sheet
from producer_app.areas.products.costing import CostSheet
from producer_app.areas.products.rows import LANGUAGES, UNITS, Photo, PriceChange, Product, ProductDraft
from producer_app.areas.products.screen.elsewhere import Elsewhere, other_prices
from producer_app.areas.products.screen.guard import Guard
from producer_app.areas.products.screen.parts import sentence
from producer_app.areas.products.screen.past import Past
from producer_app.areas.products.screen.photo_side import PhotoSide
from producer_app.areas.products.screen.shelf import weight_text
from producer_app.areas.products.screen.sizes import Sizes
from producer_app.areas.products.screen.sums import Sums
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.person import person
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import Keypad, boxed, button, column, row, scrolling, words

EXAMPLES = {"ug": "گۈلقەنت", "zh": "玫瑰花酱", "en": "Rose petal jam"}
NUMBERS = ("price", "cost", "pack_g")
# What a further size has in common with the first.
SHARED = ("category", "shelf_life_days", "origin", "certificate")


class Editor(QWidget):
    """Edits one product or makes a new one. ``close``: called when the person is done; ``begun``: called with what was
    typed for a new product that is left before it was saved; ``choose``: asks for another photo;
    ``camera``: takes one; ``costs``: works out what the product costs."""

    def __init__(self, stage: Stage, *, close: Callable[[int | None], object], begun: Callable[[dict[str, Any]], object],
                 choose: Callable[[], object], camera: Callable[[], object], costs: Callable[[Product], object]) -> None:
        super().__init__()
        self.stage = stage
        self._costs = costs
        self._size_of: Product | None = None
        self._sheet: CostSheet | None = None
        self._called = ""
        self._close, self._begun = close, begun
        self.product: Product | None = None
        self.photo: Photo | None = None
        self.waiting: list[Photo] = []
        self._currency = "CNY"
        self._opened_with: dict[str, str] = {}
        self._photo_side = PhotoSide(choose, camera)
        self._title = words("", "head", wrap=False)
        self._title.setMinimumWidth(1)
        self._title.setObjectName("editorTitle")
        self._forms()
        self._lay_out()

    # ------------------------------------------------------------------ building
    def _forms(self) -> None:
        wide = theme.scale() < 150
        order = sorted(LANGUAGES, key=lambda code: code != i18n.current())
        self.names = Form([Field(f"name_{code}", i18n.name_of(code), example=EXAMPLES[code], language=code) for code in order],
                          columns=3 if wide else 1)
        self.sale = Form([
            Field("unit", _("Sold as"), "choice", choices={key: _(text) for key, text in UNITS.items()}),
            Field("pack_g", _("Grams in one"), "number", example="500", limit=8),
            Field("price", _("Stall price"), "money", example="38.00", limit=16),
            Field("cost", _("What it costs you"), "money", example="13.50", limit=16),
        ], columns=2)
        self.more = Form([
            Field("sku", _("Article number"), "code", limit=drafts.LONGEST_SKU),
            Field("category", _("Group")),
            Field("shelf_life_days", _("Keeps so many days"), "number", example="365", limit=6),
            Field("origin", _("Made in")),
            Field("certificate", _("Licence or certificate"), "code"),
        ], columns=3 if wide else 1)
        self.texts = Form([Field(f"text_{code}", _("Short text · {language}").format(language=i18n.name_of(code)), "long",
                                 language=code) for code in order], columns=3 if wide else 1)
        self._more = boxed(column(self.more, self.texts))
        self._more.hide()
        self.elsewhere = Elsewhere(self.stage, self._prices_changed)
        self.elsewhere.hide()
        self.guard = Guard()
        self.sizes = Sizes(self._open_size, self._another_size)
        self.keypad = Keypad(extra=(("back", ""), ("clear", "C")))
        self.keypad.setMinimumWidth(theme.px(264))
        self.keypad.pressed.connect(self.key)
        self._target: QLineEdit = self._line("price")
        for key in NUMBERS:
            self._line(key).installEventFilter(self)
            self._line(key).textChanged.connect(lambda _text: self._reckon())
        self.sale.changed.connect(self._reckon)
        for form in (self.names, self.sale, self.more, self.elsewhere.prices):
            form.entered.connect(self.save)
        self._sums = Sums(lambda price: self._line("price").setText(price.text()))

    def _lay_out(self) -> None:
        self._save = button(_("Save"), "check", self.save, kind="primary")
        self._save.setObjectName("save")
        self._sign = button(_("Print the sign"), "printer", self._print)
        self._sign.setObjectName("printSign")
        self._best = button(_("Make it look its best"), "magic-wand", self._make_best)
        self._best.setObjectName("makeBest")
        self._remove = button(_("Remove"), "trash", self.remove)
        self._remove.setObjectName("remove")
        self._history = button(_("Price history"), "clock-counter-clockwise", self.show_history)
        self._history.setObjectName("history")
        back = button("", "arrow-left", self.leave, kind="square", name=_("Back"))
        back.setObjectName("back")
        more = button(_("More about it"), "caret-down", self._show_more, kind="plain")
        more.setObjectName("more")
        self._others = button(_("Other prices and days"), "calendar", self._show_elsewhere)
        self._others.setObjectName("otherPrices")
        self._work_out = button(_("Where the yuan go"), "chart-bar", self._open_costs)
        self._work_out.setObjectName("workOut")
        self._past_card = Past(self._take_back)
        self._past_card.hide()
        pad = column(self.keypad, None, margins=(0, 24, 0, 0))
        sale_line = row(column(self.sale, self._sums, None, space=12), pad, space=20)
        sale_line.setStretch(0, 1)
        sale = boxed(sale_line)
        # Room for the scroll bar, on the side where it stands.
        gap = (8, 0, 0, 0) if i18n.right_to_left() else (0, 0, 8, 0)
        # With large letters a fourth button below would leave the photo no room.
        wide = theme.scale() < 150
        under_names = flow(self._others, self._work_out, more, *([] if wide else [self._best]), space=8)
        fields = boxed(column(self.sizes, self.guard, self.names, sale, under_names, self.elsewhere, self._past_card, self._more,
                              None, space=12, margins=gap))
        self._fields = scrolling(fields)
        body = row(self._photo_side, self._fields, space=20)
        body.setStretch(0, 9)
        body.setStretch(1, 11)
        outer = QVBoxLayout(self)
        # Large letters on a low window need every pixel of the height.
        edge = 16 if theme.scale() < 150 else 6
        outer.setContentsMargins(20, edge, 20, edge)
        outer.setSpacing(12)
        head = row(back, self._title, self._history)
        head.setStretch(1, 1)
        outer.addLayout(head)
        outer.addLayout(body, 1)
        outer.addWidget(flow(self._remove, *([self._best] if wide else []), self._sign, self._save, ends=2))

    def _line(self, key: str) -> QLineEdit:
        made = self.sale.inputs[key]
        assert isinstance(made, QLineEdit)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keypad.setVisible(event.size().width() >= theme.px(1100))
        self._photo_side.fit(self.width())
        self._fit_title()

    def _fit_title(self) -> None:
        """A long name ends in dots rather than push the window wider."""
        history = 0 if self._history.isHidden() else self._history.sizeHint().width() + 12
        room = max(self.width(), theme.px(500)) - theme.px(theme.TARGET) - history - 60
        # By the font of the style sheet, which a label not yet shown does not know.
        metrics = QFontMetrics(theme.font("head", bold=True))
        self._title.setText(metrics.elidedText(self._called, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip(self._called)

    # ------------------------------------------------------------------ opening
    def open_new(self, photo: Photo | None, waiting: list[Photo]) -> None:
        """An empty form for a photo; ``waiting``: photos that come after it."""
        unit, currency = self._habits()
        self.product, self.photo, self.waiting, self._currency, self._size_of = None, photo, waiting, currency, None
        self._clear()
        self.sale.fill({"unit": unit})
        self._opened()
        # Names are kept in three languages; a further language of the program writes into the first of them.
        inputs = self.names.inputs
        inputs.get(f"name_{i18n.current()}", next(iter(inputs.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_size(self, first: Product) -> None:
        """A form for another size of a product: all that is the same stands there, its weight and price are asked."""
        self.product, self.photo, self.waiting, self._currency, self._size_of = None, None, [], first.price.currency, first
        self._clear()
        self._fill_names(first)
        self.sale.fill({"unit": first.unit})
        values = self._more_of(first)
        self.more.fill({key: values[key] for key in SHARED})
        self._opened()
        self._line("pack_g").setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for form in self._all_forms():
            form.clear()

    def _all_forms(self) -> tuple[Form, ...]:
        return (self.names, self.sale, self.more, self.texts, self.elsewhere.prices)

    def _fill_names(self, product: Product) -> None:
        self.names.fill({f"name_{code}": name for code, name in product.names.items()})
        self.texts.fill({f"text_{code}": text for code, text in product.texts.items()})

    @staticmethod
    def _more_of(product: Product) -> dict[str, Any]:
        return {"sku": product.sku, "category": product.category, "shelf_life_days": product.shelf_life_days or "",
                "origin": product.origin, "certificate": product.certificate}

    def _habits(self) -> tuple[str, str]:
        """Unit and currency of the newest product: what is added next is most often alike."""
        newest = queries.listing(self.stage.shop, limit=1)
        return (newest[0].unit, newest[0].price.currency) if newest else ("jar", "CNY")

    def open_product(self, product: Product) -> None:
        """The form of a product there is."""
        self.product, self.waiting, self._currency, self._size_of = product, [], product.price.currency, None
        first = queries.photos_of(self.stage.shop, product.id)
        self.photo = first[0] if first else None
        self._clear()
        self._fill_names(product)
        self.sale.fill({"unit": product.unit, "pack_g": product.pack_g or "", "price": product.price.text(),
                        "cost": product.cost.text() if product.cost else ""})
        self.more.fill(self._more_of(product))
        self.elsewhere.show_product(product)
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)
        self._opened()
        self._line("price").setFocus(Qt.FocusReason.OtherFocusReason)
        self._line("price").selectAll()

    def _opened(self) -> None:
        if self.product is None:
            self.elsewhere.show_product(None)
        self._opened_with = self.values()
        self._sheet = cost_sheet(self.stage.shop, self.product.id) if self.product else None
        for part in (self._remove, self._sign, self._history, self._work_out):
            part.setVisible(self.product is not None)
        self._called = _titled(self.product) if self.product else _("Another size") if self._size_of else _("New product")
        self._fit_title()
        for folded in (self._past_card, self._more, self.elsewhere, self.guard):
            folded.hide()
        family = self.product or self._size_of
        self.sizes.show_sizes(queries.sizes(self.stage.shop, family) if family else [], self.product.id if self.product else None)
        self.sizes.setVisible(family is not None)
        self._best.setVisible(self.product is not None and bool(self.product.picture))
        self._target = self._line("price")
        self._show_photo()
        self._reckon()

    def take_photo(self, photo: Photo | None) -> None:
        """Another photo for the product in the form; kept with Save."""
        self.photo = photo
        self._show_photo()

    def _show_photo(self) -> None:
        family = self.product or self._size_of
        # A size without a photo of its own shows that of its family.
        name = self.photo.picture if self.photo else family.picture if family else ""
        path: Path | None = self.stage.shop.files.path(name) if name else None
        self._photo_side.show_photo(self.photo, path, len(self.waiting))
        self._photo_side.fit(self.width())

    # ------------------------------------------------------------------ numbers
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._target = watched
        return super().eventFilter(watched, event)

    def key(self, key: str) -> None:
        """A key of the pad, for the number that was touched last."""
        line = self._target
        if key == "back":
            line.backspace()
        elif key == "clear":
            line.clear()
        elif key != "." or ("." not in line.text() and line is not self._line("pack_g")):
            line.insert(key)
        for name in NUMBERS:
            if line is self._line(name):
                self.sale.right(name)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _amount(self, key: str) -> Money | None:
        try:
            return Money.parse(self.sale.value(key), self._currency)
        except ShopError:
            return None

    def _reckon(self) -> None:
        """What is left of the price, while it is typed."""
        pack = self.sale.value("pack_g")
        weight = pricing.grams(self.sale.value("unit"), int(pack) if pack.isascii() and pack.isdecimal() and len(pack) < 9 else 0)
        self._sums.show_sums(self._amount("price"), self._amount("cost"), self._sheet, weight)

    # ------------------------------------------------------------------ saving
    def values(self) -> dict[str, str]:
        """What stands in the form."""
        return {key: value for form in self._all_forms() for key, value in form.values().items()}

    def draft(self) -> ProductDraft | None:
        """The product as typed, or None after every fault was shown beside its field."""
        values, sound = self.values(), True
        numbers: dict[str, int] = {}
        for key, form in (("pack_g", self.sale), ("shelf_life_days", self.more), ("wholesale_from", self.elsewhere.prices)):
            text = values[key]
            if text and not (text.isascii() and text.isdigit()):
                sound = self._wrong(form, key, _("Write a whole number."))
            numbers[key] = int(text) if text.isascii() and text.isdigit() else 0
        amounts: dict[str, Money | None] = {}
        for key in ("price", "cost"):
            amounts[key] = None
            if values[key] or key == "price":
                try:
                    amounts[key] = Money.parse(values[key], self._currency)
                except ShopError as refusal:
                    sound = self._wrong(self.sale, key, str(refusal) if values[key] else _("Write a price like 38.00."))
        others, sound_others = other_prices(self.elsewhere.prices, self._currency)
        if not sound_others:
            self.elsewhere.show()
        draft = drafts.trimmed(ProductDraft(
            names={code: values[f"name_{code}"] for code in LANGUAGES}, price=amounts["price"] or Money(0, self._currency),
            unit=values["unit"], pack_g=numbers["pack_g"], sku=values["sku"], category=values["category"], cost=amounts["cost"],
            shelf_life_days=numbers["shelf_life_days"], origin=values["origin"], certificate=values["certificate"],
            others=others, wholesale_from=numbers["wholesale_from"],
            texts={code: values[f"text_{code}"] for code in LANGUAGES}))
        for fault in drafts.faults(draft):
            sound = self._wrong(*self._place_of(fault.field), f"{fault.message} {fault.hint}")
        return draft if sound and sound_others else None

    def _place_of(self, field: str) -> tuple[Form, str]:
        if field == "names":
            mine = f"name_{i18n.current()}"
            return self.names, mine if mine in self.names.fields else next(iter(self.names.fields))
        if field == "texts":
            return self.texts, next(iter(self.texts.fields))
        return next(form for form in self._all_forms() if field in form.fields), field

    def _wrong(self, form: Form, key: str, why: str) -> bool:
        for holder in (self._more, self.elsewhere):
            if holder.isAncestorOf(form):
                holder.show()
        form.wrong(key, sentence(why))
        return False

    def save(self, reason: str = "") -> None:
        """Keeps the product; says so once it is on disk."""
        draft = self.draft()
        if draft is None:
            return
        old = queries.photos_of(self.stage.shop, self.product.id) if self.product else []
        if self.photo is not None and self.photo not in old[:1]:
            draft = photos.with_photo(draft, self.photo)
        try:
            if self.product is None:
                first = self._size_of.id if self._size_of else None
                product_id = actions.add(self.stage.shop, draft, who=person(), size_of=first, reason=reason)
            else:
                product_id = self.product.id
                actions.change(self.stage.shop, product_id, draft, who=person(), reason=reason)
        except ShopError as refusal:
            if refusal.code == "BELOW_COST":
                self.guard.stop(refusal, self.save)
                self.look_at(self.guard)
            elif refusal.code == "SKU_TAKEN":
                self._wrong(self.more, "sku", str(refusal))
            else:
                self.stage.refuse(refusal)
            return
        name = queries.get(self.stage.shop, product_id).name
        if self.waiting:
            self.open_new(self.waiting[0], self.waiting[1:])
        else:
            self._close(product_id)
        self.stage.saved(_("“{name}” is saved.").format(name=apart(name)))

    def remove(self) -> None:
        """To the bin; Undo stands beside the word for it."""
        if self.product is None:
            return
        name = self.product.name
        actions.remove(self.stage.shop, self.product.id)
        self._close(None)
        self.stage.saved(_("“{name}” is in the bin.").format(name=apart(name)))

    def leave(self) -> None:
        """Back to the grid, losing nothing: a change is saved, a new product can be gone on with."""
        if self.product is not None and self.changed():
            self.save()
            return
        if self.product is None and (self.changed() or self.photo is not None):
            self._begun(self.keep())
        self._close(None)

    def changed(self) -> bool:
        """Whether something was typed or another photo taken since the form was opened."""
        if self.values() != self._opened_with:
            return True
        return self.product is not None and self.photo is not None and self.photo.picture != self.product.picture

    def _print(self) -> None:
        """To the sign of this product, with the price that stands here."""
        self._leave_for("posters")

    def _make_best(self) -> None:
        """To the studio with this product."""
        self._leave_for("studio")

    def _leave_for(self, screen_id: str) -> None:
        """Another screen with this product; what was changed here is saved first, a form with a fault stays open."""
        product = self.product
        self.leave()
        if product is not None and not self.isVisible():
            self.stage.go(screen_id, product=product.id)

    def look_again(self) -> bool:
        """The shop has changed, by Undo perhaps: what was not typed over is shown anew. False where the product is gone."""
        if self.product is None:
            return True
        found = queries.some(self.stage.shop, [self.product.id])
        if not found or found[0].removed_at:
            return False
        if found[0] != self.product and not self.changed():
            self.open_product(found[0])
        elif found[0] != self.product:
            self._prices_changed()
        self.elsewhere.refresh()
        return True

    def show_history(self) -> None:
        """Opens or closes the history of the prices."""
        if self.product is None:
            return
        self._past_card.show_history(self.stage.shop, self.product.id)
        self._past_card.setVisible(self._past_card.isHidden())
        self.look_at(self._past_card)

    def _take_back(self, change: PriceChange, reason: str = "") -> None:
        """One change of the history less; the form shows the price that holds now."""
        if self.product is None:
            return
        try:
            price_actions.take_back(self.stage.shop, self.product.id, change.id, who=person(), reason=reason)
        except ShopError as refusal:
            if refusal.code == "BELOW_COST":
                self.guard.stop(refusal, lambda why: self._take_back(change, why))
                self.look_at(self.guard)
            else:
                self.stage.refuse(refusal)
            return
        self.open_product(queries.get(self.stage.shop, self.product.id))
        self.show_history()
        self.stage.saved(_("The price is as it was before."))

    # ------------------------------------------------------------------ sizes, other prices, costs
    def _saved_first(self) -> bool:
        """What was typed is kept before another form opens; False where it cannot be."""
        if self.product is None or not self.changed():
            return True
        shown = self.product.id
        close, self._close = self._close, lambda _product_id: None
        self.save()
        self._close = close
        return not (self.guard.isVisible() or queries.get(self.stage.shop, shown).draft() != self.draft())

    def _open_size(self, product_id: int) -> None:
        if self._saved_first():
            self.open_product(queries.get(self.stage.shop, product_id))

    def _another_size(self) -> None:
        if self.product is not None and self._saved_first():
            self.open_size(queries.get(self.stage.shop, self.product.id))

    def _open_costs(self) -> None:
        if self.product is not None and self._saved_first():
            self._costs(queries.get(self.stage.shop, self.product.id))

    def _show_elsewhere(self) -> None:
        self.elsewhere.setVisible(self.elsewhere.isHidden())
        self.look_at(self.elsewhere)

    def _prices_changed(self) -> None:
        """A price for some days was set or taken away; what was typed stays."""
        if self.product is not None:
            self.product = queries.get(self.stage.shop, self.product.id)
            self.sizes.show_sizes(queries.sizes(self.stage.shop, self.product), self.product.id)

    def _show_more(self) -> None:
        self._more.setVisible(self._more.isHidden())
        self.look_at(self._more)

    def look_at(self, part: QWidget) -> None:
        """Scrolls a part that was just opened into view, once it has its size."""
        QTimer.singleShot(0, part, lambda: self._fields.ensureWidgetVisible(part))

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """Everything on the form."""
        return {"product": self.product.id if self.product else None, "photo": self.photo, "waiting": self.waiting,
                "values": self.values(), "size_of": self._size_of.id if self._size_of else None}

    def take(self, kept: dict[str, Any]) -> None:
        """The form as it was."""
        if kept.get("size_of") is not None:
            self.open_size(queries.get(self.stage.shop, kept["size_of"]))
            self.take_photo(kept["photo"])
        elif kept["product"] is None:
            self.open_new(kept["photo"], kept["waiting"])
        else:
            self.open_product(queries.get(self.stage.shop, kept["product"]))
            self.photo = kept["photo"]
            self._show_photo()
        for form in self._all_forms():
            form.fill({key: value for key, value in kept["values"].items() if key in form.fields})
        self._reckon()


def _titled(product: Product) -> str:
    """The name, with its weight where there are several sizes of it."""
    size = weight_text(product.unit, product.pack_g)
    return sentence(f"{apart(product.name)} · {apart(size)}") if product.family else product.name
