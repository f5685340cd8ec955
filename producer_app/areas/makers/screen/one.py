"""One maker: her name, her phone, and which goods she makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.makers import actions, queries
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.ui import theme
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import SearchBox, button, card, column, empty_layout, row, scrolling, words

SHOWN = 40


class OneMaker(QWidget):
    """The sheet of a maker. ``begin(id)`` opens it, 0 for a new one; ``close``: back to the list."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._maker = 0
        back = button("", "arrow-left", close, kind="square", name=_("Back to the makers"))
        back.setObjectName("leaveMaker")
        self._title = words("", "head", wrap=False)
        self._form = Form([Field("name", _("Name"), limit=60), Field("phone", _("Phone"), "code", limit=30, optional=True)],
                          columns=2 if theme.scale() < 150 else 1)
        self._form.entered.connect(self.save)
        self._search = SearchBox(_("Search products"))
        self._search.setObjectName("makerSearch")
        self._search.textChanged.connect(lambda _text: self._draw_goods())
        self._goods = QVBoxLayout()
        self._goods.setSpacing(8)
        holder = QWidget()
        holder.setLayout(self._goods)
        self._what = card(column(row(words(_("Tap what she makes"), "label"), None, self._search), holder, space=10,
                                 margins=(16, 12, 16, 14)))
        inner = QWidget()
        inner.setLayout(column(card(column(self._form, margins=(16, 12, 16, 14))), self._what, None, space=12))
        self._away = button(_("Take her off the list"), "trash", self.remove, kind="plain")
        self._away.setObjectName("removeMaker")
        save = button(_("Save"), "check", self.save, kind="primary")
        save.setObjectName("saveMaker")
        outer = column(row(back, self._title, None, space=12), scrolling(inner), row(self._away, None, save), space=12,
                       margins=(20, 16, 20, 12))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def begin(self, maker_id: int) -> None:
        """Shows a maker, or an empty sheet."""
        self._maker = maker_id
        self._form.clear()
        self._search.clear()
        if maker_id:
            maker = queries.get(self._stage.shop, maker_id)
            self._form.fill({"name": maker.name, "phone": maker.phone})
        self.look_again()

    def look_again(self) -> None:
        """Reads the goods anew; what is typed stays."""
        self._title.setText(_("A new maker") if not self._maker else _("A maker"))
        self._what.setVisible(bool(self._maker))
        self._away.setVisible(bool(self._maker))
        self._draw_goods()

    def _draw_goods(self) -> None:
        empty_layout(self._goods)
        if not self._maker:
            return
        shop = self._stage.shop
        made_by = queries.made_by(shop)
        names = {maker.id: maker.name for maker in queries.listing(shop)}
        hers = [] if self._search.text().strip() else products.some(shop, [i for i, m in made_by.items() if m == self._maker])
        known = {one.id for one in hers}
        found = products.listing(shop, search=self._search.text(), limit=SHOWN)
        for product in [*hers, *(one for one in found if one.id not in known)]:
            mine = made_by.get(product.id) == self._maker
            other = names.get(made_by.get(product.id, 0), "") if not mine else ""
            made = button(product.title, "check" if mine else "plus",
                          partial(self._toggle, product.id, None if mine else self._maker), kind="chip")
            made.setCheckable(True)
            made.setChecked(mine)
            made.setObjectName(f"makes_{product.id}")
            self._goods.addLayout(row(made, None, *([words(other, "quiet", wrap=False)] if other else [])))

    def _toggle(self, product_id: int, maker_id: int | None) -> None:
        self._stage.guarded(lambda: actions.assign(self._stage.shop, product_id, maker_id))

    def save(self) -> None:
        """Keeps name and phone; a new maker's goods are tapped next."""
        values = self._form.values()
        try:
            if self._maker:
                actions.change(self._stage.shop, self._maker, values["name"], values["phone"])
            else:
                self._maker = actions.add(self._stage.shop, values["name"], values["phone"])
        except ShopError as refusal:
            self._form.wrong("name", str(refusal))
            return
        self.look_again()
        self._stage.saved(_("{name} is saved.").format(name=values["name"]))

    def remove(self) -> None:
        """Takes the maker off the list; Undo brings her back."""
        name = queries.get(self._stage.shop, self._maker).name
        actions.remove(self._stage.shop, self._maker)
        self._maker = 0
        self._close()
        self._stage.saved(_("{name} is off the list.").format(name=name))
