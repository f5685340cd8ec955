"""A phone page on loopback over a real shop, and what a phone or a stranger says to it, byte by byte."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from producer_app.areas import products
from producer_app.areas.tray.phone import Limits, Told
from producer_app.areas.tray.phone.server import PhoneServer, free_room
from producer_app.base.progress import Progress
from producer_app.store.files import Files


@dataclass
class Open:
    """An open page, what it kept and what it told."""

    server: PhoneServer
    files: Files
    kept: list[products.Photo] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def ask(self, head: str, body: bytes = b"", *, wait_s: float = 20.0) -> bytes:
        """Sends bytes as they are; gives all that comes back until the other side closes."""
        address, port = self.server.host.split(":")
        with socket.create_connection((address, int(port)), timeout=wait_s) as line:
            try:
                line.sendall(head.encode("utf-8", "surrogateescape") + body)
                return b"".join(iter(partial(line.recv, 65536), b""))
            except (ConnectionError, TimeoutError):
                return b""

    def get(self, *lines: str, path: str | None = None, method: str = "GET", host: str | None = None) -> str:
        """The head of a request for the page."""
        return self.head(f"{method} {path or '/' + self.server.door.token} HTTP/1.1", host, lines)

    def post(self, *lines: str, path: str | None = None, host: str | None = None, method: str = "POST") -> str:
        """The head of a request with a picture; ``lines`` are all its headers but Host."""
        return self.head(f"{method} {path or '/' + self.server.door.token + '/picture'} HTTP/1.1", host, lines)

    def head(self, first: str, host: str | None, lines: tuple[str, ...]) -> str:
        named = [f"Host: {self.server.host if host is None else host}"] if host != "" else []
        return "\r\n".join([first, *named, *lines, "", ""])

    def origin(self) -> str:
        return f"Origin: http://{self.server.host}"

    def open_page(self) -> str:
        """What a phone does first; gives its cookie as a header."""
        answer = self.ask(self.get())
        assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
        line = next(line for line in answer.split(b"\r\n") if line.lower().startswith(b"set-cookie:"))
        return "Cookie: " + line.split(b":", 1)[1].split(b";")[0].decode().strip()

    def send(self, picture: bytes, cookie: str) -> bytes:
        """A whole good request with a picture."""
        return self.ask(self.post(self.origin(), cookie, "Content-Type: application/octet-stream",
                                  f"Content-Length: {len(picture)}"), picture)


@contextmanager
def open_phone(folder: Path, limits: Limits | None = None, free: int | None = None,
               heard: Callable[[Told], object] = lambda told: None) -> Iterator[Open]:
    """The page, serving until the block ends. ``heard``: called with what it tells, on its thread."""
    files = Files(folder / "files")

    def prepare(data: bytes, progress: Progress) -> products.Photo:
        return products.prepare_photo(data, files, progress)

    def keep(photo: products.Photo) -> Future[None]:
        made.kept.append(photo)
        done: Future[None] = Future()
        done.set_result(None)
        return done

    told: list[Told] = []

    def hear(one: Told) -> None:
        told.append(one)
        heard(one)

    server = PhoneServer("127.0.0.1", prepare=prepare, keep=keep, tell=hear,
                         free=lambda: free_room(files.folder) if free is None else free, limits=limits)
    made = Open(server, files, told=told)
    server.start()
    try:
        yield made
    finally:
        server.stop()


def written(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def status(answer: bytes) -> int:
    """The status of an answer; 0 where the line was simply closed."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0
