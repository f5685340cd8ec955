"""``parcels waiting|courier|numbers|labels``: what must leave, the courier's file, its numbers back, labels, without a window."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from producer_app.areas import orders
from producer_app.areas.parcels import actions, numbers, pausing, queries, waybills
from producer_app.areas.parcels.kinds.waybill_label import PAPERS
from producer_app.areas.parcels.pausing import REASONS
from producer_app.areas.parcels.rows import Held, Numbers, Sender, WaybillTemplate
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare, isolate, ngettext
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument
from producer_app.store.shop import Shop

LANES = ("pack", "send")
AT_ONCE = 200


# ---------------------------------------------------------------- what waits
def _waiting_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--lane", default="", choices=["", *LANES], metavar="LANE", help="only what is to be packed, or packed: "
                        + ", ".join(LANES))
    parser.add_argument("--show-buyers", action="store_true", help="show buyers' names in full")
    json_argument(parser)


def _waiting(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        pause = pausing.pause_now(shop)
        if pause is not None:
            desk.say(bare(_("Nothing is sent until {day}: {reason}").format(
                day=pause.ends, reason=pause.note or _(REASONS[pause.reason]))))
        for lane in LANES:
            if args.lane in ("", lane):
                for page in _pages(shop, lane):
                    _give(shop, page, desk, as_json=args.json, whole=args.show_buyers)
    return 0


def _pages(shop: Shop, lane: str) -> Iterator[list[orders.Order]]:
    page = queries.waiting(shop, lane, limit=AT_ONCE)
    while page:
        yield page
        page = queries.waiting(shop, lane, limit=AT_ONCE, after=page[-1])


def _give(shop: Shop, page: list[orders.Order], desk: Desk, *, as_json: bool, whole: bool) -> None:
    ids = [order.id for order in page]
    lines = orders.lines_of(shop, ids)
    _ready, held = waybills.gathered(shop, ids)
    lacks = {one.order_id: bare(one.reason) for one in held}
    for order in page:
        name = order.recipient or order.buyer
        goods = bare(", ".join(map(orders.in_words, lines[order.id])))
        who, where = name if whole else orders.masked_name(name), bare(queries.short_place(order))
        if as_json:
            desk.give({"id": order.id, "number": order.number, "channel": order.channel, "lane": order.lane, "state": order.state,
                       "recipient": who, "place": where, "goods": goods, "lacks": lacks.get(order.id, "")})
        else:
            desk.give("\t".join((order.number, order.lane, who, where, goods, lacks.get(order.id, ""))).rstrip())


# ---------------------------------------------------------------- the courier's file
def _courier_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE",
                        help=".xlsx or .csv; names, phones and streets stand in it whole: give it to the courier alone")
    parser.add_argument("--own", action="store_true", help="the shop's own columns in place of SF's")
    json_argument(parser)


def _courier(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        ready, held = waybills.waiting(shop)
        rows = waybills.own_rows(ready, shop.load(WaybillTemplate), shop.load(Sender)) if args.own else waybills.sf_rows(ready)
        _tell_held(held, desk, as_json=args.json)
        waybills.write(rows, args.out)
    if args.json:
        desk.give({"file": str(args.out), "orders": len(ready), "numbers": [one.number for one in ready],
                   "held": [{"number": one.number, "reason": bare(one.reason)} for one in held]})
    else:
        desk.give(bare(ngettext("{count} order stands in {file}.", "{count} orders stand in {file}.", len(ready)).format(
            count=len(ready), file=isolate(args.out.name))))
    return 0


def _tell_held(held: list[Held], desk: Desk, *, as_json: bool) -> None:
    if not as_json:
        for one in held:
            desk.say(f"{one.number}: {bare(one.reason)}")


# ---------------------------------------------------------------- numbers back
def _numbers_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX with a column 订单号 and a column 运单号")
    shop_argument(parser)
    parser.add_argument("--trial", action="store_true", help="only tell what would be written")
    parser.add_argument("--take-good", action="store_true", help="write the good rows where some are refused")
    json_argument(parser)


def _numbers(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        found = numbers.read(shop, args.file)
        stop = bool(found.refused) and not args.take_good and not args.trial
        written = 0 if args.trial or stop else actions.send_many(shop, found.found)
    _report(found, written, desk, as_json=args.json)
    if stop:
        desk.say(ngettext("Nothing was written: {count} row was refused.", "Nothing was written: {count} rows were refused.",
                          len(found.refused)).format(count=len(found.refused)))
    return int(stop)


def _report(found: Numbers, written: int, desk: Desk, *, as_json: bool) -> None:
    if as_json:
        desk.give({"file": found.file, "new": len(found.found), "same": found.same, "written": written,
                   "numbers": [{"number": one.number, "tracking": one.tracking, "carrier": one.carrier, "sends": one.moves}
                               for one in found.found],
                   "refused": [{"row": row, "value": what, "reason": bare(why)} for row, what, why in found.refused]})
        return
    desk.give(_("{file}: {new} new, {same} known, {written} written, {refused} refused.").format(
        file=found.file, new=len(found.found), same=found.same, written=written, refused=len(found.refused)))
    for row, what, why in found.refused:
        desk.say(f"{row}: {what}: {bare(why)}")


# ---------------------------------------------------------------- labels
def _labels_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="where the PDF goes")
    parser.add_argument("--order", action="append", default=[], metavar="NUMBER",
                        help="an order by its number; may be repeated; without it all that are on their way")
    parser.add_argument("--size", default="76x130", choices=list(PAPERS), help="the label in mm")
    json_argument(parser)


def _labels(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        made = [page for order_id in _chosen(shop, args.order) for page in waybills.labels(shop, order_id, args.size)]
    if not made:
        raise ShopError(_("There is nothing to print."), _("Write the parcels’ numbers down first."), "NOTHING")
    read = desk.paper().to_pdf(made, args.out)
    if args.json:
        desk.give({"file": str(args.out), "labels": len(made), "codes_read": read})
    else:
        desk.give(bare(ngettext("{count} label stands in {file}.", "{count} labels stand in {file}.", len(made)).format(
            count=len(made), file=isolate(args.out.name))))
    return 0


def _chosen(shop: Shop, named: list[str]) -> list[int]:
    if named:
        return [_order(shop, number).id for number in named]
    found: list[int] = []
    last: orders.Order | None = None
    while page := orders.board(shop, state="shipped", limit=AT_ONCE, before=last):
        found += [order.id for order in page]
        last = page[-1]
    return found[::-1]


def _order(shop: Shop, number: str) -> orders.Order:
    exact = [order for order in orders.board(shop, search=number, limit=60) if order.number == number]
    if not exact:
        raise ShopError(_("There is no order with this number."), _("Look in the list of orders."), "NO_ORDER")
    if len(exact) > 1:
        raise ShopError(_("Two shops have an order with this number."), _("Print its label in the window."), "TWO_ORDERS")
    return exact[0]


COMMANDS = [
    Command(("parcels", "waiting"), "list what must leave, the longest waiting first, and what each order lacks for a courier",
            _waiting_arguments, _waiting),
    Command(("parcels", "courier"), "write the courier's file of the waiting orders that lack nothing",
            _courier_arguments, _courier),
    Command(("parcels", "numbers"), "write the numbers of a courier's file to their orders", _numbers_arguments, _numbers),
    Command(("parcels", "labels"), "make waybill labels as a PDF, each bar code read back first, the buyers masked",
            _labels_arguments, _labels),
]
