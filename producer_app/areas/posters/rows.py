"""What a printable gets to draw, as values: the product's card, the code and whose it is, the shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from producer_app.base.money import Money
from producer_app.base.page import Page


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A receiving code on paper. ``payload``: what the code says, byte for byte; ``owner``: the payee's name as phones
    show it; ``scheme``: the name people know it by, in Chinese and English; ``amount_inside``: phones show the price."""

    payload: str
    owner: str
    scheme: str
    last_digits: str = ""
    amount_inside: bool = False
    bytes_only: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One product on paper. ``unit_zh``, ``unit_ug``: the pack in words; ``pack_g``: net content in grams, 0 unknown;
    ``picture``: path of the listing picture, "" for none; ``code``: a code of its own, where it carries the price."""

    names: dict[str, str] = field(hash=False)
    price: Money
    unit: dict[str, str] = field(hash=False)
    pack_g: int = 0
    picture: str = ""
    code: CodeMark | None = None

    def name(self, language: str) -> str:
        """The name in one language, "" where there is none."""
        return self.names.get(language, "")

    @property
    def first_name(self) -> str:
        """The name that stands first: Chinese, since the buyer's law and eye want it, else any."""
        return self.names.get("zh") or next(iter(self.names.values()), "")

    @property
    def first_language(self) -> str:
        """The language of ``first_name``."""
        return "zh" if self.names.get("zh") else next(iter(self.names), "en")

    def per_500_g(self) -> Money | None:
        """The price of 500 g, rounded half up to the fen, for packs of known weight."""
        return self.price.rounded_share(500, self.pack_g) if self.pack_g and self.pack_g != 500 else None


@dataclass(frozen=True, slots=True)
class Task:
    """What to print. ``paper``: one of the printable's papers, "" for its first."""

    cards: tuple[Card, ...]
    shop_name: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Printable:
    """Something the shop can print. ``title``: N_(); ``papers``: name to (width, height) in mm, the usual one first;
    ``one_each``: a page a product, else many on a sheet; ``draw`` gives the pages."""

    id: str
    title: str
    icon: str
    papers: dict[str, tuple[float, float]] = field(hash=False)
    one_each: bool
    draw: Callable[[Task], list[Page]]
