"""Telling Medusa 2 that a parcel left: a fulfilment of the goods, then its shipment with the number on a label.

A fulfilment that is not shipped yet, ours out of a broken talk or one that somebody packed at the shop, is shipped instead of a
second one being made. Labels are taken once, with the shipment.

Source: Medusa Admin API, "Create fulfillment" and "Create shipment" of an order; ``api/admin/orders/validators.ts`` (bodies: items,
labels with three texts) and ``order/workflows/create-fulfillment.ts``, ``create-shipment.ts`` (a cancelled order is refused; goods
that need no shipping are refused beside those that do, and stay the shop's own business).
"""

from __future__ import annotations

import json
from collections.abc import Generator
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from producer_app.areas.orders.rows import STATES
from producer_app.areas.orders.servers.medusa import headers, login, signed_in
from producer_app.areas.orders.servers.news import (
    News,
    Outcome,
    Talk,
    Teller,
    changed_there,
    gone_there,
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
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _

FIELDS = "id,status,payment_status,fulfillment_status,*items,*items.detail,*fulfillments,*fulfillments.labels,*fulfillments.items"


def _path(remote_id: str) -> str:
    return f"/admin/orders/{quote(remote_id, safe='')}"


def _signed(site: Site) -> Generator[Request, Response, str]:
    """The session's token, "" where an API key signs."""
    if not site.keys.user:
        return ""
    answer = yield login(site)
    _refused(answer)
    return signed_in(answer)


def _refused(answer: Response) -> None:
    """Raises ShopError: the answer is none."""
    why = plain_refusal(answer)
    if why is None:
        return
    try:
        parse(answer)
    except ShopError as page:
        if page.code == "HTML" and answer.status != 404:
            raise page from None
    raise why


def _order(answer: Response) -> dict[str, Any]:
    _refused(answer)
    found = an_object(parse(answer)).get("order")
    if not isinstance(found, dict):
        raise not_this_kind()
    return found


def _write(site: Site, path: str, body: dict[str, Any], token: str) -> Request:
    signs = (("Content-Type", "application/json"), *headers(site, token))
    return Request(path, method="POST", headers=signs, body=json.dumps(body), repeatable=False, writes=True)


def _tell(site: Site, news: News) -> Talk:
    token = yield from _signed(site)
    path = _path(news.remote_id)
    look = Request(path, (("fields", FIELDS),), headers=headers(site, token))
    answer = yield look
    if _is_gone(answer):
        return gone_there()
    order = _order(answer)
    over = _over(order)
    if over:
        return changed_there(_(STATES[over]))
    items = _rest(order)
    if items:
        answer = yield _write(site, f"{path}/fulfillments", {"items": items}, token)
        if answer.status in (400, 422):
            return refused_there(_message(answer))
        _order(answer)
        order = _order((yield look))
    return (yield from _ship(site, path, order, news, token))


def _ship(site: Site, path: str, order: dict[str, Any], news: News, token: str) -> Talk:
    live = [f for f in some(order.get("fulfillments")) if not text(f.get("canceled_at"))]
    known = {text(label.get("tracking_number")) for f in live for label in some(f.get("labels"))}
    untold = tuple(d.number for d in news.deliveries if d.number not in known)
    goods = {text(item.get("id")) for item in _goods(order)}
    waiting = [f for f in live if not text(f.get("shipped_at")) and not text(f.get("delivered_at"))
               and any(text(item.get("line_item_id")) in goods for item in some(f.get("items")))]
    for one in waiting:
        labels = [{"tracking_number": number, "tracking_url": "", "label_url": ""} for number in untold]
        body = {"items": _items(order, one), "labels": labels}
        answer = yield _write(site, f"{path}/fulfillments/{quote(text(one.get('id')), safe='')}/shipments", body, token)
        if answer.status in (400, 422):
            return refused_there(_message(answer))
        _order(answer)
        untold = ()
    if untold:
        return without_number(untold)
    return Outcome(words="" if waiting else _("The shop had it as sent already."))


def _over(order: dict[str, Any]) -> str:
    """Our word for an order that is not to be sent any more, "" where it is."""
    if text(order.get("status")) == "canceled":
        return "cancelled"
    return "refunded" if text(order.get("payment_status")) == "refunded" else ""


def _many(part: dict[str, Any], key: str) -> Decimal:
    raw = part.get(f"raw_{key}")
    told = text(raw.get("value")) if isinstance(raw, dict) else ""
    try:
        return Decimal(told or text(part.get(key)) or "0")
    except InvalidOperation:
        return Decimal(0)


def _plain(many: Decimal) -> int | float:
    return int(many) if many == many.to_integral_value() else float(many)


def _goods(order: dict[str, Any]) -> list[dict[str, Any]]:
    """What goes into a parcel: the items that need shipping, or all where the shop says so of none."""
    items = some(order.get("items"))
    return [item for item in items if item.get("requires_shipping") is True] or items


def _rest(order: dict[str, Any]) -> list[dict[str, Any]]:
    """Goods that no fulfilment holds yet."""
    found = []
    for item in _goods(order):
        detail = item.get("detail")
        detail = detail if isinstance(detail, dict) else {}
        many = _many(item, "quantity") or _many(detail, "quantity")
        left = many - _many(detail, "fulfilled_quantity")
        if left > 0:
            found.append({"id": text(item.get("id")), "quantity": _plain(left)})
    return found


def _items(order: dict[str, Any], fulfilment: dict[str, Any]) -> list[dict[str, Any]]:
    """What a shipment of a fulfilment holds: each line of the order once, also where its stock is kept in several parts."""
    known = {text(item.get("id")) for item in some(order.get("items"))}
    found: dict[str, dict[str, Any]] = {}
    for item in some(fulfilment.get("items")):
        line = text(item.get("line_item_id"))
        if line in known:
            found.setdefault(line, {"id": line, "quantity": _plain(_many(item, "quantity"))})
    return list(found.values())


def _message(answer: Response) -> str:
    try:
        return text(an_object(parse(answer)).get("message"))
    except ShopError:
        return ""


def _is_gone(answer: Response) -> bool:
    """Whether the order itself is not there, and not the whole address."""
    if answer.status != 404:
        return False
    try:
        return text(an_object(parse(answer)).get("type")) == "not_found"
    except ShopError:
        return False


def _probe(site: Site) -> Talk:
    """A fulfilment of nothing, of an order that does not exist."""
    token = yield from _signed(site)
    answer = yield _write(site, f"{_path('order_none')}/fulfillments", {"items": []}, token)
    if answer.status not in (400, 404, 422):
        _refused(answer)
    return Outcome()


TELLER = Teller(name="medusa", tell=_tell, probe=_probe,
                rights=N_("In Medusa make a secret API key, and connect the shop again with it."))
