"""Orders of a connected shop, fetched over a real line from a server that is not always well."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from producer_app.app import joiner, main
from producer_app.areas import orders
from producer_app.areas.orders import actions, connections, fetching, importing, queries, wire
from producer_app.areas.orders.connections import Connection, server_named
from producer_app.areas.orders.servers.values import Keys, Response
from producer_app.areas.orders.wire import Limits
from producer_app.areas.products import actions as product_actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.store.keys import Box, Vault, lock
from producer_app.store.shop import Shop
from tests.areas.orders.shop_server import KEY, SECRET, Desk, Handler, host_of, order, serving

WOO = server_named("woocommerce")
LIMITS = Limits(most_bytes=300_000, most_seconds=30, silence=30, waits=(1, 2, 4))


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


@pytest.fixture
def desk() -> Iterator[Desk]:
    with serving() as made:
        made.orders = {number: order(number) for number in range(1, 4)}
        yield made


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def one(shop: Shop, desk: Desk, vault: MemoryVault) -> Connection:
    site = connections.site_of(WOO, desk.address, Keys(KEY, SECRET), plain=True)
    return connections.connect(shop, vault, WOO, site, title="Rose shop", plain=True)


def get(shop: Shop, vault: Vault, one: Connection, **more: Any) -> tuple[int, int, int]:
    waits: list[float] = []
    told = fetching.fetch(shop, vault, one.id, **{"limits": LIMITS, **more}, pause=waits.append)
    return told.new, told.changed, told.same


def numbers(shop: Shop) -> list[str]:
    return sorted(one.number for one in queries.board(shop, limit=1000))


# ---------------------------------------------------------------- what a fetch does
def test_all_comes_at_first_then_only_what_changed_and_the_same_order_twice_is_once(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    desk.orders = {number: order(number) for number in range(1, 121)}
    assert get(shop, vault, one) == (120, 0, 0)
    assert [q.get("modified_after") for q in desk.questions] == [None] * 3
    desk.orders[5] = order(5, status="completed", modified="2099-01-01T00:00:00")
    desk.questions.clear()
    assert get(shop, vault, one) == (0, 1, 0)
    assert len(desk.questions) == 1
    assert desk.questions[0]["dates_are_gmt"] == "true"
    found = queries.by_number(shop, one.channel, "5")
    assert found is not None
    assert (found.state, found.total.text(), found.discount.text(), found.note) == ("done", "90.00", "1.80", "=1+1")
    assert orders.channel_title(found.channel).startswith("WooCommerce")
    assert connections.get(shop, one.id).told == ""


def test_two_shops_of_one_kind_never_mix_their_numbers(shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    with serving() as other_desk:
        other_desk.orders = {1: order(1, total="20.00")}
        site = connections.site_of(WOO, other_desk.address, Keys(KEY, SECRET), plain=True)
        other = connections.connect(shop, vault, WOO, site, plain=True)
        get(shop, vault, one)
        get(shop, vault, other)
    assert numbers(shop) == ["1", "1", "2", "3"]


def test_orders_deleted_while_pages_are_read_push_none_past_us(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    desk.orders = {number: order(number) for number in range(1, 171)}

    def gone(page: int) -> None:
        if page == 2:
            for number in (3, 4, 5):
                desk.orders.pop(number, None)

    desk.before_page = gone
    get(shop, vault, one)
    assert set(map(str, desk.orders)) <= set(numbers(shop))


def test_an_order_in_the_bin_is_found_when_the_person_asks(shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    get(shop, vault, one)
    desk.orders[2]["status"] = "trash"
    del desk.orders[3]
    assert get(shop, vault, one) == (0, 0, 0)
    assert get(shop, vault, one, thorough=True) == (0, 1, 1)
    found = queries.by_number(shop, one.channel, "2")
    assert found is not None
    assert found.state == "cancelled"


def test_a_page_past_the_end_and_the_same_page_for_ever_both_end(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    rows = [order(number) for number in range(1, 51)]

    def same(handler: Handler) -> bool:
        handler.server.questions.append({})
        handler.give(rows, headers={"X-WP-Total": "5000", "X-WP-TotalPages": "100"})
        return False

    desk.faults = [same]
    told = fetching.fetch(shop, vault, one.id, limits=LIMITS)
    assert (told.new, len(desk.questions)) == (50, 2)
    assert "again and again" in told.remarks[0]
    ended = WOO.understand(WOO.first(connections.site_of(WOO, "https://a.example", Keys("k", "s"), plain=False), "", ()),
                           Response(200, {"x-wp-total": "60", "x-wp-totalpages": "9"}, b"[]"), "c")
    assert ended.next is None


def test_an_order_of_a_file_and_of_the_server_is_one_order(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("Order Number,Order Status,Order Date,Order Total Amount,Order Currency,Item Name,SKU,"
                    "Quantity (- Refund),Item Cost\n"
                    "2,Processing,2026-03-01 16:00:00,90.00,CNY,蜂蜜,HONEY,2,39.90\n", encoding="utf-8")
    drafts = importing.read([file])[0].drafts
    assert actions.place(shop, drafts).new == 1
    assert get(shop, vault, one) == (2, 1, 0)
    assert numbers(shop) == ["1", "2", "3"]
    again = actions.place(shop, drafts)
    assert (again.new, again.changed, again.same) == (0, 0, 1)


def test_goods_are_products_by_their_sku_or_as_settled_once_for_this_shop(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    honey = product_actions.add(shop, ProductDraft(names={"en": "Honey"}, price=Money(3990), sku="HONEY"))
    jam = product_actions.add(shop, ProductDraft(names={"en": "Jam"}, price=Money(3990)))
    desk.orders[2] = order(2, sku="")
    desk.orders[3] = order(3, sku="OTHER")
    get(shop, vault, one)
    ids = {n: queries.lines(shop, o.id)[0].product_id for n in "123" if (o := queries.by_number(shop, one.channel, n))}
    assert ids == {"1": honey, "2": None, "3": None}
    unknown = connections.unknown_goods(shop)
    assert sorted((goods.sku, goods.orders) for _channel, goods in unknown) == [("", 1), ("OTHER", 1)]
    for channel, goods in unknown:
        assert connections.settle(shop, channel, goods, jam) == 1
    desk.orders[4] = order(4, sku="OTHER", modified="2099-01-01T00:00:00")
    assert get(shop, vault, one) == (1, 0, 0)
    new = queries.by_number(shop, one.channel, "4")
    assert new is not None
    assert queries.lines(shop, new.id)[0].product_id == jam
    assert connections.unknown_goods(shop) == []


def test_a_stop_keeps_what_came_and_the_next_fetch_begins_again(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "AT_ONCE", 50)
    desk.orders = {number: order(number) for number in range(1, 121)}

    def progress(_done: int, _total: int, _note: str = "") -> None:
        if len(desk.questions) == 2:
            raise Cancelled

    assert get(shop, vault, one, progress=progress) == (50, 0, 0)
    assert len(numbers(shop)) == 50
    assert connections.get(shop, one.id).since == ""
    assert get(shop, vault, one) == (70, 0, 50)

    def at_once(_done: int, _total: int, _note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        get(shop, vault, one, progress=at_once)


# ---------------------------------------------------------------- faults of servers and lines
def test_faults_that_pass_are_tried_again_as_late_as_the_server_asks(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    def busy(handler: Handler) -> bool:
        handler.give({}, 429, headers={"Retry-After": "7"})
        return True

    def broken(handler: Handler) -> bool:
        handler.give(b"<html>", 500, kind="text/html")
        return True

    def cut(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b'[{"id": 1')
        handler.close_connection = True
        return True

    waited: list[float] = []
    desk.faults = [busy, broken, cut]
    told = fetching.fetch(shop, vault, one.id, limits=LIMITS, pause=waited.append)
    assert told.new == 3
    assert sum(waited) == pytest.approx(7 + 2 + 4)


def fault(name: str, other: str) -> Any:
    """A fault that does not pass."""
    def answer(handler: Handler) -> bool:
        if name == "busy for an hour":
            handler.give({}, 429, headers={"Retry-After": "3600"})
        elif name == "web page":
            handler.give(b"<!doctype html><p>maintenance", kind="text/html")
        elif name == "other host":
            handler.send_response(302)
            handler.send_header("Location", other + "/wp-json/wc/v3/orders")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif name == "too large":
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(200 * 1024 * 1024))
            handler.end_headers()
        elif name == "too large untold":
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.end_headers()
            try:
                for _part in range(3_200):
                    handler.wfile.write(b" " * 65_536)
            except OSError:
                pass
            handler.close_connection = True
        elif name == "drip":
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.end_headers()
            try:
                while True:
                    handler.wfile.write(b" ")
                    handler.server.dripping.wait(0.02)
            except OSError:
                pass
            handler.close_connection = True
        elif name == "headers drip":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            try:
                while not handler.server.dripping.wait(0.02):
                    handler.wfile.write(b"a")
            except OSError:
                pass
            handler.close_connection = True
        elif name == "nested":
            handler.give(b"[" * 100_000)
        elif name == "another shop":
            handler.give({"products": []})
        return False
    return answer


@pytest.mark.parametrize(("name", "code"), [
    ("busy for an hour", "TOO_MANY"), ("web page", "HTML"), ("other host", "REDIRECT"), ("too large", "TOO_LARGE"),
    ("too large untold", "TOO_LARGE"), ("drip", "SLOW"), ("headers drip", "SLOW"),
    ("nested", "BAD_ANSWER"), ("another shop", "NOT_THIS_KIND")])
def test_a_fault_is_one_sentence_and_nothing_is_written(
        name: str, code: str, shop: Shop, desk: Desk, vault: MemoryVault, one: Connection) -> None:
    with serving() as other:
        desk.faults = [fault(name, other.address)]
        limits = replace(LIMITS, most_seconds=0.3) if "drip" in name else LIMITS
        with pytest.raises(ShopError) as refusal:
            get(shop, vault, one, limits=limits)
        assert other.questions == []
    assert refusal.value.code == code
    assert numbers(shop) == []
    kept = connections.get(shop, one.id)
    assert (kept.told, kept.since) == (refusal.value.message, "")


def test_trying_out_tells_a_wrong_key_http_and_a_shop_that_is_not_there(desk: Desk) -> None:
    def code(address: str, secret: str = SECRET, *, plain: bool = True) -> str:
        try:
            wire.try_out(WOO, connections.site_of(WOO, address, Keys(KEY, secret), plain=plain), LIMITS)
        except ShopError as why:
            return why.code
        return ""

    assert code(desk.address) == ""
    assert code(desk.address + "/wp-admin/") == ""
    assert code(desk.address, "cs_wrong") == "WRONG_KEY"
    assert code(desk.address, plain=False) == "PLAIN_HTTP"
    assert code(desk.address.replace("http:", "https:")) == "NO_HTTPS"
    assert code(desk.address + "/elsewhere") == "NOT_THIS_KIND"
    with serving() as gone:
        address = gone.address
    assert code(address) == "NO_SERVER"


# ---------------------------------------------------------------- secrets
def test_keys_are_in_no_file_of_the_shop_no_log_and_no_export(
        shop: Shop, desk: Desk, vault: MemoryVault, one: Connection, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    get(shop, vault, one)
    kept = b"".join(path.read_bytes() for path in shop.folder.rglob("*") if path.is_file())
    for secret in (KEY, SECRET, "wc_order_secret"):
        assert secret.encode() not in kept
        assert secret not in caplog.text
    connections.disconnect(shop, vault, one.id)
    assert (vault.kept, connections.connections(shop), len(numbers(shop))) == ({}, [], 3)


def test_without_a_keyring_keys_lie_in_a_file_that_only_the_passphrase_opens(tmp_path: Path) -> None:
    box = Box(tmp_path / "keys.box")
    with pytest.raises(ShopError) as weak:
        box.unlock("1111111111")
    assert weak.value.code == "WEAK"
    box.unlock("rose honey walnut knife")
    box.put("shop-1", "ck_secret")
    assert b"ck_secret" not in (tmp_path / "keys.box").read_bytes()
    assert (tmp_path / "keys.box").stat().st_mode & 0o077 == 0
    lock()
    with pytest.raises(ShopError) as locked:
        box.get("shop-1")
    with pytest.raises(ShopError) as wrong:
        box.unlock("rose honey walnut spoon")
    assert (locked.value.code, wrong.value.code, box.locked) == ("LOCKED", "WRONG_PASSPHRASE", True)
    box.unlock("rose  honey walnut knife")
    assert box.get("shop-1") == "ck_secret"
    box.remove("shop-1")
    assert box.get("shop-1") is None


# ---------------------------------------------------------------- the command line
def test_a_shop_is_connected_and_fetched_by_the_command_line(
        folder: Path, tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "keys").write_text(f"{KEY}\n{SECRET}\n")
    (tmp_path / "words").write_text("rose honey walnut knife\n")
    lock()
    words = ["orders", "connect", "--shop", folder, "--kind", "woocommerce", "--address", desk.address, "--keys", tmp_path / "keys",
             "--name", "Rose", "--passphrase", tmp_path / "words", "--json"]
    assert main([str(word) for word in words]) == 1
    assert "https" in capsys.readouterr().err
    assert main([str(word) for word in [*words, "--plain-http"]]) == 0
    assert json.loads(capsys.readouterr().out)["channel"] == "woocommerce:" + host_of(desk)
    fetch = ["orders", "fetch", "--shop", str(folder), "--passphrase", str(tmp_path / "words"), "--json"]
    assert main(fetch) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 3
    assert main([*fetch, "--connection", "Rose"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["changed"]) == (0, 0)
    with joiner.open_shop(folder) as made:
        assert len(numbers(made)) == 3
