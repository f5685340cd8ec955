"""The trail of the receiving codes: whatever another program does to the closed file is seen at the next start and at print."""

from __future__ import annotations

import atexit
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.app.command_line import run
from producer_app.areas import payments
from producer_app.areas.payments import actions, approving, looking, pictures, queries
from producer_app.areas.payments.trail import keys, proving, remembering
from producer_app.base.errors import ShopError
from producer_app.store import backup
from producer_app.store.shop import Shop
from tests.areas.payments import tampering
from tests.areas.payments.tampering import BOTH, WITH_PASSPHRASE

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
ALIPAY = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"
OLD = "wxp://f2f0OldOldOldOldOldOldOldOld-_0123456789"
NEW = "wxp://f2f0NewNewNewNewNewNewNewNew-_0123456789"
# 300 is the promise; so many are tried each time.
TAMPERINGS = int(os.environ.get("PRODUCER_APP_TAMPERINGS", "8"))
PASSPHRASE = "roses boil at noon"


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same way from words to key with less memory, so that many shops are made quickly; one test takes the real way."""
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


def photo(text: str) -> pictures.StallPhoto:
    """A stall with one code on it."""
    import io

    out = io.BytesIO()
    pictures.drawn(text).convert("RGB").save(out, "JPEG")
    return pictures.StallPhoto(out.getvalue(), 400, 400, tuple(looking.every_code(pictures.drawn(text))))


_made: dict[bool, Path] = {}


def filled(folder: Path, *, protected: bool) -> None:
    """A shop with three codes (the third out of use), a print and a look at the stall, seen on this computer; closed."""
    if protected not in _made:
        _made[protected] = Path(tempfile.mkdtemp(prefix="trail-")) / "shop"
        atexit.register(shutil.rmtree, _made[protected].parent, ignore_errors=True)
        _fill(_made[protected], protected=protected)
    shutil.copytree(_made[protected], folder)
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)


def _fill(folder: Path, *, protected: bool) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        key = approving.protect(shop, PASSPHRASE) if protected else None
        for text in (WECHAT, ALIPAY, OLD):
            code = actions.register(shop, text, "Amina", key=key)
            approving.approve(shop, code, text, "Amina", key=key)
        payments.note_copies(shop, 1, 2, "Counter")
        actions.retire(shop, 3, key=key)
        actions.keep_patrol(shop, photo(WECHAT))
        assert not payments.trail_findings(shop)


def refused(act: Callable[..., object], *values: object, **named: object) -> str:
    """The code of the refusal that an act ends in."""
    with pytest.raises(ShopError) as refusal:
        act(*values, **named)
    return refusal.value.code


CASES = [pytest.param(tamper, protected, id=f"{name}{' (passphrase)' if protected else ''}")
         for protected in (False, True) for name, tamper in [*BOTH.items(), *(WITH_PASSPHRASE.items() if protected else ())]]


@pytest.mark.parametrize(("tamper", "protected"), CASES)
def test_every_tampering_is_seen_at_the_next_start_and_nothing_is_shown(
        folder: Path, tamper: tampering.Tamper, protected: bool, capsys: pytest.CaptureFixture[str]) -> None:
    filled(folder, protected=protected)
    with joiner.open_shop(folder) as shop:
        before = {code.id: code for code in queries.codes(shop, retired=True)}
    tamper(folder)
    exit_code = run(["check", "--shop", str(folder)])
    told = json.loads(capsys.readouterr().out)
    assert told["codes"]
    # A deleted row also leaves links behind, and that is damage by itself; an older file is sound by itself, but told.
    assert exit_code in (1, 3) or "older one" in told["codes"][0]
    with joiner.open_shop(folder) as shop:
        found = proving.look(shop).findings
        assert found
        assert all(one.told() for one in found)
        for code in queries.codes(shop):
            if code != before.get(code.id):
                assert refused(payments.payload_for, shop, code.id) == "TAMPERED"
                assert code not in payments.codes(shop)
        assert payments.judge(shop, tampering.THIEF) != "own"
        assert refused(lambda: actions.register(shop, NEW, "Amina")) == "TAMPERED"
        assert refused(lambda: payments.note_copies(shop, 1, 1)) in ("TAMPERED", "NO_CODE")
        assert proving.look_again(shop).findings == found, "looking does not make it good"
    with joiner.open_shop(folder) as shop:
        assert proving.look(shop).findings == found, "nor does another start"


@pytest.mark.parametrize("protected", [False, True])
def test_changes_at_random_places_are_all_seen(folder: Path, protected: bool) -> None:
    missed = []
    for number in range(TAMPERINGS):
        place = folder / str(number)
        filled(place, protected=protected)
        said = tampering.at_random(place, random.Random(f"{number}{protected}"))
        with joiner.open_shop(place) as shop:
            if not proving.look(shop).findings and "with itself" not in said:
                missed.append(said)
        shutil.rmtree(place)
    assert not missed


@pytest.mark.parametrize("protected", [False, True])
def test_a_file_brought_back_to_an_older_state_by_another_program_is_seen(folder: Path, tmp_path: Path, protected: bool) -> None:
    filled(folder, protected=protected)
    shutil.copyfile(folder / "shop.db", tmp_path / "older.db")
    with joiner.open_shop(folder) as shop:
        actions.retire(shop, 1, key=approving.unlock(shop, PASSPHRASE) if protected else None)
    shutil.copyfile(tmp_path / "older.db", folder / "shop.db")
    with joiner.open_shop(folder) as shop:
        assert [one.kind for one in proving.look(shop).findings] == ["OLDER"]
        assert refused(lambda: payments.payload_for(shop, 2)) == "TAMPERED"


def test_an_older_file_is_told_by_the_check_though_it_is_sound_by_itself(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(folder, protected=False)
    shutil.copyfile(folder / "shop.db", tmp_path / "older.db")
    with joiner.open_shop(folder) as shop:
        payments.note_copies(shop, 1, 1)
    shutil.copyfile(tmp_path / "older.db", folder / "shop.db")
    assert run(["check", "--shop", str(folder)]) == 0
    told = capsys.readouterr()
    assert "older one than last time" in told.err
    assert json.loads(told.out)["codes"]


def test_another_shop_in_the_place_of_one_without_codes_is_no_alarm(folder: Path) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        assert not payments.trail_findings(shop)
    with joiner.open_shop(folder.parent / "other", create=True) as shop:
        actions.register(shop, WECHAT, "Amina")
    shutil.copyfile(folder.parent / "other" / "shop.db", folder / "shop.db")
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)
        actions.retire(shop, 1)
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)


@pytest.mark.parametrize("protected", [False, True])
def test_an_everyday_entry_that_another_program_added_is_asked_about(
        folder: Path, protected: bool, capsys: pytest.CaptureFixture[str]) -> None:
    filled(folder, protected=protected)
    tampering.made_up_look_with_entry(folder)
    assert run(["check", "--shop", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["codes_elsewhere"] == 1
    with joiner.open_shop(folder) as shop:
        assert proving.look(shop).elsewhere == 1
        assert payments.payload_for(shop, 1) == WECHAT, "an honest stick between two computers stops nobody"
        payments.note_copies(shop, 1, 1)
        assert proving.look_again(shop).elsewhere == 1, "until she says that it was she"
        approving.own_up(shop)
        assert proving.look(shop).elsewhere == 0


def test_several_programs_at_work_at_once_are_no_alarm(folder: Path) -> None:
    filled(folder, protected=False)
    script = ("import sys; from pathlib import Path; from producer_app.app import joiner; from producer_app.areas import payments\n"
              "with joiner.open_shop(Path(sys.argv[1])) as shop:\n"
              "    for _ in range(8): payments.note_copies(shop, 1, 1)\n")
    others = [subprocess.Popen([sys.executable, "-c", script, str(folder)]) for _ in range(2)]
    with joiner.open_shop(folder) as shop:
        looks = 0
        while any(other.poll() is None for other in others):
            assert not proving.look_again(shop).findings
            looks += 1
        assert looks
        assert [other.returncode for other in others] == [0, 0]
        assert len(queries.copies(shop)) == 17
        assert not payments.trail_findings(shop)
        assert proving.look(shop).elsewhere == 0


def test_a_change_while_the_program_is_open_is_seen_at_the_next_print(folder: Path) -> None:
    filled(folder, protected=True)
    with joiner.open_shop(folder) as shop:
        assert payments.payload_for(shop, 1) == WECHAT
        tampering.BOTH["payload changed"](folder)
        assert refused(lambda: payments.payload_for(shop, 1)) == "TAMPERED"
        assert payments.payload_for(shop, 2) == ALIPAY, "the other one is still hers"


def test_sqlite_itself_refuses_to_change_or_delete_an_entry(folder: Path) -> None:
    filled(folder, protected=False)
    connection = sqlite3.connect(folder / "shop.db")
    for statement in ("UPDATE code_trail SET signature = ''", "DELETE FROM code_trail",
                      "REPLACE INTO code_trail(n, entry, hash) VALUES(1, '', '')"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("protected", [False, True])
def test_changed_codes_are_put_back_as_they_were_recorded(folder: Path, protected: bool) -> None:
    for name in ("payload changed", "two payloads exchanged", "code deleted", "code added", "old code back in use",
                 "code given another number", "look at the stall changed"):
        place = folder / name
        filled(place, protected=protected)
        with joiner.open_shop(place) as shop:
            before = [(code.id, code.payload, code.owner, code.retired_at) for code in queries.codes(shop, retired=True)]
        BOTH[name](place)
        with joiner.open_shop(place) as shop:
            if protected:
                assert refused(approving.put_back, shop) == "NEED_PASSPHRASE"
            approving.put_back(shop, key=approving.unlock(shop, PASSPHRASE) if protected else None)
            assert not payments.trail_findings(shop), name
            after = [(code.id, code.payload, code.owner, code.retired_at) for code in queries.codes(shop, retired=True)]
            assert after == before, name


@pytest.mark.parametrize("name", ["trail dropped", "last entry taken out", "file of another shop with her number", "lock taken off",
                                  "entry changed and all chained anew", "all entries deleted", "trail hidden behind a view"])
@pytest.mark.parametrize("protected", [False, True])
def test_a_touched_record_is_begun_again_and_every_sheet_is_read_back(folder: Path, name: str, protected: bool) -> None:
    filled(folder, protected=protected)
    BOTH[name](folder)
    with joiner.open_shop(folder) as shop:
        if proving.look(shop).mendable:
            pytest.fail("the record itself was touched")
        key = approving.unlock(shop, PASSPHRASE) if protected else None
        if protected:
            assert refused(lambda: approving.begin_again(shop)) == "NEED_PASSPHRASE"
        approving.begin_again(shop, key=key)
        assert not payments.trail_findings(shop)
        assert not payments.codes(shop)
        for code in queries.codes(shop):
            assert refused(payments.payload_for, shop, code.id) == "NOT_APPROVED"
            approving.approve(shop, code.id, code.payload, code.owner, key=key)
        assert [c.id for c in payments.codes(shop)] == [c.id for c in queries.codes(shop)]
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)


# ---------------------------------------------------------------- the passphrase
def test_a_new_code_waits_until_its_printed_page_is_read_back_byte_for_byte(shop: Shop) -> None:
    key = approving.protect(shop, PASSPHRASE)
    assert refused(lambda: actions.register(shop, WECHAT, "Amina")) == "NEED_PASSPHRASE"
    code = actions.register(shop, WECHAT, "Amina", key=key)
    assert refused(lambda: payments.payload_for(shop, code)) == "NOT_APPROVED"
    assert not payments.codes(shop)
    for scanned in (WECHAT + " ", WECHAT.lower(), WECHAT[:-1] + "8", ALIPAY, ""):
        assert refused(approving.approve, shop, code, scanned, "Amina", key=key) == "DIFFERENT_CODE"
    assert refused(lambda: approving.approve(shop, code, WECHAT, "Anima", key=key)) == "DIFFERENT_NAME"
    assert refused(lambda: approving.approve(shop, code, WECHAT, "Amina")) == "NEED_PASSPHRASE"
    approving.approve(shop, code, WECHAT, "  amina ", key=key)
    assert payments.payload_for(shop, code) == WECHAT
    assert refused(lambda: actions.retire(shop, code)) == "NEED_PASSPHRASE"


def test_another_passphrase_opens_nothing(shop: Shop) -> None:
    approving.protect(shop, PASSPHRASE)
    assert refused(lambda: approving.unlock(shop, "roses boil at night")) == "WRONG_PASSPHRASE"
    assert approving.unlock(shop, "  ROSES boil   at noon ").public == proving.look(shop).state.public


@pytest.mark.parametrize("weak", ["", "jam", "roses jam", "aaaaaaaaaaaaaa", "13812345678", "1234567890", "qwertyuiopas",
                                  "ab ab ab ab"])
def test_a_weak_passphrase_is_refused_with_advice(shop: Shop, weak: str) -> None:
    assert refused(lambda: approving.protect(shop, weak)) == "WEAK"
    assert not proving.look(shop).protected


@pytest.mark.parametrize("strong", ["roses boil at noon", "qizil gül bilen murabba", "玫瑰 花酱 中午 熬好", "gulqizil2026x"])
def test_four_words_or_ten_letters_are_enough(shop: Shop, strong: str) -> None:
    approving.protect(shop, strong)
    assert approving.unlock(shop, strong)


def test_the_passphrase_is_slow_to_guess_and_kept_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (keys.MEMORY_KIB, keys.PASSES) == (64 * 1024, 3)
    _fill(folder, protected=True)
    with joiner.open_shop(folder) as shop:
        key = approving.unlock(shop, PASSPHRASE)
        secret = key._private.private_bytes_raw()  # what must be found nowhere
        assert secret.hex() not in repr(key)
        copy = backup.backup(folder, folder.parent / "copies")
    assert copy.is_file()
    places = [*folder.rglob("*"), *folder.parent.rglob("*"), remembering.place_of(folder)]
    for path in {p for p in places if p.is_file()}:
        data = path.read_bytes()
        for marker in (PASSPHRASE.encode(), secret, secret.hex().encode()):
            assert marker not in data, path


def test_a_changed_passphrase_is_signed_with_the_old_one(folder: Path) -> None:
    filled(folder, protected=True)
    with joiner.open_shop(folder) as shop:
        approving.change_passphrase(shop, approving.unlock(shop, PASSPHRASE), "apricots dry in august")
        assert refused(lambda: approving.unlock(shop, PASSPHRASE)) == "WRONG_PASSPHRASE"
        actions.register(shop, OLD, "Amina", key=approving.unlock(shop, "apricots dry in august"))
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)


def test_a_forgotten_passphrase_is_renewed_slowly_and_every_sheet_read_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder, protected=True)
    with joiner.open_shop(folder) as shop:
        assert refused(lambda: approving.renew(shop, "apricots dry in august")) == "TOO_EARLY"
        approving.forgotten(shop)
        assert refused(lambda: approving.renew(shop, "apricots dry in august")) == "TOO_EARLY"
        assert payments.payload_for(shop, 1) == WECHAT, "meanwhile selling goes on"
    monkeypatch.setattr("producer_app.base.clock.now", lambda: "2099-01-01T00:00:00Z")
    with joiner.open_shop(folder) as shop:
        key = approving.renew(shop, "apricots dry in august")
        assert refused(lambda: payments.payload_for(shop, 1)) == "NOT_APPROVED"
        monkeypatch.undo()
        approving.approve(shop, 1, WECHAT, "Amina", key=key)
        assert payments.payload_for(shop, 1) == WECHAT
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)


def test_whoever_knows_the_passphrase_ends_the_slow_way(folder: Path) -> None:
    filled(folder, protected=True)
    with joiner.open_shop(folder) as shop:
        approving.forgotten(shop)
        approving.known_after_all(shop, approving.unlock(shop, PASSPHRASE))
        assert approving.renewable_from(proving.look(shop)) == ""


def test_a_cooperative_may_wait_between_approval_and_use(shop: Shop) -> None:
    key = approving.protect(shop, PASSPHRASE)
    approving.set_wait(shop, 10, key=key)
    code = actions.register(shop, WECHAT, "Amina", key=key)
    approving.approve(shop, code, WECHAT, "Amina", key=key)
    assert refused(lambda: payments.payload_for(shop, code)) == "WAITING"
    assert not payments.codes(shop)


# ---------------------------------------------------------------- the keyring
def test_a_keyring_that_works_remembers_signed_entries_too(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    class Drawer(KeyringBackend):
        """A keyring of this test alone."""

        priority = 1

        def __init__(self) -> None:
            super().__init__()
            self.held: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.held[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.held[service, username]

    drawer, before = Drawer(), keyring.get_keyring()
    monkeypatch.setattr(remembering.Ring, "_tried", {})
    keyring.set_keyring(drawer)
    try:
        _fill(folder, protected=True)
        assert len(drawer.held) == 1
        shutil.copyfile(folder / "shop.db", tmp_path / "older.db")
        with joiner.open_shop(folder) as shop:
            approving.set_wait(shop, 10, key=approving.unlock(shop, PASSPHRASE))
            approving.approve(shop, 1, WECHAT, "Amina", key=approving.unlock(shop, PASSPHRASE))
        shutil.copyfile(tmp_path / "older.db", folder / "shop.db")
        remembering.place_of(folder).unlink()  # the other program found this one too
        with joiner.open_shop(folder) as shop:
            assert payments.trail_findings(shop) == ["The shop’s file is an older one than last time. Later changes of your codes "
                                                     "are missing."]
    finally:
        keyring.set_keyring(before)


# ---------------------------------------------------------------- marks on the sheet
def test_check_words_differ_for_another_code_another_shop_and_another_passphrase(folder: Path) -> None:
    seen = []
    for name in ("one", "two"):
        with joiner.open_shop(folder / name, create=True) as shop:
            for text in (WECHAT, ALIPAY):
                seen.append(payments.check_words(shop, payments.get(shop, actions.register(shop, text, "Amina"))))
            approving.protect(shop, PASSPHRASE)
            seen.append(payments.check_words(shop, payments.get(shop, 1)))
            assert payments.check_words(shop, payments.get(shop, 1)) == seen[-1]
    assert len({tuple(word.icon for word in words) for words in seen}) == 6
    assert all(len(words) == 4 and set(word.names) == {"en", "zh", "ug"} for words in seen for word in words)


def test_the_flower_changes_with_the_day_and_cannot_be_told_from_another_shop(folder: Path) -> None:
    from datetime import date, timedelta

    days = [date(2026, 3, 1) + timedelta(n) for n in range(60)]
    series = []
    for name in ("one", "two"):
        with joiner.open_shop(folder / name, create=True) as shop:
            series.append([payments.flower_of(shop, day) for day in days])
            assert all(0 <= flower < 96 for flower in series[-1])
    assert len(set(series[0])) > 30
    assert sum(a == b for a, b in zip(*series, strict=True)) < 8


# ---------------------------------------------------------------- the register of sheets
def test_every_print_is_in_the_register_until_it_is_taken_down(shop: Shop) -> None:
    code = actions.register(shop, WECHAT, "Amina")
    payments.note_copies(shop, code, 3, "Counter", "2026-03-01T08:00:00Z")
    payments.note_copies(shop, code, 1)
    assert shop.undo() is None, "the paper is there"
    assert [(one.copies, one.place) for one in queries.copies(shop)] == [(1, ""), (3, "Counter")]
    assert [place.name for place in queries.get(shop, code).places] == ["Counter"]
    actions.retire(shop, code)
    assert [one.copies for _code, one in queries.to_take_down(shop)] == [1, 3]
    for one in queries.copies(shop):
        actions.copies_gone(shop, one.id)
    assert not queries.to_take_down(shop)
    assert len(queries.copies(shop, gone=True)) == 2


# ---------------------------------------------------------------- the stall
def test_a_covered_code_is_missing_and_the_stall_is_never_called_good(shop: Shop) -> None:
    first, second = actions.register(shop, WECHAT, "Amina"), actions.register(shop, ALIPAY, "Amina")
    for code in (first, second):
        actions.hang(shop, code, "Counter")
    patrol = actions.keep_patrol(shop, photo(WECHAT), place="Counter")
    assert patrol.result == "look"
    assert [(one.code_id, one.sheets) for one in patrol.missing] == [(second, 1)]
    assert actions.keep_patrol(shop, photo(WECHAT), place="Night bazaar").result == "good"
    payments.note_copies(shop, first, 2, "Door")
    assert [(one.code_id, one.sheets) for one in actions.keep_patrol(shop, photo(WECHAT), place="Door").missing] == [(first, 1)]
    assert shop.undo() is None, "a look at the stall stays in the log"
