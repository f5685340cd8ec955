"""Who may come in and with what: every rule about a request of the phone page, decided from its head alone.

Values in, a value out or ``Refused``; nothing of a picture was read when these rules are asked. Sources: RFC 9110
(fields, methods), RFC 6265 (cookies), the Fetch Standard (Origin, Sec-Fetch-Site), OWASP on DNS rebinding.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

COOKIE = "phone"
# What a browser sends once or never; twice, two readers could understand two things.
_ONCE = frozenset({"host", "origin", "content-length", "content-type", "content-encoding", "transfer-encoding", "cookie",
                   "sec-fetch-site", "expect", "upgrade"})
_RAW = "application/octet-stream"
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    picture: int = 25 << 20
    least_picture: int = 64
    pictures: int = 200
    keep_free: int = 300 << 20
    idle_s: float = 600.0
    head_s: float = 10.0
    piece_s: float = 15.0
    whole_s: float = 300.0
    linger_s: float = 3.0
    connections: int = 32
    connections_of_one: int = 12
    at_once: int = 2
    asked_a_minute: int = 300
    wrong_a_minute: int = 30


class Refused(Exception):
    """``status``: of HTTP; ``code``: what the page tells its reader about."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass(frozen=True, slots=True)
class Asked:
    """The head of a request. ``target``: as it was sent; ``headers``: names in small letters, in their order."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    remote: str

    def header(self, name: str) -> str | None:
        """One header, or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(slots=True)
class _Visits:
    asked: deque[float] = field(default_factory=deque)
    wrong: deque[float] = field(default_factory=deque)


class Door:
    """The one-time token, the phone it was given to, and what is left of the limits.

    ``host``: address and port as the browser must name them. ``free``: bytes left on the disk of the shop.
    """

    def __init__(self, host: str, limits: Limits, free: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self.host, self.limits = host, limits
        self._free, self._clock = free, clock
        self._visits: dict[str, _Visits] = {}
        self.renew()

    def renew(self) -> None:
        """Another token for another phone; the one before is worth nothing from now on."""
        self.token = secrets.token_urlsafe(16)
        self._cookie = ""
        self.came = 0
        self.under_way = 0

    @property
    def taken(self) -> bool:
        """Whether a phone has opened the page."""
        return bool(self._cookie)

    # ------------------------------------------------------------------ what is asked
    def admit(self, asked: Asked) -> str:
        """What a request may have: ``"page"`` or ``"picture"``. Raises Refused."""
        self._not_too_often(asked.remote)
        try:
            return self._admitted(asked)
        except Refused as refused:
            if refused.status < 429:
                self._visits[asked.remote].wrong.append(self._clock())
            raise

    def _admitted(self, asked: Asked) -> str:
        _near(asked.remote)
        _plain_head(asked)
        if asked.header("host") != self.host:
            raise Refused(421, "WRONG_HOST")
        if asked.method not in ("GET", "POST"):
            raise Refused(405, "WRONG_METHOD")
        wanted = "page" if asked.method == "GET" else "picture"
        self._right_place(asked.target, "" if wanted == "page" else "/picture")
        if wanted == "page":
            self._page(asked)
        else:
            self._picture(asked)
        return wanted

    def _right_place(self, target: str, rest: str) -> None:
        """Compared in constant time, so that no letter of the token can be guessed by the clock."""
        if not hmac.compare_digest(target.encode("utf-8", "surrogateescape"), f"/{self.token}{rest}".encode()):
            raise Refused(404, "WRONG_PLACE")

    def _page(self, asked: Asked) -> None:
        if asked.header("content-length") not in (None, "0") or asked.header("transfer-encoding") is not None:
            raise Refused(400, "NO_BODY_WANTED")
        if asked.header("sec-fetch-site") not in (None, "none", "same-origin"):
            raise Refused(403, "OTHER_SITE")
        if self.taken and not self._same_phone(asked):
            raise Refused(403, "OTHER_PHONE")

    def _picture(self, asked: Asked) -> None:
        if asked.header("origin") != f"http://{self.host}" or asked.header("sec-fetch-site") not in (None, "same-origin"):
            raise Refused(403, "OTHER_SITE")
        if not self._same_phone(asked):
            raise Refused(403, "OTHER_PHONE")
        # No form of another page can send this kind without asking first, and asking is refused.
        if asked.header("content-type") != _RAW or asked.header("content-encoding") is not None:
            raise Refused(415, "NOT_A_PHOTO")
        size = _size(asked)
        if size > self.limits.picture:
            raise Refused(413, "TOO_HEAVY")
        if size < self.limits.least_picture:
            raise Refused(415, "NOT_A_PHOTO")
        if self.came + self.under_way >= self.limits.pictures:
            raise Refused(429, "TOO_MANY")
        if self.under_way >= self.limits.at_once:
            raise Refused(429, "BUSY")
        # The photo, its listing picture and its thumbnail.
        if self._free() < self.limits.keep_free + 3 * size:
            raise Refused(507, "DISK_FULL")

    # ------------------------------------------------------------------ the one phone
    def bind(self) -> str:
        """The cookie for the first phone; "" for the same phone again."""
        if self.taken:
            return ""
        self._cookie = secrets.token_urlsafe(16)
        return self._cookie

    def _same_phone(self, asked: Asked) -> bool:
        sent = ""
        for part in (asked.header("cookie") or "").split(";"):
            name, _equals, value = part.strip().partition("=")
            if name == COOKIE:
                sent = value
        return self.taken and hmac.compare_digest(sent.encode("utf-8", "surrogateescape"), self._cookie.encode())

    # ------------------------------------------------------------------ how often
    def _not_too_often(self, remote: str) -> None:
        now = self._clock()
        if remote not in self._visits and len(self._visits) >= 256:
            self._visits = {who: v for who, v in self._visits.items() if v.asked and v.asked[-1] > now - 60}
            if len(self._visits) >= 256:
                raise Refused(429, "TOO_OFTEN")
        visits = self._visits.setdefault(remote, _Visits())
        for times in (visits.asked, visits.wrong):
            while times and times[0] <= now - 60:
                times.popleft()
        if len(visits.asked) >= self.limits.asked_a_minute or len(visits.wrong) >= self.limits.wrong_a_minute:
            raise Refused(429, "TOO_OFTEN")
        visits.asked.append(now)


def _near(remote: str) -> None:
    """Only this computer and its own network: never an address of the wide internet."""
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:
        raise Refused(403, "FAR_AWAY") from None
    if not (address.is_private or address.is_link_local or address.is_loopback):
        raise Refused(403, "FAR_AWAY")


def _plain_head(asked: Asked) -> None:
    names = [name for name, _value in asked.headers]
    if any(names.count(name) > 1 for name in _ONCE):
        raise Refused(400, "TWICE")
    if asked.header("upgrade") is not None or asked.header("expect") is not None:
        raise Refused(400, "NOT_OFFERED")


def _size(asked: Asked) -> int:
    """The bytes announced. Raises Refused: none, or not a plain number."""
    if asked.header("transfer-encoding") is not None:
        raise Refused(411, "NO_SIZE")
    said = asked.header("content-length")
    if said is None or not (said.isascii() and said.isdigit()) or len(said) > 12:
        raise Refused(411, "NO_SIZE")
    return int(said)


def is_photo(begin: bytes) -> bool:
    """Whether the first bytes are those of a photo as phones make them.

    Sources: JPEG T.81 B.1.1 (SOI), PNG 5.2, WebP container, ISO 14496-12 4.3 with the brands of HEIF and AVIF.
    """
    if begin.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return True
    if begin[:4] == b"RIFF" and begin[8:12] == b"WEBP":
        return True
    return begin[4:8] == b"ftyp" and begin[8:12] in _BRANDS


def headers_of(pairs: Sequence[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """Raw headers as texts, names in small letters; bytes that are no text stay tellable."""
    return tuple((name.decode("latin-1").lower(), value.decode("utf-8", "surrogateescape")) for name, value in pairs)
