"""What a tag says beside the price: the days it holds, the price by weight, the content and the scripts as the rules want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas import posters, products
from producer_app.areas.posters import queries, sheets
from producer_app.areas.posters.kinds import label_face, parts
from producer_app.areas.products import price_actions
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.base.page import Page, Rect, Text
from producer_app.store.shop import Shop
from producer_app.ui import paper

TAGGED = ("price_tags", "stall_sign", "table_tent", "price_list")


def texts(pages: list[Page]) -> list[str]:
    return [item.text for page in pages for item in page.flat() if isinstance(item, Text) and item.text]


def sold(shop: Shop, unit: str = "jar", pack_g: int = 250, minor: int = 2000) -> int:
    names = {"zh": "玫瑰花酱", "ug": "ئەتىرگۈل مۇرابباسى"}
    return products.add(shop, products.ProductDraft(names, Money(minor), unit=unit, pack_g=pack_g))


@pytest.mark.parametrize("kind", TAGGED)
def test_a_price_for_some_days_is_printed_with_its_days(shop: Shop, qtbot: QtBot, kind: str) -> None:
    window_start.application()
    one, today = sold(shop), clock.today()
    assert not any("特价" in text for text in texts(posters.pages(shop, kind, [one])))
    first, last = today - timedelta(days=1), today + timedelta(days=5)
    price_actions.add_special(shop, one, products.Special("stall", Money(1680), first.isoformat(), last.isoformat()))
    price_actions.add_special(shop, one, products.Special("online", Money(1500), first.isoformat(), last.isoformat()))
    pages = posters.pages(shop, kind, [one])
    for page in pages:
        paper.check_fit(page)
    said = texts(pages)
    assert f"特价 {first:%m-%d} – {last:%m-%d}" in said
    assert any("16.80" in text for text in said)
    assert not any("20.00" in text or "15.00" in text for text in said)


def test_a_special_price_that_is_over_or_not_begun_is_not_printed(shop: Shop) -> None:
    one, today = sold(shop), clock.today()
    for first, last in ((-9, -1), (1, 9)):
        days = [(today + timedelta(days=by)).isoformat() for by in (first, last)]
        price_actions.add_special(shop, one, products.Special("stall", Money(1680), days[0], days[1]))
    said = texts(posters.pages(shop, "stall_sign", [one]))
    assert not any("特价" in text for text in said)
    assert any("20.00" in text for text in said)


@pytest.mark.parametrize(("unit", "pack_g", "said"), [
    ("jar", 250, "¥40.00 / 500 g"), ("jar", 500, ""), ("bag", 2500, "¥8.00 / kg"), ("kg", 0, "¥10.00 / 500 g"),
    ("jin", 0, "¥40.00 / kg"), ("piece", 230, ""), ("set", 900, ""), ("metre", 300, ""), ("jar", 0, "")])
@pytest.mark.parametrize("kind", TAGGED)
def test_the_price_by_weight_stands_where_buyers_compare_by_it(
        shop: Shop, kind: str, unit: str, pack_g: int, said: str) -> None:
    found = [text for text in texts(posters.pages(shop, kind, [sold(shop, unit, pack_g)])) if " / " in text]
    assert set(found) == ({said} if said else set())


@pytest.mark.parametrize(("pack_g", "least_mm"), [
    (40, 2.0), (50, 2.0), (51, 3.0), (200, 3.0), (201, 4.0), (1000, 4.0), (1001, 6.0), (12125, 6.0)])
@pytest.mark.parametrize("kind", TAGGED)
def test_the_net_content_is_as_tall_as_its_weight_asks(shop: Shop, qtbot: QtBot, kind: str, pack_g: int, least_mm: float) -> None:
    window_start.application()
    wanted = parts.weight(pack_g)
    items = [item for page in posters.pages(shop, kind, [sold(shop, "jar", pack_g)]) for item in page.flat()
             if isinstance(item, Text) and wanted in item.text and "/" not in item.text]
    assert items
    for item in items:
        assert paper.fitted(item) * parts.CAP_HEIGHT >= least_mm - 0.01


@pytest.mark.parametrize("kind", TAGGED)
def test_the_second_script_is_never_larger_than_the_chinese(shop: Shop, qtbot: QtBot, kind: str) -> None:
    window_start.application()
    one = products.add(shop, products.ProductDraft(
        {"zh": "新疆维吾尔自治区和田地区手工玫瑰花酱", "ug": "گۈل"}, Money(2000), unit="jar", pack_g=250))
    items = [item for page in posters.pages(shop, kind, [one]) for item in page.flat() if isinstance(item, Text)]
    first = [paper.fitted(item) for item in items if item.text.startswith("新疆")]
    second = [paper.fitted(item) for item in items if item.text == "گۈل"]
    assert first
    assert len(second) == len(first)
    assert all(small <= large + 1e-6 for small, large in zip(second, first, strict=True))


@pytest.mark.parametrize("name", sorted(sheets.SHEETS))
def test_days_and_weight_never_take_the_room_of_price_and_content(shop: Shop, qtbot: QtBot, name: str) -> None:
    window_start.application()
    one = sold(shop)
    card = queries.card(shop, products.get(shop, one), None)
    days = (clock.today().isoformat(), (clock.today() + timedelta(days=6)).isoformat())
    label = sheets.SHEETS[name].label(0)
    items = [item for item in label_face.face(replace(card, days=days), Rect(0, 0, label.width, label.height))
             if isinstance(item, Text)]
    for item in items:
        paper.fitted(item)
        assert item.box.bottom <= label.height + 0.01
    (price,) = [item for item in items if item.text == "¥20.00"]
    assert paper.fitted(price) >= 3.0
    assert any("250 g" in item.text and "/" not in item.text for item in items)
