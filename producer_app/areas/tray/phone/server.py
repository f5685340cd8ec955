"""Serves the phone page from a thread of its own with its own event loop; starts at a press, stops by itself.

The server itself writes nothing: a picture is held in memory until it came whole and proved to be a photo; only then is
it prepared and kept as any other photo is. What happens is told to the window by one function, on the server's thread.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from producer_app.areas import products
from producer_app.areas.tray.phone import page
from producer_app.areas.tray.phone.door import COOKIE, Asked, Door, Limits, Refused, headers_of, is_photo
from producer_app.areas.tray.phone.told import Told
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _
from producer_app.base.progress import Cancelled, Progress

if TYPE_CHECKING:
    from aiohttp import web

_PIECE = 64 << 10
_ANSWER_S = 30.0
# Strangers' broken requests are refused, not complained about.
_quiet = logging.getLogger(__name__)
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False
_quiet.setLevel(logging.CRITICAL)


class PhoneServer:
    """The page at one address of this computer.

    ``prepare``: makes a photo of bytes, in a worker, raising ShopError; ``keep``: puts it into the tray and gives a
    future that is done once it is on disk; ``tell``: hears what happens; ``free``: bytes left on the disk.
    """

    def __init__(self, address: str, *, prepare: Callable[[bytes, Progress], products.Photo],
                 keep: Callable[[products.Photo], Future[None]], tell: Callable[[Told], object], free: Callable[[], int],
                 limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._address, self._prepare, self._keep, self._tell, self._free = address, prepare, keep, tell, free
        self._thread = threading.Thread(target=self._run, name="phone page", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending = threading.Event()
        self._open: dict[Any, str] = {}
        self._jobs: set[asyncio.Task[Any]] = set()

    # ------------------------------------------------------------------ from the window's thread
    def start(self) -> None:
        """Opens the page. Raises ShopError: the address is not this computer's any more."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._socket.bind((self._address, 0))
            self._socket.listen(1024)
        except OSError:
            self._socket.close()
            raise ShopError(_("The page for the phone could not be opened."),
                            _("Look whether this computer is in the Wi-Fi, then try again."), "NO_PAGE") from None
        self._socket.setblocking(False)
        self.host = f"{self._address}:{self._socket.getsockname()[1]}"
        self.door = Door(self.host, self.limits, self._free)
        self._loop = asyncio.new_event_loop()
        self._idle_since = self._loop.time()
        self._thread.start()

    @property
    def url(self) -> str:
        """What the phone opens."""
        return f"http://{self.host}/{self.door.token}"

    @property
    def running(self) -> bool:
        """Whether the page can be opened."""
        return self._thread.is_alive() and not self._ending.is_set()

    def renew(self) -> None:
        """Another code for another phone."""
        self.door.renew()

    def stop(self) -> None:
        """Closes the page; what is under way is dropped. A second call does nothing."""
        self._ending.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(10)

    # ------------------------------------------------------------------ the server's own thread
    def _run(self) -> None:
        loop = self._loop
        assert loop is not None
        try:
            loop.run_until_complete(self._serve(loop))
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            self._ending.set()
            self._socket.close()
            loop.close()
            self._tell(Told("stopped"))

    async def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        from aiohttp import web

        manager = web.Server(self._answer)
        owner = self

        class Guarded(web.RequestHandler):
            """A connection that is counted, has one request only, and little time to say what it wants."""

            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                super().connection_made(transport)
                remote = str((transport.get_extra_info("peername") or ("",))[0])
                limits = owner.limits
                if len(owner._open) >= limits.connections or \
                        sum(1 for one in owner._open.values() if one == remote) >= limits.connections_of_one:
                    assert isinstance(transport, asyncio.Transport)
                    transport.abort()
                    return
                owner._open[self] = remote
                loop.call_later(limits.head_s, self.too_slow)

            def connection_lost(self, exc: BaseException | None) -> None:
                owner._open.pop(self, None)
                super().connection_lost(exc)

            def handle_error(self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None,
                             message: str | None = None) -> web.StreamResponse:
                # What is no request gets no word back either.
                del request, exc, message
                return _closed(web.Response(status=status, headers=page.headers()))

            def too_slow(self) -> None:
                if not getattr(self, "asked_something", False) and self.transport is not None:
                    self.transport.abort()

        def guarded() -> web.RequestHandler:
            return Guarded(manager, loop=loop, access_log=_quiet, logger=_quiet, auto_decompress=False,
                           lingering_time=self.limits.linger_s, keepalive_timeout=1.0, max_headers=48, read_bufsize=_PIECE)

        listening = await loop.create_server(guarded, sock=self._socket, backlog=1024)
        while not self._ending.is_set() and loop.time() < self._idle_since + self.limits.idle_s:
            await asyncio.sleep(0.05)
        self._ending.set()
        listening.close()
        for job in list(self._jobs):
            job.cancel()
        await manager.shutdown(1.0)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        from aiohttp import web

        request.protocol.asked_something = True  # type: ignore[attr-defined]  # of Guarded, which times the head
        asked = Asked(request.method, request.raw_path, headers_of(request.raw_headers), request.remote or "")
        language = page.language_for(asked.header("accept-language") or "")
        try:
            wanted = self.door.admit(asked)
            self._idle_since = asyncio.get_running_loop().time()
            if wanted == "page":
                return self._page(language)
            await self._picture(request, int(asked.header("content-length") or 0))
            answer = web.json_response({"code": "OK"}, headers=page.headers())
        except Refused as refused:
            words = page.sentence(refused.code, language) if asked.method == "GET" else ""
            answer = web.Response(status=refused.status, text=words, headers=page.headers()) if asked.method == "GET" else \
                web.json_response({"code": refused.code}, status=refused.status, headers=page.headers())
        return _closed(answer)

    def _page(self, language: str) -> web.StreamResponse:
        from aiohttp import web

        nonce = secrets.token_urlsafe(16)
        text = page.html(language, nonce, self.limits.picture)
        answer = web.Response(text=text, content_type="text/html", charset="utf-8", headers=page.headers(nonce))
        cookie = self.door.bind()
        if cookie:
            answer.set_cookie(COOKIE, cookie, path=f"/{self.door.token}", httponly=True, samesite="Strict")
            self._tell(Told("opened"))
        return _closed(answer)

    async def _picture(self, request: web.BaseRequest, size: int) -> None:
        """Takes one picture in. Raises Refused."""
        door, token = self.door, self.door.token
        door.under_way += 1
        number = door.came + door.under_way
        task = asyncio.current_task()
        assert task is not None
        self._jobs.add(task)
        try:
            data = await self._body(request, size, number)
            photo = await asyncio.get_running_loop().run_in_executor(None, self._prepare, data, self._still_wanted)
            if door.token != token:
                raise Refused(403, "OTHER_PHONE")
            await asyncio.wait_for(asyncio.wrap_future(self._keep(photo)), _ANSWER_S)
            door.came += 1
            self._tell(Told("came", number))
        except ShopError as error:
            self._tell(Told("refused", number, words=str(error)))
            raise Refused(507 if isinstance(error, CannotWrite) else 422, error.code) from None
        except Refused as refused:
            self._tell(Told("refused", number, words=_("A picture from the phone did not arrive whole.")))
            raise refused
        except (TimeoutError, Cancelled):
            self._tell(Told("refused", number, words=_("A picture from the phone did not arrive whole.")))
            raise Refused(503, "CLOSED") from None
        finally:
            self._jobs.discard(task)
            if door.token == token:
                door.under_way -= 1
            self._idle_since = asyncio.get_running_loop().time()

    async def _body(self, request: web.BaseRequest, size: int, number: int) -> bytes:
        """The bytes of a picture, in memory. Raises Refused: no photo by its first bytes, too slow, cut off."""
        kept = bytearray()
        try:
            async with asyncio.timeout(self.limits.whole_s):
                while len(kept) < size:
                    piece = await asyncio.wait_for(request.content.read(_PIECE), self.limits.piece_s)
                    if not piece:
                        raise Refused(400, "CUT_OFF")
                    kept += piece
                    if len(kept) >= 12 and not is_photo(bytes(kept[:12])):
                        raise Refused(415, "NOT_A_PHOTO")
                    self._tell(Told("coming", number, len(kept), size))
        except TimeoutError:
            raise Refused(408, "TOO_SLOW") from None
        except (OSError, asyncio.IncompleteReadError):
            raise Refused(400, "CUT_OFF") from None
        return bytes(kept)

    def _still_wanted(self, done: int, total: int, note: str = "") -> None:
        if self._ending.is_set():
            raise Cancelled


def _closed(answer: web.Response) -> web.Response:
    """Every answer is the last one on its connection, and does not say what serves it."""
    answer.force_close()
    answer.headers["Server"] = "producer-app"
    return answer


def free_room(folder: Any) -> int:
    """Bytes left on the disk of a folder that may not be there yet; 0 where it cannot be told."""
    import shutil

    for place in (folder, *folder.parents):
        with suppress(OSError):
            return shutil.disk_usage(place).free
    return 0
