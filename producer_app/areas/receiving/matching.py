"""Which money belongs to which order: by the number in its note, by amount and minute. Certain or not at all; pure.

Certain is what has one answer only, looked at from both sides: one order waits for this amount at this time, and no other
money could be meant for that order. Equal sums at a busy stall are certain too where as many came as were said to be paid.
All else is left for the person. Times are seconds since 1970.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A payment by code is noted within some minutes of its arrival.
NEAR_S = 5 * 60
# Wallets tell whole minutes, clocks differ a little.
EARLY_S = 2 * 60
DAY_S = 86_400
# Plain letters only: Chinese words stand right beside a number.
_NUMBER = re.compile(r"[#A-Za-z]{0,4}\d[\w-]{2,40}", re.ASCII)


class Money(NamedTuple):
    """Money without a name. ``wallet``: whose statement told it, "" a bank; ``start`` to ``end``: when it came (the same
    second, or a whole day where the minute is not known)."""

    id: int
    currency: str
    minor: int
    start: int
    end: int
    wallet: str
    note: str


class Target(NamedTuple):
    """An order that waits for money. ``payment_id``: of a payment said to be made by code, 0 for a request or an order that
    nobody was asked for (``start`` > ``end``); ``wallet``: of the code it was asked with, "?" for any."""

    order_id: int
    number: str
    currency: str
    minor: int
    start: int
    end: int
    wallet: str = "?"
    payment_id: int = 0


class Pair(NamedTuple):
    """Money and what it is for."""

    money_id: int
    target: Target


def certain(moneys: Sequence[Money], targets: Sequence[Target]) -> list[Pair]:
    """The pairs beyond doubt; no money and no target in two of them."""
    pairs = _by_number(moneys, targets)
    used, done = {p.money_id for p in pairs}, {p.target for p in pairs}
    orders = {p.target.order_id for p in pairs}
    groups: dict[tuple[str, int], tuple[list[Money], list[Target]]] = defaultdict(lambda: ([], []))
    for money in moneys:
        if money.id not in used:
            groups[money.currency, money.minor][0].append(money)
    for target in targets:
        key = (target.currency, target.minor)
        if key in groups and target not in done and target.order_id not in orders and target.start <= target.end:
            groups[key][1].append(target)
    for some, waiting in groups.values():
        if waiting:
            pairs += _by_time(some, waiting)
    return pairs


def _by_number(moneys: Sequence[Money], targets: Sequence[Target]) -> list[Pair]:
    """Money whose note names one waiting order, up to what that order waits for."""
    by_number: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_number[target.number.casefold()].append(target)
    pairs: list[Pair] = []
    taken: set[int] = set()
    for money in sorted(moneys, key=lambda m: (m.start, m.id)):
        named = {word.casefold().lstrip("#") for word in numbers_in(money.note)}
        found = [t for word in named for t in (*by_number.get(word, ()), *by_number.get(f"#{word}", ()))
                 if t.currency == money.currency]
        if len({t.order_id for t in found}) != 1 or found[0].order_id in taken:
            continue
        best = next((t for t in found if t.minor == money.minor), None) or next((t for t in found if not t.payment_id), None)
        # A payment noted at the stall is found whole or not at all; more than is waited for is looked at by a person.
        if best is not None and money.minor <= best.minor:
            pairs.append(Pair(money.id, best))
            taken.add(best.order_id)
    return pairs


def numbers_in(note: str) -> list[str]:
    """Words of a note that may be an order's number.

    >>> numbers_in("收款方备注:H0001谢谢 12")
    ['H0001']
    """
    return _NUMBER.findall(note)


def _fits(money: Money, target: Target) -> bool:
    return target.wallet in ("?", money.wallet)


def _by_time(moneys: Sequence[Money], targets: Sequence[Target]) -> list[Pair]:
    """Pairs among money and targets of one amount."""
    if len(moneys) == len(targets) == 1:
        alone, only = moneys[0], targets[0]
        meets = _fits(alone, only) and only.start <= alone.end and only.end >= alone.start
        return [Pair(alone.id, only)] if meets else []
    wallets = {m.wallet for m in moneys}
    choices = {w: _Windows([t for t in targets if t.wallet in ("?", w)]) for w in wallets}
    arrivals = {w: _Arrivals([m for m in moneys if m.wallet == w]) for w in wallets}
    pairs: list[Pair] = []
    for money in moneys:
        target = choices[money.wallet].only(money)
        if target is not None and sum(arrivals[w].count(target) for w in wallets if target.wallet in ("?", w)) == 1:
            pairs.append(Pair(money.id, target))
    used, orders = {p.money_id for p in pairs}, {p.target.order_id for p in pairs}
    rest = [m for m in moneys if m.id not in used and m.start == m.end]
    left = [t for t in targets if t.payment_id and t.order_id not in orders]
    asked = [t for t in targets if not t.payment_id and t.order_id not in orders]
    return pairs + _as_many(rest, left, asked)


class _Windows:
    """Targets by their spans of time."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets = sorted(targets, key=lambda t: t.start)
        self.starts = [t.start for t in self.targets]
        self.ends = sorted(t.end for t in self.targets)

    def only(self, money: Money) -> Target | None:
        """The one target whose span meets the money's, None for none or several."""
        begun = bisect_right(self.starts, money.end)
        if begun - bisect_left(self.ends, money.start) != 1:
            return None
        return next(t for t in reversed(self.targets[:begun]) if t.end >= money.start)


class _Arrivals:
    """Money by its spans of time."""

    def __init__(self, moneys: Iterable[Money]) -> None:
        kept = list(moneys)
        self.starts = sorted(m.start for m in kept)
        self.ends = sorted(m.end for m in kept)

    def count(self, target: Target) -> int:
        """How much money could be meant for a target."""
        return bisect_right(self.starts, target.end) - bisect_left(self.ends, target.start)


def _as_many(moneys: Sequence[Money], doubts: Sequence[Target], asked: Sequence[Target]) -> list[Pair]:
    """Equal sums within minutes of each other: as many came as were said to be paid, so each of them came."""
    points = sorted([(m.start, 0, i) for i, m in enumerate(moneys)] + [(t.start + NEAR_S, 1, i) for i, t in enumerate(doubts)])
    pairs: list[Pair] = []
    cluster: list[tuple[int, int, int]] = []
    for point in [*points, (points[-1][0] + 10 * NEAR_S, 0, -1)] if points else []:
        if cluster and point[0] - cluster[-1][0] > NEAR_S:
            came = [moneys[i] for _at, kind, i in cluster if kind == 0]
            said = [doubts[i] for _at, kind, i in cluster if kind == 1]
            open_too = any(_fits(m, t) and t.start <= m.end and t.end >= m.start for m in came for t in asked[:50])
            if len(came) == len(said) and not (open_too or len(asked) > 50) and all(
                    _fits(m, t) and t.start <= m.start <= t.end for m, t in zip(came, said, strict=True)):
                pairs += [Pair(m.id, t) for m, t in zip(came, said, strict=True)]
            cluster = []
        cluster.append(point)
    return pairs
