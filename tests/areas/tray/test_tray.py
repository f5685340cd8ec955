"""What came in and waits: leaves the tray when a product has it, is back after an undo, and is offered once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from producer_app.areas import products
from producer_app.areas.tray import actions, folder, queries
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from tests.areas.tray.things import jpeg


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


def photo(shop: Shop, shade: int) -> products.Photo:
    return products.prepare_photo(jpeg(Image.new("RGB", (80, 60), (shade, 90, 40))), shop.files)


def product(shop: Shop, made: products.Photo | None = None) -> int:
    return products.add(shop, products.ProductDraft({"en": "Jam"}, Money(3800), photo=made))


def test_a_photo_waits_until_a_product_has_it(shop: Shop) -> None:
    jam = product(shop)
    first, second = actions.take_in(shop, [photo(shop, 10), photo(shop, 200)], source="phone")
    actions.give(shop, first, jam)
    assert [one.id for one in queries.waiting(shop)] == [second]
    assert len(products.photos_of(shop, jam)) == 1
    shop.undo()
    assert [one.id for one in queries.waiting(shop)] == [first, second]
    shop.redo()
    assert queries.count(shop) == 1


def test_a_new_product_takes_its_photo_out_of_the_tray(shop: Shop) -> None:
    actions.take_in(shop, [photo(shop, 10)], source="paste")
    product(shop, queries.waiting(shop)[0].photo)
    assert queries.waiting(shop) == []
    shop.undo()
    assert queries.count(shop) == 1


def test_a_picture_a_product_has_already_waits_all_the_same(shop: Shop) -> None:
    product(shop, photo(shop, 10))
    actions.take_in(shop, [photo(shop, 10)], source="file")
    assert queries.count(shop) == 1


def test_the_same_photo_twice_waits_once(shop: Shop) -> None:
    ids = actions.take_in(shop, [photo(shop, 10), photo(shop, 10)], source="phone")
    assert ids[0] == ids[1]
    assert queries.count(shop) == 1


def test_what_is_put_away_comes_back_by_undo(shop: Shop) -> None:
    one = actions.take_in(shop, [photo(shop, 10)], source="phone")[0]
    actions.put_away(shop, one)
    assert queries.count(shop) == 0
    shop.undo()
    assert queries.get(shop, one).source == "phone"


def test_a_photo_that_waits_no_longer_is_given_to_nobody(shop: Shop) -> None:
    jam = product(shop)
    one = actions.take_in(shop, [photo(shop, 10)], source="phone")[0]
    actions.give(shop, one, jam)
    with pytest.raises(ShopError):
        actions.give(shop, one, jam)
    assert actions.give_all(shop, {one: jam}) == 0
    assert len(products.photos_of(shop, jam)) == 1


def test_nothing_is_given_where_one_product_is_missing(shop: Shop) -> None:
    jam = product(shop)
    first, second = actions.take_in(shop, [photo(shop, 10), photo(shop, 200)], source="phone")
    with pytest.raises(ShopError):
        actions.give_all(shop, {first: jam, second: 999})
    assert queries.count(shop) == 2
    assert products.photos_of(shop, jam) == []


def fill(place: Path, count: int) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = place / f"IMG_{number:04d}.JPG"
        path.write_bytes(jpeg(Image.new("RGB", (40, 30), (number * 5, 80, 80))))
        os.utime(path, (1_700_000_000 - number, 1_700_000_000 - number))


def test_a_folder_offers_what_was_not_brought_in_before(shop: Shop, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    fill(stick / "DCIM" / "100MEDIA", 3)
    (stick / "letter.txt").write_text("no photo")
    (stick / ".hidden.jpg").write_bytes(b"x")
    found = folder.new_in(stick, queries.brought(shop))
    # In the order they were taken, which is not that of their names here.
    assert [one.path.name for one in found] == ["IMG_0002.JPG", "IMG_0001.JPG", "IMG_0000.JPG"]
    actions.take_in(shop, [], source="folder", marks=[one.mark for one in found[:2]])
    assert [one.path.name for one in folder.new_in(stick, queries.brought(shop))] == ["IMG_0000.JPG"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path / "private", 1)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "more").symlink_to(tmp_path / "private")
    (tmp_path / "stick" / "one.jpg").symlink_to(tmp_path / "private" / "IMG_0000.JPG")
    assert folder.new_in(tmp_path / "stick", ()) == []


def test_a_stick_pulled_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShopError) as refusal:
        folder.new_in(tmp_path / "gone", ())
    assert refusal.value.code == "NO_FOLDER"
