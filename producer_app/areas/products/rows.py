"""A product as values: what a person typed, what the shop keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.base import i18n
from producer_app.base.i18n import N_
from producer_app.base.money import Money

# Words a maker picks from; kept in the shop as these keys.
UNITS = {"jar": N_("jar"), "bag": N_("bag"), "box": N_("box"), "tub": N_("tub"), "bottle": N_("bottle"),
         "piece": N_("piece"), "pack": N_("pack"), "kg": N_("kilogram"), "jin": N_("jin (500 g)"), "m": N_("metre"),
         "set": N_("set")}


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as typed. ``names``: language code to name, at least one; ``pack_g``: net content in grams, 0 unknown;
    ``photo``: the name of a kept original, "" for none."""

    names: dict[str, str]
    price: Money
    unit: str = "piece"
    pack_g: int = 0
    sku: str = ""
    category: str = ""
    photo: str = ""


NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the shop. ``picture`` and ``thumb``: names of derived pictures in the shop's files, "" for none."""

    id: int
    sku: str
    names: dict[str, str] = field(hash=False)
    unit: str = "piece"
    pack_g: int = 0
    category: str = ""
    price: Money = NOTHING
    photo: str = ""
    picture: str = ""
    thumb: str = ""
    created_at: str = ""

    @property
    def name(self) -> str:
        """The name in the language in use, else the first there is."""
        return self.name_in(i18n.current())

    def name_in(self, language: str) -> str:
        """The name in one language, else Chinese, English or whatever there is."""
        for code in (language, "zh", "en", "ug"):
            if self.names.get(code):
                return self.names[code]
        return next(iter(self.names.values()), "")
