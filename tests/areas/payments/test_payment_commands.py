"""``payload ...`` and ``codes ...`` as programs meet them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from producer_app.app.command_line import run
from producer_app.areas.payments import pictures

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"


def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str, lines: bytes) -> list[Any]:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    assert run(["payload", verb]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_line_is_answered_in_order_even_where_it_is_nonsense(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [b'{"payload": "%s"}' % WECHAT.encode(), b"", b"\xff\xfe", b"[1]", b'{"payload": 5}', b'{"payload": "\\ud800"}',
             b"[" * 50_000, b'{"payload": "134567890123456789"}', b'{"payload": "x", "scheme": "no such"}']
    answers = ask(monkeypatch, capsys, "read", b"\n".join(lines) + b"\n")
    assert answers[0] == {"scheme": "wechat", "inputs": {"kind": "personal_receive", "payload": WECHAT}}
    assert [answer["error"]["code"] for answer in answers[1:]] == [
        "BAD_LINE", "BAD_LINE", "BAD_LINE", "BAD_QUESTION", "BAD_LETTERS", "BAD_LINE", "PAYER_CODE", "UNKNOWN_SCHEME"]


def test_build_amount_and_tidy_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    built = ask(monkeypatch, capsys, "build", json.dumps(
        {"scheme": "promptpay", "inputs": {"proxy_type": "phone", "proxy": "0066812345678"}}).encode())
    asked = ask(monkeypatch, capsys, "amount", json.dumps({"payload": built[0]["payload"], "amount": "5"}).encode())
    assert "54045.00" in asked[0]["payload"]
    assert ask(monkeypatch, capsys, "tidy", b'{"scheme": "promptpay", "kind": "phone", "raw": "081-234-5678"}') == [
        {"value": "0066812345678"}]
    wrong = ask(monkeypatch, capsys, "build", b'{"scheme": "pix", "inputs": {"key": 5}}\n{"scheme": "pix"}')
    assert [answer["error"]["code"] for answer in wrong] == ["BAD_VALUE", "BAD_QUESTION"]


def test_a_code_is_added_from_a_picture_listed_and_known_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture, other, shop = tmp_path / "mine.png", tmp_path / "other.png", str(tmp_path / "shop")
    pictures.drawn(WECHAT).save(picture)
    pictures.drawn(WECHAT[:-1] + "8").save(other)
    assert run(["codes", "add", "--shop", shop, "--image", str(picture), "--owner", "Amina"]) == 0
    assert capsys.readouterr().out.strip() == "1"
    assert run(["codes", "list", "--shop", shop, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": 1, "scheme": "wechat", "kind": "personal", "owner": "Amina", "last_digits": "6789", "places": [], "state": "active"}
    assert run(["codes", "read", str(picture), str(other), "--json", "--shop", shop]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(code["scheme"], code["state"]) for code in told] == [("wechat", "own"), ("wechat", "foreign")]
    assert told[0]["text"] == WECHAT
    assert len(told[0]["corners"]) == 4


def test_refusals_end_in_one_with_words_and_make_no_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = tmp_path / "shop"
    assert run(["codes", "add", "--shop", str(shop), "--text", "134567890123456789", "--owner", "Amina"]) == 1
    assert "paying" in capsys.readouterr().err
    assert not shop.exists()
    (tmp_path / "no.png").write_bytes(b"no picture")
    assert run(["codes", "read", str(tmp_path / "no.png")]) == 1
    assert "picture" in capsys.readouterr().err


def test_a_protected_shop_asks_for_its_passphrase_in_the_environment(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop, page, false = tmp_path / "shop", tmp_path / "page.png", tmp_path / "false.png"
    pictures.drawn(WECHAT).save(page)
    pictures.drawn(WECHAT + "x").save(false)
    other = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["codes", "add", "--shop", str(shop), "--text", other, "--owner", "Amina"]) == 0
    assert run(["codes", "protect", "--shop", str(shop)]) == 1
    assert "PRODUCER_APP_PASSPHRASE" in capsys.readouterr().err
    monkeypatch.setenv("PRODUCER_APP_PASSPHRASE", "roses boil at noon")
    assert run(["codes", "protect", "--shop", str(shop)]) == 0
    monkeypatch.setenv("PRODUCER_APP_PASSPHRASE", "roses boil at night")
    assert run(["codes", "add", "--shop", str(shop), "--text", WECHAT, "--owner", "Amina"]) == 1
    monkeypatch.setenv("PRODUCER_APP_PASSPHRASE", "roses boil at noon")
    assert run(["codes", "add", "--shop", str(shop), "--text", WECHAT, "--owner", "Amina"]) == 0
    capsys.readouterr()
    approve = ["codes", "approve", "--shop", str(shop), "--code", "2", "--owner", "Amina", "--image"]
    assert run([*approve, str(false)]) == 1
    assert "does not carry your code" in capsys.readouterr().err
    assert run([*approve, str(page)]) == 0
    assert run(["codes", "retire", "--shop", str(shop), "--code", "1"]) == 0
    capsys.readouterr()
    assert run(["codes", "list", "--shop", str(shop), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["state"] for one in told] == ["retired", "active"]
    assert run(["codes", "trail", "--shop", str(shop), "--json"]) == 0
    trail = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["what"], one["signed"]) for one in trail] == [
        ("begun", False), ("registered", False), ("protected", True), ("registered", True), ("approved", True), ("retired", True)]
    assert run(["check", "--shop", str(shop)]) == 0


def test_check_and_trail_end_in_one_where_another_program_changed_a_code(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    shop = tmp_path / "shop"
    assert run(["codes", "add", "--shop", str(shop), "--text", WECHAT, "--owner", "Amina"]) == 0
    assert run(["check", "--shop", str(shop)]) == 0
    connection = sqlite3.connect(shop / "shop.db")
    connection.execute("UPDATE receiving_codes SET payload = ?", (WECHAT[:-1] + "x",))
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert run(["check", "--shop", str(shop)]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["state"] == "codes_changed"
    assert json.loads(told.out)["codes"] == ["The code of Amina was exchanged. It would send the money to somebody else."]
    assert run(["codes", "trail", "--shop", str(shop)]) == 1
    assert "Stop." in capsys.readouterr().err
