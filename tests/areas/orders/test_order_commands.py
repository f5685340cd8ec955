"""``orders import|list|add`` as the command line gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from producer_app.app import main
from producer_app.app.joiner import open_shop
from producer_app.areas.products import actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base.money import Money

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orders"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[Any], str]:
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, [json.loads(line) for line in said.out.splitlines() if line.startswith("{")], said.err


def test_importing_makes_the_shop_and_reports_each_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [SAMPLES / name for name in ("taobao-items.csv", "shopify.csv", "taobao-orders.csv")]
    status, reports, _words = run(capsys, "orders", "import", *files, "--shop", folder, "--json")
    assert status == 0
    assert [(r["channel"], r["orders"], r["lines"], r["new"], r["changed"], r["same"], r["refused"]) for r in reports] == [
        ("taobao", 7, 8, 7, 0, 0, []), ("shopify", 8, 9, 8, 0, 0, [])]
    assert reports[1]["totals"] == {"CNY": "540.90"}
    assert reports[1]["states"]["to_ship"] == 2
    status, reports, _words = run(capsys, "orders", "import", *files, "--shop", folder, "--json")
    assert [(r["new"], r["changed"], r["same"]) for r in reports] == [(0, 0, 7), (0, 0, 8)]


def test_one_refused_row_keeps_everything_out_unless_the_good_are_asked_for(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes((SAMPLES / "shopify.csv").read_bytes().replace(b"114.90", b"abc"))
    status, reports, words = run(capsys, "orders", "import", bad, "--shop", folder, "--json")
    assert status == 1
    assert not folder.exists()
    assert (reports[0]["new"], reports[0]["batch"]) == (0, None)
    assert [(r["row"], r["column"], r["value"]) for r in reports[0]["refused"]] == [(3, "Total", "abc")]
    assert "Nothing was imported" in words
    status, reports, _words = run(capsys, "orders", "import", bad, "--shop", folder, "--json", "--take-good")
    assert (status, reports[0]["new"], len(reports[0]["refused"])) == (0, 7, 1)


def test_listed_buyers_are_hidden_unless_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "orders", "import", SAMPLES / "shopify.csv", "--shop", folder)
    _status, listed, _words = run(capsys, "orders", "list", "--shop", folder, "--json")
    assert {order["recipient"] for order in listed} == {"阿依***"}
    _status, listed, _words = run(capsys, "orders", "list", "--shop", folder, "--json", "--show-buyers", "--state", "shipped")
    assert [(o["number"], o["recipient"], o["placed"], o["total"], o["currency"]) for o in listed] == [
        ("RJ-1002/A", "阿依古丽·买买提", "2026-05-01T09:40:12+08:00", "114.90", "CNY")]
    assert listed[0]["lines"][1] == {"sku": "WN-1", "title": "Walnut", "quantity": "1", "total": "39.90"}
    _status, listed, _words = run(capsys, "orders", "list", "--shop", folder, "--json", "--search", "1003")
    assert [order["number"] for order in listed] == ["RJ-1003/A"]


def test_listing_a_missing_shop_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, listed, words = run(capsys, "orders", "list", "--shop", folder, "--json")
    assert (status, listed) == (1, [])
    assert "no shop" in words


def test_a_sale_by_hand_prints_its_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_shop(folder, create=True) as shop:
        product = actions.add(shop, ProductDraft(names={"en": "Rose jam"}, price=Money(3800)))
    assert main(["orders", "add", "--shop", str(folder), "--product", str(product), "--quantity", "2"]) == 0
    assert capsys.readouterr().out == "H0001\n"
    status, _listed, words = run(capsys, "orders", "add", "--shop", folder, "--product", product, "--quantity", "none")
    assert status == 1
    assert "quantity" in words


