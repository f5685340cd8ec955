"""Telling WooCommerce REST v3 that a parcel left: a note to the buyer with carrier and number, then the status "completed".

A note to the buyer is an e-mail, so the notes are read first and one that names the number is never written again. A status is
only moved on from one in which the shop itself waits for the parcel.

Source: WooCommerce REST API reference, "Order notes" and "Update an order"; of the code that answers,
``class-wc-rest-order-notes-v2-controller.php`` (notes with ``customer_note``) and ``class-wc-rest-authentication.php`` (a key that
only reads is answered 401 for any other method).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Generator, Sequence
from typing import Any
from urllib.parse import quote

from producer_app.areas.orders.rows import STATES
from producer_app.areas.orders.servers.news import (
    Delivery,
    News,
    Outcome,
    Talk,
    Teller,
    changed_there,
    gone_there,
    holds,
)
from producer_app.areas.orders.servers.values import Request, Response, Site, a_list, an_object, parse, some, text
from producer_app.areas.orders.servers.woocommerce import API, SERVER, parcels_of, signed
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _

# Statuses out of which a parcel makes the order complete; plug-ins' own words stay as they are.
WAITS = ("processing", "on-hold")
THERE = ("completed", "shipped", "dispatched", "delivered", "partial-shipped", "partially-shipped")
OVER = {"cancelled": "cancelled", "refunded": "refunded", "failed": "unpaid", "pending": "unpaid", "checkout-draft": "unpaid",
        "trash": "cancelled"}
_JSON = (("Content-Type", "application/json"),)


def _look(site: Site, path: str) -> Request:
    """A question for what is there now: some hosts keep answers ready for the same question, and that would be the past."""
    return signed(site, Request(path, (("fresh", secrets.token_hex(6)),)))


def _write(site: Site, method: str, path: str, body: dict[str, Any]) -> Request:
    return signed(site, Request(path, method=method, headers=_JSON, body=json.dumps(body, ensure_ascii=False), repeatable=False,
                                writes=True))


def _heard(site: Site, answer: Response) -> Any:
    why = SERVER.refusal(site, answer)
    if why is not None:
        raise why
    return parse(answer)


def _tell(site: Site, news: News) -> Talk:
    path = f"{API}/orders/{quote(news.remote_id, safe='')}"
    answer = yield _look(site, path)
    if _is_gone(answer):
        return gone_there()
    order = an_object(_heard(site, answer))
    status = text(order.get("status"))
    if status in OVER:
        return changed_there(_(STATES[OVER[status]]))
    # A number that a plug-in of the shop keeps was written there, and goes out with the shop's own words.
    there = {parcel.number for parcel in parcels_of(order)}
    yield from _notes(site, path, [one for one in news.deliveries if one.number not in there])
    if not news.sent or status == "completed":
        return Outcome(words=_("The shop had it as sent already.") if news.sent else "")
    if status not in WAITS:
        known = status in THERE
        return Outcome(words=_("The shop had it as sent already.") if known else _(
            "The shop calls this order “{status}”; that was left as it is.").format(status=status[:40]))
    an_object(_heard(site, (yield _write(site, "PUT", path, {"status": "completed"}))))
    return Outcome()


def _notes(site: Site, path: str, deliveries: Sequence[Delivery]) -> Generator[Request, Response, None]:
    """Writes a note for each parcel that no note to the buyer names yet."""
    if not deliveries:
        return
    answer = yield _look(site, f"{path}/notes")
    known = [text(note.get("note")) for note in some(a_list(_heard(site, answer))) if note.get("customer_note") is True]
    for delivery in deliveries:
        if any(holds(note, delivery.number) for note in known):
            continue
        an_object(_heard(site, (yield _write(site, "POST", f"{path}/notes", {"note": delivery.words, "customer_note": True}))))


def _is_gone(answer: Response) -> bool:
    """Whether the order itself is not there, and not the whole address."""
    if answer.status != 404:
        return False
    try:
        return text(an_object(parse(answer)).get("code")).endswith("invalid_id")
    except ShopError:
        return False


def _probe(site: Site) -> Talk:
    """A batch with nothing in it changes nothing, and needs the right to write."""
    answer = yield _write(site, "POST", f"{API}/orders/batch", {})
    _heard(site, answer)
    return Outcome()


TELLER = Teller(name="woocommerce", tell=_tell, probe=_probe,
                rights=N_("In WordPress make a key with “Read/Write”, and connect the shop again with it."))
