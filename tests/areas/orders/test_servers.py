"""What the shops' own servers say, understood: saved answers of real ones where somebody laid them, and made ones."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from producer_app.areas.orders.connections import server_kinds, server_named
from producer_app.areas.orders.servers import medusa, vendure, woocommerce
from producer_app.areas.orders.servers.values import Cursor, Keys, Page, Response, Site, major, parse, tidy_address
from producer_app.base.errors import ShopError
from tests.areas.orders.shop_server import order
from tests.conftest import SAMPLES

SAVED = SAMPLES / "orders"
real = pytest.mark.skipif(not SAVED.exists(), reason="no saved answers of real servers here")


def answer(body: Any, status: int = 200, kind: str = "application/json", token: str = "") -> Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, {"content-type": kind, "vendure-auth-token": token}, data)


def page_of(kind: str) -> Page:
    body = (SAVED / f"{kind}-orders.json").read_bytes()
    return server_named(kind).understand(Cursor(), answer(body), f"{kind}:shop.example")


def sums(page: Page) -> list[tuple[int, int]]:
    """Goods + postage - discount, and the total, of each order."""
    return [(sum(line.total.minor for line in d.lines or () if line.total) + d.postage.minor - d.discount.minor, d.total.minor)
            for d in (order.draft for order in page.orders)]


@real
@pytest.mark.parametrize(("kind", "orders", "states"), [
    ("woocommerce", 24, {"unpaid": 9, "to_ship": 5, "done": 4, "cancelled": 2, "part_refunded": 2, "refunded": 2}),
    ("vendure", 16, {"unpaid": 2, "to_ship": 3, "part_shipped": 3, "shipped": 2, "done": 2, "part_refunded": 2, "cancelled": 2}),
    ("medusa", 13, {"unpaid": 2, "to_ship": 2, "part_shipped": 2, "shipped": 2, "done": 2, "cancelled": 3}),
])
def test_real_answers_add_up_to_the_coin(kind: str, orders: int, states: dict[str, int]) -> None:
    page = page_of(kind)
    assert (len(page.orders), page.remarks, page.next) == (orders, (), None)
    assert Counter(order.draft.state for order in page.orders) == states
    assert all(parts == total for parts, total in sums(page))
    # Kept as told, without what opens the pay page.
    text = json.dumps([order.draft.raw for order in page.orders])
    assert "wc_order_masked" not in text
    assert '"id"' in text


@real
def test_a_price_that_is_not_rounded_never_makes_a_sum() -> None:
    found = {order.draft.number: order.draft for order in page_of("woocommerce").orders}
    raisins = next(line for line in found["20"].lines or () if line.sku == "XJ-RAISIN-BULK")
    assert (raisins.quantity and raisins.quantity.text(), raisins.total and raisins.total.text()) == ("2", "46.67")
    assert raisins.unit_price is None
    assert (found["25"].total.text(), found["25"].refunded.text(), found["25"].state) == ("351.60", "159.60", "part_refunded")
    assert found["22"].discount.text() == "5.00"


@real
def test_a_cancelled_vendure_order_keeps_what_was_ordered_and_baskets_are_no_orders() -> None:
    found = {order.draft.number: order for order in page_of("vendure").orders}
    cancelled = found["FXSPYNJ3E51GCMHW"]
    assert (cancelled.draft.total.text(), cancelled.open) == ("587.90", False)
    assert [line.quantity and line.quantity.text() for line in cancelled.draft.lines or ()] == ["1", "2"]
    assert "6H45UD4D1Y1PQUX4" not in found


@real
def test_medusa_amounts_come_from_their_exact_text() -> None:
    second = page_of("medusa").orders[1].draft
    assert (second.total.text(), second.raw_state, [p.number for p in second.parcels]) == (
        "209.40", "pending/captured/shipped", ["SF1000000000001"])


@real
def test_saved_refusals_are_explained() -> None:
    woo = json.loads((SAVED / "woocommerce-errors.json").read_text(encoding="utf-8"))
    ven = json.loads((SAVED / "vendure-errors.json").read_text(encoding="utf-8"))
    site = Site("https://shop.example", Keys("u", "s"))

    def code(module: Any, case: dict[str, Any]) -> str:
        why = module.SERVER.refusal(site, answer(case["body"], case["status"]))
        return "" if why is None else str(why.code)

    assert {name: code(woocommerce, case) for name, case in woo.items()} == {
        "bad_page": "", "per_page_101": "REFUSED_BY_SHOP", "missing": "NOT_THIS_KIND", "no_such_route": "NOT_THIS_KIND",
        "bad_status": "REFUSED_BY_SHOP"}
    assert {name: code(vendure, case) for name, case in ven.items()} == {
        "no_login": "NO_RIGHT", "take_1001": "REFUSED_BY_SHOP", "syntax": "REFUSED_BY_SHOP", "wrong_password": "WRONG_KEY"}


def test_a_plug_ins_word_for_a_state_a_parcel_and_a_deleted_product_are_taken() -> None:
    told = woocommerce.understood(order(5, status="wc-driver-assigned", sku="", meta_data=[
        {"key": "_wc_shipment_tracking_items", "value": [{"tracking_provider": "SF", "tracking_number": "SF1"}]}]), "c")
    assert (told.draft.state, told.draft.raw_state, told.draft.recipient) == ("to_ship", "wc-driver-assigned", "王小明")
    assert [(p.carrier, p.number) for p in told.draft.parcels] == [("SF", "SF1")]
    assert "wc_order_secret" not in json.dumps(told.draft.raw)


def test_one_order_that_cannot_be_read_keeps_no_other_one_out() -> None:
    orders = [order(1), order(2, total="1e999"), order(3, date_created_gmt=None)]
    page = woocommerce.SERVER.understand(Cursor(), answer(orders), "c")
    assert [one.remote_id for one in page.orders] == ["1"]
    assert len(page.remarks) == 2


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"[1, 2", b"\xff\xfe\x00", b'[NaN]', b"9" * 6_000],
                         ids=["lists in lists", "objects in objects", "cut", "no letters", "no number", "endless number"])
def test_an_answer_that_is_none_is_a_sentence_and_no_crash(body: bytes) -> None:
    for server in server_kinds():
        with pytest.raises(ShopError) as refusal:
            server.understand(Cursor(), answer(body), "c")
        assert refusal.value.code in ("BAD_ANSWER", "NOT_THIS_KIND")


def test_a_web_page_instead_of_data_is_told_as_one() -> None:
    for server in server_kinds():
        why = server.refusal(Site("https://shop.example", Keys("u", "s")), answer(b"<!DOCTYPE html><p>503", 503, "text/html"))
        assert why is not None
        assert why.code == "HTML"
    missing = woocommerce.SERVER.refusal(Site("https://x.example"), answer(b"<html>", 404, "text/html"))
    assert missing is not None
    assert missing.code == "PERMALINKS"
    assert "Permalinks" in missing.hint


def test_amounts_pass_through_no_float() -> None:
    assert major("0.1", "CNY").minor + major("0.2", "CNY").minor == 30
    assert parse(answer(b'{"a": 58.800000000000004}')) == {"a": "58.800000000000004"}
    assert major("58.800000000000004", "CNY").text() == "58.80"
    assert major("1200.00", "JPY").minor == 1200
    for bad in ("1e999", "NaN", "", "9" * 40, "0x10"):
        with pytest.raises(ShopError):
            major(bad, "CNY")


def test_addresses_are_kept_bare_and_keys_are_never_printed() -> None:
    tails = woocommerce.SERVER.tails
    assert tidy_address(" https://Shop.example/wp-admin/admin.php?x=1 ", tails) == "https://shop.example"
    assert tidy_address("shop.example/laden/wp-json/wc/v3", tails) == "https://shop.example/laden"
    for bad in ("ftp://x", "https://user:pw@x.example", "", "https://", "javascript:alert(1)"):
        with pytest.raises(ShopError):
            tidy_address(bad, tails)
    site = Site("https://shop.example", Keys("ck_1", "cs_2"))
    for server in server_kinds():
        shown = repr((site, server.test_request(site), server.next_request(site, Cursor(token="t0ken"))))
        assert not [secret for secret in ("ck_1", "cs_2", "t0ken", "Y2tfMT") if secret in shown]


def test_medusa_and_vendure_sign_in_first_and_then_carry_the_token() -> None:
    site = Site("https://shop.example", Keys("me@example.test", "pw"))
    cursor = medusa.SERVER.first(site, "2026-03-01T00:00:00Z", ("order_1",))
    assert cursor.step == "login"
    signed = medusa.SERVER.understand(cursor, answer({"token": "T"}), "c").next
    assert signed is not None
    request = medusa.SERVER.next_request(site, signed)
    assert dict(request.headers)["Authorization"] == "Bearer T"
    assert ("updated_at[$gt]", "2026-03-01T00:00:00Z") in request.query
    more = medusa.SERVER.understand(signed, answer({"orders": [], "count": 0}), "c").next
    assert more is not None
    assert ("id[]", "order_1") in medusa.SERVER.next_request(site, more).query

    cursor = vendure.SERVER.first(site, "", ())
    login = answer({"data": {"login": {"__typename": "CurrentUser", "id": "1"}}}, token="V")
    signed = vendure.SERVER.understand(cursor, login, "c").next
    assert signed is not None
    assert dict(vendure.SERVER.next_request(site, signed).headers)["Authorization"] == "Bearer V"


