"""Telling Vendure 3 that a parcel left: a fulfilment by the manual handler with the number, then its step to "Shipped".

A fulfilment takes its number when it is made and never later. One that a broken talk left behind is found by its number, or by
leaving no goods over, and is only moved on.

Source: Vendure Admin API, ``addFulfillmentToOrder``, ``transitionFulfillmentToState`` (order.api.graphql);
``manual-fulfillment-handler.ts`` (arguments ``method`` and ``trackingCode``); ``default-fulfillment-process.ts`` (Pending to
Shipped, which moves the order on by itself).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

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
    refused_there,
    without_number,
)
from producer_app.areas.orders.servers.values import (
    Request,
    Response,
    Site,
    an_object,
    not_this_kind,
    parse,
    plain_refusal,
    some,
    text,
)
from producer_app.areas.orders.servers.vendure import asked, data_of, login, signed_in
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _

HANDLER = "manual-fulfillment"
BETWEEN = ", "
_LOOK = ("query Look($id: ID!) { order(id: $id) { id state totalWithTax lines { id quantity } payments { refunds { total state } } "
         "fulfillments { id state trackingCode lines { orderLineId quantity } } } }")
_FULFIL = ("mutation Fulfil($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) "
           "{ __typename ... on Fulfillment { id state } ... on ErrorResult { errorCode message } } }")
_SHIP = ("mutation Ship($id: ID!) { transitionFulfillmentToState(id: $id, state: \"Shipped\") "
         "{ __typename ... on Fulfillment { id state } ... on ErrorResult { errorCode message } } }")


def _heard(answer: Response) -> dict[str, Any]:
    """The data of an answer. Raises ShopError: none, a fault of the server, no right."""
    if answer.status >= 300 and answer.status != 400:
        try:
            parse(answer)
        except ShopError as why:
            if why.code == "HTML" and answer.status != 404:
                raise
        raise plain_refusal(answer) or not_this_kind()
    errors = some(an_object(parse(answer)).get("errors"))
    extensions = errors[0].get("extensions") if errors else None
    if isinstance(extensions, dict) and text(extensions.get("code")) == "INTERNAL_SERVER_ERROR":
        raise ShopError(_("The shop’s server has a fault of its own (status {status}).").format(status=500), _("Try again later."),
                        "SERVER_FAULT")
    return data_of(answer)


def _signed(site: Site) -> Generator[Request, Response, str]:
    """The session's token, "" where an API key signs."""
    return signed_in((yield login(site))) if site.keys.user else ""


def _write(site: Site, query: str, variables: dict[str, Any], token: str) -> Request:
    plain = asked(site, query, variables, token)
    return Request(plain.path, method=plain.method, headers=plain.headers, body=plain.body, repeatable=False, writes=True)


def _tell(site: Site, news: News) -> Talk:
    token = yield from _signed(site)
    order = _heard((yield asked(site, _LOOK, {"id": news.remote_id}, token))).get("order")
    if not isinstance(order, dict):
        return gone_there()
    over = _over(order)
    if over:
        return changed_there(_(STATES[over]))
    live = [f for f in some(order.get("fulfillments")) if text(f.get("state")) != "Cancelled"]
    untold = tuple(d for d in news.deliveries if not any(holds(text(f.get("trackingCode")), d.number) for f in live))
    waiting = [text(f.get("id")) for f in live if text(f.get("state")) in ("Created", "Pending")]
    rest = _rest(order, live)
    if rest:
        said = _heard((yield _write(site, _FULFIL, {"input": _fulfilment(rest, untold)}, token))).get("addFulfillmentToOrder")
        made = said if isinstance(said, dict) else {}
        if text(made.get("__typename")) != "Fulfillment":
            return refused_there(text(made.get("message")) or text(made.get("errorCode")))
        waiting.append(text(made.get("id")))
        untold = ()
    for one in waiting:
        said = _heard((yield _write(site, _SHIP, {"id": one}, token))).get("transitionFulfillmentToState")
        moved = said if isinstance(said, dict) else {}
        if text(moved.get("__typename")) != "Fulfillment":
            return refused_there(text(moved.get("message")) or text(moved.get("errorCode")))
    if untold:
        return without_number(tuple(d.number for d in untold))
    return Outcome(words="" if waiting else _("The shop had it as sent already."))


def _over(order: dict[str, Any]) -> str:
    """Our word for an order that is not to be sent any more, "" where it is."""
    if text(order.get("state")) == "Cancelled":
        return "cancelled"
    given = [r.get("total") for p in some(order.get("payments")) for r in some(p.get("refunds"))
             if text(r.get("state")) != "Failed"]
    total = order.get("totalWithTax")
    back = sum(amount for amount in given if isinstance(amount, int))
    return "refunded" if isinstance(total, int) and back and back >= total else ""


def _rest(order: dict[str, Any], live: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Goods that no fulfilment holds yet."""
    held: dict[str, int] = {}
    for line in (line for f in live for line in some(f.get("lines"))):
        many = line.get("quantity")
        held[text(line.get("orderLineId"))] = held.get(text(line.get("orderLineId")), 0) + (many if isinstance(many, int) else 0)
    rest = []
    for line in some(order.get("lines")):
        many = line.get("quantity")
        left = (many if isinstance(many, int) else 0) - held.get(text(line.get("id")), 0)
        if left > 0:
            rest.append({"orderLineId": text(line.get("id")), "quantity": left})
    return rest


def _fulfilment(lines: list[dict[str, Any]], deliveries: tuple[Delivery, ...]) -> dict[str, Any]:
    carriers = BETWEEN.join(dict.fromkeys(d.carrier for d in deliveries if d.carrier))
    numbers = BETWEEN.join(d.number for d in deliveries)
    return {"lines": lines, "handler": {"code": HANDLER, "arguments": [
        {"name": "method", "value": carriers}, {"name": "trackingCode", "value": numbers}]}}


def _probe(site: Site) -> Talk:
    """A step of a fulfilment that does not exist: the right is looked at before the fulfilment."""
    token = yield from _signed(site)
    try:
        _heard((yield _write(site, _SHIP, {"id": "0"}, token)))
    except ShopError as why:
        if why.code not in ("REFUSED_BY_SHOP", "SERVER_FAULT"):
            raise
    return Outcome()


TELLER = Teller(name="vendure", tell=_tell, probe=_probe,
                rights=N_("Give the key’s role the right UpdateOrder, and try again."))
