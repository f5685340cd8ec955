"""Asking for money and money that came, as values: a request, a row of a statement, what a statement would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, Refusal

State = Literal["waiting", "part", "paid", "late", "given_up"]
STATES: dict[State, str] = {
    "waiting": N_("Waiting"), "part": N_("Part paid"), "paid": N_("Paid"), "late": N_("A little late"), "given_up": N_("Given up")}
# Why a row of a statement is not money of a buyer; the keys are kept in no table.
ASIDE = {
    "out": N_("paid out"), "own": N_("moved between own accounts"), "refund": N_("refunds of own purchases"),
    "closed": N_("closed without payment"), "pending": N_("not arrived yet")}
# How long a buyer has, by key: days from today and the hour of that evening; "" for no date.
EVENINGS = {"today": 0, "tomorrow": 1, "three": 3, "week": 7}
EVENING_HOUR = 21


@dataclass(frozen=True, slots=True)
class Coming:
    """Money that came in, as one row of a statement tells it.

    ``number``: the transaction's own number, or one made of what the row says; ``at``: UTC; ``exact``: whether the minute
    is known and not only the day; ``returned``: how much of it went back; ``row``: as a spreadsheet counts it.
    """

    number: str
    at: str
    exact: bool
    amount: Money
    returned: Money
    payer: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a kind understood of one file. ``aside``: how many rows are no money of a buyer, by key of ASIDE."""

    comings: tuple[Coming, ...]
    aside: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()


def _no_document(_data: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A statement that a person picks up somewhere. ``name``: kept with each row; ``wallet``: the payment scheme whose money
    it tells, "" for a bank; ``likeness``: how surely a table with these plain headers is one (0 not at all);
    ``understand``: its rows; ``document``, ``understand_document``: the same for files that are no tables."""

    name: str
    title: str
    wallet: str
    likeness: Callable[[frozenset[str]], int]
    understand: Callable[[Sequence[Record]], Said]
    document: Callable[[bytes], bool] = _no_document
    understand_document: Callable[[str, bytes], Said] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One asking for money. ``asked``: what the buyer pays; ``off``: fen taken off so that the amount tells the order;
    ``came``: what was received for it, derived; ``due_at``: UTC, "" for no date; ``code_id``: 0 for none."""

    id: int
    order_id: int
    number: str
    buyer: str
    code_id: int
    asked: Money
    off: Money
    came: Money
    note: str
    asked_at: str
    due_at: str
    given_up_at: str
    state: State

    @property
    def rest(self) -> Money:
        """What is still missing; below zero where too much came."""
        return self.asked - self.came


@dataclass(frozen=True, slots=True)
class Income:
    """Money that came in, as kept. ``source``: name of its format; ``order_id``, ``number``: the order it was put to, 0 and ""
    for none; ``settled``: "" without a name, "order", "other" for no order; ``by``: who put it there, "rule" or "hand"."""

    id: int
    source: str
    reference: str
    at: str
    exact: bool
    amount: Money
    returned: Money
    payer: str
    note: str
    order_id: int = 0
    number: str = ""
    settled: str = ""
    by: str = ""

    @property
    def net(self) -> Money:
        """What is left of it."""
        return self.amount - self.returned


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that some money may be for. ``why``: a key of WHYS; ``amount``: what it waits for."""

    order_id: int
    number: str
    buyer: str
    amount: Money
    why: str


WHYS = {
    "asked": N_("asked for exactly this"), "late": N_("asked for this some time ago"),
    "paid": N_("asked for this, and paid already"), "doubt": N_("noted as paid by code about then"),
    "total": N_("its total is this"), "number": N_("its number is in the note")}


@dataclass(frozen=True, slots=True)
class Trial:
    """What a statement would change, before anything is written. ``places``: of each new row the number of its order where
    that is beyond doubt, else ""."""

    new: tuple[Coming, ...]
    returned: tuple[tuple[int, Coming], ...]
    same: int
    places: tuple[str, ...] = ()

    @property
    def certain(self) -> int:
        """How many of the new rows find their order."""
        return sum(map(bool, self.places))

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return len(self.new) + len(self.returned)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a statement did. ``batch``: for taking it back, None where nothing was written; ``sum``: of new money."""

    batch: int | None
    new: int
    returned: int
    same: int
    matched: int
    sum: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, as the list of imports shows it."""

    id: int
    at: str
    source: str
    file: str
    new: int
    same: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class ReceivingSettings:
    """How this shop asks. ``speak``: say aloud what was received; ``evening``: a key of EVENINGS, "" for no date."""

    speak: bool = True
    evening: str = "today"
