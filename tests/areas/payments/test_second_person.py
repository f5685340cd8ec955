"""Two people agree before a code is shown; and a passphrase set anew on one computer is taken over on another one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.app import joiner
from producer_app.areas import payments
from producer_app.areas.payments import actions, approving, marks, queries
from producer_app.areas.payments.screen.page import CodesPage
from producer_app.areas.payments.trail import keys, proving, remembering
from producer_app.areas.payments.trail.entries import Entry, digest, hash_of, here, parsed
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.window_kit import click, find, open_window, settle

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
HERS, OTHERS, NEW = "roses boil at noon", "walnuts fall on friday", "apricots dry in august"


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ShopError) as refusal:
        act()
    return refusal.value.code


@pytest.fixture
def both(shop: Shop) -> tuple[Shop, Key, Key, int]:
    """A shop of two people and a code that waits for both."""
    key = approving.protect(shop, HERS)
    second = approving.set_second(shop, "Rahile", OTHERS, key=key)
    return shop, key, second, actions.register(shop, WECHAT, "Amina", key=key)


def approve(shop: Shop, code_id: int, key: Key, second: Key | None = None) -> str:
    return approving.approve(shop, code_id, WECHAT, "Amina", key=key, second=second)


def lay(shop: Shop, what: str, code_id: int, about: dict[str, object], *signers: Key) -> None:
    """An entry as somebody would write it who knows the trail's form, into the closed file."""
    rows = proving.rows_of(shop)
    prev = digest(rows) if what == "begun_again" else rows[-1].hash
    text = Entry(rows[-1].n + 1, prev, clock.now(), what, code_id, here(), about).text()  # type: ignore[arg-type]  # any word
    hashed = hash_of(text)
    with closing(sqlite3.connect(shop.folder / "shop.db")) as other, other:
        other.execute("INSERT INTO code_trail(n, entry, hash, signature) VALUES(?, ?, ?, ?)",
                      (rows[-1].n + 1, text, hashed, " ".join(one.sign(hashed) for one in signers)))


# ---------------------------------------------------------------- two people
def test_a_code_is_shown_only_after_both_agreed_and_both_signatures_stand_in_the_trail(both: tuple[Shop, Key, Key, int]) -> None:
    shop, key, second, code_id = both
    assert refused(lambda: approve(shop, code_id, key)) == "NEED_SECOND"
    assert refused(lambda: approve(shop, code_id, key, key)) == "NEED_SECOND", "the same person twice is one person"
    assert refused(lambda: payments.payload_for(shop, code_id)) == "NOT_APPROVED"
    approve(shop, code_id, key, second)
    assert payments.payload_for(shop, code_id) == WECHAT
    last = proving.rows_of(shop)[-1]
    first_signature, second_signature = last.signature.split(" ")
    assert keys.signed_by(key.public, last.hash, first_signature)
    assert keys.signed_by(second.public, last.hash, second_signature)
    assert not proving.look_again(shop).findings


@pytest.mark.parametrize("signers", ["first", "second", "first first", "second first", "first second second"])
def test_an_approval_that_not_both_signed_is_seen(both: tuple[Shop, Key, Key, int], signers: str) -> None:
    shop, key, second, code_id = both
    lay(shop, "approved", code_id, {"active_from": clock.now(), "payload": WECHAT},
        *({"first": key, "second": second}[one] for one in signers.split()))
    assert "SIGNATURE" in {one.kind for one in proving.look_again(shop).findings}
    assert refused(lambda: payments.payload_for(shop, code_id)) == "TAMPERED"


def test_neither_the_wait_nor_the_second_person_is_changed_by_one_alone(both: tuple[Shop, Key, Key, int]) -> None:
    shop, key, second, _code = both
    assert refused(lambda: approving.set_wait(shop, 10, key=key)) == "NEED_SECOND"
    assert refused(lambda: approving.end_second(shop, key=key, second=None)) == "NEED_SECOND"
    assert refused(lambda: approving.set_second(shop, "Me", NEW, key=key)) == "NEED_SECOND"
    assert refused(lambda: approving.end_second(shop, key=None, second=second)) == "NEED_PASSPHRASE"
    third = approving.set_second(shop, "Zeynep", NEW, key=key, second=second)
    assert approving.second_of(shop).name == "Zeynep"
    assert refused(lambda: approving.end_second(shop, key=key, second=second)) == "NEED_SECOND"
    approving.end_second(shop, key=key, second=third)
    assert not approving.second_of(shop).public
    approving.set_wait(shop, 10, key=key)
    assert not proving.look_again(shop).findings


def test_nobody_becomes_the_second_person_by_writing_it_into_the_file(both: tuple[Shop, Key, Key, int]) -> None:
    shop, key, second, _code = both
    mine = keys.unlocked(NEW, keys.new_salt())
    lay(shop, "second_person", 0, {"name": "Me", "public": mine.public, "salt": keys.new_salt()}, key, mine)
    proof = proving.look_again(shop)
    assert "SIGNATURE" in {one.kind for one in proof.findings}
    assert proof.state.second.public == second.public
    assert proof.second.public == second.public


def test_a_record_begun_again_keeps_the_second_person(both: tuple[Shop, Key, Key, int]) -> None:
    shop, key, second, code_id = both
    approve(shop, code_id, key, second)
    with closing(sqlite3.connect(shop.folder / "shop.db")) as other, other:
        other.execute("DROP TABLE code_trail")
    assert approving.check_second(proving.look_again(shop), second) is second, "this computer remembers who must agree"
    approving.begin_again(shop, key=key)
    assert not proving.look_again(shop).findings
    assert refused(lambda: approve(shop, code_id, key)) == "NEED_SECOND"
    approve(shop, code_id, key, second)
    lay(shop, "begun_again", 0, {"shop": proving.look(shop).state.shop, "public": key.public, "salt": "", "codes": {},
                                 "patrols": {}, "second": ""}, key)
    assert "KEY" in {one.kind for one in proving.look_again(shop).findings}, "the second person is not dropped by one alone"


@pytest.mark.parametrize(("name", "passphrase", "code"), [("", OTHERS, "NO_NAME"), ("Rahile", "short", "WEAK"),
                                                          ("Rahile", HERS.upper(), "SAME_PASSPHRASE")])
def test_who_cannot_be_a_second_person_is_told_why(shop: Shop, name: str, passphrase: str, code: str) -> None:
    assert refused(lambda: approving.set_second(shop, "Rahile", OTHERS, key=None)) == "NOT_PROTECTED"
    key = approving.protect(shop, HERS)
    assert refused(lambda: approving.set_second(shop, name, passphrase, key=key)) == code


def test_the_second_person_may_end_a_search_for_a_new_passphrase(both: tuple[Shop, Key, Key, int]) -> None:
    shop, _key, second, _code = both
    approving.forgotten(shop)
    approving.known_after_all(shop, second)
    assert not proving.look_again(shop).findings
    assert approving.renewable_from(proving.look(shop)) == ""


def opened(qtbot: QtBot, shop: Shop) -> tuple[Window, CodesPage]:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("payments")
    page = window.pages["payments"]
    assert isinstance(page, CodesPage)
    return window, page


def write(window: Window, name: str, text: str) -> None:
    line = find(window, f"field_{name}")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, text)


def test_the_second_person_is_set_and_agrees_by_clicks(qtbot: QtBot, shop: Shop) -> None:
    key = approving.protect(shop, HERS)
    code_id = actions.register(shop, WECHAT, "Amina", key=key)
    window, page = opened(qtbot, shop)
    page.show_record()
    settle()
    click(window, "askSecond")
    write(window, "word", HERS)
    click(window, "unlock")
    write(window, "second_name", "Rahile")
    write(window, "second_passphrase", OTHERS)
    assert not find(window, "setSecond").isEnabled()
    write(window, "second_again", OTHERS)
    click(window, "setSecond")
    settle()
    assert page.levels.currentWidget() is page.record
    assert approving.second_of(shop).name == "Rahile"
    page.show_approving(code_id)
    page.approving.scanned = WECHAT
    page.approving.show_step(2)
    write(window, "owner_again", "Amina")
    click(window, "approve")
    settle()
    assert page.levels.currentWidget() is page.second
    write(window, "agree_word", "somebody else entirely")
    click(window, "agree")
    settle()
    assert proving.look(shop).state.codes[code_id].standing == "waiting"
    click(window, "backFromSecret")
    assert page.levels.currentWidget() is page.approving
    assert page.approving.owner.value("owner_again") == "Amina", "Back loses nothing"
    click(window, "approve")
    settle()
    write(window, "agree_word", OTHERS)
    click(window, "agree")
    settle()
    assert proving.look(shop).state.codes[code_id].standing == "approved"
    assert page.levels.currentWidget() is page.approving
    page.show_record()
    settle()
    click(window, "endSecond")
    settle()
    write(window, "agree_word", OTHERS)
    click(window, "agree")
    settle()
    assert not approving.second_of(shop).public


# ---------------------------------------------------------------- set anew on another computer
@contextmanager
def computer(name: str, tmp_path: Path) -> Iterator[None]:
    """Another computer remembers other things."""
    before = os.environ["XDG_DATA_HOME"]
    os.environ["XDG_DATA_HOME"] = str(tmp_path / name)
    try:
        yield
    finally:
        os.environ["XDG_DATA_HOME"] = before


def renewed_elsewhere(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Seen on B with the old passphrase; forgotten, waited for and set anew on A; then brought to B again."""
    with computer("b", tmp_path), joiner.open_shop(folder) as shop:
        approving.protect(shop, HERS)
        assert not proving.look_again(shop).findings
    with computer("a", tmp_path), joiner.open_shop(folder) as shop:
        approving.forgotten(shop)
        proving.look_again(shop)
    later = datetime.now(UTC) + timedelta(days=7, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: clock.as_text(later))
    with computer("a", tmp_path), joiner.open_shop(folder) as shop:
        approving.renew(shop, NEW)
        assert not proving.look_again(shop).findings
    return shop


def test_a_passphrase_set_anew_on_one_computer_is_taken_over_on_another_with_the_words_of_a_new_sheet(
        shop: Shop, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    old_words = [word.names["en"] for word in marks.check_words(shop, queries.get(shop, code_id))]
    shop.close()
    renewed_elsewhere(folder, tmp_path, monkeypatch)
    with computer("a", tmp_path), joiner.open_shop(folder) as at_a:
        words = marks.check_words(at_a, queries.get(at_a, code_id))
    with computer("b", tmp_path), joiner.open_shop(folder) as at_b:
        proof = proving.look_again(at_b)
        assert proof.renewed
        assert refused(lambda: payments.payload_for(at_b, code_id)) == "TAMPERED", "nothing is shown before she said so"
        new = approving.unlock(at_b, NEW)
        typed = ", ".join(word.names["zh"] for word in words)
        assert refused(lambda: approving.accept_renewal(at_b, None, typed)) == "NEED_PASSPHRASE"
        assert refused(lambda: approving.unlock(at_b, HERS)) == "WRONG_PASSPHRASE"
        for wrong in ("", " ".join(old_words), " ".join(word.names["zh"] for word in words[:3])):
            assert refused(partial(approving.accept_renewal, at_b, new, wrong)) == "OTHER_WORDS"
        approving.accept_renewal(at_b, new, typed)
        assert not proving.look_again(at_b).findings
        assert refused(lambda: payments.payload_for(at_b, code_id)) == "NOT_APPROVED", "and every sheet is read back anew"
        approve(at_b, code_id, new)
        assert payments.payload_for(at_b, code_id) == WECHAT
    with computer("b", tmp_path), joiner.open_shop(folder) as at_b:
        assert not proving.look_again(at_b).findings
        assert refused(lambda: approving.accept_renewal(at_b, new, typed)) == "NOT_RENEWED"


def test_a_new_passphrase_that_nobody_waited_for_is_no_renewal(shop: Shop, folder: Path) -> None:
    approving.protect(shop, HERS)
    actions.register(shop, WECHAT, "Amina", key=approving.unlock(shop, HERS))
    thief = keys.unlocked(NEW, keys.new_salt())
    lay(shop, "begun_again", 0, {"shop": proving.look(shop).state.shop, "public": thief.public, "salt": "00", "codes": {},
                                 "patrols": {}, "second": ""}, thief)
    proof = proving.look_again(shop)
    assert proof.findings
    assert not proof.renewed
    assert refused(lambda: approving.accept_renewal(shop, thief, "Sun Moon Star Tree")) == "NOT_RENEWED"
    assert approving.lock_of(shop)[1] != thief.public


def test_the_red_stop_asks_for_the_words_on_paper(qtbot: QtBot, shop: Shop, folder: Path, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    code_id = actions.register(shop, WECHAT, "Amina")
    shop.close()
    renewed_elsewhere(folder, tmp_path, monkeypatch)
    with computer("b", tmp_path), joiner.open_shop(folder) as at_b:
        words = marks.check_words(at_b, queries.get(at_b, code_id))
        window, page = opened(qtbot, at_b)
        assert page.levels.currentWidget() is page.stop
        said = " ".join(label.text() for label in page.stop.findChildren(QLabel))
        assert "set on another computer" in said
        write(window, "paper_words", " ".join(word.names["en"].lower() for word in words))
        click(window, "putRight")
        settle()
        write(window, "word", NEW)
        click(window, "unlock")
        settle()
        assert not proving.look_again(at_b).findings
        assert page.levels.currentWidget() is not page.stop
        window.close()


def test_an_old_memory_without_a_second_person_is_still_understood(shop: Shop) -> None:
    import json

    approving.protect(shop, HERS)
    path = remembering.place_of(shop.folder)
    known = json.loads(path.read_text(encoding="utf-8"))
    del known["second"]
    path.write_text(json.dumps(known), encoding="utf-8")
    assert remembering.recall(shop.folder) is not None
    assert not proving.look_again(shop).findings


def test_every_entry_of_two_people_is_read_as_it_was_written(both: tuple[Shop, Key, Key, int]) -> None:
    shop, _key, _second, _code = both
    found = [parsed(raw.entry) for raw in proving.rows_of(shop)]
    assert [one.what for one in found if one is not None] == ["begun", "protected", "second_person", "registered"]
