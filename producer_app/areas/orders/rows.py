"""An order as values: what a channel's file says, what the shop keeps, and the words for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.sheet import Refusal as Refusal

# Every state an order can have here. Channels know most of them; ``packed`` and ``returned`` are the shop's own.
STATES = {
    "unpaid": N_("To pay"), "to_ship": N_("To pack"), "packed": N_("Packed"), "part_shipped": N_("Partly sent"),
    "shipped": N_("Sent"), "done": N_("Done"), "cancelled": N_("Cancelled"), "refunded": N_("Refunded"),
    "part_refunded": N_("Partly refunded"), "returned": N_("Returned"),
}
# The board: five fixed columns and the shelf of what is over. schema.py builds the same map into the file.
LANES = {
    "pay": ("unpaid",), "pack": ("to_ship",), "send": ("packed", "part_shipped"), "sent": ("shipped",),
    "trouble": ("refunded", "part_refunded", "returned"), "closed": ("done", "cancelled"),
}
# The columns of the board, without the shelf.
OPEN_LANES = tuple(lane for lane in LANES if lane != "closed")
LANE_OF = {state: lane for lane, states in LANES.items() for state in states}
# One tap forward. Trouble that was dealt with is put on the shelf; the money given back stays written on the order.
FORWARD = {
    "unpaid": "to_ship", "to_ship": "packed", "packed": "shipped", "part_shipped": "shipped", "shipped": "done",
    "part_refunded": "done", "refunded": "cancelled", "returned": "cancelled",
}
BACK = {"to_ship": "unpaid", "packed": "to_ship", "part_shipped": "packed", "shipped": "packed", "done": "shipped"}
# How far an order has come. An older file is known by an earlier step; see ``supersedes``.
RANK = {"unpaid": 0, "to_ship": 1, "packed": 2, "part_shipped": 3, "shipped": 4, "done": 5,
        "cancelled": 6, "part_refunded": 6, "returned": 6, "refunded": 7}
TROUBLE = frozenset({"cancelled", "refunded", "part_refunded", "returned"})
# Ways in which an order is paid; the till and the day's sums use the same keys.
WAYS = {"cash": N_("Cash"), "code": N_("Payment code"), "transfer": N_("Transfer"), "credit": N_("On credit")}
# The shop's own channels; all others come from kinds/.
OWN_CHANNELS = {"stall": N_("Stall"), "hand": N_("By hand")}

NOTHING = Money(0)


def supersedes(before: str, refunded_before: int, after: str) -> bool:
    """Whether a channel's word is newer than the one kept. States only move on, except that a locked order (called
    refunded with nothing paid back, as JD writes a pending request) may be released.

    >>> supersedes("shipped", 0, "to_ship"), supersedes("done", 0, "refunded"), supersedes("refunded", 0, "to_ship")
    (False, True, True)
    """
    if before == "refunded" and refunded_before == 0:
        return True
    return RANK[after] >= RANK[before]


def merged(ours: str, channel_before: str, channel_after: str) -> str:
    """Our state after the channel moved from one state to another; what the person moved on is not thrown back.

    >>> merged("packed", "to_ship", "to_ship"), merged("packed", "to_ship", "shipped"), merged("done", "to_ship", "shipped")
    ('packed', 'shipped', 'done')
    """
    if channel_before == channel_after:
        return ours
    if channel_after in TROUBLE or ours == channel_before:
        return channel_after
    if ours in TROUBLE:
        return ours
    return max(ours, channel_after, key=RANK.__getitem__)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One kind of goods in an order. ``quantity``: None where the file does not tell; ``total``: of the line, likewise."""

    sku: str
    title: str
    spec: str = ""
    quantity: Quantity | None = None
    unit_price: Money | None = None
    total: Money | None = None
    key: str = ""
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel. ``carrier``: as the channel writes it, "" unknown; ``number``: the tracking number."""

    carrier: str
    number: str


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order as a channel's file tells it.

    ``placed``: ISO 8601, with an offset where the channel tells one; ``placed_at``: the same in UTC, for sorting;
    ``total``: goods + postage - discounts as billed, refunds not taken off; ``region``: province, city, county;
    ``address``: the rest; ``lines``: None where the file holds none, so that lines known before stay;
    ``raw``: the rows as they stood, one ``{"row": 2, "cells": {...}}`` each.
    """

    channel: str
    number: str
    state: str
    raw_state: str
    placed: str
    placed_at: str
    total: Money
    refunded: Money = NOTHING
    postage: Money = NOTHING
    discount: Money = NOTHING
    paid: Money | None = None
    buyer: str = ""
    recipient: str = ""
    phone: str = ""
    region: str = ""
    address: str = ""
    note: str = ""
    seller_note: str = ""
    lines: tuple[LineDraft, ...] | None = ()
    parcels: tuple[Parcel, ...] = ()
    raw: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a channel understood: orders, refused rows, and things worth a look."""

    drafts: tuple[OrderDraft, ...]
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the shop. Buyer's data is whole here; whatever shows it uses masking.py unless asked on purpose."""

    id: int
    channel: str
    number: str
    state: str
    channel_state: str
    raw_state: str
    placed: str
    placed_at: str
    total: Money
    refunded: Money
    postage: Money
    discount: Money
    buyer: str
    recipient: str
    phone: str
    region: str
    address: str
    note: str
    seller_note: str
    complete: bool
    created_at: str

    @property
    def lane(self) -> str:
        """The column of the board it stands in."""
        return LANE_OF[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as kept; see LineDraft."""

    order_id: int
    sku: str
    title: str
    spec: str
    quantity: Quantity | None
    unit_price: Money | None
    total: Money | None
    product_id: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """An order as the board shows it. ``goods``: its lines in words; ``thumbs``: names of small pictures of the products."""

    order: Order
    goods: str
    thumbs: tuple[str, ...] = ()
    tracking: str = ""
    # What is still to be paid where a part is paid already; the day it is promised for, ISO, "" for none.
    owed: Money | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """An order and the day it is promised for, ISO."""

    order_id: int
    day: str


@dataclass(frozen=True, slots=True)
class OrderWindow:
    """A time in which orders of a group are taken. ``closes_at``, ``closed_at``: UTC, "" for open-ended and not closed by hand;
    ``most_orders``, ``most``: 0 for no limit; ``orders``, ``total``: what came in, cancelled ones left out."""

    id: int
    opens_at: str
    closes_at: str
    most_orders: int
    most: Money
    closed_at: str
    orders: int
    total: Money

    def state(self, now: str) -> str:
        """open, soon, full, over, or closed by hand; ``now``: UTC."""
        if self.closed_at:
            return "closed"
        if (self.most_orders and self.orders >= self.most_orders) or (self.most and self.total.minor >= self.most.minor):
            return "full"
        if self.closes_at and now >= self.closes_at:
            return "over"
        return "soon" if now < self.opens_at else "open"


@dataclass(frozen=True, slots=True)
class View:
    """What the board shows: everything open, or what a search finds. ``closed``: the shelf of what is over; ``channel``:
    only this one, "" for all."""

    search: str = ""
    closed: bool = False
    channel: str = ""

    @property
    def looks(self) -> bool:
        """Whether one list stands in place of the columns."""
        return bool(self.search.strip()) or self.closed


@dataclass(frozen=True, slots=True)
class Payment:
    """Money for an order, below zero where it was given back. ``way``: a key of WAYS; ``reference``: a number of the
    payment, "" for none; ``seen``: False while nobody has found it on the phone; ``code_id``: which of her receiving codes
    the buyer paid to, None unknown."""

    way: str
    amount: Money
    paid_at: str
    reference: str = ""
    seen: bool = True
    code_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money of a statement for an order. ``off_minor``: fen that were taken off its total so that the amount tells the order."""

    order_id: int
    payment: Payment
    off_minor: int = 0


@dataclass(frozen=True, slots=True)
class Receipted:
    """What a receipt did. ``moved``: the order moved on with it."""

    payment_id: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One step in an order's history. ``by``: "hand", a channel, "taken back" or "" for money; ``who``: the person's name."""

    before: str
    after: str
    at: str
    by: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What placing drafts would do, before anything is written. ``same`` counts older rows too: they change nothing."""

    new: tuple[OrderDraft, ...]
    changed: tuple[tuple[int, OrderDraft], ...]
    same: int

    @property
    def count(self) -> int:
        """How many orders would be written."""
        return len(self.new) + len(self.changed)


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing did. ``batch``: for taking the import back, None where nothing was written."""

    batch: int | None
    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did. ``kept``: orders moved, paid or changed since, which stay."""

    removed: int
    restored: int
    kept: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, as the list of imports shows it."""

    id: int
    at: str
    channel: str
    files: tuple[str, ...]
    new: int
    changed: int
    same: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Sold:
    """Sums of what was sold. ``quantity``: thousandths of the product's unit."""

    product_id: int | None
    title: str
    quantity: Quantity
    total: Money


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in one way."""

    way: str
    total: Money
    orders: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A payment by code that nobody has seen arrive yet."""

    payment_id: int
    order_id: int
    number: str
    amount: Money
    paid_at: str


@dataclass(frozen=True, slots=True)
class Debt:
    """What one buyer owes in one currency. ``since``: when the oldest open sale was made; ``sales``: how many are open."""

    buyer: str
    amount: Money
    sales: int
    since: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a buyer's account: taken on credit (above zero), paid or given back (below). ``goods``: in words."""

    order_id: int
    number: str
    at: str
    amount: Money
    goods: str


@dataclass(frozen=True, slots=True)
class Left:
    """A line of a sale and how much of it the buyer still has. ``position``: its place in the sale, from 0."""

    position: int
    line: Line
    quantity: Quantity
    amount: Money


@dataclass(frozen=True, slots=True)
class Behind:
    """Which sum is meant, in one currency. ``kind``: all, channel, product (``product_id``, else ``title``), way, or rest:
    postage, discounts and what the goods' lines do not tell."""

    kind: Literal["all", "channel", "product", "way", "rest"]
    currency: str = "CNY"
    channel: str = ""
    product_id: int | None = None
    title: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one order puts into a sum."""

    order: Order
    amount: Money


@dataclass(frozen=True, slots=True)
class CodeSum:
    """Money by way, receiving code and currency. ``waiting``: how much of it nobody has seen on the phone yet."""

    way: str
    code_id: int | None
    total: Money
    waiting: Money


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing that a shop is told. ``what``: status or tracking; ``number``: of the parcel; ``order``: the order's number;
    ``order_state``: its state here; ``state``: waiting, sending, unsure, sent, asks (a person should look) or left;
    ``next_at``: not before, UTC; ``told``: the last words."""

    id: int
    order_id: int
    channel: str
    order: str
    order_state: str
    what: str
    number: str
    state: str
    tries: int
    next_at: str
    told: str
