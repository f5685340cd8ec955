"""What stops a price below cost: one sentence, the way back, and three ways to sell below cost all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame

from producer_app.areas.products.screen.parts import sentence
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.ui.flow import flow
from producer_app.ui.widgets import button, column, picture, row, words

REASONS = {"spoils": N_("It must go before it spoils"), "buyers": N_("To win new buyers"), "other": N_("For another reason")}


class Guard(QFrame):
    """Hidden until a price is refused; ``again(reason)`` tries once more, now on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guard")
        self.setProperty("chip", "red")
        self._again: Callable[[str], object] = lambda reason: None
        self.hide()

    def _build(self) -> None:
        self._told = words("", "strong", tone="red")
        self._told.setObjectName("guardWords")
        ways = []
        for key, text in REASONS.items():
            way = button(_(text), "", partial(self._go, text))
            way.setObjectName(f"below_{key}")
            ways.append(way)
        line = row(picture("warning-circle", 28, "red"), self._told)
        line.setStretch(1, 1)
        asked = words(_("Sell below cost anyway:"), "body")
        self.setLayout(column(line, asked, flow(*ways, space=8), space=8, margins=(16, 12, 16, 12)))

    def stop(self, refusal: ShopError, again: Callable[[str], object]) -> None:
        """Says what is wrong and waits."""
        if self.layout() is None:
            self._build()  # most never have anything to say
        self._again = again
        self._told.setText(sentence(str(refusal)))
        self.setAccessibleName(str(refusal))
        self.show()

    def _go(self, reason: str) -> None:
        self.hide()
        # Kept in the source's language and shown in the reader's.
        self._again(reason)
