"""One window a shop, whatever was killed before; files that are whole or absent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from producer_app.app import joiner
from producer_app.base.errors import ShopError
from producer_app.store import files, lock

HOLD = ("import sys\nfrom pathlib import Path\nfrom producer_app.store import lock\nheld = lock.hold(Path(sys.argv[1]))\n"
        "print('held', flush=True)\nsys.stdin.readline()\n{end}\n")


def other_window(folder: Path, *, end: str = "held.release()") -> subprocess.Popen[str]:
    window = subprocess.Popen([sys.executable, "-c", HOLD.format(end=end), str(folder)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    assert window.stdout.readline() == "held\n"
    return window


def test_a_second_window_is_told_where_the_first_is(tmp_path: Path) -> None:
    with other_window(tmp_path) as first:
        for _try in range(2):
            with pytest.raises(ShopError) as refusal:
                lock.hold(tmp_path)
            assert refusal.value.code == "IN_USE"
            assert str(first.pid) in refusal.value.message
        assert lock.window_elsewhere(tmp_path)
        first.communicate("\n")
    assert not lock.window_elsewhere(tmp_path)
    with lock.hold(tmp_path) as held:
        assert held.held
        assert held.left_behind is None


def test_two_windows_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    with lock.hold(tmp_path):
        assert not lock.window_elsewhere(tmp_path)
        with pytest.raises(ShopError):
            lock.hold(tmp_path)
    lock.hold(tmp_path).release()


def test_a_killed_window_leaves_its_note_but_nothing_stuck(tmp_path: Path) -> None:
    with other_window(tmp_path) as first:
        first.kill()
    assert not lock.window_elsewhere(tmp_path)
    with lock.hold(tmp_path) as held:
        assert held.left_behind is not None
        assert held.left_behind.pid == first.pid
        assert held.left_behind.boot == lock.boot_id()


@pytest.mark.parametrize("note", ["", "{", "[]", "null", '{"pid": "x"}', '{"pid": 1, "boot": "of another start", "since": "2026"}',
                                  "\x00" * 5000])
def test_a_note_alone_never_keeps_anybody_out(tmp_path: Path, note: str) -> None:
    (tmp_path / lock.FILE).write_text(note)
    with lock.hold(tmp_path) as held:
        assert held.held
        assert json.loads((tmp_path / lock.FILE).read_text())["pid"] == os.getpid()
    assert (tmp_path / lock.FILE).read_text() == ""


def test_a_note_with_the_number_of_a_living_stranger_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).write_text(json.dumps({"pid": os.getppid(), "boot": lock.boot_id(), "since": "2026-01-01T00:00:00Z"}))
    with lock.hold(tmp_path) as held:
        assert held.held


def test_a_look_at_the_lock_never_keeps_a_starting_window_out(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).touch()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            lock.window_elsewhere(tmp_path)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        for _n in range(30):
            lock.hold(tmp_path).release()
    finally:
        stop.set()
        watcher.join()


def test_commands_and_jobs_open_the_shop_beside_its_window(folder: Path) -> None:
    joiner.open_shop(folder, create=True).close()
    with other_window(folder) as window:
        with joiner.open_shop(folder) as shop, shop.step("Beside") as db:
            db.execute("INSERT INTO products(unit, created_at) VALUES('jar', 'x')")
        window.communicate("\n")


# ---------------------------------------------------------------------- files
def test_a_file_is_whole_or_absent_and_no_part_stays(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "c.bin"
    files.atomic_write(target, b"one")
    files.atomic_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["c.bin"]


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "c.bin"
    files.atomic_write(target, b"old")
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "in the way").mkdir()
    with pytest.raises(OSError):
        files.atomic_write(folder / "in the way", b"new")
    with pytest.raises(TypeError):
        files.atomic_write(target, "text")  # type: ignore[arg-type]  # the mistake is the point
    assert target.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["c.bin", "d", "in the way"]


def test_many_threads_may_write_one_file(tmp_path: Path) -> None:
    target = tmp_path / "c.bin"
    contents = [bytes([n]) * 50_000 for n in range(8)]
    threads = [threading.Thread(target=files.atomic_write, args=(target, data)) for data in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_bytes() in contents
    assert [p.name for p in tmp_path.iterdir()] == ["c.bin"]


def test_the_same_photo_is_kept_once_and_put_right_when_it_was_cut(tmp_path: Path) -> None:
    kept = files.Files(tmp_path / "files")
    name = kept.keep(b"photo", ".jpg")
    assert kept.keep(b"photo", ".jpg") == name
    assert list(kept.names()) == [name]
    assert kept.sound(name)
    kept.path(name).write_bytes(b"pho")
    assert not kept.sound(name)
    kept.keep(b"photo", ".jpg")
    assert kept.path(name).read_bytes() == b"photo"
    kept.path(name).write_bytes(b"phota")
    assert not kept.sound(name)
    assert not kept.sound("aa/missing.jpg")


def test_a_name_never_leaves_the_folder(tmp_path: Path) -> None:
    kept = files.Files(tmp_path / "files")
    for name in ("../x", "/etc/passwd", "aa/../../x"):
        with pytest.raises(ValueError):
            kept.path(name)
    for suffix in ("/../x", ".j/g", "jpg", ".", ".verylongsuffix"):
        with pytest.raises(ValueError):
            kept.keep(b"x", suffix)


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_opening_sweeps_what_a_killed_process_left_and_nothing_else(folder: Path) -> None:
    with joiner.open_shop(folder, create=True) as shop:
        name = shop.files.keep(b"photo", ".jpg")
    dead = dead_process()
    gone = [folder / f".shop.seal.{dead}.00112233.part", folder / f".shop.db.{dead}.00112233.part-journal",
            folder / "files" / "tmp" / f".x.jpg.{dead}.00112233.part"]
    stays = [folder / "files" / "tmp" / f".x.jpg.{os.getpid()}.00112233.part", folder / "files" / "tmp" / "note.part",
             folder / "mine.part", folder / "files" / name]
    for path in (*gone, *stays[:3]):
        path.write_bytes(b"half")
    joiner.open_shop(folder).close()
    assert [p for p in gone if p.exists()] == []
    assert [p for p in stays if not p.exists()] == []
    deep = folder / "files" / name[:2] / f".x.{dead}.00112233.part"
    deep.write_bytes(b"half")
    (folder / "shop.seal").unlink()  # after an unclean end every folder is looked through
    joiner.open_shop(folder).close()
    assert not deep.exists()
