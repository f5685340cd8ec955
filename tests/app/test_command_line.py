"""The command line as a clerk meets it: help, a reader that has had enough, an interrupted wait."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from producer_app.app import joiner, main
from producer_app.areas import products
from producer_app.base.money import Money

ROOT = Path(__file__).resolve().parents[2]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for word in ("demo", "screens", "check", "backup", "restore", "print", "products", "orders", "codes", "payload"):
        assert word in said


def test_a_reader_that_stops_reading_sees_no_traceback(tmp_path: Path) -> None:
    with joiner.open_shop(tmp_path / "shop", create=True) as shop:
        for number in range(400):
            products.add(shop, products.ProductDraft({"en": f"A thing with a rather long name, number {number}" * 4}, Money(100)))
    command = [sys.executable, str(ROOT / "main.py"), "products", "list", "--json", "--shop", str(tmp_path / "shop")]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    said = program.stderr.read()
    assert program.wait(30) == 1
    assert said == b""
    program.stderr.close()
