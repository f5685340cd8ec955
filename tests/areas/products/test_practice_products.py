"""The practice shop's own list and pictures: whole, ours, and good enough to sell from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from PIL import Image

from producer_app.areas.products import actions, photos, queries, sheet
from producer_app.areas.products.rows import Sheet
from producer_app.store import darkroom
from producer_app.store.shop import Shop

FOLDER = Path(str(resources.files("producer_app_resources"))) / "samples"


@pytest.fixture(scope="module")
def listed() -> Sheet:
    return sheet.read(FOLDER / "products.csv")


def test_the_list_has_sixty_products_named_in_three_languages(listed: Sheet) -> None:
    assert listed.refused == ()
    assert len(listed.rows) == 60
    assert all(set(row.draft.names) == {"en", "zh", "ug"} for row in listed.rows)
    assert all(row.draft.cost is not None and row.draft.cost < row.draft.price for row in listed.rows)


def test_every_picture_is_small_of_one_shape_and_used(listed: Sheet) -> None:
    pictures = {path.name: path for path in (FOLDER / "pictures").glob("*.jpg")}
    assert {row.picture for row in listed.rows if row.picture} == set(pictures)
    assert len(pictures) >= 14
    for path in pictures.values():
        assert path.stat().st_size < 150_000
        assert Image.open(path).size == (1200, 900)


def test_the_practice_products_fill_a_shop_with_their_pictures(shop: Shop, listed: Sheet) -> None:
    pictures = {name: photos.prepare(FOLDER / "pictures" / name, shop.files) for name in ("naan.jpg", "honey.jpg")}
    darkroom.close_idle()
    actions.import_rows(shop, listed.rows, pictures=pictures)
    assert queries.count(shop) == 60
    assert sum(bool(product.thumb) for product in queries.listing(shop)) == 7
