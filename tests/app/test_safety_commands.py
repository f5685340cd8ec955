"""``check``, ``backup`` and ``restore`` as a clerk at the command line meets them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from producer_app.app import joiner, main
from producer_app.areas.products import actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base.money import Money
from producer_app.store import opening


@pytest.fixture
def closed(folder: Path) -> Path:
    with joiner.open_shop(folder, create=True) as shop:
        actions.add(shop, ProductDraft({"en": "Walnut oil"}, Money(3800), "jar"))
        shop.files.keep(b"photo", ".jpg")
    return folder


def answer(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return said.out.splitlines(), said.err


def test_check_of_a_sound_shop_prints_one_line_and_ends_with_0(closed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--shop", str(closed)]) == 0
    lines, words = answer(capsys)
    assert len(lines) == 1
    found = json.loads(lines[0])
    assert (found["state"], found["rows"]["products"], found["photos"], found["photos_differ"]) == ("sound", 1, 1, [])
    assert words == ""


def test_check_of_a_missing_shop_says_so_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--shop", str(tmp_path / "nowhere")]) == 1
    lines, words = answer(capsys)
    assert json.loads(lines[0])["code"] == "NO_SHOP"
    assert "There is no shop" in words
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("how", ["a flipped bit", "emptied", "removed", "cut"])
def test_check_of_a_damaged_shop_ends_with_3(closed: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    path = closed / opening.FILE
    data = bytearray(path.read_bytes())
    if how == "removed":
        path.unlink()
    else:
        data[len(data) // 3] ^= 1
        path.write_bytes(data if how == "a flipped bit" else b"" if how == "emptied" else data[:-100])
    assert main(["check", "--shop", str(closed)]) == 3
    lines, words = answer(capsys)
    assert json.loads(lines[0])["state"] == "damaged"
    assert words


def test_check_sees_rows_whose_other_end_is_gone(closed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = sqlite3.connect(closed / opening.FILE, isolation_level=None)
    tool.execute("DELETE FROM products")
    expected = len(tool.execute("PRAGMA foreign_key_check").fetchall())
    tool.close()
    assert expected
    assert main(["check", "--shop", str(closed)]) == 3
    lines, _words = answer(capsys)
    assert json.loads(lines[0])["dangling"] == expected


def test_check_names_a_photo_that_differs_but_calls_the_shop_sound(closed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = next(p for p in (closed / "files").rglob("*.jpg"))
    photo.write_bytes(b"phota")
    assert main(["check", "--shop", str(closed)]) == 0
    assert json.loads(answer(capsys)[0][0])["photos_differ"] == [f"{photo.parent.name}/{photo.name}"]


def test_check_of_a_shop_held_by_another_program_ends_with_4(
        closed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(opening.PRAGMAS, "busy_timeout", 20)  # so that the test need not wait five seconds
    holder = sqlite3.connect(closed / opening.FILE, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert main(["check", "--shop", str(closed)]) == 4
    holder.execute("ROLLBACK")
    holder.close()
    lines, words = answer(capsys)
    assert (json.loads(lines[0])["state"], json.loads(lines[0])["code"]) == ("cannot_write", "LOCKED")
    assert "Another program" in words


def test_a_backup_and_its_restore_by_command(closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "--shop", str(closed), "--to", str(tmp_path / "stick")]) == 0
    made = answer(capsys)[0][-1]
    assert Path(made).is_file()
    assert main(["backup", "--verify", made]) == 0
    assert json.loads(answer(capsys)[0][0])["counts"]["products"] == 1
    assert main(["restore", made, "--to", str(tmp_path / "new")]) == 0
    assert json.loads(answer(capsys)[0][0])["photos"] == 1
    assert main(["check", "--shop", str(tmp_path / "new")]) == 0
    assert json.loads(answer(capsys)[0][0])["rows"]["products"] == 1
    assert main(["restore", made, "--to", str(tmp_path / "new")]) == 1
    assert "not empty" in answer(capsys)[1]


def test_a_bad_backup_is_refused_by_command(closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.shopbackup.zip"
    file.write_bytes(b"nonsense")
    assert main(["backup", "--verify", str(file)]) == 1
    assert "damaged" in answer(capsys)[1]
    assert main(["restore", str(file), "--to", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("arguments", [[], ["--shop", "x"], ["--to", "x"], ["--verify", "x", "--to", "y"]])
def test_arguments_that_do_not_belong_together_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", *arguments]) == 2
    assert "--verify" in answer(capsys)[1]
