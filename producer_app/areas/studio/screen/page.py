"""The page: the shelf, the bench and the packing table, one at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from producer_app.areas import products
from producer_app.areas.studio import actions, queries, work
from producer_app.areas.studio.rows import Shot
from producer_app.areas.studio.screen.bench import Bench
from producer_app.areas.studio.screen.packing import Packing
from producer_app.areas.studio.screen.shelf import Shelf
from producer_app.areas.studio.tile import TILE
from producer_app.base.i18n import _, ngettext
from producer_app.ui.screen import Page, Stage
from producer_app.ui.widgets import empty


class StudioPage(Page):
    """The shelf, the bench and the packing table, one at a time."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.shelf = Shelf(stage, chosen=self.open_product, best=self.make_best)
        self.bench = Bench(stage, close=self.show_shelf, pack=self.open_packing)
        self.packing = Packing(stage, close=self.show_bench)
        self._nothing = empty("camera", _("First take a photo of a product."), _("Add a product"),
                              lambda: stage.go("products"), tone="violet")
        self._stack = QStackedWidget()
        for part in (self.shelf, self.bench, self.packing, self._nothing):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def refresh(self) -> None:
        self.shelf.refresh()
        if self._stack.currentWidget() in (self.shelf, self._nothing):
            self.show_shelf()
        elif self.bench.shot is not None:
            self.bench.look_again()

    def show_shelf(self) -> None:
        """The products to choose from."""
        self._stack.setCurrentWidget(self.shelf if self.shelf.filled() else self._nothing)

    def show_bench(self) -> None:
        """The photo that is being worked on."""
        self._stack.setCurrentWidget(self.bench)

    def open_product(self, product_id: int) -> None:
        """A product's main photo on the bench; of a size without one of its own, that of its family."""
        product_id = queries.owner(self.shop, product_id)
        if queries.shots(self.shop, product_id):
            self.bench.open(product_id)
            self._stack.setCurrentWidget(self.bench)
        else:
            self.stage.say(_("This product has no photo yet."))
            self.show_shelf()

    def open_packing(self, product_id: int) -> None:
        """A pack of a product's pictures and words."""
        self.packing.open(products.get(self.shop, product_id))
        self._stack.setCurrentWidget(self.packing)

    def make_best(self, shots: list[Shot]) -> None:
        """Every one of these photos made to look its best, all in one step that Undo takes back."""
        title = ngettext("Making {count} picture", "Making {count} pictures", len(shots)).format(count=len(shots))
        self.stage.run(title, partial(work.develop, self.shop.files, shots, None), partial(used, self.stage))

    # ------------------------------------------------------------------ language, back
    def enter(self, **intent: Any) -> None:
        if "product" in intent:
            self.open_product(int(intent["product"]))

    def keep(self) -> dict[str, Any]:
        where = self._stack.currentWidget()
        if where is self.bench and self.bench.shot is not None:
            return {"product": self.bench.shot.product_id, "original": self.bench.shot.original, "recipe": self.bench.recipe}
        if where is self.packing and self.packing.product is not None:
            return {"product": self.packing.product.id, "packing": self.packing.keep()}
        return {}

    def take(self, kept: dict[str, Any]) -> None:
        if "product" in kept:
            self.open_product(kept["product"])
        if "recipe" in kept:
            self.bench.take(kept["original"], kept["recipe"])
        if "packing" in kept:
            self.open_packing(kept["product"])
            self.packing.take(kept["packing"])

    def back(self) -> bool:
        if self._stack.currentWidget() is self.packing:
            self.show_bench()
            return True
        if self._stack.currentWidget() is self.bench:
            self.show_shelf()
            return True
        self.stage.go(TILE.under)
        return True


def used(stage: Stage, batch: work.Batch) -> None:
    """Puts a set of pictures into the shop and says what became of it."""
    if batch.made:
        actions.use(stage.shop, batch.made)
    if batch.refused:
        stage.refuse(batch.refused[0])
        return
    count, untold = len(batch.made), len(batch.untold)
    text = ngettext("{count} picture is saved.", "{count} pictures are saved.", count).format(count=count)
    if untold:
        text += " " + ngettext("{count} keeps its ground: lay a plain cloth under it.",
                               "{count} keep their ground: lay a plain cloth under them.", untold).format(count=untold)
    stage.saved(text)
