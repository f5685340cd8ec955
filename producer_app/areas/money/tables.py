"""Sums, the orders behind them, debts and closed days as tables for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from producer_app.areas import orders
from producer_app.areas.money import cashbox, queries
from producer_app.areas.money.rows import REASONS, Period, Sum
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.table_file import Cell, Table
from producer_app.store.shop import Shop

AT_ONCE = 500


def local(text: str) -> str:
    """A UTC text as the computer's own day and minute."""
    return clock.local(text).strftime("%Y-%m-%d %H:%M") if text else ""


def report_tables(shop: Shop, period: Period) -> list[Table]:
    """A period's sums by product, channel, way and day, and all of its orders."""
    found = queries.report(shop, period)
    parts = [(f"{part.first.isoformat()}", part.last.isoformat(), total, total.currency)
             for part, sums in found.by_part for total in sums]
    made = [
        _sums(_("By product"), _("Product"), (*found.by_product, *found.rest)),
        _sums(_("By channel"), _("Channel"), found.by_channel), _sums(_("By way of paying"), _("Way of paying"), found.by_way),
        Table(_("By day"), (_("From"), _("To"), _("Amount"), _("Currency")), parts),
    ]
    return [*made, *(behind_table(shop, period, orders.Behind("all", total.currency), f"{_('Orders')} {total.currency}")
                     for total in found.sold)]


def _sums(title: str, name: str, sums: Sequence[Sum]) -> Table:
    return Table(title, (name, _("How many"), _("Amount"), _("Currency")),
                 [(one.name, one.beside, one.amount, one.amount.currency) for one in sums])


def behind_table(shop: Shop, period: Period, what: orders.Behind, title: str) -> Table:
    """The orders behind a sum, each with its share; buyers are masked."""
    _total, count = queries.behind_total(shop, period, what)
    columns = (_("Order number"), _("Channel"), _("Placed"), _("State"), _("Buyer"), _("Amount"), _("Currency"))
    return Table(title, columns, _shares(shop, period, what), count)


def _shares(shop: Shop, period: Period, what: orders.Behind) -> Iterator[Sequence[Cell]]:
    last: orders.Share | None = None
    while page := queries.behind(shop, period, what, limit=AT_ONCE, before=last):
        for share in page:
            order = share.order
            yield (order.number, orders.channel_title(order.channel), local(order.placed_at), _(orders.STATES[order.state]),
                   orders.masked_name(order.recipient), share.amount, share.amount.currency)
        last = page[-1]


# ---------------------------------------------------------------- debts
def debts_table(shop: Shop) -> Table:
    """Who owes what."""
    rows = [(debt.buyer, debt.sales, local(debt.since), debt.amount, debt.amount.currency) for debt in orders.debts(shop)]
    return Table(_("Debts"), (_("Name"), _("Open sales"), _("Since"), _("Amount"), _("Currency")), rows)


def account_table(shop: Shop, buyer: str, currency: str) -> Table:
    """A buyer's account line by line with what was owed after each."""
    rows: list[Sequence[Cell]] = []
    owed = Money(0, currency)
    for entry in orders.account(shop, buyer, currency):
        owed += entry.amount
        rows.append((local(entry.at), entry.number, entry.goods or _("Paid"), entry.amount, owed, currency))
    columns = (_("Date"), _("Order number"), _("Goods"), _("Amount"), _("Owed after it"), _("Currency"))
    return Table(buyer, columns, rows)


# ---------------------------------------------------------------- closed days
def closes_table(shop: Shop) -> Table:
    """All closed days, the last one first."""
    columns = (_("Day"), _("Closed at"), _("At the start"), _("Cash that came in"), _("Should be there"), _("Counted"),
               _("Difference"), _("Reason"), _("Note"), _("Stays for tomorrow"), _("Corrected"))
    return Table(_("Closed days"), columns, _closes(shop))


def _closes(shop: Shop) -> Iterator[Sequence[Cell]]:
    last: int | None = None
    while page := cashbox.closes(shop, limit=AT_ONCE, before=last):
        for one in page:
            fixes = "; ".join(f"{local(fix.at)}: {fix.counted.text()} ({fix.reason})" for fix in one.fixes)
            yield (one.on.isoformat(), local(one.at), one.float_, one.cash, one.to_be, one.counted, one.difference,
                   _(REASONS[one.reason]) if one.reason else "", one.note, one.stays, fixes)
        last = page[-1].id
