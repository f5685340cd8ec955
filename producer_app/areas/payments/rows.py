"""A payment scheme as a value that the user picks from a list, and a receiving code as the shop keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

# Names and values exactly as a payload carries them; "payload" holds the code itself where its parts do not say all.
Inputs = dict[str, str | bool]
PAYLOAD = "payload"

Standing = Literal["personal", "personal_business", "merchant", "account"]

# How the provider sees the holder of a code; kept in the shop as these keys.
STANDINGS: dict[Standing, str] = {
    "personal": N_("It is a personal code."), "personal_business": N_("It is a personal business code."),
    "merchant": N_("It is a merchant code."), "account": N_("The money goes straight to the account.")}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person types to make a code of her own. ``name``: its key in Inputs; ``tidy``: how the typed text
    becomes what the payload carries (a name in ``Scheme.tidy``); ``tidied_by``: the field whose value names it instead."""

    name: str
    label: str
    example: str = ""
    hint: str = ""
    tidy: str = ""
    tidied_by: str = ""
    required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    fixed: str = ""


def _no_cautions(_payload: str, _inputs: Inputs) -> list[str]:
    return []


def _whole(_inputs: Inputs) -> str:
    return ""


def _nobody(_payload: str) -> str:
    return ""


def _account(_payload: str, _inputs: Inputs) -> Standing:
    return "account"


def _itself(payload: str) -> str:
    return payload


def _no_amend(_payload: str, _inputs: Inputs) -> str:
    raise BadPayment(_("This code cannot be changed."), _("Ask its provider for a new one."), "NOT_CHANGEABLE")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of writing a payment code. All functions are pure and raise BadPayment where a rule of the scheme breaks.

    ``recognise(payload)``: 0 not of this scheme, else how particular the likeness is (1 family, 2 scheme, 3 label).
    ``read(payload)``: what it says. ``build(inputs)``: the code for these parts, strictly. ``again(payload)``: the same code
    as the scheme wants it written; ``amend(payload, inputs)``: the same code with other parts, all unknown parts kept.
    ``with_amount(payload, amount, reference)``: the code asking for a sum, None where the scheme has no such thing.
    ``payee(payload)``: whom the money reaches, the same for every code of one payee; "" means only the whole code tells.
    ``decimals``: of an amount in this scheme; None follows the currency.
    """

    id: str
    title: str
    currency: str
    issued_by: Literal["self", "provider"]
    recognise: Callable[[str], int]
    read: Callable[[str], Inputs]
    build: Callable[[Inputs], str]
    again: Callable[[str], str] = _itself
    amend: Callable[[str, Inputs], str] = _no_amend
    with_amount: Callable[[str, str, str], str] | None = None
    tidy: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    payee: Callable[[str], str] = _nobody
    account: Callable[[Inputs], str] = _whole
    standing: Callable[[str, Inputs], Standing] = _account
    cautions: Callable[[str, Inputs], list[str]] = _no_cautions
    one_time: Callable[[str, Inputs], bool] = lambda _payload, _inputs: False
    encoding: Callable[[str], str] = lambda _payload: "utf-8"
    bytes_only: bool = False
    decimals: int | None = None
    color: str = "#1F2430"
    icon: str = "qr-code"


class Reading(NamedTuple):
    """What a code says: its scheme and its parts."""

    scheme: Scheme
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code hangs, since when (UTC ISO text)."""

    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Copies:
    """One print of a code. ``copies``: how many sheets; ``place``: where they hang, "" for not noted; ``gone_at``: taken down;
    ``as_file``: saved as a file to be printed elsewhere."""

    id: int
    code_id: int
    copies: int
    place: str
    printed_at: str
    gone_at: str = ""
    as_file: bool = False


@dataclass(frozen=True, slots=True)
class ReceivingCode:
    """An own receiving code. ``payload``: the exact text; ``image``: the picture it came from in the shop's files, "" for none."""

    id: int
    scheme: str
    kind: Standing
    owner: str
    payload: str
    last_digits: str
    image: str
    added_at: str
    retired_at: str = ""
    places: tuple[Place, ...] = ()

    @property
    def active(self) -> bool:
        """Whether it is still in use."""
        return not self.retired_at

    @property
    def personal(self) -> bool:
        """Whether it may be shown face to face only: static personal codes are not for remote receipt.

        Source: People's Bank of China, notice 259 of 2021, in force from 1 March 2022.
        """
        return self.kind == "personal"


Verdict = Literal["own", "retired", "foreign", "other", "unreadable"]
PatrolResult = Literal["good", "look", "stop"]
Corners = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Seen:
    """One code on a stall's photo. ``verdict``: hers, hers but out of use, another payee's, no payment code, unreadable;
    ``code_id``: which of hers, 0 for none; ``text``: what it says; ``corners``: in pixels of the upright photo."""

    verdict: Verdict
    code_id: int
    text: str
    corners: Corners


class Missing(NamedTuple):
    """A code of hers that hangs at a place and was not seen on the photo of it; ``sheets``: how many are missing."""

    code_id: int
    sheets: int


@dataclass(frozen=True, slots=True)
class Patrol:
    """One look at the stall. ``picture``: the photo in the shop's files; ``width``, ``height``: the size in pixels that the
    corners count in; ``result``: all hers, look yourself, or a code of somebody else; ``place``: where it was taken, "" for
    not said; ``missing``: hers that hang there by the register and were not seen."""

    id: int
    at: str
    picture: str
    width: int
    height: int
    result: PatrolResult
    seen: tuple[Seen, ...]
    place: str = ""
    missing: tuple[Missing, ...] = ()
