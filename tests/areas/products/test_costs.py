"""Where the yuan go: every fen of a price is somebody's, and no price falls below cost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.areas.products import actions, costing, price_actions, queries
from producer_app.areas.products.cost_queries import cost_sheet, habits
from producer_app.areas.products.costing import CostSheet, Material
from producer_app.areas.products.rows import SALE_KINDS, ProductDraft, SheetRow, Special
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

fen = st.integers(0, 100_000).map(Money)
materials = st.builds(Material, st.sampled_from(["petals", "sugar", "lemon"]), st.integers(1, 50_000).map(Quantity), fen)
cost_sheets = st.builds(
    CostSheet, st.lists(materials, max_size=4).map(tuple), st.integers(1, 500), st.integers(0, 6000), fen, fen, fen, fen,
    st.integers(0, 4500), fen, st.integers(0, 4500), fen, st.booleans())
JAM = CostSheet((Material("Petals", Quantity.of(5), Money(1200)), Material("Sugar", Quantity.parse("7.5"), Money(650))), made=21,
                minutes=240, wage=Money(2000), jar=Money(250), label=Money(30), courier=Money(450), platform_bp=500,
                platform_fixed=Money(10), coop_bp=800, coupon=Money(300))


def jam(price: int = 3900, **more: object) -> ProductDraft:
    return ProductDraft({"en": "Rose jam"}, Money(price), "jar", 500, **more)  # type: ignore[arg-type]  # by name


# ---------------------------------------------------------------- arithmetic
@given(total=st.integers(0, 10**12), weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_shares_sum_to_the_whole_and_are_off_by_less_than_one(total: int, weights: list[int]) -> None:
    shares = costing.shared_out(total, weights)
    assert sum(shares) == total
    if sum(weights):
        assert all(abs(share * sum(weights) - total * weight) < sum(weights) for share, weight in zip(shares, weights, strict=True))


@given(sheet=cost_sheets, price=st.integers(0, 10**6), kind=st.sampled_from(SALE_KINDS))
def test_the_parts_and_what_is_left_are_the_price(sheet: CostSheet, price: int, kind: str) -> None:
    parts = costing.breakdown(Money(price), kind, sheet, None)
    assert parts is not None
    assert sum(part.amount.minor for part in parts.parts) + parts.left.minor == price
    assert all(part.amount.minor > 0 for part in parts.parts)


@given(sheet=cost_sheets)
def test_a_jar_never_costs_less_than_its_share_of_the_batch(sheet: CostSheet) -> None:
    batch = sum(m.cost.minor for m in sheet.materials) + (2 * sheet.wage.minor * sheet.minutes + 60) // 120
    made = (sheet.goods_cost - sheet.jar - sheet.label).minor * sheet.made
    assert batch <= made < batch + sheet.made


@given(sheet=cost_sheets, kind=st.sampled_from(SALE_KINDS), above=st.integers(0, 3000))
def test_from_the_floor_price_on_nothing_is_lost_and_right_below_it_something_is(sheet: CostSheet, kind: str, above: int) -> None:
    floor = costing.floor(kind, sheet, None, "CNY").minor

    def left(minor: int) -> int:
        parts = costing.breakdown(Money(minor), kind, sheet, None)
        assert parts is not None
        return parts.left.minor

    assert left(floor + above) >= 0
    assert floor == 0 or left(floor - 1) < 0


def test_a_jar_of_jam_costs_what_a_hand_reckons() -> None:
    # 60.00 petals, 48.75 sugar, 80.00 work: 188.75 for 21 jars is 8.99 each, rounded up; with jar and label 11.79.
    assert JAM.goods_cost == Money(1179)
    online = costing.breakdown(Money(3900), "online", JAM, None)
    assert online is not None
    # Of 39.00 a coupon of 3.00, courier 4.50, 5 % of 36.00 and 0.10, 8 % of 36.00.
    assert online.left == Money(3900 - 1179 - 300 - 450 - 190 - 288)


def test_a_cost_written_by_hand_since_stands_for_the_recipe() -> None:
    parts = costing.breakdown(Money(3900), "stall", JAM, Money(1500))
    assert parts is not None
    assert [(p.key, p.amount.minor) for p in parts.parts] == [("goods", 1500), ("coop", 312)]


def test_nothing_is_said_about_a_product_whose_cost_nobody_knows() -> None:
    assert costing.breakdown(Money(3900), "stall", None, None) is None
    assert costing.losses({"stall": Money(1)}, None, None) == []


# ---------------------------------------------------------------- kept
def test_the_cost_of_a_recipe_becomes_the_cost_of_the_product_in_one_step(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    price_actions.save_costs(shop, product_id, JAM)
    assert cost_sheet(shop, product_id) == JAM
    assert queries.get(shop, product_id).cost == Money(1179)
    shop.undo()
    assert cost_sheet(shop, product_id) is None
    assert queries.get(shop, product_id).cost is None


def test_the_next_recipe_begins_with_the_jar_and_cuts_of_the_last(shop: Shop) -> None:
    price_actions.save_costs(shop, actions.add(shop, jam()), JAM)
    assert habits(shop, "CNY") == replace(JAM, materials=(), made=1, minutes=0)
    assert habits(shop, "EUR").jar == Money(0, "EUR")


@pytest.mark.parametrize(("bad", "code"), [
    ({"made": 0}, "BAD_NUMBER"), ({"minutes": -1}, "BAD_NUMBER"), ({"platform_bp": 9000, "coop_bp": 1}, "BAD_PERCENT"),
    ({"jar": Money(-1)}, "BAD_COST"), ({"jar": Money(1, "EUR")}, "CURRENCIES"),
    ({"materials": (Material("", Quantity.of(1), Money(1)),)}, "NO_NAME")])
def test_a_recipe_that_cannot_be_is_refused(shop: Shop, bad: dict[str, object], code: str) -> None:
    product_id = actions.add(shop, jam())
    with pytest.raises(ShopError) as refused:
        price_actions.save_costs(shop, product_id, replace(JAM, **bad))  # type: ignore[arg-type]  # by name
    assert refused.value.code == code
    assert cost_sheet(shop, product_id) is None


# ---------------------------------------------------------------- below cost
def stopped(code: str = "BELOW_COST") -> pytest.RaisesExc[ShopError]:
    return pytest.RaisesExc(ShopError, check=lambda error: error.code == code)


def test_a_price_below_cost_is_stopped_and_goes_on_with_a_reason(shop: Shop) -> None:
    with stopped():
        actions.add(shop, jam(1000, cost=Money(1179)))
    product_id = actions.add(shop, jam(cost=Money(1179)))
    with stopped():
        actions.set_price(shop, product_id, Money(1178))
    assert queries.get(shop, product_id).price == Money(3900)
    actions.set_price(shop, product_id, Money(1178), reason="It must go before it spoils")
    assert queries.price_history(shop, product_id)[0].reason == "It must go before it spoils"


def test_coupon_live_price_and_free_courier_together_are_stopped(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    price_actions.save_costs(shop, product_id, JAM)
    floor = costing.floor("live", JAM, None, "CNY")
    with stopped():
        actions.set_price(shop, product_id, floor - Money(1), kind="live")
    actions.set_price(shop, product_id, floor, kind="live")
    with stopped():
        price_actions.save_costs(shop, product_id, replace(JAM, coupon=Money(500)))
    price_actions.save_costs(shop, product_id, replace(JAM, coupon=Money(500), free_courier=False))


def test_a_price_for_some_days_is_stopped_below_cost(shop: Shop) -> None:
    product_id = actions.add(shop, jam(cost=Money(1179)))
    today = clock.today().isoformat()
    with stopped():
        price_actions.add_special(shop, product_id, Special("stall", Money(1000), today, today))
    price_actions.add_special(shop, product_id, Special("stall", Money(1000), today, today), reason="To win new buyers")


def test_what_is_below_cost_already_can_still_be_renamed(shop: Shop) -> None:
    product_id = actions.add(shop, jam(1000, cost=Money(1179)), reason="To win new buyers")
    draft = replace(queries.get(shop, product_id).draft(), names={"en": "Rose petal jam"})
    actions.change(shop, product_id, draft)
    assert queries.get(shop, product_id).names == {"en": "Rose petal jam"}
    with stopped():
        actions.change(shop, product_id, replace(draft, price=Money(900)))


def test_a_file_with_a_price_below_cost_names_the_row_and_keeps_nothing(shop: Shop) -> None:
    rows = [SheetRow(2, jam()), SheetRow(3, ProductDraft({"en": "Figs"}, Money(100), cost=Money(101)))]
    with pytest.raises(ShopError, match="Row 3") as refused:
        actions.import_rows(shop, rows)
    assert refused.value.code == "BELOW_COST"
    assert queries.count(shop) == 0
    assert actions.import_rows(shop, rows, reason="To win new buyers").new == 2
