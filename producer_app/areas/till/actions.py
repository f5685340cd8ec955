"""Changes at the counter, one step each: the basket kept, put aside, sold; a bar code learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.areas import orders
from producer_app.areas.till import queries
from producer_app.areas.till.rows import Basket
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare
from producer_app.store import settings
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database


def sell(shop: Shop, basket: Basket, *, way: str, seen: bool = True, buyer: str = "",
         code_id: int | None = None) -> orders.Order:
    """Keeps the sale and its payment and clears the counter; gives the order once it is on disk.

    ``way``: cash, code, transfer or credit (then with the ``buyer``'s name); ``seen``: False for money by code that is
    still to be found on the phone; ``code_id``: the receiving code it was paid to. Raises ShopError: an empty basket, two
    currencies, goods not weighed or without price.
    """
    if not basket.items:
        raise ShopError(_("Nothing has been chosen yet."), _("Tap what is sold."), "EMPTY_BASKET")
    if basket.waiting is not None:
        item = basket.items[basket.waiting]
        if not item.quantity.milli:
            raise ShopError(_("{goods} is not weighed yet.").format(goods=item.name), _("Type the weight."), "NOT_WEIGHED")
        raise ShopError(_("{goods} has no price.").format(goods=item.name), _("Type the price."), "BAD_PRICE")
    lines = [orders.LineDraft(sku=i.sku, title=bare(i.name), quantity=i.quantity, unit_price=i.price, total=i.total,
                              product_id=i.product_id) for i in basket.items]
    basket.total  # noqa: B018  # two currencies are refused before anything is written
    with shop.step(_("Sale at the stall")) as db:
        order = orders.sell(shop, lines, channel="stall", paid_by=way, recipient=buyer, seen=seen, code_id=code_id)
        db.execute("DELETE FROM till_counter")
    return order


def keep(shop: Shop, basket: Basket, title: str) -> None:
    """Keeps the basket on the counter, so that a power cut takes nothing. ``title``: what Undo would take back."""
    with shop.step(title) as db:
        _put(db, basket)


def _put(db: Database, basket: Basket) -> None:
    if basket.items:
        db.execute("INSERT INTO till_counter(id, basket) VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET basket = excluded.basket",
                   (settings.to_text(basket),))
    else:
        db.execute("DELETE FROM till_counter")


def park(shop: Shop, basket: Basket) -> None:
    """Puts the basket aside and clears the counter. Raises ShopError: nothing in it."""
    if not basket.items:
        raise ShopError(_("Nothing has been chosen yet."), _("Tap what is sold."), "EMPTY_BASKET")
    with shop.step(_("Put a basket aside")) as db:
        db.execute("DELETE FROM till_counter")
        db.execute("INSERT INTO till_parked(basket, parked_at) VALUES(?, ?)", (settings.to_text(basket), clock.now()))


def bring_back(shop: Shop, parked_id: int, on_counter: Basket) -> Basket:
    """Lays a basket put aside on the counter again; what lay there is put aside in its place. Raises ShopError: no such."""
    found = next((one for one in queries.parked(shop) if one.id == parked_id), None)
    if found is None:
        raise ShopError(_("This basket is not there any more."), _("Look at the others."), "NO_BASKET")
    with shop.step(_("Bring a basket back")) as db:
        db.execute("DELETE FROM till_parked WHERE id = ?", (parked_id,))
        if on_counter.items:
            park(shop, on_counter)
        _put(db, found.basket)
    return found.basket


def drop(shop: Shop, parked_id: int) -> None:
    """Throws a basket put aside away."""
    with shop.step(_("Throw a basket away")) as db:
        db.execute("DELETE FROM till_parked WHERE id = ?", (parked_id,))


def learn(shop: Shop, code: str, product_id: int) -> None:
    """Remembers that a bar code means a product. Raises ShopError: no code."""
    code = code.strip()
    if not 4 <= len(code) <= 80:
        raise ShopError(_("This is not a bar code."), _("Scan the code on the goods."), "BAD_CODE")
    with shop.step(_("Remember a bar code")) as db:
        db.execute("INSERT INTO barcodes(code, product_id) VALUES(?, ?) "
                   "ON CONFLICT(code) DO UPDATE SET product_id = excluded.product_id", (code, product_id))
