"""The board: pages, counts, moving on, sales of the shop itself, money received, buyers hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication

from producer_app.areas import orders
from producer_app.areas.orders import actions, queries
from producer_app.areas.orders.rows import BACK, FORWARD, LANE_OF, LANES, RANK, STATES, LineDraft, OrderDraft, Parcel
from producer_app.areas.products import actions as product_actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

ALWAYS = ("2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z")


def draft(number: int, state: str = "to_ship") -> OrderDraft:
    # Three orders share each minute, so that pages are cut inside a moment.
    return OrderDraft(channel="shopify", number=str(number), state=state, raw_state=state, placed="", total=Money(1000),
                      placed_at=f"2026-05-01T{number // 180:02d}:{number // 3 % 60:02d}:00Z")


@pytest.fixture
def jam(shop: Shop) -> int:
    return product_actions.add(shop, ProductDraft(names={"en": "Rose jam"}, price=Money(3800), sku="RJ-500"))


def test_every_state_has_its_place() -> None:
    assert set(LANE_OF) == set(STATES) == set(RANK)
    assert set(FORWARD.values()) | set(BACK.values()) | set(FORWARD) <= set(STATES)


def test_pages_follow_each_other_without_gap_or_double(shop: Shop) -> None:
    actions.place(shop, [draft(n) for n in range(100)])
    seen: list[int] = []
    last = None
    while page := queries.board(shop, lane="pack", limit=7, before=last):
        seen += [int(order.number) for order in page]
        last = page[-1]
    assert seen == sorted(range(100), key=lambda n: (n // 3, n), reverse=True)


def test_search_pages_follow_each_other_too(shop: Shop) -> None:
    actions.place(shop, [replace(draft(n), recipient="王小红") for n in range(30)])
    seen: list[str] = []
    last = None
    while page := queries.board(shop, search="王小", limit=7, before=last):
        seen += [order.number for order in page]
        last = page[-1]
    assert len(seen) == len(set(seen)) == 30


def test_on_a_uyghur_screen_no_count_stands_beside_the_name_of_another_line(qapp: QApplication, shop: Shop) -> None:
    goods = (LineDraft("", "巴旦木仁", quantity=Quantity.of(2)), LineDraft("", "散装绿葡萄干", quantity=Quantity.of(3)))
    actions.place(shop, [replace(draft(1), lines=goods)])
    (card,) = queries.cards(shop, queries.board(shop))
    layout = QTextLayout("\u200f" + card.goods, QFont())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    x = {part: cast("tuple[float, int]", line.cursorToX(layout.text().index(part)))[0] for part in ("旦", "2", "装", "3")}
    assert x["装"] < x["3"] < x["旦"] < x["2"], "the first of the goods stands at the right, each count behind its own name"


def test_counts_tell_each_column_and_stop_at_the_most(shop: Shop) -> None:
    actions.place(shop, [draft(n, state) for n, state in enumerate(STATES)])
    assert queries.counts(shop) == {lane: len(states) for lane, states in LANES.items()}
    actions.place(shop, [draft(n) for n in range(100, 130)])
    assert queries.counts(shop, most=9)["pack"] == 10


def test_the_file_and_the_program_agree_on_columns(shop: Shop) -> None:
    actions.place(shop, [draft(n, state) for n, state in enumerate(STATES)])
    for lane, states in LANES.items():
        assert {order.state for order in queries.board(shop, lane=lane)} == set(states)


def test_one_tap_moves_an_order_through_its_whole_life(shop: Shop) -> None:
    actions.place(shop, [draft(1, "unpaid")])
    order = queries.board(shop)[0]
    went = []
    while queries.get(shop, order.id).state in FORWARD:
        went.append(actions.move_on(shop, order.id))
    assert went == ["to_ship", "packed", "shipped", "done"]
    assert [change.after for change in queries.history(shop, order.id)] == went
    with pytest.raises(ShopError):
        actions.move_on(shop, order.id)
    assert actions.move_back(shop, order.id) == "shipped"
    assert shop.undo_title == "Move order \u20661\u2069"
    shop.undo()
    assert queries.get(shop, order.id).state == "done"


def test_a_sale_by_hand_takes_name_and_price_of_its_product_and_a_running_number(shop: Shop, jam: int) -> None:
    line = LineDraft("", "", quantity=Quantity.parse("1.5"), product_id=jam)
    first, second = actions.sell(shop, [line]), actions.sell(shop, [line])
    assert (first.number, second.number) == ("H0001", "H0002")
    assert first.total == Money(5700)
    assert first.state == "unpaid"
    kept = queries.lines(shop, first.id)[0]
    assert (kept.title, kept.sku, kept.product_id, kept.total) == ("Rose jam", "RJ-500", jam, Money(5700))


def test_numbers_do_not_depend_on_the_clock_and_stall_and_hand_count_apart(
        shop: Shop, jam: int, monkeypatch: pytest.MonkeyPatch) -> None:
    line = LineDraft("", "", quantity=Quantity.of(1), product_id=jam)
    actions.sell(shop, [line])
    monkeypatch.setattr(clock, "now", lambda: "2001-01-01T00:00:00Z")
    assert actions.sell(shop, [line]).number == "H0002"
    assert actions.sell(shop, [line], channel="stall", paid_by="cash").number == "S0001"


def test_a_stall_sale_is_done_at_once_and_its_money_is_counted_by_way(shop: Shop, jam: int) -> None:
    line = LineDraft("", "", quantity=Quantity.of(2), product_id=jam)
    cash = actions.sell(shop, [line], channel="stall", paid_by="cash")
    actions.sell(shop, [line], channel="stall", paid_by="code", total=Money(7000))
    actions.sell(shop, [line], channel="stall", paid_by="cash")
    actions.sell(shop, [line])
    assert cash.state == "done"
    assert [p.amount for p in queries.payments(shop, cash.id)] == [Money(7600)]
    assert [(r.way, r.total, r.orders) for r in orders.received_between(shop, *ALWAYS)] == [
        ("cash", Money(15200), 2), ("code", Money(7000), 1)]
    sold = orders.sales_between(shop, *ALWAYS)
    assert [(s.product_id, s.quantity, s.total) for s in sold] == [(jam, Quantity.of(6), Money(22800))]
    assert orders.sales_between(shop, *ALWAYS, channels=["hand"]) == []
    assert orders.quantity_taken(shop) == {jam: Quantity.of(8)}


def test_money_moves_an_order_on_once_all_is_paid(shop: Shop, jam: int) -> None:
    order = actions.sell(shop, [LineDraft("", "", quantity=Quantity.of(1), product_id=jam)])
    actions.pay(shop, order.id, "code", Money(1800))
    assert queries.get(shop, order.id).state == "unpaid"
    actions.pay(shop, order.id, "cash", Money(2000), reference="r")
    assert queries.get(shop, order.id).state == "to_ship"
    assert shop.undo() == f"Payment for order \u2066{order.number}\u2069"
    assert queries.get(shop, order.id).state == "unpaid"
    for way, amount in (("beads", Money(1)), ("cash", Money(0)), ("cash", Money(1, "EUR"))):
        with pytest.raises(ShopError):
            actions.pay(shop, order.id, way, amount)


@pytest.mark.parametrize("line", [
    LineDraft("", "", quantity=Quantity.of(1)), LineDraft("", "Jam", quantity=None), LineDraft("", "Jam", quantity=Quantity.of(1))])
def test_a_sale_that_lacks_something_is_refused_and_leaves_nothing(shop: Shop, line: LineDraft) -> None:
    with pytest.raises(ShopError):
        actions.sell(shop, [line])
    with pytest.raises(ShopError):
        actions.sell(shop, [])
    assert queries.count(shop) == 0


def test_imported_lines_find_their_product_by_article_number(shop: Shop, jam: int) -> None:
    one = replace(draft(1), lines=(LineDraft("RJ-500", "x", quantity=Quantity.of(3), total=Money(11400)),))
    actions.place(shop, [one])
    assert queries.lines(shop, queries.board(shop)[0].id)[0].product_id == jam


def test_a_cancelled_order_counts_nowhere(shop: Shop, jam: int) -> None:
    order = actions.sell(shop, [LineDraft("", "", quantity=Quantity.of(1), product_id=jam)], paid_by="cash")
    actions.cancel(shop, order.id)
    assert orders.sales_between(shop, *ALWAYS) == []
    assert orders.received_between(shop, *ALWAYS) == []
    assert orders.billed_between(shop, *ALWAYS) == []
    assert orders.quantity_taken(shop) == {}


def test_a_tracking_number_is_found_and_written_once(shop: Shop, jam: int) -> None:
    order = actions.sell(shop, [LineDraft("", "", quantity=Quantity.of(1), product_id=jam)])
    for _time in range(2):
        actions.add_parcel(shop, order.id, Parcel("圆通", "YT77 0123 4567 890"))
    assert [p.number for p in queries.parcels(shop, order.id)] == ["YT7701234567890"]
    assert [o.id for o in queries.board(shop, search="YT7701")] == [order.id]
    with pytest.raises(ShopError):
        actions.add_parcel(shop, order.id, Parcel("", "  "))


def test_buyers_are_hidden() -> None:
    assert orders.masked_name("古丽娜尔·阿不都热西提") == "古丽***"
    assert orders.masked_phone("13812341234") == "138****1234"
    assert "玫瑰路" not in orders.masked_address("新疆 和田", "玫瑰路 9 号")
