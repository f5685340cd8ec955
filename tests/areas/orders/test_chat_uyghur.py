"""Addresses in Uyghur as buyers write them: read apart, in Chinese where the code is certain, amber where it is not."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.areas import products
from producer_app.areas.orders.chat import uyghur
from producer_app.areas.orders.chat.places import table
from producer_app.areas.orders.chat.reading import read
from producer_app.areas.orders.chat.uyghur_names import PLACES, PROVINCES
from producer_app.areas.orders.chat.values import Address, ChatOrder
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from tests.areas.orders.test_chat_reading import GOODS, goods
from tests.window_kit import click_tile, find, open_window, settle

XINJIANG = "新疆维吾尔自治区"


def one(text: str) -> ChatOrder:
    orders = read(text, GOODS).orders
    assert len(orders) == 1, orders
    return orders[0]


def region(place: Address) -> tuple[str, str, str]:
    return place.province.text, place.city.text, place.county.text


def sure(place: Address) -> tuple[bool, bool, bool]:
    return place.province.sure, place.city.sure, place.county.sure


WHOLE = [
    ("ئايگۈل تۇرسۇن 13812341234 خوتەن ۋىلايىتى قاراقاش ناھىيىسى قاراساي بازىرى ئالتۇنلۇق كەنتى 12-نومۇر گۈلقەنت 2 بوتۇلكا",
     (XINJIANG, "和田地区", "墨玉县"), ("قاراساي بازىرى", "ئالتۇنلۇق كەنتى", "12-نومۇر")),
    ("ئادرېس: شىنجاڭ ئۇيغۇر ئاپتونوم رايونى، قەشقەر ۋىلايىتى، يەكەن ناھىيىسى، گۈلباغ كوچىسى 5-نومۇر\nتېلېفون: 139 1234 5678\n"
     "گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "喀什地区", "莎车县"), ("", "", "گۈلباغ كوچىسى 5-نومۇر")),
    ("ياخشىمۇسىز، گۈلقەنت 3 بوتۇلكا\nئۈرۈمچى شەھىرى تەڭرىتاغ رايونى ئازادلىق يولى 88-نومۇر\n13812341234",
     (XINJIANG, "乌鲁木齐市", "天山区"), ("", "", "ئازادلىق يولى 88-نومۇر")),
    ("غۇلجا ناھىيىسى يېڭىتام يېزىسى تۆۋەن يېڭىتام كەنتى 3-مەھەللە، 13812341234، گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "伊犁哈萨克自治州", "伊宁县"), ("يېڭىتام يېزىسى", "تۆۋەن يېڭىتام كەنتى 3-مەھەللە", "")),
    ("غۇلجا شەھىرى ئىلى دەرياسى يولى 7-قورۇ 13812341234 گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "伊犁哈萨克自治州", "伊宁市"), ("", "", "ئىلى دەرياسى يولى 7-قورۇ")),
    ("ئىلى قازاق ئاپتونوم ئوبلاستى تارباغاتاي ۋىلايىتى دۆربىلجىن ناھىيىسى بازىرى ئامان كوچىسى 13812341234 گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "塔城地区", "额敏县"), ("بازىرى", "", "ئامان كوچىسى")),
    ("بۆرتالا موڭغۇل ئاپتونوم ئوبلاستى ئارىشاڭ ناھىيىسى دوستلۇق كوچىسى 1-نومۇر 13812341234 گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "博尔塔拉蒙古自治州", "温泉县"), ("", "", "دوستلۇق كوچىسى 1-نومۇر")),
    ("خوتەننىڭ لوپ ناھىيىسىنىڭ گۈلباغ كەنتىدە ئولتۇرىمەن، تېلېفون ١٣٨١٢٣٤١٢٣٤، گۈلقەنت 2 بوتۇلكا",
     (XINJIANG, "和田地区", "洛浦县"), ("", "گۈلباغ كەنتىدە", "ئولتۇرىمەن")),
    ("ئارال شەھىرى باغ كوچىسى 9-نومۇر ۱۳۸۱۲۳۴۱۲۳۴ گۈلقەنت 1 بوتۇلكا", (XINJIANG, "", "阿拉尔市"), ("", "", "باغ كوچىسى 9-نومۇر")),
]


@pytest.mark.parametrize(("text", "places", "small"), WHOLE)
def test_a_whole_address_stands_in_chinese_and_as_it_was_written(text: str, places: tuple[str, str, str],
                                                                  small: tuple[str, str, str]) -> None:
    order = one(text)
    place = order.address
    assert region(place) == places
    assert sure(place) == (True, True, True)
    assert (place.town, place.village, place.street) == small
    assert place.said
    assert place.said in unicodedata.normalize("NFKC", text), "every word as it was written"
    assert order.phone.text in ("13812341234", "13912345678")
    assert [what for what, _many in goods(order)] == [1]


PARTIAL = [
    # The prefecture by the name of its city: people say so.
    ("خوتەن شەھىرى قاراقاش ناھىيىسى بازار كوچىسى 13812341234 گۈلقەنت 1 بوتۇلكا", (XINJIANG, "和田地区", "墨玉县"),
     (True, False, True)),
    # A county that has become a city.
    ("ئاقسۇ ۋىلايىتى كۇچار ناھىيىسى دۆڭ كوچىسى 13812341234 گۈلقەنت 1 بوتۇلكا", (XINJIANG, "阿克苏地区", "库车市"),
     (True, True, False)),
    # Two places of one name, and nothing says which.
    ("شىنجاڭ قورغاس باغ كوچىسى 3-نومۇر 13812341234 گۈلقەنت 1 بوتۇلكا", (XINJIANG, "", "قورغاس"), (True, True, False)),
    # A county of another prefecture: neither is believed, and both stay as they were written.
    ("قەشقەر ۋىلايىتى قاراقاش ناھىيىسى بازار كوچىسى 13812341234 گۈلقەنت 1 بوتۇلكا",
     (XINJIANG, "قەشقەر ۋىلايىتى", "قاراقاش ناھىيىسى"), (True, False, False)),
    # A county nobody knows.
    ("خوتەن ۋىلايىتى قاراقاچ ناھىيىسى بازار كوچىسى 13812341234 گۈلقەنت 1 بوتۇلكا", (XINJIANG, "和田地区", "قاراقاچ ناھىيىسى"),
     (True, True, False)),
    ("قەشقەر ۋىلايىتى 13812341234 گۈلقەنت 1 بوتۇلكا", (XINJIANG, "喀什地区", ""), (True, True, False)),
    # Of other provinces only the name is known.
    ("گۇاڭدۇڭ ئۆلكىسى گۇاڭجۇ شەھىرى باييۈن رايونى 5-يول 13812341234 گۈلقەنت 1 بوتۇلكا", ("广东省", "", ""), (True, True, False)),
    ("بېيجىڭ شەھىرى چاۋياڭ رايونى 13812341234 گۈلقەنت 1 بوتۇلكا", ("北京市", "北京市", ""), (True, True, False)),
]


@pytest.mark.parametrize(("text", "places", "how"), PARTIAL)
def test_what_is_uncertain_stays_amber_and_says_why(text: str, places: tuple[str, str, str], how: tuple[bool, bool, bool]) -> None:
    place = one(text).address
    assert region(place) == places
    assert sure(place) == how
    assert any(part.why for part in (place.province, place.city, place.county))


def test_an_address_without_a_street_asks_for_it() -> None:
    place = one("خوتەن ۋىلايىتى قاراقاش ناھىيىسى 13812341234 گۈلقەنت 1 بوتۇلكا").address
    assert sure(place) == (True, True, True)
    assert (place.rest.text, place.rest.sure) == ("", False)


@pytest.mark.parametrize("text", [
    "Aygül Tursun 13812341234 Xoten wilayiti Qaraqash nahiyisi bazar kochisi, rose petal jam 1 jar",
    "ئايگۈل 13812341234 چىمەنباغ كوچىسى 4-نومۇر گۈلقەنت 1 بوتۇلكا",
])
def test_what_names_no_known_place_is_kept_whole_and_amber(text: str) -> None:
    order = one(text)
    assert order.address.region == ""
    assert not order.address.rest.sure
    assert "koch" in order.address.rest.text or "كوچىسى" in order.address.rest.text
    assert order.phone.text == "13812341234"


def test_other_keyboards_and_stretched_letters_make_no_difference() -> None:
    plain = "خوتەن ۋىلايىتى قاراقاش ناھىيىسى"
    for other in (plain.replace("ى", "ي").replace("ك", "ک"), plain.replace("ى", "ی"), plain.replace("ھ", "ه"),
                  plain.replace("قارا", "قـــارا"), plain.replace("ت", "ت\u200c"),
                  "ﺧﻮﺗﻪﻥ ۋىلايىتى قاراقاش ناھىيىسى"):
        found = uyghur.split(other)
        assert found is not None, other
        assert region(found.address) == (XINJIANG, "和田地区", "墨玉县"), other
    assert uyghur.split(plain.replace("قاراقاش", "قېراقاش")) is not None
    assert uyghur.key("خوتەن") != uyghur.key("خوتېن"), "two vowels are two letters"


def test_a_town_of_the_countys_name_and_a_road_of_a_citys_are_neither() -> None:
    found = uyghur.split("قاراقاش ناھىيىسى قاراقاش بازىرى ئۈرۈمچى يولى 4-نومۇر")
    assert found is not None
    assert region(found.address) == (XINJIANG, "和田地区", "墨玉县")
    assert (found.address.town, found.address.street) == ("قاراقاش بازىرى", "ئۈرۈمچى يولى 4-نومۇر")


def test_every_name_belongs_to_a_place_of_the_table_and_names_with_rank_are_one_place() -> None:
    known = {place.code for place in (*table().provinces, *table().cities["65"], *table().counties["65"])}
    assert set(PLACES) | set(PROVINCES) <= known
    assert len([code for code in PLACES if code.endswith("00")]) == 14
    left_out = {place.code for place in table().counties["65"]} - set(PLACES)
    assert left_out == {"653228", "653229", "659010", "659011", "659012"}
    words = {"市": "شەھىرى", "县": "ناھىيىسى", "区": "رايونى"}
    for place in table().counties["65"]:
        for name in PLACES.get(place.code, ()):
            found = uyghur.split(f"{name} {words[place.name[-1]]} گۈل كوچىسى 1-نومۇر")
            assert found is not None, name
            assert found.address.county.text == place.name, name
            assert found.address.county.sure, name


def test_the_card_shows_the_chinese_place_and_keeps_the_words(qtbot: QtBot, shop: Shop) -> None:
    products.add(shop, products.ProductDraft({"ug": "گۈلقەنت"}, Money(3_900), "jar", 500))
    window = open_window(shop, language="ug")
    qtbot.addWidget(window)
    click_tile(window, "orders")
    page = window.pages["orders"]
    assert isinstance(page, OrdersPage)
    page.from_chat(WHOLE[0][0])
    settle()
    fields = {name: find(window, f"field_{name}") for name in ("region", "address")}
    texts = {name: field.text() for name, field in fields.items() if isinstance(field, QLineEdit)}
    assert texts["region"] == "新疆维吾尔自治区 和田地区 墨玉县"
    assert texts["address"] == "خوتەن ۋىلايىتى قاراقاش ناھىيىسى قاراساي بازىرى ئالتۇنلۇق كەنتى 12-نومۇر"
    apart = find(window, "chatReadApart")
    assert isinstance(apart, QLabel)
    assert "قاراساي بازىرى" in apart.text()
    window.close()
