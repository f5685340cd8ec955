"""What the import contracts cannot say: areas meet at front doors, writes go through steps, no words of machines."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from producer_app.app import joiner

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "producer_app").rglob("*.py"))


def area_of(path: Path) -> str | None:
    parts = path.relative_to(ROOT / "producer_app").parts
    return parts[1] if parts[0] == "areas" and len(parts) > 2 else None


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_an_area_uses_another_only_through_its_front_door_and_only_if_it_needs_it(path: Path) -> None:
    area = area_of(path)
    if area is None:
        return
    import importlib

    needs = importlib.import_module(f"producer_app.areas.{area}").NEEDS
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "producer_app.areas":
                for alias in node.names:
                    assert alias.name in needs, f"{path}: {alias.name} is not in NEEDS"
                continue
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("producer_app.areas."):
                assert name.split(".")[2] == area, f"{path}: import {name} goes past a front door"


def test_every_area_has_a_front_door_with_its_needs() -> None:
    assert set(joiner.area_names()) >= {"products"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_writes_go_through_a_step(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "with db.conn" not in text
    assert not re.search(r"\.commit\(", text)
    assert "INSERT OR REPLACE" not in text
    assert "extractall" not in text


def test_the_top_level_holds_only_what_it_should() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    allowed = {"producer_app", "resources", "tests", "setup.cfg", "main.py", "README.md", "LICENSE", "pyproject.toml",
               ".ci", ".gitignore", ".gitattributes"}
    assert top <= allowed, top - allowed


@pytest.mark.parametrize("path", [p for p in SOURCES if "kinds" in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_kinds_never_reach_for_the_network(path: Path) -> None:
    # The import contract can only name whole packages, and urllib.parse is harmless.
    assert not re.search(r"urllib\.request|from urllib import (?!parse)", path.read_text(encoding="utf-8"))


# What a window at rest does without: libraries, parts of Qt and of Python that are large, and what an area does only when asked.
HEAVY = ("aiohttp", "asyncio", "concurrent.futures", "cryptography", "cv2", "email", "escpos", "hashlib", "hmac", "html", "http",
         "httpx", "keyring", "multiprocessing", "numpy", "PIL", "python_calamine", "qrcode", "secrets", "sqlite_utils", "ssl",
         "stdnum", "subprocess", "xlsxwriter", "xml", "zxingcpp",
         "PySide6.QtMultimedia", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg",
         "producer_app.store.backup", "producer_app.store.table_file", "producer_app.ui.forms", "producer_app.ui.paper",
         "producer_app.ui.voice", "producer_app.base.page",
         "producer_app.areas.orders.importing", "producer_app.areas.orders.connections", "producer_app.areas.orders.actions",
         "producer_app.areas.products.actions", "producer_app.areas.products.photos", "producer_app.areas.products.sheet",
         "producer_app.areas.parcels.rows")
VISIT = """
import sys
from pathlib import Path
from producer_app import areas
from producer_app.app import joiner, window_start
from producer_app.base.tile import tiles
from producer_app.store import copies
from producer_app.ui.window import Window
sys.path_importer_cache.clear()
folder = Path(sys.argv[1])
app = window_start.application(first=True)
window = Window(tiles(Path(areas.__file__).parent))
window.show()
app.processEvents()
copies.made_on = lambda folder, day: True  # the day's copy is there already
window_start._after_paint(window, folder)
for screen in sys.argv[2:]:
    window.go(screen)
    app.processEvents()
print("loaded:", *sorted(sys.modules))
print("pages:", *sorted(type(part).__name__ for page in window.pages.values() for part in page.findChildren(object)
                        if type(part).__module__.startswith("producer_app.")))
window.close()
"""


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is loaded and made after home, products and orders were shown, in a program of its own; a small shop with goods."""
    from producer_app.areas import orders, products
    from producer_app.base.money import Money
    from producer_app.base.quantity import Quantity

    place = tmp_path_factory.mktemp("rest")
    with joiner.open_shop(place / "shop", create=True) as shop:
        products.add(shop, products.ProductDraft({"en": "Rose jam"}, Money(3800)))
        line = orders.LineDraft("", "Rose jam", quantity=Quantity.of(1), unit_price=Money(3800))
        orders.sell(shop, [line], channel="stall", paid_by="cash")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(place), "XDG_DATA_HOME": str(place / "data")}
    # The first start on a computer notes that it has seen the shop; every other one writes nothing.
    for screens in ([], ["products", "orders"]):
        done = subprocess.run([sys.executable, "-c", VISIT, str(place / "shop"), *screens], env=env, cwd=ROOT, capture_output=True,
                              text=True)
    found = dict(line.partition(":")[::2] for line in done.stdout.splitlines() if ":" in line)
    assert {"loaded", "pages"} <= set(found), done.stdout + done.stderr
    return found


def test_a_window_at_rest_has_loaded_nothing_heavy(visited: dict[str, str]) -> None:
    """Libraries are loaded by what needs them; home, products and orders that are only shown cost none of them."""
    loaded = set(visited["loaded"].split())
    assert {"producer_app.areas.orders.screen.board", "producer_app.areas.products.screen.page"} <= loaded
    assert sorted(loaded & set(HEAVY)) == []


def test_pages_that_nobody_opened_are_not_loaded(visited: dict[str, str]) -> None:
    loaded = visited["loaded"].split()
    pages = {name for name in loaded if re.fullmatch(r"producer_app\.areas\.\w+\.screen\.\w+", name)}
    assert {name.split(".")[2] for name in pages} == {"orders", "products"}


def test_levels_that_nobody_opened_are_not_made(visited: dict[str, str]) -> None:
    made = set(visited["pages"].split())
    assert {"Cards", "OrderCards"} <= made
    assert not made & {"Editor", "CostsPage", "GridPage", "CameraView", "OrderSheet", "Intake", "ByHand", "Chat", "Shops", "Form"}


def test_pyside_does_not_read_the_source_of_every_module(visited: dict[str, str]) -> None:
    code = ("import linecache; from producer_app.ui import window; "
            "print(sum(len(kept[2]) for kept in linecache.cache.values() if len(kept) > 1))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "0", done.stdout + done.stderr


@pytest.mark.parametrize("area", joiner.area_names())
def test_a_front_door_offers_at_run_time_what_type_checkers_read(area: str) -> None:
    import importlib
    import pkgutil

    from producer_app.base.doors import offers

    package = importlib.import_module(f"producer_app.areas.{area}")
    tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    inside = f"{package.__name__}."
    told = {(node.module.removeprefix(inside), name.name, name.asname or name.name) for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(inside) for name in node.names}
    rooms = next(ast.literal_eval(node.args[1]) for node in ast.walk(tree)
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "door")
    assert {(room, *names) for room, offered in rooms.items() for names in offers(offered)} == told
    assert {offered for _room, _own, offered in told} | {"NEEDS"} == set(package.__all__)
    # A module of the same name would take the place of what is offered as soon as it is loaded.
    assert not set(package.__all__) & {module.name for module in pkgutil.iter_modules(package.__path__)}
    assert all(getattr(package, name) is not None for name in package.__all__)
