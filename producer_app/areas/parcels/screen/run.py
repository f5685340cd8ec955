"""The pick-up run: what to fetch from which house for the orders that wait, who makes what, and both on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from producer_app.areas import orders, products
from producer_app.areas.parcels import actions, queries
from producer_app.areas.parcels.kinds import pickup_run
from producer_app.areas.parcels.rows import HouseRow
from producer_app.areas.parcels.screen.sheets import FEW, Sheet
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.page import Page
from producer_app.base.progress import Progress, silent
from producer_app.store.shop import Shop
from producer_app.ui import handing_out
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import button, card, column, empty, row, words

MOST_ORDERS = 2_000  # of one run, the longest waiting


class Looked(NamedTuple):
    """What a run fetches, and who makes the goods."""

    rows: Sequence[HouseRow]
    goods: Sequence[products.Product]
    houses: Mapping[int, str]


def look(shop: Shop, progress: Progress = silent) -> Looked:
    """Looks through the orders that wait to be packed."""
    progress(0, 1)
    found = queries.waiting(shop, "pack", limit=MOST_ORDERS)
    lines = orders.lines_of(shop, [order.id for order in found])
    progress(1, 2)
    wanted = sorted({line.product_id for some in lines.values() for line in some if line.product_id is not None})
    return Looked(queries.run(shop, found), products.some(shop, wanted), queries.houses(shop))


class Run(Sheet):
    """The houses with their goods; below, who makes the goods that wait."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__(stage, _("Pick-up run"), close)

        self._looked: Looked | None = None

    def look_again(self) -> None:
        if not queries.many_wait(self.stage.shop, FEW):
            self._show(look(self.stage.shop))
            return
        self.elsewhere(_("Looking through the orders"), look, self._show)
        if self._looked is None:
            self.wait(N_("Adding up what each house gives …"))

    def failed(self) -> None:
        self._looked = None
        super().failed()

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        rows = looked.rows
        if not rows:
            self.fill(empty("house", _("No order waits to be packed."), tone="leaf"))
            self.put_foot()
            return
        parts: list[QWidget | QLayout] = []
        for house, some in groupby(rows, key=lambda one: one.house):
            lines: list[QWidget | QLayout | int | None] = [words(house or _("House not written down"), "title",
                                                                 tone="" if house else "amber")]
            for one in some:
                line = row(words(one.goods), words(isolate(f"× {one.count}"), "title", wrap=False), space=12)
                line.setStretch(0, 1)
                lines.append(line)
            parts.append(card(column(*lines, space=4, margins=(16, 12, 16, 12))))
        parts.append(self._makers(looked))
        self.fill(*parts)
        whole = button(_("Print the run"), "printer", partial(self.print_out, False), kind="primary")
        whole.setObjectName("printRun")
        each = button(_("A sheet for each house"), "house", partial(self.print_out, True))
        each.setObjectName("printHouses")
        keep = button(_("Save as file"), "file-pdf", self._save)
        keep.setObjectName("saveRun")
        self.put_foot(each, keep, whole)

    def _makers(self, looked: Looked) -> QWidget:
        parts: list[QWidget | QLayout | int | None] = [words(_("Who makes it?"), "strong")]
        for product in looked.goods:
            field = QLineEdit(looked.houses.get(product.id, ""))
            field.setObjectName(f"house_{product.id}")
            field.setAccessibleName(_("Who makes {goods}").format(goods=product.name))
            field.setPlaceholderText(_("House or name"))
            field.setMaxLength(80)
            field.editingFinished.connect(partial(self._keep, product.id, field))
            line = row(words(product.name), field, space=12)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            parts.append(line)
        if not looked.goods:
            parts.append(words(_("These goods are no products of the shop yet."), "quiet"))
        return card(column(*parts, space=8, margins=(16, 12, 16, 12)))

    def _keep(self, product_id: int, field: QLineEdit) -> None:
        house = field.text().strip()
        if house == queries.houses(self.stage.shop).get(product_id, ""):
            return
        actions.set_house(self.stage.shop, [product_id], house)
        self.stage.saved(_("Kept."))

    def pages(self, *, each_house: bool) -> list[Page]:
        """The run on paper, as it is shown. Raises ShopError: nothing waits."""
        rows = self._looked.rows if self._looked is not None else ()
        if not rows:
            raise ShopError(_("No order waits to be packed."), _("Look in the list of orders."), "NOTHING")
        return pickup_run.draw(rows, clock.today().isoformat(), each_house=each_house)

    def print_out(self, each_house: bool) -> None:
        """Prints the run."""
        try:
            handing_out.print_out(self, self.stage, self.pages(each_house=each_house), "run")
        except ShopError as refusal:
            self.stage.refuse(refusal)

    def _save(self) -> None:
        try:
            handing_out.save_pdf(self, self.stage, self.pages(each_house=False), "run")
        except ShopError as refusal:
            self.stage.refuse(refusal)
