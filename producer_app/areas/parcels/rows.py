"""Sending as values: tariffs, what a parcel weighs and costs, rows for couriers, breakages, pauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity

NOTHING = Money(0)
# Divisors that couriers use: cubic centimetres for a kilogram.
USUAL_DIVISOR = 6000
# Why nothing is sent for some days.
# Who pays for what broke on the way.
BEARERS = {"courier": N_("The courier"), "us": N_("We ourselves"), "buyer": N_("The buyer"), "open": N_("Not settled yet")}


@dataclass(frozen=True, slots=True)
class Rule:
    """What one tariff asks for some places. ``places``: provinces, cities or counties as people write them, () for all
    others; ``first_g``, ``step_g``: grams; ``first_minor``, ``step_minor``, ``remote_minor``, ``free_from_minor``: fen;
    ``remote``: cities or counties inside with a surcharge a parcel, () for all of them; ``free_from_minor``: goods worth so
    much go free, 0 never; ``served``: False where the courier does not go."""

    places: tuple[str, ...] = ()
    first_g: int = 1000
    first_minor: int = 0
    step_g: int = 1000
    step_minor: int = 0
    free_from_minor: int = 0
    served: bool = True
    remote: tuple[str, ...] = ()
    remote_minor: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """A courier's prices from a day on. ``contract``: "" for the open price list; ``valid_from``: ISO day;
    ``divisor``: cubic centimetres for a kilogram, 0 where size does not count; ``example``: made up, for practice."""

    carrier: str
    valid_from: str
    rules: tuple[Rule, ...] = ()
    contract: str = ""
    divisor: int = USUAL_DIVISOR
    example: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """One parcel. ``weight_g``: with its packing; sides in whole centimetres, 0 unknown."""

    weight_g: int
    long_cm: int = 0
    wide_cm: int = 0
    high_cm: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What one tariff asks. ``fee``: None where it does not serve the place; ``charged_g``: of all parcels, rounded up;
    ``remote``: the surcharge in it; ``free``: goods of this worth go free."""

    tariff: Tariff
    fee: Money | None
    charged_g: int = 0
    remote: Money = NOTHING
    free: bool = False


@dataclass(frozen=True, slots=True)
class Packing:
    """How goods are packed. ``piece_g``: padding a piece; ``carton_g``: of a parcel; ``most_g``: in one parcel, 0 no limit;
    sides of the usual carton in centimetres, 0 unknown."""

    piece_g: int = 0
    carton_g: int = 200
    most_g: int = 20_000
    long_cm: int = 0
    wide_cm: int = 0
    high_cm: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """What an order weighs. ``goods_g``: without packing; ``unknown``: goods whose weight nobody wrote down."""

    goods_g: int
    boxes: tuple[Box, ...]
    unknown: tuple[str, ...] = ()

    @property
    def weight_g(self) -> int:
        return sum(box.weight_g for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Goods that perhaps no courier may carry. ``key``: how they are kept; ``forbidden``: None while nobody answered."""

    key: str
    name: str
    forbidden: bool | None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as couriers want it on their papers."""

    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class WaybillTemplate:
    """The columns of an own file for a courier: (field, header) each; fields are keys of waybills.FIELDS."""

    columns: tuple[tuple[str, str], ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Waybill:
    """One order as a courier's file needs it, the buyer whole. ``goods``: in words; ``pieces``: how many."""

    number: str
    name: str
    phone: str
    province: str
    city: str
    county: str
    street: str
    goods: str
    pieces: int
    parcels: int
    weight_g: int
    note: str = ""

    @property
    def address(self) -> str:
        """Province, city, county and street in one line."""
        return "".join(dict.fromkeys(p for p in (self.province, self.city, self.county) if p)) + self.street


@dataclass(frozen=True, slots=True)
class Held:
    """An order that is left out of a courier's file, and why."""

    order_id: int
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a file of tracking numbers that will be written. ``moves``: the order goes on to "sent"."""

    order_id: int
    number: str
    tracking: str
    carrier: str
    moves: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a file of tracking numbers would do. ``same``: written down already; ``refused``: (row, what, why)."""

    file: str
    found: tuple[Found, ...] = ()
    same: int = 0
    refused: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Breakage:
    """Goods that broke on the way. ``bearer``: a key of BEARERS; ``pictures``: names in the shop's files;
    ``back_to_buyer``: True where the money went back to the buyer by a return."""

    order_id: int
    number: str
    amount: Money
    bearer: str
    at: str
    note: str = ""
    tracking: str = ""
    pictures: tuple[str, ...] = field(default=())
    back_to_buyer: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Goods of an order whose money goes back. ``position``: the line's place, from 0; ``way``: a key of orders.WAYS."""

    position: int
    quantity: Quantity
    way: str


@dataclass(frozen=True, slots=True)
class HouseRow:
    """So many of one kind of goods from one house. ``house``: "" where nobody wrote down who makes them."""

    house: str
    goods: str
    count: str
    orders: int


@dataclass(frozen=True, slots=True)
class LabelTask:
    """A waybill label. ``name`` and ``phone`` are masked already; ``size``: a key of the label's papers."""

    number: str
    tracking: str
    carrier: str
    name: str
    phone: str
    place: str
    goods: str
    sender: str = ""
    size: Literal["76x130", "100x150"] = "76x130"
