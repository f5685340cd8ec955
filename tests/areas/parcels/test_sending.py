"""Numbers go to their orders, what no courier may carry stays, courier's files hold only whole addresses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from producer_app.areas import orders, parcels, products
from producer_app.areas.parcels import actions, numbers, queries, saying, waybills
from producer_app.areas.parcels.rows import GiveBack, Sender, WaybillTemplate
from producer_app.base import clock
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop


def sold(shop: Shop, title: str = "玫瑰花酱", *, recipient: str = "王小明", phone: str = "13812341234",
         region: str = "广东省 广州市 天河区", address: str = "体育西路1号", note: str = "") -> orders.Order:
    """An order that waits to be packed."""
    line = orders.LineDraft("", title, quantity=Quantity.of(2), unit_price=Money(3800))
    return orders.sell(shop, [line], paid_by="code", recipient=recipient, phone=phone, region=region, address=address, note=note)


def test_a_number_goes_to_its_order_and_the_order_is_sent(shop: Shop) -> None:
    order = sold(shop)
    assert parcels.send(shop, order.id, " sf1234567890123 ") == "顺丰速运"
    assert orders.get(shop, order.id).state == "shipped"
    assert list(orders.parcels(shop, order.id)) == [orders.Parcel("顺丰速运", "SF1234567890123")]
    orders.name_carrier(shop, order.id, "SF1234567890123", "圆通速递")
    assert orders.parcels(shop, order.id)[0].carrier == "圆通速递"
    shop.undo()
    shop.undo()
    assert (orders.get(shop, order.id).state, orders.parcels(shop, order.id)) == ("to_ship", [])


def test_an_order_is_found_by_its_number_its_end_and_its_parcel(shop: Shop) -> None:
    order, other = sold(shop), sold(shop)
    assert [one.id for one in queries.find(shop, order.number.lower())] == [order.id]
    assert [one.id for one in queries.find(shop, other.number[-4:])] == [other.id]
    parcels.send(shop, other.id, "YT1234567890123")
    assert [one.id for one in queries.find(shop, "yt1234567890123")] == [other.id]
    assert queries.find(shop, "YT999") == []


def test_a_knife_is_asked_about_and_then_stopped(shop: Shop) -> None:
    knife = sold(shop, "英吉沙小刀")
    with pytest.raises(ShopError, match="May a courier carry"):
        parcels.send(shop, knife.id, "SF1234567890123")
    asked = queries.doubtful(shop, [knife.id])[knife.id][0]
    actions.answer_carriage(shop, asked.key, forbidden=True)
    with pytest.raises(ShopError, match="No courier may carry “\u2066英吉沙小刀"):
        parcels.send(shop, knife.id, "SF1234567890123")
    assert waybills.gathered(shop, [knife.id])[1][0].reason == f"No courier may carry “{isolate('英吉沙小刀')}”."
    actions.answer_carriage(shop, asked.key, forbidden=False)
    parcels.send(shop, knife.id, "SF1234567890123")


@pytest.mark.parametrize("name", [{"ug": "يېڭىسار پىچىقى پىچاق"}, {"en": "Yengisar knife"}, {"zh": "英吉沙小刀"}])
def test_a_knife_is_known_by_the_product_in_each_language(shop: Shop, name: dict[str, str]) -> None:
    product = products.add(shop, products.ProductDraft(name, Money(9000)))
    order = orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(1), product_id=product)], paid_by="cash")
    assert [one.key for one in queries.doubtful(shop, [order.id])[order.id]] == [f"#{product}"]


def test_only_whole_addresses_go_to_the_courier(shop: Shop) -> None:
    good = sold(shop)
    faults = [sold(shop, phone="123"), sold(shop, address=""), sold(shop, recipient=""), sold(shop, region="", address="幸福路"),
              sold(shop, recipient="王*", phone="138****1234")]
    ready, held = waybills.gathered(shop, [good.id, *(order.id for order in faults)])
    assert [one.number for one in ready] == [good.number]
    assert [one.reason for one in held] == [
        "The phone number is missing or wrong.", "The street is missing.", "The name is missing.", "The province is missing.",
        "The platform hides the buyer."]


def test_a_country_before_the_province_does_no_harm(shop: Shop) -> None:
    order = sold(shop, region="CN 新疆维吾尔自治区 和田地区", address="墨玉县 幸福路12号")
    assert queries.place_of(order) == ("新疆维吾尔自治区", "和田地区", "墨玉县")
    assert waybills.missing(order, queries.split(order)) == ""


def test_the_file_for_sf_holds_its_columns_and_whole_numbers_as_text(shop: Shop, tmp_path: Path) -> None:
    order = sold(shop, "=HYPERLINK(1)", note="-1 +cmd", phone="+8613812341234")
    ready, _held = waybills.gathered(shop, [order.id])
    rows = waybills.sf_rows(ready)
    assert rows[0] == list(waybills.SF_COLUMNS)
    path = tmp_path / "sf.xlsx"
    waybills.write(rows, path)
    from python_calamine import CalamineWorkbook

    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    row = dict(zip(read[0], read[1], strict=True))
    assert (row["手机号码"], row["用户订单号"]) == ("13812341234", order.number)
    assert row["收件详细地址"] == "广东省广州市天河区体育西路1号"
    waybills.write(rows, tmp_path / "sf.csv")
    text = (tmp_path / "sf.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    cells = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))[1]
    assert "\t13812341234" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_order_with_its_number_does_not_go_to_the_courier_twice(shop: Shop) -> None:
    order = sold(shop)
    orders.add_parcel(shop, order.id, orders.Parcel("", "SF1234567890123"))
    assert [one.reason for one in waybills.gathered(shop, [order.id])[1]] == ["It has a parcel number already."]


def test_the_longest_waiting_stand_first_however_many_there_are(shop: Shop) -> None:
    made = [sold(shop) for _one in range(4)]
    assert [order.id for order in queries.waiting(shop, "pack", limit=3)] == [order.id for order in made[:3]]


def test_an_own_template_keeps_its_columns(shop: Shop) -> None:
    shop.save(WaybillTemplate((("address", "地址"), ("number", "单号"), ("sender", "寄"))), "Columns")
    ready, _held = waybills.gathered(shop, [sold(shop).id])
    rows = waybills.own_rows(ready, shop.load(WaybillTemplate), Sender("古丽娜尔"))
    assert rows == [["地址", "单号", "寄"], ["广东省广州市天河区体育西路1号", ready[0].number, "古丽娜尔"]]


def test_a_file_without_a_whole_order_is_not_written(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(ShopError):
        waybills.write(waybills.sf_rows([]), tmp_path / "sf.csv")
    assert list(tmp_path.glob("*sf*")) == []


def test_a_file_of_numbers_goes_to_its_orders_once(shop: Shop, tmp_path: Path) -> None:
    one, two = sold(shop), sold(shop)
    path = tmp_path / "back.csv"
    path.write_bytes((f"快递公司,运单号,订单编号\n圆通速递,\tYT1234567890123,{one.number}\n,SF1234567890123,\t{two.number}\n"
                      "中通快递,73123456789012,H9999\n韵达,4.6E+14,H0001\n").encode("gb18030"))
    found = numbers.read(shop, path)
    assert [(f.order_id, f.tracking, f.carrier, f.moves) for f in found.found] == [
        (one.id, "YT1234567890123", "圆通速递", True), (two.id, "SF1234567890123", "顺丰速运", True)]
    assert [(row, what) for row, what, _why in found.refused] == [(4, "H9999"), (5, "H0001")]
    assert actions.send_many(shop, found.found) == 2
    assert {orders.get(shop, order.id).state for order in (one, two)} == {"shipped"}
    again = numbers.read(shop, path)
    assert (again.found, again.same) == ((), 2)
    shop.undo()
    assert {orders.get(shop, order.id).state for order in (one, two)} == {"to_ship"}


def test_a_workbook_of_numbers_is_read(shop: Shop, tmp_path: Path) -> None:
    order = sold(shop)
    path = tmp_path / "back.xlsx"
    path.write_bytes(waybills.as_xlsx([["Order number", "Tracking number"], [order.number, "JT1234567890123"]]))
    assert [(f.tracking, f.carrier) for f in numbers.read(shop, path).found] == [("JT1234567890123", "极兔速递")]


def test_a_file_of_something_else_says_what_is_missing(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "else.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="has no columns for the order and the parcel number"):
        numbers.read(shop, path)


def test_the_ready_message_speaks_the_buyers_language(shop: Shop) -> None:
    order = sold(shop)
    parcels.send(shop, order.id, "SF1234567890123")
    text = saying.message(order, orders.parcels(shop, order.id), None)
    assert "SF1234567890123" in text
    assert "顺丰速运" in text
    assert "您" in text
    uyghur = sold(shop, recipient="ئايگۈل")
    assert orders.language_of(uyghur) == "ug"
    assert orders.language_of(sold(shop, recipient="Rosa", address="Hauptstr. 1", region="DE")) == "en"


def test_a_pause_says_so_in_what_buyers_read_and_ends(shop: Shop) -> None:
    today = clock.today().isoformat()
    parcels.begin_pause(shop, today, "2999-12-31", reason="heat")
    pause = parcels.pause_now(shop)
    assert pause is not None
    assert "2999-12-31" in saying.message(sold(shop), [], pause, language="en")
    actions.end_pause(shop, pause.id)
    assert parcels.pause_now(shop) is None
    with pytest.raises(ShopError):
        parcels.begin_pause(shop, "2026-02-02", "2026-02-01", reason="snow")


def test_a_breakage_is_kept_with_who_bears_it(shop: Shop) -> None:
    order = sold(shop)
    made = parcels.file_breakage(shop, order.id, Money(3800), bearer="open", note="盖子碎了", tracking="SF1234567890123")
    actions.settle_breakage(shop, made.id, "courier")
    kept = parcels.breakages(shop)[0]
    assert (kept.number, kept.amount, kept.bearer, kept.note) == (order.number, Money(3800), "courier", "盖子碎了")
    with pytest.raises(ShopError):
        parcels.file_breakage(shop, order.id, Money(999_999), bearer="us")


def test_money_of_what_broke_goes_back_as_a_return(shop: Shop) -> None:
    order = sold(shop)
    parcels.send(shop, order.id, "SF1234567890123")
    made = parcels.file_breakage(shop, order.id, Money(1), bearer="us", back=GiveBack(0, Quantity.of(1), "transfer"))
    assert (made.amount, made.back_to_buyer) == (Money(3800), True)
    assert orders.left_of(shop, order.id)[0].quantity == Quantity.of(1)
    with pytest.raises(ShopError):
        parcels.file_breakage(shop, order.id, Money(1), bearer="us", back=GiveBack(0, Quantity.of(2), "transfer"))
    shop.undo()
    assert (parcels.breakages(shop), orders.left_of(shop, order.id)[0].quantity) == ([], Quantity.of(2))


def test_a_picture_of_what_broke_is_kept(shop: Shop, tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "broken.jpg")
    made = parcels.file_breakage(shop, sold(shop).id, Money(100), bearer="us", pictures=[tmp_path / "broken.jpg"])
    assert [shop.files.path(name).is_file() for name in made.pictures] == [True]


def test_the_run_tells_what_to_fetch_from_which_house(shop: Shop) -> None:
    jam = products.add(shop, products.ProductDraft({"zh": "玫瑰花酱"}, Money(3800)))
    actions.set_house(shop, [jam], "古丽娜尔家")
    found = [orders.sell(shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=jam)], paid_by="cash")
             for many in (2, 3)] + [sold(shop, "核桃")]
    assert [(row.house, row.goods, row.count, row.orders) for row in queries.run(shop, found)] == [
        ("古丽娜尔家", "玫瑰花酱", "5", 2), ("", "核桃", "2", 1)]
