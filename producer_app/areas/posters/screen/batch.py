"""A batch for a printer of dots: every page drawn and its codes read back first, then all of them handed over."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas.posters import devices, drivers
from producer_app.areas.posters.kinds.receipt import REACH_MM
from producer_app.areas.posters.rows import Machine, Sent
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.page import Page
from producer_app.base.progress import Progress
from producer_app.ui import dots


def encoded(pages: Sequence[Page], machine: Machine, progress: Progress) -> list[bytes]:
    """The bytes of each page. Raises ShopError: a code, a letter or a text that would not print."""
    made: dict[int, bytes] = {}
    parts = []
    for number, page in enumerate(pages):
        progress(number, len(pages), _("Reading the codes back"))
        # Copies of a card are one page several times.
        if id(page) not in made:
            reach = REACH_MM[machine.paper] if machine.language == "escpos" else None
            raster = dots.proved(page, machine.dpi, reach_mm=reach)
            made[id(page)] = drivers.encode(raster, machine, page.width_mm, page.height_mm)
        parts.append(made[id(page)])
    return parts


def check_paper(machine: Machine, paper: str) -> None:
    """Raises ShopError: the page is for another roll than the one in the printer."""
    if machine.language == "escpos" and machine.paper != paper:
        raise ShopError(_("The printer has a roll of {width} mm.").format(width=machine.paper),
                        _("Choose that roll as the paper, or change the printer."), "OTHER_ROLL")


def print_out(pages: Sequence[Page], machine: Machine, progress: Progress) -> Sent:
    """Prints; nothing leaves before every page is proved. Raises ShopError: a page that would not print."""
    return devices.send(machine, encoded(pages, machine, progress), progress)
