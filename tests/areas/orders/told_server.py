"""Shops' servers on this computer that can be told of parcels: WooCommerce, Vendure and Medusa with their state, and faults.

Each question takes the next word of ``plan``: ok; 429 or 500 (nothing done); done-500, lost, cut, html, drip (done, and then the
answer is a fault, missing, cut off, a web page or far too slow). ``sends`` holds what was really done, ``repeats`` what was asked
for once more although it was there already.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote

from tests.areas.orders.shop_server import KEY, SECRET, order
from tests.areas.orders.test_other_servers import medusa_order, vendure_order

KINDS = ("woocommerce", "vendure", "medusa")
# Faults before anything is done, and after it.
BEFORE = ("429", "500")
AFTER = ("done-500", "lost", "cut", "html")


class Shelf(ThreadingHTTPServer):
    """One order at each kind of server, what was told of it, and what is to go wrong."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.woo: dict[str, Any] = order(7)
        self.notes: list[dict[str, Any]] = [{"id": 1, "note": "Payment received", "customer_note": False}]
        self.vendure: dict[str, Any] = vendure_order(7)
        self.medusa: dict[str, Any] = medusa_order(7)
        for item in self.medusa["items"]:
            item["detail"] = {"quantity": 1, "fulfilled_quantity": 0}
        self.plan: list[str] = []
        self.plan_writes: list[str] = []
        self.sends: list[str] = []
        self.repeats: list[str] = []
        self.questions: list[str] = []
        self.read_only = False
        self.gone = False
        self.after_look: Callable[[], object] = lambda: None
        self.on_look: Callable[[], object] = lambda: None
        self.on_write: Callable[[], object] = lambda: None
        self.after_write: Callable[[], object] = lambda: None
        self.over = threading.Event()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_words: object) -> None:
        """Who asked may be gone."""

    def told(self, kind: str) -> tuple[int, list[str], bool]:
        """What stands there: notes or fulfilments, their numbers, and whether the order counts as sent."""
        if kind == "woocommerce":
            notes = [n["note"] for n in self.notes if n["customer_note"]]
            return len(notes), re.findall(r"[A-Z]{2}\d{10,}", " ".join(notes)), self.woo["status"] == "completed"
        if kind == "vendure":
            made = self.vendure["fulfillments"]
            codes = [f["trackingCode"] for f in made]
            return len(made), codes, bool(made) and all(f["state"] == "Shipped" for f in made)
        made = self.medusa["fulfillments"]
        return (len(made), [label["tracking_number"] for f in made for label in f["labels"]],
                bool(made) and all(f["shipped_at"] for f in made))


class Handler(BaseHTTPRequestHandler):
    """One question."""

    server: Shelf

    def log_message(self, *_words: object) -> None:
        """Nothing on the screen."""

    def _asked(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        path, _mark, query = self.path.partition("?")
        writes = self.command in ("PUT", "POST") and "login" not in str(body.get("query", "")) and "query " not in str(
            body.get("query", ""))[:6]
        here = self.server
        here.questions.append(f"{self.command} {path}")
        plan = here.plan_writes if writes and here.plan_writes else here.plan
        fault = plan.pop(0) if plan else "ok"
        if fault in BEFORE:
            self._give({"message": fault}, int(fault), headers={"Retry-After": "1800"} if fault == "429" else {})
            return
        (here.on_write if writes else here.on_look)()
        if "/wp-json/" in path:
            answer, status = self._woo(path, dict(parse_qsl(query, keep_blank_values=True)), body, writes=writes)
        elif path == "/admin-api":
            answer, status = self._vendure(str(body["query"]), body["variables"]), 200
        else:
            answer, status = self._medusa(path, body, writes=writes)
        answer = json.dumps(answer, ensure_ascii=False).encode()
        (here.after_write if writes else here.after_look)()
        self._answer(fault, answer, status)

    def do_GET(self) -> None:
        self._asked()

    def do_POST(self) -> None:
        self._asked()

    def do_PUT(self) -> None:
        self._asked()

    def _answer(self, fault: str, answer: bytes, status: int) -> None:
        if fault == "done-500":
            self._give({"message": "died while mailing"}, 500)
        elif fault == "lost":
            self.close_connection = True
        elif fault == "cut":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "4000")
            self.end_headers()
            self.wfile.write(b'{"id": ')
            self.close_connection = True
        elif fault == "drip":
            self.send_response(200)
            self.end_headers()
            self.server.over.wait(60)
        elif fault == "html":
            self._give(b"<!doctype html><p>Maintenance", 200, kind="text/html")
        else:
            self._give(answer, status)

    def _give(self, body: Any, status: int, *, kind: str = "application/json", headers: dict[str, str] | None = None) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    # ---------------------------------------------------------------- WooCommerce
    def _woo(self, path: str, asked: dict[str, str], body: dict[str, Any], *, writes: bool) -> tuple[Any, int]:
        here = self.server
        given = asked.pop("oauth_signature", "")
        pairs = sorted((quote(k, safe="~"), quote(v, safe="~")) for k, v in asked.items())
        base = f"{self.command}&{quote(here.address + path, safe='~')}&" + quote("&".join(f"{k}={v}" for k, v in pairs), safe="~")
        right = base64.b64encode(hmac.new((SECRET + "&").encode(), base.encode(), hashlib.sha256).digest()).decode()
        if asked.get("oauth_consumer_key") != KEY or not hmac.compare_digest(given, right) or (writes and here.read_only):
            return {"code": "woocommerce_rest_authentication_error", "data": {"status": 401}}, 401
        at = path.removeprefix("/wp-json/wc/v3/orders")
        if at == "/batch":
            return {}, 200
        if at == "":
            return [here.woo], 200
        if at not in ("/7", "/7/notes") or here.gone:
            return {"code": "woocommerce_rest_shop_order_invalid_id", "data": {"status": 404}}, 404
        if at == "/7/notes" and not writes:
            return list(reversed(here.notes)), 200
        if at == "/7/notes":
            if any(note["customer_note"] and note["note"] == body["note"] for note in here.notes):
                here.repeats.append("note")
            here.sends.append("note")
            here.notes.append({"id": len(here.notes) + 1, "note": body["note"], "customer_note": bool(body["customer_note"])})
            return here.notes[-1], 201
        if writes:
            if here.woo["status"] == body["status"]:
                here.repeats.append("status")
            here.sends.append("status")
            here.woo["status"] = body["status"]
        return here.woo, 200

    # ---------------------------------------------------------------- Vendure
    def _vendure(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        here = self.server
        if "login" in query:
            self._token = "T"
            return {"data": {"login": {"__typename": "InvalidCredentialsError", "errorCode": "INVALID_CREDENTIALS_ERROR"}}}
        if self.headers.get("vendure-api-key") != "key" or ("mutation" in query and here.read_only):
            return {"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}], "data": None}
        if "orders(" in query:
            return {"data": {"orders": {"totalItems": 1, "items": [here.vendure]}}}
        if "query" in query:
            return {"data": {"order": None if here.gone else here.vendure}}
        made = here.vendure["fulfillments"]
        if "addFulfillmentToOrder" in query:
            if made:
                here.repeats.append("fulfilment")
                return {"data": {"addFulfillmentToOrder": {"__typename": "ItemsAlreadyFulfilledError", "message": "fulfilled"}}}
            told = {a["name"]: a["value"] for a in variables["input"]["handler"]["arguments"]}
            assert variables["input"]["handler"]["code"] == "manual-fulfillment"
            here.sends.append("fulfilment")
            made.append({"id": "40", "state": "Pending", "method": told["method"], "trackingCode": told["trackingCode"],
                         "lines": variables["input"]["lines"]})
            return {"data": {"addFulfillmentToOrder": {"__typename": "Fulfillment", "id": "40", "state": "Pending"}}}
        if variables["id"] != "40":
            return {"errors": [{"message": "not found", "extensions": {"code": "ENTITY_NOT_FOUND"}}], "data": None}
        if made[0]["state"] == "Shipped":
            here.repeats.append("shipment")
            return {"data": {"transitionFulfillmentToState": {"__typename": "FulfillmentStateTransitionError", "message": "no"}}}
        here.sends.append("shipment")
        made[0]["state"] = here.vendure["state"] = "Shipped"
        return {"data": {"transitionFulfillmentToState": {"__typename": "Fulfillment", "id": "40", "state": "Shipped"}}}

    # ---------------------------------------------------------------- Medusa
    def _medusa(self, path: str, body: dict[str, Any], *, writes: bool) -> tuple[Any, int]:
        here = self.server
        if self.headers.get("Authorization") != "Basic c2tfMTo=" or (writes and here.read_only):
            return {"message": "Unauthorized"}, 401
        if path == "/admin/orders":
            return {"orders": [here.medusa], "count": 1, "offset": 0, "limit": 50}, 200
        if not path.startswith("/admin/orders/order_7") or here.gone:
            return {"type": "not_found", "message": "Order id not found"}, 404
        made = here.medusa["fulfillments"]
        if path.endswith("/fulfillments"):
            left = here.medusa["items"][0]["detail"]
            if left["fulfilled_quantity"]:
                here.repeats.append("fulfilment")
                return {"type": "invalid_data", "message": "More than is left"}, 400
            here.sends.append("fulfilment")
            left["fulfilled_quantity"] = body["items"][0]["quantity"]
            made.append({"id": "ful_1", "shipped_at": None, "canceled_at": None, "delivered_at": None, "labels": [],
                         "items": [{"line_item_id": one["id"], "quantity": one["quantity"]} for one in body["items"]]})
            here.medusa["fulfillment_status"] = "fulfilled"
        elif path.endswith("/shipments"):
            one = made[0]
            if one["shipped_at"]:
                here.repeats.append("shipment")
                return {"type": "not_allowed", "message": "Shipped already"}, 400
            assert all(isinstance(label[key], str) for label in body["labels"] for key in ("tracking_url", "label_url"))
            assert body["items"] == [{"id": "i", "quantity": 1}]
            here.sends.append("shipment")
            one["shipped_at"], one["labels"] = "2026-03-02T08:00:00Z", body["labels"]
            here.medusa["fulfillment_status"] = "shipped"
        return {"order": here.medusa}, 200


@contextmanager
def shelving() -> Iterator[Shelf]:
    """A server that answers until the end of the block."""
    shelf = Shelf()
    thread = threading.Thread(target=shelf.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        shelf.over.set()
        shelf.shutdown()
        shelf.server_close()
        thread.join(5)
