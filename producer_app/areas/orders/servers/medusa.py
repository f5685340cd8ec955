"""Medusa 2 Admin API. Measured on 2.21.2.

``status`` stays "pending" for paid and delivered orders, so payment_status and fulfillment_status are read. Amounts are numbers in
units of the currency with their exact text beside them (``raw_*``). A refund moves only the payment's own time, so orders that
are not at their end are asked for again by their id.
"""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

from producer_app.areas.orders import western
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel
from producer_app.areas.orders.servers.values import (
    MOST_STEPS_BACK,
    Cursor,
    Fetched,
    Page,
    Request,
    Response,
    Server,
    Site,
    an_object,
    clock_of,
    code_of,
    earlier,
    major,
    moment,
    not_this_kind,
    parse,
    plain_refusal,
    refused_order,
    some,
    text,
    wrong_key,
)
from producer_app.areas.orders.sheets import after_refund
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

LIMIT = 50
# Longer lists of ids are taken for something else by the server's reader of addresses.
AGAIN = 20
FIELDS = ("id,display_id,custom_display_id,status,currency_code,total,email,metadata,created_at,updated_at,payment_status,"
          "fulfillment_status,*summary,*items,*items.detail,*items.adjustments,*shipping_address,*shipping_methods,"
          "*payment_collections,*payment_collections.payments,*payment_collections.payments.refunds,*fulfillments,"
          "*fulfillments.labels")
SENT = {"not_fulfilled": "to_ship", "partially_fulfilled": "to_ship", "fulfilled": "to_ship", "partially_shipped": "part_shipped",
        "shipped": "shipped", "partially_delivered": "shipped", "delivered": "done", "canceled": "to_ship"}
UNPAID = frozenset({"not_paid", "awaiting", "authorized", "partially_authorized", "requires_action"})


# ---------------------------------------------------------------- asking
def headers(site: Site, token: str) -> tuple[tuple[str, str], ...]:
    """What signs a question: the session's token, or the secret API key as a user name."""
    if token:
        return (("Authorization", f"Bearer {token}"),)
    pair = base64.b64encode(f"{site.keys.secret}:".encode()).decode("ascii")
    return (("Authorization", f"Basic {pair}"),)


def login(site: Site) -> Request:
    """The question that opens a session."""
    return Request("/auth/user/emailpass", method="POST", headers=(("Content-Type", "application/json"),),
                   body=json.dumps({"email": site.keys.user, "password": site.keys.secret}))


def _test_request(site: Site) -> Request:
    if site.keys.user:
        return login(site)
    return Request("/admin/orders", (("limit", "1"), ("fields", "id")), headers=headers(site, ""))


def _first(site: Site, since: str, again: tuple[str, ...]) -> Cursor:
    return Cursor(step="login" if site.keys.user else "list", since=since, again=again)


def _next_request(site: Site, cursor: Cursor) -> Request:
    if cursor.step == "login":
        return login(site)
    query = [("limit", str(LIMIT)), ("fields", FIELDS), ("order", "created_at")]
    if cursor.step == "again":
        query += [("offset", "0"), *(("id[]", one) for one in cursor.again[:AGAIN])]
    else:
        query.append(("offset", str((cursor.page - 1) * LIMIT)))
        if cursor.since:
            query.append(("updated_at[$gt]", cursor.since))
    return Request("/admin/orders", tuple(query), headers=headers(site, cursor.token))


# ---------------------------------------------------------------- understanding
def signed_in(response: Response) -> str:
    """The session's token. Raises ShopError WRONG_KEY."""
    token = text(an_object(parse(response)).get("token"))
    if not token:
        raise wrong_key()
    return token


def _understand(cursor: Cursor, response: Response, channel: str) -> Page:
    cursor = replace(cursor, began=cursor.began or clock_of(response))
    if cursor.step == "login":
        return Page((), replace(cursor, step="list", token=signed_in(response)))
    body = an_object(parse(response))
    if not isinstance(body.get("orders"), list):
        raise not_this_kind()
    found = some(body["orders"])
    usual = next(filter(None, map(_currency_word, found)), "")
    orders, remarks = [], []
    for order in found:
        try:
            orders.append(understood(order, channel, usual))
        except ShopError as why:
            remarks.append(refused_order(text(order.get("display_id")), why))
    if cursor.step == "again":
        rest = cursor.again[AGAIN:]
        follow = replace(cursor, again=rest) if rest else None
    else:
        follow = _after_list(cursor, body, [text(o.get("id")) for o in found], remarks)
    return Page(tuple(orders), follow, tuple(remarks), earlier(cursor.began) or cursor.since)


def _after_list(cursor: Cursor, body: dict[str, Any], ids: list[str], remarks: list[str]) -> Cursor | None:
    total = body["count"] if isinstance(body.get("count"), int) else -1
    seen = cursor.seen | frozenset(ids)
    if 0 <= total < cursor.total and cursor.page > 1 and cursor.back < MOST_STEPS_BACK:
        return replace(cursor, page=cursor.page - 1, seen=seen, total=total, back=cursor.back + 1)
    more = bool(ids) and (cursor.page * LIMIT < total if total >= 0 else len(ids) >= LIMIT)
    if more and cursor.page > 1 and seen == cursor.seen and not cursor.back:
        remarks.append(_("The shop sent the same page again and again; reading stopped there."))
        more = False
    if more:
        return replace(cursor, page=cursor.page + 1, seen=seen, total=total)
    left = tuple(one for one in cursor.again if one not in seen)
    return replace(cursor, step="again", again=left) if left else None


def _currency_word(order: dict[str, Any]) -> str:
    return text(order.get("currency_code")) or next(
        filter(None, (text(c.get("currency_code")) for c in some(order.get("payment_collections")))), "")


def exact(part: dict[str, Any], key: str, currency: str) -> Money | None:
    """An amount by its exact text where there is one; None where it is not told."""
    raw = part.get(f"raw_{key}")
    value = raw.get("value") if isinstance(raw, dict) else None
    value = part.get(key) if value is None else value
    return None if value is None else major(value, currency)


def _sum(parts: list[dict[str, Any]], key: str, currency: str) -> Money:
    return Money.total((amount for part in parts if (amount := exact(part, key, currency)) is not None), currency)


def understood(order: dict[str, Any], channel: str, usual: str = "") -> Fetched:
    """One order. ``usual``: the currency of its neighbours. Raises ShopError: without number, amount or time."""
    currency = code_of(_currency_word(order), usual.upper())
    total = exact(order, "total", currency)
    if total is None:
        raise ShopError(_("The amount is missing."), code="BAD_AMOUNT")
    number, remote_id = text(order.get("custom_display_id")) or text(order.get("display_id")), text(order.get("id"))
    if not number or not remote_id:
        raise ShopError(_("The order’s number is missing."), code="NO_NUMBER")
    items, ways = some(order.get("items")), some(order.get("shipping_methods"))
    lines = tuple(_line(item, currency) for item in items)
    goods = Money.total((line.total for line in lines if line.total is not None), currency)
    postage = _sum(ways, "total", currency) if any("total" in w for w in ways) else _sum(ways, "amount", currency)
    refunded, captured = _paid(order, currency)
    status, pay, sent = (text(order.get(k)) for k in ("status", "payment_status", "fulfillment_status"))
    state = after_refund(_state(status, pay, sent), total, refunded)
    if pay == "refunded" and not refunded:
        state, refunded = "refunded", total
    placed = moment(order.get("created_at"))
    address, metadata = _part(order, "shipping_address"), _part(order, "metadata")
    draft = OrderDraft(
        channel=channel, number=number, state=state, raw_state="/".join(filter(None, (status, pay, sent))), placed=placed,
        placed_at=placed, total=total, refunded=refunded, postage=postage, discount=goods + postage - total,
        paid=captured or None, buyer=text(order.get("email")),
        recipient=western.full_name(text(address.get("first_name")), text(address.get("last_name")))
        or text(address.get("company")),
        phone=text(address.get("phone")),
        region=" ".join(filter(None, (text(address.get("country_code")).upper(), text(address.get("province")),
                                      text(address.get("city"))))),
        address=" ".join(filter(None, (text(address.get(k)) for k in ("address_1", "address_2", "postal_code")))),
        note=text(metadata.get("note")).replace("\r\n", "\n"), lines=lines, parcels=_parcels(order),
        raw=({"server": "medusa", "order": order},))
    over = status in ("canceled", "archived", "completed") or (sent == "delivered" and pay in ("captured", "refunded"))
    return Fetched(remote_id, draft, not over)


def _state(status: str, pay: str, sent: str) -> str:
    if status == "canceled":
        return "cancelled"
    known = SENT.get(sent, "to_ship")
    if known == "to_ship" and pay in UNPAID:
        return "unpaid"
    return "done" if known == "shipped" and status in ("completed", "archived") else known


def _paid(order: dict[str, Any], currency: str) -> tuple[Money, Money]:
    """What was given back and what was taken in."""
    collections = some(order.get("payment_collections"))
    refunded = _sum(collections, "refunded_amount", currency)
    if not refunded:
        refunds = [r for c in collections for p in some(c.get("payments")) for r in some(p.get("refunds"))]
        refunded = _sum(refunds, "amount", currency)
    return refunded, _sum(collections, "captured_amount", currency)


def _part(order: dict[str, Any], key: str) -> dict[str, Any]:
    found = order.get(key)
    return found if isinstance(found, dict) else {}


def _line(item: dict[str, Any], currency: str) -> LineDraft:
    many = text(_part(item, "raw_quantity").get("value")) or text(item.get("quantity")) or text(
        _part(item, "detail").get("quantity"))
    quantity = Quantity(0) if many == "0" else Quantity.parse(many)
    unit = exact(item, "unit_price", currency)
    total = exact(item, "original_total", currency)
    if total is None:
        total = exact(item, "total", currency)
    if total is None and unit is not None:
        total = quantity.of_price(unit)
    spec = text(item.get("variant_title"))
    return LineDraft(sku=text(item.get("variant_sku")), title=text(item.get("product_title")) or text(item.get("title")) or "?",
                     spec="" if spec in ("One", "Default", "Default variant") else spec, quantity=quantity, unit_price=unit,
                     total=total, key=text(item.get("id")))


def _parcels(order: dict[str, Any]) -> tuple[Parcel, ...]:
    found = [Parcel("", text(label.get("tracking_number"))) for f in some(order.get("fulfillments"))
             if not text(f.get("canceled_at")) for label in some(f.get("labels"))]
    return tuple(dict.fromkeys(p for p in found if p.number))


# ---------------------------------------------------------------- refusals
def _refusal(site: Site, response: Response) -> ShopError | None:
    """Why the shop did not answer; None where it did."""
    if response.status >= 300:
        try:
            parse(response)
        except ShopError as why:
            return why if why.code == "HTML" and response.status != 404 else plain_refusal(response)
        return plain_refusal(response)
    body = parse(response)
    if not isinstance(body, dict) or not ({"orders", "token"} & set(body)):
        return not_this_kind()
    return None


SERVER = Server(
    name="medusa", title=N_("Medusa"), user=N_("E-mail (empty for an API key)"), secret=N_("Password or secret API key (sk_…)"),
    help=N_("In Medusa: Settings, Secret API keys, Create."), tails=("/admin", "/app", "/store", "/auth"),
    test_request=_test_request, first=_first, next_request=_next_request, understand=_understand, refusal=_refusal,
    user_needed=False)
