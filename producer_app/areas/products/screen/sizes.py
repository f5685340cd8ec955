"""The sizes of one thing as buttons beside each other, and one that begins another size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.areas.products.rows import Product
from producer_app.areas.products.screen.shelf import weight_text
from producer_app.base.i18n import _, apart
from producer_app.ui.flow import Flow
from producer_app.ui.widgets import button, empty_layout


def size_text(product: Product) -> str:
    """A size in as few letters as tell it: ``250 g · ¥22.00``."""
    return f"{apart(weight_text(product.unit, product.pack_g))} · {product.price_now.shown()}"


class Sizes(QWidget):
    """One chip a size; the one in the form is dark."""

    def __init__(self, opened: Callable[[int], object], another: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("sizes")
        self._opened, self._another = opened, another
        self.setLayout(Flow(space=8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sizes(self, sizes: Sequence[Product], shown: int | None) -> None:
        """``shown``: the id of the product in the form, None for a size that is being begun."""
        box = self.layout()
        assert box is not None
        empty_layout(box)
        for size in sizes if len(sizes) > 1 or shown is None else ():
            made = button(size_text(size), "", partial(self._opened, size.id), kind="chip")
            made.setObjectName(f"size_of_{size.id}")
            made.setCheckable(True)
            made.setChecked(size.id == shown)
            box.addWidget(made)
        if shown is not None:
            more = button(_("Another size of this"), "plus", self._another)
            more.setObjectName("anotherSize")
            box.addWidget(more)
        self.setVisible(box.count() > 0)
        self.updateGeometry()
