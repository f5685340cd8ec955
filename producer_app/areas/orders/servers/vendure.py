"""Vendure 3 Admin API (GraphQL). Measured on 3.7.3.

No right and a wrong password come with status 200. ``updatedAt`` does not move on a refund, a note or a fulfilment, so new orders
are asked for by ``orderPlacedAt`` and every order that is not at its end is asked for again by its id. Baskets have no
``orderPlacedAt``. A cancelled order says total 0; what was ordered is in ``orderPlacedQuantity``. Money in minor units.
"""

from __future__ import annotations

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
    minor,
    moment,
    no_right,
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

API = "/admin-api"
TAKE = 100
EVER = "1970-01-01T00:00:00.000Z"
STATES = {
    "ArrangingPayment": "unpaid", "PaymentAuthorized": "unpaid", "PaymentSettled": "to_ship", "PartiallyShipped": "part_shipped",
    "Shipped": "shipped", "PartiallyDelivered": "shipped", "Delivered": "done", "Modifying": "to_ship",
    "ArrangingAdditionalPayment": "unpaid", "Cancelled": "cancelled",
}
FINAL = frozenset({"Delivered", "Cancelled"})
FIELDS = """id code state active updatedAt orderPlacedAt currencyCode shippingWithTax totalWithTax couponCodes
 customer { firstName lastName emailAddress phoneNumber }
 shippingAddress { fullName company streetLine1 streetLine2 city province postalCode country countryCode phoneNumber }
 lines { id quantity orderPlacedQuantity unitPriceWithTax discountedUnitPriceWithTax linePriceWithTax proratedLinePriceWithTax
  productVariant { sku name } }
 shippingLines { priceWithTax shippingMethod { code name } }
 surcharges { description priceWithTax }
 payments { method amount state refunds { total state } }
 fulfillments { id state method trackingCode lines { orderLineId quantity } }"""
_LIST = f"query Orders($options: OrderListOptions) {{ orders(options: $options) {{ totalItems items {{ {FIELDS} }} }} }}"
_TEST = "query Test { orders(options: { take: 1 }) { totalItems } }"
_LOGIN = ("mutation Login($user: String!, $secret: String!) { login(username: $user, password: $secret) "
          "{ __typename ... on CurrentUser { id } ... on ErrorResult { errorCode message } } }")


# ---------------------------------------------------------------- asking
def asked(site: Site, query: str, variables: dict[str, Any], token: str) -> Request:
    """A question in GraphQL, signed with the session's token or the API key."""
    headers = [("Content-Type", "application/json")]
    if token:
        headers.append(("Authorization", f"Bearer {token}"))
    elif not site.keys.user:
        headers.append(("vendure-api-key", site.keys.secret))
    return Request(API, method="POST", headers=tuple(headers), body=json.dumps({"query": query, "variables": variables}))


def login(site: Site) -> Request:
    """The question that opens a session."""
    return asked(site, _LOGIN, {"user": site.keys.user, "secret": site.keys.secret}, "")


def _test_request(site: Site) -> Request:
    return login(site) if site.keys.user else asked(site, _TEST, {}, "")


def _first(site: Site, since: str, again: tuple[str, ...]) -> Cursor:
    return Cursor(step="login" if site.keys.user else "list", since=since, again=again)


def _next_request(site: Site, cursor: Cursor) -> Request:
    if cursor.step == "login":
        return login(site)
    if cursor.step == "again":
        where: dict[str, Any] = {"id": {"in": list(cursor.again[:TAKE])}}
        skip = 0
    else:
        where, skip = {"orderPlacedAt": {"after": cursor.since or EVER}}, (cursor.page - 1) * TAKE
    return asked(site, _LIST, {"options": {"take": TAKE, "skip": skip, "sort": {"id": "ASC"}, "filter": where}}, cursor.token)


# ---------------------------------------------------------------- understanding
def data_of(response: Response) -> dict[str, Any]:
    """The ``data`` of an answer. Raises ShopError: it holds errors, or is none."""
    body = an_object(parse(response))
    errors = some(body.get("errors"))
    if errors:
        extensions = errors[0].get("extensions")
        code = text(extensions.get("code")) if isinstance(extensions, dict) else ""
        if code in ("FORBIDDEN", "UNAUTHORIZED"):
            raise no_right()
        raise ShopError(_("The shop did not understand the question: {words}").format(words=text(errors[0].get("message"))[:120]),
                        _("This version of the shop’s server may be too old or too new."), "REFUSED_BY_SHOP")
    if not isinstance(body.get("data"), dict):
        raise not_this_kind()
    return dict(body["data"])


def signed_in(response: Response) -> str:
    """The session's token. Raises ShopError WRONG_KEY."""
    found = data_of(response).get("login")
    token = response.headers.get("vendure-auth-token", "")
    if not isinstance(found, dict) or text(found.get("__typename")) != "CurrentUser":
        raise wrong_key()
    if not token:
        raise ShopError(_("The shop gives no key for programs after signing in."),
                        _("Ask whoever runs it to switch on “bearer” sign-in, or use an API key."), "NO_TOKEN")
    return token


def _understand(cursor: Cursor, response: Response, channel: str) -> Page:
    cursor = replace(cursor, began=cursor.began or clock_of(response))
    if cursor.step == "login":
        return Page((), replace(cursor, step="list", token=signed_in(response)))
    listed = data_of(response).get("orders")
    if not isinstance(listed, dict):
        raise not_this_kind()
    orders, remarks, ids = [], [], []
    for order in some(listed.get("items")):
        ids.append(text(order.get("id")))
        if not text(order.get("orderPlacedAt")):
            continue
        try:
            orders.append(understood(order, channel))
        except ShopError as why:
            remarks.append(refused_order(text(order.get("code")), why))
    if cursor.step == "again":
        rest = cursor.again[TAKE:]
        follow = replace(cursor, again=rest) if rest else None
    else:
        follow = _after_list(cursor, listed, ids, remarks)
    return Page(tuple(orders), follow, tuple(remarks), earlier(cursor.began) or cursor.since)


def _after_list(cursor: Cursor, listed: dict[str, Any], ids: list[str], remarks: list[str]) -> Cursor | None:
    total = listed["totalItems"] if isinstance(listed.get("totalItems"), int) else -1
    seen = cursor.seen | frozenset(ids)
    if 0 <= total < cursor.total and cursor.page > 1 and cursor.back < MOST_STEPS_BACK:
        return replace(cursor, page=cursor.page - 1, seen=seen, total=total, back=cursor.back + 1)
    more = bool(ids) and (cursor.page * TAKE < total if total >= 0 else len(ids) >= TAKE)
    if more and cursor.page > 1 and seen == cursor.seen and not cursor.back:
        remarks.append(_("The shop sent the same page again and again; reading stopped there."))
        more = False
    if more:
        return replace(cursor, page=cursor.page + 1, seen=seen, total=total)
    left = tuple(one for one in cursor.again if one not in seen)
    return replace(cursor, step="again", again=left) if left else None


def understood(order: dict[str, Any], channel: str) -> Fetched:
    """One order that was placed. Raises ShopError: without number, amount or time."""
    currency = code_of(order.get("currencyCode"))
    word = text(order.get("state"))
    cancelled = word == "Cancelled"
    rows = some(order.get("lines"))
    lines = [line for line in (_line(row, currency, whole=cancelled) for row in rows) if line is not None]
    surcharges = [(text(s.get("description")), minor(s.get("priceWithTax"), currency)) for s in some(order.get("surcharges"))]
    lines += [LineDraft("", name or _("Fee"), quantity=Quantity.of(1), total=fee) for name, fee in surcharges if fee.minor > 0]
    off = Money.total((-fee for _name, fee in surcharges if fee.minor < 0), currency)
    goods = Money.total((line.total for line in lines if line.total is not None), currency)
    if cancelled:
        postage = Money.total((minor(s.get("priceWithTax"), currency) for s in some(order.get("shippingLines"))), currency)
        billed = Money.total((_times(row, currency) for row in rows), currency)
        discount = goods - billed + off
        total = goods + postage - discount
    else:
        postage = minor(order.get("shippingWithTax"), currency)
        total = minor(order.get("totalWithTax"), currency)
        discount = goods + postage - total
    payments = some(order.get("payments"))
    refunded = Money.total((minor(r.get("total"), currency) for p in payments for r in some(p.get("refunds"))
                            if text(r.get("state")) != "Failed"), currency)
    settled = [minor(p.get("amount"), currency) for p in payments if text(p.get("state")) == "Settled"]
    number, remote_id = text(order.get("code")), text(order.get("id"))
    if not number or not remote_id:
        raise ShopError(_("The order’s number is missing."), code="NO_NUMBER")
    placed = moment(order.get("orderPlacedAt"))
    customer, address = _part(order, "customer"), _part(order, "shippingAddress")
    draft = OrderDraft(
        channel=channel, number=number, state=after_refund(STATES.get(word, "to_ship" if settled else "unpaid"), total, refunded),
        raw_state=word, placed=placed, placed_at=placed, total=total, refunded=refunded, postage=postage, discount=discount,
        paid=Money.total(settled, currency) if settled else None, buyer=text(customer.get("emailAddress")),
        recipient=_full_name(text(address.get("fullName"))) or western.full_name(
            text(customer.get("firstName")), text(customer.get("lastName"))),
        phone=text(address.get("phoneNumber")) or text(customer.get("phoneNumber")),
        region=" ".join(filter(None, (text(address.get(k)) for k in ("country", "province", "city")))),
        address=" ".join(filter(None, (text(address.get(k)) for k in ("streetLine1", "streetLine2", "postalCode")))),
        lines=tuple(lines), parcels=_parcels(order), raw=({"server": "vendure", "order": order},))
    return Fetched(remote_id, draft, word not in FINAL)


def _part(order: dict[str, Any], key: str) -> dict[str, Any]:
    found = order.get(key)
    return found if isinstance(found, dict) else {}


def _full_name(name: str) -> str:
    """A name in two words is written as people there write it."""
    parts = name.split()
    return western.full_name(*parts) if len(parts) == 2 else name


def _many(row: dict[str, Any], *, whole: bool) -> int:
    many = row.get("orderPlacedQuantity" if whole else "quantity")
    if not isinstance(many, int) or isinstance(many, bool) or not 0 <= many <= 10**9:
        raise ShopError(_("“{text}” is not a quantity.").format(text=text(many)[:40]), code="BAD_QUANTITY")
    return many


def _times(row: dict[str, Any], currency: str) -> Money:
    one = minor(row.get("discountedUnitPriceWithTax", row.get("unitPriceWithTax")), currency)
    return Money(one.minor * _many(row, whole=True), currency)


def _line(row: dict[str, Any], currency: str, *, whole: bool) -> LineDraft | None:
    """One line; None where all of it was taken out of an order that goes on."""
    many = _many(row, whole=whole)
    if not many:
        return None
    unit = minor(row.get("unitPriceWithTax"), currency)
    total = Money(unit.minor * many, currency) if whole else minor(row.get("linePriceWithTax"), currency)
    variant = _part(row, "productVariant")
    return LineDraft(sku=text(variant.get("sku")), title=text(variant.get("name")) or "?", quantity=Quantity.of(many),
                     unit_price=unit, total=total, key=text(row.get("id")))


def _parcels(order: dict[str, Any]) -> tuple[Parcel, ...]:
    # One fulfilment has one text for its numbers; several stand in it side by side.
    found = [Parcel(text(f.get("method")), number.strip()) for f in some(order.get("fulfillments"))
             if text(f.get("state")) != "Cancelled" for number in text(f.get("trackingCode")).split(",")]
    return tuple(dict.fromkeys(p for p in found if p.number))


# ---------------------------------------------------------------- refusals
def _refusal(site: Site, response: Response) -> ShopError | None:
    """Why the shop did not answer; None where it did. A good status may carry a refusal."""
    if response.status == 400:
        try:
            data_of(response)
        except ShopError as why:
            return why
    if response.status >= 300:
        try:
            parse(response)
        except ShopError as why:
            return why if why.code == "HTML" and response.status != 404 else plain_refusal(response)
        return plain_refusal(response)
    try:
        data = data_of(response)
    except ShopError as why:
        if why.code == "NO_RIGHT" and not site.keys.user:
            return ShopError(_("The shop does not know this API key, or it may not read orders."),
                             _("Make an API key with the right ReadOrder, and let the server accept API keys."), "WRONG_KEY")
        return why
    if "login" in data and (not isinstance(data["login"], dict) or text(data["login"].get("__typename")) != "CurrentUser"):
        return wrong_key()
    return None


SERVER = Server(
    name="vendure", title=N_("Vendure"), user=N_("User name (empty for an API key)"), secret=N_("Password or API key"),
    help=N_("Best is an API key of a role that has only ReadOrder."), tails=("/admin-api", "/admin", "/dashboard", "/shop-api"),
    test_request=_test_request, first=_first, next_request=_next_request, understand=_understand, refusal=_refusal,
    user_needed=False)
