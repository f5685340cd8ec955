"""Closing the day: counted against the books, nothing asked twice, nothing changed afterwards."""

from __future__ import annotations

import pytest

from producer_app.areas import money, orders, products
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop


def sold(shop: Shop, fen: int, way: str = "cash", *, buyer: str = "", seen: bool = True, code_id: int | None = None
         ) -> orders.Order:
    line = orders.LineDraft("", "Jam", quantity=Quantity.of(1), unit_price=Money(fen))
    return orders.sell(shop, [line], channel="stall", paid_by=way, recipient=buyer, seen=seen, code_id=code_id)


def pieces(fen: int) -> dict[int, int]:
    """An amount in as few notes and coins as it takes."""
    found = {}
    for piece in money.PIECES:
        found[piece], fen = divmod(fen, piece)
    assert fen == 0
    return found


def close(shop: Shop, counted: int, left: int | None = None, reason: str = "", float_: int | None = None) -> money.Close:
    return money.close_day(shop, money.Count(pieces(counted), Money(counted if left is None else left), reason,
                                             float_=None if float_ is None else Money(float_)))


def test_the_first_day_begins_with_what_she_says_was_in_the_drawer(shop: Shop) -> None:
    sold(shop, 3800)
    sold(shop, 1250, "code")
    made = close(shop, 13800, float_=10000)
    assert (made.float_, made.cash, made.counted, made.difference) == (Money(10000), Money(3800), Money(13800), Money(0))
    assert [(line.way, line.amount) for line in made.lines] == [("cash", Money(3800)), ("code", Money(1250))]


def test_the_next_day_begins_with_what_was_left_and_knows_only_what_came_since(shop: Shop) -> None:
    sold(shop, 3800)
    close(shop, 3800, left=800)
    open_ = money.drawer(shop)
    assert (open_.float_, open_.cash, open_.to_be) == (Money(800), Money(0), Money(800))
    sold(shop, 500)
    assert money.drawer(shop).to_be == Money(1300)


def test_a_difference_needs_its_reason(shop: Shop) -> None:
    sold(shop, 3800)
    with pytest.raises(ShopError, match="Choose why"):
        close(shop, 3750)
    assert money.closes(shop) == []
    made = close(shop, 3750, reason="change")
    assert made.difference == Money(-50)


def test_more_than_was_counted_cannot_stay(shop: Shop) -> None:
    with pytest.raises(ShopError, match="not in the drawer"):
        money.close_day(shop, money.Count(pieces(100), Money(200), "start"))


def test_a_close_is_not_undone_and_a_correction_stands_below_it(shop: Shop) -> None:
    sold(shop, 3800)
    made = close(shop, 3700, left=700, reason="unknown")
    assert shop.undo() is None
    fixed = money.correct(shop, made.id, Money(3800), reason="A note lay under the tray")
    assert shop.undo() is None
    assert (fixed.counted, fixed.truly, fixed.difference) == (Money(3700), Money(3800), Money(0))
    # The note that was found lies in the drawer.
    assert money.drawer(shop).float_ == Money(800)
    with pytest.raises(ShopError, match="already"):
        money.correct(shop, made.id, Money(3800), reason="again")
    with pytest.raises(ShopError, match="reason"):
        money.correct(shop, made.id, Money(1), reason=" ")


def test_a_sale_cancelled_after_its_day_was_closed_is_missing_from_the_next(shop: Shop) -> None:
    sale = sold(shop, 3800)
    first = close(shop, 3800)
    orders.cancel(shop, sale.id)
    assert money.closes(shop) == [first]
    assert money.drawer(shop).cash == Money(-3800)
    assert money.drawer(shop).to_be == Money(0)


def test_a_return_and_a_paid_debt_are_in_the_drawer(shop: Shop) -> None:
    sale = sold(shop, 3800)
    sold(shop, 2000, "credit", buyer="Rena")
    orders.give_back(shop, sale.id, 0, Quantity.of(1), way="cash")
    orders.settle(shop, "Rena", Money(500), way="cash")
    by_way = {line.way: line.amount for line in money.drawer(shop).expected}
    assert by_way == {"cash": Money(500), "credit": Money(1500)}


def test_code_money_is_told_by_code_and_what_was_not_seen_waits(shop: Shop) -> None:
    sold(shop, 1000, "code", code_id=7)
    sold(shop, 300, "code", code_id=8, seen=False)
    sold(shop, 200, "code")
    found = {line.code_id: (line.amount, line.waiting) for line in money.drawer(shop).expected}
    assert found == {7: (Money(1000), Money(0)), 8: (Money(300), Money(300)), None: (Money(200), Money(0))}
    made = close(shop, 0)
    (doubt,) = orders.doubts(shop, *clock.day_bounds(clock.today()))
    orders.clear_doubt(shop, doubt.payment_id, came=False)
    # The sheet stays as it was written; the next day knows that the money never came.
    assert money.closes(shop) == [made]
    assert {line.code_id: line.amount.minor for line in money.drawer(shop).expected} == {7: 0, 8: -300, None: 0}


def test_sales_of_days_before_the_first_close_are_not_expected(shop: Shop) -> None:
    sold(shop, 3800)
    with shop.step("An older sale") as db:
        db.execute("UPDATE order_payments SET paid_at = '2020-01-01T00:00:00Z'")
    sold(shop, 500)
    assert money.drawer(shop).cash == Money(500)


def test_currencies_stay_apart(shop: Shop) -> None:
    line = orders.LineDraft("", "Jam", quantity=Quantity.of(1), unit_price=Money(900, "EUR"))
    orders.sell(shop, [line], channel="hand", paid_by="cash", total=Money(900, "EUR"))
    sold(shop, 500)
    assert money.drawer(shop).cash == Money(500)
    made = close(shop, 500)
    assert sorted(line.amount.text() + line.amount.currency for line in made.lines) == ["5.00CNY", "9.00EUR"]


def test_a_removed_product_or_unknown_code_does_not_stop_the_close(shop: Shop) -> None:
    product = products.add(shop, products.ProductDraft({"en": "Jam"}, Money(100)))
    orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(1), product_id=product)], channel="stall", paid_by="code",
                code_id=99)
    assert [line.name for line in money.drawer(shop).expected] == ["Payment code"]
