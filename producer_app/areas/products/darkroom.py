"""Processes of their own in which photos from outside are decoded, with limits of memory and time.

A picture made to harm meets a process that holds nothing and may write no file. Rooms are used again, since a new one
costs a third of a second; one that broke, ran out of time or was given up is thrown away. Only bytes come back, never
objects, so a room cannot make the program load anything.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from producer_app.areas.products.developing import Developed, Undevelopable, develop

SECONDS = 15.0
MEMORY_BYTES = 900 << 20
LARGEST_ANSWER = 32 << 20
MOST_IDLE = 2
IDLE_SECONDS = 60.0
_GLANCE_S = 0.1
_HEAD = struct.Struct(">III")


class RoomEnded(Exception):
    """The process ended over a photo: out of memory, a decoder that fell over, or simply old age."""


class Room:
    """One process and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True, name="darkroom")
        self.process.start()
        theirs.close()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self.line.close()
        self.process.kill()
        self.process.join(5)


_idle: list[Room] = []
_lock = threading.Lock()


def developed(data: bytes, glance: Callable[[], None] = lambda: None) -> Developed:
    """Both pictures of a photo, made in a room. ``glance`` is called ten times a second and may raise to give up.

    Raises Undevelopable: see there, also TOO_SLOW.
    """
    used = _take_idle()
    if used is not None:
        # A room may end of age just as the photo comes; then a new one gets it.
        with suppress(RoomEnded):
            return _developed_in(used, data, glance)
    try:
        return _developed_in(Room(), data, glance)
    except RoomEnded:
        raise Undevelopable("BROKEN_PHOTO") from None


def _developed_in(room: Room, data: bytes, glance: Callable[[], None]) -> Developed:
    try:
        answer = _ask(room, data, glance)
    except BaseException:
        room.close()
        raise
    with _lock:
        keep = len(_idle) < MOST_IDLE
        if keep:
            _idle.append(room)
    if not keep:
        room.close()
    return _understood(answer)


def _take_idle() -> Room | None:
    with _lock:
        while _idle:
            room = _idle.pop()
            if room.process.is_alive():
                return room
            room.close()
    return None


def close_idle() -> None:
    """Ends the rooms that wait for work; the next photo starts a new one."""
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
                raise Undevelopable("TOO_SLOW")
        return room.line.recv_bytes(LARGEST_ANSWER)
    except (EOFError, OSError):
        raise RoomEnded from None


def _understood(answer: bytes) -> Developed:
    """The answer as values. Raises Undevelopable: it holds a code, or is not what ``_packed`` makes."""
    try:
        head, picture, thumb = _HEAD.unpack_from(answer)
        words = json.loads(answer[_HEAD.size:_HEAD.size + head])
    except (struct.error, ValueError):
        raise Undevelopable("BROKEN_PHOTO") from None
    if "code" in words:
        raise Undevelopable(str(words["code"]))
    at = _HEAD.size + head
    return Developed(answer[at:at + picture], answer[at + picture:at + picture + thumb], int(words["width"]), int(words["height"]),
                     str(words["suffix"]))


def _packed(words: dict[str, object], picture: bytes = b"", thumb: bytes = b"") -> bytes:
    head = json.dumps(words).encode()
    return _HEAD.pack(len(head), len(picture), len(thumb)) + head + picture + thumb


def _work(line: Connection) -> None:
    """The life of a room: a photo in, an answer out, until the line ends or nothing comes for a minute."""
    _be_quiet()
    _be_modest()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while line.poll(IDLE_SECONDS):
            data = line.recv_bytes()
            try:
                made = develop(data)
                answer = _packed({"width": made.width, "height": made.height, "suffix": made.suffix}, made.picture, made.thumb)
            except Undevelopable as reason:
                answer = _packed({"code": reason.code})
            line.send_bytes(answer)


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
