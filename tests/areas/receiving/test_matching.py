"""Which money is for which order: certain or not at all, never lost, never twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from producer_app.areas.receiving import odd_fen
from producer_app.areas.receiving.matching import NEAR_S, Money, Target, certain

NOON = 1_790_000_000


def money(number: int, minor: int, at: int = NOON, *, note: str = "", wallet: str = "wechat", day: bool = False) -> Money:
    return Money(number, "CNY", minor, at, at + (86_399 if day else 0), wallet, note)


def asked(order: int, minor: int, at: int = NOON - 3600, *, wallet: str = "wechat", days: int = 30) -> Target:
    return Target(order, f"H{order:04d}", "CNY", minor, at, at + days * 86_400, wallet)


def doubt(order: int, minor: int, at: int = NOON) -> Target:
    return Target(order, f"S{order:04d}", "CNY", minor, at - NEAR_S, at + NEAR_S, "?", 1000 + order)


def unpaid(order: int, minor: int) -> Target:
    return Target(order, f"H{order:04d}", "CNY", minor, 1, 0)


def orders_of(moneys: list[Money], targets: list[Target]) -> dict[int, int]:
    return {p.money_id: p.target.order_id for p in certain(moneys, targets)}


def test_one_amount_one_request_is_certain() -> None:
    assert orders_of([money(1, 3799)], [asked(7, 3799), asked(8, 3798)]) == {1: 7}


def test_two_requests_for_the_same_amount_are_left_to_the_person() -> None:
    assert orders_of([money(1, 3800)], [asked(7, 3800), asked(8, 3800)]) == {}


def test_a_payment_made_twice_is_not_put_on_two_orders_nor_twice_on_one() -> None:
    assert orders_of([money(1, 3799), money(2, 3799, NOON + 40)], [asked(7, 3799)]) == {}


def test_a_request_is_not_paid_by_money_that_came_before_it() -> None:
    assert orders_of([money(1, 3799, NOON - 9000)], [asked(7, 3799)]) == {}


def test_money_of_another_wallet_is_not_for_this_code() -> None:
    assert orders_of([money(1, 3799, wallet="alipay")], [asked(7, 3799, wallet="wechat")]) == {}
    assert orders_of([money(1, 3799, wallet="alipay")], [asked(7, 3799, wallet="?")]) == {1: 7}


def test_the_number_in_the_note_decides_between_equal_amounts() -> None:
    assert orders_of([money(1, 3800, note="收款方备注:H0008")], [asked(7, 3800), asked(8, 3800)]) == {1: 8}


def test_a_part_with_the_number_in_its_note_is_put_to_the_order_and_too_much_is_not() -> None:
    assert orders_of([money(1, 1000, note="h0008 thanks")], [unpaid(8, 3800)]) == {1: 8}
    assert orders_of([money(1, 5000, note="H0008")], [unpaid(8, 3800)]) == {}


def test_two_numbers_in_a_note_are_left_to_the_person() -> None:
    assert orders_of([money(1, 3800, note="H0007 H0008")], [unpaid(7, 3800), unpaid(8, 3800)]) == {}


def test_an_unpaid_order_nobody_asked_for_is_never_paid_by_amount_alone() -> None:
    assert orders_of([money(1, 3800)], [unpaid(7, 3800)]) == {}


def test_a_doubt_is_found_within_minutes_and_not_the_next_day() -> None:
    assert orders_of([money(1, 3800, NOON + 100)], [doubt(7, 3800)]) == {1: 7}
    assert orders_of([money(1, 3800, NOON + 86_400)], [doubt(7, 3800)]) == {}
    assert orders_of([money(1, 3800, NOON - 40_000, day=True)], [doubt(7, 3800)]) == {1: 7}


def test_as_many_equal_sales_as_payments_within_minutes_are_all_found() -> None:
    moneys = [money(n, 500, NOON + 60 * n) for n in range(4)]
    doubts = [doubt(n, 500, NOON + 60 * n + 20) for n in range(4)]
    assert orders_of(moneys, doubts) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert orders_of(moneys[:3], doubts) == {}, "one of four did not pay, and nobody knows which"
    assert orders_of(moneys, [*doubts, asked(9, 500)]) == {}


targets = some.lists(some.builds(
    lambda kind, order, minor, hour: {"ask": asked, "doubt": doubt}[kind](order, minor, NOON + hour * 600),
    some.sampled_from(["ask", "doubt"]), some.integers(1, 12), some.sampled_from([100, 200, 300]), some.integers(-20, 20)),
    max_size=12)
moneys = some.lists(some.builds(
    lambda minor, hour, day, number: (minor, NOON + hour * 600, day, number), some.sampled_from([100, 200, 300]),
    some.integers(-20, 20), some.booleans(), some.integers(0, 14)), max_size=12)


@given(moneys, targets)
def test_never_twice_and_only_what_waits_for_it(came: list[tuple[int, int, bool, int]], waiting: list[Target]) -> None:
    all_money = [money(n, minor, at, day=day, note=f"H{number:04d}" if number > 9 else "")
                 for n, (minor, at, day, number) in enumerate(came)]
    pairs = certain(all_money, waiting)
    by_id = {m.id: m for m in all_money}
    assert len({p.money_id for p in pairs}) == len(pairs)
    assert len({p.target for p in pairs}) == len(pairs)
    for pair in pairs:
        one = by_id[pair.money_id]
        assert pair.target in waiting
        assert one.currency == pair.target.currency
        named = pair.target.number in one.note
        assert one.minor == pair.target.minor or (named and one.minor < pair.target.minor)
        assert named or (pair.target.start <= one.end and pair.target.end >= one.start)


@given(some.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    rows = [money(n, 100 * (n % 4 + 1), NOON + 30 * n) for n in range(8)]
    waiting = [asked(1, 100), doubt(2, 200), doubt(3, 200, NOON + 60), asked(4, 300), doubt(5, 400)]
    assert orders_of([rows[n] for n in order], waiting) == orders_of(rows, waiting)


@given(some.lists(some.integers(1, 3000), max_size=80))
def test_odd_amounts_are_apart_lower_and_near(wanted: list[int]) -> None:
    taken: set[int] = set()
    for full in wanted:
        asks = odd_fen.odd(full, taken)
        if asks is None:
            assert all(full - off in taken or full - off < 1 for off in range(1, odd_fen.MOST + 1))
            continue
        assert asks not in taken
        assert 1 <= full - asks <= odd_fen.MOST
        assert full - asks <= odd_fen.FEW or all(full - off in taken for off in range(1, odd_fen.FEW + 1))
        taken.add(asks)
