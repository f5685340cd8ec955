"""One order of a chat on a card: every part can be mended; what was guessed is amber and says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.orders import dues
from producer_app.areas.orders.chat.values import Address, ChatItem, ChatOrder
from producer_app.areas.orders.chatting import Checked
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.widgets import boxed, button, column, row, rule, words

# So many products stand in the list of one item before a person types a part of the name.
MOST_CHOICES = 60
OTHER = -1


class ItemRow(QWidget):
    """One kind of goods: which product, how many, what it costs."""

    def __init__(self, shop: Shop, item: ChatItem, changed: Callable[[], object], away: Callable[[ItemRow], object]) -> None:
        super().__init__()
        self._shop, self._changed = shop, changed
        self.said = item.said
        self._guess = item.product_id
        self.product = QComboBox()
        self.product.setObjectName("chatProduct")
        self.product.setAccessibleName(_("Product for “{words}”").format(words=isolate(item.said)))
        self.product.setMinimumContentsLength(6)
        self.product.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search products"))
        self._search.setAccessibleName(_("Search products"))
        self._search.hide()
        self.count = QLineEdit(item.quantity.text() if item.quantity else "")
        self.count.setObjectName("chatCount")
        self.count.setAccessibleName(_("How many"))
        self.count.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setFixedWidth(theme.px(84))
        self.cost = words("", "strong", wrap=False)
        self.cost.setMinimumWidth(theme.px(80))
        self._why = words(item.why, "label", tone="amber")
        self._why.setVisible(not item.sure)
        self._short = words("", "label", tone="amber")
        self._short.setObjectName("chatShort")
        self._short.hide()
        remove = button("", "x", partial(away, self), kind="square", name=_("Leave this out"))
        self._fill(list(item.others), item.product_id)
        for part in (self.product, self.count):
            theme.mark(part, doubt="" if item.sure else "yes")
        told = " · ".join(filter(None, (item.said, item.amount)))
        head = row(words(f"“{told}”", "quiet"), self.count, self.cost, remove, space=8)
        head.setStretch(0, 1)
        outer = column(head, self.product, self._search, self._why, self._short, space=8)
        self.setLayout(outer)
        self.product.activated.connect(self._chosen)
        self._search.textEdited.connect(self._look)
        self.count.textEdited.connect(lambda _text: self._mended())
        self.say_cost()

    # ------------------------------------------------------------------ the products to choose from
    def _fill(self, first: Sequence[int], chosen: int | None) -> None:
        self.product.blockSignals(True)
        self.product.clear()
        if chosen is None:
            self.product.addItem(_("Choose the product"), None)
        shown = products.some(self._shop, list(first))
        known = {one.id for one in shown}
        shown += [one for one in products.listing(self._shop, limit=MOST_CHOICES) if one.id not in known]
        for one in shown:
            self.product.addItem(one.title, one.id)
        if len(shown) >= MOST_CHOICES:
            self.product.addItem(_("Another product …"), OTHER)
        if chosen is not None:
            self.product.setCurrentIndex(max(0, self.product.findData(chosen)))
        self.product.blockSignals(False)

    def _chosen(self, _index: int) -> None:
        if self.product.currentData() == OTHER:
            self._search.show()
            self._search.setFocus()
            return
        self._mended()

    def _look(self, text: str) -> None:
        found = products.listing(self._shop, search=text, limit=30)
        if found:
            self._fill([one.id for one in found], found[0].id)
            self._mended()

    def _mended(self) -> None:
        """What a person chose is sure."""
        for part in (self.product, self.count):
            theme.mark(part, doubt="", wrong="")
        self._why.hide()
        self.say_cost()
        self._changed()

    # ------------------------------------------------------------------ values
    @property
    def product_id(self) -> int | None:
        """The product chosen, None for none."""
        found = self.product.currentData()
        return None if found in (None, OTHER) else int(found)

    def quantity(self) -> Quantity | None:
        """How many, None where that is no number."""
        try:
            return Quantity.parse(self.count.text())
        except ShopError:
            return None

    def money(self) -> Money | None:
        """What it costs, None while something is missing."""
        quantity = self.quantity()
        if self.product_id is None or quantity is None:
            return None
        return quantity.of_price(products.price_today(self._shop, self.product_id))

    def say_cost(self) -> None:
        """Shows what it costs."""
        money = self.money()
        self.cost.setText(money.shown() if money else "—")

    def say_short(self, text: str) -> None:
        """Shows that more is asked for than is left, "" for nothing; it never hinders."""
        self._short.setText(text)
        self._short.setVisible(bool(text))

    def learned(self) -> tuple[str, int] | None:
        """What the words mean, where a person had to say so."""
        return (self.said, self.product_id) if self.product_id is not None and self.product_id != self._guess else None

    def wrong(self) -> bool:
        """Marks what is missing; whether there is something."""
        for part, missing in ((self.product, self.product_id is None), (self.count, self.quantity() is None)):
            if missing:
                theme.mark(part, wrong="yes", doubt="")
                part.setFocus()
        return self.money() is None

    @property
    def doubtful(self) -> bool:
        """Whether something of it is still amber."""
        return not self._why.isHidden() or self.money() is None


class ChatCard(QFrame):
    """One order: buyer, place, goods, note."""

    def __init__(self, shop: Shop, number: int, order: ChatOrder, changed: Callable[[], object],
                 away: Callable[[ChatCard], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setObjectName("chatCard")
        self._shop, self._changed = shop, changed
        self._told = order.told
        self._rows: list[ItemRow] = []
        self.form = Form([
            Field("name", _("Buyer"), example=_("Name"), limit=60, optional=True),
            Field("phone", _("Phone"), "code", limit=30, optional=True),
            Field("region", _("Province, city, county"), limit=120, width=2, optional=True),
            Field("address", _("Street and house"), limit=200, width=2, optional=True),
            Field("due", _("Promised for a day"), "code", example=clock.today().isoformat(), limit=10, optional=True),
            Field("deposit", _("Deposit seen on the phone"), "money", limit=16, optional=True),
            Field("note", _("Note"), limit=300, width=2, optional=True)], columns=2)
        self.form.fill({"name": order.name.text, "phone": order.phone.text, "region": order.address.region,
                        "address": order.address.said or order.address.rest.text, "note": order.note})
        self._doubts(order)
        self.form.changed.connect(changed)
        head = row(words(_("Order {number}").format(number=isolate(str(number))), "title", wrap=False), None,
                   button("", "trash", partial(away, self), kind="square", name=_("Leave this order out")))
        self._items = QVBoxLayout()
        self._items.setSpacing(12)
        self.total = words("", "price", wrap=False)
        self.total.setObjectName("chatTotal")
        self._agreed = self._agreed_chip()
        self._amber = words("", "label", tone="amber")
        foot = flow(self.total, self._agreed, ends=1) if self._agreed else row(None, self.total)
        parts = [head, self._items, rule(), self.form, *self._read_apart(order.address), foot, self._amber]
        self.setLayout(column(*parts, space=12, margins=(16, 12, 16, 12)))
        for item in order.items:
            self._add(item)
        if not order.items:
            self._add(ChatItem("", "", None, Quantity.of(1), False, _("No goods were found in the text.")))
        self.look_again()

    def _doubts(self, order: ChatOrder) -> None:
        self.form.doubt("name", order.name.why)
        self.form.doubt("phone", order.phone.why)
        place = order.address
        self.form.doubt("region", " ".join(filter(None, (p.why for p in (place.province, place.city, place.county)))))
        self.form.doubt("address", place.rest.why)

    def _read_apart(self, place: Address) -> list[QWidget]:
        """What was read in an address of another script, for a look; the address itself stays as it was written."""
        if not place.said:
            return []
        read = ((_("Township"), place.town), (_("Village"), place.village), (_("Street"), place.street))
        told = words(" · ".join(f"{name}: {text}" for name, text in read if text), "quiet")
        told.setObjectName("chatReadApart")
        told.setVisible(bool(told.text()))
        said = words(_("The place stands above in Chinese for the courier, the address below it as it was written."), "quiet")
        return [boxed(column(said, told, space=4))]

    def _agreed_chip(self) -> QPushButton | None:
        if self._told is None:
            return None
        chip = button(_("Take {amount} as agreed").format(amount=self._told.shown()), "check", self.look_again, kind="chip")
        chip.setCheckable(True)
        chip.setObjectName("chatAgreed")
        return chip

    def _add(self, item: ChatItem) -> None:
        made = ItemRow(self._shop, item, self._touched, self._drop)
        self._rows.append(made)
        self._items.addWidget(made)

    def _drop(self, item: ItemRow) -> None:
        if len(self._rows) > 1:
            self._rows.remove(item)
            item.setParent(None)
            item.deleteLater()
            self._touched()

    def _touched(self) -> None:
        self.look_again()
        self._changed()

    # ------------------------------------------------------------------ values
    @property
    def items(self) -> list[ItemRow]:
        """The kinds of goods."""
        return list(self._rows)

    def sum(self) -> Money | None:
        """What the goods come to, None while something is missing or currencies differ."""
        sums = [one.money() for one in self.items]
        known = [one for one in sums if one is not None]
        if len(known) < len(sums) or len({one.currency for one in known}) != 1:
            return None
        return Money.total(known)

    def look_again(self) -> None:
        """Shows the sum, and whether it is the one that the writer named."""
        total = self.sum()
        agreed = self._told if self._agreed is not None and self._agreed.isChecked() else None
        shown = agreed or total
        self.total.setText(shown.shown() if shown else "—")
        differs = self._told is not None and total is not None and agreed is None and total != self._told
        self._amber.setText(_("The buyer wrote {told}, the goods come to {sum}.").format(
            told=self._told.shown(), sum=total.shown()) if differs and self._told and total else "")
        self._amber.setVisible(differs)

    def doubts(self) -> int:
        """How many things are still amber."""
        return self.form.doubtful() + sum(one.doubtful for one in self.items)

    def checked(self) -> Checked | None:
        """The order as it stands, or None where something is missing, which is marked then."""
        if [one for one in self.items if one.wrong()]:
            return None
        values = self.form.values()
        due, deposit = self._due(values["due"]), self._deposit(values["deposit"])
        if due is None or (values["deposit"] and deposit is None):
            return None
        agreed = self._told if self._agreed is not None and self._agreed.isChecked() else None
        goods = tuple((one.product_id, one.quantity()) for one in self.items)
        return Checked(
            tuple((i, q) for i, q in goods if i is not None and q is not None), values["name"], values["phone"], values["region"],
            values["address"], values["note"], agreed, tuple(filter(None, (one.learned() for one in self.items))), due, deposit)

    def _due(self, text: str) -> str | None:
        try:
            return dues.day_of(text)
        except ShopError as refusal:
            self.form.wrong("due", refusal.hint or str(refusal))
            return None

    def _deposit(self, text: str) -> Money | None:
        agreed = self._told if self._agreed is not None and self._agreed.isChecked() else None
        billed = agreed or self.sum()
        if not text or billed is None:
            return None
        try:
            found = Money.parse(text, billed.currency)
        except ShopError as refusal:
            self.form.wrong("deposit", refusal.hint or str(refusal))
            return None
        if not 0 < found.minor <= billed.minor:
            self.form.wrong("deposit", _("Write an amount up to the total."))
            return None
        return found

    def keep(self) -> dict[str, Any]:
        """What was mended, for another language."""
        return {"form": self.form.values(), "items": [(one.product_id, one.count.text()) for one in self.items]}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self.form.fill(kept["form"])
        for one, (product_id, count) in zip(self.items, kept["items"], strict=False):
            at = one.product.findData(product_id)
            if product_id is not None and at >= 0:
                one.product.setCurrentIndex(at)
            one.count.setText(count)
            one.say_cost()
        self.look_again()
