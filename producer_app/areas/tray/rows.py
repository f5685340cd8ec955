"""The tray as values."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.areas import products
from producer_app.base.i18n import N_

# Where a photo came from; kept in the shop as these keys.
SOURCES = {"phone": N_("From the phone"), "file": N_("From this computer"), "paste": N_("From the clipboard"),
           "folder": N_("From the folder")}


@dataclass(frozen=True, slots=True)
class TrayPhoto:
    """A photo that waits. ``source``: a key of SOURCES; ``came_at``: UTC."""

    id: int
    photo: products.Photo
    source: str
    came_at: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo that a product has, as its likeness is looked up."""

    product_id: int
    original: str
    thumb: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a photo of the tray may show. ``product_id``: the likeliest, 0 for none; ``sure``: proposed for one press;
    ``others``: the next likely products; ``same_as``: a product that this very picture serves already, 0 for none."""

    tray_id: int
    product_id: int = 0
    sure: bool = False
    others: tuple[int, ...] = ()
    same_as: int = 0


@dataclass(frozen=True, slots=True)
class TraySettings:
    """``folder``: the last one photos were brought in from."""

    folder: str = ""
