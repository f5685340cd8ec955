"""What printers of dots understand, one file a language: dots in, bytes out; nothing here opens a device."""

from __future__ import annotations

from collections.abc import Callable

from producer_app.areas.posters.drivers import escpos, tspl
from producer_app.areas.posters.rows import Machine
from producer_app.base.raster import Raster

LANGUAGES: dict[str, Callable[[Raster, Machine, float, float], bytes]] = {"escpos": escpos.encode, "tspl": tspl.encode}


def encode(raster: Raster, machine: Machine, width_mm: float, height_mm: float) -> bytes:
    """One page for a printer. ``width_mm``, ``height_mm``: of its paper."""
    return LANGUAGES[machine.language](raster, machine, width_mm, height_mm)
