"""What the import contracts cannot say: areas meet at front doors, writes go through steps, no words of machines."""

from __future__ import annotations

import ast
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


def test_showing_the_window_loads_nothing_heavy() -> None:
    """Libraries are loaded by what needs them; a screen that is only shown costs none of them."""
    heavy = ("aiohttp", "asyncio", "cryptography", "cv2", "escpos", "httpx", "keyring", "numpy", "PIL", "python_calamine", "qrcode",
             "ssl", "stdnum", "subprocess", "xlsxwriter", "zxingcpp")
    code = ("import sys; from producer_app.app import joiner; joiner.parts('screen', 'SCREEN'); "
            f"print([name for name in {heavy!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
