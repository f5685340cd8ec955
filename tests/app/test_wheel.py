"""A built wheel carries all that the program needs, and works from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.long(sharing="the program's copy")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built from a copy of the sources."""
    sources = tmp_path_factory.mktemp("sources") / "program"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", "build", "dist", "out", "*.egg-info", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, sources, ignore=ignored)
    wheels = tmp_path_factory.mktemp("wheels")
    done = subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(sources)],
                          capture_output=True, text=True)
    if done.returncode and ("No matching distribution" in done.stderr or "No module named pip" in done.stderr):
        pytest.skip("no package index within reach to build with")
    assert done.returncode == 0, done.stderr
    (wheel,) = wheels.glob("*.whl")
    target = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            archive.extract(name, target)
    return target


def test_it_holds_every_module_and_every_file_of_the_resources(unpacked: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}

    assert files(unpacked / "producer_app") == files(ROOT / "producer_app")
    here = {name for name in files(ROOT / "resources") if not name.startswith("pictures")}
    assert files(unpacked / "producer_app_resources") == here


def test_it_works_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    code = "import sys, producer_app; from producer_app.app import main; print(producer_app.__file__); sys.exit(main(sys.argv[1:]))"
    env = {**os.environ, "PYTHONPATH": str(unpacked), "QT_QPA_PLATFORM": "offscreen"}
    shop = str(tmp_path / "shop")
    done = subprocess.run([sys.executable, "-c", code, "products", "add", "--shop", shop, "--name", "گۈلقەنت", "--price", "38.00",
                           "--currency", "CNY", "--unit", "jar"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert str(unpacked) in done.stdout
    out = str(tmp_path / "sign.pdf")
    printed = subprocess.run([sys.executable, "-c", code, "print", "stall_sign", "--shop", shop, "--all", "--out", out],
                             cwd=tmp_path, env=env, capture_output=True, text=True)
    assert printed.returncode == 0, printed.stderr
