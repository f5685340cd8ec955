"""Tables of orders: which file a channel is, rows by order number, an order from each group.

How a cell is read is in base/sheet.py, whose names the kinds/ take from here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from producer_app.areas.orders.rows import OrderDraft, Reading, Refusal
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.progress import Progress, silent
from producer_app.base.sheet import (
    BEIJING,
    E_NOTATION,
    Record,
    Refused,
    Table,
    currency_of,
    moment,
    plain_header,
    unguarded,
)

__all__ = [
    "BEIJING", "E_NOTATION", "Channel", "Part", "Record", "Refused", "Table", "after_refund", "currency_of", "each_order",
    "grouped", "moment", "plain_header", "unguarded", "watched", "words_in",
]

# Who is told how far the reading is, and may stop it; set by importing.py, so that kinds need not pass it through.
watched: ContextVar[Progress] = ContextVar("watched", default=silent)
# Rows that a spreadsheet or a platform adds under a table.
SUM_WORDS = ("合计", "总计", "小计", "汇总", "total:", "totals", "grand total")


def grouped(records: Iterable[Record], *columns: str, goods: str = "",
            once: str = "") -> tuple[dict[str, list[Record]], list[Refusal]]:
    """Rows by order number, in order of appearance, and the rows whose number cannot be used.

    A number in E notation lost its last digits in a spreadsheet: refused, never guessed. A row without number goes on
    with the order above it where its column ``goods`` is filled and its column ``once``, an order's own, is empty (cells written
    once, or merged).
    """
    groups: dict[str, list[Record]] = {}
    refused: list[Refusal] = []
    above: list[Record] | None = None
    for record in records:
        column = columns[0]
        number = unguarded(record.raw(column))
        if not number:
            column = next((name for name in columns if record.raw(name).strip()), next(filter(record.has, columns), columns[0]))
            number = unguarded(record.raw(column))
        if not number[:1].isdigit():
            first = next((cell.strip() for cell in record.cells if cell.strip()), "")
            if first.casefold().startswith(SUM_WORDS):
                continue
        if not number and above is not None and goods and record.text(goods) and not record.text(once):
            above.append(record)
            continue
        above = []  # rows that go on with a refused order belong to it
        if not number:
            refused.append(record.refused(column, _("The order number is missing.")).refusal)
        elif ("E" in number or "e" in number) and E_NOTATION.fullmatch(number):
            refused.append(record.refused(column, _(
                "A spreadsheet has cut the order number. Export the file again and do not open it before importing.")).refusal)
        elif len(number) > 64:
            refused.append(record.refused(column, _("The order number is too long.")).refusal)
        elif number in groups:
            above = groups[number]
            above.append(record)
        else:
            above = groups[number] = [record]
    return groups, refused


def each_order(groups: Mapping[str, list[Record]], make: Callable[[str, list[Record]], OrderDraft],
               refused: Iterable[Refusal] = ()) -> Reading:
    """Makes an order of each group; a group with a row that cannot be taken is refused whole."""
    drafts: list[OrderDraft] = []
    bad = list(refused)
    watch = watched.get()
    for done, (number, records) in enumerate(groups.items()):
        if done % 500 == 0:
            watch(done, len(groups), _("Reading orders"))
        try:
            drafts.append(make(number, records))
        except Refused as refusal:
            bad.append(refusal.refusal)
    return Reading(tuple(drafts), tuple(sorted(bad, key=lambda r: (r.file, r.row))))


def words_in(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The value of the first pair whose key occurs in the text, "" for none."""
    return next((value for key, value in pairs if key in text), "")


def after_refund(state: str, total: Money, refunded: Money) -> str:
    """The state once money went back. What still has to be sent stays to be sent, however much of it was refunded."""
    if refunded.minor <= 0:
        return state
    if refunded.minor >= total.minor or state == "cancelled":
        return "refunded"
    return state if state in ("unpaid", "to_ship", "part_shipped") else "part_refunded"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a channel. ``needs``: headers that must all be there to know it; ``required``: whether it may be left out."""

    name: str
    needs: tuple[str, ...]
    required: bool = True

    def matches(self, headers: frozenset[str]) -> bool:
        """Whether these plain headers are this part's."""
        return all(plain_header(name) in headers for name in self.needs)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where orders come from. ``name``: kept with each order; ``title``: for people; ``understand``: tables by part to orders.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    understand: Callable[[Mapping[str, Sequence[Record]]], Reading]
    source: str = ""
