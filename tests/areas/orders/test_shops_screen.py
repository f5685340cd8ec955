"""Connecting a shop and fetching its orders with real clicks, from a server on this computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.areas.orders import actions, connections, queries
from producer_app.areas.orders.rows import Parcel
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.areas.products import actions as product_actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.store import keys
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.areas.orders.shop_server import KEY, SECRET, Desk, order, serving
from tests.areas.orders.told_server import Shelf, shelving
from tests.window_kit import click, click_tile, find, open_window, settle


@pytest.fixture
def desk() -> Iterator[Desk]:
    keys.lock()
    with serving() as made:
        made.orders = {number: order(number) for number in range(1, 4)}
        yield made


def write(window: Window, field: str, text: str) -> None:
    line = find(window, f"field_{field}")
    assert isinstance(line, QLineEdit)
    line.setText(text)


def said(window: Window, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


def connect(window: Window, desk: Desk | Shelf) -> OrdersPage:
    click_tile(window, "orders")
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    click(window, "onlineShops")
    page._shops.add()
    settle()
    write(window, "address", desk.address)
    write(window, "user", KEY)
    write(window, "secret", SECRET)
    tick = find(window, "field_plain")
    assert isinstance(tick, QCheckBox)
    tick.setChecked(True)
    write(window, "passphrase", "rose honey walnut knife")
    return page


def test_a_shop_is_tried_connected_fetched_and_removed(
        qtbot: QtBot, shop: Shop, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    honey = product_actions.add(shop, ProductDraft(names={"en": "Honey"}, price=Money(3990)))
    window = open_window(shop)
    qtbot.addWidget(window)
    connect(window, desk)
    write(window, "secret", "cs_wrong")
    click(window, "tryShop")
    assert "does not know this key" in said(window, "tryTold")
    write(window, "secret", SECRET)
    click(window, "connectShop")
    settle()
    assert queries.count(shop) == 3
    assert "Last looked" in said(window, "shopTold")
    box = find(window, "whichProduct")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle()
    assert {queries.lines(shop, one.id)[0].product_id for one in queries.board(shop)} == {honey}
    desk.orders[4] = order(4, modified="2099-01-01T00:00:00")
    click(window, "askShops")
    assert queries.count(shop) == 4
    click(window, f"removeShop_{connections.connections(shop)[0].id}")
    assert connections.connections(shop) == []
    assert queries.count(shop) == 4
    assert find(window, "empty").isVisible()


def test_the_background_brings_new_orders_and_leaves_undo_alone_where_nothing_is_new(
        qtbot: QtBot, shop: Shop, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = open_window(shop)
    qtbot.addWidget(window)
    page = connect(window, desk)
    click(window, "connectShop")
    settle()
    actions.move_on(shop, queries.board(shop)[0].id)
    before = shop.undo_title
    assert before
    page._shops._clock.timeout.emit()
    settle()
    assert shop.undo_title == before
    desk.orders[9] = order(9, modified="2099-01-01T00:00:00")
    page._shops._clock.timeout.emit()
    settle()
    assert queries.count(shop) == 4


def test_a_fault_of_a_shop_is_told_on_its_card(
        qtbot: QtBot, shop: Shop, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = open_window(shop)
    qtbot.addWidget(window)
    connect(window, desk)
    click(window, "connectShop")
    settle()

    def page(handler: object) -> bool:
        handler.give(b"<!doctype html>", kind="text/html")  # type: ignore[attr-defined]  # a Handler
        return False

    desk.faults = [page]
    click(window, "askShops")
    settle()
    assert "web page" in said(window, "shopTold")


def test_after_a_restart_the_locked_keys_are_told_and_open_again(
        qtbot: QtBot, shop: Shop, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = open_window(shop)
    qtbot.addWidget(window)
    connect(window, desk)
    click(window, "connectShop")
    settle()
    keys.lock()
    desk.orders[4] = order(4, modified="2099-01-01T00:00:00")
    click_home_and_back(window)
    write(window, "passphrase", "rose honey walnut spoon")
    click(window, "unlockKeys")
    assert queries.count(shop) == 3
    write(window, "passphrase", "rose honey walnut knife")
    click(window, "unlockKeys")
    settle()
    assert queries.count(shop) == 4


def click_home_and_back(window: Window) -> None:
    """The list of shops, drawn anew."""
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    page.close_all()
    click(window, "onlineShops")


# ---------------------------------------------------------------- the shop is told
@pytest.fixture
def shelf() -> Iterator[Shelf]:
    keys.lock()
    with shelving() as made:
        yield made


def told_window(qtbot: QtBot, shop: Shop, shelf: Shelf, monkeypatch: pytest.MonkeyPatch,
                tmp_path: object) -> tuple[Window, OrdersPage, int]:
    """A window whose shop is connected, its list of shops open, and the order of that shop."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = open_window(shop)
    qtbot.addWidget(window)
    page = connect(window, shelf)
    click(window, "connectShop")
    settle()
    return window, page, queries.board(shop)[0].id


def later(shop: Shop, order_id: int) -> None:
    """The minute of second thoughts goes by."""
    with shop.step("time goes by", undoable=False) as db:
        db.execute("UPDATE order_outbox SET next_at = '2026-01-01T00:00:00Z' WHERE order_id = ?", (order_id,))


def test_a_shop_is_told_by_the_background_and_its_order_says_so(
        qtbot: QtBot, shop: Shop, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    window, page, order_id = told_window(qtbot, shop, shelf, monkeypatch, tmp_path)
    one = connections.connections(shop)[0]
    assert not one.tells
    click(window, f"tells_{one.id}")
    assert connections.get(shop, one.id).tells
    page.open(order_id)
    settle()
    actions.add_parcel(shop, order_id, Parcel("", "YT6775312210027"))
    settle()
    assert said(window, "shopKnows") == "The shop is told when the order leaves."
    actions.set_state(shop, order_id, "shipped")
    settle()
    assert said(window, "shopKnows") == "The shop is not told yet."
    page._shops.telling.clock.timeout.emit()
    settle()
    assert shelf.sends == []
    # Until then Undo takes it back, and nobody has heard of it.
    assert shop.undo_title
    later(shop, order_id)
    page._shops.telling.clock.timeout.emit()
    settle()
    assert shelf.told("woocommerce") == (1, ["YT6775312210027"], True)
    assert said(window, "shopKnows") == "The shop knows."
    page.show_shops()
    settle()
    assert said(window, "tellingCounts") == "1 order told"
    asked = len(shelf.questions)
    page._shops.telling.clock.timeout.emit()
    settle()
    assert len(shelf.questions) == asked
    actions.move_back(shop, order_id)
    page.open(order_id)
    settle()
    assert "told already" in said(window, "shopKnows")


def test_a_key_that_only_reads_is_told_in_plain_words_and_the_switch_stays_off(
        qtbot: QtBot, shop: Shop, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    shelf.read_only = True
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = open_window(shop)
    qtbot.addWidget(window)
    page = connect(window, shelf)
    click(window, "tryShop")
    assert "may only read" in said(window, "tryTold")
    click(window, "connectShop")
    settle()
    one = connections.connections(shop)[0]
    click(window, f"tells_{one.id}")
    switch = find(window, f"tells_{one.id}")
    assert isinstance(switch, QPushButton)
    assert (connections.get(shop, one.id).tells, switch.isChecked()) == (False, False)
    assert any("may only read" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    shelf.read_only = False
    click(window, f"tells_{one.id}")
    assert connections.get(shop, one.id).tells
    # The right is taken away later: the background stops, once, and the card says why.
    order_id = queries.board(shop)[0].id
    actions.set_state(shop, order_id, "shipped")
    settle()
    later(shop, order_id)
    shelf.read_only = True
    page._shops.telling.clock.timeout.emit()
    settle()
    assert said(window, "tellingStopped").startswith("This key may only read.")
    asked = len(shelf.questions)
    page._shops.telling.clock.timeout.emit()
    settle()
    assert len(shelf.questions) == asked
    click(window, f"tells_{one.id}")
    assert not connections.get(shop, one.id).tells


def test_an_order_cancelled_at_the_shop_stands_on_the_shops_card_to_be_tried_again_or_left(
        qtbot: QtBot, shop: Shop, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    window, page, order_id = told_window(qtbot, shop, shelf, monkeypatch, tmp_path)
    one = connections.connections(shop)[0]
    click(window, f"tells_{one.id}")
    actions.set_state(shop, order_id, "shipped")
    settle()
    shelf.woo["status"] = "cancelled"
    click(window, f"tellNow_{one.id}")
    assert "1 needs a look" in said(window, "tellingCounts")
    assert shelf.sends == []
    page.close_all()
    door = find(window, "onlineShops")
    assert isinstance(door, QPushButton)
    assert "1 to look at" in bare(door.text())
    click(window, "onlineShops")
    click(window, f"tellAgain_{order_id}")
    assert "1 needs a look" in said(window, "tellingCounts")
    shelf.woo["status"] = "processing"
    click(window, f"tellAgain_{order_id}")
    assert (shelf.sends, said(window, "tellingCounts")) == (["status"], "1 order told")
    shelf.woo["status"] = "cancelled"
    actions.add_parcel(shop, order_id, Parcel("", "YT6775312210027"))
    settle()
    click(window, f"tellNow_{one.id}")
    click(window, f"leaveTelling_{order_id}")
    assert said(window, "tellingCounts") == "0 orders told"
    page.open(order_id)
    settle()
    assert shelf.sends == ["status"]
