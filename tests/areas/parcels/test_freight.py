"""What a parcel costs: the arithmetic holds for every weight, the rule of a place is the closest one, days count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.areas import orders, parcels, products
from producer_app.areas.parcels import actions, freight, queries
from producer_app.areas.parcels.rows import Box, Packing, Rule, Tariff
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

WEIGHTS = st.integers(1, 200_000)
RULES = st.builds(Rule, first_g=st.integers(1, 20_000), first_minor=st.integers(0, 100_000), step_g=st.integers(1, 5_000),
                  step_minor=st.integers(0, 10_000))
GUANGDONG, KHOTAN = ("广东省", "广州市", "天河区"), ("新疆维吾尔自治区", "和田地区", "墨玉县")


@given(WEIGHTS, WEIGHTS, RULES)
def test_a_heavier_parcel_never_costs_less(one: int, other: int, rule: Rule) -> None:
    light, heavy = sorted((one, other))
    assert freight.fee_minor(light, rule) <= freight.fee_minor(heavy, rule)


@given(WEIGHTS, RULES)
def test_a_fee_is_never_below_the_first_and_the_weight_is_rounded_up_to_the_step(weight: int, rule: Rule) -> None:
    charged = freight.charged_g(weight, rule)
    assert freight.fee_minor(weight, rule) >= rule.first_minor
    assert charged >= weight
    assert charged == rule.first_g or charged - weight < rule.step_g
    assert (charged - rule.first_g) % rule.step_g == 0


@settings(deadline=None)  # the first example loads modules
@given(st.integers(1, 300_000), st.integers(0, 60), st.integers(0, 500), st.integers(0, 30_000))
def test_no_gram_is_lost_between_parcels(goods: int, pieces: int, carton: int, most: int) -> None:
    load = freight.packed(goods, pieces, Packing(piece_g=15, carton_g=carton, most_g=most))
    assert load.weight_g == goods + pieces * 15 + carton * len(load.boxes)
    if most >= carton + freight.LEAST_ROOM_G:
        assert all(box.weight_g <= most for box in load.boxes)


def test_the_larger_of_weight_and_size_is_paid() -> None:
    tariff = Tariff("中通快递", "2026-01-01", (Rule(first_minor=800, step_minor=500),), divisor=6000)
    small, large = Box(900, 10, 10, 10), Box(900, 40, 30, 20)
    assert freight.quote(tariff, GUANGDONG, [small], Money(0)).fee == Money(800)
    assert freight.quote(tariff, GUANGDONG, [large], Money(0)).fee == Money(800 + 3 * 500)


def test_the_closest_rule_counts_and_remote_places_cost_more() -> None:
    zto, sf = actions.EXAMPLES
    boxes = [Box(2300)]
    assert freight.quote(zto, GUANGDONG, boxes, Money(0)).fee == Money(800 + 2 * 500)
    urumqi = freight.quote(zto, ("新疆维吾尔自治区", "乌鲁木齐市", "天山区"), boxes, Money(0))
    khotan = freight.quote(zto, KHOTAN, boxes, Money(0))
    assert (urumqi.fee, urumqi.remote) == (Money(1000 + 2 * 800), Money(0))
    assert (khotan.fee, khotan.remote) == (Money(1000 + 2 * 800 + 500), Money(500))
    assert freight.quote(zto, ("香港特别行政区", "", ""), boxes, Money(0)).fee is None
    assert freight.quote(sf, KHOTAN, boxes, Money(29_900)).free
    assert freight.quote(sf, KHOTAN, boxes, Money(29_899)).fee == Money(1300 + 3 * 250)


def test_prices_count_from_their_day_on() -> None:
    old = Tariff("圆通速递", "2026-01-01", (Rule(first_minor=700),), id=1)
    new = replace(old, valid_from="2026-06-01", rules=(Rule(first_minor=900),), id=2)
    assert [t.id for t in freight.valid([new, old], "2026-05-31")] == [1]
    assert [t.id for t in freight.valid([new, old], "2026-06-01")] == [2]
    assert freight.valid([new, old], "2025-12-31") == []


def test_an_order_is_weighed_and_the_cheapest_courier_stands_first(shop: Shop) -> None:
    parcels.add_examples(shop)
    product = products.add(shop, products.ProductDraft({"zh": "玫瑰花酱"}, Money(3800), unit="jar", pack_g=500))
    order = orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(3), product_id=product)], paid_by="cash",
                        region="新疆 和田地区 墨玉县", address="幸福路12号", recipient="王小明", phone="13812341234")
    load = queries.loads(shop, [order.id])[order.id]
    assert (load.goods_g, load.weight_g, load.unknown) == (1500, 1700, ())
    found = parcels.quotes(shop, order, load.boxes)
    assert [(quote.tariff.carrier, quote.fee) for quote in found] == [
        ("顺丰速运", Money(1300 + 2 * 250)), ("中通快递", Money(1000 + 800 + 500))]
    assert all(quote.tariff.example for quote in found)


def test_prices_are_kept_changed_and_taken_back(shop: Shop) -> None:
    made = parcels.save_tariff(shop, Tariff("圆通速递", "2026-01-01", (Rule(("新疆",), 1000, 1000, 1000, 800),)))
    kept = parcels.tariffs(shop)[0]
    assert (kept.id, kept.rules[0].places, kept.rules[0].step_minor) == (made, ("新疆",), 800)
    parcels.save_tariff(shop, replace(kept, rules=(Rule(first_minor=500),)))
    assert parcels.tariffs(shop)[0].rules[0].first_minor == 500
    shop.undo()
    assert parcels.tariffs(shop)[0].rules[0].places == ("新疆",)


@pytest.mark.parametrize("wrong", [
    Tariff("", "2026-01-01", (Rule(),)), Tariff("圆通速递", "gestern", (Rule(),)), Tariff("圆通速递", "2026-01-01"),
    Tariff("圆通速递", "2026-01-01", (Rule(step_g=0),)), Tariff("圆通速递", "2026-01-01", (Rule(first_minor=-1),))])
def test_prices_that_cannot_be_are_refused(shop: Shop, wrong: Tariff) -> None:
    with pytest.raises(ShopError):
        parcels.save_tariff(shop, wrong)
    assert parcels.tariffs(shop) == []
