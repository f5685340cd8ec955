"""A file's digest is the same however it is read, and another one for every other file."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from producer_app.store import file_digest
from producer_app.store.file_digest import HALVED, PIECE


@pytest.mark.parametrize("size", [0, 1, HALVED - 1, HALVED, HALVED + 1, HALVED + 2 * PIECE + 7])
def test_bytes_and_file_have_one_digest_and_any_changed_byte_another(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    path = tmp_path / "orders.csv"
    path.write_bytes(data)
    digest = file_digest.of_bytes(data)
    assert file_digest.of_file(path) == digest
    for at in {0, size // 2 - 1, size // 2, size - 1} & set(range(size)):
        other = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        assert file_digest.of_bytes(other) != digest
    assert file_digest.of_bytes(data + b"x") != digest


def test_small_files_have_their_plain_digest() -> None:
    assert file_digest.of_bytes(b"roses") == hashlib.sha256(b"roses").hexdigest()


def test_halves_that_change_places_are_another_file() -> None:
    first, second = bytes(HALVED), bytes([1]) * HALVED
    assert file_digest.of_bytes(first + second) != file_digest.of_bytes(second + first)
