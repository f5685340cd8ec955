"""What a chat text became, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.base.money import Money
from producer_app.base.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an order. ``sure``: nothing had to be guessed; ``why``: else one sentence, already translated."""

    text: str = ""
    sure: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Wares:
    """A product as the reader knows it. ``names``: all of its names in every language; ``said``: words that were
    settled for it before; ``pack_g``: net grams, 0 unknown."""

    id: int
    names: tuple[str, ...]
    unit: str = "piece"
    pack_g: int = 0
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts, each "" where it is not told. ``rest``: street, house, village; of an address in Uyghur also its
    ``town``, ``village`` and ``street`` apart, and ``said``: the whole of it as it was written."""

    province: Part = Part()
    city: Part = Part()
    county: Part = Part()
    rest: Part = Part()
    town: str = ""
    village: str = ""
    street: str = ""
    said: str = ""

    @property
    def region(self) -> str:
        """Province, city and county with spaces between, as orders keep it."""
        return " ".join(dict.fromkeys(filter(None, (self.province.text, self.city.text, self.county.text))))

    @property
    def sure(self) -> bool:
        """Whether no part had to be guessed."""
        return all(part.sure for part in (self.province, self.city, self.county, self.rest))


@dataclass(frozen=True, slots=True)
class ChatItem:
    """One kind of goods. ``said``: the words that name it; ``product_id``: None where nobody knows which is meant;
    ``quantity``: of the product's unit, None where it must be asked; ``others``: products that are meant perhaps."""

    said: str
    amount: str
    product_id: int | None
    quantity: Quantity | None
    sure: bool = True
    why: str = ""
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChatOrder:
    """One order of the text. ``note``: what was left over; ``told``: the sum the writer named, None for none;
    ``raw``: the words it came from."""

    name: Part
    phone: Part
    address: Address
    items: tuple[ChatItem, ...]
    note: str = ""
    told: Money | None = None
    raw: str = ""

    @property
    def sure(self) -> bool:
        """Whether every part stands as it was written."""
        return self.name.sure and self.phone.sure and self.address.sure and all(item.sure for item in self.items)


@dataclass(frozen=True, slots=True)
class ChatText:
    """A whole text. ``kind``: "message", "relay" or "form"; ``title``: what stood above a relay; ``skipped``: lines of it
    that are no order (an example, a name without goods)."""

    kind: str
    orders: tuple[ChatOrder, ...]
    title: str = ""
    skipped: tuple[str, ...] = field(default=())
