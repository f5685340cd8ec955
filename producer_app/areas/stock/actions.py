"""Changes of stock, one step each."""

from __future__ import annotations

from producer_app.areas import products
from producer_app.areas.stock.rows import REASONS
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.quantity import LARGEST_MILLI, Quantity
from producer_app.store.shop import Shop


def count(shop: Shop, product_id: int, quantity: Quantity) -> None:
    """So many are here, goods of orders that still wait included. Raises ShopError: no such product, no such number."""
    _write(shop, product_id, "count", quantity, least=0)


def came_in(shop: Shop, product_id: int, quantity: Quantity) -> None:
    """So many more were made or brought. Raises ShopError: not counted yet, no number above zero."""
    _counted(shop, product_id)
    _write(shop, product_id, "in", quantity, least=1)


def went_out(shop: Shop, product_id: int, quantity: Quantity, *, reason: str) -> None:
    """So many are gone that nobody bought. ``reason``: a key of REASONS. Raises ShopError as ``came_in``."""
    if reason not in REASONS:
        raise ValueError(f"not a reason: {reason!r}")
    _counted(shop, product_id)
    _write(shop, product_id, "out", quantity, least=1, reason=reason)


def _counted(shop: Shop, product_id: int) -> None:
    if shop.value("SELECT 1 FROM stock_moves WHERE product_id = ? AND kind = 'count'", (product_id,)) is None:
        raise ShopError(_("This product was not counted yet."), _("Write first how many are here."), "NOT_COUNTED")


def _write(shop: Shop, product_id: int, kind: str, quantity: Quantity, *, least: int, reason: str = "") -> None:
    if not least <= quantity.milli <= LARGEST_MILLI:
        raise ShopError(_("That is no number of goods."), _("Write a number like 2 or 1.5."), "BAD_QUANTITY")
    name = products.get(shop, product_id).name
    titles = {"count": _("Count {product}"), "in": _("{product} came in"), "out": _("{product} is gone")}
    with shop.step(titles[kind].format(product=name)) as db:
        db.execute("INSERT INTO stock_moves(product_id, kind, quantity_milli, reason, at, orders_to, states_to) "
                   "SELECT ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM orders), "
                   "(SELECT coalesce(max(id), 0) FROM order_states)",
                   (product_id, kind, quantity.milli, reason, clock.now()))
