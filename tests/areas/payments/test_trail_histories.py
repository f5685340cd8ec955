"""No false alarm: whatever a person does honestly with her shop, on two computers, with backups, the trail stays in order."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from producer_app.app import joiner
from producer_app.areas import payments
from producer_app.areas.payments import actions, approving, queries
from producer_app.areas.payments.trail import keys
from producer_app.areas.payments.trail.keys import Key
from producer_app.store import backup, opening
from producer_app.store.shop import Shop
from tests.areas.payments.test_trail import photo

# 200 is the promise; so many are gone through each time.
HISTORIES = int(os.environ.get("PRODUCER_APP_HISTORIES", "8"))
DEEDS = ("register", "register", "approve", "retire", "print", "patrol", "hang", "undo other things", "redo", "protect",
         "passphrase", "forgotten", "known", "wait", "open again", "open twice", "back up and bring back", "move", "stick",
         "killed")
WORDS = "roses boil at noon"


class Life:
    """One shop, lived by its honest owner. ``here``, ``there``: the memories of two computers."""

    def __init__(self, place: Path) -> None:
        self.place, self.number, self.words = place, 0, WORDS
        self.folder = place / "shop"
        self.computers = [place / "here", place / "there"]
        self.use(0)
        self.shop = joiner.open_shop(self.folder, create=True)

    def use(self, computer: int) -> None:
        """Sits down at one of the two."""
        self.computer = computer
        os.environ["XDG_DATA_HOME"] = str(self.computers[computer])

    def key(self) -> Key | None:
        return approving.unlock(self.shop, self.words) if approving.lock_of(self.shop)[1] else None

    def reopen(self, folder: Path | None = None) -> None:
        self.shop.close()
        self.folder = folder or self.folder
        self.shop = joiner.open_shop(self.folder)

    def do(self, deed: str) -> None:
        self.number += 1
        known, shop = queries.codes(self.shop), self.shop
        text = f"wxp://f2f0HonestHonestHonestHonestHon-_{self.number:07}"
        if deed == "register":
            actions.register(shop, text, "Amina", key=self.key())
        elif deed == "approve" and known:
            approving.approve(shop, known[-1].id, known[-1].payload, "Amina", key=self.key())
        elif deed == "retire" and known:
            actions.retire(shop, known[0].id, key=self.key())
        elif deed == "print" and known:
            payments.note_copies(shop, known[-1].id, 2, "Counter")
        elif deed == "patrol":
            actions.keep_patrol(shop, PHOTO, place="Counter")
        elif deed == "hang" and known:
            actions.hang(shop, known[0].id, f"Place {self.number}")
        elif deed == "undo other things":
            if known:
                actions.hang(shop, known[0].id, f"Place {self.number}")
            shop.undo()
        elif deed == "redo":
            shop.redo()
        elif deed == "protect" and self.key() is None:
            approving.protect(shop, self.words)
        elif deed == "passphrase" and (key := self.key()) is not None:
            approving.change_passphrase(shop, key, f"{WORDS} {self.number}")
            self.words = f"{WORDS} {self.number}"
        elif deed == "wait":
            approving.set_wait(shop, 10 if self.number % 2 else 0, key=self.key())
        elif deed == "open again":
            self.reopen()
        else:
            self.travel(deed)

    def travel(self, deed: str) -> None:
        """The file goes about."""
        shop = self.shop
        if deed == "forgotten" and self.key() is not None:
            approving.forgotten(shop)
        elif deed == "known" and (key := self.key()) is not None:
            approving.known_after_all(shop, key)
        elif deed == "open twice":
            with joiner.open_shop(self.folder) as second:
                assert not payments.trail_findings(second)
                actions.keep_patrol(second, PHOTO)
        elif deed == "back up and bring back":
            copy = backup.backup(self.folder, self.place / f"copies {self.number}")
            to = self.place / f"brought back {self.number}"
            backup.restore(copy, to, joiner.schemas())
            payments.new_folder(to)
            self.reopen(to)
        elif deed == "move":
            shop.close()
            to = self.place / f"moved {self.number}"
            shutil.move(self.folder, to)
            self.use(1 - self.computer)
            self.folder = to
            self.shop = joiner.open_shop(to)
        elif deed == "stick":
            # Out of this computer, worked with at the other one at the same place, and back; with a passphrase.
            if self.key() is None:
                return
            shop.close()
            self.use(1 - self.computer)
            self.shop = joiner.open_shop(self.folder)
            actions.register(self.shop, f"wxp://f2f0StickStickStickStickStickSt-_{self.number:07}", "Amina", key=self.key())
            actions.keep_patrol(self.shop, PHOTO)
            self.shop.close()
            self.use(1 - self.computer)
            self.shop = joiner.open_shop(self.folder)
        elif deed == "killed":
            _killed_between_memory_and_disk(shop)


def _killed_between_memory_and_disk(shop: Shop) -> None:
    """An entry is announced, then the power goes before it is on disk."""
    from producer_app.areas.payments.trail import remembering

    remembering.announce(shop.folder, (10_000, "0" * 64))


PHOTO = photo("wxp://f2f0HonestHonestHonestHonestHon-_0000001")


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)
    # Histories are short-lived; that each change outlives a power cut is shown elsewhere.
    monkeypatch.setitem(opening.PRAGMAS, "synchronous", 0)
    monkeypatch.setenv("XDG_DATA_HOME", os.environ["XDG_DATA_HOME"])


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(DEEDS), min_size=3, max_size=14))
def test_an_honest_history_is_never_blamed(deeds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        life = Life(Path(place))
        for deed in deeds:
            life.do(deed)
            assert not payments.trail_findings(life.shop), deed
            for code in payments.codes(life.shop):
                assert payments.payload_for(life.shop, code.id) == code.payload
        life.reopen()
        assert not payments.trail_findings(life.shop)
        life.shop.close()


def test_a_shop_of_the_previous_release_begins_its_trail_with_the_codes_it_has(folder: Path) -> None:
    """The tables are taken back to what they were before there was a trail, rows and all, then opened by this program."""
    import sqlite3

    with joiner.open_shop(folder, create=True) as shop:
        for number in range(3):
            actions.register(shop, f"wxp://f2f0HonestHonestHonestHonestHon-_{number:07}", "Amina")
        actions.retire(shop, 2)
        actions.keep_patrol(shop, PHOTO)
        before = queries.codes(shop, retired=True)
    connection = sqlite3.connect(folder / "shop.db")
    for statement in ("DROP TABLE code_trail", "DROP TABLE code_copies", "ALTER TABLE patrols DROP COLUMN place",
                      "ALTER TABLE patrols DROP COLUMN missing",
                      "DELETE FROM _sqlite_migrations WHERE name IN ('create_trail', 'create_copies')"):
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    payments.new_folder(folder)
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)
        assert queries.codes(shop, retired=True) == before
        assert [code.id for code in payments.codes(shop)] == [1, 3]
        approving.protect(shop, WORDS)
        assert [code.id for code in payments.codes(shop)] == [1, 3], "what hangs goes on"
    with joiner.open_shop(folder) as shop:
        assert not payments.trail_findings(shop)
