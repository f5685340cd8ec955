"""Printers of dots: what reaches a real server is decoded again, byte by byte, by code that knows nothing of the drivers."""

from __future__ import annotations

import os
import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.app import window_start
from producer_app.areas import orders, payments, posters, products
from producer_app.areas.posters import devices, queries
from producer_app.areas.posters.rows import Machine
from producer_app.areas.posters.screen import batch, printers_page
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base.errors import ShopError
from producer_app.base.page import Page, Picture, Qr, Rect, Text
from producer_app.base.progress import Cancelled, silent
from producer_app.store.shop import Shop
from producer_app.ui import dots, paper
from tests.window_kit import click, find, open_window, settle


class Heard:
    """A printer on the loopback: it hears all and says nothing; ``until``: it tears the line after so many bytes."""

    def __init__(self, until: int | None = None) -> None:
        self.data = bytearray()
        self._until = until
        self._door = socket.socket()
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._door.bind(("127.0.0.1", 0))
        self._door.listen()
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        line, _where = self._door.accept()
        with line:
            while self._until is None or len(self.data) < self._until:
                got = line.recv(65536)
                if not got:
                    return
                self.data += got
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def end(self) -> bytes:
        """All that was heard, once the line is down."""
        self._thread.join(20)
        self._door.close()
        return bytes(self.data)


@contextmanager
def listening(until: int | None = None) -> Iterator[Heard]:
    heard = Heard(until)
    yield heard
    heard.end()


def codes_in(image: Image.Image) -> list[str]:
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


def strips(data: bytes) -> list[Image.Image]:
    """The pictures in ESC/POS bytes, those up to a cut or feed set one under the other."""
    found: list[Image.Image] = []
    lines, width, place = b"", 0, 0
    while place < len(data):
        if data[place:place + 3] == b"\x1dv0":
            across, high = struct.unpack("<HH", data[place + 4:place + 8])
            lines += data[place + 8:place + 8 + across * high]
            width, place = across * 8, place + 8 + across * high
        elif data[place:place + 2] == b"\x1b@":
            place += 2
        elif data[place:place + 2] == b"\x1bd":
            found.append(Image.frombytes("1", (width, len(lines) * 8 // width), lines, "raw", "1;I"))
            lines, place = b"", place + 3
        elif data[place:place + 2] == b"\x1dV":
            place += 3
        else:
            raise AssertionError(f"unknown bytes at {place}: {data[place:place + 8]!r}")
    assert not lines
    return found


_LABEL = re.compile(
    rb"SIZE ([\d.]+) mm,([\d.]+) mm\r\nGAP ([\d.]+) mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\nBITMAP 0,0,(\d+),(\d+),0,")


def labels(data: bytes) -> list[tuple[float, float, Image.Image]]:
    """The labels in TSPL bytes: width and height in mm, and the picture, where a 0 bit is black."""
    found = []
    while data:
        head = _LABEL.match(data)
        assert head, data[:120]
        across, high = int(head[4]), int(head[5])
        dots_bytes = data[head.end():head.end() + across * high]
        found.append((float(head[1]), float(head[2]), Image.frombytes("1", (across * 8, high), dots_bytes)))
        end = b"\r\nPRINT 1,1\r\n"
        assert data[head.end() + across * high:].startswith(end)
        data = data[head.end() + across * high + len(end):]
    return found


def tags(shop: Shop, on: str, count: int = 1) -> list[Page]:
    window_start.application()
    chosen = [p.id for p in products.listing(shop, limit=60) if p.pack_g <= 500][:count]
    return posters.pages(shop, "price_tags", chosen, code_id=payments.codes(shop)[0].id, paper=on)


@pytest.mark.parametrize(("roll", "across"), [("80", 576), ("58", 384)])
def test_a_receipt_comes_out_as_wide_as_the_head_and_its_code_is_read_from_the_dots(
        practice_shop: Shop, qtbot: QtBot, roll: str, across: int) -> None:
    window_start.application()
    placed = [o.id for o in orders.board(practice_shop, limit=2)]
    code = payments.codes(practice_shop)[0]
    pages = posters.pages(practice_shop, "receipt", [], order_ids=placed, code_id=code.id, paper=roll)
    made = b"".join(batch.encoded(pages, Machine("escpos", "file", "x", roll), silent))
    printed = strips(made)
    assert [picture.width for picture in printed] == [across, across]
    assert [codes_in(picture) for picture in printed] == [[code.payload], [code.payload]]
    assert made.count(b"\x1dV\x00") == (2 if roll == "80" else 0)  # the small ones have no knife


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("on", ["40x30", "60x40", "100x70", "100x150"])
def test_a_label_has_its_size_and_its_code_is_read_from_the_dots(practice_shop: Shop, qtbot: QtBot, on: str, dpi: int) -> None:
    pages = tags(practice_shop, on)
    made = b"".join(batch.encoded(pages, Machine("tspl", "file", "x", dpi=dpi, gap_mm=2.5), silent))
    ((width, height, picture),) = labels(made)
    assert (width, height) == tuple(float(part) for part in on.split("x"))
    assert b"GAP 2.5 mm" in made
    assert picture.height == round(height * dpi / 25.4)
    assert codes_in(picture) == pages[0].codes()
    # Beyond the label's edge the padding is white.
    assert picture.getpixel((picture.width - 1, 0)) == 255


def test_the_dots_are_the_page_and_photos_become_grey_by_dots(qtbot: QtBot, practice_shop: Shop) -> None:
    window_start.application()
    photo = next(p.picture for p in products.listing(practice_shop, limit=60) if p.picture)
    page = Page(60, 40, (Picture(Rect(2, 2, 36, 36), str(practice_shop.files.path(photo))),
                         Text(Rect(40, 10, 18, 8), "茶", 7, language="zh")))
    shown = dots.picture(dots.of_page(page, 203))
    black = [shown.pixelColor(x, y).value() == 0 for x in range(20, 300) for y in range(20, 300)]
    assert 0.02 < sum(black) / len(black) < 0.9
    flips = sum(a != b for a, b in pairwise(black))
    assert flips > len(black) * 0.05  # dots, not blots
    sharp = paper.picture_of(page, 203).convertToFormat(shown.format())
    assert any(shown.pixelColor(x, y).value() == 0 for x in range(330, 460) for y in range(70, 150))
    assert shown.size() == sharp.size()


def test_a_code_that_the_dots_cannot_hold_stops_the_print(qtbot: QtBot, practice_shop: Shop) -> None:
    window_start.application()
    small = Page(40, 30, (Qr(Rect(5, 5, 3.4, 3.4), payments.codes(practice_shop)[0].payload),))
    with listening() as printer:
        with pytest.raises(ShopError) as refused:
            batch.print_out([*tags(practice_shop, "40x30"), small], Machine("tspl", "network", printer.address), silent)
        assert refused.value.code == "CODE_DIFFERS"
        socket.create_connection(("127.0.0.1", int(printer.address.split(":")[1]))).close()
    assert printer.end() == b""


def test_a_printer_that_tears_the_line_tells_how_many_went_out(qtbot: QtBot) -> None:
    parts = [bytes(400_000)] * 60
    with listening(until=400_000) as printer:
        sent = devices.send(Machine("tspl", "network", printer.address), parts, silent)
    assert 0 < sent.pages < 60
    assert sent.trouble is not None
    assert str(sent.pages) in sent.trouble.message


def test_a_stop_by_the_person_tells_how_many_went_out() -> None:
    def stop(done: int, total: int, note: str = "") -> None:
        del total, note
        if done == 2:
            raise Cancelled

    with listening() as printer:
        sent = devices.send(Machine("tspl", "network", printer.address), [b"one", b"two", b"three"], stop)
    assert sent.pages == 2
    assert printer.end() == b"onetwo"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo terminals here")
def test_a_serial_printer_gets_the_same_bytes() -> None:
    pytest.importorskip("serial")
    import tty

    near, far = os.openpty()
    tty.setraw(far)
    sent = devices.send(Machine("tspl", "serial", f"{os.ttyname(far)}:19200"), [b"\x00\xff\r\n\x11", b"\x13"], silent)
    assert sent.trouble is None
    assert os.read(near, 100) == b"\x00\xff\r\n\x11\x13"
    os.close(near)
    os.close(far)


@pytest.mark.parametrize(("way", "address"), [("network", "http://x/"), ("network", "h:99999"), ("network", ""), ("usb", "lp0"),
                                              ("serial", "COM3:fast"), ("file", " ")])
def test_an_address_that_cannot_be_is_refused_with_an_example(way: str, address: str) -> None:
    with pytest.raises(ShopError) as refused:
        devices.checked(Machine("tspl", way, address))  # type: ignore[arg-type]  # the ways are words here
    assert refused.value.code == "BAD_ADDRESS"
    assert refused.value.hint


def test_what_was_kept_and_makes_no_sense_counts_as_none(qtbot: QtBot) -> None:
    from producer_app.ui import printers

    odd_roll = '{"way": "file", "address": "x", "paper": "99", "dpi": 203, "gap_mm": 2}'
    for kept in ("", "null", "7", "{", '{"way": "pigeon"}', odd_roll):
        printers.keep_words("dots/escpos", kept)
        assert printers_page.machine("escpos") is None
    printers_page.keep_machine("escpos", Machine("escpos", "network", "printer.local", "58"))
    assert printers_page.machine("escpos") == Machine("escpos", "network", "printer.local", "58")
    assert printers_page.machine_for("58", labels=False) is not None
    assert printers_page.machine_for("A4", labels=True) is None
    printers_page.keep_machine("escpos", None)


def set_up(qtbot: QtBot, shop: Shop, address: str) -> PostersPage:
    """The Posters page with a label printer written in by hand."""
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("posters")
    settle()
    page = window.pages["posters"]
    assert isinstance(page, PostersPage)
    page.choose("price_tags", "40x30")
    settle()
    click(window, "printerChosen")
    form = find(window, "machine_tspl")
    way, line = form.findChild(QComboBox, "field_way"), form.findChild(QLineEdit, "field_address")
    assert isinstance(way, QComboBox)
    assert isinstance(line, QLineEdit)
    way.setCurrentIndex(way.findData("network"))
    line.setText(address)
    click(window, "keep_tspl")
    click(window, "leavePrinters")
    return page


def test_a_printer_that_is_away_loses_nothing_and_the_batch_goes_out_again(qtbot: QtBot, practice_shop: Shop) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{closed.getsockname()[1]}"
    page = set_up(qtbot, practice_shop, nobody)
    window = page.window()
    click(window, "print")
    qtbot.waitUntil(lambda: "does not answer" in " ".join(w.text() for w in window.findChildren(QLabel) if w.isVisible()))
    assert queries.runs(practice_shop) == []
    with listening() as printer:
        printers_page.keep_machine("tspl", Machine("tspl", "network", printer.address))
        wanted = page.made()
        click(window, "print")
        qtbot.waitUntil(lambda: len(queries.runs(practice_shop)) == 1)
    assert [codes_in(picture) for _w, _h, picture in labels(printer.end())] == [one.codes() for one in wanted]
    with listening() as printer:
        printers_page.keep_machine("tspl", Machine("tspl", "network", printer.address))
        settle()
        click(window, "again")
        click(window, "print")
        qtbot.waitUntil(lambda: len(queries.runs(practice_shop)) == 2)
    assert len(labels(printer.end())) == len(wanted)
    printers_page.keep_machine("tspl", None)


def test_a_receipt_for_another_roll_is_refused_before_anything_is_sent(qtbot: QtBot, practice_shop: Shop) -> None:
    with pytest.raises(ShopError):
        batch.check_paper(Machine("escpos", "file", "x", "58"), "80")
    batch.check_paper(Machine("escpos", "file", "x", "80"), "80")


def test_the_test_print_reads_right_on_every_printer(qtbot: QtBot) -> None:
    window_start.application()
    for machine in (Machine("escpos", "file", "x", "80"), Machine("escpos", "file", "x", "58"), Machine("tspl", "file", "x"),
                    Machine("tspl", "file", "x", dpi=300)):
        (made,) = batch.encoded([printers_page.test_page(machine)], machine, silent)
        picture = strips(made)[0] if machine.language == "escpos" else labels(made)[0][2]
        assert codes_in(picture) == ["producer-app"]
