"""What a shop's server is told of an order, as values: a parcel left, under this number. The talks themselves are in ``tell_*.py``.

A talk looks at the server's state before each thing that it writes, so that one that broke off is simply begun anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass

from producer_app.areas.orders.servers.values import Request, Response, Site
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate


@dataclass(frozen=True, slots=True)
class Delivery:
    """A parcel to be told to a server. ``words``: the sentence for the buyer, in the buyer's language, with the number in it."""

    carrier: str
    number: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a server is to be told of one order. ``remote_id``: the order's name there; ``sent``: it has left the house."""

    remote_id: str
    deliveries: tuple[Delivery, ...] = ()
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands at the shop after a talk. ``asks``: nothing was changed there, and a person should look; ``untold``: numbers
    that the shop has no place for any more; ``words``: what is there, for a person, "" where all went as expected."""

    asks: bool = False
    words: str = ""
    untold: tuple[str, ...] = ()


# A talk with a server: it gives questions and is given answers, and looks before each thing that it writes. Begun anew after a
# break it finds what it wrote, and so nothing is written twice.
Talk = Generator[Request, Response, Outcome]


@dataclass(frozen=True, slots=True)
class Teller:
    """How a kind of server is told that a parcel left. ``probe``: a talk that writes nothing and raises where the key may not
    write; ``rights``: where such a key is made."""

    name: str
    tell: Callable[[Site, News], Talk]
    probe: Callable[[Site], Talk]
    rights: str


# ---------------------------------------------------------------- what is there
def read_only_key(rights: str) -> ShopError:
    """The keys open the orders but change nothing. ``rights``: where a key that may write is made."""
    return ShopError(_("This key may only read."), rights, "READ_ONLY_KEY")


def holds(words: str, number: str) -> bool:
    """Whether a text names a parcel by its whole number.

    >>> holds("圆通速递 YT6775312210027", "YT6775312210027"), holds("No. 12345", "1234")
    (True, False)
    """
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(number)}(?![0-9A-Za-z])", words, re.IGNORECASE) is not None


def gone_there() -> Outcome:
    """The shop has no such order."""
    return Outcome(asks=True, words=_("The shop does not have this order any more."))


def changed_there(state: str) -> Outcome:
    """The order was changed at the shop in the meantime. ``state``: in words."""
    return Outcome(asks=True, words=_("At the shop this order is: {state}. Nothing was changed there.").format(state=state))


def refused_there(words: str) -> Outcome:
    """The shop's own rules do not allow it. ``words``: the server's, plain text."""
    return Outcome(asks=True, words=_("The shop refuses it: {words}").format(words=isolate(" ".join(words.split())[:160] or "?")))


def without_number(numbers: tuple[str, ...]) -> Outcome:
    """The order was sent already, and the server takes no further number."""
    return Outcome(untold=numbers, words=_("The shop has this order as sent already, without the number {number}. "
                                           "Write it there by hand.").format(number=isolate(", ".join(numbers))))
