"""Hands bytes to a printer of dots: over the network, to a device file, a serial port or a USB printer.

The connections are python-escpos's own; what travels is ready bytes, so they serve label printers as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from producer_app.areas.posters.rows import Machine, Sent
from producer_app.areas.posters.sheets import ROLLS
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Cancelled, Progress

PORT, TIMEOUT_S, BAUD = 9100, 6, 9600
DPI = (203, 300)
_HOST = re.compile(r"(?P<host>[A-Za-z0-9.-]{1,253})(:(?P<port>\d{1,5}))?")
_SERIAL = re.compile(r"(?P<port>[^:]{1,200})(:(?P<baud>\d{3,7}))?")
_USB = re.compile(r"(?P<vendor>[0-9a-fA-F]{4}):(?P<product>[0-9a-fA-F]{4})")


def checked(machine: Machine) -> Machine:
    """The machine as given. Raises ShopError: an address, a gap, a roll or a number of dots that cannot be."""
    said = machine.address.strip()
    fits = {"network": _HOST, "serial": _SERIAL, "usb": _USB}
    pattern = fits.get(machine.way)
    found = pattern.fullmatch(said) if pattern else None
    if not said or (pattern and not found) or (machine.way == "network" and found and not 0 < int(found["port"] or PORT) < 65536):
        examples = {"network": "192.168.1.50", "file": "/dev/usb/lp0", "serial": "COM3:9600", "usb": "04b8:0e15"}
        raise ShopError(_("“{text}” is not an address of a printer.").format(text=isolate(said[:40])),
                        _("Write it like {example}.").format(example=isolate(examples[machine.way])), "BAD_ADDRESS")
    if not 0 <= machine.gap_mm <= 20:
        raise ShopError(_("The gap is between 0 and 20 mm."), _("Measure it with a ruler; most labels have 2 mm."), "BAD_GAP")
    if machine.dpi not in DPI or (machine.language == "escpos" and machine.paper not in ROLLS):
        raise ShopError(_("There is no such printer."), _("Set it up once more under “Printers”."), "BAD_MACHINE")
    return machine


def _device(machine: Machine) -> Any:
    """python-escpos's connection, not yet opened. Raises ShopError: this computer lacks a part for it."""
    from escpos import printer  # type: ignore[import-untyped]  # the package ships no types

    said = machine.address.strip()
    if machine.way == "network":
        match = _HOST.fullmatch(said)
        assert match
        return printer.Network(match["host"], int(match["port"] or PORT), timeout=TIMEOUT_S)
    if machine.way == "file":
        return printer.File(said, auto_flush=True)
    kind = printer.Serial if machine.way == "serial" else printer.Usb
    if not kind.is_usable():
        raise ShopError(_("This computer lacks a part to reach the printer this way."),
                        _("Connect it by network, or as a printer of this computer."), "NO_WAY")
    if machine.way == "serial":
        match = _SERIAL.fullmatch(said)
        assert match
        return printer.Serial(match["port"], int(match["baud"] or BAUD), timeout=TIMEOUT_S)
    match = _USB.fullmatch(said)
    assert match
    return printer.Usb(int(match["vendor"], 16), int(match["product"], 16))


def send(machine: Machine, parts: Sequence[bytes], progress: Progress) -> Sent:
    """Hands the parts over one by one; a printer that cannot be reached is told as a value, with how many left before.

    Raises ShopError: an address that cannot be, a part that this computer lacks."""
    from escpos.exceptions import Error  # type: ignore[import-untyped]  # the package ships no types

    device = _device(checked(machine))
    sent = 0
    try:
        device.open()
        for part in parts:
            progress(sent, len(parts), _("Printing"))
            device._raw(part)  # the way python-escpos hands over bytes that are ready
            sent += 1
    except (OSError, Error):
        return Sent(sent, _trouble(machine, sent, len(parts)))
    except Cancelled:
        return Sent(sent, ShopError(_("Stopped after {sent} of {count}.").format(sent=sent, count=len(parts)),
                                    _("The rest can be printed at any time."), "STOPPED"))
    finally:
        device.close()
    return Sent(sent)


def _trouble(machine: Machine, sent: int, count: int) -> ShopError:
    if sent:
        said = _("The printer {address} stopped after {sent} of {count}.").format(
            address=isolate(machine.address), sent=sent, count=count)
    else:
        said = _("The printer {address} does not answer.").format(address=isolate(machine.address))
    return ShopError(said, _("Nothing is lost. See that it is on, has paper and its cable, then print again."), "PRINTER_AWAY")
