"""Sizes, prices for some days, their history and where the yuan go, as a person works them: with clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from producer_app.areas import products
from producer_app.areas.posters import queries as posters_queries
from producer_app.areas.products import actions, price_actions, queries
from producer_app.areas.products.cost_queries import cost_sheet
from producer_app.areas.products.rows import ProductDraft, Special
from producer_app.areas.products.screen.page import ProductsPage
from producer_app.areas.products.screen.shelf import per_text
from producer_app.areas.products.screen.yuan import YuanBar
from producer_app.base import clock
from producer_app.base.i18n import bare
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, click_row, find, open_window, settle


@pytest.fixture(autouse=True)
def nobody_yet() -> Iterator[None]:
    """The name of the person at this computer does not travel from test to test."""
    yield
    QSettings("producer-app", "producer-app").remove("person")


@pytest.fixture
def window(shop: Shop, qtbot: QtBot) -> Iterator[Window]:
    del qtbot
    actions.add(shop, ProductDraft({"en": "Rose jam", "ug": "گۈلقەنت"}, Money(3800), "jar", 500, category="jam"))
    opened = open_window(shop)
    opened.go("products")
    settle()
    yield opened
    opened.close()


def page_of(window: Window) -> ProductsPage:
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    return page


def write(window: QWidget, name: str, text: str) -> None:
    line = find(window, name)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def text_of(window: QWidget, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return bare(label.text())


def the_jam(shop: Shop) -> int:
    return queries.listing(shop)[-1].id


# ---------------------------------------------------------------- sizes
def test_another_size_is_one_press_its_grams_and_its_price(window: Window, shop: Shop) -> None:
    jam = the_jam(shop)
    click_row(window, "products", 0)
    click(window, "anotherSize")
    QTest.keyClicks(window.focusWidget(), "250")
    write(window, "field_price", "22")
    click(window, "save")
    small, large = queries.sizes(shop, queries.get(shop, jam))
    assert (small.names, small.pack_g, small.price, small.category) == (large.names, 250, Money(2200), "jam")
    click_row(window, "products", 0)
    click(window, f"size_of_{large.id}")
    assert "500 g" in text_of(window, "editorTitle")
    click(window, f"size_of_{small.id}")
    assert "250 g" in text_of(window, "editorTitle")


def test_going_to_another_size_keeps_what_was_typed(window: Window, shop: Shop) -> None:
    jam = the_jam(shop)
    small = actions.add(shop, ProductDraft({"en": "Rose jam"}, Money(2200), "jar", 250), size_of=jam)
    settle()
    click_row(window, "products", 1)
    write(window, "field_price", "39")
    click(window, f"size_of_{small}")
    assert queries.get(shop, jam).price == Money(3900)
    write(window, "field_price", "dear")
    click(window, f"size_of_{jam}")
    assert "250 g" in text_of(window, "editorTitle")


# ---------------------------------------------------------------- by weight, endings
def test_the_price_by_weight_stands_in_the_form_and_on_the_shelf(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    write(window, "field_pack_g", "450")
    told = text_of(window, "perWeight")
    assert "42.22" in told
    assert "84.44" in told
    click(window, "save")
    assert "42.22" in per_text(queries.listing(shop)[0])


def test_an_ending_is_offered_and_taken_with_one_press(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "ending_3880")
    click(window, "save")
    assert queries.get(shop, the_jam(shop)).price == Money(3880)


# ---------------------------------------------------------------- other prices and days
def test_a_live_price_is_typed_and_the_empty_ones_stay_the_stalls(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "otherPrices")
    write(window, "field_live", "33")
    click(window, "save")
    jam = the_jam(shop)
    assert {kind: products.price_today(shop, jam, kind=kind).minor for kind in ("live", "online")} == {"live": 3300, "online": 3800}


def test_a_price_for_three_days_is_set_with_two_presses_and_a_number(window: Window, shop: Shop) -> None:
    jam = the_jam(shop)
    click_row(window, "products", 0)
    click(window, "otherPrices")
    write(window, "field_special_price", "33")
    click(window, "span_3")
    click(window, "addSpecial")
    today = clock.today()
    assert products.price_today(shop, jam) == Money(3300)
    assert products.price_today(shop, jam, day=today + timedelta(days=3)) == Money(3800)
    click(window, "back")
    assert queries.listing(shop)[0].special_until == (today + timedelta(days=2)).isoformat()


def test_two_prices_for_one_day_are_refused_in_words(window: Window, shop: Shop) -> None:
    today = clock.today().isoformat()
    jam = the_jam(shop)
    price_actions.add_special(shop, jam, Special("stall", Money(3300), today, today))
    click_row(window, "products", 0)
    click(window, "otherPrices")
    write(window, "field_special_price", "30")
    click(window, "addSpecial")
    said = [w.text() for w in window.findChildren(QLabel) if w.isVisible() and w.property("role") == "error"]
    assert any("already" in text and "33.00" in text for text in said)
    assert products.price_today(shop, jam) == Money(3300)


def test_taking_a_special_price_away_can_be_undone(window: Window, shop: Shop) -> None:
    today = clock.today().isoformat()
    jam = the_jam(shop)
    special = price_actions.add_special(shop, jam, Special("stall", Money(3300), today, today))
    click_row(window, "products", 0)
    click(window, "otherPrices")
    click(window, f"endSpecial_{special}")
    assert products.price_today(shop, jam) == Money(3800)
    click(window, "toastUndo")
    assert products.price_today(shop, jam) == Money(3300)


# ---------------------------------------------------------------- history
def test_the_history_names_the_person_at_this_computer_and_takes_one_change_back(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "history")
    write(window, "person", "Gulnar")
    write(window, "field_price", "42")
    click(window, "save")
    click_row(window, "products", 0)
    click(window, "history")
    jam = the_jam(shop)
    assert queries.price_history(shop, jam)[0].who == "Gulnar"
    click(window, "takeBack_0")
    assert queries.get(shop, jam).price == Money(3800)
    line = find(window, "field_price")
    assert isinstance(line, QLineEdit)
    assert line.text() == "38.00"
    assert [c.who for c in queries.price_history(shop, jam)] == ["Gulnar", "Gulnar", ""]


# ---------------------------------------------------------------- where the yuan go
def test_a_recipe_is_written_reckoned_while_typing_and_saved(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "workOut")
    write(window, "field_0_name", "Petals")
    write(window, "field_0_amount", "5")
    write(window, "field_0_price", "12")
    write(window, "field_made", "20")
    write(window, "field_minutes", "240")
    write(window, "field_wage", "20")
    write(window, "field_jar", "2.50")
    write(window, "field_coop_bp", "8")
    settle()
    # 60.00 and 80.00 for 20 jars, and the jar itself.
    assert "9.50" in text_of(window, "costOfOne")
    assert "25.46" in text_of(window, "left_stall")
    bar = find(window, "yuan_stall")
    assert isinstance(bar, YuanBar)
    assert sum(bar.widths()) == pytest.approx(bar.width())
    click(window, "saveCosts")
    jam = the_jam(shop)
    assert queries.get(shop, jam).cost == Money(950)
    kept = cost_sheet(shop, jam)
    assert kept is not None
    assert (kept.coop_bp, kept.made) == (800, 20)
    assert "25.46" in text_of(window, "left")


def test_a_recipe_that_is_half_written_survives_a_change_of_language(window: Window) -> None:
    click_row(window, "products", 0)
    click(window, "workOut")
    write(window, "field_0_name", "Petals")
    write(window, "field_jar", "2.50")
    click(window, "language_zh")
    for name, text in (("field_0_name", "Petals"), ("field_jar", "2.50")):
        line = find(window, name)
        assert isinstance(line, QLineEdit)
        assert line.text() == text


def test_an_amount_that_is_none_is_told_at_its_field(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "workOut")
    write(window, "field_jar", "dear")
    click(window, "saveCosts")
    assert find(window, "field_jar").property("wrong") == "yes"
    assert cost_sheet(shop, the_jam(shop)) is None


def test_a_price_below_cost_is_stopped_until_a_reason_is_pressed(window: Window, shop: Shop) -> None:
    jam = the_jam(shop)
    actions.set_price(shop, jam, Money(1000), kind="cost")
    click_row(window, "products", 0)
    write(window, "field_price", "8")
    click(window, "save")
    assert "2.00 less than it costs you" in text_of(window, "guardWords")
    assert queries.get(shop, jam).price == Money(3800)
    click(window, "below_spoils")
    assert queries.get(shop, jam).price == Money(800)
    assert queries.price_history(shop, jam)[0].reason == "It must go before it spoils"


def test_leaving_a_form_with_a_price_below_cost_stays_and_asks(window: Window, shop: Shop) -> None:
    jam = the_jam(shop)
    actions.set_price(shop, jam, Money(1000), kind="cost")
    click_row(window, "products", 0)
    write(window, "field_price", "8")
    click(window, "back")
    assert find(window, "guard").isVisible()
    write(window, "field_price", "12")
    click(window, "save")
    assert queries.get(shop, jam).price == Money(1200)


def test_the_bar_of_a_loss_says_so(window: Window, shop: Shop) -> None:
    actions.set_price(shop, the_jam(shop), Money(1000), kind="cost")
    click_row(window, "products", 0)
    write(window, "field_price", "8")
    assert "2.00 less than it costs you" in text_of(window, "left")
    assert "2.00 less than it costs you" in bare(find(window, "marginBar").accessibleName())


def test_short_texts_stand_side_by_side_in_three_languages(window: Window, shop: Shop) -> None:
    click_row(window, "products", 0)
    click(window, "more")
    for code in ("en", "zh", "ug"):
        area = find(window, f"field_text_{code}")
        area.setFocus()
        QTest.keyClicks(area, f"Petals {code}")
    click(window, "save")
    assert queries.get(shop, the_jam(shop)).texts == {code: f"Petals {code}" for code in ("en", "zh", "ug")}


# ---------------------------------------------------------------- where the price in force is asked
def test_till_and_tags_ask_the_price_of_today(window: Window, shop: Shop) -> None:
    today = clock.today().isoformat()
    jam = the_jam(shop)
    price_actions.add_special(shop, jam, Special("stall", Money(3300), today, today))
    window.go("till")
    settle()
    click_row(window, "things", 0)
    assert "33.00" in text_of(window, "total")
    assert posters_queries.card(shop, products.get(shop, jam), None).price == Money(3300)
