"""``orders import|list|add``: the board without a window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from producer_app.areas.orders import actions, familiar, importing, profiles, queries
from producer_app.areas.orders.importing import Source
from producer_app.areas.orders.masking import masked_name
from producer_app.areas.orders.rows import STATES, WAYS, Line, LineDraft, Order, Parcel, Placed, Refusal
from producer_app.base.i18n import _, bare
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument

PAGE = 500


# ---------------------------------------------------------------- import
def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files as the channels export them")
    shop_argument(parser)
    parser.add_argument("--channel", default="", help="the channel, where it should not be recognised")
    parser.add_argument("--take-good", action="store_true", help="take the good orders where some rows are refused")
    json_argument(parser)


def _import(args: argparse.Namespace, desk: Desk) -> int:
    sources = _read(args, desk)
    stop = any(source.refused for source in sources) and not args.take_good
    placed: list[Placed] = []
    if stop or not any(source.drafts for source in sources):
        placed = [Placed(None, 0, 0, source.known) for source in sources]
    else:
        with desk.open_shop(args.shop, create=True) as shop:
            placed = [actions.place_source(shop, source) for source in sources]
    for source, done in zip(sources, placed, strict=True):
        _report(source, done, desk, as_json=args.json)
    if stop:
        desk.say(_("Nothing was imported: {count} rows were refused.").format(count=sum(len(s.refused) for s in sources)))
    return int(stop)


def _read(args: argparse.Namespace, desk: Desk) -> list[Source]:
    """What the files say; where there is a shop already, files that it knows are not read again."""
    if not (args.shop / "shop.db").exists():
        return importing.read(args.files, channel=args.channel)
    with desk.open_shop(args.shop) as shop:
        return familiar.read(args.files, shop, channel=args.channel, more=profiles.own_channels(shop))


def _report(source: Source, done: Placed, desk: Desk, *, as_json: bool) -> None:
    totals: dict[str, Money] = {}
    states: dict[str, int] = {}
    for draft in source.drafts:
        currency = draft.total.currency
        totals[currency] = totals[currency] + draft.total if currency in totals else draft.total
        states[draft.state] = states.get(draft.state, 0) + 1
    report = {
        "file": " + ".join(source.files), "files": list(source.files), "channel": source.channel.name,
        "orders": len(source.drafts) + source.known, "lines": sum(len(d.lines or ()) for d in source.drafts),
        "new": done.new, "changed": done.changed, "same": done.same, "batch": done.batch,
        "refused": [_refusal(r) for r in source.refused], "remarks": list(source.remarks),
        "totals": {currency: total.text() for currency, total in sorted(totals.items())}, "states": states,
    }
    if as_json:
        desk.give(report)
        return
    desk.give(_("{file}: {new} new, {changed} changed, {same} same, {refused} refused.").format(
        file=report["file"], new=done.new, changed=done.changed, same=done.same, refused=len(source.refused)))
    for remark in source.remarks:
        desk.say(bare(remark))
    for refusal in source.refused:
        desk.say(_("{file}, row {row}, column {column}: {reason}").format(
            file=refusal.file, row=refusal.row, column=refusal.column, reason=bare(refusal.reason)))


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {"file": refusal.file, "row": refusal.row, "column": refusal.column, "value": refusal.value,
            "reason": bare(refusal.reason)}


# ---------------------------------------------------------------- list
def _list_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    json_argument(parser)
    parser.add_argument("--channel", default="", help="only this channel")
    parser.add_argument("--state", default="", choices=["", *STATES], metavar="STATE", help=", ".join(STATES))
    parser.add_argument("--search", default="", help="number, name, phone, goods or parcel")
    parser.add_argument("--show-buyers", action="store_true", help="show buyers' names in full")


def _list(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        last: Order | None = None
        while True:
            page = queries.board(shop, state=args.state, channel=args.channel, search=args.search, limit=PAGE, before=last)
            ids = [order.id for order in page]
            lines, parcels = queries.lines_of(shop, ids), queries.parcels_of(shop, ids)
            for order in page:
                _give(order, lines[order.id], parcels[order.id], desk, as_json=args.json, whole=args.show_buyers)
            if len(page) < PAGE:
                return 0
            last = page[-1]


def _give(order: Order, lines: Sequence[Line], parcels: Sequence[Parcel], desk: Desk, *, as_json: bool, whole: bool) -> None:
    recipient = order.recipient if whole else masked_name(order.recipient)
    if not as_json:
        desk.give("\t".join((order.number, order.channel, bare(_(STATES[order.state])), order.placed[:10],
                             f"{order.total.text()} {order.total.currency}", recipient)))
        return
    desk.give({
        "id": order.id, "channel": order.channel, "number": order.number, "state": order.state, "raw_state": order.raw_state,
        "placed": order.placed, "recipient": recipient, "note": order.note, "currency": order.total.currency,
        "total": order.total.text(), "refunded": order.refunded.text(),
        "lines": [{"sku": line.sku, "title": line.title, "quantity": None if line.quantity is None else line.quantity.text(),
                   "total": None if line.total is None else line.total.text()} for line in lines],
        "tracking": [{"carrier": parcel.carrier, "number": parcel.number} for parcel in parcels],
    })


# ---------------------------------------------------------------- add
def _add_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--product", type=int, required=True, metavar="ID", help="the product's id")
    parser.add_argument("--quantity", required=True, metavar="N", help="how many, 2 or 1.5")
    parser.add_argument("--paid-by", default="", choices=["", *WAYS], metavar="WAY", help=", ".join(WAYS))
    json_argument(parser)


def _add(args: argparse.Namespace, desk: Desk) -> int:
    quantity = Quantity.parse(args.quantity)
    with desk.open_shop(args.shop, create=True) as shop:
        order = actions.sell(shop, [LineDraft("", "", quantity=quantity, product_id=args.product)], paid_by=args.paid_by)
    desk.give({"id": order.id, "number": order.number, "total": order.total.text()} if args.json else order.number)
    return 0




COMMANDS = [
    Command(("orders", "import"), "take orders from files of the channels", _import_arguments, _import),
    Command(("orders", "list"), "list orders, newest first", _list_arguments, _list),
    Command(("orders", "add"), "a sale by hand", _add_arguments, _add),
]
