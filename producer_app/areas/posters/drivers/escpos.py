"""Receipt printers of 58 and 80 mm (ESC/POS): the picture as raster lines (``GS v 0``), then the cut where there is one."""

from __future__ import annotations

from producer_app.areas.posters.rows import Machine
from producer_app.base.raster import Raster

# Profiles of common printers: the width their heads reach, and whether they cut. No 300 dpi one tells its width.
PROFILES = {("80", 203): "NT-80-V-UL", ("58", 203): "POS-5890"}
WIDE = "TUP500"
FEED_LINES = 4  # past the edge where paper is torn off
RESET = b"\x1b@"


def encode(raster: Raster, machine: Machine, width_mm: float, height_mm: float) -> bytes:
    """The bytes of one strip; the paper's length follows the picture."""
    del width_mm, height_mm
    from escpos.printer import Dummy  # type: ignore[import-untyped]  # the package ships no types
    from PIL import Image

    # "1;I": in the dots 1 is black, in a picture 1 is white.
    picture = Image.frombytes("1", (raster.width, raster.height), raster.rows, "raw", "1;I")
    printer = Dummy(profile=PROFILES.get((machine.paper, machine.dpi), WIDE))
    printer.image(picture, impl="bitImageRaster")
    if printer.profile.supports("paperFullCut"):
        printer.cut()
    else:
        printer.print_and_feed(FEED_LINES)
    return RESET + bytes(printer.output)
