"""A payment scheme, an order channel, a printable, a language: one new file each, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.long(sharing="the program's copy")

SCHEME = '''
"""Codes of the valley's own savings box: ``box:`` and a number."""
from producer_app.areas.payments.rows import Scheme
from producer_app.base.errors import BadPayment

def read(payload):
    if not payload.removeprefix("box:").isdigit():
        raise BadPayment("This is not a box.", "Look again.", "BAD_BOX")
    return {"box": payload.removeprefix("box:")}

SCHEME = Scheme(id="box", title="Savings box", currency="CNY", issued_by="self",
                recognise=lambda p: 2 if p.startswith("box:") else 0, read=read, build=lambda i: f"box:{i['box']}")
'''
CHANNEL = '''
"""Orders of the village shop's own list."""
from producer_app.areas.orders.rows import LineDraft, OrderDraft
from producer_app.areas.orders.sheets import Channel, Part, each_order, grouped
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

def order(number, records):
    row = records[0]
    total = Money.parse(row.text("Yuan"))
    return OrderDraft(channel="village", number=number, state="to_ship", raw_state="", placed="2026-01-01T00:00:00",
                      placed_at="2026-01-01T00:00:00Z", total=total,
                      lines=(LineDraft("", row.text("Goods"), quantity=Quantity.of(1), total=total),))

def understand(tables):
    groups, refused = grouped(tables["orders"], "Village No")
    return each_order(groups, order, refused)

CHANNEL = Channel("village", "Village list", (Part("orders", frozenset({"Village No", "Goods", "Yuan"})),), understand)
'''
PRINTABLE = '''
"""A small card with the name alone."""
from producer_app.areas.posters.rows import Printable
from producer_app.base.page import Page, Rect, Text

def draw(task):
    return [Page(85, 54, (Text(Rect(5, 5, 75, 20), card.first_name, 8, language="zh"),)) for card in task.cards]

PRINTABLE = Printable("name_card", "Name card", "tag", {"card": (85.0, 54.0)}, True, draw)
'''
LANGUAGE = '''
msgid ""
msgstr ""
"Language: kk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Native-Name: Қазақша\\n"

msgid "There is no shop in {folder}."
msgstr "{folder} ішінде дүкен жоқ."
'''


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, with one file more of each sort."""
    folder = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "producer_app", folder / "producer_app", ignore=ignored)
    shutil.copytree(ROOT / "resources", folder / "producer_app_resources", ignore=ignored)
    areas = folder / "producer_app" / "areas"
    (areas / "payments" / "kinds" / "savings_box.py").write_text(SCHEME, encoding="utf-8")
    (areas / "orders" / "kinds" / "village_list.py").write_text(CHANNEL, encoding="utf-8")
    (areas / "posters" / "kinds" / "name_card.py").write_text(PRINTABLE, encoding="utf-8")
    (folder / "producer_app_resources" / "locale" / "kk.po").write_text(LANGUAGE, encoding="utf-8")
    return folder


def run(copy: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    code = "import sys; from producer_app.app import main; sys.exit(main())"
    env = {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([sys.executable, "-c", code, *words], cwd=copy, env=env, input=text, capture_output=True, text=True)


def test_a_payment_scheme(copy: Path) -> None:
    done = run(copy, "payload", "read", text='{"payload": "box:77"}\n')
    answer = json.loads(done.stdout)
    assert answer["scheme"] == "box"
    assert answer["inputs"]["box"] == "77"
    built = run(copy, "payload", "build", text='{"scheme": "box", "inputs": {"box": "78"}}\n')
    assert json.loads(built.stdout) == {"payload": "box:78"}


def test_an_order_channel(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Village No,Goods,Yuan\n17,Naan,3.00\n18,Jam,38.00\n", encoding="utf-8")
    done = run(copy, "orders", "import", str(file), "--shop", str(tmp_path / "shop"), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["channel"], answer["new"], answer["totals"]) == ("village", 2, {"CNY": "41.00"})


def test_a_printable(copy: Path, tmp_path: Path) -> None:
    shop = str(tmp_path / "shop")
    added = run(copy, "products", "add", "--shop", shop, "--name", "玫瑰花酱", "--price", "38.00", "--currency", "CNY",
                "--unit", "jar")
    assert added.returncode == 0, added.stderr
    names = [json.loads(line)["printable"] for line in run(copy, "print", "--list").stdout.splitlines()]
    assert "name_card" in names
    out = tmp_path / "card.pdf"
    done = run(copy, "print", "name_card", "--shop", shop, "--all", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_a_language(copy: Path, tmp_path: Path) -> None:
    done = run(copy, "--lang", "kk", "products", "list", "--shop", str(tmp_path / "none"), "--json")
    assert done.returncode == 1
    assert "ішінде дүкен жоқ" in done.stderr


def test_a_new_area_is_one_new_folder(copy: Path, tmp_path: Path) -> None:
    area = copy / "producer_app" / "areas" / "weather"
    area.mkdir()
    (area / "__init__.py").write_text('"""The weather."""\nNEEDS = ("products",)\n', encoding="utf-8")
    (area / "schema.py").write_text(
        "from producer_app.store.schema import Migrations\nschema = Migrations('weather')\n"
        "@schema()\ndef create(db):\n    db.execute('CREATE TABLE skies(id INTEGER PRIMARY KEY, cloud TEXT)')\n", encoding="utf-8")
    (area / "commands.py").write_text(
        "from producer_app.cli.desk import Command, shop_argument\n"
        "def run(args, desk):\n    with desk.open_shop(args.shop, create=True) as shop:\n"
        "        desk.give({'skies': shop.value('SELECT count(*) FROM skies')})\n"
        "COMMANDS = [Command(('weather',), 'the sky', shop_argument, run)]\n", encoding="utf-8")
    done = run(copy, "weather", "--shop", str(tmp_path / "shop"))
    assert json.loads(done.stdout) == {"skies": 0}, done.stderr
