"""At the counter after a sale: goods taken back, sold on credit and paid later, code payments not seen yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.areas import orders, products
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop


def sold(shop: Shop, count: str, *, way: str = "cash", buyer: str = "", seen: bool = True) -> orders.Order:
    product = products.add(shop, products.ProductDraft({"en": f"Jam {clock.now()} {count} {way}"}, Money(999)))
    line = orders.LineDraft("", "", quantity=Quantity.parse(count), product_id=product)
    return orders.sell(shop, [line], channel="stall", paid_by=way, recipient=buyer, seen=seen)


def sum_today(shop: Shop) -> tuple[int, int, int]:
    """Billed, received and number of sales."""
    start, end = clock.day_bounds(clock.today())
    billed = orders.billed_between(shop, start, end)
    return (sum(total.minor for _c, total, _b, _n in billed),
            sum(r.total.minor for r in orders.received_between(shop, start, end)), sum(n for *_rest, n in billed))


def test_a_jar_taken_back_corrects_the_money_and_the_stock_and_leaves_the_sale_as_it_was(shop: Shop) -> None:
    sale = sold(shop, "3")
    back = orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    assert (back.number, back.total) == ("R0001", Money(-999))
    assert orders.return_of(shop, back.id) == sale.id
    assert orders.get(shop, sale.id) == sale
    assert sum_today(shop) == (1998, 1998, 1)
    (taken,) = orders.quantity_taken(shop).values()
    assert taken == Quantity.of(2)


def test_all_that_was_sold_can_come_back_and_not_a_gram_more(shop: Shop) -> None:
    sale = sold(shop, "0.7")
    for part in ("0.3", "0.3", "0.1"):
        orders.give_back(shop, sale.id, 0, Quantity.parse(part), way="cash")
    assert sum_today(shop) == (0, 0, 1)
    assert orders.left_of(shop, sale.id) == []
    with pytest.raises(ShopError, match="not sold"):
        orders.give_back(shop, sale.id, 0, Quantity(1), way="cash")


def test_a_sale_of_which_something_came_back_is_not_cancelled_as_a_whole(shop: Shop) -> None:
    sale = sold(shop, "2")
    orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    with pytest.raises(ShopError, match="given back"):
        orders.cancel(shop, sale.id)
    assert sum_today(shop) == (999, 999, 1)


def test_a_return_is_taken_back_by_one_undo(shop: Shop) -> None:
    sale = sold(shop, "2")
    orders.give_back(shop, sale.id, 0, Quantity.of(2), way="cash")
    shop.undo()
    assert sum_today(shop) == (1998, 1998, 1)
    assert [left.quantity for left in orders.left_of(shop, sale.id)] == [Quantity.of(2)]


def test_debts_are_paid_oldest_first_and_the_account_adds_up(shop: Shop) -> None:
    first = sold(shop, "1", way="credit", buyer="Rena")
    sold(shop, "2", way="credit", buyer="Rena")
    sold(shop, "1", way="credit", buyer="Ali")
    assert [(d.buyer, d.amount, d.sales) for d in orders.debts(shop)] == [("Rena", Money(2997), 2), ("Ali", Money(999), 1)]
    orders.settle(shop, "Rena", Money(1500), way="cash")
    assert [(d.buyer, d.amount, d.sales) for d in orders.debts(shop)] == [("Rena", Money(1497), 1), ("Ali", Money(999), 1)]
    assert [p.amount.minor for p in orders.payments(shop, first.id)] == [999, -999, 999]
    assert Money.total(e.amount for e in orders.account(shop, "Rena")) == Money(1497)
    start, end = clock.day_bounds(clock.today())
    assert {r.way: r.total.minor for r in orders.received_between(shop, start, end)} == {"cash": 1500, "credit": 2496}
    with pytest.raises(ShopError, match="does not owe"):
        orders.settle(shop, "Rena", Money(1498), way="cash")
    assert sorted(orders.buyers(shop)) == ["Ali", "Rena"]


def test_goods_bought_on_credit_and_brought_back_lower_the_debt(shop: Shop) -> None:
    sale = sold(shop, "2", way="credit", buyer="Rena")
    orders.give_back(shop, sale.id, 0, Quantity.of(1), way="credit")
    assert [d.amount for d in orders.debts(shop)] == [Money(999)]
    assert sum_today(shop) == (999, 999, 1)
    orders.settle(shop, "Rena", Money(999), way="transfer")
    assert orders.debts(shop) == []
    with pytest.raises(ShopError, match="still owed"):
        orders.give_back(shop, sale.id, 0, Quantity.of(1), way="credit")


def test_a_code_payment_not_seen_waits_for_a_word(shop: Shop) -> None:
    came, lost = sold(shop, "1", way="code", seen=False), sold(shop, "2", way="code", seen=False)
    sold(shop, "1", way="code")
    bounds = clock.day_bounds(clock.today())
    waiting = orders.doubts(shop, *bounds)
    assert [d.order_id for d in waiting] == [came.id, lost.id]
    orders.clear_doubt(shop, waiting[0].payment_id, came=True)
    orders.clear_doubt(shop, waiting[1].payment_id, came=False)
    assert orders.doubts(shop, *bounds) == []
    assert orders.get(shop, lost.id).state == "cancelled"
    assert sum_today(shop) == (1998, 1998, 2)


def test_the_orders_behind_a_sum_add_up_to_it(shop: Shop) -> None:
    sale = sold(shop, "3")
    sold(shop, "2", way="code")
    orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    bounds = clock.day_bounds(clock.today())
    behind = orders.orders_between(shop, *bounds, channel="stall")
    assert Money.total(o.total for o in behind).minor == sum_today(shop)[0]
    assert [o.id for o in orders.orders_between(shop, *bounds, way="code")] == [behind[1].id]
    for one in orders.sales_between(shop, *bounds):
        lines = orders.orders_between(shop, *bounds, product_id=one.product_id)
        assert Money.total(o.total for o in lines) == one.total
    assert orders.sold_days(shop, [bounds], "CNY") == [Money(sum_today(shop)[0])]


def test_payments_of_an_older_shop_count_as_seen(folder: Path) -> None:
    before: list[Migrations] = []
    for one in joiner.schemas():
        kept = Migrations(one.name)
        kept.steps = one.steps[:1] if one.name == "orders" else list(one.steps)
        before.append(kept)
    now = clock.now()
    with Shop.open(folder, before, create=True) as old, old.step("A sale of before") as db:
        db.execute("INSERT INTO orders(id, channel, number, state, channel_state, placed, placed_at, currency, total_minor, "
                   "created_at) VALUES(1, 'stall', 'S0001', 'done', 'done', ?, ?, 'CNY', 500, ?)", (now, now, now))
        db.execute("INSERT INTO order_payments(order_id, way, amount_minor, currency, paid_at) VALUES(1, 'code', 500, 'CNY', ?)",
                   (now,))
    with joiner.open_shop(folder) as shop:
        assert orders.doubts(shop, *clock.day_bounds(clock.today())) == []
        assert [(p.way, p.amount, p.seen) for p in orders.payments(shop, 1)] == [("code", Money(500), True)]
