"""Photos and documents of a shop, named by the digest of their bytes and never overwritten; ``atomic_write``.

File first, row second: a row never points at a file that is not wholly on disk.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def atomic_write(path: Path, data: bytes) -> None:
    """Puts bytes at a path so that after a power cut there is the old file or the whole new one, never a part.

    Temporary name in the same folder, write, fsync, rename, fsync the folder. Raises OSError: disk full, no rights.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
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


def sync_folder(folder: Path) -> None:
    """Makes names in a folder last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Files:
    """The ``files`` folder of a shop. Not tied to the database, so workers may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes, suffix: str) -> str:
        """Stores bytes under their SHA-256 and gives the name (``3f/3fa9….jpg``); the same bytes are kept once."""
        digest = hashlib.sha256(data).hexdigest()
        name = f"{digest[:2]}/{digest}{suffix}"
        path = self.folder / name
        if not path.exists():
            atomic_write(path, data)
        return name

    def path(self, name: str) -> Path:
        """Where a kept file lies. Raises ValueError: a name that leaves the folder."""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise ValueError(f"not a file of this shop: {name!r}")
        return path
