"""Sums of any period: each agrees with the orders behind it and with a plain recomputation over all orders."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from producer_app.areas import money, orders, products
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

Period = money.Period


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """Three months of orders of every kind: channels, currencies, states, refunds, postage, returns, credit."""
    chance = random.Random(5)
    jams = [products.add(shop, products.ProductDraft({"en": f"Jam {n}"}, Money(100 + n))) for n in range(3)]
    drafts = defaultdict(list)
    states = ["unpaid", "to_ship", "packed", "shipped", "done", "cancelled", "refunded", "part_refunded", "returned"]
    for number in range(300):
        currency = chance.choice(["CNY", "CNY", "EUR"])
        placed = clock.as_text(clock.parse("2026-03-01T00:00:00Z") + timedelta(minutes=chance.randrange(90 * 1440)))
        goods = [orders.LineDraft("", f"Thing {chance.randrange(3)}", quantity=Quantity.of(chance.randrange(1, 4)),
                                  total=Money(chance.randrange(1, 9000), currency) if chance.random() < 0.9 else None,
                                  product_id=chance.choice([*jams, None])) for _n in range(chance.randrange(1, 4))]
        postage = Money(chance.choice([0, 600]), currency)
        total = Money(sum(line.total.minor for line in goods if line.total) + postage.minor, currency)
        state = chance.choice(states)
        back = {"refunded": total.minor, "part_refunded": total.minor // 3}.get(state, 0)
        channel = chance.choice(["shopify", "taobao"])
        drafts[channel].append(orders.OrderDraft(
            channel, str(number), state, state, placed, placed, total, refunded=Money(back, currency), postage=postage,
            discount=Money(0, currency), lines=tuple(goods)))
    for found in drafts.values():
        orders.place(shop, found)
    for number, order in enumerate(orders.board(shop, limit=400)):
        if order.total.minor > 0 and order.state != "unpaid":
            orders.pay(shop, order.id, list(orders.WAYS)[number % 4], order.total)
    with shop.step("Payments of those days") as db:
        db.execute("UPDATE order_payments SET paid_at = (SELECT placed_at FROM orders WHERE id = order_id)")
    return shop


PERIODS = [Period(date(2026, 3, 1), date(2026, 5, 31)), Period.of("month", date(2026, 4, 9)), Period.of("week", date(2026, 4, 9)),
           Period.of("day", date(2026, 4, 9)), Period(date(2026, 3, 20), date(2026, 4, 2))]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_total_opens_orders_that_add_up_to_it(busy: Shop, period: money.Period) -> None:
    report = money.report(busy, period)
    checked = 0
    for one in (*report.by_product, *report.by_channel, *report.by_way, *report.rest,
                *(money.Sum("all", total, behind=orders.Behind("all", total.currency)) for total in report.sold)):
        shares = money.behind(busy, period, one.behind, limit=1000)
        assert Money.total((s.amount for s in shares), one.amount.currency) == one.amount, one
        assert money.behind_total(busy, period, one.behind) == (one.amount, len(shares))
        checked += 1
    assert checked >= 6


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_the_parts_of_a_sum_make_the_whole_in_each_currency(busy: Shop, period: money.Period) -> None:
    report = money.report(busy, period)
    for total in report.sold:
        def of(amounts: list[Money], currency: str = total.currency) -> Money:
            return Money.total((m for m in amounts if m.currency == currency), currency)

        assert of([s.amount for s in (*report.by_product, *report.rest)]) == total
        assert of([s.amount for s in report.by_channel]) == total
        assert of([m for _part, sums in report.by_part for m in sums]) == total


def test_sums_agree_with_a_plain_recomputation_over_all_orders(busy: Shop) -> None:
    period = PERIODS[1]
    start, end = period.bounds()
    sold: dict[str, int] = defaultdict(int)
    by_product: dict[tuple[str, object], int] = defaultdict(int)
    by_way: dict[tuple[str, str], int] = defaultdict(int)
    for order in orders.board(busy, limit=1000):
        if not start <= order.placed_at < end:
            continue
        if order.state != "cancelled":
            for payment in orders.payments(busy, order.id):
                by_way[payment.amount.currency, payment.way] += payment.amount.minor
        if order.state in ("unpaid", "cancelled"):
            continue
        sold[order.total.currency] += order.total.minor - order.refunded.minor
        if order.state not in ("refunded", "returned"):
            for line in orders.lines(busy, order.id):
                by_product[order.total.currency, line.product_id or line.title] += line.total.minor if line.total else 0
    report = money.report(busy, period)
    assert {m.currency: m.minor for m in report.sold} == dict(sold)
    found = {(s.amount.currency, s.behind.product_id or s.behind.title): s.amount.minor for s in report.by_product}
    assert found == dict(by_product)
    assert {(s.amount.currency, s.behind.way): s.amount.minor for s in report.by_way} == dict(by_way)


def test_pages_of_orders_behind_a_sum_are_all_of_them_once(busy: Shop) -> None:
    period, what = PERIODS[0], orders.Behind("all")
    found: list[orders.Share] = []
    while page := money.behind(busy, period, what, limit=7, before=found[-1] if found else None):
        found += page
    whole = money.behind(busy, period, what, limit=1000)
    assert [s.order.id for s in found] == [s.order.id for s in whole]


def test_periods_follow_the_calendar() -> None:
    week = Period.of("week", date(2026, 5, 6))
    assert (week.first, week.last, week.moved(-1).first) == (date(2026, 5, 4), date(2026, 5, 10), date(2026, 4, 27))
    assert Period.of("month", date(2026, 12, 5)).moved(1) == Period.of("month", date(2027, 1, 1))
    assert Period(date(2026, 5, 1), date(2026, 5, 10)).moved(1).first == date(2026, 5, 11)
    for period in (Period(date(2026, 1, 1), date(2026, 1, 31)), Period(date(2026, 1, 1), date(2026, 7, 1)),
                   Period(date(2024, 1, 1), date(2026, 7, 1))):
        parts = period.parts()
        assert len(parts) <= 31
        assert parts[0].first == period.first
        assert parts[-1].last == period.last
        assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(parts))
