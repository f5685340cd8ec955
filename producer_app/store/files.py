"""Photos and documents of a shop, named by the digest of their bytes and never overwritten; ``atomic_write``.

File first, row second: a row never points at a file that is not wholly on disk. Files that no row names any more stay:
an undo, a backup of yesterday's rows or a job in another process may need them, and they cost only room.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from producer_app.store.lock import alive

# Half-written files have this end and carry the number of their process, so that leftovers of a kill can be told.
_PART = re.compile(r"\..*\.(\d+)\.[0-9a-f]{8}\.part(-journal)?")
_TEMPORARY_MARK = "producer-app-unpacked-"
# New photos are written here first, so that sweeping looks into one small folder and not through all photos.
TEMPORARY = "tmp"
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,8})?")
_KEPT = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})(\.[A-Za-z0-9]{1,8})?")


def part_path(path: Path, *, within: Path | None = None) -> Path:
    """A temporary name for a file that will be renamed to ``path``; ``within``: another folder of the same disk."""
    return (within or path.parent) / f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.part"


def atomic_write(path: Path, data: bytes, *, within: Path | None = None) -> None:
    """Puts bytes at a path so that after a power cut there is the old file or the whole new one, never a part.

    Temporary name, write, fsync, rename, fsync the folder. ``within``: a folder of the same disk for the temporary
    file. Raises OSError: disk full, no rights.
    """
    make_folder(path.parent)
    temporary = part_path(path, within=within)
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each lasting through a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Makes names in a folder last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Makes the bytes of a file written by somebody else (SQLite, zipfile) last through a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(shop_folder: Path, *, thorough: bool) -> int:
    """Removes half-written files of processes that no longer run; gives how many. ``thorough``: looks everywhere."""
    places = [shop_folder, shop_folder / "files" / TEMPORARY, shop_folder / "backups"]
    if thorough:
        files = shop_folder / "files"
        places += [p for p in files.iterdir() if p.is_dir() and p.name != TEMPORARY] if files.is_dir() else []
        sweep_temporary()
    swept = 0
    for place in places:
        swept += sweep_one(place)
    return swept


def sweep_one(place: Path) -> int:
    """Removes half-written files of processes that no longer run from one folder; gives how many."""
    swept = 0
    try:
        with os.scandir(place) as entries:
            leftovers = [e.path for e in entries if (m := _PART.fullmatch(e.name)) and not alive(int(m[1]))]
        for path in leftovers:
            os.unlink(path)
            swept += 1
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        # Nothing there, or a folder only to look at: what can't be removed harms nobody.
        return swept
    return swept


def sweep_folders(target: Path) -> None:
    """Removes folders that a killed process meant to rename to ``target``."""
    for path in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        if (match := _PART.fullmatch(path.name)) and path.is_dir() and not alive(int(match[1])):
            shutil.rmtree(path, ignore_errors=True)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of the system for unpacking, gone after use; those that killed processes left behind go first.

    What is unpacked there may hold buyers' names, so it must not stay.
    """
    sweep_temporary()
    return tempfile.TemporaryDirectory(prefix=f"{_TEMPORARY_MARK}{os.getpid()}-")


def sweep_temporary() -> None:
    """Removes the temporary folders of processes that no longer run."""
    for path in Path(tempfile.gettempdir()).glob(f"{_TEMPORARY_MARK}*-*"):
        pid = path.name.removeprefix(_TEMPORARY_MARK).partition("-")[0]
        if pid.isdigit() and path.is_dir() and not path.is_symlink() and not alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def is_name(text: str) -> bool:
    """Whether a text is a name that ``Files.keep`` gives."""
    match = _KEPT.fullmatch(text)
    return match is not None and text[:2] == match[1][:2]


class Files:
    """The ``files`` folder of a shop. Not tied to the database, so workers may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes, suffix: str) -> str:
        """Stores bytes under their SHA-256 and gives the name (``3f/3fa9….jpg``); the same bytes are kept once.

        A file that was cut or emptied since is put right. Raises OSError: disk full, no rights.
        """
        if not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"not the end of a file name: {suffix!r}")
        from hashlib import sha256  # OpenSSL's, for whole files

        digest = sha256(data).hexdigest()
        name = f"{digest[:2]}/{digest}{suffix}"
        path = self.folder / name
        if path.is_file() and path.stat().st_size == len(data):
            # Its writer may have died before this; a row will now rely on it.
            sync_folder(path.parent)
            return name
        temporary = self.folder / TEMPORARY
        make_folder(temporary)
        atomic_write(path, data, within=temporary)
        return name

    def path(self, name: str) -> Path:
        """Where a kept file lies. Raises ValueError: a name that leaves the folder."""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise ValueError(f"not a file of this shop: {name!r}")
        return path

    def names(self) -> Iterator[str]:
        """Names of all kept files, in order."""
        if not self.folder.is_dir():
            return
        for place in sorted(p for p in self.folder.iterdir() if p.is_dir() and p.name != TEMPORARY):
            for path in sorted(place.iterdir()):
                if is_name(f"{place.name}/{path.name}") and path.is_file():
                    yield f"{place.name}/{path.name}"

    def sound(self, name: str) -> bool:
        """Whether a kept file is there and still holds the bytes it is named by. Reads the whole file."""
        from hashlib import file_digest

        match = _KEPT.fullmatch(name)
        try:
            with open(self.path(name), "rb") as file:
                return match is not None and file_digest(file, "sha256").hexdigest() == match[1]
        except OSError:
            return False
