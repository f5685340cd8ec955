"""``parcels waiting|courier|numbers|labels`` as the command line gives them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from producer_app.app import main
from producer_app.app.joiner import open_shop
from producer_app.areas import orders, parcels
from producer_app.areas.parcels.rows import Sender, WaybillTemplate
from producer_app.base import clock
from tests.areas.parcels.test_sending import sold

Call = Callable[..., tuple[int, list[Any], str]]


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """A command on a shop of three orders: one whole, one without a street, one packed."""
    with open_shop(folder, create=True) as shop:
        sold(shop)
        sold(shop, recipient="古丽娜尔·阿不都", region="新疆 和田地区 墨玉县", address="")
        packed = sold(shop, recipient="李雷")
        orders.move_on(shop, packed.id)

    def run(*words: object) -> tuple[int, list[Any], str]:
        status = main([*(str(word) for word in words), "--shop", str(folder)])
        said = capsys.readouterr()
        lines = said.out.splitlines()
        return status, [json.loads(line) if line.startswith("{") else line for line in lines], said.err

    return run


def numbers_of(call: Call) -> list[str]:
    return [one["number"] for one in call("parcels", "waiting", "--json")[1]]


def test_what_waits_is_listed_with_what_it_lacks_and_buyers_masked(call: Call, folder: Path) -> None:
    status, found, _words = call("parcels", "waiting", "--json")
    assert status == 0
    assert [(one["lane"], one["recipient"], one["lacks"]) for one in found] == [
        ("pack", "王*", ""), ("pack", "古丽***", "The street is missing."), ("send", "李*", "")]
    assert found[0]["goods"].replace("\xa0", " ").startswith("玫瑰花酱")
    _status, packed, _words = call("parcels", "waiting", "--lane", "send", "--show-buyers")
    assert [line.split("\t")[1:3] for line in packed] == [["send", "李雷"]]
    with open_shop(folder) as shop:
        today = clock.today().isoformat()
        parcels.begin_pause(shop, today, today, reason="snow")
    assert f"Nothing is sent until {today}: Snow on the roads" in call("parcels", "waiting")[2]


def test_the_couriers_file_holds_the_whole_orders_and_says_what_the_others_lack(call: Call, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "sf.xlsx"
    status, found, words = call("parcels", "courier", "--out", out)
    assert (status, found) == (0, ["2 orders stand in sf.xlsx."])
    assert "The street is missing." in words
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[1:]] == ["王小明", "李雷"]
    with open_shop(folder) as shop:
        shop.save(WaybillTemplate((("number", "单号"), ("sender", "寄件人"))), "Columns")
        shop.save(Sender("玫瑰之家"), "Sender")
    own = tmp_path / "own.csv"
    status, found, _words = call("parcels", "courier", "--own", "--out", own, "--json")
    assert (found[0]["orders"], [one["reason"] for one in found[0]["held"]]) == (2, ["The street is missing."])
    assert own.read_text("utf-8-sig").splitlines() == ["单号,寄件人", *(f"{number},玫瑰之家" for number in found[0]["numbers"])]
    assert call("parcels", "courier", "--out", tmp_path / "no" / "where.csv")[0] == 1


def test_numbers_are_tried_refused_as_a_whole_then_written_once(call: Call, folder: Path, tmp_path: Path) -> None:
    first, _second, packed = numbers_of(call)
    path = tmp_path / "back.csv"
    path.write_text(f"订单号,运单号\n{first},SF1234567890123\n{packed},YT1234567890123\nH9999,SF1\n", "utf-8")

    status, found, _words = call("parcels", "numbers", path, "--trial", "--json")
    assert (status, found[0]["new"], found[0]["written"]) == (0, 2, 0)
    assert [(one["row"], one["reason"]) for one in found[0]["refused"]] == [(4, "There is no order with this number.")]
    status, found, words = call("parcels", "numbers", path)
    assert (status, "Nothing was written: 1 row was refused." in words) == (1, True)
    assert len(numbers_of(call)) == 3

    status, found, _words = call("parcels", "numbers", path, "--take-good")
    assert (status, found) == (0, ["back.csv: 2 new, 0 known, 2 written, 1 refused."])
    with open_shop(folder) as shop:
        sent = orders.board(shop, lane="sent")
        assert {(one.number, orders.parcels(shop, one.id)[0].carrier) for one in sent} == {
            (first, "顺丰速运"), (packed, "圆通速递")}
    assert call("parcels", "numbers", path, "--take-good")[1] == ["back.csv: 0 new, 2 known, 0 written, 1 refused."]


def test_labels_of_what_is_on_its_way_are_read_back(call: Call, folder: Path, tmp_path: Path, qtbot: Any) -> None:
    first, _second, packed = numbers_of(call)
    out = tmp_path / "labels.pdf"
    assert call("parcels", "labels", "--out", out)[0] == 1
    assert not out.exists()
    with open_shop(folder) as shop:
        for number, tracking in ((first, "SF1234567890123"), (packed, "YT1234567890123")):
            parcels.send(shop, next(one.id for one in orders.board(shop) if one.number == number), tracking)
    status, found, _words = call("parcels", "labels", "--out", out, "--json")
    assert (status, found[0]["labels"], sorted(found[0]["codes_read"])) == (0, 2, ["SF1234567890123", "YT1234567890123"])
    assert out.read_bytes().startswith(b"%PDF")
    status, found, _words = call("parcels", "labels", "--order", packed, "--size", "100x150", "--out", out, "--json")
    assert found[0]["codes_read"] == ["YT1234567890123"]
    status, _found, words = call("parcels", "labels", "--order", "H9999", "--out", out)
    assert (status, "There is no order with this number." in words) == (1, True)


def test_each_command_is_told_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, word in (("waiting", "--lane"), ("courier", "--own"), ("numbers", "--trial"), ("labels", "--size")):
        with pytest.raises(SystemExit) as end:
            main(["parcels", verb, "--help"])
        assert end.value.code == 0
        assert word in capsys.readouterr().out
