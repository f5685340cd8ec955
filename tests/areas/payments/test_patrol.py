"""The check of the stall: every swapped code is caught, no good print is blamed, and it is told in words on the screen."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.app.command_line import run
from producer_app.areas.payments import actions, looking, pictures, queries
from producer_app.areas.payments.screen import SCREEN, example
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.base.errors import BadFile
from producer_app.store import darkroom
from producer_app.store.shop import Shop
from tests.areas.payments import swaps
from tests.window_kit import click, find, open_window, settle

# 50 of each kind and 1,000 good prints is the promise; these many are looked at each time.
EACH, GOOD = int(os.environ.get("PRODUCER_APP_SWAPS", "4")), int(os.environ.get("PRODUCER_APP_GOOD", "40"))


@pytest.fixture(autouse=True)
def _no_rooms_left() -> Iterator[None]:
    yield
    darkroom.close_idle()


@pytest.fixture
def mine(shop: Shop) -> Shop:
    """A shop with three own codes."""
    for text in swaps.MINE:
        actions.register(shop, text, "Amina")
    return shop


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("kind", swaps.SWAPS)
def test_a_swapped_code_is_caught(mine: Shop, kind: str) -> None:
    missed = []
    for number in range(EACH):
        seen = queries.whose(mine, looking.every_code(swaps.swapped(kind, random.Random(f"{kind}{number}"))))
        if queries.result_of(seen) == "good":
            missed.append(number)
    assert not missed


def test_good_prints_are_never_blamed(mine: Shop) -> None:
    blamed = []
    for number in range(GOOD):
        seen = queries.whose(mine, looking.every_code(swaps.good(random.Random(f"good{number}"))))
        if queries.result_of(seen) != "good":
            blamed.append((number, [one.verdict for one in seen]))
    assert not blamed


def test_each_code_of_a_photo_is_told_apart(mine: Shop) -> None:
    patrol = actions.keep_patrol(mine, pictures.stall_photo(example.stall(swaps.MINE, foreign=True)))
    assert sorted(one.verdict for one in patrol.seen) == ["foreign", "own", "own", "unreadable"]
    assert patrol.result == "stop"
    assert next(one for one in patrol.seen if one.verdict == "foreign").text == example.STRANGER


def test_an_old_code_of_hers_is_told_as_such(mine: Shop) -> None:
    code = queries.codes(mine)[0]
    actions.retire(mine, code.id)
    patrol = actions.keep_patrol(mine, pictures.stall_photo(as_png(pictures.drawn(code.payload))))
    assert [(one.verdict, one.code_id) for one in patrol.seen] == [("retired", code.id)]
    assert patrol.result == "stop"


def test_a_photo_without_codes_is_kept_and_never_called_good(mine: Shop) -> None:
    patrol = actions.keep_patrol(mine, pictures.stall_photo(as_png(Image.new("L", (300, 200), 120))))
    assert (patrol.result, patrol.seen) == ("look", ())
    assert mine.files.sound(patrol.picture)


def test_the_kept_photo_does_not_tell_where_it_was_taken(mine: Shop) -> None:
    exif = Image.Exif()
    exif[0x010E] = "HOME-ADDRESS"
    out = io.BytesIO()
    pictures.drawn(swaps.WECHAT).save(out, "JPEG", exif=exif)
    assert b"HOME-ADDRESS" in out.getvalue()
    patrol = actions.keep_patrol(mine, pictures.stall_photo(out.getvalue()))
    assert b"HOME-ADDRESS" not in mine.files.path(patrol.picture).read_bytes()


def test_the_command_agrees_with_the_screen(
        mine: Shop, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = tmp_path / "stall.jpg"
    photo.write_bytes(example.stall(swaps.MINE, foreign=True))
    mine.close()
    assert run(["codes", "read", str(photo), "--shop", str(folder), "--json"]) == 0
    told = capsys.readouterr()
    assert sorted(json.loads(line)["state"] for line in told.out.splitlines()) == ["foreign", "own", "own"]
    assert "1 code in it cannot be read" in told.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_what_never_ends_is_no_picture(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    for source in (Path("/dev/zero"), pipe, tmp_path):
        with pytest.raises(BadFile) as refusal:
            pictures.codes_in(source)
        assert refusal.value.code == "NOT_A_PICTURE"


def words_on(page: CodesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_foreign_code_is_told_on_the_screen_at_home_and_in_the_log(qtbot: QtBot, mine: Shop) -> None:
    window = open_window(mine)
    qtbot.addWidget(window)
    window.go("payments")
    click(window, "checkStall")
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    for foreign, word in ((True, "Stop"), (False, "All yours")):
        page.patrolling.look_at(example.stall(swaps.MINE, foreign=foreign))
        qtbot.waitUntil(lambda: bool(queries.patrols(mine)), timeout=10_000)
        settle()
        result = find(window, "patrolResult")
        assert isinstance(result, QLabel)
        assert result.text() == word
        assert SCREEN.banner is not None
        assert (SCREEN.banner(mine) is not None) is foreign
    assert SCREEN.said is not None
    assert "Checked" in SCREEN.said(mine)
    click(window, "patrolLog")
    assert "Stop" in words_on(page)
    assert "All yours" in words_on(page)


def test_a_check_stays_in_the_log_whatever_is_undone(qtbot: QtBot, mine: Shop) -> None:
    window = open_window(mine)
    qtbot.addWidget(window)
    window.go("payments", patrol=True)
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    page.patrolling.look_at(as_png(pictures.drawn(swaps.WECHAT)))
    qtbot.waitUntil(lambda: bool(queries.patrols(mine)), timeout=10_000)
    assert mine.undo() is None
    assert len(queries.patrols(mine)) == 1


def test_a_sheet_that_something_covers_is_told_as_not_seen(qtbot: QtBot, mine: Shop) -> None:
    for code in queries.codes(mine)[:2]:
        actions.hang(mine, code.id, "Counter")
    window = open_window(mine)
    qtbot.addWidget(window)
    window.go("payments", patrol=True)
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    page.patrolling.look_at(as_png(pictures.drawn(queries.codes(mine)[0].payload)))
    qtbot.waitUntil(lambda: bool(queries.patrols(mine)), timeout=10_000)
    settle()
    result = find(window, "patrolResult")
    assert isinstance(result, QLabel)
    assert result.text() == "Look yourself"
    assert "was not seen. Something may cover it" in words_on(page)
    assert "1 sheet of it was not seen" in words_on(page)
