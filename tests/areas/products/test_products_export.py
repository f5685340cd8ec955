"""What is written out is read in again unchanged, and no spreadsheet takes a name for a formula."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.areas.products import actions, exporting, queries, sheet, workbook
from producer_app.areas.products.rows import Imported, Product, ProductDraft
from producer_app.base.errors import BadFile
from producer_app.base.money import Money
from producer_app.store.shop import Shop
from tests.conftest import SAMPLES

BOTH = pytest.mark.parametrize("suffix", [".csv", ".xlsx"])


def fill(shop: Shop) -> None:
    first = actions.add(shop, ProductDraft(
        {"en": "Rose jam", "zh": "玫瑰花酱", "ug": "گۈلقەنت"}, Money(3800), "jar", 500, "J-1", "jam", cost=Money(1179),
        shelf_life_days=365, origin="Lop, Hotan", certificate="SC:1", others={"online": Money(4200), "wholesale": Money(3000)},
        wholesale_from=20, texts={"en": "Petals, \"sugar\"; nothing else", "ug": "گۈل ۋە شېكەر"}))
    actions.add(shop, ProductDraft({"en": "Rose jam"}, Money(2200), "jar", 250), size_of=first)
    actions.add(shop, ProductDraft({"en": '=HYPERLINK("http://x","y")'}, Money(100), category="'=1+1", origin="@x", sku="-12"))
    actions.add(shop, ProductDraft({"en": "0012"}, Money(5), sku="690123456789012345"))


def values(shop: Shop) -> list[ProductDraft]:
    return [p.draft() for p in queries.some(shop, queries.ids(shop)[::-1])]


@BOTH
def test_a_file_imports_into_the_same_shop_without_a_change(shop: Shop, suffix: str) -> None:
    fill(shop)
    before = values(shop)
    assert actions.import_rows(shop, sheet.read(exporting.export(shop, suffix)).rows) == Imported(same=4)
    assert values(shop) == before


@BOTH
def test_a_file_makes_the_same_products_in_a_new_shop(shop: Shop, tmp_path: Path, suffix: str) -> None:
    fill(shop)
    with joiner.open_shop(tmp_path / "other", create=True) as other:
        actions.import_rows(other, sheet.read(exporting.export(shop, suffix)).rows)
        assert values(other) == values(shop)
        assert [len(queries.sizes(other, p)) for p in queries.listing(other)] == [1, 1, 2, 2]


@BOTH
def test_several_kinds_of_money_travel_in_one_file(shop: Shop, tmp_path: Path, suffix: str) -> None:
    actions.add(shop, ProductDraft({"en": "Jam"}, Money(3800)))
    actions.add(shop, ProductDraft({"en": "Tea"}, Money(500, "JPY"), others={"live": Money(450, "JPY")}))
    with joiner.open_shop(tmp_path / "other", create=True) as other:
        actions.import_rows(other, sheet.read(exporting.export(shop, suffix)).rows)
        assert values(other) == values(shop)


def test_no_cell_of_a_file_is_a_formula(shop: Shop) -> None:
    fill(shop)
    text = exporting.export(shop, ".csv").decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'@x" in text
    assert "'-12" in text
    assert "''=1+1" in text
    with zipfile.ZipFile(io.BytesIO(exporting.export(shop, ".xlsx"))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not [name for name in archive.namelist() if "rels" in name and "sheet" in name]


def test_only_what_a_search_finds_is_written(shop: Shop) -> None:
    fill(shop)
    assert len(sheet.read(exporting.export(shop, ".csv", search="rose")).rows) == 2


def test_a_shop_without_products_gives_a_header_that_can_be_filled_in(shop: Shop) -> None:
    text = exporting.export(shop, ".csv").decode("utf-8-sig")
    assert "name_ug" in text
    assert "price_cny" in text
    assert text.count("\r\n") == 1


@BOTH
def test_the_shared_products_go_out_and_in_unchanged(shop: Shop, suffix: str) -> None:
    source = SAMPLES / "products.csv"
    if not source.is_file():
        pytest.skip("the shared samples are not beside the project")
    actions.import_rows(shop, sheet.read(source).rows)
    assert queries.count(shop) == 60
    assert actions.import_rows(shop, sheet.read(exporting.export(shop, suffix)).rows) == Imported(same=60)


def test_every_fault_of_the_shared_products_is_listed_by_row_and_column(tmp_path: Path) -> None:
    source = SAMPLES / "products.csv"
    if not source.is_file():
        pytest.skip("the shared samples are not beside the project")
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("59.00", "dear").replace(",500,", ",heavy,")
    lines[7] = lines[7].replace(",jar,", ",amphora,").replace(",bag,", ",amphora,")
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join(lines), encoding="utf-8")
    assert {(one.row, one.column) for one in sheet.read(broken).refused} == {
        (3, "price_cny"), (3, "pack_size_g"), (8, "unit")}


def test_numbers_that_a_person_typed_into_a_workbook_are_read(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "typed.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for place, (name, value) in enumerate([("name_en", "Jam"), ("price_cny", 38.5), ("pack_size_g", 500)]):
        page.write(0, place, name)
        page.write(1, place, value)
    book.close()
    [row] = sheet.read(path).rows
    assert (row.draft.price, row.draft.pack_g) == (Money(3850), 500)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500])
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        sheet.read(data)


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (20 << 20))
    with pytest.raises(BadFile) as refused:
        sheet.read(out.getvalue())
    assert refused.value.code == "TOO_LARGE"


def test_a_plain_product_is_still_plain() -> None:
    assert workbook.looks_like_one(b"name_en,price_cny") is False
    assert exporting.currency_of([Product(1, "", {}, price=Money(1, "EUR"))]) == "EUR"
