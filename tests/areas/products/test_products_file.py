"""A file of products is read as a whole: all of it in one step, or every fault by row and column and nothing changed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from producer_app import app
from producer_app.app import joiner
from producer_app.areas import products
from producer_app.areas.products import actions, queries, sheet
from producer_app.areas.products.rows import UNITS, Imported
from producer_app.base.errors import BadFile
from producer_app.base.money import Money
from producer_app.store.shop import Shop

ROOT = Path(__file__).resolve().parents[3]
HEADER = "name_en,name_zh,name_ug,category,unit,pack_size_g,cost_cny,price_cny,shelf_life_days,origin,certificate\n"
JAM = "Rose petal jam,玫瑰花酱,گۈلقەنت,jam,jar,500,13.50,39.00,365,\"Lop, Hotan\",SC1\n"
NUTS = "Walnuts,核桃,ياڭاق,nut,bag,1000,21.00,39.80,240,Hotan,\n"


@pytest.fixture
def sample() -> Path:
    path = Path(os.environ.get("PRODUCER_APP_SAMPLES", ROOT.parent / "shared" / "samples")) / "products.csv"
    if not path.exists():
        pytest.skip("no sample list of products here")
    return path


def rows_of(text: str) -> list[str]:
    """Faults as ``row column``."""
    return [f"{one.row} {one.column}" for one in sheet.read(text.encode()).refused]


def import_text(shop: Shop, text: str) -> Imported:
    read = sheet.read(text.encode())
    assert read.refused == ()
    return actions.import_rows(shop, read.rows)


def everything(shop: Shop) -> list[object]:
    return [p.draft() for p in queries.listing(shop)]


# ---------------------------------------------------------------- the whole file
def test_the_sample_list_is_read_whole_and_the_second_time_changes_nothing(shop: Shop, sample: Path) -> None:
    read = products.read_sheet(sample)
    assert read.refused == ()
    assert products.import_rows(shop, read.rows) == Imported(new=60)
    before = everything(shop)
    assert products.import_rows(shop, read.rows) == Imported(same=60)
    assert everything(shop) == before
    assert products.count(shop) == 60


def test_every_unit_of_the_sample_list_is_one_the_program_knows(sample: Path) -> None:
    with sample.open(encoding="utf-8-sig", newline="") as file:
        assert {row["unit"] for row in csv.DictReader(file)} <= set(UNITS)


def test_every_value_of_a_row_arrives(shop: Shop) -> None:
    import_text(shop, HEADER + JAM)
    product = queries.listing(shop)[0]
    assert product.names == {"en": "Rose petal jam", "zh": "玫瑰花酱", "ug": "گۈلقەنت"}
    assert (product.unit, product.pack_g, product.category, product.shelf_life_days) == ("jar", 500, "jam", 365)
    assert (product.price, product.cost) == (Money(3900), Money(1350))
    assert (product.origin, product.certificate) == ("Lop, Hotan", "SC1")


def test_an_import_is_one_step_and_undo_takes_all_of_it_back(shop: Shop) -> None:
    import_text(shop, HEADER + JAM + NUTS)
    assert shop.undo() == "Import products"
    assert queries.count(shop) == 0


def test_a_changed_price_changes_that_product_and_no_other(shop: Shop) -> None:
    import_text(shop, HEADER + JAM + NUTS)
    assert import_text(shop, HEADER + JAM.replace("39.00", "42.00") + NUTS) == Imported(changed=1, same=1)
    assert {p.names["en"]: p.price for p in queries.listing(shop)} == {"Rose petal jam": Money(4200), "Walnuts": Money(3980)}


def test_a_row_is_matched_by_any_of_its_names_and_fills_in_the_others(shop: Shop) -> None:
    import_text(shop, "name_zh,price_cny\n玫瑰花酱,39\n")
    assert import_text(shop, HEADER + JAM) == Imported(changed=1)
    assert queries.count(shop) == 1
    assert queries.listing(shop)[0].names["ug"] == "گۈلقەنت"


def test_a_row_is_matched_by_its_article_number_before_its_name(shop: Shop) -> None:
    import_text(shop, "sku,name_en,price_cny\nA,Jam,1\nB,Honey,2\n")
    assert import_text(shop, "sku,name_en,price_cny\nB,Jam,3\n") == Imported(changed=1)
    assert {p.sku: (p.names["en"], p.price.minor) for p in queries.listing(shop)} == {"A": ("Jam", 100), "B": ("Jam", 300)}
    assert import_text(shop, "sku,name_en,price_cny\nC,Jam,4\n") == Imported(new=1)


def test_two_packs_of_one_name_stay_two_products(shop: Shop) -> None:
    text = "name_en,unit,pack_size_g,price_cny\nJam,jar,250,20\nJam,jar,500,36\n"
    assert import_text(shop, text) == Imported(new=2)
    assert import_text(shop, text) == Imported(same=2)
    assert import_text(shop, text.replace("36", "37")) == Imported(changed=1, same=1)


def test_empty_cells_and_missing_columns_erase_nothing(shop: Shop) -> None:
    import_text(shop, HEADER + JAM)
    assert import_text(shop, "name_zh,origin,price_cny\n玫瑰花酱,,39.00\n") == Imported(same=1)
    product = queries.listing(shop)[0]
    assert (product.origin, product.unit, product.cost) == ("Lop, Hotan", "jar", Money(1350))


def test_a_removed_product_is_not_changed_by_an_import(shop: Shop) -> None:
    import_text(shop, HEADER + JAM)
    actions.remove(shop, queries.listing(shop)[0].id)
    assert import_text(shop, HEADER + JAM) == Imported(new=1)
    assert queries.count(shop) == 1


def test_prepared_pictures_are_given_by_the_name_in_the_file_and_only_once(shop: Shop) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    pictures = {"jam.jpg": products.prepare_photo(out.getvalue(), shop.files)}
    rows = sheet.read(b"name_en,price_cny,picture\nJam,1,jam.jpg\nHoney,2,../../secret.jpg\n").rows
    assert actions.import_rows(shop, rows, pictures=pictures) == Imported(new=2)
    assert actions.import_rows(shop, rows, pictures=pictures) == Imported(same=2)
    assert {p.names["en"]: bool(p.thumb) for p in queries.listing(shop)} == {"Jam": True, "Honey": False}


NAMES = st.sampled_from(["Jam", "Honey", "玫瑰", "گۈل"])
ROW = st.tuples(st.sampled_from(["", "A", "B"]), NAMES, st.sampled_from(["", "Jam", "酱"]),
                st.sampled_from(["", "jar", "bag", "piece"]), st.sampled_from(["", "0", "250", "500"]), st.integers(0, 3))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(ROW, max_size=4), rows=st.lists(ROW, min_size=1, max_size=6))
def test_whatever_stands_in_a_file_the_second_import_changes_nothing(
        tmp_path_factory: pytest.TempPathFactory, before: list[tuple[object, ...]], rows: list[tuple[object, ...]]) -> None:
    with joiner.open_shop(tmp_path_factory.mktemp("shop"), create=True) as shop:
        for part in (before, rows):
            out = io.StringIO()
            csv.writer(out).writerows([["sku", "name_en", "name_zh", "unit", "pack_size_g", "price_cny"], *part])
            if not part or (read := sheet.read(out.getvalue().encode())).refused:
                continue
            first = actions.import_rows(shop, read.rows)
            assert first.new + first.changed + first.same == len(read.rows)
            held = everything(shop)
            assert actions.import_rows(shop, read.rows) == Imported(same=len(read.rows))
            assert everything(shop) == held


# ---------------------------------------------------------------- how files are written
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    read = sheet.read((HEADER + JAM).encode(encoding))
    assert read.rows[0].draft.names["zh"] == "玫瑰花酱"
    assert read.rows[0].draft.names["ug"] == "گۈلقەنت"


@pytest.mark.parametrize("change", [
    lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r"),
    lambda t: t.replace("\"Lop, Hotan\"", "Lop").replace(",", ";"),
    lambda t: t.replace("\"Lop, Hotan\"", "Lop").replace(",", "\t"), lambda t: "\n\n" + t, lambda t: t + t.splitlines()[0] + "\n",
    lambda t: t.replace("name_en", " NAME_EN "), lambda t: t.replace("39.00", "３９.00"), lambda t: t.replace("39.00", "¥39"),
    lambda t: t.replace(",jar,", ",瓶,"), lambda t: t.replace("Rose petal", "'=Rose petal").replace("'=", ""),
])
def test_the_habits_of_spreadsheets_are_understood(change: object) -> None:
    assert callable(change)
    read = sheet.read(change(HEADER + JAM).encode())
    assert read.refused == ()
    assert [(r.draft.names["en"], r.draft.price, r.draft.unit) for r in read.rows] == [("Rose petal jam", Money(3900), "jar")]


def test_the_apostrophe_before_a_formula_sign_is_taken_off_again() -> None:
    assert sheet.read(b"name_en,price_cny\n'=cmd,1\n").rows[0].draft.names["en"] == "=cmd"


def test_prices_are_in_the_currency_of_their_column() -> None:
    assert sheet.read(b"name_en,price_eur\nJam,4.50\n").rows[0].draft.price == Money(450, "EUR")


@pytest.mark.parametrize("data", [
    b"", b"\xef\xbb\xbf", b" \n \n", b"a,b\n1,2\n", b"name_en\nJam\n", b"price_cny\n1\n", b"name_en,price_cny\n",
    b"name_en,price_cny\n\"Jam,1\n",
    b"name_en,price_cny,price_eur\nJam,1,2\n", b"name_en,name_en,price_cny\nJam,Jam,2\n",
    b"name_en,price_cny\nJ\0m,1\n", bytes(range(256)) * 40,
    b"name_en,price_cny\n" + b"x" * 70_000 + b",1\n", b"SQLite format 3\0" + bytes(400),
    b"%PDF-1.7\n%%EOF", bytes(sheet.LARGEST_FILE + 1),
])
def test_what_is_no_list_of_products_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile) as refusal:
        sheet.read(data)
    assert refusal.value.hint


# ---------------------------------------------------------------- every fault by row and column
def test_every_fault_of_a_file_is_listed_by_row_and_column(shop: Shop) -> None:
    rows = ("sku,name_en,unit,pack_size_g,cost_cny,price_cny,shelf_life_days\n"
            ",Jam,jar,500,1,39.00,365\n"
            ",,jar,500,1,39.00,365\n"
            ",Nuts,barrel,half,1,39.00,365\n"
            "\n"
            ",Honey,jar,500,x,\n"
            ",Tea,jar,500,1,1.234,soon\n"
            ",Oil,jar,500,-1,-2,3\n"
            "A,Figs,jar,500,1,1,1\n"
            "A,Dates,jar,500,1,1,1\n"
            ",Jam,jar,500,2,40.00,365\n"
            ",Salt,jar,500,2,40.00,365,what\n")
    assert sorted(rows_of(rows)) == sorted([
        "3 name_en", "4 unit", "4 pack_size_g", "6 price_cny", "6 cost_cny", "7 price_cny", "7 shelf_life_days",
        "8 price_cny", "8 cost_cny", "10 sku", "11 name_en", "12 8"])
    assert sheet.read(rows.encode()).rows == ()


def test_a_row_is_counted_as_a_spreadsheet_counts_even_after_a_cell_of_two_lines() -> None:
    assert rows_of("name_en,price_cny\n\"Rose\njam\",1\n,2\n") == ["3 name_en"]


# ---------------------------------------------------------------- the commands
Capture = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return app.main([str(word) for word in words])


def test_adding_by_command_prints_the_id_and_the_list_shows_it(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    photo = tmp_path / "jam.png"
    Image.new("RGB", (50, 40), "red").save(photo)
    assert run("products", "add", "--shop", folder, "--photo", photo, "--name", "玫瑰花酱", "--price", "38.00", "--currency", "CNY",
               "--unit", "jar") == 0
    assert capsys.readouterr().out == "1\n"
    assert run("products", "list", "--shop", folder, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["id"] == 1
    assert listed["names"] == {"zh": "玫瑰花酱"}
    assert listed["unit"] == "jar"
    assert listed["prices"] == {"stall": {"minor": 3800, "currency": "CNY"}}
    assert len(listed["photos"]) == 1


def test_the_printed_id_is_on_disk_for_another_program(folder: Path) -> None:
    words = ["products", "add", "--shop", str(folder), "--name", "Jam", "--price", "38", "--unit", "jar"]
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], capture_output=True, text=True, check=True, cwd=ROOT)
    with joiner.open_shop(folder) as shop:
        assert queries.get(shop, int(done.stdout)).price == Money(3800)


@pytest.mark.parametrize("wrong", [
    ["--price", "x"], ["--price", "1", "--unit", "barrel"], ["--price", "-1"], ["--price", "1", "--currency", "yuan"],
    ["--price", "1", "--photo", "nowhere.jpg"], ["--price", "1", "--photo", "."]])
def test_a_refused_add_says_why_and_makes_no_shop(folder: Path, capsys: Capture, wrong: list[str]) -> None:
    assert run("products", "add", "--shop", folder, "--name", "Jam", *wrong) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert not folder.exists()


def test_importing_by_command_twice_adds_nothing_the_second_time(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "list.csv"
    file.write_text(HEADER + JAM + NUTS, encoding="utf-8")
    counts = []
    for _time in range(2):
        assert run("products", "import", file, "--shop", folder, "--json") == 0
        counts.append(json.loads(capsys.readouterr().out))
    assert [(c["rows"], c["new"], c["changed"], c["same"], c["refused"]) for c in counts] == [(2, 2, 0, 0, []), (2, 0, 0, 2, [])]


def test_a_refused_file_lists_row_column_and_reason_and_changes_nothing(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "list.csv"
    file.write_text(HEADER + JAM + NUTS.replace("39.80", "cheap"), encoding="utf-8")
    assert run("products", "import", file, "--shop", folder, "--json") == 1
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert [(one["row"], one["column"]) for one in refused] == [(3, "price_cny")]
    assert "cheap" in refused[0]["reason"]
    assert not folder.exists()


def test_listing_a_shop_that_is_not_there_says_so(folder: Path, capsys: Capture) -> None:
    assert run("products", "list", "--shop", folder) == 1
    assert "no shop" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".csv", ".XLSX"])
def test_the_command_line_writes_a_file_that_it_imports_unchanged(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str) -> None:
    assert run("products", "add", "--shop", folder, "--name", "Jam", "--price", "38") == 0
    file = tmp_path / f"all{suffix}"
    assert run("products", "export", file, "--shop", folder) == 0
    capsys.readouterr()
    assert run("products", "import", file, "--shop", folder, "--json") == 0
    assert json.loads(capsys.readouterr().out)["same"] == 1


@pytest.mark.parametrize("name", ["all.pdf", "taken/all.csv"])
def test_a_file_that_cannot_be_written_is_told(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    run("products", "add", "--shop", folder, "--name", "Jam", "--price", "38")
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")
    assert run("products", "export", tmp_path / name, "--shop", folder) != 0
    assert "Traceback" not in capsys.readouterr().err
