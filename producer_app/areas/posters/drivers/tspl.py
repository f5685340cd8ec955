"""Label printers (TSPL, the language of TSC and of most small label printers): one bitmap a label.

Source: TSPL/TSPL2 programming manual: SIZE, GAP, DIRECTION, REFERENCE, CLS, BITMAP (mode 0, a 0 bit is a black dot), PRINT.
"""

from __future__ import annotations

from producer_app.areas.posters.rows import Machine
from producer_app.base.raster import Raster


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + " mm"


def encode(raster: Raster, machine: Machine, width_mm: float, height_mm: float) -> bytes:
    """The bytes of one label."""
    head = [f"SIZE {_mm(width_mm)},{_mm(height_mm)}", f"GAP {_mm(machine.gap_mm)},0 mm", "DIRECTION 1", "REFERENCE 0,0", "CLS"]
    bitmap = f"BITMAP 0,0,{raster.row_bytes},{raster.height},0,".encode("ascii")
    lead = "".join(f"{line}\r\n" for line in head).encode("ascii")
    return lead + bitmap + raster.inverted() + b"\r\nPRINT 1,1\r\n"
