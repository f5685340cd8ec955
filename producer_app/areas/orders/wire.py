"""Sends questions to one shop's server and nowhere else: with limits, patience and a way to stop.

The host never changes: a redirect elsewhere is refused and told. An answer is cut off at ``most_bytes`` and at
``most_seconds``, however slowly it drips. Faults that pass (429, 5xx, a cut line) are tried again, later each time, as
``Retry-After`` asks.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from producer_app.areas.orders.servers.values import Cursor, Request, Response, Server, Site, clock_of
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress, silent

if TYPE_CHECKING:
    import ssl

    import httpx

AGAIN = frozenset({429, 500, 502, 503, 504})
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. ``waits``: seconds before each further try; ``longest``: of one wait that a server asks for."""

    most_bytes: int = 32 * 1024 * 1024
    most_seconds: float = 90
    silence: float = 20
    waits: tuple[float, ...] = (1, 3, 9)
    longest: float = 60
    redirects: int = 3


USUAL = Limits()


class Wire:
    """An open line to one site. ``pause(seconds)`` waits; given by tests that have no time."""

    def __init__(self, site: Site, client: httpx.Client, limits: Limits, pause: Callable[[float], None]) -> None:
        self._site, self._client, self._limits, self._pause = site, client, limits, pause
        self._line: Any = None

    def send(self, request: Request, progress: Callable[[], None] = lambda: None) -> Response:
        """The answer to a question, good or not. ``progress`` is called often and may raise Cancelled.

        Raises ShopError: no server, no certificate, too slow, too large, sent elsewhere, cut again and again.
        """
        waits = list(self._limits.waits) if request.repeatable else []
        while True:
            progress()
            try:
                answer = self._once(request, progress)
            except ShopError as fault:
                if fault.code != "CUT" or not waits:
                    raise
                self._wait(waits.pop(0), progress)
                continue
            if answer.status not in AGAIN or not waits:
                return answer
            asked = retry_after(answer)
            if asked is not None and asked > self._limits.longest:
                return answer
            self._wait(max(waits.pop(0), asked or 0), progress)

    def _wait(self, seconds: float, progress: Callable[[], None]) -> None:
        while seconds > 0:
            progress()
            self._pause(min(seconds, 0.2))
            seconds -= 0.2

    def _once(self, request: Request, progress: Callable[[], None]) -> Response:
        import httpx

        url = self._site.address + request.path + (f"?{urlencode(request.query)}" if request.query else "")
        until = time.monotonic() + self._limits.most_seconds
        # Headers that drip come out of no call that could look at a clock, so the line is hung up from outside.
        watch = threading.Timer(self._limits.most_seconds, self._hang_up)
        watch.daemon = True
        watch.start()
        try:
            for _hop in range(self._limits.redirects + 1):
                with self._client.stream(request.method, url, headers=list(request.headers),
                                         content=request.body.encode("utf-8") if request.body else None,
                                         extensions={"trace": self._traced}) as got:
                    if got.is_redirect:
                        url = self._same_place(url, got.headers.get("location", ""), request)
                        continue
                    body = self._read(got, until, progress)
                    headers = {name.lower(): value for name, value in got.headers.items()}
                    return Response(got.status_code, headers, body, url)
        except httpx.TimeoutException:
            raise _slow() from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise ShopError(_("This is not the address of a shop."), _("Write it as in the browser, like https://shop.example."),
                            "BAD_ADDRESS") from None
        except httpx.ConnectError as error:
            raise _no_line(error, self._site) from None
        except httpx.HTTPError as error:
            raise (_slow() if time.monotonic() > until else _cut(error, self._site)) from None
        finally:
            watch.cancel()
        raise _elsewhere(url)

    def _traced(self, event: str, info: dict[str, Any]) -> None:
        """Remembers the line that is being talked on."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._line = info.get("return_value")

    def _hang_up(self) -> None:
        found = None if self._line is None else self._line.get_extra_info("socket")
        if found is not None:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)

    def _read(self, got: httpx.Response, until: float, progress: Callable[[], None]) -> bytes:
        most = self._limits.most_bytes
        told = got.headers.get("content-length", "")
        if told.isdecimal() and int(told[:20]) > most:
            raise _too_large()
        parts, size = [], 0
        for part in got.iter_bytes():  # as it comes: a slow drip must be noticed
            progress()
            size += len(part)
            if size > most:
                raise _too_large()
            if time.monotonic() > until:
                raise _slow()
            parts.append(part)
        if time.monotonic() > until:  # hung up, which looks like an end where no length was told
            raise _slow()
        return b"".join(parts)

    def _same_place(self, url: str, location: str, request: Request) -> str:
        """Where a redirect leads, where it stays with the shop and the question may be asked there unchanged."""
        new = urljoin(url, location)
        old_parts, new_parts = urlsplit(url), urlsplit(new)
        if (old_parts.scheme, old_parts.netloc) == (new_parts.scheme, new_parts.netloc):
            if request.method == "GET" and self._site.encrypted:
                return new
            raise ShopError(_("The shop answers at another address: {address}").format(address=isolate(_plain(new))),
                            _("Write that address."), "REDIRECT")
        if new_parts.scheme == "https" and new_parts.hostname == old_parts.hostname:
            raise ShopError(_("The shop answers over https only."), _("Begin the address with https://."), "USE_HTTPS")
        raise _elsewhere(new)


@contextmanager
def open_wire(site: Site, limits: Limits = USUAL, pause: Callable[[float], None] = time.sleep) -> Iterator[Wire]:
    """An open line to a site, closed again."""
    import httpx

    for name in ("httpx", "httpcore"):
        # Addresses can carry a signature; they are in no log.
        logging.getLogger(name).setLevel(logging.WARNING)
    host = urlsplit(site.address).hostname or ""
    with httpx.Client(follow_redirects=False, trust_env=host not in LOCAL, verify=_trust(),
                      timeout=httpx.Timeout(limits.silence, connect=15),
                      headers={"User-Agent": "producer-app", "Accept": "application/json"}) as client:
        yield Wire(site, client, limits, pause)


@cache
def _trust() -> ssl.SSLContext:
    """What this computer trusts, and what the bundled list does."""
    import ssl

    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def retry_after(answer: Response) -> float | None:
    """Seconds that a server asks to wait for, as a number or a date."""
    from email.utils import parsedate_to_datetime

    told = answer.headers.get("retry-after", "")
    if told.isdecimal():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
        now = clock_of(answer) or clock.now()
        return max(0.0, (moment - clock.parse(now)).total_seconds())
    except (ValueError, TypeError):
        return None


def try_out(server: Server, site: Site, limits: Limits = USUAL, progress: Progress = silent) -> None:
    """Whether orders can be read there. Raises ShopError: what is wrong, in one sentence."""
    def look() -> None:
        progress(0, 0, _("Asking the shop"))

    with open_wire(site, limits) as wire:
        asked(server, site, wire.send(server.test_request(site), look))
        cursor: Cursor | None = server.first(site, clock.now(), ())
        while cursor is not None:
            answer = asked(server, site, wire.send(server.next_request(site, cursor), look))
            page = server.understand(cursor, answer, server.name)
            cursor = page.next if cursor.step == "login" else None


def asked(server: Server, site: Site, answer: Response) -> Response:
    """An answer that is one. Raises ShopError: a refusal, explained."""
    why = server.refusal(site, answer)
    if why is not None:
        raise why
    return answer


# ---------------------------------------------------------------- what went wrong
def _plain(url: str) -> str:
    """An address without what was asked: that part may be secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:120]


def _elsewhere(url: str) -> ShopError:
    return ShopError(_("The shop sends on to another place: {address}").format(address=isolate(_plain(url))),
                     _("The key was not sent there. If that is your shop, write that address."), "REDIRECT")


def _slow() -> ShopError:
    return ShopError(_("The shop answers too slowly."), _("Try again later."), "SLOW")


def _too_large() -> ShopError:
    return ShopError(_("The shop’s answer is far too large."), _("Check the address and the kind of shop."), "TOO_LARGE")


def no_certificate() -> ShopError:
    """Somebody answers who cannot show to be the shop."""
    return ShopError(_("The shop’s certificate is not valid, so nobody can tell whether it is your shop."),
                     _("Check the address and this computer’s date; else ask whoever runs the shop."), "CERTIFICATE")


def _no_line(error: Exception, site: Site) -> ShopError:
    import ssl

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(seen):
            return no_certificate()
        if isinstance(seen, ssl.SSLError):
            return ShopError(_("The shop does not speak https at this address."),
                             _("Check the address; a shop in your own network may need http://."), "NO_HTTPS")
        seen = seen.__cause__ or seen.__context__
    return ShopError(_("No shop answers at {address}.").format(address=isolate(site.address[:80])),
                     _("Check the address and the internet connection."), "NO_SERVER")


def _cut(error: Exception, site: Site) -> ShopError:
    found = _no_line(error, site)
    if found.code in ("CERTIFICATE", "NO_HTTPS"):
        return found
    return ShopError(_("The line to the shop was cut."), _("Try again."), "CUT")
