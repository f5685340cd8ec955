"""What a card warns of: goods that are not there, money still owed. Whoever counts goods knows; see ``ui.screen.Supply``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from producer_app.areas import products
from producer_app.areas.orders import queries
from producer_app.areas.orders.rows import Card
from producer_app.areas.orders.screen.cards import spoken
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from producer_app.ui import jobs
from producer_app.ui.screen import Stage

# In a shop of more orders than these the goods are reckoned beside the window, which goes on meanwhile.
RECKONED_AT_ONCE = 2_000


class Marks(QObject):
    """Which orders cannot be filled. ``changed``: the cards are to be drawn anew."""

    changed = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._unfilled: frozenset[int] = frozenset()
        self._round = 0

    def look_again(self) -> None:
        """Reckons anew, after any change of goods or orders."""
        supply, opener = self._stage.supply, self._stage.opener
        self._round += 1
        this = self._round
        if supply is None:
            return
        if queries.count(self._stage.shop) <= RECKONED_AT_ONCE:
            self._take(this, supply.unfilled(self._stage.shop))
            return

        def work(progress: Progress) -> frozenset[int]:
            del progress
            with opener() as shop:
                return supply.unfilled(shop)

        # Not asked for by the person: no bar, and where it fails the cards simply carry no mark.
        jobs.run(self, work, lambda found: self._take(this, found), lambda _error: self._take(this, frozenset()))

    def _take(self, of_round: int, found: frozenset[int]) -> None:
        if of_round == self._round and found != self._unfilled:
            self._unfilled = found
            self.changed.emit()

    def unfilled(self, order_id: int) -> bool:
        """Whether the goods of an order are not there."""
        return order_id in self._unfilled

    def of(self, card: Card) -> str:
        """The amber words on a card, "" for none."""
        if self.unfilled(card.order.id):
            return _("Not enough left")
        return _("{amount} owed").format(amount=card.owed.shown()) if card.owed is not None else ""

    def spoken(self, card: Card) -> str:
        """A card in words with its warning."""
        return ", ".join(filter(None, (spoken(card), self.of(card))))


def told(shop: Shop, missing: Mapping[int, int]) -> list[str]:
    """What is missing in words, a line a product: thousandths of its unit by product id."""
    known = {one.id: one for one in products.some(shop, sorted(missing))}
    return [_("{goods}: {count} more than are left").format(goods=known[i].title, count=isolate(Quantity(milli).text()))
            for i, milli in missing.items() if i in known]


def joined(wishes: Iterable[tuple[int | None, Quantity | None]]) -> dict[int, int]:
    """Wishes added up by product, in thousandths; what names no product or no number is left out."""
    wanted: dict[int, int] = {}
    for product_id, quantity in wishes:
        if product_id is not None and quantity is not None and quantity.milli > 0:
            wanted[product_id] = wanted.get(product_id, 0) + quantity.milli
    return wanted
