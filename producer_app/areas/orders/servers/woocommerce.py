"""WooCommerce REST v3. Measured on 7.9.0.

Basic keys count over https only; over http the one-legged OAuth 1.0a does (RFC 5849, HMAC-SHA256). Addresses must be "pretty":
``?rest_route=`` does not sign in. A page past the end is an empty list. ``total`` stays whole after a refund.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from producer_app.areas.orders import western, woocommerce
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
    a_list,
    an_object,
    clock_of,
    code_of,
    earlier,
    major,
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
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

API = "/wp-json/wc/v3"
PER_PAGE = 50
# The pay page opens with these, and who looked from where is nobody's business.
SECRET = ("order_key", "payment_url", "_links", "cart_hash", "customer_ip_address", "customer_user_agent")
_FINAL = frozenset({"completed", "cancelled", "refunded", "trash"})
_TRACKING_LISTS = ("_wc_shipment_tracking_items", "wc_shipment_tracking_items")
_TRACKING_KEYS = ("_tracking_number", "tracking_number", "_wc_tracking_number", "ywot_tracking_code")


# ---------------------------------------------------------------- asking
def signed(site: Site, request: Request) -> Request:
    """The question with what proves the key: Basic over https, OAuth over http."""
    if site.encrypted:
        pair = base64.b64encode(f"{site.keys.user}:{site.keys.secret}".encode()).decode("ascii")
        return replace(request, headers=(*request.headers, ("Authorization", f"Basic {pair}")))
    return replace(request, query=oauth(site, request, nonce=secrets.token_hex(16), now=int(time.time())))


def oauth(site: Site, request: Request, *, nonce: str, now: int) -> tuple[tuple[str, str], ...]:
    """The question's parameters with those that sign it; ``now``: seconds since 1970."""
    values = [*request.query, ("oauth_consumer_key", site.keys.user), ("oauth_nonce", nonce),
              ("oauth_signature_method", "HMAC-SHA256"), ("oauth_timestamp", str(now))]
    pairs = "&".join(f"{key}={value}" for key, value in sorted((_quoted(k), _quoted(v)) for k, v in values))
    base = "&".join((request.method, _quoted(site.address + request.path), _quoted(pairs)))
    signature = hmac.new(f"{_quoted(site.keys.secret)}&".encode(), base.encode(), hashlib.sha256).digest()
    return (*values, ("oauth_signature", base64.b64encode(signature).decode("ascii")))


def _quoted(part: str) -> str:
    return quote(part, safe="-._~")


def _test_request(site: Site) -> Request:
    return signed(site, Request(f"{API}/orders", (("per_page", "1"),)))


def _first(site: Site, since: str, again: tuple[str, ...]) -> Cursor:
    # Changes are told reliably here; only orders that were deleted vanish without a word, and those are looked for by number.
    return Cursor(since=since, again=again)


def _next_request(site: Site, cursor: Cursor) -> Request:
    if cursor.step == "one":
        return signed(site, Request(f"{API}/orders/{quote(cursor.again[0], safe='')}"))
    query = [("per_page", str(PER_PAGE)), ("page", str(cursor.page)), ("orderby", "id"), ("order", "asc"), ("status", "any")]
    if cursor.step == "again":
        query += [("include", ",".join(cursor.again[:PER_PAGE]))]
    elif cursor.since:
        query += [("modified_after", cursor.since), ("dates_are_gmt", "true")]
    return signed(site, Request(f"{API}/orders", tuple(query)))


# ---------------------------------------------------------------- understanding
def _understand(cursor: Cursor, response: Response, channel: str) -> Page:
    began = cursor.began or clock_of(response)
    cursor = replace(cursor, began=began)
    if cursor.step == "one":
        return _one(cursor, response, channel)
    orders, remarks, ids = [], [], []
    for found in a_list(parse(response)):
        order = an_object(found)
        ids.append(text(order.get("id")))
        try:
            orders.append(understood(order, channel))
        except ShopError as why:
            remarks.append(refused_order(text(order.get("number")), why))
    follow = _after_again(cursor, frozenset(ids)) if cursor.step == "again" else _after_list(cursor, response, ids, remarks)
    return Page(tuple(orders), follow, tuple(remarks), _since(cursor, orders))


def _since(cursor: Cursor, orders: list[Fetched]) -> str:
    return earlier(cursor.began) or cursor.since


def _after_list(cursor: Cursor, response: Response, ids: list[str], remarks: list[str]) -> Cursor | None:
    """The next page; one back where orders were deleted meanwhile, so that none slips from an unread page to a read one."""
    total = int(h) if (h := response.headers.get("x-wp-total", "")).isdecimal() else -1
    pages = int(h) if (h := response.headers.get("x-wp-totalpages", "")).isdecimal() else 0
    seen = cursor.seen | frozenset(ids)
    if 0 <= total < cursor.total and cursor.page > 1 and cursor.back < MOST_STEPS_BACK:
        fewer = -(-(cursor.total - total) // PER_PAGE)
        return replace(cursor, page=max(1, cursor.page - fewer), seen=seen, total=total, back=cursor.back + 1)
    more = bool(ids) and (cursor.page < pages if pages else len(ids) >= PER_PAGE)
    if more and cursor.page > 1 and seen == cursor.seen and not cursor.back:
        remarks.append(_("The shop sent the same page again and again; reading stopped there."))
        more = False
    if more:
        return replace(cursor, page=cursor.page + 1, seen=seen, total=total)
    left = tuple(one for one in cursor.again if one not in seen)
    return replace(cursor, step="again", page=1, again=left, seen=seen) if left else None


def _after_again(cursor: Cursor, ids: frozenset[str]) -> Cursor | None:
    """What was asked for by number and did not come is asked for one by one: it lies in the bin, or is gone."""
    asked, rest = cursor.again[:PER_PAGE], cursor.again[PER_PAGE:]
    gone = tuple(one for one in asked if one not in ids)
    if gone:
        return replace(cursor, step="one", again=(*gone, "", *rest))
    return replace(cursor, again=rest) if rest else None


def _one(cursor: Cursor, response: Response, channel: str) -> Page:
    orders: list[Fetched] = []
    remarks: list[str] = []
    if response.status != 404:
        try:
            orders.append(understood(an_object(parse(response)), channel))
        except ShopError as why:
            remarks.append(refused_order(cursor.again[0], why))
    left = cursor.again[1:]
    follow: Cursor | None
    if left and left[0]:
        follow = replace(cursor, again=left)
    else:
        follow = replace(cursor, step="again", again=left[1:]) if left[1:] else None
    return Page(tuple(orders), follow, tuple(remarks), _since(cursor, orders))


def understood(order: dict[str, Any], channel: str) -> Fetched:
    """One order. Raises ShopError: without number, amount or time."""
    currency = code_of(order.get("currency"))
    total = major(order.get("total"), currency)
    refunded = Money.total((_absolute(major(r.get("total"), currency)) for r in some(order.get("refunds"))), currency)
    status = text(order.get("status"))
    paid = bool(text(order.get("date_paid_gmt")) or text(order.get("date_paid")))
    state = woocommerce.state(status, total, refunded, paid=paid)
    number, remote_id = text(order.get("number")) or text(order.get("id")), text(order.get("id"))
    if not number or not remote_id.isdigit():
        raise ShopError(_("The order’s number is missing."), code="NO_NUMBER")
    placed = moment(order.get("date_created_gmt"))
    who = _who(order)
    fees = [(text(fee.get("name")), major(fee.get("total"), currency) + _tax(fee, "total_tax", currency))
            for fee in some(order.get("fee_lines"))]
    off = Money.total((-amount for _name, amount in fees if amount.minor < 0), currency)
    lines = [_line(line, currency) for line in some(order.get("line_items"))]
    lines += [LineDraft("", name or _("Fee"), quantity=Quantity.of(1), total=amount) for name, amount in fees if amount.minor > 0]
    billing = _part(order, "billing")
    draft = OrderDraft(
        channel=channel, number=number, state=state, raw_state=status, placed=placed, placed_at=placed, total=total,
        refunded=total if state == "refunded" and not refunded else refunded,
        postage=_amount(order, "shipping_total", currency) + _tax(order, "shipping_tax", currency),
        discount=_amount(order, "discount_total", currency) + _tax(order, "discount_tax", currency) + off,
        paid=total if paid else None, buyer=text(billing.get("email")),
        recipient=western.full_name(text(who.get("first_name")), text(who.get("last_name"))) or text(who.get("company")),
        phone=text(_part(order, "shipping").get("phone")) or text(billing.get("phone")),
        region=" ".join(filter(None, (text(who.get("country")), _state_name(text(who.get("state"))), text(who.get("city"))))),
        address=" ".join(filter(None, (text(who.get(k)) for k in ("address_1", "address_2", "postcode")))),
        note=text(order.get("customer_note")).replace("\r\n", "\n"), lines=tuple(lines), parcels=parcels_of(order),
        raw=({"server": "woocommerce", "order": {k: v for k, v in order.items() if k not in SECRET}},))
    return Fetched(remote_id, draft, status not in _FINAL)


def _absolute(amount: Money) -> Money:
    return -amount if amount.minor < 0 else amount


def _amount(order: dict[str, Any], key: str, currency: str) -> Money:
    return major(order[key], currency) if text(order.get(key)) else Money(0, currency)


_tax = _amount


def _part(order: dict[str, Any], key: str) -> dict[str, Any]:
    found = order.get(key)
    return found if isinstance(found, dict) else {}


def _who(order: dict[str, Any]) -> dict[str, Any]:
    shipping = _part(order, "shipping")
    named = any(text(shipping.get(key)) for key in ("first_name", "last_name", "address_1", "company"))
    return shipping if named else _part(order, "billing")


def _state_name(state: str) -> str:
    """Codes like CN32 say nothing to people."""
    return "" if re.fullmatch(r"[A-Z]{2,3}-?\d*", state) else state


def _line(line: dict[str, Any], currency: str) -> LineDraft:
    spec = ", ".join(f"{text(m.get('display_key')) or text(m.get('key'))}: {text(m.get('display_value')) or text(m.get('value'))}"
                     for m in some(line.get("meta_data")) if not text(m.get("key")).startswith("_") and text(m.get("value")))
    # ``price`` is not rounded; two times it may be another sum than was billed.
    total = major(line.get("subtotal", line.get("total")), currency) + _tax(line, "subtotal_tax", currency)
    many = text(line.get("quantity"))
    quantity = Quantity(0) if many in ("0", "0.0") else Quantity.parse(many)
    unit = None
    if quantity.milli and total.minor * 1000 % quantity.milli == 0:
        unit = Money(total.minor * 1000 // quantity.milli, currency)
    return LineDraft(sku=text(line.get("sku")), title=text(line.get("name")) or "?", spec=spec, quantity=quantity,
                     unit_price=unit, total=total, key=text(line.get("id")))


def parcels_of(order: dict[str, Any]) -> tuple[Parcel, ...]:
    """Tracking as the commonest plug-ins keep it in ``meta_data``; WooCommerce itself knows none."""
    found: list[Parcel] = []
    meta = {text(m.get("key")): m.get("value") for m in some(order.get("meta_data"))}
    for key in _TRACKING_LISTS:
        for one in some(meta.get(key)):
            carrier = text(one.get("custom_tracking_provider")) or text(one.get("tracking_provider"))
            found.append(Parcel(carrier, text(one.get("tracking_number"))))
    for key in _TRACKING_KEYS:
        carrier = text(meta.get("_tracking_provider")) or text(meta.get("tracking_provider"))
        found.append(Parcel(carrier, text(meta.get(key))))
    return tuple(dict.fromkeys(p for p in found if p.number))


# ---------------------------------------------------------------- refusals
def _refusal(site: Site, response: Response) -> ShopError | None:
    """Why the shop did not answer; None where it did."""
    if response.status < 300:
        return None
    code = ""
    try:
        code = text(an_object(parse(response)).get("code"))
    except ShopError as why:
        if response.status == 404:
            return ShopError(_("The shop does not answer under this address."),
                             _("In WordPress choose Settings, Permalinks, “Post name”, then try again; or check the address."),
                             "PERMALINKS")
        return why if why.code == "HTML" else plain_refusal(response)
    if code == "rest_no_route":
        return ShopError(_("This WordPress has no WooCommerce, or a very old one."), _("Check that WooCommerce is switched on."),
                         "NOT_THIS_KIND")
    if code == "woocommerce_rest_authentication_error":
        return wrong_key()
    if code in ("woocommerce_rest_cannot_view", "woocommerce_rest_cannot_edit", "rest_forbidden"):
        return _cannot_view(site, response.status, editing=code.endswith("edit"))
    if code.startswith("woocommerce_rest"):
        return plain_refusal(response)
    return plain_refusal(response) if response.status != 404 else not_this_kind()


def _cannot_view(site: Site, status: int, *, editing: bool) -> ShopError:
    if editing or status == 403:
        return no_right() if not editing else ShopError(
            _("This key may only read."), _("Make a key that may read and write, and use that one."), "READ_ONLY_KEY")
    if not site.encrypted:
        return wrong_key()
    return ShopError(_("The shop did not accept the key, or the key’s user may not see orders."),
                     _("Copy both parts again. If they are right, the web server drops the Authorization header: ask its host."),
                     "WRONG_KEY")


SERVER = Server(
    name="woocommerce", title=N_("WooCommerce"), user=N_("Consumer key (ck_…)"), secret=N_("Consumer secret (cs_…)"),
    help=N_("In WordPress: WooCommerce, Settings, Advanced, REST API, Add key, “Read”."),
    tails=("/wp-json", "/wp-admin", "/index.php"), test_request=_test_request, first=_first, next_request=_next_request,
    understand=_understand, refusal=_refusal)
