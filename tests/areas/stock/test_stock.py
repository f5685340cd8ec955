"""What is left follows every sale, import, cancelled order and undo, and never counts the same jar twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import orders, products, stock
from producer_app.areas.stock import queries
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from tests.window_kit import click, click_row, click_tile, find, open_window


def rose_jam(shop: Shop) -> int:
    return products.add(shop, products.ProductDraft({"en": "Rose jam"}, Money(3_900), "jar", 500, sku="RJ"))


@pytest.fixture
def jam(shop: Shop) -> int:
    return rose_jam(shop)


def sell(shop: Shop, product_id: int, many: int, *, channel: str = "stall", paid_by: str = "cash") -> orders.Order:
    return orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=product_id)], channel=channel,
                       paid_by=paid_by)


def left(shop: Shop, product_id: int) -> str:
    return stock.left(shop, [product_id])[product_id].text()


def imported(number: str, state: str, placed_at: str, many: int = 2) -> orders.OrderDraft:
    return orders.OrderDraft("shopify", number, state, state, placed_at, placed_at, Money(100), lines=(
        orders.LineDraft("RJ", "Rose jam", quantity=Quantity.of(many), total=Money(100)),))


def test_a_product_that_was_never_counted_has_no_number(shop: Shop, jam: int) -> None:
    sell(shop, jam, 3)
    assert stock.left(shop, [jam]) == {}
    assert stock.short(shop) == []
    with pytest.raises(ShopError):
        stock.came_in(shop, jam, Quantity.of(1))


def test_sales_after_the_count_are_taken_off_and_undo_gives_them_back(shop: Shop, jam: int) -> None:
    sell(shop, jam, 5)
    stock.count(shop, jam, Quantity.of(20))
    assert left(shop, jam) == "20"
    sell(shop, jam, 3)
    assert left(shop, jam) == "17"
    stock.came_in(shop, jam, Quantity.of(10))
    stock.went_out(shop, jam, Quantity.of(2), reason="broken")
    assert left(shop, jam) == "25"
    for expected in ("27", "17", "20"):
        shop.undo()
        assert left(shop, jam) == expected


def test_an_order_that_waited_at_the_count_keeps_its_jars_promised(shop: Shop, jam: int) -> None:
    waiting = sell(shop, jam, 4, channel="hand", paid_by="transfer")
    stock.count(shop, jam, Quantity.of(10))
    assert left(shop, jam) == "6"
    for _step in range(3):  # packed, sent, done
        orders.move_on(shop, waiting.id)
        assert left(shop, jam) == "6"


def test_a_cancelled_order_gives_its_jars_back_and_a_return_too(shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(10))
    order = sell(shop, jam, 4, channel="hand", paid_by="")
    assert left(shop, jam) == "6"
    orders.cancel(shop, order.id)
    assert left(shop, jam) == "10"
    sale = sell(shop, jam, 3)
    orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    assert left(shop, jam) == "8"


def test_orders_of_online_shops_are_taken_off_and_old_ones_that_have_left_are_not(shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(10))
    orders.place(shop, [imported("1", "done", "2026-01-01T00:00:00Z"), imported("2", "to_ship", "2026-01-02T00:00:00Z"),
                        imported("3", "shipped", "2099-01-01T00:00:00Z")])
    assert left(shop, jam) == "6"
    orders.place(shop, [imported("2", "shipped", "2026-01-02T00:00:00Z")])
    assert left(shop, jam) == "6"


def test_more_sold_than_there_is_shows_below_zero_and_is_told(shop: Shop, jam: int) -> None:
    stock.count(shop, jam, Quantity.of(1))
    sell(shop, jam, 3)
    assert left(shop, jam) == "−2"
    assert [one.product_id for one in stock.oversold(shop)] == [jam]
    stock.count(shop, jam, Quantity.of(50))
    assert stock.short(shop) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["sell", "order", "in", "out", "cancel", "on", "undo"]), st.integers(1, 5)), max_size=14))
def test_whatever_happens_the_number_is_what_a_clerk_would_reckon(deeds: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place, joiner.open_shop(Path(place) / "shop", create=True) as shop:
        jam = rose_jam(shop)
        stock.count(shop, jam, Quantity.of(100))
        history = [100]
        open_orders: list[int] = []
        for deed, many in deeds:
            now = history[-1]
            if deed == "sell":
                sell(shop, jam, many)
                history.append(now - many)
            elif deed == "order":
                open_orders.append(sell(shop, jam, many, channel="hand", paid_by="").id)
                history.append(now - many)
            elif deed == "in":
                stock.came_in(shop, jam, Quantity.of(many))
                history.append(now + many)
            elif deed == "out":
                stock.went_out(shop, jam, Quantity.of(many), reason="gift")
                history.append(now - many)
            elif deed == "cancel" and open_orders:
                order = open_orders.pop()
                taken = sum(line.quantity.milli for line in orders.lines(shop, order) if line.quantity) // 1000
                orders.cancel(shop, order)
                history.append(now + taken)
            elif deed == "on" and open_orders:
                orders.move_on(shop, open_orders.pop())
                history.append(now)
            elif deed == "undo" and len(history) > 1:
                shop.undo()
                history.pop()
                open_orders = [o.id for o in orders.board(shop, state="unpaid", limit=100)]
            assert left(shop, jam) == str(history[-1])


def test_a_product_is_counted_in_three_presses_by_the_screen(qtbot: QtBot, shop: Shop, jam: int) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    click_tile(window, "stock")
    click_row(window, "stockThings", 0)
    click(window, "key_1")
    click(window, "key_2")
    click(window, "saveStock")
    assert left(shop, jam) == "12"
    click(window, "kind_out")
    click(window, "reason_gift")
    click(window, "key_2")
    click(window, "saveStock")
    assert left(shop, jam) == "10"
    assert [m.reason for m in queries.moves(shop, jam)] == ["gift", ""]
    assert "10" in find(window, "left").text()  # type: ignore[attr-defined]  # a label
