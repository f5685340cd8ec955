"""One digest for the bytes of a file, quick enough that a large file that comes again is known at once.

Files below ``HALVED`` have their SHA-256. Of larger ones each half is digested beside the other, on a core of its own, and the
digest is the SHA-256 of both digests. Only ever compared with digests made here; a file that an older version of the program
noted by another digest is read once more and changes nothing.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HALVED = 4 * 1024 * 1024
PIECE = 256 * 1024


def of_bytes(data: bytes) -> str:
    """The digest of bytes, in hexadecimal digits."""
    if len(data) < HALVED:
        return hashlib.sha256(data).hexdigest()
    half = len(data) // 2
    whole = memoryview(data)
    return _joined(hashlib.sha256(whole[:half]).digest(), hashlib.sha256(whole[half:]).digest())


def of_file(path: Path) -> str:
    """The same of a file, without holding it in memory. Raises OSError: it cannot be read."""
    size = path.stat().st_size
    if size < HALVED:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    half = size // 2
    with ThreadPoolExecutor(1) as other:
        first = other.submit(_part, path, 0, half)
        second = _part(path, half, size - half)
        return _joined(first.result(), second)


def _part(path: Path, start: int, count: int) -> bytes:
    made, room = hashlib.sha256(), memoryview(bytearray(PIECE))
    with open(path, "rb", buffering=0) as file:
        file.seek(start)
        while count > 0:
            got = file.readinto(room[:min(count, PIECE)])
            if not got:
                break
            made.update(room[:got])
            count -= got
    return made.digest()


def _joined(first: bytes, second: bytes) -> str:
    return hashlib.sha256(first + second).hexdigest()
