"""What is refused when a shop is opened, in which words, and that the file is left byte for byte as it was."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from producer_app.app import joiner
from producer_app.base.errors import CannotWrite, Damaged, ShopError
from producer_app.store import opening, seal
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from sqlite_utils.db import Database

EXPECTED = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
            "mmap_size": 0, "busy_timeout": 5000, "secure_delete": 1, "fullfsync": 1, "checkpoint_fullfsync": 1}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def everything(folder: Path) -> dict[str, str]:
    """Every file of a folder and its digest."""
    return {str(p.relative_to(folder)): digest(p) for p in sorted(folder.rglob("*")) if p.is_file()}


def filled(folder: Path, *, rows: int = 300) -> Path:
    """A closed shop of some pages, with one photo."""
    with joiner.open_shop(folder, create=True) as shop:
        with shop.step("Fill") as db:
            for number in range(rows):
                db.execute("INSERT INTO products(sku, unit, created_at, search) VALUES(?, 'jar', '2026-01-01T00:00:00Z', ?)",
                           (f"S{number:05d}", f"walnut {number} " * 5))
                db.execute("INSERT INTO product_names VALUES(?, 'en', ?)", (number + 1, f"Walnut oil number {number} " * 4))
        shop.files.keep(b"a photo", ".jpg")
    return folder / opening.FILE


def test_every_connection_has_its_settings_read_back(folder: Path) -> None:
    filled(folder, rows=1)
    for _round in range(2):
        with joiner.open_shop(folder) as window, joiner.open_shop(folder) as job:
            for shop in (window, job):
                for name, value in EXPECTED.items():
                    assert shop.value(f"PRAGMA {name}") == value, name
                with shop.step("Touch") as db:
                    db.execute("UPDATE products SET pack_g = pack_g + 1")
                for name, value in EXPECTED.items():
                    assert shop.value(f"PRAGMA {name}") == value, f"{name} after a step"


def test_a_missing_shop_is_named_and_nothing_is_made(folder: Path) -> None:
    with pytest.raises(ShopError) as refusal:
        joiner.open_shop(folder)
    assert (refusal.value.code, refusal.value.exit_code) == ("NO_SHOP", 1)
    assert not folder.exists()


def test_a_new_shop_is_made_in_a_missing_or_an_empty_folder(tmp_path: Path) -> None:
    for folder in (tmp_path / "deep" / "er", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        with joiner.open_shop(folder, create=True) as shop:
            assert shop.value("PRAGMA application_id") == opening.APPLICATION_ID
            assert not shop.read_only
            assert not shop.ended_badly
        assert sorted(p.name for p in folder.iterdir()) == ["shop.db", "shop.seal"]


REMAINS = {
    "a photo": "files/3f/3fa9.jpg", "a backup": "backups/shop-20260101-101010-000003.shopbackup.zip",
    "a journal": "shop.db-journal", "a renamed file": "shop (1).db", "a seal": "shop.seal",
}


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("kind", ["missing", "no bytes"])
@pytest.mark.parametrize("beside", REMAINS.values(), ids=REMAINS.keys())
def test_beside_remains_of_a_shop_no_new_one_is_started(folder: Path, beside: str, kind: str, create: bool) -> None:
    (folder / beside).parent.mkdir(parents=True, exist_ok=True)
    (folder / beside).write_bytes(b"precious")
    if kind == "no bytes":
        (folder / opening.FILE).touch()
    before = everything(folder)
    with pytest.raises(Damaged) as refusal:
        joiner.open_shop(folder, create=create)
    assert everything(folder) == before
    if beside.startswith("backups"):
        assert "shop-20260101-101010-000003.shopbackup.zip" in refusal.value.hint


def test_the_newest_backup_is_the_one_with_the_highest_number_whatever_the_clock_said(folder: Path) -> None:
    (folder / "backups").mkdir(parents=True)
    for name in ("shop-20990101-000000-000004", "shop-20260101-000000-000011", "shop-19700101-000000-000012"):
        (folder / "backups" / f"{name}.shopbackup.zip").write_bytes(b"x")
    with pytest.raises(Damaged) as refusal:
        joiner.open_shop(folder, create=True)
    assert "shop-19700101-000000-000012" in refusal.value.hint


def test_a_file_without_bytes_is_never_filled(folder: Path) -> None:
    folder.mkdir()
    (folder / opening.FILE).touch()
    with pytest.raises(Damaged) as refusal:
        joiner.open_shop(folder, create=True)
    assert refusal.value.code == "SHOP_FILE_EMPTY"
    assert everything(folder) == {opening.FILE: hashlib.sha256(b"").hexdigest()}


def test_the_database_of_another_program_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / opening.FILE)
    other.execute("CREATE TABLE contacts(name)")
    other.close()
    before = everything(folder)
    with pytest.raises(ShopError) as refusal:
        joiner.open_shop(folder, create=True)
    assert (refusal.value.code, refusal.value.exit_code) == ("FOREIGN", 1)
    assert everything(folder) == before


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04" + bytes(4000), b"\xff\xd8\xff" + bytes(9000), b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / opening.FILE).write_bytes(content)
    with pytest.raises(Damaged):
        joiner.open_shop(folder, create=True)
    assert (folder / opening.FILE).read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_refused(folder: Path) -> None:
    (folder / opening.FILE).mkdir(parents=True)
    with pytest.raises(ShopError):
        joiner.open_shop(folder, create=True)


def test_a_file_in_the_place_of_the_folder_is_refused(folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(ShopError):
        joiner.open_shop(folder, create=True)
    assert folder.read_text() == "x"


def after_unclean_end(folder: Path) -> None:
    (folder / seal.FILE).unlink(missing_ok=True)


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("how", ["version + 1", "version + 100", "an unknown step"])
def test_a_shop_of_a_newer_program_is_refused_byte_for_byte_unchanged(folder: Path, how: str, sealed: bool) -> None:
    path = filled(folder, rows=3)
    direct = sqlite3.connect(path, isolation_level=None)
    if how == "an unknown step":
        direct.execute("UPDATE _sqlite_migrations SET name = 'from_the_future' WHERE migration_set = 'products' AND name = "
                       "(SELECT max(name) FROM _sqlite_migrations WHERE migration_set = 'products')")
    else:
        seen = direct.execute("PRAGMA user_version").fetchone()[0]
        direct.execute(f"PRAGMA user_version = {seen + int(how.split()[-1])}")
    direct.close()
    if not sealed:
        after_unclean_end(folder)
    before = everything(folder)
    for create in (False, True):
        with pytest.raises(ShopError) as refusal:
            joiner.open_shop(folder, create=create)
        assert (refusal.value.code, refusal.value.exit_code) == ("NEWER", 1)
    assert everything(folder) == before


class Damage:
    """Ways to spoil a file, each with a number that decides where."""

    @staticmethod
    def flip(data: bytearray, pick: random.Random) -> None:
        data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)

    @staticmethod
    def overwrite(data: bytearray, pick: random.Random) -> None:
        at = pick.randrange(len(data) - 600)
        data[at:at + 512] = pick.randbytes(512)

    @staticmethod
    def zero_page(data: bytearray, pick: random.Random) -> None:
        pages = [n for n in range(len(data) // 4096) if any(data[n * 4096:n * 4096 + 4096])]
        at = pick.choice(pages) * 4096
        data[at:at + 4096] = bytes(4096)

    @staticmethod
    def swap_pages(data: bytearray, pick: random.Random) -> None:
        one, two = pick.sample(range(len(data) // 4096), 2)
        first, second = data[one * 4096:one * 4096 + 4096], data[two * 4096:two * 4096 + 4096]
        if first == second:
            first[100] ^= 255
        data[one * 4096:one * 4096 + 4096], data[two * 4096:two * 4096 + 4096] = second, first

    @staticmethod
    def cut(data: bytearray, pick: random.Random) -> None:
        del data[pick.randrange(1, len(data)):]

    @staticmethod
    def cut_pages(data: bytearray, pick: random.Random) -> None:
        del data[pick.randrange(1, len(data) // 4096) * 4096:]

    @staticmethod
    def grow(data: bytearray, pick: random.Random) -> None:
        data += pick.randbytes(pick.choice([1, 4096, 5000]))

    @staticmethod
    def old_page(data: bytearray, pick: random.Random) -> None:
        at = pick.randrange(len(data) // 4096) * 4096
        data[at + 2048:at + 4096] = data[at:at + 2048]
        data[at] ^= 1


KINDS = [name for name in vars(Damage) if not name.startswith("_")]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good") / "shop"
    filled(folder)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_never_opened_and_never_changed(good: Path, tmp_path: Path, kind: str) -> None:
    for number in range(12):
        folder = tmp_path / str(number)
        shutil.copytree(good, folder)
        data = bytearray((folder / opening.FILE).read_bytes())
        original = bytes(data)
        getattr(Damage, kind)(data, random.Random(f"{kind} {number}"))
        assert data != original
        (folder / opening.FILE).write_bytes(data)
        before = everything(folder)
        for create in (False, True):
            with pytest.raises(Damaged) as refusal:
                joiner.open_shop(folder, create=create).close()
            assert "damaged" in str(refusal.value)
        assert everything(folder) == before


@pytest.mark.parametrize("kind", ["zero_page", "cut", "cut_pages"])
def test_gross_damage_is_seen_without_a_seal_too(good: Path, tmp_path: Path, kind: str) -> None:
    for number in range(12):
        folder = tmp_path / str(number)
        shutil.copytree(good, folder)
        after_unclean_end(folder)
        data = bytearray((folder / opening.FILE).read_bytes())
        getattr(Damage, kind)(data, random.Random(f"{kind} {number}"))
        (folder / opening.FILE).write_bytes(data)
        with pytest.raises(Damaged):
            joiner.open_shop(folder).close()
        assert (folder / opening.FILE).read_bytes() == data


def test_damage_is_told_with_the_newest_backup(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(good, folder)
    (folder / "backups").mkdir()
    copy = folder / "backups" / "shop-20260101-101010-000003.shopbackup.zip"
    copy.write_bytes(b"x")
    with open(folder / opening.FILE, "r+b") as file:
        file.write(b"gone")
    with pytest.raises(Damaged) as refusal:
        joiner.open_shop(folder)
    assert copy.name in refusal.value.hint


def test_a_clean_end_is_told_from_an_unclean_one(folder: Path) -> None:
    filled(folder, rows=2)
    with joiner.open_shop(folder) as shop:
        assert not shop.ended_badly
        with shop.step("Change") as db:
            db.execute("UPDATE products SET pack_g = 5")
    with joiner.open_shop(folder) as shop:
        assert not shop.ended_badly
    code = ("import os, sys\nfrom pathlib import Path\nfrom producer_app.app import joiner\n"
            "shop = joiner.open_shop(Path(sys.argv[1]))\n"
            "with shop.step('x') as db: db.execute('UPDATE products SET pack_g = 6')\nos._exit(9)\n")
    assert subprocess.run([sys.executable, "-c", code, str(folder)]).returncode == 9
    with joiner.open_shop(folder) as shop:
        assert shop.ended_badly
        assert shop.value("SELECT DISTINCT pack_g FROM products") == 6
    with joiner.open_shop(folder) as shop:
        assert not shop.ended_badly


def test_a_command_beside_an_open_window_does_not_count_as_an_unclean_end(folder: Path) -> None:
    filled(folder, rows=2)
    code = ("import sys\nfrom pathlib import Path\nfrom producer_app.app import joiner\nfrom producer_app.store import lock\n"
            "folder = Path(sys.argv[1])\nheld = lock.hold(folder)\nshop = joiner.open_shop(folder)\n"
            "with shop.step('x') as db: db.execute('UPDATE products SET pack_g = 6')\n"
            "print('ready', flush=True)\nsys.stdin.readline()\nshop.close()\nheld.release()\n")
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as window:
        assert window.stdin is not None
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        with joiner.open_shop(folder) as command:
            assert not command.ended_badly
            with command.step("Beside") as db:
                db.execute("UPDATE products SET pack_g = 7")
        assert not (folder / seal.FILE).exists()
        window.stdin.write("\n")
        window.stdin.close()
        assert window.wait() == 0
    assert (folder / seal.FILE).exists()
    with joiner.open_shop(folder) as shop:
        assert not shop.ended_badly
        assert shop.value("SELECT max(pack_g) FROM products") == 7


def test_a_change_by_a_database_tool_is_no_damage(folder: Path) -> None:
    path = filled(folder, rows=2)
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("UPDATE products SET pack_g = 77")
    tool.close()
    with joiner.open_shop(folder) as shop:
        assert shop.value("SELECT max(pack_g) FROM products") == 77


def test_a_file_turned_to_another_journal_by_a_tool_is_turned_back(folder: Path) -> None:
    path = filled(folder, rows=2)
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("PRAGMA journal_mode = WAL")
    tool.execute("UPDATE products SET pack_g = 78")
    tool.close()
    with joiner.open_shop(folder) as shop:
        assert shop.value("PRAGMA journal_mode") == "delete"
        assert shop.value("SELECT max(pack_g) FROM products") == 78


def test_a_torn_seal_is_no_seal(folder: Path) -> None:
    filled(folder, rows=2)
    for text in ("", "{", "[]", '{"counter": "x"}'):
        (folder / seal.FILE).write_text(text)
        with joiner.open_shop(folder) as shop:
            assert shop.value("SELECT count(*) FROM products") == 2


# ---------------------------------------------------------------------- bringing tables up to date
def later(*, failing: bool = False) -> list[Migrations]:
    """The areas' tables and one more area of a later program."""
    more = Migrations("later")

    @more()
    def add_table(db: Database) -> None:
        db.execute("CREATE TABLE later(id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products(id))")

    @more()
    def rebuild_products(db: Database) -> None:
        db["products"].transform(defaults={"category": "food"})  # type: ignore[union-attr]  # a table, not a view
        if failing:
            db.execute("INSERT INTO nowhere VALUES(1)")

    return [*joiner.schemas(), more]


def test_a_copy_is_made_before_tables_change_and_no_row_is_lost(folder: Path) -> None:
    path = filled(folder, rows=40)
    names = sqlite3.connect(path).execute("SELECT * FROM product_names").fetchall()
    seen = sqlite3.connect(path).execute("PRAGMA user_version").fetchone()[0]
    with Shop.open(folder, later()) as shop:
        assert [tuple(r) for r in shop.rows("SELECT * FROM product_names")] == names
        assert shop.value("PRAGMA user_version") == seen + 2
        assert shop.value("PRAGMA foreign_keys") == 1
    copy = folder / "backups" / f"before-upgrade-{seen}-1.db"
    kept = sqlite3.connect(copy)
    assert kept.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert kept.execute("PRAGMA user_version").fetchone()[0] == seen
    assert kept.execute("SELECT * FROM product_names").fetchall() == names
    kept.close()
    with Shop.open(folder, later()):
        assert [p.name for p in (folder / "backups").iterdir()] == [copy.name]


def test_an_upgrade_that_fails_leaves_the_old_tables_whole(folder: Path) -> None:
    path = filled(folder, rows=40)
    dump = list(sqlite3.connect(path).iterdump())
    for _try in range(2):
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            Shop.open(folder, later(failing=True))
    assert list(sqlite3.connect(path).iterdump()) == dump
    with joiner.open_shop(folder) as shop:
        assert shop.value("SELECT count(*) FROM products") == 40
    assert len(list((folder / "backups").iterdir())) == 2


def test_an_up_to_date_shop_opens_and_is_written_to_without_the_database_library(folder: Path) -> None:
    filled(folder, rows=2)
    code = ("import sys\nfrom pathlib import Path\nfrom producer_app.app import joiner\n"
            "with joiner.open_shop(Path(sys.argv[1])) as shop:\n    shop.value('SELECT count(*) FROM products')\n"
            "    with shop.step('Change') as db: db.execute(\"UPDATE products SET origin = 'Hotan'\")\n"
            "    assert shop.undo() == 'Change'\n"
            "print([m for m in ('sqlite_utils', 'numpy', 'PIL', 'PySide6', 'zipfile') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


# ---------------------------------------------------------------------- places that take no writing
AS_A_GUEST = """
import json, os, sys
from pathlib import Path
folder, uid = Path(sys.argv[1]), int(sys.argv[2])
from producer_app.app import joiner
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.store import lock
joiner.schemas()
out = {}
if uid:  # only now: the program's own files may be closed to others
    os.setgroups([]); os.setgid(uid); os.setuid(uid)
try:
    held = lock.hold(folder)
    out["held"] = held.held
    with joiner.open_shop(folder) as shop:
        out["read_only"] = shop.read_only
        out["products"] = shop.value("SELECT count(*) FROM products")
        try:
            with shop.step("x") as db:
                db.execute("DELETE FROM products")
        except CannotWrite as refusal:
            out["step"] = refusal.code
except ShopError as refusal:
    out["refused"] = [refusal.code, refusal.exit_code]
print(json.dumps(out))
"""


def as_guest(folder: Path) -> dict[str, object]:
    """What a user without rights gets; skipped where tests can't take another user's place or lack no rights."""
    import json

    uid = 0
    if not hasattr(os, "getuid"):
        pytest.skip("this system has no users of this kind")
    if os.getuid() == 0:
        uid = 65534
        for parent in folder.parents:
            if parent.stat().st_mode & 0o005 != 0o005 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o005)
    code = AS_A_GUEST
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(uid)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.fixture
def reading_only(folder: Path) -> Path:
    filled(folder, rows=3)
    return folder


def close_to_writing(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)


def test_a_folder_without_the_right_to_write_is_opened_to_look(reading_only: Path) -> None:
    close_to_writing(reading_only)
    before = everything(reading_only)
    assert as_guest(reading_only) == {"held": False, "read_only": True, "products": 3, "step": "READ_ONLY"}
    assert everything(reading_only) == before


def test_a_writable_file_in_a_closed_folder_is_opened_to_look(reading_only: Path) -> None:
    close_to_writing(reading_only)
    (reading_only / opening.FILE).chmod(0o666)
    assert as_guest(reading_only) == {"held": False, "read_only": True, "products": 3, "step": "READ_ONLY"}


def test_an_old_shop_that_only_can_be_looked_at_is_not_brought_up_to_date(reading_only: Path) -> None:
    direct = sqlite3.connect(reading_only / opening.FILE, isolation_level=None)
    direct.execute("DELETE FROM _sqlite_migrations WHERE migration_set = 'products' AND name = "
                       "(SELECT max(name) FROM _sqlite_migrations WHERE migration_set = 'products')")
    direct.execute("PRAGMA user_version = 1")
    direct.close()
    close_to_writing(reading_only)
    before = everything(reading_only)
    assert as_guest(reading_only) == {"held": False, "refused": ["READ_ONLY", 4]}
    assert everything(reading_only) == before


def test_a_file_that_may_not_even_be_read_is_refused_in_words(reading_only: Path) -> None:
    (reading_only / opening.FILE).chmod(0)
    assert as_guest(reading_only) == {"held": False, "refused": ["READ_ONLY", 4]}


def test_a_shop_cannot_be_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    if not Path("/proc/version").exists():
        pytest.skip("needs a place that nobody can write to")
    with pytest.raises(CannotWrite):
        joiner.open_shop(Path("/proc/shop"), create=True)
