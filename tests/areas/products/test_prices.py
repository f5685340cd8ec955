"""Sizes of one thing, prices by where and when they are asked, and their history."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.app import joiner
from producer_app.areas import products
from producer_app.areas.products import actions, price_actions, pricing, queries
from producer_app.areas.products.rows import Photo, Product, ProductDraft, Special
from producer_app.areas.products.schema import schema
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop


def jam(grams: int = 500, price: int = 3800, **more: object) -> ProductDraft:
    return ProductDraft({"en": "Rose jam"}, Money(price), "jar", grams, **more)  # type: ignore[arg-type]  # by name


def day(offset: int) -> str:
    return (clock.today() + timedelta(days=offset)).isoformat()


# ---------------------------------------------------------------- sizes
def test_sizes_of_one_jam_stand_together_on_the_shelf_whenever_they_were_added(shop: Shop) -> None:
    large = actions.add(shop, jam())
    figs = actions.add(shop, jam())
    small = actions.add(shop, jam(250, 2200), size_of=large)
    tiny = actions.add(shop, jam(100, 1200), size_of=small)
    dried = actions.add(shop, jam())
    order = [dried, figs, tiny, small, large]
    assert list(queries.ids(shop)) == order
    assert [p.id for p in queries.listing(shop)] == order
    assert [p.id for p in queries.sizes(shop, queries.get(shop, small))] == [tiny, small, large]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_list_read_a_page_at_a_time_names_every_size_once(shop: Shop, size: int) -> None:
    first = actions.add(shop, jam())
    for n in range(3):
        actions.add(shop, jam())
        actions.add(shop, jam(100 + n), size_of=first)
    seen: list[int] = []
    while page := queries.listing(shop, limit=size, before=seen[-1] if seen else None):
        seen += [p.id for p in page]
    assert seen == list(queries.ids(shop))
    assert len(seen) == 7


def test_a_size_without_a_photo_shows_the_photo_of_its_family(shop: Shop) -> None:
    large = actions.add(shop, jam(photo=Photo("o.jpg", "p.jpg", "t.jpg")))
    small = actions.add(shop, jam(250), size_of=large)
    assert queries.get(shop, small).thumb == "t.jpg"
    actions.add_photo(shop, small, Photo("o2.jpg", "p2.jpg", "t2.jpg"))
    assert queries.get(shop, small).thumb == "t2.jpg"
    assert queries.get(shop, large).thumb == "t.jpg"


def test_undo_takes_a_size_away_and_leaves_the_first_alone_again(shop: Shop) -> None:
    large = actions.add(shop, jam())
    actions.add(shop, jam(250), size_of=large)
    shop.undo()
    assert list(queries.ids(shop)) == [large]
    assert queries.get(shop, large).family == 0


def test_each_size_has_its_own_price_and_number(shop: Shop) -> None:
    large = actions.add(shop, jam(sku="J500"))
    small = actions.add(shop, jam(250, 2200, sku="J250"), size_of=large)
    actions.set_price(shop, small, Money(2300))
    assert (queries.get(shop, large).price, queries.get(shop, small).price) == (Money(3800), Money(2300))


# ---------------------------------------------------------------- per weight
@given(price=st.integers(0, 10**9), grams=st.integers(1, 10**7), per_g=st.sampled_from([500, 1000]))
def test_the_price_per_weight_is_the_exact_one_rounded_half_up(price: int, grams: int, per_g: int) -> None:
    shown = pricing.per_weight(Money(price), grams, per_g)
    exact = Fraction(price * per_g, grams)
    assert shown is not None
    assert Fraction(-1, 2) < shown.minor - exact <= Fraction(1, 2)


@pytest.mark.parametrize(("unit", "pack_g", "per_g", "expected"), [
    ("jar", 250, 500, 4400), ("jar", 250, 1000, 8800), ("kg", 0, 500, 1100), ("kg", 1000, 1000, None), ("jin", 0, 500, None),
    ("jin", 0, 1000, 4400), ("jar", 0, 500, None), ("piece", 230, 500, None)])
def test_goods_sold_by_weight_have_that_weight(unit: str, pack_g: int, per_g: int, expected: int | None) -> None:
    product = Product(1, "", {"en": "x"}, unit, pack_g, price=Money(2200))
    assert products.price_per_weight(product, per_g) == (None if expected is None else Money(expected))


@pytest.mark.parametrize(("price", "expected"), [(3740, [3780, 3790]), (3780, [3790]), (3785, [3880, 3790]), (3795, [3880, 3890]),
                                                 (0, [])])
def test_endings_are_the_next_ones_up(price: int, expected: list[int]) -> None:
    assert pricing.endings(Money(price)) == [Money(minor) for minor in expected]


def test_money_without_cents_has_no_such_endings() -> None:
    assert pricing.endings(Money(3740, "JPY")) == []


# ---------------------------------------------------------------- where it is sold
def test_a_price_that_is_not_set_is_the_same_as_at_the_stall(shop: Shop) -> None:
    product_id = actions.add(shop, jam(others={"online": Money(4200)}))
    asked = {kind: products.price_today(shop, product_id, kind=kind).minor for kind in products.SALE_KINDS}
    assert asked == {"stall": 3800, "online": 4200, "live": 3800, "wholesale": 3800}


def test_the_wholesale_price_begins_at_its_number_of_pieces(shop: Shop) -> None:
    product_id = actions.add(shop, jam(others={"wholesale": Money(3000)}, wholesale_from=20))
    for pieces, expected in ((19, 3800), (20, 3000), (None, 3000)):
        assert products.price_today(shop, product_id, kind="wholesale", pieces=pieces) == Money(expected)


@pytest.mark.parametrize("others", [{"live": Money(0)}, {"live": Money(-1)}, {"live": Money(100, "EUR")}])
def test_a_price_of_nothing_or_in_other_money_is_refused(shop: Shop, others: dict[str, Money]) -> None:
    with pytest.raises(ShopError):
        actions.add(shop, jam(others=others))
    assert queries.count(shop) == 0


# ---------------------------------------------------------------- for some days
def test_a_special_price_comes_and_goes_by_the_calendar(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    price_actions.add_special(shop, product_id, Special("stall", Money(3300), "2026-05-01", "2026-05-03"))
    asked = [products.price_today(shop, product_id, day=date(2026, 5, n) if n else date(2026, 4, 30)).minor for n in range(5)]
    assert asked == [3800, 3300, 3300, 3300, 3800]


def test_a_list_shows_the_price_of_today_and_its_last_day(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    price_actions.add_special(shop, product_id, Special("stall", Money(3300), day(-1), day(1)))
    price_actions.add_special(shop, product_id, Special("stall", Money(3000), day(2), day(3)))
    [product] = queries.listing(shop)
    assert (product.price, product.price_now, product.special_until) == (Money(3800), Money(3300), day(1))


def test_what_is_asked_elsewhere_follows_the_stall_only_where_it_has_no_price_of_its_own(shop: Shop) -> None:
    product_id = actions.add(shop, jam(others={"online": Money(4200)}))
    price_actions.add_special(shop, product_id, Special("stall", Money(3300), day(0), day(0)))
    assert products.price_today(shop, product_id, kind="live") == Money(3300)
    assert products.price_today(shop, product_id, kind="online") == Money(4200)


@pytest.mark.parametrize(("first", "last"), [(3, 5), (0, 1), (1, 2), (2, 2), (0, 9)])
def test_two_special_prices_on_one_day_are_refused_with_the_days_of_the_first(shop: Shop, first: int, last: int) -> None:
    product_id = actions.add(shop, jam())
    price_actions.add_special(shop, product_id, Special("stall", Money(3300), day(1), day(3)))
    with pytest.raises(ShopError, match=r"33\.00.*already") as refused:
        price_actions.add_special(shop, product_id, Special("stall", Money(3000), day(first), day(last)))
    assert refused.value.code == "OVERLAP"
    assert day(1) in str(refused.value)
    price_actions.add_special(shop, product_id, Special("online", Money(3000), day(first), day(last)))


@pytest.mark.parametrize(("first", "last"), [("2026-05-03", "2026-05-01"), ("2026-02-30", "2026-03-01")])
def test_days_that_are_none_are_refused(shop: Shop, first: str, last: str) -> None:
    product_id = actions.add(shop, jam())
    with pytest.raises(ShopError) as refused:
        price_actions.add_special(shop, product_id, Special("stall", Money(3300), first, last))
    assert refused.value.code == "BAD_DAYS"


def test_ending_a_special_price_is_one_step_that_can_be_undone(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    special_id = price_actions.add_special(shop, product_id, Special("stall", Money(3300), day(0), day(0)))
    price_actions.end_special(shop, special_id)
    assert products.price_today(shop, product_id) == Money(3800)
    shop.undo()
    assert products.price_today(shop, product_id) == Money(3300)


# ---------------------------------------------------------------- the history
def test_a_change_of_the_history_can_be_taken_back_and_stays_in_it(shop: Shop) -> None:
    product_id = actions.add(shop, jam(), who="Gulnar")
    actions.set_price(shop, product_id, Money(4200), who="Aygul")
    change = queries.price_history(shop, product_id)[0]
    price_actions.take_back(shop, product_id, change.id, who="Gulnar")
    told = [(c.old, c.new, c.who) for c in queries.price_history(shop, product_id)]
    assert told == [(Money(4200), Money(3800), "Gulnar"), (Money(3800), Money(4200), "Aygul"), (None, Money(3800), "Gulnar")]
    assert queries.get(shop, product_id).price == Money(3800)


def test_taking_back_the_first_price_of_a_kind_makes_it_the_stalls_again(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    actions.set_price(shop, product_id, Money(4200), kind="online")
    price_actions.take_back(shop, product_id, queries.price_history(shop, product_id)[0].id)
    assert queries.prices(shop, product_id) == {"stall": Money(3800)}
    assert queries.price_history(shop, product_id)[0].ended


def test_before_the_first_price_of_the_stall_there_was_none(shop: Shop) -> None:
    product_id = actions.add(shop, jam())
    with pytest.raises(ShopError) as refused:
        price_actions.take_back(shop, product_id, queries.price_history(shop, product_id)[0].id)
    assert refused.value.code == "FIRST_PRICE"


# ---------------------------------------------------------------- an older shop
def test_a_shop_from_before_sizes_and_special_prices_opens_with_its_products(folder: Path) -> None:
    before = Migrations("products")
    before.steps = schema.steps[:1]
    with Shop.open(folder, [before], create=True) as old, old.step("Add") as db:
        db.execute("INSERT INTO products(id, unit, pack_g, created_at) VALUES(7, 'jar', 500, '2026-01-01T00:00:00Z')")
        db.execute("INSERT INTO product_names(product_id, language, name) VALUES(7, 'en', 'Jam')")
        db.execute("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(7, 'stall', 3800, 'CNY')")
        db.execute("INSERT INTO price_history(product_id, kind, new_minor, new_currency, changed_at) "
                   "VALUES(7, 'stall', 3800, 'CNY', '2026-01-01T00:00:00Z')")
    with joiner.open_shop(folder) as now:
        [product] = queries.listing(now)
        assert (product.id, product.price_now, product.family, product.texts) == (7, Money(3800), 0, {})
        assert [(c.new, c.reason, c.ended) for c in queries.price_history(now, 7)] == [(Money(3800), "", False)]
        small = actions.add(now, jam(250, 2200), size_of=7)
        assert [p.id for p in queries.listing(now)] == [small, 7]
