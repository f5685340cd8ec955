"""Bills from the command line: JSON for programs, a trial that writes nothing, refused rows told one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from producer_app.app import joiner, main
from tests.areas.receiving.test_receiving import number, order, soon
from tests.samples.statements import make
from tests.samples.statements.make import Row


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_bill_is_tried_taken_and_known_again(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        order(shop)
    bill = tmp_path / "bill.csv"
    bill.write_bytes(make.wechat_csv([Row(number(1), soon(), 3800, note="H0001"), Row(number(2), soon(), 500, "out")]))
    code, out, _err = run(capsys, "statements", "import", bill, "--shop", folder, "--json", "--trial")
    assert (code, json.loads(out)["new"], json.loads(out)["matched"]) == (0, 1, 1)
    code, out, _err = run(capsys, "statements", "import", bill, "--shop", folder, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["statement"], told["new"], told["matched"], told["aside"], told["totals"]) == (
        "wechat", 1, 1, {"out": 1}, {"CNY": "38.00"})
    code, out, _err = run(capsys, "statements", "import", bill, "--shop", folder)
    assert code == 0
    assert "0 new, 1 same" in out


def test_refused_rows_stop_it_and_are_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    joiner.open_shop(folder, create=True).close()
    bill = tmp_path / "bill.csv"
    bill.write_bytes(make.wechat_csv([Row(number(1), soon(), 3800), Row("4.2E+27", soon(), 900)]))
    code, out, err = run(capsys, "statements", "import", bill, "--shop", folder, "--json")
    assert code == 1
    assert json.loads(out)["refused"][0]["value"] == "4.2E+27"
    assert "Nothing was imported" in err
    code, out, _err = run(capsys, "statements", "import", bill, "--shop", folder, "--json", "--take-good")
    assert (code, json.loads(out)["new"]) == (0, 1)


def test_what_is_no_bill_is_refused_in_one_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    joiner.open_shop(folder, create=True).close()
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    code, _out, err = run(capsys, "statements", "import", other, "--shop", folder)
    assert code == 1
    assert "not a statement known here" in err
    assert "Traceback" not in err
