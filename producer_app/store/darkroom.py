"""Processes of their own in which files from outside are decoded, with limits of memory and time.

A picture made to harm meets a process that holds nothing and may write no file. Rooms are used again, since a new one
costs a third of a second; one that broke, ran out of time or was given up is thrown away. Only bytes come back, never
objects, so a room cannot make the program load anything. What is done in a room is its caller's: a function from bytes
to bytes, at the top of a module.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS = 15.0
MEMORY_BYTES = 900 << 20
LARGEST_ANSWER = 32 << 20
MOST_IDLE = 2
IDLE_SECONDS = 60.0
_GLANCE_S = 0.1
Work = Callable[[bytes], bytes]


class RoomEnded(Exception):
    """The process ended over a file: out of memory, a decoder that fell over, or simply old age."""


class TooSlow(Exception):
    """The file took longer than ``SECONDS``."""


class Room:
    """One process that does one kind of work, and the line to it."""

    def __init__(self, work: Work) -> None:
        import multiprocessing  # half a megabyte that a window without photos does without

        context = multiprocessing.get_context("spawn")
        self.work = work
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_live, args=(theirs, work), daemon=True, name="darkroom")
        self.process.start()
        theirs.close()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self.line.close()
        self.process.kill()
        self.process.join(5)


_idle: list[Room] = []
_lock = threading.Lock()


def asked(work: Work, data: bytes, glance: Callable[[], None] = lambda: None) -> bytes:
    """What ``work`` makes of these bytes in a room. ``glance`` is called ten times a second and may raise to give up.

    Raises RoomEnded: the bytes broke it. Raises TooSlow.
    """
    used = _take_idle(work)
    if used is not None:
        # A room may end of age just as the file comes; then a new one gets it.
        with suppress(RoomEnded):
            return _asked_in(used, data, glance)
    return _asked_in(Room(work), data, glance)


def _asked_in(room: Room, data: bytes, glance: Callable[[], None]) -> bytes:
    try:
        answer = _ask(room, data, glance)
    except BaseException:
        room.close()
        raise
    with _lock:
        _idle.append(room)
        old = _idle[:-MOST_IDLE]
        del _idle[:-MOST_IDLE]
    for one in old:
        one.close()
    return answer


def _take_idle(work: Work) -> Room | None:
    with _lock:
        for room in [room for room in _idle if room.work is work]:
            _idle.remove(room)
            if room.process.is_alive():
                return room
            room.close()
    return None


def close_idle() -> None:
    """Ends the rooms that wait for work; the next file starts a new one."""
    with _lock:
        rooms, _idle[:] = list(_idle), []
    for room in rooms:
        room.close()


def _ask(room: Room, data: bytes, glance: Callable[[], None]) -> bytes:
    end = time.monotonic() + SECONDS
    try:
        room.line.send_bytes(data)
        while not room.line.poll(_GLANCE_S):
            glance()
            if time.monotonic() > end:
                raise TooSlow
        return room.line.recv_bytes(LARGEST_ANSWER)
    except (EOFError, OSError):
        raise RoomEnded from None


def _live(line: Connection, work: Work) -> None:
    """The life of a room: bytes in, an answer out, until the line ends or nothing comes for a minute."""
    _be_quiet()
    _be_modest()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while line.poll(IDLE_SECONDS):
            line.send_bytes(work(line.recv_bytes()))


def _be_quiet() -> None:
    """Decoders in C write their own complaints; the person gets one sentence instead."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _be_modest() -> None:
    """Limits of the operating system where it has them (Windows does not): memory, no files, no core."""
    if sys.platform == "win32":
        return
    import resource

    for name, most in (("RLIMIT_DATA", MEMORY_BYTES), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))
