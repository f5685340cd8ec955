"""Turns a basket into a sale, one step."""

from __future__ import annotations

from producer_app.areas import orders
from producer_app.areas.till.rows import Basket
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop


def sell(shop: Shop, basket: Basket, *, way: str) -> orders.Order:
    """Keeps the sale and its payment; gives the order once it is on disk.

    ``way``: cash, code, transfer or credit. Raises ShopError: an empty basket, two currencies.
    """
    if not basket.items:
        raise ShopError(_("Nothing has been chosen yet."), _("Tap what is sold."), "EMPTY_BASKET")
    lines = [orders.LineDraft(sku=i.sku, title=i.name, quantity=i.quantity, unit_price=i.price, total=i.total,
                              product_id=i.product_id) for i in basket.items]
    return orders.sell(shop, lines, channel="stall", paid_by=way)
