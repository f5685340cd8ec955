"""What a shop is to be told of an order: the order's name there, the numbers of its parcels, the sentence for its buyer."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas.orders import carriers, queries
from producer_app.areas.orders.rows import Order, Outgoing
from producer_app.areas.orders.servers.news import Delivery, News
from producer_app.base.i18n import N_, bare, in_language
from producer_app.store.shop import Shop

SENT = N_("Your parcel is on its way: {carrier}, number {number}.")
SENT_PLAIN = N_("Your parcel is on its way, number {number}.")


def news_of(shop: Shop, order: Order, things: Sequence[Outgoing]) -> News | None:
    """The things of one order as a server is told them; None where the order's name at the shop is not certain."""
    names = [r[0] for r in shop.rows("SELECT remote_id FROM order_remotes WHERE channel = ? AND number = ? LIMIT 2",
                                     (order.channel, order.number))]
    if len(names) != 1:
        return None
    known = {parcel.number: parcel.carrier for parcel in queries.parcels(shop, order.id)}
    deliveries = tuple(_delivery(order, one.number, known.get(one.number, "")) for one in things if one.what == "tracking")
    return News(names[0], deliveries, sent=any(one.what == "status" for one in things))


def _delivery(order: Order, number: str, carrier: str) -> Delivery:
    carrier = carrier or carriers.guess(number)
    said = sentence(carrier, number, language_of(order))
    return Delivery(carrier, number, bare(said))


def sentence(carrier: str, number: str, language: str) -> str:
    """That a parcel left, in one language. ``carrier``: "" where nobody knows it."""
    return in_language(SENT if carrier else SENT_PLAIN, language).format(carrier=carrier, number=number)


def language_of(order: Order) -> str:
    """The language of a buyer, by the letters of the note, the name and the address: Uyghur, Chinese or English."""
    for text in (order.note, order.recipient, order.address, order.region):
        if any("\u0600" <= letter <= "\u06ff" for letter in text):
            return "ug"
        if any("\u3400" <= letter <= "\u9fff" for letter in text):
            return "zh"
    return "en" if (order.recipient or order.address) else "zh"
