"""Orders out of a chat, kept: which products there are to be meant, words settled once, and all orders of a text in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from producer_app.areas import products
from producer_app.areas.orders import actions, queries
from producer_app.areas.orders.chat.values import ChatText, Wares
from producer_app.areas.orders.rows import LineDraft, Order
from producer_app.base import clock
from producer_app.base.i18n import ngettext
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.search import folded
from producer_app.store.shop import Shop


@dataclass(frozen=True, slots=True)
class Checked:
    """One order of a chat as the person left it after a look. ``total``: what was agreed, None for the sum of the goods;
    ``learned``: words of the text and the product they turned out to mean; ``due``: the day it is promised for, ISO, "" for
    none; ``deposit``: what was paid of it by code already, None for nothing."""

    items: tuple[tuple[int, Quantity], ...]
    name: str = ""
    phone: str = ""
    region: str = ""
    address: str = ""
    note: str = ""
    total: Money | None = None
    learned: tuple[tuple[str, int], ...] = field(default=())
    due: str = ""
    deposit: Money | None = None


def wares(shop: Shop) -> list[Wares]:
    """The products on offer as a chat is read against, with the words that were settled for them before."""
    said: dict[int, list[str]] = {}
    for word, product_id in shop.rows("SELECT said, product_id FROM order_words"):
        said.setdefault(product_id, []).append(word)
    names: dict[int, list[str]] = {}
    known: dict[int, products.Known] = {}
    for name, found in products.by_names(shop).items():
        for one in found:
            names.setdefault(one.id, []).append(name)
            known[one.id] = one
    return [Wares(i, tuple(names[i]), one.unit, one.pack_g, tuple(said.get(i, ()))) for i, one in known.items()]


def read(shop: Shop, text: str) -> ChatText:
    """The orders of a text; see chat/reading.py. Writes nothing."""
    from producer_app.areas.orders.chat import reading  # its table of places is read at the first text

    return reading.read(text, wares(shop))


def place(shop: Shop, orders: Sequence[Checked]) -> list[Order]:
    """Keeps all orders of a text in one step, not paid yet, and what was learned about words. Raises ShopError as ``sell``."""
    kept: list[Order] = []
    with shop.step(ngettext("{count} order from a chat", "{count} orders from a chat", len(orders)).format(
            count=len(orders))) as db:
        for one in orders:
            lines = [LineDraft("", "", quantity=quantity, product_id=product_id) for product_id, quantity in one.items]
            kept.append(actions.sell(shop, lines, total=one.total, recipient=one.name, phone=one.phone, region=one.region,
                                     address=one.address, note=one.note, due=one.due,
                                     paid_by="code" if one.deposit else "", deposit=one.deposit))
            for said, product_id in one.learned:
                if folded(said):
                    db.execute("INSERT INTO order_words(said, product_id, at) VALUES(?, ?, ?) ON CONFLICT(said) DO UPDATE SET "
                               "product_id = excluded.product_id, at = excluded.at", (said.strip()[:60], product_id, clock.now()))
    return [queries.get(shop, order.id) for order in kept]
