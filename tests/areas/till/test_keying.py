"""What the keypad does to the basket, as values: weights to the gram, sums to the fen, what was agreed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from producer_app.areas import till
from producer_app.areas.till.keying import Hand
from producer_app.areas.till.rows import DECIMALS, GRAMS, NONE, Basket, Item, in_weight, notes_for, shares, weighed
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity


def goods(product_id: int = 1, *, price: int = 1680, unit: str = "piece") -> Item:
    quantity = NONE if unit in GRAMS else Quantity.of(1)
    return Item(product_id, f"goods {product_id}", f"P{product_id:03d}", unit, Money(price), quantity)


def keyed(hand: Hand, keys: str | list[str]) -> Hand:
    for key in keys:
        hand = hand.key(key)
    return hand


@given(some.integers(0, 99_999), some.sampled_from(["kg", "jin"]), some.sampled_from(["kg", "jin", "g"]), some.integers(1, 500_000))
def test_a_weight_costs_its_exact_share_of_the_price_rounded_half_up_to_the_fen(
        steps: int, unit: str, typed_in: str, price: int) -> None:
    decimals = DECIMALS[typed_in]
    text = f"{steps // 10**decimals}.{steps % 10**decimals:0{decimals}d}" if decimals else str(steps)
    quantity = weighed(text, typed_in, unit)
    grams = Fraction(steps * GRAMS[typed_in], 10**decimals)
    exact = grams * price / GRAMS[unit]
    assert quantity.of_price(Money(price)).minor == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    assert Fraction(in_weight(quantity, unit, "g")) == grams


@given(some.integers(0, 10**6), some.lists(some.integers(0, 10**6), min_size=1, max_size=12))
def test_what_was_agreed_is_shared_out_to_the_last_fen(total: int, lines: list[int]) -> None:
    parts = shares(total, lines)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    if sum(lines):
        assert all(abs(part - Fraction(total * line, sum(lines))) < 1 for part, line in zip(parts, lines, strict=True))


def test_make_it_twenty_lets_the_lines_add_up_to_twenty() -> None:
    hand = Hand().settled(Basket().add(goods(1, price=1280)).add(goods(2, price=999)).add(goods(3, price=1)))
    agreed = keyed(hand.writing("sum"), "20")
    assert agreed.basket.total == Money(2000)
    assert sum(i.total.minor for i in agreed.basket.items) == 2000
    assert agreed.key("clear").basket.total == Money(2280)
    # One more jar after the handshake is paid at its price.
    assert agreed.basket.add(goods(4, price=500)).total == Money(2500)


def test_down_takes_the_small_change_off() -> None:
    hand = Hand().settled(Basket().add(goods(price=3847))).writing("sum")
    assert hand.key("down").basket.total == Money(3800)


def test_another_price_is_for_this_sale_and_clear_brings_the_usual_one_back() -> None:
    hand = keyed(Hand().settled(Basket().add(goods(price=3800)).with_quantity(0, Quantity.of(2))).writing("price"), "35.5")
    assert hand.basket.total == Money(7100)
    assert hand.basket.items[0].usual == Money(3800)
    assert hand.key("clear").basket.items[0].usual is None
    assert hand.key("clear").basket.total == Money(7600)


def test_kilograms_jin_and_grams_are_one_weight() -> None:
    hand = Hand().settled(Basket().add(goods(unit="kg")))
    assert hand.mode == "kg"
    assert hand.basket.waiting == 0
    assert {keyed(hand.writing(unit), typed).basket.items[0].quantity for unit, typed in (
        ("kg", "0.75"), ("jin", "1.5"), ("g", "750"))} == {Quantity(750)}
    shown = keyed(hand.writing("jin"), "1.5")
    assert shown.basket.items[0].much() == "1.5 jin"
    assert shown.writing("g").basket.items[0].much() == "750 g"
    assert shown.writing("g").basket.total == shown.basket.total == Money(1260)


def test_half_a_kilogram_is_one_key_and_plus_is_a_hundred_grams() -> None:
    for unit in ("kg", "jin"):
        hand = Hand().settled(Basket().add(goods(unit=unit))).key("half")
        assert in_weight(hand.basket.items[0].quantity, unit, "g") == "500"
        assert in_weight(hand.key("+1").basket.items[0].quantity, unit, "g") == "600"
        assert in_weight(keyed(hand, ["-1"] * 9).basket.items[0].quantity, unit, "g") == "0"


def test_goods_that_were_not_weighed_join_nothing_and_a_second_weighing_is_a_line_of_its_own() -> None:
    once = Basket().add(goods(unit="kg")).add(goods(unit="kg"))
    assert len(once.items) == 1
    twice = once.weigh(0, Quantity(300), "g").add(goods(unit="kg"))
    assert [i.quantity.milli for i in twice.items] == [300, 0]
    assert twice.chosen == 1


def test_goods_without_a_price_ask_for_one() -> None:
    hand = Hand().settled(Basket().add(goods(price=0)))
    assert hand.mode == "price"
    assert hand.basket.waiting == 0
    assert keyed(hand, "12").basket.waiting is None
    given_away = keyed(hand.writing("sum"), "0")
    assert given_away.basket.waiting is None
    assert given_away.basket.total == Money(0)


def test_keys_that_do_not_fit_change_nothing() -> None:
    hand = Hand().settled(Basket().add(goods()))
    assert keyed(hand, "2.5005").basket.items[0].quantity == Quantity(2500)
    assert keyed(hand.writing("price"), "1.999").basket.items[0].price == Money(199)
    assert keyed(hand, "0.").basket == hand.basket
    assert hand.writing("jin") == hand
    assert keyed(Hand(), ["+1", ".", "half", "down"]) == Hand()
    assert keyed(Hand(), ["1", "2", "back"]).typed == "1"
    assert keyed(Hand(), ["1", "clear"]).typed == ""


@given(some.lists(some.sampled_from([*"0123456789.", "00", "back", "clear", "+1", "-1", "half", "down", "ok"]), max_size=30),
       some.sampled_from(["count", "kg", "jin", "g", "price", "sum", "number"]))
def test_no_row_of_keys_breaks_the_counter(keys: list[str], mode: str) -> None:
    hand = Hand().settled(Basket().add(goods(1)).add(goods(2, unit="kg"))).writing(mode)
    for key in keys:
        hand = hand.key(key)
        assert hand.basket.total.minor == sum(i.total.minor for i in hand.basket.items)
        assert hand.basket.total.minor >= 0


@pytest.mark.parametrize(("minor", "notes"), [(3600, [3600, 5000, 10000]), (450, [450, 1000, 2000, 5000, 10000]),
                                              (10000, [10000]), (23450, [23450, 30000])])
def test_the_notes_on_offer_are_those_a_buyer_would_give(minor: int, notes: list[int]) -> None:
    assert [n.minor for n in notes_for(Money(minor))] == notes


def test_the_front_door_sells_only_what_is_weighed_and_priced() -> None:
    assert till.Basket().add(goods(unit="jin")).waiting == 0
