"""Temporary folders hold buyers' names, so none stays behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from producer_app.store import files


def test_a_folder_that_a_killed_process_unpacked_into_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    left = tmp_path / f"producer-app-unpacked-{dead.pid}-abc"
    left.mkdir()
    (left / "shop.db").write_bytes(b"names of buyers")
    foreign = tmp_path / "producer-app-unpacked-not-a-number"
    foreign.mkdir()
    with files.temporary_folder() as mine:
        assert not left.exists()
        assert foreign.exists()
        assert Path(mine).exists()
        files.sweep_temporary()
        assert Path(mine).exists()
    assert not Path(mine).exists()
