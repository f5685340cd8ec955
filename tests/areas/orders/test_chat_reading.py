"""What people write in chats becomes right orders, and what is not certain says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.areas.orders.chat.addresses import split
from producer_app.areas.orders.chat.amounts import amounts
from producer_app.areas.orders.chat.people import PHONE, name_of, phone_of
from producer_app.areas.orders.chat.places import table
from producer_app.areas.orders.chat.reading import read
from producer_app.areas.orders.chat.values import ChatOrder, Wares

GOODS = [
    Wares(1, ("Rose petal jam, glass jar", "玫瑰花酱(玻璃瓶)", "گۈلقەنت"), "jar", 500),
    Wares(2, ("Rose petal jam, gift box of 2", "玫瑰花酱礼盒(2瓶)", "گۈلقەنت (سوۋغات قۇتىسى)"), "box", 500),
    Wares(3, ("Walnut kernels", "核桃仁", "ياڭاق مېغىزى"), "bag", 250),
    Wares(4, ("Thin-shelled walnuts", "纸皮核桃", "نېپىز پوستلۇق ياڭاق"), "sack", 2500),
    Wares(5, ("Hotan jujube, grade 1", "和田玉枣(一级)", "خوتەن چىلىنى"), "bag", 500),
    Wares(6, ("Hotan jujube, extra large", "和田玉枣(特级)", "چوڭ چىلان"), "bag", 1000),
    Wares(7, ("Fresh apricots", "鲜杏", "ئۆرۈك"), "kg", 0),
    Wares(8, ("Sesame oil naan, 5 pieces", "芝麻油馕(5个)", "نان"), "pack", 600),
]


def one(text: str) -> ChatOrder:
    """The only order of a text."""
    orders = read(text, GOODS).orders
    assert len(orders) == 1, orders
    return orders[0]


def goods(order: ChatOrder) -> list[tuple[int | None, str]]:
    """Products and how many of each."""
    return [(item.product_id, item.quantity.text() if item.quantity else "?") for item in order.items]


# ---------------------------------------------------------------- places
@pytest.mark.parametrize(("text", "region", "rest"), [
    ("新疆维吾尔自治区和田地区和田市幸福路12号", "新疆维吾尔自治区 和田地区 和田市", "幸福路12号"),
    ("新疆和田墨玉县喀拉喀什镇", "新疆维吾尔自治区 和田地区 墨玉县", "喀拉喀什镇"),
    ("新疆伊宁市上海城徐汇苑23号楼5单元401室", "新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市", "上海城徐汇苑23号楼5单元401室"),
    ("新疆博尔塔拉州温泉县呼和托哈种畜场 新荣超市", "新疆维吾尔自治区 博尔塔拉蒙古自治州 温泉县", "呼和托哈种畜场 新荣超市"),
    ("新疆维吾尔自治区伊犁哈萨克自治州塔城地区额敏县郊区乡1号", "新疆维吾尔自治区 塔城地区 额敏县", "郊区乡1号"),
    ("新疆阿克苏地区阿克苏市实验林场二队", "新疆维吾尔自治区 阿克苏地区 阿克苏市", "实验林场二队"),
    ("新疆兵团第三师图木舒克市51团12连", "新疆维吾尔自治区 图木舒克市", "兵团第三师51团12连"),
    ("新疆石河子市北四路12号", "新疆维吾尔自治区 石河子市", "北四路12号"),
    ("新疆 巴州 库尔勒市 人民东路", "新疆维吾尔自治区 巴音郭楞蒙古自治州 库尔勒市", "人民东路"),
    ("新疆库车县五一路3号", "新疆维吾尔自治区 阿克苏地区 库车市", "五一路3号"),
    ("北京北京市海淀区中关村1号", "北京市 海淀区", "中关村1号"),
    ("上海浦东新区张江路3号", "上海市 浦东新区", "张江路3号"),
    ("广西南宁市青秀区民族大道1号", "广西壮族自治区 南宁市 青秀区", "民族大道1号"),
    ("广东省东莞市虎门镇5号", "广东省 东莞市", "虎门镇5号"),
    ("内蒙古呼和浩特市赛罕区大学路", "内蒙古自治区 呼和浩特市 赛罕区", "大学路"),
])
def test_an_address_is_split_from_the_left_inside_its_province(text: str, region: str, rest: str) -> None:
    found = split(text)
    assert found is not None
    assert (found.region, found.rest.text) == (region, rest)


def test_what_was_worked_out_about_a_place_is_said() -> None:
    alone = split("墨玉县喀拉喀什镇幸福路12号")
    assert alone is not None
    assert alone.region == "新疆维吾尔自治区 和田地区 墨玉县"
    assert not alone.province.sure
    twins = split("朝阳区建国路88号")
    assert twins is not None
    assert twins.province.text == ""
    assert not twins.county.sure
    corps = split("新疆生产建设兵团第八师149团3连")
    assert corps is not None
    assert corps.county.text == "石河子市"
    assert not corps.county.sure


def test_every_county_of_the_table_is_found_again_behind_its_province_and_city() -> None:
    places = table()
    assert places.year >= 2024
    seen = 0
    for head, counties in places.counties.items():
        province = next(p for p in places.provinces if p.code[:2] == head)
        for county in counties:
            city = places.city_of(county)
            found = split(f"{province.name}{city.name if city else ''}{county.name}幸福路1号")
            assert found is not None
            assert (found.county.text, found.rest.text) == (county.name, "幸福路1号"), (province.name, county.name, found)
            seen += 1
    assert seen > 2_800


# ---------------------------------------------------------------- amounts, phones, names
@pytest.mark.parametrize(("text", "expected"), [
    ("半斤", (None, 250)), ("一斤半", (None, 750)), ("二两", (None, 100)), ("两斤三两", (None, 1150)), ("2公斤", (None, 2000)),
    ("1.5kg", (None, 1500)), ("500克", (None, 500)), ("两瓶", (2000, 0)), ("十二个", (12000, 0)), ("x3", (3000, 0)),
    ("＊４", (4000, 0)),
    ("+2", (2000, 0)), ("3 بوتۇلكا", (3000, 0)), ("2 كىلو", (None, 2000)), ("半箱", (500, 0)), ("一百零五袋", (105000, 0)),
])
def test_quantities_are_read_in_digits_and_in_words(text: str, expected: tuple[int | None, int]) -> None:
    import unicodedata

    found = list(amounts(unicodedata.normalize("NFKC", text)))
    assert [(a.milli, a.grams) for a in found] == [expected]


@pytest.mark.parametrize("text", ["39元", "35块钱", "13812341234", "12号楼", "3栋2单元"])
def test_prices_phones_and_house_numbers_are_no_quantities(text: str) -> None:
    assert not [a for a in amounts(text) if a.text == text]
    order = read(f"王小明 13812341234 新疆和田地区墨玉县幸福路{text}", GOODS).orders[0]
    assert order.items == ()


@pytest.mark.parametrize(("text", "phone"), [
    ("138 1234 1234", "13812341234"), ("+86 138-1234-1234", "13812341234"), ("13812341234转5678", "13812341234-5678"),
    ("13812341234-1234", "13812341234-1234"), ("0991-2812345", "0991-2812345"), ("13812341234", "13812341234")])
def test_phones_are_read_as_people_write_them(text: str, phone: str) -> None:
    found = PHONE.search(text)
    assert found is not None
    assert phone_of(found) == phone


@pytest.mark.parametrize("name", [
    "王小明", "古丽娜尔·阿不都热西提", "买买提·吐尔逊", "艾合买提", "阿依古丽", "李女士", "ئايگۈل تۇرسۇن", "Rosa Klein"])
def test_names_of_all_kinds_are_names(name: str) -> None:
    assert name_of(name) == (name, True)


@pytest.mark.parametrize("text", ["谢谢", "尽快发货", "我要两瓶", "13812341234", ""])
def test_other_words_are_no_names(text: str) -> None:
    assert name_of(text) is None


# ---------------------------------------------------------------- five messages
def test_a_message_in_one_line() -> None:
    order = one("王小明 13812341234 新疆维吾尔自治区和田地区和田市幸福路12号 玫瑰花酱2瓶")
    assert order.sure
    assert (order.name.text, order.phone.text) == ("王小明", "13812341234")
    assert order.address.region == "新疆维吾尔自治区 和田地区 和田市"
    assert goods(order) == [(1, "2")]
    assert order.note == ""


def test_a_filled_in_form() -> None:
    order = one("收件人：买买提·吐尔逊\n电话：13912345678\n地址：新疆喀什地区疏附县托克扎克镇3村2组12号\n"
                "商品：玫瑰花酱\n数量：5\n备注：送人的，包装好一点")
    assert (order.name.text, order.phone.text, order.note) == ("买买提·吐尔逊", "13912345678", "送人的,包装好一点")
    assert (order.address.region, order.address.rest.text) == ("新疆维吾尔自治区 喀什地区 疏附县", "托克扎克镇3村2组12号")
    assert goods(order) == [(1, "5")]


def test_a_message_of_whole_sentences() -> None:
    order = one("您好我想订两瓶玫瑰花酱和一袋核桃仁，地址是乌鲁木齐市天山区解放北路1号，帕提古丽收，电话是0991-2812345，尽快发货")
    assert (order.name.text, order.phone.text) == ("帕提古丽", "0991-2812345")
    assert order.address.region == "新疆维吾尔自治区 乌鲁木齐市 天山区"
    assert goods(order) == [(1, "2"), (3, "1")]
    assert order.note == "尽快发货"


def test_weights_in_words_become_kilograms_or_whole_packs() -> None:
    order = one("要一斤半鲜杏 核桃仁一斤 和田玉枣 特级 2袋\n新疆 乌鲁木齐市 沙依巴克区 友好北路 12号\n艾合买提 13899998888")
    assert goods(order) == [(7, "0.75"), (3, "2"), (6, "2")]
    assert [item.sure for item in order.items] == [True, False, True]
    assert "250" in order.items[1].why


def test_a_message_in_uyghur() -> None:
    order = one("ئايگۈل تۇرسۇن 13812341234 خوتەن شەھىرى قاراقاش ناھىيىسى بازار كوچىسى گۈلقەنت 2 بوتۇلكا")
    assert (order.name.text, order.phone.text) == ("ئايگۈل تۇرسۇن", "13812341234")
    assert goods(order) == [(1, "2")]
    assert "ناھىيىسى" in order.address.said
    assert not order.address.sure


def test_two_messages_pasted_at_once_are_two_orders() -> None:
    first, second = read("张三,13900001111,北京市朝阳区建国路88号,玫瑰花酱 1瓶\n\n"
                         "李四，13900002222，上海市浦东新区张江路3号，玫瑰花酱礼盒2盒 共118元",
                         GOODS).orders
    assert (first.name.text, goods(first)) == ("张三", [(1, "1")])
    assert (second.name.text, goods(second)) == ("李四", [(2, "2")])
    assert second.told is not None
    assert second.told.minor == 11_800


# ---------------------------------------------------------------- three relay lists
def test_a_relay_list_about_one_product() -> None:
    text = read("#接龙\n玫瑰花酱 39元一瓶，周五发货\n例：姓名+数量\n"
                "1. 阿依古丽 2瓶\n2. 小王 1\n3. 果果妈+3\n4. 张三 两瓶 13812341234", GOODS)
    assert text.kind == "relay"
    assert [(o.name.text, goods(o)) for o in text.orders] == [
        ("阿依古丽", [(1, "2")]), ("小王", [(1, "1")]), ("果果妈", [(1, "3")]), ("张三", [(1, "2")])]
    assert text.orders[3].phone.text == "13812341234"
    assert text.skipped == ("例:姓名+数量",)


def test_a_relay_list_of_many_products() -> None:
    text = read("今天团购\n1️⃣ 王姐 核桃仁2袋 玫瑰花酱1瓶\n2️⃣ 小李 和田玉枣(一级) 两袋 自提\n3️⃣ 刘哥 不要了", GOODS)
    assert [(o.name.text, goods(o), o.note) for o in text.orders] == [
        ("王姐", [(3, "2"), (1, "1")], ""), ("小李", [(5, "2")], "自提")]
    assert text.skipped == ("刘哥 不要了",)


def test_a_relay_list_with_letters_for_the_products() -> None:
    text = read("接龙\nA 玫瑰花酱 39元\nB 核桃仁 26.8元\n1、张三 A2 B1\n2、李四 B3", GOODS)
    assert [(o.name.text, goods(o)) for o in text.orders] == [("张三", [(1, "2"), (3, "1")]), ("李四", [(3, "3")])]


# ---------------------------------------------------------------- honesty
def test_a_word_that_was_settled_before_is_sure_from_then_on() -> None:
    unsure = one("玫瑰酱3瓶 张三 13812341234 北京市朝阳区建国路1号")
    assert not unsure.items[0].sure
    learned = [Wares(w.id, w.names, w.unit, w.pack_g, ("玫瑰酱",) if w.id == 1 else ()) for w in GOODS]
    again = read("玫瑰酱3瓶 张三 13812341234 北京市朝阳区建国路1号", learned).orders[0]
    assert goods(again) == [(1, "3")]
    assert again.items[0].sure


def test_an_unknown_product_is_asked_about_and_never_replaced() -> None:
    order = one("张三 13812341234 北京市朝阳区建国路1号 酸奶疙瘩3袋")
    assert goods(order) == [(None, "3")]
    assert not order.sure


@pytest.mark.parametrize("text", ["你好", "", "   \n\n", "谢谢老板", "👍👍"])
def test_talk_is_no_order(text: str) -> None:
    assert read(text, GOODS).orders == ()


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for order in read(text, GOODS).orders:
        assert all(item.quantity is None or item.quantity.milli > 0 for item in order.items)


def test_a_text_of_four_hundred_orders_is_read_whole() -> None:
    text = read("1. 阿依古丽 玫瑰花酱2瓶 新疆和田地区墨玉县幸福路12号 13812341234\n" * 400, GOODS)
    assert [goods(order) for order in text.orders] == [[(1, "2")]] * 400
