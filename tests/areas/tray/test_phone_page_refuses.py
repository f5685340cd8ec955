"""Sixty requests that mean harm: each is refused by the real server, and not one byte reaches the disk."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from producer_app.areas.tray.phone import Limits
from producer_app.store import darkroom
from tests.areas.tray.phones import Open, open_phone, status, written

RAW = "Content-Type: application/octet-stream"
# Long waits made short; the same code with the same checks.
QUICK = Limits(head_s=0.3, piece_s=0.3, whole_s=1.0, linger_s=0.1)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


PICTURE = jpeg()
SIZE = f"Content-Length: {len(PICTURE)}"
Act = Callable[[Open, str], bytes]
HOSTILE: dict[str, Act] = {}


def page(name: str, *lines: str, **how: str) -> None:
    """A request for the page; ``{token}`` and ``{host}`` are filled in. A stranger's: it has no cookie, the page is free."""
    def act(phone: Open, _cookie: str) -> bytes:
        return phone.ask(phone.get(*(filled(phone, line) for line in lines), **{k: filled(phone, v) for k, v in how.items()}))

    HOSTILE[name] = act


def picture(name: str, *lines: str, body: bytes = PICTURE, cookie: str = "{cookie}", origin: str = "http://{host}",
            **how: str) -> None:
    """A request with a picture: all right but for one thing. The sender knows the token and the cookie, unless told otherwise."""
    def act(phone: Open, known: str) -> bytes:
        heads = [f"Origin: {filled(phone, origin)}"] if origin else []
        heads += [cookie.format(cookie=known)] if cookie else []
        heads += [filled(phone, line) for line in lines]
        return phone.ask(phone.post(*heads, **{k: filled(phone, v) for k, v in how.items()}), body)

    HOSTILE[name] = act


def filled(phone: Open, text: str) -> str:
    return text.replace("{token}", phone.server.door.token).replace("{host}", phone.server.host).replace(
        "{port}", phone.server.host.split(":")[1])


# ---------------------------------------------------------------- no or another token
page("no token", path="/")
page("no path at all", path="*")
page("a token of the right length", path="/" + "A" * 22)
HOSTILE["the token with one letter less"] = lambda phone, _c: phone.ask(phone.get(path=f"/{phone.server.door.token[:-1]}"))
HOSTILE["the token in capitals"] = lambda phone, _c: phone.ask(phone.get(path=f"/{phone.server.door.token.swapcase()}"))
page("the token in another place", path="/x/{token}")
page("the token as a question", path="/?token={token}")
page("the token and a question", path="/{token}?x=1")
page("the token and a slash", path="/{token}/")
page("the token with a letter written as a number", path="/%41{token}")
page("a NUL behind the token", path="/{token}%00")
page("an empty token with a picture's place", path="//picture")
page("a token of nine thousand letters", path="/" + "A" * 9000)
picture("a picture with no token", RAW, SIZE, path="/picture")
picture("a picture with another token", RAW, SIZE, path="/" + "B" * 22 + "/picture")
# ---------------------------------------------------------------- paths that leave the page
page("up and out", path="/{token}/../../etc/passwd")
page("up and out, written as numbers", path="/{token}/%2e%2e/%2e%2e/etc/passwd")
page("a file of the system", path="/etc/passwd")
page("the shop's own file", path="/shop.db")
page("a whole address as the path", path="http://{host}/{token}")
page("the address of somebody else as the path", path="http://evil.example/{token}")
picture("a picture with a name as its place", RAW, SIZE, path="/{token}/picture/../../shop.db")
picture("a picture for a backslash", RAW, SIZE, path="/{token}/picture\\..\\shop.db")
# ---------------------------------------------------------------- Host: a name of a stranger leads here (DNS rebinding)
page("Host of another site", host="evil.example")
page("Host of another site with the right port", host="evil.example:{port}")
page("Host with another port", host="127.0.0.1:1")
page("Host without a port", host="127.0.0.1")
page("Host by name", host="localhost:{port}")
page("no Host", host="")
page("two Hosts", "Host: {host}")
page("Host with a user in it", host="x@{host}")
picture("a picture for the Host of another site", RAW, SIZE, host="evil.example:{port}")
# ---------------------------------------------------------------- Origin and site: another page of the phone's browser
picture("Origin of another site", RAW, SIZE, origin="http://evil.example")
picture("no Origin", RAW, SIZE, origin="")
picture("Origin null", RAW, SIZE, origin="null")
picture("Origin with https", RAW, SIZE, origin="https://{host}")
picture("Origin with another port", RAW, SIZE, origin="http://127.0.0.1:1")
picture("Origin that begins rightly", RAW, SIZE, origin="http://{host}.evil.example")
picture("a picture sent by another site", RAW, SIZE, "Sec-Fetch-Site: cross-site")
page("the page asked for by another site", "Sec-Fetch-Site: cross-site")
# ---------------------------------------------------------------- another phone
picture("no cookie", RAW, SIZE, cookie="")
picture("an empty cookie", RAW, SIZE, cookie="Cookie: phone=")
picture("a guessed cookie", RAW, SIZE, cookie="Cookie: phone=AAAAAAAAAAAAAAAAAAAAAA")
picture("two cookies", RAW, SIZE, "Cookie: phone=x")
# ---------------------------------------------------------------- methods
for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "HEAD", "PROPFIND"):
    picture(f"{method} in place of POST", RAW, SIZE, method=method)
# ---------------------------------------------------------------- size
picture("no size", RAW)
picture("pieces without a size", RAW, "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")
picture("pieces and a size", RAW, SIZE, "Transfer-Encoding: chunked")
picture("a size below zero", RAW, "Content-Length: -1")
picture("a size that is no number", RAW, "Content-Length: 12abc")
picture("two sizes", RAW, SIZE, "Content-Length: 7")
picture("a size one byte too large", RAW, f"Content-Length: {(25 << 20) + 1}", body=b"")
picture("a size of twenty digits", RAW, "Content-Length: 99999999999999999999", body=b"")
picture("nothing at all", RAW, "Content-Length: 0", body=b"")
# ---------------------------------------------------------------- what is no photo
picture("a form of another page", "Content-Type: multipart/form-data; boundary=x", SIZE)
picture("a kind another page may send unasked", "Content-Type: text/plain", SIZE)
picture("packed bytes", RAW, SIZE, "Content-Encoding: gzip")
picture("a program", RAW, "Content-Length: 4096", body=b"MZ" + b"\0" * 4094)
picture("a page with a script", RAW, "Content-Length: 4096", body=b"<svg onload=alert(1)>" + b" " * 4075)
picture("an archive", RAW, "Content-Length: 4096", body=b"PK\x03\x04" + b"\0" * 4092)
picture("a JPEG in its first bytes only", RAW, "Content-Length: 4096", body=b"\xff\xd8\xff\xe0" + b"\0" * 4092)
# ---------------------------------------------------------------- not HTTP, or another use of it
HOSTILE["bytes that are no request"] = lambda phone, _c: phone.ask("", b"\x16\x03\x01\x02\x00\x01\x00" * 40)
HOSTILE["a name of a header with a line in it"] = lambda phone, _c: phone.ask(phone.get("X-Y: a\r\n b\r\nBad Header: 1"))
HOSTILE["a hundred headers"] = lambda phone, _c: phone.ask(phone.get(*(f"X-{n}: 1" for n in range(100))))
HOSTILE["a header of a megabyte"] = lambda phone, _c: phone.ask(phone.get("X-Long: " + "a" * (1 << 20)))
page("a web socket", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: eHh4", "Sec-WebSocket-Version: 13")
page("a page with a body", "Content-Length: 5")
picture("a promise to go on", RAW, SIZE, "Expect: 100-continue")
# ---------------------------------------------------------------- slow
HOSTILE["a head that never ends"] = lambda phone, _c: phone.ask("GET / HTTP/1.1\r\nHost:")
HOSTILE["a line that says nothing"] = lambda phone, _c: phone.ask("")
picture("a picture that stops in the middle", RAW, SIZE, body=PICTURE[:len(PICTURE) // 2])


def cut_off(phone: Open, cookie: str) -> bytes:
    address, port = phone.server.host.split(":")
    with socket.create_connection((address, int(port)), timeout=5) as line:
        line.sendall(phone.post(phone.origin(), cookie, RAW, SIZE).encode() + PICTURE[:500])
        line.shutdown(socket.SHUT_WR)
        return line.recv(65536)


HOSTILE["a picture cut off"] = cut_off


def drip(phone: Open, cookie: str) -> bytes:
    """A byte now and then keeps no line open for ever: there is a time for the whole too."""
    address, port = phone.server.host.split(":")
    with socket.create_connection((address, int(port)), timeout=0.1) as line:
        line.sendall(phone.post(phone.origin(), cookie, RAW, SIZE).encode() + PICTURE[:40])
        for place in range(40, 200):
            try:
                line.sendall(PICTURE[place:place + 1])
                return line.recv(65536)
            except TimeoutError:
                continue
    return b"HTTP/1.1 200 it was let in"


HOSTILE["a picture byte by byte"] = drip


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


def test_there_are_sixty_of_them_at_least() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    with open_phone(tmp_path / "shop", QUICK) as phone:
        # Whoever sends a picture is taken for a phone that knows the code; whoever asks for the page comes first.
        cookie = phone.open_page() if HOSTILE[name].__qualname__.startswith(("picture", "cut_off", "drip")) else ""
        answer = HOSTILE[name](phone, cookie)
        assert status(answer) == 0 or 400 <= status(answer) <= 599, answer[:300]
        assert not [word for word in (b"set-cookie", b"<script", b"aiohttp", b"python") if word in answer.lower()]
        assert not any(line.lower().startswith(b"access-control") for line in answer.split(b"\r\n"))
        assert phone.kept == []
        assert written(tmp_path) == 0
        # It stands as it stood: the right phone is still served.
        assert status(phone.ask(phone.get(*([cookie] if cookie else [])))) == 200


@pytest.mark.parametrize("name", ["the disk is nearly full", "too many pictures", "too many at once", "a disk that cannot be told"])
def test_limits_are_asked_before_the_first_byte(tmp_path: Path, name: str) -> None:
    limits = replace(QUICK, **{"too many pictures": {"pictures": 0}, "too many at once": {"at_once": 0}}.get(name, {}))
    free = {"the disk is nearly full": (300 << 20) + 10, "a disk that cannot be told": 0}.get(name)
    with open_phone(tmp_path / "shop", limits, free) as phone:
        cookie = phone.open_page()
        # Only the head is sent: the answer cannot have waited for a body.
        answer = phone.ask(phone.post(phone.origin(), cookie, RAW, SIZE))
        assert status(answer) == (507 if "disk" in name else 429)
        assert (phone.kept, written(tmp_path)) == ([], 0)


def test_a_thousand_at_once_do_not_shut_the_phone_out(tmp_path: Path) -> None:
    with open_phone(tmp_path / "shop", replace(QUICK, connections=8, connections_of_one=8)) as phone:
        address, port = phone.server.host.split(":")
        lines = []
        for _number in range(1000):
            line = socket.socket()
            line.settimeout(5)
            lines.append(line)
            line.connect((address, int(port)))
        for line in lines:
            # Each is closed by the server: most at once, the few that were let in once their time to ask is over.
            try:
                assert line.recv(10) == b""
            except ConnectionResetError:
                continue
            finally:
                line.close()
        assert written(tmp_path) == 0
        assert "phone=" in phone.open_page()


def test_guessing_the_token_ends_after_a_few_tries(tmp_path: Path) -> None:
    with open_phone(tmp_path / "shop") as phone:
        answers = [status(phone.ask(phone.get(path=f"/{number:022d}"))) for number in range(40)]
        assert answers == [404] * 30 + [429] * 10
        assert written(tmp_path) == 0


def test_too_many_requests_of_the_right_phone_are_slowed_too(tmp_path: Path) -> None:
    with open_phone(tmp_path / "shop", replace(QUICK, asked_a_minute=5)) as phone:
        cookie = phone.open_page()
        assert [status(phone.ask(phone.get(cookie))) for _number in range(6)] == [200] * 4 + [429] * 2
