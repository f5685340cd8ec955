"""The page a phone opens: pictures arrive whole, the code is for one phone, and the page goes away by itself."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from producer_app.areas.tray.phone import Limits, Told
from producer_app.areas.tray.phone.door import is_photo
from producer_app.areas.tray.phone.page import TEXTS, language_for
from producer_app.base import i18n
from producer_app.store import darkroom
from tests.areas.tray.phones import open_phone, status, written


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


def photo(kind: str, *, turn: int = 1) -> bytes:
    """A photo with the place where it was taken in it, lying on its side if asked for."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turn
    exif.get_ifd(0x8825)[2] = (37.0, 6.0, 51.5)
    Image.effect_noise((320, 240), 60).convert("RGB").save(out, kind, exif=exif)
    return out.getvalue()


def code_of(answer: bytes) -> str:
    return str(json.loads(answer.partition(b"\r\n\r\n")[2])["code"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_arrives_upright_and_without_its_place(tmp_path: Path, kind: str) -> None:
    with open_phone(tmp_path) as phone:
        sent = photo(kind, turn=6)
        answer = phone.send(sent, phone.open_page())
        assert (status(answer), code_of(answer)) == (200, "OK")
        kept = phone.kept[0]
        assert (kept.width, kept.height) == (240, 320)
        with Image.open(phone.files.path(kept.picture)) as made:
            assert not made.getexif()
        assert phone.files.path(kept.original).read_bytes() == sent
        assert [told.what for told in phone.told if told.what != "coming"] == ["opened", "came"]


def test_forty_pictures_arrive_one_after_another(tmp_path: Path) -> None:
    with open_phone(tmp_path) as phone:
        cookie = phone.open_page()
        pictures = [photo("JPEG") for _number in range(40)]
        assert [status(phone.send(picture, cookie)) for picture in pictures] == [200] * 40
        assert len(phone.kept) == 40
        assert [told.number for told in phone.told if told.what == "came"] == list(range(1, 41))


def test_a_picture_that_only_begins_like_one_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with open_phone(tmp_path) as phone:
        answer = phone.send(photo("JPEG")[:700], phone.open_page())
        assert (status(answer), code_of(answer)) == (422, "BROKEN_PHOTO")
        assert written(tmp_path) == 0
        assert phone.told[-1].what == "refused"
        assert phone.told[-1].words


def test_the_code_is_for_the_first_phone_until_it_is_renewed(tmp_path: Path) -> None:
    with open_phone(tmp_path) as phone:
        mine = phone.open_page()
        other = phone.ask(phone.get("Accept-Language: zh-CN,zh;q=0.9"))
        assert status(other) == 403
        assert i18n.in_language(TEXTS["OTHER_PHONE"], "zh") in other.decode()
        assert status(phone.ask(phone.get(mine))) == 200
        old = phone.server.url
        phone.server.renew()
        assert phone.server.url != old
        assert status(phone.ask(phone.get(mine, path="/" + old.rpartition("/")[2]))) == 404
        theirs = phone.open_page()
        assert status(phone.send(photo("JPEG"), mine)) == 403
        assert status(phone.send(photo("JPEG"), theirs)) == 200


def test_the_code_cannot_be_guessed(tmp_path: Path) -> None:
    """22 letters of 64 are 132 bits; no two pages share one."""
    tokens = set()
    for _number in range(3):
        with open_phone(tmp_path) as phone:
            tokens.add(phone.server.door.token)
    assert {len(token) for token in tokens} == {22}
    assert len(tokens) == 3


def test_the_page_takes_nothing_from_elsewhere(tmp_path: Path) -> None:
    with open_phone(tmp_path) as phone:
        head, _blank, body = phone.ask(phone.get()).decode().partition("\r\n\r\n")
        named = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
        assert named["content-security-policy"].startswith("default-src 'none'; script-src 'nonce-")
        assert "unsafe" not in named["content-security-policy"]
        assert named["x-content-type-options"] == "nosniff"
        assert named["cache-control"] == "no-store"
        assert named["referrer-policy"] == "no-referrer"
        assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in named["set-cookie"].split(";")}
        assert not [mark for mark in ("http://", "https://", "//cdn", "@import", "src=", "%NONCE%", "%VALUES%") if mark in body]


@pytest.mark.parametrize(("accepted", "language"), [
    ("ug-CN,ug;q=0.9,zh;q=0.8", "ug"), ("zh-CN", "zh"),
    ("fr-FR,en;q=0.5,zh;q=0.7", "zh"), ("de", "en"), ("", "en"), (";q=x,,", "en")])
def test_the_page_opens_in_the_phones_language(accepted: str, language: str) -> None:
    assert language_for(accepted) == language


def test_every_word_of_the_page_is_there_in_every_language() -> None:
    for code in ("zh", "ug"):
        assert not [text for text in TEXTS.values() if i18n.in_language(text, code) == text], code


def test_the_page_goes_away_by_itself(tmp_path: Path) -> None:
    stopped = threading.Event()

    def heard(told: Told) -> None:
        if told.what == "stopped":
            stopped.set()

    with open_phone(tmp_path, replace(Limits(), idle_s=0.2), heard=heard) as phone:
        assert stopped.wait(20)
        assert not phone.server.running
        with pytest.raises(ConnectionRefusedError):
            phone.ask(phone.get())


def test_a_press_closes_the_page_at_once(tmp_path: Path) -> None:
    with open_phone(tmp_path) as phone:
        phone.open_page()
        phone.server.stop()
        with pytest.raises(ConnectionRefusedError):
            phone.ask(phone.get())


def test_nothing_listens_before_it_is_asked_for() -> None:
    """The area's front door opens no socket and loads no server."""
    import subprocess
    import sys

    script = "import sys; import producer_app.areas.tray, producer_app.areas.tray.phone; print('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.mark.parametrize(("begin", "is_one"), [
    (b"\xff\xd8\xff\xe1" + b"\0" * 8, True), (b"\x89PNG\r\n\x1a\n\0\0\0\r", True), (b"RIFF\x10\0\0\0WEBP", True),
    (b"\0\0\0\x18ftypheic", True), (b"\0\0\0\x18ftypavif", True), (b"\0\0\0\x18ftypisom", False), (b"RIFF\x10\0\0\0WAVE", False),
    (b"%PDF-1.7\n\0\0\0", False), (b"", False)])
def test_photos_are_told_by_their_first_bytes(begin: bytes, is_one: bool) -> None:
    assert is_photo(begin) is is_one
