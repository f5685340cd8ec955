"""What a shop's server is asked and answers, as values; the parts of understanding that all of them share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from producer_app.areas.orders.rows import OrderDraft
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money, exponent

# Clocks differ and a second is coarse: what changed shortly before the last fetch is asked for once more.
OVERLAP = timedelta(minutes=10)
# A list whose total keeps falling while it is read is begun again at most so often.
MOST_STEPS_BACK = 20


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a server. ``user``: consumer key, e-mail or "" for an API key; never shown, kept in no database."""

    user: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Site:
    """One shop's server. ``address``: ``https://shop.example`` or with a path, without a slash at its end."""

    address: str
    keys: Keys = Keys()

    @property
    def encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.address.startswith("https://")


@dataclass(frozen=True, slots=True)
class Request:
    """One question. ``path``: behind the shop's address; ``headers`` may hold a secret and are never shown; ``body``: JSON text;
    ``repeatable``: asking twice does no harm; ``writes``: something is other at the shop after it."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: str = field(default="", repr=False)
    repeatable: bool = True
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. ``headers``: names in small letters; ``url``: where it came from."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a fetch stands.

    ``step``: login, list, again, one, or a server's own; ``since``: UTC text, only what is newer, "" for all; ``again``: ids of
    orders to ask for once more; ``token``: of this session; ``began``: the server's clock at the first answer; ``seen``: ids so
    far; ``total``: as the last page told, -1 unknown; ``back``: how often a page was asked for again.
    """

    step: str = "list"
    page: int = 1
    since: str = ""
    again: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    began: str = ""
    newest: str = ""
    seen: frozenset[str] = frozenset()
    total: int = -1
    back: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """One order of an answer. ``open``: it can still change without being told as changed."""

    remote_id: str
    draft: OrderDraft
    open: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer said. ``next``: where to go on, None at the end; ``since``: where the next fetch begins, told at the end."""

    orders: tuple[Fetched, ...]
    next: Cursor | None
    remarks: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A kind of shop. ``user``, ``secret``: what its two keys are called; ``tails``: ends of addresses that people copy too."""

    name: str
    title: str
    user: str
    secret: str
    help: str
    tails: tuple[str, ...]
    test_request: Callable[[Site], Request]
    first: Callable[[Site, str, tuple[str, ...]], Cursor]
    next_request: Callable[[Site, Cursor], Request]
    understand: Callable[[Cursor, Response, str], Page]
    refusal: Callable[[Site, Response], ShopError | None]
    user_needed: bool = True


# ---------------------------------------------------------------- addresses
def tidy_address(text: str, tails: tuple[str, ...]) -> str:
    """The address of a shop as it is kept. Raises ShopError: no address, or with a password in it.

    >>> tidy_address("Shop.example:443/wp-admin/", ("/wp-admin",)), tidy_address("http://127.0.0.1:8080/", ())
    ('https://shop.example', 'http://127.0.0.1:8080')
    """
    plain = text.strip()
    if "://" not in plain:
        plain = "https://" + plain
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[^\s/@]+", host) or parts.username or parts.password:
        raise ShopError(_("“{text}” is not the address of a shop.").format(text=isolate(text.strip()[:60])),
                        _("Write it as in the browser, like https://shop.example."), "BAD_ADDRESS")
    path = parts.path.rstrip("/")
    for tail in tails:
        at = (path + "/").find(tail + "/")
        if at >= 0:
            path = path[:at]
    shown = f"[{host}]" if ":" in host else host
    usual = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{shown}{f':{port}' if port and port != usual else ''}{path}"


def channel_name(server: str, address: str) -> str:
    """The channel of one shop: two shops of one kind never share it, http and https are the same shop.

    >>> channel_name("woocommerce", "https://shop.example")
    'woocommerce:shop.example'
    """
    return f"{server}:{address.partition('://')[2]}"


# ---------------------------------------------------------------- answers
def parse(response: Response) -> Any:
    """The JSON of an answer; numbers with a point stay text, so that no amount passes through a float.

    Raises ShopError: a page for people instead, or no JSON.
    """
    kind = response.headers.get("content-type", "")
    start = response.body[:200].lstrip().lower()
    if "html" in kind or start.startswith((b"<!doctype", b"<html")):
        raise ShopError(_("The shop answered with a web page instead of data."),
                        _("Check the address. A firewall or a maintenance page of the shop may stand in the way."), "HTML")
    try:
        return json.loads(response.body.decode("utf-8-sig"), parse_float=str, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ShopError(_("The shop’s answer cannot be read."), _("Try again. If it stays so, check the address."),
                        "BAD_ANSWER") from None


def _no_number(text: str) -> Any:
    raise ValueError(text)


def an_object(value: Any) -> dict[str, Any]:
    """A JSON object. Raises ShopError BAD_ANSWER: something else stands there."""
    if not isinstance(value, dict):
        raise not_this_kind()
    return value


def a_list(value: Any) -> list[Any]:
    """A JSON list. Raises ShopError BAD_ANSWER: something else stands there."""
    if not isinstance(value, list):
        raise not_this_kind()
    return value


def not_this_kind() -> ShopError:
    """An answer that a server of this kind never gives."""
    return ShopError(_("This address does not answer like a shop of this kind."),
                     _("Check the address and the kind of shop."), "NOT_THIS_KIND")


def some(value: Any) -> list[dict[str, Any]]:
    """The objects of a list that may be missing."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A text that may be missing; numbers as they are written."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return str(value).strip()


def code_of(value: Any, fallback: str = "") -> str:
    """A currency's three letters. Raises ShopError BAD_CURRENCY."""
    code = text(value).upper() or fallback
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ShopError(_("The currency is missing."), code="BAD_CURRENCY")
    return code


def major(value: Any, currency: str) -> Money:
    """An amount in units of the currency, as text or number, rounded half up where a shop keeps more decimals than there are
    coins. Raises ShopError BAD_AMOUNT."""
    plain = text(value)
    try:
        exact = Decimal(plain)
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,30})?([eE]-\d{1,2})?", plain):
            raise InvalidOperation
        cut = exact.quantize(Decimal(1).scaleb(-exponent(currency)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        raise ShopError(_("“{text}” is not an amount.").format(text=plain[:40]), code="BAD_AMOUNT") from None
    return Money.parse(f"{cut:f}", currency)


def minor(value: Any, currency: str) -> Money:
    """An amount in whole minor units. Raises ShopError BAD_AMOUNT."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**14:
        raise ShopError(_("“{text}” is not an amount.").format(text=text(value)[:40]), code="BAD_AMOUNT")
    return Money(value, currency)


def moment(value: Any) -> str:
    """A time as UTC text; one without a zone is taken as UTC. Raises ShopError BAD_TIME."""
    try:
        found = datetime.fromisoformat(text(value))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ShopError(_("“{text}” is not a date.").format(text=text(value)[:40]), code="BAD_TIME") from None
    return found.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def earlier(utc: str, by: timedelta = OVERLAP) -> str:
    """A UTC text moved back; "" stays."""
    return moment((datetime.fromisoformat(utc) - by).isoformat()) if utc else ""


def clock_of(response: Response) -> str:
    """The server's own clock, "" where it does not tell."""
    from email.utils import parsedate_to_datetime

    try:
        return moment(parsedate_to_datetime(response.headers.get("date", "")).isoformat())
    except (ValueError, TypeError, ShopError):
        return ""


def refused_order(name: str, why: ShopError) -> str:
    """The remark of an order that could not be taken."""
    return _("Order {number} was left out: {reason}").format(number=isolate(name[:40] or "?"), reason=why.message)


# ---------------------------------------------------------------- answers that are no answer
def plain_refusal(response: Response) -> ShopError | None:
    """What a status alone tells; None where it is a good one."""
    if 200 <= response.status < 300:
        return None
    if response.status in (401, 403):
        return wrong_key()
    if response.status == 404:
        return not_this_kind()
    if response.status == 429:
        return ShopError(_("The shop asks for less haste."), _("Wait some minutes, then try again."), "TOO_MANY")
    if response.status >= 500:
        return ShopError(_("The shop’s server has a fault of its own (status {status}).").format(status=response.status),
                         _("Try again later."), "SERVER_FAULT")
    return ShopError(_("The shop refused the question (status {status}).").format(status=response.status),
                     _("Check the address and the kind of shop."), "REFUSED_BY_SHOP")


def wrong_key() -> ShopError:
    """The keys open nothing."""
    return ShopError(_("The shop does not know this key."), _("Copy both parts of the key again, without blanks."), "WRONG_KEY")


def no_right() -> ShopError:
    """The keys open the door but not the orders."""
    return ShopError(_("This key may not read orders."), _("Make a key that may read orders, and use that one."), "NO_RIGHT")
