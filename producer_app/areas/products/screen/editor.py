"""The form of one product: its photo large at the start side, names in three languages, how it is sold, its price."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from producer_app.areas.products import actions, drafts, photos, queries
from producer_app.areas.products.rows import LANGUAGES, UNITS, Photo, Product, ProductDraft
from producer_app.areas.products.screen.parts import MarginBar, PhotoView, brightness, sentence
from producer_app.base import clock, i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate, ngettext
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.tables import Thumbs
from producer_app.ui.widgets import Keypad, boxed, button, card, chip, column, empty_layout, row, scrolling, words

EXAMPLES = {"ug": "گۈلقەنت", "zh": "玫瑰花酱", "en": "Rose petal jam"}
NUMBERS = ("price", "cost", "pack_g")
HISTORY_LINES = 12


class Editor(QWidget):
    """Edits one product or makes a new one. ``close``: called when the person is done; ``begun``: called with what was
    typed for a new product that is left before it was saved; ``choose``: asks for another photo;
    ``camera``: takes one."""

    def __init__(self, stage: Stage, *, close: Callable[[int | None], object], begun: Callable[[dict[str, Any]], object],
                 choose: Callable[[], object], camera: Callable[[], object]) -> None:
        super().__init__()
        self.stage = stage
        self._close, self._begun, self._choose, self._camera = close, begun, choose, camera
        self.product: Product | None = None
        self.photo: Photo | None = None
        self.waiting: list[Photo] = []
        self._currency = "CNY"
        self._opened_with: dict[str, str] = {}
        thumbs = Thumbs(theme.px(900), most=4)
        thumbs.setParent(self)
        thumbs.ready.connect(self._advise)
        self._view = PhotoView(thumbs)
        self._advice = chip("", "leaf")
        self._queue = chip("", "blue")
        self._change = button(_("Change photo"), "image-square", self._change_photo)
        self._change.setObjectName("changePhoto")
        self._retake = button(_("Take a photo"), "camera", camera)
        self._retake.setObjectName("retake")
        self._title = words("", "head", wrap=False)
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
        self.more.hide()
        self.keypad = Keypad(extra=(("back", ""), ("clear", "C")))
        self.keypad.setMinimumWidth(theme.px(264))
        self.keypad.pressed.connect(self.key)
        self._target: QLineEdit = self._line("price")
        for key in NUMBERS:
            self._line(key).installEventFilter(self)
            self._line(key).textChanged.connect(lambda _text: self._reckon())
        for form in (self.names, self.sale, self.more):
            form.entered.connect(self.save)
        self._bar = MarginBar()
        self._bar.setObjectName("marginBar")
        self._left = words("", "strong")
        self._left.setObjectName("left")
        self._per = words("", "quiet")

    def _lay_out(self) -> None:
        self._save = button(_("Save"), "check", self.save, kind="primary")
        self._save.setObjectName("save")
        self._sign = button(_("Print the sign"), "printer", self._print)
        self._best = button(_("Make it look its best"), "magic-wand", self._make_best)
        self._best.setObjectName("makeBest")
        self._remove = button(_("Remove"), "trash", self.remove)
        self._remove.setObjectName("remove")
        self._history = button(_("Price history"), "clock-counter-clockwise", self._show_history)
        self._history.setObjectName("history")
        back = button("", "arrow-left", self.leave, kind="square", name=_("Back"))
        back.setObjectName("back")
        more = button(_("More about it"), "caret-down", self._show_more, kind="plain")
        more.setObjectName("more")
        self._past = QVBoxLayout()
        self._past.setSpacing(4)
        self._past_card = card(column(words(_("Price history"), "strong"), self._past, space=8, margins=(16, 12, 16, 12)))
        self._past_card.hide()
        self._per.setWordWrap(False)
        sums_line = row(self._left, self._per)
        sums_line.setStretch(0, 1)
        sums = card(column(self._bar, sums_line, space=8, margins=(16, 12, 16, 12)))
        pad = column(self.keypad, None, margins=(0, 24, 0, 0))
        sale_line = row(column(self.sale, sums, None, space=12), pad, space=20)
        sale_line.setStretch(0, 1)
        sale = boxed(sale_line)
        # Room for the scroll bar, on the side where it stands.
        gap = (8, 0, 0, 0) if i18n.right_to_left() else (0, 0, 8, 0)
        # With large letters a fourth button below would leave the photo no room.
        wide = theme.scale() < 150
        under_names = flow(more, *([] if wide else [self._best]))
        fields = boxed(column(self.names, sale, self._past_card, under_names, self.more, None, space=12, margins=gap))
        told = row(self._advice, self._queue, None)
        under = column(told, row(None, self._retake, self._change))
        self._photo_side = boxed(column(self._view, under, None, space=12))
        self._photo_side.setMinimumWidth(theme.px(280))
        self._photo_side.setMaximumWidth(theme.px(600))
        self._fields = scrolling(fields)
        body = row(self._photo_side, self._fields, space=20)
        body.setStretch(0, 9)
        body.setStretch(1, 11)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(back, self._title, None, self._history))
        outer.addLayout(body, 1)
        outer.addWidget(flow(self._remove, *([self._best] if wide else []), self._sign, self._save, ends=2))

    def _line(self, key: str) -> QLineEdit:
        made = self.sale.inputs[key]
        assert isinstance(made, QLineEdit)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keypad.setVisible(event.size().width() >= theme.px(1100))
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Both ways to a photo beside each other where they fit; else one button that asks which."""
        room = max(theme.px(280), min(theme.px(600), (self.width() - 60) * 9 // 20))
        self._retake.setVisible(self._retake.sizeHint().width() + self._change.sizeHint().width() + 12 <= room)

    def _change_photo(self) -> None:
        if not self._retake.isHidden():
            self._choose()
            return
        menu = QMenu(self)
        menu.setObjectName("photoWays")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Take a photo"), self._camera)
        menu.addAction(_("Choose a photo"), self._choose)
        menu.popup(self._change.mapToGlobal(self._change.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    # ------------------------------------------------------------------ opening
    def open_new(self, photo: Photo | None, waiting: list[Photo]) -> None:
        """An empty form for a photo; ``waiting``: photos that come after it."""
        unit, currency = self._habits()
        self.product, self.photo, self.waiting, self._currency = None, photo, waiting, currency
        for form in (self.names, self.sale, self.more):
            form.clear()
        self.sale.fill({"unit": unit})
        self._opened()
        # Names are kept in three languages; a further language of the program writes into the first of them.
        inputs = self.names.inputs
        inputs.get(f"name_{i18n.current()}", next(iter(inputs.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def _habits(self) -> tuple[str, str]:
        """Unit and currency of the newest product: what is added next is most often alike."""
        newest = queries.listing(self.stage.shop, limit=1)
        return (newest[0].unit, newest[0].price.currency) if newest else ("jar", "CNY")

    def open_product(self, product: Product) -> None:
        """The form of a product there is."""
        self.product, self.waiting, self._currency = product, [], product.price.currency
        first = queries.photos_of(self.stage.shop, product.id)
        self.photo = first[0] if first else None
        for form in (self.names, self.sale, self.more):
            form.clear()
        self.names.fill({f"name_{code}": name for code, name in product.names.items()})
        self.sale.fill({"unit": product.unit, "pack_g": product.pack_g or "", "price": product.price.text(),
                        "cost": product.cost.text() if product.cost else ""})
        self.more.fill({"sku": product.sku, "category": product.category, "shelf_life_days": product.shelf_life_days or "",
                        "origin": product.origin, "certificate": product.certificate})
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)
        self._opened()
        self._line("price").setFocus(Qt.FocusReason.OtherFocusReason)
        self._line("price").selectAll()

    def _opened(self) -> None:
        self._opened_with = self.values()
        self._title.setText(self.product.name if self.product else _("New product"))
        for part in (self._remove, self._sign, self._history):
            part.setVisible(self.product is not None)
        self._best.setVisible(self.product is not None and bool(self.product.picture))
        self._past_card.hide()
        self.more.hide()
        self._target = self._line("price")
        self._show_photo()
        self._reckon()

    def take_photo(self, photo: Photo) -> None:
        """Another photo for the product in the form; kept with Save."""
        self.photo = photo
        self._show_photo()

    def _show_photo(self) -> None:
        path: Path | None = self.stage.shop.files.path(self.photo.picture) if self.photo else None
        self._view.show_photo(path)
        self._change.setText(" " + (_("Change photo") if self.photo else _("Add photo")))
        self._fit_buttons()
        count = len(self.waiting)
        self._queue.setVisible(bool(count))
        self._queue.setText(ngettext("{count} photo after this", "{count} photos after this", count).format(count=count))
        self._advise()

    def _advise(self) -> None:
        picture = self._view.picture()
        self._advice.setVisible(picture is not None and not picture.isNull())
        if picture is None or picture.isNull() or self.photo is None:
            return
        told = photos.advice(brightness(picture), self.photo.width, self.photo.height)
        self._advice.setText(told.sentence)
        theme.mark(self._advice, chip="leaf" if told.good else "amber")

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
        price, cost = self._amount("price"), self._amount("cost")
        left = drafts.left_of(price, cost) if price else None
        self._bar.setVisible(left is not None)
        if price is None or left is None or cost is None:
            self._left.setText(_("Write price and cost, and see what is left for you."))
            theme.mark(self._left, tone="", role="quiet")
        else:
            self._bar.show_parts(price, cost)
            loss = left.minor < 0
            text = _("{amount} less than it costs you") if loss else _("{amount} left for you")
            self._left.setText(text.format(amount=(-left if loss else left).shown()))
            theme.mark(self._left, tone="red" if loss else "leaf", role="strong")
        pack = self.sale.value("pack_g")
        each = drafts.per_500_g(price, int(pack)) if price and pack.isdecimal() and len(pack) < 9 else None
        self._per.setText(_("{price} per 500 g").format(price=each.shown()) if each else "")

    # ------------------------------------------------------------------ saving
    def values(self) -> dict[str, str]:
        """What stands in the form."""
        return self.names.values() | self.sale.values() | self.more.values()

    def draft(self) -> ProductDraft | None:
        """The product as typed, or None after every fault was shown beside its field."""
        values, sound = self.values(), True
        numbers: dict[str, int] = {}
        for key, form in (("pack_g", self.sale), ("shelf_life_days", self.more)):
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
        draft = drafts.trimmed(ProductDraft(
            names={code: values[f"name_{code}"] for code in LANGUAGES}, price=amounts["price"] or Money(0, self._currency),
            unit=values["unit"], pack_g=numbers["pack_g"], sku=values["sku"], category=values["category"], cost=amounts["cost"],
            shelf_life_days=numbers["shelf_life_days"], origin=values["origin"], certificate=values["certificate"]))
        for fault in drafts.faults(draft):
            sound = self._wrong(*self._place_of(fault.field), f"{fault.message} {fault.hint}")
        return draft if sound else None

    def _place_of(self, field: str) -> tuple[Form, str]:
        if field == "names":
            mine = f"name_{i18n.current()}"
            return self.names, mine if mine in self.names.fields else next(iter(self.names.fields))
        return (self.sale if field in self.sale.fields else self.more), field

    def _wrong(self, form: Form, key: str, why: str) -> bool:
        form.setVisible(True)
        form.wrong(key, sentence(why))
        return False

    def save(self) -> None:
        """Keeps the product; says so once it is on disk."""
        draft = self.draft()
        if draft is None:
            return
        old = queries.photos_of(self.stage.shop, self.product.id) if self.product else []
        if self.photo is not None and self.photo not in old[:1]:
            draft = photos.with_photo(draft, self.photo)
        try:
            if self.product is None:
                product_id = actions.add(self.stage.shop, draft)
            else:
                product_id = self.product.id
                actions.change(self.stage.shop, product_id, draft)
        except ShopError as refusal:
            if refusal.code == "SKU_TAKEN":
                self._wrong(self.more, "sku", str(refusal))
            else:
                self.stage.refuse(refusal)
            return
        name = queries.get(self.stage.shop, product_id).name
        if self.waiting:
            self.open_new(self.waiting[0], self.waiting[1:])
        else:
            self._close(product_id)
        self.stage.saved(_("“{name}” is saved.").format(name=isolate_name(name)))

    def remove(self) -> None:
        """To the bin; Undo stands beside the word for it."""
        if self.product is None:
            return
        name = self.product.name
        actions.remove(self.stage.shop, self.product.id)
        self._close(None)
        self.stage.saved(_("“{name}” is in the bin.").format(name=isolate_name(name)))

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
        if self.product is not None:
            self.stage.go("posters", product=self.product.id)

    def _make_best(self) -> None:
        """To the studio with this product; what was changed here is saved first, a form with a fault stays open."""
        product = self.product
        self.leave()
        if product is not None and not self.isVisible():
            self.stage.go("studio", product=product.id)

    def _show_history(self) -> None:
        if self.product is None:
            return
        empty_layout(self._past)
        for one in queries.price_history(self.stage.shop, self.product.id)[:HISTORY_LINES]:
            kind = {"stall": _("Stall price"), "cost": _("What it costs you")}.get(one.kind, _("Online price"))
            when = isolate(clock.local(one.changed_at).strftime("%Y-%m-%d %H:%M"))
            amounts = one.new.shown() if one.old is None else isolate(f"{one.old.shown()} → {one.new.shown()}")
            line = row(words(when, "quiet", wrap=False), words(kind, wrap=False), None, words(amounts, "strong", wrap=False))
            self._past.addLayout(line)
        self._past_card.setVisible(self._past_card.isHidden())
        self._look_at(self._past_card)

    def _show_more(self) -> None:
        self.more.setVisible(self.more.isHidden())
        self._look_at(self.more)

    def _look_at(self, part: QWidget) -> None:
        """Scrolls a part that was just opened into view, once it has its size."""
        QTimer.singleShot(0, part, lambda: self._fields.ensureWidgetVisible(part))

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """Everything on the form."""
        return {"product": self.product.id if self.product else None, "photo": self.photo, "waiting": self.waiting,
                "values": self.values()}

    def take(self, kept: dict[str, Any]) -> None:
        """The form as it was."""
        if kept["product"] is None:
            self.open_new(kept["photo"], kept["waiting"])
        else:
            self.open_product(queries.get(self.stage.shop, kept["product"]))
            self.photo = kept["photo"]
            self._show_photo()
        for form in (self.names, self.sale, self.more):
            form.fill({key: value for key, value in kept["values"].items() if key in form.fields})
        self._reckon()


def isolate_name(name: str) -> str:
    """A name inside a sentence of another direction keeps its own."""
    return f"{i18n.FSI}{name}{i18n.PDI}"
