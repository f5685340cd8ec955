"""What this computer knows of its printers: how each of them stretches and shifts a page, and words an area keeps."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSettings

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _

MOST_STRETCH, MOST_SHIFT_MM = 0.15, 25.0


class Correction(NamedTuple):
    """How a page is drawn so that it comes out true. ``stretch_x``, ``stretch_y``: factors near 1; ``right_mm``,
    ``down_mm``: where its corner goes."""

    stretch_x: float = 1.0
    stretch_y: float = 1.0
    right_mm: float = 0.0
    down_mm: float = 0.0


def measured(across: float, down: float, left: float, top: float, *, across_mm: float, down_mm: float,
             corner_mm: float) -> Correction:
    """The correction for a printer that made lines of ``across_mm`` and ``down_mm``, whose corner should lie ``corner_mm``
    from both edges, come out as measured; all in mm. Raises ShopError: numbers that no printer makes.

    A printer puts x at s·x + t; drawing (x - t) / s instead puts it at x.
    """
    sx, sy = across / across_mm, down / down_mm
    tx, ty = left - sx * corner_mm, top - sy * corner_mm
    if abs(sx - 1) > MOST_STRETCH or abs(sy - 1) > MOST_STRETCH or abs(tx) > MOST_SHIFT_MM or abs(ty) > MOST_SHIFT_MM:
        raise ShopError(_("These numbers are too far from the page."),
                        _("Print the ruler page at its true size (100 %), and measure once more."), "BAD_MEASURE")
    return Correction(1 / sx, 1 / sy, -tx / sx, -ty / sy)


def _settings() -> QSettings:
    return QSettings("producer-app", "producer-app")


def _key(printer: str) -> str:
    return "printers/" + (printer or "usual").replace("/", "_").replace("\\", "_")


def keep_words(name: str, text: str) -> None:
    """Keeps words about a printer on this computer."""
    _settings().setValue(f"printers/{name}", text)


def kept(name: str) -> str:
    """The words kept under a name, "" for none."""
    return str(_settings().value(f"printers/{name}", "") or "")


def keep(printer: str, found: Correction) -> None:
    """Keeps a printer's correction on this computer."""
    _settings().setValue(_key(printer), " ".join(f"{part:.6f}" for part in found))


def correction(printer: str) -> Correction:
    """A printer's correction; none where nothing, or nothing sensible, was kept."""
    parts = str(_settings().value(_key(printer), "") or "").split()
    try:
        found = Correction(*map(float, parts)) if len(parts) == 4 else Correction()
    except ValueError:
        return Correction()
    stretch, shift = (found.stretch_x - 1, found.stretch_y - 1), (found.right_mm, found.down_mm)
    sound = all(abs(part) <= 0.2 for part in stretch) and all(abs(part) <= 40 for part in shift)
    return found if sound else Correction()
