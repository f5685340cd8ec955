"""Copies one shop folder into one plain zip file and back; a copy counts only once it was read back and checked.

A backup holds ``shop.db``, the photos and ``manifest.json`` with size and SHA-256 of each, rows per table and sums of
money. The zip's comment is the SHA-256 of everything before it, so a single flipped bit anywhere is seen. The daily
copies beside the shop leave the photos where they are (they are never overwritten there) and name them only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import producer_app
from producer_app.base import clock
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress, silent
from producer_app.store import copies, files, opening, refusals, seal
from producer_app.store.schema import Migrations, applied
from producer_app.store.shop import schema

FORMAT = 1
DATABASE = opening.FILE
MANIFEST = "manifest.json"
MARK = b"producer-app backup sha256 "
DIGITS = 64
CHUNK = 1 << 20
LARGEST_MANIFEST = 256 << 20
MOST_ENTRIES = 2_000_000
# One fsync a photo up to here, one for the whole disk beyond: thousands of them take minutes on a hard disk.
MANY = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What a checked backup holds. ``sums``: ``table.column`` to whole minor units; ``beside``: photos named, not held."""

    made_at: str
    program: str
    version: int
    counts: dict[str, int]
    sums: dict[str, int]
    photos: int
    beside: int
    left_out: tuple[str, ...]


# ---------------------------------------------------------------------- making a backup
def backup(shop_folder: Path, to: Path, progress: Progress = silent, *, photos: bool = True) -> Path:
    """Copies a shop into one file in the folder ``to`` and gives its path once the copy was read back and checked.

    Others may use the shop meanwhile. ``photos=False`` names the photos without copying them. ``progress`` counts
    bytes. Raises CannotWrite (full, no rights), Damaged (the shop itself), ShopError, Cancelled: no new file then.
    """
    with refusals.plain_disk_errors(to):
        if not shop_folder.is_dir():
            raise refusals.no_shop(shop_folder)
        files.make_folder(to)
        files.sweep_one(to)
        earlier = copies.listing(to)
        path = to / copies.name(_shop_name(shop_folder), datetime.now(), earlier[-1].sequence + 1 if earlier else 1)
        temporary, database = files.part_path(path), files.part_path(to / DATABASE)
        try:
            _copy_rows(shop_folder, database)
            # Listed after the rows were copied: each photo a row names was there before the row.
            names = list(files.Files(shop_folder / "files").names())
            _enough_room(to, shop_folder, names if photos else [], database)
            _write(temporary, shop_folder, database, names, progress, photos=photos)
            verify(temporary, progress)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
            database.unlink(missing_ok=True)
        files.sync_folder(to)
    return path


def daily(shop_folder: Path, progress: Progress = silent) -> Path | None:
    """The automatic copy at the first use of a day, into ``backups`` beside the shop; None where today's is there.

    Afterwards thins old copies, by their sequence and never while the clock is in doubt. Called from a job; opens its
    own connection. Raises what ``backup`` raises.
    """
    place = shop_folder / copies.FOLDER
    today = clock.today()
    if copies.made_on(shop_folder, today):
        return None
    made = backup(shop_folder, place, progress, photos=False)
    for copy in copies.superfluous(copies.listing(place), today):
        copy.path.unlink(missing_ok=True)
    return made


def _copy_rows(shop_folder: Path, target: Path) -> None:
    """A checked copy of the rows, through a connection that passed the checks of opening."""
    opened = opening.connect(shop_folder, None, create=False)
    try:
        opening.copy_database(opened.connection, target, shop_folder)
    except sqlite3.Error as error:
        told = refusals.explained(error, shop_folder)
        raise (told if isinstance(told, ShopError) else refusals.damaged(shop_folder)) from error
    finally:
        opening.disconnect(shop_folder, opened.connection, read_only=opened.read_only)


def _shop_name(shop_folder: Path) -> str:
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in shop_folder.resolve().name)
    return kept.strip("-")[:60] or "shop"


def _enough_room(to: Path, shop_folder: Path, names: Sequence[str], database: Path) -> None:
    need = database.stat().st_size + sum((shop_folder / "files" / n).stat().st_size for n in names)
    room = shutil.disk_usage(to).free
    if room < need:
        raise CannotWrite(
            _("The disk with {folder} has too little room: {need} MB are needed, {room} MB are free.").format(
                folder=isolate(to), need=isolate(need // 10**6 + 1), room=isolate(room // 10**6)),
            _("Everything saved before is safe. Make room or choose another disk."), "DISK_FULL")


def _write(target: Path, shop_folder: Path, database: Path, names: Sequence[str], progress: Progress, *, photos: bool) -> None:
    """Writes the zip, closes it with the digest of all its bytes and makes it last."""
    folder = shop_folder / "files"
    total = database.stat().st_size + (sum((folder / n).stat().st_size for n in names) if photos else 0)
    manifest: dict[str, Any] = {
        "format": FORMAT, "program": producer_app.__version__, "shop": shop_folder.resolve().name, "made_at": clock.now(),
        **_counted(database), "entries": {}, "beside": {}, "left_out": []}
    count = _Count(progress, total)
    with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
        manifest["entries"][DATABASE] = _add(archive, DATABASE, database, zipfile.ZIP_DEFLATED, count)
        for name in names:
            path = folder / name
            if not photos:
                manifest["beside"][f"files/{name}"] = {"size": path.stat().st_size, "sha256": PurePosixPath(name).name[:DIGITS]}
                continue
            try:
                manifest["entries"][f"files/{name}"] = _add(archive, f"files/{name}", path, zipfile.ZIP_STORED, count)
            except (PermissionError, FileNotFoundError):
                manifest["left_out"].append(f"files/{name}")
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1), zipfile.ZIP_DEFLATED)
        archive.comment = MARK + b"0" * DIGITS
    with open(target, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        digest = _digest_of(file, size - DIGITS, silent)
        file.seek(size - DIGITS)
        file.write(digest.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that the check reads the disk and not our memory of it
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class _Count:
    """Bytes done so far, told to a progress."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def __call__(self, more: int, note: str = "") -> None:
        self._done += more
        self._progress(self._done, max(self._total, self._done), note)


def _add(archive: zipfile.ZipFile, name: str, path: Path, method: int, count: _Count) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as source:
        info = zipfile.ZipInfo(name, datetime.now().timetuple()[:6])
        info.compress_type = method
        info.external_attr = 0o100644 << 16
        info.file_size = path.stat().st_size
        with archive.open(info, "w") as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                count(len(chunk))
    return {"size": size, "sha256": digest.hexdigest()}


def _digest_of(file: IO[bytes], length: int, progress: Progress) -> str:
    digest, left = hashlib.sha256(), length
    while left and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
        progress(length - left, length)
    return digest.hexdigest()


def _counted(database: Path) -> dict[str, Any]:
    """What is compared after a restore: steps seen, rows a table, sums of every column of money."""
    connection = sqlite3.connect(opening.uri(database, "ro"), uri=True)
    try:
        # A file from elsewhere may hold views and triggers that call functions; none of them is trusted.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")]
        counts, sums = {}, {}
        for table in sorted(tables):
            quoted = '"' + table.replace('"', '""') + '"'
            counts[table] = int(connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0])
            for row in connection.execute(f"PRAGMA table_info({quoted})").fetchall():
                if str(row[1]).endswith("_minor"):
                    column = '"' + str(row[1]).replace('"', '""') + '"'
                    total = connection.execute(f"SELECT sum(CAST({column} AS INTEGER)) FROM {quoted}").fetchone()[0]
                    sums[f"{table}.{row[1]}"] = int(total or 0)
        return {
            "application_id": connection.execute("PRAGMA application_id").fetchone()[0], "version": opening.version(connection),
            "dangling": len(connection.execute("PRAGMA foreign_key_check").fetchall()),
            "steps": {area: sorted(names) for area, names in applied(connection).items()}, "counts": counts, "sums": sums}
    finally:
        connection.close()


# ---------------------------------------------------------------------- checking one
def verify(file: Path, progress: Progress = silent) -> Report:
    """Opens a backup, checks every byte and the database in it, and tells what it holds. Changes nothing.

    Raises ShopError: no backup (NO_BACKUP), damaged (BACKUP_DAMAGED), from a newer program (NEWER).
    """
    with refusals.plain_disk_errors(file.parent), _reading(file, progress) as (archive, manifest):
        for name, entry in manifest["entries"].items():
            if name != DATABASE:
                _unpack(archive, name, entry, None)
        # Not beside the backup: its stick may be full or closed to writing.
        with files.temporary_folder() as place:
            database = Path(place) / DATABASE
            _unpack_to(archive, DATABASE, manifest["entries"][DATABASE], database)
            _check_database(file, database, manifest)
        return _report(manifest)


def _report(manifest: dict[str, Any]) -> Report:
    return Report(
        str(manifest["made_at"]), str(manifest["program"]), int(manifest["version"]), dict(manifest["counts"]),
        dict(manifest["sums"]), len(manifest["entries"]) - 1, len(manifest["beside"]), tuple(manifest["left_out"]))


def _not_a_backup(file: Path) -> ShopError:
    return ShopError(_("{file} is not a backup of this program.").format(file=isolate(file)),
                     _("Choose a file whose name ends in .shopbackup.zip."), "NO_BACKUP")


def _damaged(file: Path) -> ShopError:
    return ShopError(_("The backup {file} is damaged and was not used.").format(file=isolate(file)),
                     _("Nothing was changed. Take another backup, the next newest for example."), "BACKUP_DAMAGED")


@contextmanager
def _reading(file: Path, progress: Progress) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """An open backup whose bytes are those that were written, and its manifest, every field of the expected form."""
    if not file.is_file():
        raise ShopError(_("There is no file {file}.").format(file=isolate(file)), _("Choose the backup file."), "NO_BACKUP")
    try:
        with open(file, "rb") as raw:
            _check_seal(file, raw, progress)
            with zipfile.ZipFile(raw) as archive:
                yield archive, _manifest(file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, UnicodeDecodeError,
            RecursionError) as error:
        raise _damaged(file) from error


def _check_seal(file: Path, raw: IO[bytes], progress: Progress) -> None:
    tail = len(MARK) + DIGITS
    size = raw.seek(0, os.SEEK_END)
    raw.seek(max(0, size - tail))
    end = raw.read(tail)
    if not end.startswith(MARK):
        # Cut or spoilt at the end, if it is ours by its name or its beginning; else something different.
        raw.seek(0)
        ours = copies.parse(file) is not None or file.name.endswith(copies.SUFFIX) or DATABASE.encode() in raw.read(64)
        raise _damaged(file) if ours else _not_a_backup(file)
    raw.seek(0)
    if _digest_of(raw, size - DIGITS, progress).encode("ascii") != end[len(MARK):]:
        raise _damaged(file)
    raw.seek(0)


def _manifest(file: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, checked against the zip's own list. Raises ShopError."""
    listed = archive.infolist()
    names = [info.filename for info in listed]
    if len(names) > MOST_ENTRIES or len({n.casefold() for n in names}) != len(names) or MANIFEST not in names:
        raise _damaged(file)
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise _damaged(file)
    with archive.open(MANIFEST) as stream:
        text = stream.read(LARGEST_MANIFEST + 1)
    try:
        manifest = json.loads(text)
        _check_form(manifest)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(file) from error
    if manifest["format"] > FORMAT:
        raise _from_newer(file, manifest)
    if set(manifest["entries"]) != set(names) - {MANIFEST}:
        raise _damaged(file)
    for info in listed:
        if info.filename != MANIFEST and info.file_size != manifest["entries"][info.filename]["size"]:
            raise _damaged(file)
    return dict(manifest)


def _check_form(manifest: Any) -> None:
    """Raises ValueError, TypeError, KeyError where a manifest is not of the form that ``backup`` writes."""
    if not all(isinstance(manifest[key], kind) for key, kind in (
            ("format", int), ("version", int), ("dangling", int), ("steps", dict), ("counts", dict), ("sums", dict),
            ("entries", dict), ("beside", dict), ("left_out", list), ("made_at", str), ("program", str))):
        raise TypeError("manifest")
    if DATABASE not in manifest["entries"]:
        raise KeyError(DATABASE)
    for name, entry in [*manifest["entries"].items(), *manifest["beside"].items()]:
        if name != DATABASE and not safe_name(name):
            raise ValueError(name)
        if type(entry["size"]) is not int or entry["size"] < 0 or len(entry["sha256"]) != DIGITS:
            raise ValueError(name)


def safe_name(name: str) -> bool:
    """Whether a name from a manifest is that of a kept photo or document, and nothing else."""
    return name.startswith("files/") and files.is_name(name.removeprefix("files/"))


def _from_newer(file: Path, manifest: dict[str, Any]) -> ShopError:
    return ShopError(
        _("The backup {file} was made by version {version}, which is newer than this program.").format(
            file=isolate(file), version=isolate(str(manifest["program"])[:20])),
        _("Nothing was changed. Install the newest version of this program, then restore."), "NEWER")


def _unpack(archive: zipfile.ZipFile, name: str, entry: dict[str, Any], target: IO[bytes] | None) -> None:
    """Reads one entry, never more than its manifest says, and compares its digest. Raises BadZipFile: it differs."""
    digest, left = hashlib.sha256(), int(entry["size"])
    with archive.open(name) as source:
        while chunk := source.read(min(CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
    if left or digest.hexdigest() != entry["sha256"]:
        raise zipfile.BadZipFile(name)


def _unpack_to(archive: zipfile.ZipFile, name: str, entry: dict[str, Any], target: Path, *, durable: bool = False) -> None:
    with open(target, "xb") as file:
        _unpack(archive, name, entry, file)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _check_database(file: Path, database: Path, manifest: dict[str, Any]) -> None:
    """The copy is ours, sound, and holds just what the manifest counted."""
    try:
        connection = sqlite3.connect(opening.uri(database, "ro"), uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            sound = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")] == ["ok"]
        finally:
            connection.close()
        found = _counted(database)
    except sqlite3.Error as error:
        raise _damaged(file) from error
    if found["application_id"] != opening.APPLICATION_ID:
        raise _not_a_backup(file)
    if not sound or any(found[key] != manifest[key] for key in ("version", "steps", "counts", "sums", "dangling")):
        raise _damaged(file)


# ---------------------------------------------------------------------- bringing one back
def restore(file: Path, to: Path, schemas: Sequence[Migrations], progress: Progress = silent) -> Report:
    """Makes the shop of a backup in ``to``, a missing or empty folder; an existing shop is never written over.

    Everything is unpacked and checked in a temporary folder beside it and renamed at the end, so there is the whole shop
    or none. ``schemas``: what this program knows, to refuse a newer shop. Photos that a daily copy only names are
    taken from the shop it lies in; those not found there are told in ``left_out``. Raises ShopError, CannotWrite.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ShopError(_("The folder {folder} is not empty. A backup is never restored over something else.").format(
            folder=isolate(to)), _("Nothing was changed. Choose a new folder."), "NOT_EMPTY")
    with refusals.plain_disk_errors(to.parent), _reading(file, progress) as (archive, manifest):
        _known_or_refused(file, manifest, schemas)
        files.make_folder(to.parent)
        files.sweep_folders(to)
        _room_for(to.parent, manifest)
        temporary = files.part_path(to)
        try:
            missing = _unpack_all(archive, manifest, temporary, file)
            _check_database(file, temporary / DATABASE, manifest)
            seal.write(temporary, temporary / DATABASE)
            _sync_all(temporary)
            if to.exists():
                to.rmdir()
            os.rename(temporary, to)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        files.sync_folder(to.parent)
        manifest["left_out"] = [*manifest["left_out"], *missing]
        return _report(manifest)


def _known_or_refused(file: Path, manifest: dict[str, Any], schemas: Sequence[Migrations]) -> None:
    known = {s.name: set(s.names()) for s in [schema, *schemas]}
    if any(not set(steps) <= known.get(area, set()) for area, steps in manifest["steps"].items()):
        raise _from_newer(file, manifest)


def _room_for(place: Path, manifest: dict[str, Any]) -> None:
    need = sum(entry["size"] for entry in (*manifest["entries"].values(), *manifest["beside"].values()))
    room = shutil.disk_usage(place).free
    if need > room:
        raise CannotWrite(
            _("The disk with {folder} has too little room: {need} MB are needed, {room} MB are free.").format(
                folder=isolate(place), need=isolate(need // 10**6 + 1), room=isolate(room // 10**6)),
            _("Nothing was changed. Make room or choose another disk."), "DISK_FULL")


def _unpack_all(archive: zipfile.ZipFile, manifest: dict[str, Any], target: Path, file: Path) -> list[str]:
    """Unpacks what the manifest names, nothing else; gives the names of photos that are nowhere."""
    target.mkdir()
    top = target.resolve()
    durable = len(manifest["entries"]) <= MANY
    for name, entry in manifest["entries"].items():
        _unpack_to(archive, name, entry, _place(top, name), durable=durable)
    missing = []
    beside = files.Files(file.resolve().parent.parent / "files")
    for name in manifest["beside"]:
        short = name.removeprefix("files/")
        if beside.sound(short):
            shutil.copyfile(beside.path(short), _place(top, name))
        else:
            missing.append(name)
    return missing


def _place(top: Path, name: str) -> Path:
    path = (top / name).resolve()
    if not path.is_relative_to(top):
        raise zipfile.BadZipFile(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _sync_all(folder: Path) -> None:
    """Makes a whole folder last before its rename promises it."""
    paths = [p for p in folder.rglob("*") if p.is_file()]
    sync: Callable[[], None] | None = getattr(os, "sync", None)
    if len(paths) > MANY and sync is not None:
        sync()
        return
    for path in paths:
        files.sync_file(path)
    for place in [p for p in folder.rglob("*") if p.is_dir()] + [folder]:
        files.sync_folder(place)
