"""One window a shop: a lock that the system itself lets go of when its holder dies, with a note of who holds it.

``Shop.open`` needs no lock, SQLite arbitrates there; the window takes one so that a second start can say where the
shop is already open. A kill leaves the note but not the lock, so nothing is ever stuck.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate

FILE = "shop.lock"
# A look from another process takes the lock for a moment; a window that starts just then tries again.
TRIES, PAUSE_S = 15, 0.02
# Windows locks bytes against reading, so the locked byte lies far behind the note.
LOCKED_BYTE = 1 << 30

_held_here: set[Path] = set()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or held a window lock. ``boot``: this start of the computer; ``since``: UTC ISO text."""

    pid: int
    boot: str
    since: str


class WindowLock:
    """The window's hold on a shop's folder. ``left_behind``: the note of a window that ended without closing."""

    def __init__(self, folder: Path, file: IO[str] | None, left_behind: Holder | None) -> None:
        self.folder = folder
        self.left_behind = left_behind
        self._file = file

    @property
    def held(self) -> bool:
        """False where the folder can't be written to: then looking harms nobody and no lock is needed."""
        return self._file is not None

    def release(self) -> None:
        """Lets go and wipes the note; a second call does nothing."""
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.close()
        self._file = None
        _held_here.discard(self.folder.resolve())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def hold(folder: Path) -> WindowLock:
    """Takes the window's lock on an existing folder, before the shop is opened.

    Raises ShopError IN_USE: another window has it, named in the words.
    """
    try:
        file = open(folder / FILE, "a+", encoding="utf-8")  # noqa: SIM115  # held as long as the window
    except PermissionError:
        return WindowLock(folder, None, None)
    except OSError as error:
        if error.errno == errno.EROFS:
            return WindowLock(folder, None, None)
        raise
    for attempt in range(TRIES):
        if _take_or_ask(file):
            break
        if attempt == TRIES - 1:
            other = _read(file)
            file.close()
            raise _in_use(folder, other)
        time.sleep(PAUSE_S)
    left = _read(file)
    file.seek(0)
    file.truncate()
    json.dump({"pid": os.getpid(), "boot": boot_id(), "since": clock.now()}, file)
    file.flush()
    _held_here.add(folder.resolve())
    return WindowLock(folder, file, left)


def window_elsewhere(folder: Path) -> bool:
    """Whether a window of another process has the shop open now."""
    if folder.resolve() in _held_here or not (folder / FILE).exists():
        return False
    try:
        with open(folder / FILE, "r+", encoding="utf-8") as file:
            return not _take_or_ask(file)
    except OSError:
        return False


def _take_or_ask(file: IO[str]) -> bool:
    """Takes the lock; on a disk that knows no locks (some network drives) the note decides, if its writer still runs."""
    try:
        return _take(file)
    except OSError:
        note = _read(file)
        return note is None or note.pid == os.getpid() or note.boot != boot_id() or not alive(note.pid)


def _in_use(folder: Path, other: Holder | None) -> ShopError:
    if other is None:
        return ShopError(_("The shop in {folder} is already open in another window.").format(folder=isolate(folder)),
                         _("Use that window, or close it first."), "IN_USE")
    return ShopError(
        _("The shop in {folder} is already open in another window (process {pid}, since {time}).").format(
            folder=isolate(folder), pid=isolate(other.pid), time=isolate(_shown(other.since))),
        _("Use that window, or close it first."), "IN_USE")


def _shown(since: str) -> str:
    try:
        return f"{clock.local(since):%Y-%m-%d %H:%M}"
    except ValueError:
        return since


def _read(file: IO[str]) -> Holder | None:
    file.seek(0)
    try:
        note = json.loads(file.read(4096))
        return Holder(int(note["pid"]), str(note["boot"]), str(note["since"]))
    except (ValueError, KeyError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        file.seek(LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            file.seek(0)
        return True

    def boot_id() -> str:
        """Windows gives none; the lock itself tells whether its holder lives."""
        return ""

    def alive(pid: int) -> bool:
        """Whether a process of this number runs. ``os.kill`` would end it here, so the kernel is asked."""
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        if not handle:
            return False
        running = kernel.WaitForSingleObject(handle, 0) == 0x102  # WAIT_TIMEOUT
        kernel.CloseHandle(handle)
        return bool(running)
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def boot_id() -> str:
        """This start of the computer, as Linux names it; "" elsewhere."""
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""

    def alive(pid: int) -> bool:
        """Whether a process of this number runs."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True
