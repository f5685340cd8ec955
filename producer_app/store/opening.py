"""The checks before a shop is opened, and the settings of every connection; each refusal in plain words.

Nothing is overwritten: a damaged, newer, empty or foreign file is left as it was found, byte for byte. The file is
looked at before SQLite touches it, since SQLite would roll back a journal or make an empty file at once.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from producer_app.base.errors import ShopError
from producer_app.store import copies, files, lock, refusals, seal
from producer_app.store.schema import Migrations, applied

APPLICATION_ID = 0x50524F44  # "PROD"
FILE = "shop.db"
MAGIC = b"SQLite format 3\x00"
# busy_timeout, in milliseconds, comes first: the others may have to wait. recursive_triggers lets the journal see rows
# that a REPLACE pushes out; temp_store keeps it in memory.
PRAGMAS: dict[str, int | str] = {
    "busy_timeout": 5000, "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0,
    "cell_size_check": 1, "mmap_size": 0, "secure_delete": 1, "fullfsync": 1, "checkpoint_fullfsync": 1,
    "recursive_triggers": 1, "temp_store": 2,
}
LOOKS, PAUSE_S = 4, 0.05

# One opening or closing at a time in this process, and how many connections it has to each file: the looks beside
# SQLite are only taken while there is none (closing a second handle would drop SQLite's locks on POSIX).
_gate = threading.RLock()


class _Connection(sqlite3.Connection):
    """A connection that can be remembered without being kept alive, so that a dropped shop counts as closed."""


_open_here: dict[Path, weakref.WeakSet[_Connection]] = {}


def _others(path: Path) -> weakref.WeakSet[_Connection]:
    return _open_here.setdefault(path.resolve(), weakref.WeakSet())


@dataclass(frozen=True, slots=True)
class Opened:
    """A checked connection. ``ended_badly``: the last program was killed or lost power while it had the shop open."""

    connection: _Connection
    read_only: bool
    ended_badly: bool


def connect(folder: Path, schemas: Sequence[Migrations] | None, *, create: bool) -> Opened:
    """A checked connection whose tables are up to date. ``schemas=None``: tables as they are, of any version.

    Raises Damaged, CannotWrite, ShopError.
    """
    path = folder / FILE
    with _gate, refusals.plain_disk_errors(folder):
        if not path.exists():
            if remains(folder):
                raise refusals.file_missing(folder)
            if not create or schemas is None:
                raise refusals.no_shop(folder)
            with refusals.plain_database_errors(folder):
                _make(folder, schemas)
        first = not _others(path)
        read_only = not (os.access(path, os.W_OK) and os.access(folder, os.W_OK))
        sealed = first and _look(folder, path, _known(schemas), read_only=read_only)
        ended_badly = first and not sealed and not lock.window_elsewhere(folder)
        try:
            connection = _settled(path, folder, read_only=read_only)
        except sqlite3.Error as error:
            raise _in_words(error, folder) from error
        try:
            if first:
                _examine(connection, folder, thorough=ended_badly)
                if ended_badly and not read_only:
                    _clear_journal(path, connection)
        except sqlite3.Error as error:
            connection.close()
            raise _in_words(error, folder) from error
        except BaseException:
            connection.close()
            raise
        try:
            if schemas is not None:
                with refusals.plain_database_errors(folder):
                    _upgrade(connection, folder, schemas, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        _others(path).add(connection)
    if first and not read_only:
        files.sweep(folder, thorough=ended_badly)
    return Opened(connection, read_only, ended_badly)


def disconnect(folder: Path, connection: _Connection, *, read_only: bool) -> None:
    """Closes a connection made by ``connect``; the last one of this process puts the seal back."""
    path = folder / FILE
    with _gate:
        _others(path).discard(connection)
        if not _others(path) and not read_only and not (folder / seal.FILE).exists() and not lock.window_elsewhere(folder):
            seal.put(folder, path, connection)
        else:
            connection.close()


def remains(folder: Path) -> bool:
    """Whether a folder without ``shop.db`` holds other parts of a shop: photos, backups, journals, a seal."""
    if not folder.is_dir():
        return False
    if any((folder / name).exists() for name in (FILE + "-journal", FILE + "-wal", seal.FILE)):
        return True
    if any(p.suffix == ".db" and not p.name.startswith(".") for p in folder.iterdir()):
        return True
    within = (path for name in ("files", copies.FOLDER) for path in (folder / name).rglob("*"))
    return any(path.is_file() and not path.name.endswith(".part") for path in within)


def pragmas_of(connection: sqlite3.Connection) -> dict[str, object]:
    """What a connection's settings really are."""
    return {name: _value(connection, name) for name in PRAGMAS}


def version(connection: sqlite3.Connection) -> int:
    """How many steps of the tables a file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def uri(path: Path, mode: Literal["ro", "rw"]) -> str:
    """A path as SQLite takes it together with a mode."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def _value(connection: sqlite3.Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    # A SQLite built without memory mapping answers nothing, which is what we ask for.
    return row[0] if row is not None else 0


def _known(schemas: Sequence[Migrations] | None) -> int:
    """The highest version that may be opened."""
    return sys.maxsize if schemas is None else sum(len(s.steps) for s in schemas)


@dataclass(frozen=True, slots=True)
class _Head:
    """The first hundred bytes of a SQLite file. Source: sqlite.org/fileformat2.html, section 1.3."""

    bytes: bytes
    size: int

    def number(self, at: int, length: int = 4) -> int:
        return int.from_bytes(self.bytes[at:at + length], "big")

    @property
    def page(self) -> int:
        return 65536 if self.number(16, 2) == 1 else self.number(16, 2)

    def agrees(self) -> bool:
        """Whether the length is what the head says, and the head is of one piece."""
        return self.number(24) == self.number(92) and not self.size % self.page and self.size >= self.number(28) * self.page


def _read_head(path: Path) -> _Head:
    with open(path, "rb") as file:
        return _Head(file.read(100), file.seek(0, os.SEEK_END))


def _look(folder: Path, path: Path, known: int, *, read_only: bool) -> bool:
    """Looks at the bytes before SQLite does; gives whether they are the very ones of the last clean end."""
    if not path.is_file():
        raise refusals.foreign(folder)
    head = _read_head(path)
    if not head.size:
        raise refusals.file_empty(folder)
    if not head.bytes.startswith(MAGIC) or head.size < 512 or head.page < 512 or head.page & (head.page - 1):
        raise refusals.damaged(folder)
    interrupted = _interrupted(path)
    sealed = "void" if interrupted else seal.state(folder, path)
    if sealed == "broken":
        raise refusals.damaged(folder)
    if head.number(68) != APPLICATION_ID:
        raise refusals.foreign(folder)
    if head.number(60) > known:
        raise refusals.newer(folder)
    if interrupted:
        # What SQLite rolls back may differ from the sealed bytes in pages that are not in use.
        if not read_only:
            seal.break_seal(folder)
        return False
    if not _agrees_soon(path):
        raise refusals.damaged(folder)
    return sealed == "sound"


def _interrupted(path: Path) -> bool:
    """Whether a change was begun and not ended: by a program that died, or by one at work now."""
    journal = path.with_name(FILE + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def _agrees_soon(path: Path) -> bool:
    """Another process may be writing just now, so a head that does not fit is looked at again before it is damage."""
    for look in range(LOOKS):
        if look:
            time.sleep(PAUSE_S)
        if _read_head(path).agrees() or _interrupted(path):
            return True
    return False


def _settled(path: Path, folder: Path, *, read_only: bool) -> _Connection:
    """A connection with every setting made and read back."""
    connection = sqlite3.connect(uri(path, "ro" if read_only else "rw"), uri=True, isolation_level=None, factory=_Connection)
    try:
        connection.row_factory = sqlite3.Row
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        if pragmas_of(connection) != PRAGMAS:
            raise refusals.locked(folder)
    except BaseException:
        connection.close()
        raise
    return connection


def _examine(connection: sqlite3.Connection, folder: Path, *, thorough: bool) -> None:
    """SQLite's own check: the quick one at each start, the thorough one after an unclean end."""
    check = "integrity_check" if thorough else "quick_check"
    if [row[0] for row in connection.execute(f"PRAGMA {check}(3)")] != ["ok"]:
        raise refusals.damaged(folder)
    connection.execute("PRAGMA shrink_memory")  # the check has read every page once; nobody needs them now


def _clear_journal(path: Path, connection: sqlite3.Connection) -> None:
    """Has SQLite remove a journal that a kill left before anything was in it; nobody else may ever delete one."""
    if not path.with_name(FILE + "-journal").exists():
        return
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        seal.break_seal(path.parent)
        connection.execute(f"PRAGMA user_version = {version(connection)}")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if error.sqlite_errorcode & 0xFF != refusals.BUSY:
            raise
        # Then it belongs to a program at work.
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PRAGMAS['busy_timeout']}")


def _in_words(error: sqlite3.Error, folder: Path) -> ShopError:
    """While a file is examined only the file can be at fault, so what has no words of its own is damage."""
    told = refusals.explained(error, folder)
    return told if isinstance(told, ShopError) else refusals.damaged(folder)


def _upgrade(connection: sqlite3.Connection, folder: Path, schemas: Sequence[Migrations], *, read_only: bool) -> None:
    """Brings the tables up to date: a copy first, then all pending steps or none."""
    known = {s.name: set(s.names()) for s in schemas}
    if any(not steps <= known.get(area, set()) for area, steps in applied(connection).items()):
        raise refusals.newer(folder)
    if not any(s.pending(connection) for s in schemas):
        return
    if read_only:
        raise refusals.read_only(folder)
    connection.execute("PRAGMA foreign_keys = OFF")  # a rebuilt table would else drop what hangs on it
    connection.execute("BEGIN IMMEDIATE")
    try:
        seal.break_seal(folder)
        _copy_before(folder, version(connection))
        _apply(connection, schemas)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise refusals.damaged(folder)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def _apply(connection: sqlite3.Connection, schemas: Sequence[Migrations]) -> None:
    from sqlite_utils.db import Database

    db = Database(connection, execute_plugins=False)
    for part in schemas:
        if part.pending(connection):
            part.apply(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {sum(len(v) for v in applied(connection).values())}")


def _copy_before(folder: Path, seen: int) -> Path:
    """A checked copy of ``shop.db`` as it was before its tables are changed."""
    place = folder / copies.FOLDER
    files.make_folder(place)
    number = 1
    while (path := place / f"before-upgrade-{seen}-{number}.db").exists():
        number += 1
    temporary = files.part_path(path)
    # A second connection, since the first has the write lock already, so that nobody changes anything in between.
    reader = sqlite3.connect(uri(folder / FILE, "ro"), uri=True)
    try:
        copy_database(reader, temporary, folder)
        os.replace(temporary, path)
    finally:
        reader.close()
        temporary.unlink(missing_ok=True)
    files.sync_folder(place)
    return path


def copy_database(reader: sqlite3.Connection, target: Path, folder: Path) -> None:
    """A whole, checked, durable copy of a database that others may be using. Raises sqlite3.Error, Damaged."""
    writer = sqlite3.connect(target, isolation_level=None)
    try:
        writer.execute("PRAGMA synchronous = OFF")  # made to last as a whole below
        writer.execute("PRAGMA journal_mode = MEMORY")
        reader.backup(writer)
        _examine(writer, folder, thorough=True)
    finally:
        writer.close()
    files.sync_file(target)


def _make(folder: Path, schemas: Sequence[Migrations]) -> None:
    """A new shop, whole or not at all: built under another name, so ``shop.db`` is never an unfinished file of ours."""
    files.make_folder(folder)
    if not os.access(folder, os.W_OK):
        raise refusals.read_only(folder)
    path = folder / FILE
    temporary = files.part_path(path)
    try:
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN IMMEDIATE")
            _apply(connection, schemas)
            connection.execute("COMMIT")
        finally:
            connection.close()
        files.sync_file(temporary)
        _rename_without_overwriting(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    files.sync_folder(folder)
    # Last: a seal without its file would speak of a lost shop.
    seal.write(folder, path)


def _rename_without_overwriting(temporary: Path, path: Path) -> None:
    """Another process may have made the shop in the meantime; then that one stands."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:  # a stick that knows no links
        if not path.exists():
            os.rename(temporary, path)

