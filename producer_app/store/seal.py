"""What ``shop.db`` was when it was last closed: a digest of its bytes, so that damage SQLite can't see is seen.

A flipped letter in a name passes SQLite's own checks. The seal lies beside the file. Whoever writes removes it first,
under SQLite's write lock; whoever closes last puts it back. So a seal that is there speaks of the very bytes that should
be there, and one that is missing says that the last end was not clean (or that another program is at work), which
calls for the thorough check. It needs no fsync: a torn seal is no seal.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from producer_app.base.digests import blake2b

FILE = "shop.seal"
# SQLite never uses the page with this byte, and Windows may refuse to read it. Source: sqlite.org/fileformat2.html 1.3.1.
LOCK_BYTE = 1 << 30
CHUNK = 1 << 20

State = Literal["sound", "void", "broken"]


@dataclass(frozen=True, slots=True)
class Seal:
    """``counter``: the file's change counter; ``size``: bytes; ``digest``: BLAKE2b, 16 bytes, hexadecimal."""

    counter: int
    size: int
    digest: str


def break_seal(folder: Path) -> None:
    """Called by every writer, once it has SQLite's write lock and before its first change."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except PermissionError:
        # Windows, while another program reads it; an empty seal is none either.
        (folder / FILE).write_bytes(b"")


def state(folder: Path, database: Path) -> State:
    """``sound``: the very bytes of the last close; ``void``: no word about these bytes; ``broken``: they were changed.

    Only for a process that has no connection to the file: on POSIX, closing a second handle drops SQLite's locks.
    """
    seal = _read(folder)
    if seal is None:
        return "void"
    with open(database, "rb") as file:
        found = _of(file)
    # A writer that came meanwhile removed the seal before it wrote, so a difference under the same seal is damage.
    if found == seal:
        return "sound"
    if found.counter != seal.counter or _read(folder) != seal:
        return "void"
    return "broken"


def put(folder: Path, database: Path, connection: sqlite3.Connection) -> None:
    """Seals the file and closes the connection. Does nothing more than close where another program is writing.

    Only for the last connection of this process, see ``state``.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        with open(database, "rb") as file:
            _keep(folder, _of(file))
            # Before the handle goes: with it the write lock would go, too, and a writer could come in between.
            connection.close()
    except (OSError, sqlite3.Error):
        # Full, read-only, in use: the next opening makes the thorough check instead.
        return
    finally:
        connection.close()


def write(folder: Path, database: Path) -> None:
    """Seals a file that nobody has opened yet: a new or a restored one."""
    try:
        with open(database, "rb") as file:
            _keep(folder, _of(file))
    except OSError:
        return


def _keep(folder: Path, seal: Seal) -> None:
    temporary = folder / f".{FILE}.{os.getpid()}.{os.urandom(4).hex()}.part"
    try:
        temporary.write_text(json.dumps(asdict(seal)), encoding="ascii")
        os.replace(temporary, folder / FILE)
    finally:
        temporary.unlink(missing_ok=True)


def _read(folder: Path) -> Seal | None:
    try:
        found = json.loads((folder / FILE).read_bytes()[:4096])
        return Seal(int(found["counter"]), int(found["size"]), str(found["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of(file: BinaryIO) -> Seal:
    digest = blake2b(digest_size=16)
    head = file.read(100)
    page = int.from_bytes(head[16:18], "big") or 4096
    page = 65536 if page == 1 else page
    file.seek(0)
    size = 0
    while size < LOCK_BYTE and (chunk := file.read(min(CHUNK, LOCK_BYTE - size))):
        digest.update(chunk)
        size += len(chunk)
    if size == LOCK_BYTE:
        size = file.seek(LOCK_BYTE + page)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Seal(int.from_bytes(head[24:28], "big"), size, digest.hexdigest())
