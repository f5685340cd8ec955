"""Backups: read back before they count, refused when a single bit differs, restored whole or not at all."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from producer_app.app import joiner
from producer_app.areas.products import actions
from producer_app.areas.products.rows import ProductDraft
from producer_app.base.errors import Damaged, ShopError
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.store import backup, copies, opening
from producer_app.store.files import Files


def everything(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def stall(tmp_path: Path) -> Path:
    """A closed shop with products and photos."""
    folder = tmp_path / "بازار stall"
    with joiner.open_shop(folder, create=True) as shop:
        for number in range(12):
            actions.add(shop, ProductDraft({"en": f"Walnut oil {number}", "ug": "ياڭاق"}, Money(3800 + number), "jar"))
            shop.files.keep(random.Random(number).randbytes(2000 + number), ".jpg")
    return folder


def rows(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / opening.FILE)
    found = list(connection.iterdump())
    connection.close()
    return found


def test_a_backup_is_one_plain_zip_that_holds_the_whole_shop(stall: Path, tmp_path: Path) -> None:
    before = everything(stall)
    made = backup.backup(stall, tmp_path / "stick")
    assert [p.name for p in (tmp_path / "stick").iterdir()] == [made.name]
    assert copies.parse(made) is not None
    assert everything(stall) == before
    with zipfile.ZipFile(made) as plain:
        assert plain.testzip() is None
        assert set(plain.namelist()) == {"shop.db", "manifest.json", *(f"files/{n}" for n in Files(stall / "files").names())}
        manifest = json.loads(plain.read("manifest.json"))
        for name, entry in manifest["entries"].items():
            assert hashlib.sha256(plain.read(name)).hexdigest() == entry["sha256"]
    assert manifest["counts"]["products"] == 12
    assert manifest["sums"]["prices.price_minor"] == sum(3800 + n for n in range(12))


def test_a_restored_shop_is_the_same_row_by_row_and_photo_by_photo(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    report = backup.verify(made)
    for target in (tmp_path / "new", tmp_path / "deep" / "er", tmp_path / "empty"):
        if target.name == "empty":
            target.mkdir()
        assert backup.restore(made, target, joiner.schemas()) == report
        assert rows(target) == rows(stall)
        assert everything(target / "files") == everything(stall / "files")
        with joiner.open_shop(target) as shop:
            assert not shop.ended_badly
            assert shop.value("SELECT count(*) FROM products") == report.counts["products"] == 12
            actions.add(shop, ProductDraft({"en": "More"}, Money(1)))
    assert report.photos == 12
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["stick", "new", "deep", "empty", stall.name])


def test_a_backup_is_made_while_the_shop_is_open_and_at_work(stall: Path, tmp_path: Path) -> None:
    with joiner.open_shop(stall) as shop:
        with shop.step("Unsaved") as db:
            db.execute("UPDATE products SET pack_g = 99")
            made = backup.backup(stall, tmp_path / "stick")
        backup.restore(made, tmp_path / "new", joiner.schemas())
        with joiner.open_shop(tmp_path / "new") as copy:
            assert copy.value("SELECT max(pack_g) FROM products") == 0
        actions.add(shop, ProductDraft({"en": "Later"}, Money(1)))
        assert shop.undo() == "Add product"


@pytest.mark.parametrize("where", ["full of a shop", "a stranger's folder", "a file"])
def test_a_backup_is_never_restored_over_anything(stall: Path, tmp_path: Path, where: str) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    target = tmp_path / "target"
    if where == "full of a shop":
        target = stall
    elif where == "a stranger's folder":
        target.mkdir()
        (target / "letter.txt").write_text("mine")
    else:
        target.write_text("mine")
    before = everything(tmp_path)
    with pytest.raises(ShopError) as refusal:
        backup.restore(made, target, joiner.schemas())
    assert refusal.value.code == "NOT_EMPTY"
    assert everything(tmp_path) == before


def refused(file: Path, tmp_path: Path, *, codes: set[str]) -> None:
    before = everything(tmp_path)
    for attempt in (lambda: backup.verify(file), lambda: backup.restore(file, tmp_path / "target", joiner.schemas())):
        with pytest.raises(ShopError) as refusal:
            attempt()
        assert refusal.value.code in codes
    assert everything(tmp_path) == before
    assert not (tmp_path / "target").exists()


def test_one_flipped_bit_anywhere_is_seen(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    data, pick = made.read_bytes(), random.Random(7)
    spoilt = made.with_name("spoilt.shopbackup.zip")
    places = [pick.randrange(len(data)) for _n in range(120)] + [0, 1, len(data) - 1, len(data) - 64, len(data) - 80]
    for at in places:
        changed = bytearray(data)
        changed[at] ^= 1 << pick.randrange(8)
        spoilt.write_bytes(changed)
        with pytest.raises(ShopError) as refusal:
            backup.restore(spoilt, tmp_path / "target", joiner.schemas())
        assert refusal.value.code == "BACKUP_DAMAGED"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["stick", stall.name])


def test_a_cut_backup_is_seen_at_every_length(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    data = made.read_bytes()
    cut = made.with_name("cut.shopbackup.zip")
    for length in [*range(0, len(data), max(1, len(data) // 25)), len(data) - 1]:
        cut.write_bytes(data[:length])
        refused(cut, tmp_path, codes={"BACKUP_DAMAGED"})


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", bytes(5000)])
def test_a_file_of_another_kind_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "holiday.zip"
    file.write_bytes(content)
    refused(file, tmp_path, codes={"NO_BACKUP"})


def test_another_programs_zip_and_a_missing_file_are_no_backups(tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    refused(file, tmp_path, codes={"NO_BACKUP"})
    refused(tmp_path / "nowhere.zip", tmp_path, codes={"NO_BACKUP"})


# ---------------------------------------------------------------------- forged backups, their digests right
def forged(made: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None], *, twice: str = "") -> Path:
    """The backup again with other contents, sealed as a real one."""
    with zipfile.ZipFile(made) as source:
        parts = {n: source.read(n) for n in source.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    target = made.with_name("forged.shopbackup.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if twice:
            archive.writestr(twice, b"other")
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.comment = backup.MARK + b"0" * backup.DIGITS
    data = target.read_bytes()[:-backup.DIGITS]
    target.write_bytes(data + hashlib.sha256(data).hexdigest().encode())
    return target


def with_name(name: str) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        parts[name] = b"evil"
        manifest["entries"][name] = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}
    return change


H = "a" * 64
NAMES = [
    "../evil", "/etc/evil", "files/../../evil", "files/aa/../../../evil", "C:\\evil", "files\\aa\\evil", "evil", "shop.db-journal",
    "shop.seal", "files/CON", f"files/aa/{H}.jpg/x", f"files/bb/{H}.jpg", f"files/aa/{H}.jpg:x", "files/aa/.hidden",
    f"FILES/aa/{H}.jpg", f"files/aa/{H}\u202e.jpg"]


def test_the_forger_of_these_tests_can_make_a_good_backup(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    assert backup.verify(forged(made, lambda m, p: None)) == backup.verify(made)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_a_kept_file_is_refused(stall: Path, tmp_path: Path, name: str) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    refused(forged(made, with_name(name)), tmp_path, codes={"BACKUP_DAMAGED"})


def _newer_format(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["format"] = backup.FORMAT + 1


def _unknown_step(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    database = parts["shop.db"]
    place = Path(manifest["scratch"])
    place.write_bytes(database)
    connection = sqlite3.connect(place, isolation_level=None)
    connection.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES('tomorrow', 'x', '')")
    connection.close()
    parts["shop.db"] = place.read_bytes()
    place.unlink()
    manifest["entries"]["shop.db"] = {"size": len(parts["shop.db"]), "sha256": hashlib.sha256(parts["shop.db"]).hexdigest()}
    manifest["steps"]["tomorrow"] = ["x"]
    manifest["counts"]["_sqlite_migrations"] += 1


def test_a_backup_of_a_newer_program_is_refused_with_its_version(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    refused(forged(made, _newer_format), tmp_path, codes={"NEWER"})

    def newer_tables(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        manifest["scratch"] = str(tmp_path / "scratch.db")
        _unknown_step(manifest, parts)
        manifest["program"] = "9.9.9"

    file = forged(made, newer_tables)
    assert backup.verify(file).program == "9.9.9"
    with pytest.raises(ShopError) as refusal:
        backup.restore(file, tmp_path / "target", joiner.schemas())
    assert refusal.value.code == "NEWER"
    assert "9.9.9" in str(refusal.value)
    assert not (tmp_path / "target").exists()


def _other_program(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts["shop.db"] = parts["shop.db"][:68] + b"\x00\x00\x00\x01" + parts["shop.db"][72:]
    manifest["entries"]["shop.db"]["sha256"] = hashlib.sha256(parts["shop.db"]).hexdigest()


def _wrong_count(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["counts"]["products"] += 1


def _wrong_sum(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["sums"]["prices.price_minor"] -= 1


def _wrong_size(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["entries"]["shop.db"]["size"] += 1


def _wrong_digest(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    next(e for n, e in manifest["entries"].items() if n != "shop.db")["sha256"] = H


def _unlisted(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts[f"files/aa/{H}.jpg"] = b"x"


def _no_database(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    del parts["shop.db"], manifest["entries"]["shop.db"]


def _no_sums(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    del manifest["sums"]


def _list_for_dict(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["entries"] = [*manifest["entries"]]


@pytest.mark.parametrize("change", [_other_program, _wrong_count, _wrong_sum, _wrong_size, _wrong_digest, _unlisted, _no_database,
                                    _no_sums, _list_for_dict])
def test_a_forged_backup_is_refused(stall: Path, tmp_path: Path, change: Callable[..., None]) -> None:
    refused(forged(backup.backup(stall, tmp_path / "stick"), change), tmp_path, codes={"BACKUP_DAMAGED", "NO_BACKUP"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twice", ["shop.db", "SHOP.DB"])
def test_one_name_twice_is_refused(stall: Path, tmp_path: Path, twice: str) -> None:
    refused(forged(backup.backup(stall, tmp_path / "stick"), lambda m, p: None, twice=twice), tmp_path, codes={"BACKUP_DAMAGED"})


# ---------------------------------------------------------------------- what can't be backed up
def test_a_damaged_or_missing_shop_gives_no_backup(stall: Path, tmp_path: Path) -> None:
    with pytest.raises(ShopError) as refusal:
        backup.backup(tmp_path / "nowhere", tmp_path / "stick")
    assert refusal.value.code == "NO_SHOP"
    data = bytearray((stall / opening.FILE).read_bytes())
    data[len(data) // 2] ^= 4
    (stall / opening.FILE).write_bytes(data)
    with pytest.raises(Damaged):
        backup.backup(stall, tmp_path / "stick")
    (stall / opening.FILE).unlink()
    with pytest.raises(Damaged):
        backup.backup(stall, tmp_path / "stick")
    assert list((tmp_path / "stick").glob("*")) == []


def test_a_cancelled_backup_leaves_nothing(stall: Path, tmp_path: Path) -> None:
    for patience in (1, 5, 14):
        calls: list[tuple[int, int]] = []

        def stop(done: int, total: int, note: str = "", calls: list[tuple[int, int]] = calls, patience: int = patience) -> None:
            calls.append((done, total))
            if len(calls) == patience:
                raise Cancelled

        with pytest.raises(Cancelled):
            backup.backup(stall, tmp_path / "stick", stop)
        assert len(calls) == patience
        assert all(0 <= done <= total for done, total in calls)
        assert list((tmp_path / "stick").iterdir()) == []


# ---------------------------------------------------------------------- the daily copy
def test_the_daily_copy_is_made_once_a_day_and_takes_its_photos_from_beside(stall: Path, tmp_path: Path) -> None:
    with joiner.open_shop(stall) as window:
        made = backup.daily(stall)
        assert made is not None
        assert made.parent == stall / "backups"
        assert backup.daily(stall) is None
        actions.add(window, ProductDraft({"en": "Later"}, Money(1)))
    assert made.stat().st_size < (stall / opening.FILE).stat().st_size
    report = backup.restore(made, tmp_path / "new", joiner.schemas())
    assert (report.photos, report.beside, report.left_out) == (0, 12, ())
    assert everything(tmp_path / "new" / "files") == everything(stall / "files")
    lost = sorted(Files(stall / "files").names())[3]
    (stall / "files" / lost).write_bytes(b"cut")
    report = backup.restore(made, tmp_path / "newer", joiner.schemas())
    assert report.left_out == (f"files/{lost}",)


def test_a_backup_of_a_shop_does_not_hold_its_daily_copies(stall: Path, tmp_path: Path) -> None:
    backup.daily(stall)
    made = backup.backup(stall, tmp_path / "stick")
    with zipfile.ZipFile(made) as plain:
        assert not [n for n in plain.namelist() if "backups" in n]


def copy(day: date, sequence: int, hour: int = 9) -> copies.Copy:
    made = datetime(day.year, day.month, day.day, hour)
    return copies.Copy(Path(copies.name("s", made, sequence)), made, sequence)


def live(days: int, *, a_day: int = 1, start: date = date(2026, 1, 1)) -> tuple[list[copies.Copy], date]:
    """What is left after a shop was used every day, thinned after each copy."""
    kept: list[copies.Copy] = []
    sequence = 0
    today = start
    for n in range(days):
        today = start + timedelta(days=n)
        for hour in range(a_day):
            sequence += 1
            kept.append(copy(today, sequence, 9 + hour))
            goes = copies.superfluous(kept, today)
            kept = [c for c in kept if c not in goes]
    return kept, today


def test_names_say_when_and_which() -> None:
    for shop in ("s", "بازار-2", "a-20260101-101010-000001"):
        moment = datetime(2026, 3, 4, 5, 6, 7)
        found = copies.parse(Path(copies.name(shop, moment, 12)))
        assert found is not None
        assert (found.made, found.sequence) == (moment, 12)
    for name in ("x.zip", "s-20261399-000000-1.shopbackup.zip", "s-20260101-000000-.shopbackup.zip", ".s-20260101-000000-1.part"):
        assert copies.parse(Path(name)) is None


def test_after_two_years_there_are_days_weeks_and_months_to_go_back_to() -> None:
    kept, today = live(730)
    ages = [(today - c.made.date()).days for c in kept]
    assert ages[-14:] == list(range(13, -1, -1))
    assert len(kept) == copies.RECENT_DAYS + copies.DAYS + copies.WEEKS + copies.MONTHS
    assert max(ages) > 330
    assert all(a > b for a, b in pairwise(ages))


def test_everything_of_the_last_two_days_stays() -> None:
    kept, today = live(60, a_day=6)
    recent = [c for c in kept if (today - c.made.date()).days < 2]
    assert len(recent) == 12
    assert len([c for c in kept if (today - c.made.date()).days == 3]) == 1


def test_five_copies_are_never_touched_whatever_their_age() -> None:
    old = [copy(date(2026, 1, 1), n, n) for n in range(1, 6)]
    assert copies.superfluous(old, date(2026, 11, 1)) == []
    assert len(copies.superfluous([*old, copy(date(2026, 1, 1), 6, 7)], date(2026, 11, 1))) <= 1


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(2025, 6, 1), date(2099, 1, 1), date(2106, 2, 7)])
def test_a_clock_that_jumped_thins_nothing(today: date) -> None:
    kept, _now = live(100, a_day=3)
    crowd = [*kept, *(copy(kept[-1].made.date(), kept[-1].sequence + n, 12) for n in range(1, 9))]
    assert copies.superfluous(crowd, today) == []
    # Nor do the copies made on such a day turn the others into old ones.
    wrong = [*crowd, copy(today, crowd[-1].sequence + 1)]
    assert copies.superfluous(wrong, today) == []


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2099, 1, 1)])
def test_once_the_clock_is_right_again_thinning_goes_on_and_spares_what_was_made_meanwhile(wrong: date) -> None:
    kept, today = live(100)
    kept = [*kept, copy(wrong, kept[-1].sequence + 1)]
    odd = kept[-1]
    for n in range(1, 40):
        kept.append(copy(today + timedelta(days=n), kept[-1].sequence + 1))
        goes = copies.superfluous(kept, today + timedelta(days=n))
        kept = [c for c in kept if c not in goes]
    assert odd in kept
    assert len(kept) <= 1 + copies.RECENT_DAYS + copies.DAYS + copies.WEEKS + copies.MONTHS


def test_daily_copies_are_thinned_on_disk(stall: Path) -> None:
    place = stall / "backups"
    place.mkdir()
    day = datetime.now().date() - timedelta(days=4)
    for n in range(1, 10):
        (place / copy(day, n, n).path.name).write_bytes(b"old")
    made = backup.daily(stall)
    assert made is not None
    left = copies.listing(place)
    assert left[-1].path == made
    assert left[-1].sequence == 10
    assert [c.sequence for c in left] == [6, 7, 8, 9, 10]


def test_leftovers_of_a_killed_backup_and_restore_go_at_the_next_one(stall: Path, tmp_path: Path) -> None:
    dead = 2**22 - 3  # above the highest number that Linux gives to a process by default
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / f".x.shopbackup.zip.{dead}.0123abcd.part").write_bytes(b"half")
    half = tmp_path / f".new.{dead}.0123abcd.part"
    half.mkdir()
    (half / "shop.db").write_bytes(b"half")
    made = backup.backup(stall, stick)
    backup.restore(made, tmp_path / "new", joiner.schemas())
    assert [p.name for p in stick.iterdir()] == [made.name]
    assert not half.exists()


def test_an_older_backup_is_brought_up_to_date_when_it_is_opened(stall: Path, tmp_path: Path) -> None:
    from producer_app.store.schema import Migrations
    from producer_app.store.shop import Shop

    made = backup.backup(stall, tmp_path / "stick")
    more = Migrations("later")

    @more()
    def create(db: Any) -> None:
        db.execute("CREATE TABLE later(id INTEGER PRIMARY KEY)")

    report = backup.restore(made, tmp_path / "new", [*joiner.schemas(), more])
    with Shop.open(tmp_path / "new", [*joiner.schemas(), more]) as shop:
        assert shop.value("SELECT count(*) FROM products") == report.counts["products"]
        assert shop.value("SELECT count(*) FROM later") == 0
    assert list((tmp_path / "new" / "backups").glob("before-upgrade-*.db"))


def test_verify_does_not_need_room_or_rights_beside_the_backup(stall: Path, tmp_path: Path) -> None:
    made = backup.backup(stall, tmp_path / "stick")
    shutil.copy(made, tmp_path / "renamed by hand.zip")
    before = everything(tmp_path)
    assert backup.verify(tmp_path / "renamed by hand.zip") == backup.verify(made)
    assert everything(tmp_path) == before
