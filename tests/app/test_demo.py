"""The demo does the whole job: on disk, proven, the same again by another program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from producer_app.app import joiner, screens
from producer_app.areas import orders, payments, products
from producer_app.store.shop import Shop
from tests.areas.posters.test_posters import read_pdf

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.long(sharing="the demo")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo made by a process of its own, without a screen."""
    out = tmp_path_factory.mktemp("demo")
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), "demo", "--out", str(out), "--lang", "zh", "--no-window"],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return out


def test_it_lists_sixty_products_orders_and_codes(demo: Path) -> None:
    summary = json.loads((demo / "summary.json").read_text(encoding="utf-8"))
    with joiner.open_shop(demo / "shop") as shop:
        assert summary["products"] == products.count(shop) >= 60
        assert summary["orders"] == sum(orders.counts(shop).values()) >= 16
        assert summary["codes"] == len(payments.codes(shop)) == 5
        assert sum(bool(p.picture) for p in products.listing(shop, limit=100)) >= 12


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
def test_every_printed_code_is_read_back_by_another_program(demo: Path) -> None:
    summary = json.loads((demo / "summary.json").read_text(encoding="utf-8"))
    assert len(summary["pages"]) >= 6
    for page in summary["pages"]:
        assert page["codes_read"]
        assert sorted(read_pdf(demo / page["file"], 203)) == sorted(page["codes_read"])


def test_there_is_a_picture_of_every_screen(demo: Path) -> None:
    summary = json.loads((demo / "summary.json").read_text(encoding="utf-8"))
    screens = joiner.parts("screen", "SCREEN")
    assert len(summary["screens"]) == 1 + len(screens) + sum(len(s.scenes()) for s in screens)
    assert all((demo / name).stat().st_size > 5000 for name in summary["screens"])


def test_it_never_writes_into_a_shop_that_is_there(demo: Path) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), "demo", "--out", str(demo), "--no-window"],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_drawing_the_screens_changes_nothing_in_the_shop(practice_shop: Shop, tmp_path: Path) -> None:
    def everything() -> list[object]:
        tables = [r[0] for r in practice_shop.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")]
        return [tuple(row) for table in tables for row in practice_shop.rows(f'SELECT * FROM "{table}"')]

    before, files = everything(), sorted(practice_shop.files.names())
    assert screens.draw_all(practice_shop, tmp_path / "out")
    assert everything() == before
    assert sorted(practice_shop.files.names()) == files
