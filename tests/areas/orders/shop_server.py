"""A shop's server on this computer, for tests: WooCommerce's answers over a real line, and faults on demand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

KEY, SECRET = "ck_" + "a" * 40, "cs_" + "b" * 40


def order(number: int, *, status: str = "processing", sku: str = "HONEY", modified: str = "2026-03-01T08:00:00",
          **more: Any) -> dict[str, Any]:
    """An order as WooCommerce tells it: two jars at 39.90, postage 12, a coupon of 1.80."""
    return {"id": number, "number": str(number), "status": status, "currency": "CNY", "total": "90.00", "discount_total": "1.80",
            "discount_tax": "0.00", "shipping_total": "12.00", "shipping_tax": "0.00", "date_created_gmt": "2026-03-01T08:00:00",
            "date_modified_gmt": modified, "date_paid_gmt": "2026-03-01T08:01:00", "order_key": "wc_order_secret", "refunds": [],
            "billing": {"first_name": "小明", "last_name": "王", "phone": "13812341234", "email": "b@example.test", "country": "CN",
                        "city": "和田", "address_1": "幸福路 12 号"}, "shipping": {}, "fee_lines": [], "customer_note": "=1+1",
            "line_items": [{"id": 7, "name": "蜂蜜", "sku": sku, "quantity": 2, "subtotal": "79.80", "total": "78.00",
                            "price": 39.0, "meta_data": []}], "meta_data": [],
            "payment_url": "https://x.example/pay?key=wc_order_secret", **more}


Fault = Callable[["Handler"], bool]


class Desk(ThreadingHTTPServer):
    """The server: its orders, what it was asked, faults that stand for an answer (each is used up when it says True)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.orders: dict[int, dict[str, Any]] = {}
        self.questions: list[dict[str, str]] = []
        self.faults: list[Fault] = []
        self.before_page: Callable[[int], object] = lambda _page: None
        self.dripping = threading.Event()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One question."""

    server: Desk

    def log_message(self, *_words: object) -> None:
        """Nothing on the screen."""

    def do_GET(self) -> None:
        if self.server.faults:
            if self.server.faults[0](self):
                self.server.faults.pop(0)
            return
        path, _mark, query = self.path.partition("?")
        asked = dict(parse_qsl(query, keep_blank_values=True))
        self.server.questions.append(asked)
        if not path.startswith("/wp-json/wc/v3/orders"):
            self.give({"code": "rest_no_route"}, 404)
        elif not self._signed(path, asked):
            self.give({"code": "woocommerce_rest_authentication_error"}, 401)
        elif path.endswith("/orders"):
            self._listed(asked)
        else:
            found = self.server.orders.get(int(path.rpartition("/")[2]))
            self.give(found or {"code": "woocommerce_rest_shop_order_invalid_id"}, 200 if found else 404)

    def _signed(self, path: str, asked: dict[str, str]) -> bool:
        """OAuth 1.0a by RFC 5849, 3.4.1: method, address and sorted parameters under the secret and an empty token."""
        given = asked.pop("oauth_signature", "")
        pairs = sorted((quote(k, safe="~"), quote(v, safe="~")) for k, v in asked.items())
        base = "GET&" + quote(self.server.address + path, safe="~") + "&" + quote("&".join(f"{k}={v}" for k, v in pairs), safe="~")
        right = base64.b64encode(hmac.new((SECRET + "&").encode(), base.encode(), hashlib.sha256).digest()).decode()
        return asked.get("oauth_consumer_key") == KEY and hmac.compare_digest(given, right)

    def _listed(self, asked: dict[str, str]) -> None:
        page, many = int(asked.get("page", 1)), int(asked.get("per_page", 10))
        self.server.before_page(page)
        found = [one for _id, one in sorted(self.server.orders.items()) if one["status"] != "trash"]
        if "modified_after" in asked:
            found = [one for one in found if one["date_modified_gmt"] + "Z" > asked["modified_after"]]
        if "include" in asked:
            found = [one for one in found if str(one["id"]) in asked["include"].split(",")]
        self.give(found[(page - 1) * many:page * many], headers={"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(
            -(-len(found) // many))})

    def give(self, body: Any, status: int = 200, *, kind: str = "application/json", headers: dict[str, str] | None = None) -> None:
        """An answer."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving() -> Iterator[Desk]:
    """A server that answers until the end of the block."""
    desk = Desk()
    thread = threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        desk.dripping.set()
        desk.shutdown()
        desk.server_close()
        thread.join(5)


def host_of(desk: Desk) -> str:
    """Host and port as a channel names them."""
    return urlsplit(desk.address).netloc
