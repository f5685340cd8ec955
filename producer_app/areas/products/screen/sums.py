"""What a price comes to while it is typed: its bar, what is left, the price by weight, endings that buyers know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from producer_app.areas.products import costing, pricing
from producer_app.areas.products.costing import CostSheet
from producer_app.areas.products.screen.yuan import YuanBar, YuanLegend
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.widgets import button, column, empty_layout, words


class Sums(QFrame):
    """A card; ``take(price)`` is called with an ending that was pressed."""

    def __init__(self, take: Callable[[Money], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._take = take
        self._bar = YuanBar()
        self._bar.setObjectName("marginBar")
        self._legend = YuanLegend()
        self._left = words("", "strong")
        self._left.setObjectName("left")
        self._per = words("", "quiet")
        self._per.setObjectName("perWeight")
        self._endings = QVBoxLayout()
        self.setLayout(column(self._bar, self._legend, self._left, self._per, self._endings, space=8, margins=(16, 12, 16, 12)))

    def show_sums(self, price: Money | None, cost: Money | None, sheet: CostSheet | None, weight_g: int) -> None:
        """``price``, ``cost``: None where they are no amounts yet; ``weight_g``: of one, 0 unknown."""
        parts = costing.breakdown(price, "stall", sheet, cost) if price else None
        self._bar.setVisible(parts is not None)
        self._legend.show_parts(parts)
        if parts is None:
            self._left.setText(_("Write price and cost, and see what is left for you."))
            theme.mark(self._left, tone="", role="quiet")
        else:
            self._bar.show_parts(parts)
            loss = parts.left.minor < 0
            text = _("{amount} less than it costs you") if loss else _("{amount} left for you")
            self._left.setText(text.format(amount=(-parts.left if loss else parts.left).shown()))
            theme.mark(self._left, tone="red" if loss else "leaf", role="strong")
        self._show_weight(price, weight_g)
        self._suggest(price)

    def _show_weight(self, price: Money | None, weight_g: int) -> None:
        each = [pricing.per_weight(price, weight_g, per_g) if price else None for per_g in (pricing.JIN_G, pricing.KILOGRAM_G)]
        texts = [text.format(price=amount.shown()) for text, amount in
                 zip((_("{price} per 500 g"), _("{price} per kg")), each, strict=True) if amount]
        self._per.setText(" · ".join(texts))
        self._per.setVisible(bool(texts))

    def _suggest(self, price: Money | None) -> None:
        """Prices that end as buyers are used to; only offered, never put in by themselves."""
        empty_layout(self._endings)
        found = pricing.endings(price) if price else []
        # A price that has such an ending needs no other.
        if len(found) == 2:
            chips = []
            for ending in found:
                made = button(ending.shown(), "", partial(self._take, ending), kind="chip")
                made.setObjectName(f"ending_{ending.minor}")
                chips.append(made)
            self._endings.addWidget(flow(words(_("Buyers also know:"), "quiet", wrap=False), *chips, space=8))
