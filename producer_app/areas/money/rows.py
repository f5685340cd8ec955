"""Money as values: a period and what was sold in it, the drawer counted at the end of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from producer_app.areas import orders
from producer_app.base import clock
from producer_app.base.i18n import N_
from producer_app.base.money import Money

PeriodKind = Literal["day", "week", "month", "other"]
# Notes and coins of the yuan in fen, the largest first; older fen coins are not in use any more.
PIECES = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
# Why the drawer holds something else than the books say.
REASONS = {
    "change": N_("Wrong change"), "taken": N_("Taken out, not written down"), "sale": N_("A sale not written down"),
    "start": N_("Other money at the start"),
    "unknown": N_("I do not know"),
}
MOST_PARTS = 31
ALL = orders.Behind("all")


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from ``first`` to ``last``, both counted in."""

    first: date
    last: date
    kind: PeriodKind = "other"

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> Period:
        """The day, the week from Monday on, or the month that holds a day.

        >>> Period.of("week", date(2026, 5, 6)).first, Period.of("month", date(2026, 2, 3)).last
        (datetime.date(2026, 5, 4), datetime.date(2026, 2, 28))
        """
        if kind == "week":
            first = day - timedelta(days=day.weekday())
            return cls(first, first + timedelta(days=6), kind)
        if kind == "month":
            return cls(day.replace(day=1), _month_end(day), kind)
        return cls(day, day, kind)

    def moved(self, steps: int) -> Period:
        """The period so many of its own length later; months go by the calendar.

        >>> Period.of("month", date(2026, 1, 31)).moved(1).last
        datetime.date(2026, 2, 28)
        """
        if self.kind == "month":
            month = self.first.year * 12 + self.first.month - 1 + steps
            return Period.of("month", date(month // 12, month % 12 + 1, 1))
        length = timedelta(days=((self.last - self.first).days + 1) * steps)
        return Period(self.first + length, self.last + length, self.kind)

    def bounds(self) -> tuple[str, str]:
        """UTC texts of its first moment and of the moment after it (half-open)."""
        return clock.day_bounds(self.first)[0], clock.day_bounds(self.last)[1]

    def parts(self) -> tuple[Period, ...]:
        """The period cut for a chart: days, or weeks from Monday, or months, whichever makes at most MOST_PARTS pieces."""
        if (self.last - self.first).days < MOST_PARTS:
            return self._cut("day")
        weeks = self._cut("week")
        return weeks if len(weeks) <= MOST_PARTS else self._cut("month")

    def _cut(self, kind: PeriodKind) -> tuple[Period, ...]:
        found: list[Period] = []
        at = self.first
        while at <= self.last:
            whole = Period.of(kind, at)
            found.append(Period(at, min(whole.last, self.last), kind))
            at = whole.last + timedelta(days=1)
        return tuple(found)


def _month_end(day: date) -> date:
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


@dataclass(frozen=True, slots=True)
class Sum:
    """One bar: what it stands for, how much, and a word beside it (``3 ×``, ``2 orders``). ``thumb``: picture or "";
    ``behind``: by which its orders are found."""

    name: str
    amount: Money
    beside: str = ""
    thumb: str = ""
    behind: orders.Behind = ALL


@dataclass(frozen=True, slots=True)
class Report:
    """What was sold and received in a period.

    ``sold``: billed less given back, by currency, the yuan first; ``counts``: how many sales each of them comes from;
    ``orders``: all of them. The lists hold all currencies, dearest first. The products of a currency and its ``rest``
    (postage, discounts, goods not told) add up to what was sold, and so do its channels and its ``by_part``.
    """

    period: Period
    sold: tuple[Money, ...]
    counts: tuple[int, ...]
    orders: int
    by_way: tuple[Sum, ...]
    by_product: tuple[Sum, ...]
    by_channel: tuple[Sum, ...]
    rest: tuple[Sum, ...]
    by_part: tuple[tuple[Period, tuple[Money, ...]], ...]


# ---------------------------------------------------------------- the drawer
@dataclass(frozen=True, slots=True)
class Expected:
    """What the books say came in one way since the last close. ``code_id``: of her receiving codes, None where unknown;
    ``waiting``: how much of it nobody has seen on the phone."""

    way: str
    code_id: int | None
    name: str
    amount: Money
    waiting: Money


@dataclass(frozen=True, slots=True)
class Drawer:
    """The open day: what is to be in the drawer, by ``float_`` (left there at the last close) and cash since then.
    ``since``: UTC text of the last close, "" where there was none; ``expected``: all ways, other currencies' cash too."""

    since: str
    float_: Money
    cash: Money
    expected: tuple[Expected, ...]

    @property
    def to_be(self) -> Money:
        """What the drawer should hold."""
        return self.float_ + self.cash


@dataclass(frozen=True, slots=True)
class Count:
    """What a person counted. ``pieces``: how many of each of PIECES; ``left``: what stays in the drawer for tomorrow;
    ``reason``: a key of REASONS, "" where nothing differs; ``float_``: what was there at the start, for a first close."""

    pieces: Mapping[int, int] = field(hash=False)
    left: Money
    reason: str = ""
    note: str = ""
    float_: Money | None = None

    @property
    def counted(self) -> Money:
        """The sum of the notes and coins."""
        return Money(sum(piece * many for piece, many in self.pieces.items()))


@dataclass(frozen=True, slots=True)
class Fix:
    """A counter-entry: what was really in the drawer, and why it was written down otherwise."""

    counted: Money
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Close:
    """A closed day as it was written down; it never changes, ``fixes`` stand below it."""

    id: int
    on: date
    since: str
    at: str
    float_: Money
    cash: Money
    counted: Money
    left: Money
    pieces: Mapping[int, int] = field(hash=False)
    reason: str
    note: str
    lines: tuple[Expected, ...]
    fixes: tuple[Fix, ...] = ()

    @property
    def to_be(self) -> Money:
        """What the drawer should have held."""
        return self.float_ + self.cash

    @property
    def truly(self) -> Money:
        """What was counted, after the counter-entries."""
        return self.fixes[-1].counted if self.fixes else self.counted

    @property
    def difference(self) -> Money:
        """Counted less expected: below zero where money is missing."""
        return self.truly - self.to_be

    @property
    def stays(self) -> Money:
        """What is in the drawer after it: what a counter-entry found more or less lies there too."""
        return self.left + self.truly - self.counted
