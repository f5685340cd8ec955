"""Which photo belongs to which product: sure ones are right, doubtful ones are asked about, a used picture is noticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.areas import products
from producer_app.areas.tray import actions, likeness, proposing, queries
from producer_app.areas.tray.likeness import Look
from producer_app.areas.tray.rows import Pictured, Proposal, TrayPhoto
from producer_app.base.money import Money
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from tests.areas.tray.things import PRACTICE, again, saved_again
from tests.conftest import SAMPLES

GOODS = sorted((SAMPLES / "photos" / "goods").glob("*.jpg"))


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


def stock_up(shop: Shop, pictures: list[Path]) -> dict[str, int]:
    """A product for each picture; gives their ids by the picture's name."""
    made = {}
    for path in pictures:
        photo = products.prepare_photo(path, shop.files)
        made[path.stem] = products.add(shop, products.ProductDraft({"en": path.stem}, Money(100), photo=photo))
    return made


def proposed(shop: Shop) -> list[Proposal]:
    tray, pictured = queries.waiting(shop), queries.pictured(shop)
    names = [*(one.photo.thumb for one in tray), *(one.thumb for one in pictured)]
    looks = likeness.looks_of([(name, shop.files.path(name)) for name in names], {}, lambda: None)
    return proposing.proposals(tray, pictured, looks)


def come_in(shop: Shop, pictures: list[bytes]) -> list[int]:
    return [actions.take_in(shop, [products.prepare_photo(one, shop.files)], source="phone")[0] for one in pictures]


def test_forty_at_once_go_to_their_products_with_one_press_and_back_with_one_undo(shop: Shop) -> None:
    known = stock_up(shop, PRACTICE)
    truth = [known[PRACTICE[number % len(PRACTICE)].stem] for number in range(40)]
    ids = come_in(shop, [again(PRACTICE[number % len(PRACTICE)], number) for number in range(40)])
    assert len(set(ids)) == 40
    found = proposed(shop)
    sure = {one.tray_id: one.product_id for one in found if one.sure}
    assert [i for i, product in sure.items() if truth[ids.index(i)] != product] == []
    assert len(sure) >= 32
    assert actions.give_all(shop, sure) == len(sure)
    assert queries.count(shop) == 40 - len(sure)
    assert sum(len(products.photos_of(shop, i)) for i in known.values()) == len(PRACTICE) + len(sure)
    shop.undo()
    assert [photo.id for photo in queries.waiting(shop)] == ids
    assert sum(len(products.photos_of(shop, i)) for i in known.values()) == len(PRACTICE)


@pytest.mark.skipif(not GOODS, reason="the shared photographs are not beside the project")
def test_with_real_photographs_nothing_sure_is_wrong(shop: Shop) -> None:
    """The half of the goods that the thresholds were not chosen on; every product of the other half stands there too."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    for path in GOODS:
        kinds[path.stem.rpartition("_")[0]].append(path)
    names = sorted(kinds)
    known = stock_up(shop, [kinds[name][0] for name in names])
    truth = {}
    for place, name in enumerate(names):
        if place % 2:
            for seed in range(3):
                truth[come_in(shop, [again(kinds[name][0], 3 * place + seed)])[0]] = (known[kinds[name][0].stem], "again")
            for path in kinds[name][1:]:
                truth[come_in(shop, [path.read_bytes()])[0]] = (known[kinds[name][0].stem], "another day")
    found = proposed(shop)
    assert [one for one in found if one.sure and one.product_id != truth[one.tray_id][0]] == []
    same_day = [one for one in found if truth[one.tray_id][1] == "again"]
    assert sum(one.sure for one in same_day) >= 0.9 * len(same_day)


@pytest.mark.skipif(not GOODS, reason="the shared photographs are not beside the project")
def test_a_thing_the_shop_does_not_sell_is_never_surely_a_product(shop: Shop) -> None:
    stock_up(shop, PRACTICE)
    come_in(shop, [path.read_bytes() for path in GOODS])
    assert [one for one in proposed(shop) if one.sure] == []


def test_a_doubtful_photo_between_two_sure_ones_goes_with_them(shop: Shop) -> None:
    def tray(number: int) -> TrayPhoto:
        return TrayPhoto(number, products.Photo(f"o{number}", "", f"t{number}"), "phone", "")

    known = stock_up(shop, PRACTICE[:4])
    looks = likeness.looks_of([(one.thumb, shop.files.path(one.thumb)) for one in queries.pictured(shop)], {}, lambda: None)
    first, other = queries.pictured(shop)[:2]
    mine, theirs = looks[first.thumb], looks[other.thumb]
    # Its colours are half of the one, half of the other, and no corner tells: the likeness alone says nothing sure.
    middle = Look(~mine.marks & (2**64 - 1), mine.colours * 0.7 + theirs.colours * 0.3, mine.corners[:0], mine.places[:0])
    sure = replace(mine, marks=~mine.marks & (2**64 - 1))
    looks |= {"t1": sure, "t2": middle, "t3": sure}
    alone = proposing.proposals([tray(2)], queries.pictured(shop), looks)
    assert not alone[0].sure
    beside = proposing.proposals([tray(1), tray(2), tray(3)], queries.pictured(shop), looks)
    assert [(one.product_id, one.sure) for one in beside] == [(first.product_id, True)] * 3
    assert first.product_id in known.values()


def test_the_same_picture_is_noticed_even_if_it_was_saved_again(shop: Shop) -> None:
    known = stock_up(shop, PRACTICE)
    come_in(shop, [PRACTICE[2].read_bytes(), *(saved_again(path) for path in PRACTICE), again(PRACTICE[3], 5)])
    found = proposed(shop)
    assert found[0].same_as == known[PRACTICE[2].stem]
    assert [one.same_as for one in found[1:-1]] == [known[path.stem] for path in PRACTICE]
    assert not any(one.sure for one in found[:-1])
    # The same thing taken again is another picture.
    assert found[-1].same_as == 0


def test_an_empty_shop_proposes_nothing(shop: Shop) -> None:
    come_in(shop, [again(PRACTICE[0], 1)])
    assert proposed(shop) == [Proposal(queries.waiting(shop)[0].id)]


def test_what_is_no_picture_any_more_is_left_out(shop: Shop) -> None:
    stock_up(shop, PRACTICE[:1])
    one = queries.pictured(shop)[0]
    shop.files.path(one.thumb).write_bytes(b"damaged")
    assert likeness.looks_of([(one.thumb, shop.files.path(one.thumb)), ("gone", shop.files.path("gone"))], {}, lambda: None) == {}
    assert proposing.proposals([], [Pictured(1, "o", "t")], {}) == []
