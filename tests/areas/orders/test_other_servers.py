"""Vendure and Medusa over a real line: signing in, pages, orders that change without a word, a key without rights."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest

from producer_app.areas.orders import connections, fetching, queries, wire
from producer_app.areas.orders.connections import server_named
from producer_app.areas.orders.servers.values import Keys
from producer_app.base.errors import ShopError
from producer_app.store.keys import Vault
from producer_app.store.shop import Shop


class Desk(ThreadingHTTPServer):
    """Both kinds of server, with their orders by id."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.vendure: dict[str, dict[str, Any]] = {}
        self.medusa: dict[str, dict[str, Any]] = {}
        self.asked: list[Any] = []

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One question."""

    server: Desk

    def log_message(self, *_words: object) -> None:
        """Nothing on the screen."""

    def give(self, body: Any, status: int = 200, token: str = "") -> None:
        """An answer."""
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if token:
            self.send_header("vendure-auth-token", token)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/auth/user/emailpass":
            right = asked == {"email": "me", "password": "pw"}
            self.give({"token": "T"} if right else {"message": "Invalid email or password"}, 200 if right else 401)
        elif "login" in asked["query"]:
            if asked["variables"] == {"user": "me", "secret": "pw"}:
                self.give({"data": {"login": {"__typename": "CurrentUser", "id": "1"}}}, token="T")
            else:
                self.give({"data": {"login": {"__typename": "InvalidCredentialsError", "errorCode": "INVALID_CREDENTIALS_ERROR"}}})
        elif self.headers.get("Authorization") != "Bearer T" and self.headers.get("vendure-api-key") != "key":
            self.give({"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}], "data": None})
        elif "Test" in asked["query"]:
            self.give({"data": {"orders": {"totalItems": 0}}})
        else:
            self._orders(asked["variables"]["options"])

    def _orders(self, options: dict[str, Any]) -> None:
        self.server.asked.append(options["filter"])
        if "id" in options["filter"]:
            found = [self.server.vendure[one] for one in options["filter"]["id"]["in"] if one in self.server.vendure]
        else:
            after = options["filter"]["orderPlacedAt"]["after"]
            found = [one for one in self.server.vendure.values() if one["orderPlacedAt"] and one["orderPlacedAt"] > after]
        skip = options["skip"]
        self.give({"data": {"orders": {"totalItems": len(found), "items": found[skip:skip + options["take"]]}}})

    def do_GET(self) -> None:
        path, _mark, query = self.path.partition("?")
        asked = parse_qsl(query)
        self.server.asked.append(asked)
        if path != "/admin/orders" or self.headers.get("Authorization") not in ("Bearer T", "Basic c2tfMTo="):
            self.give({"message": "Unauthorized"}, 401)
            return
        ids = [value for name, value in asked if name == "id[]"]
        since = dict(asked).get("updated_at[$gt]", "")
        found = [one for one in self.server.medusa.values() if (one["id"] in ids if ids else one["updated_at"] > since)]
        at = int(dict(asked)["offset"]) if "offset" in dict(asked) else 0
        self.give({"orders": found[at:at + int(dict(asked)["limit"])], "count": len(found), "offset": at, "limit": 50})


class MemoryVault(Vault):
    """Secrets that end with the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


def vendure_order(number: int, state: str = "PaymentSettled", refunded: int = 0) -> dict[str, Any]:
    """One jar at 39.90 and 12.00 postage."""
    return {"id": str(number), "code": f"CODE{number}", "state": state, "orderPlacedAt": "2026-03-01T08:00:00.000Z",
            "currencyCode": "CNY", "totalWithTax": 5190, "shippingWithTax": 1200, "surcharges": [], "customer": None,
            "shippingAddress": {"fullName": "小明 王"}, "shippingLines": [{"priceWithTax": 1200}], "fulfillments": [],
            "lines": [{"id": "1", "quantity": 1, "orderPlacedQuantity": 1, "unitPriceWithTax": 3990, "linePriceWithTax": 3990,
                       "discountedUnitPriceWithTax": 3990, "proratedLinePriceWithTax": 3990,
                       "productVariant": {"sku": "HONEY", "name": "Honey"}}],
            "payments": [{"amount": 5190, "state": "Settled",
                          "refunds": [{"total": refunded, "state": "Settled"}] if refunded else []}]}


def medusa_order(number: int, paid: str = "captured", sent: str = "not_fulfilled") -> dict[str, Any]:
    """One jar at 39.90 and 12 postage."""
    return {"id": f"order_{number}", "display_id": number, "status": "pending", "currency_code": "cny", "total": 51.9,
            "created_at": "2026-03-01T08:00:00.000Z", "updated_at": "2026-03-01T08:00:00.000Z", "payment_status": paid,
            "fulfillment_status": sent, "items": [{"id": "i", "title": "Honey", "variant_sku": "HONEY", "quantity": 1,
                                                   "unit_price": 39.9, "total": 39.9, "original_total": 39.9}],
            "shipping_methods": [{"total": 12, "amount": 12}], "payment_collections": [], "fulfillments": []}


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join(5)


def state(shop: Shop, channel: str, number: str) -> str:
    found = queries.by_number(shop, channel, number)
    assert found is not None
    return found.state


def test_vendure_orders_that_move_without_a_word_are_seen(shop: Shop, desk: Desk) -> None:
    server, vault = server_named("vendure"), MemoryVault()
    desk.vendure = {str(n): vendure_order(n) for n in range(1, 231)}
    desk.vendure["500"] = {**vendure_order(500), "orderPlacedAt": None}
    site = connections.site_of(server, desk.address + "/admin-api", Keys("me", "pw"), plain=True)
    one = connections.connect(shop, vault, server, site, plain=True)
    assert fetching.fetch(shop, vault, one.id).new == 230
    # The same time as before, another state: only asking again by id shows it.
    desk.vendure["7"] = vendure_order(7, "Delivered")
    desk.vendure["8"] = vendure_order(8, "Shipped", refunded=5190)
    told = fetching.fetch(shop, vault, one.id)
    assert (told.new, told.changed) == (0, 2)
    assert (state(shop, one.channel, "CODE7"), state(shop, one.channel, "CODE8")) == ("done", "refunded")
    # What is at its end is asked for at a press only.
    desk.asked.clear()
    fetching.fetch(shop, vault, one.id)
    assert "7" not in [i for asked in desk.asked if "id" in asked for i in asked["id"]["in"]]


def test_medusa_orders_are_paged_and_open_ones_asked_for_again(shop: Shop, desk: Desk) -> None:
    server, vault = server_named("medusa"), MemoryVault()
    desk.medusa = {f"order_{n}": medusa_order(n) for n in range(1, 121)}
    site = connections.site_of(server, desk.address + "/app", Keys("me", "pw"), plain=True)
    one = connections.connect(shop, vault, server, site, plain=True)
    assert fetching.fetch(shop, vault, one.id).new == 120
    desk.medusa["order_3"] = medusa_order(3, sent="shipped")
    told = fetching.fetch(shop, vault, one.id)
    assert (told.new, told.changed) == (0, 1)
    assert state(shop, one.channel, "3") == "shipped"


@pytest.mark.parametrize(("kind", "user", "secret", "code"), [
    ("vendure", "me", "pw", ""), ("vendure", "me", "no", "WRONG_KEY"), ("vendure", "", "key", ""),
    ("vendure", "", "no", "WRONG_KEY"), ("medusa", "me", "pw", ""), ("medusa", "me", "no", "WRONG_KEY"),
    ("medusa", "", "sk_1", ""), ("medusa", "", "sk_2", "WRONG_KEY")])
def test_trying_out_tells_right_keys_from_wrong_ones(desk: Desk, kind: str, user: str, secret: str, code: str) -> None:
    server = server_named(kind)
    site = connections.site_of(server, desk.address, Keys(user, secret), plain=True)
    if not code:
        wire.try_out(server, site)
        return
    with pytest.raises(ShopError) as refusal:
        wire.try_out(server, site)
    assert refusal.value.code == code
