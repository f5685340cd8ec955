"""``orders import|list|add|connect|fetch|tell``: the board without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from producer_app.areas.orders import actions, connections, familiar, fetching, importing, outbox, profiles, queries, telling, wire
from producer_app.areas.orders.importing import Source
from producer_app.areas.orders.masking import masked_name
from producer_app.areas.orders.rows import STATES, WAYS, Line, LineDraft, Order, Parcel, Placed, Refusal
from producer_app.areas.orders.servers.news import read_only_key
from producer_app.areas.orders.servers.values import Keys
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument
from producer_app.store import keys
from producer_app.store.shop import Shop

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


# ---------------------------------------------------------------- shops' own servers
def _vault(passphrase: Path | None) -> keys.Vault:
    """Where keys lie; a file of keys is opened by the first line of ``passphrase``."""
    found = keys.vault()
    if found.locked and passphrase is not None:
        found.unlock(_first_lines(passphrase, 1)[0])
    return found


def _first_lines(path: Path, count: int) -> list[str]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ShopError(_("{file} cannot be read.").format(file=isolate(path.name)), _("Check the file’s name."),
                        "NO_FILE") from None
    return [*(line.strip() for line in text.splitlines()), *[""] * count][:count]


def _passphrase_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase", type=Path, metavar="FILE",
                        help="file with the passphrase of the keys, where the computer has no keyring")


def _connect_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--kind", required=True, metavar="KIND", help="woocommerce, vendure or medusa")
    parser.add_argument("--address", required=True, metavar="URL", help="the shop's address, as in the browser")
    parser.add_argument("--keys", type=Path, required=True, metavar="FILE",
                        help="two lines: consumer key, user or nothing; then the secret. - reads them from standard input")
    parser.add_argument("--name", default="", help="what you call the shop")
    parser.add_argument("--plain-http", action="store_true", help="allow http, where the shop stands in your own network")
    _passphrase_argument(parser)
    json_argument(parser)


def _connect(args: argparse.Namespace, desk: Desk) -> int:
    server = connections.server_named(args.kind)
    user, secret = _first_lines(args.keys, 2)
    site = connections.site_of(server, args.address, Keys(user, secret), plain=args.plain_http)
    wire.try_out(server, site)
    with desk.open_shop(args.shop, create=True) as shop:
        one = connections.connect(shop, _vault(args.passphrase), server, site, title=args.name, plain=args.plain_http)
    desk.give({"id": one.id, "kind": one.kind, "name": one.title, "channel": one.channel} if args.json else one.title)
    return 0


def _fetch_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--connection", default="", metavar="NAME", help="only this shop")
    _passphrase_argument(parser)
    json_argument(parser)


def _chosen(shop: Shop, name: str) -> list[connections.Connection]:
    """The shop of a name, or all for "". Raises ShopError NO_CONNECTION: there is none."""
    chosen = [connections.named(shop, name)] if name else connections.connections(shop)
    if not chosen:
        raise ShopError(_("No shop is connected."), _("Connect one first."), "NO_CONNECTION")
    return chosen


def _fetch(args: argparse.Namespace, desk: Desk) -> int:
    faults = 0
    with desk.open_shop(args.shop) as shop:
        chosen = _chosen(shop, args.connection)
        vault = _vault(args.passphrase)
        for one in chosen:
            try:
                told = fetching.fetch(shop, vault, one.id, thorough=True)
            except ShopError as why:
                faults += 1
                desk.say(f"{bare(one.title)}: {bare(str(why))}")
                continue
            _fetched(told, desk, as_json=args.json)
    return int(bool(faults))


def _fetched(told: fetching.Report, desk: Desk, *, as_json: bool) -> None:
    if as_json:
        desk.give({"name": told.title, "channel": told.channel, "orders": told.fetched, "new": told.new, "changed": told.changed,
                   "same": told.same, "remarks": [bare(remark) for remark in told.remarks]})
        return
    desk.give(_("{shop}: {new} new, {changed} changed, {same} same.").format(
        shop=told.title, new=told.new, changed=told.changed, same=told.same))
    for remark in told.remarks:
        desk.say(bare(remark))


def _tell_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--connection", default="", metavar="NAME", help="only this shop")
    parser.add_argument("--turn", default="", choices=["", "on", "off"], metavar="on|off",
                        help="tell the shop when a parcel leaves from now on, or nothing any more")
    _passphrase_argument(parser)
    json_argument(parser)


def _tell(args: argparse.Namespace, desk: Desk) -> int:
    faults = 0
    with desk.open_shop(args.shop) as shop:
        chosen = _chosen(shop, args.connection)
        vault = _vault(args.passphrase) if args.turn != "off" else None
        for one in chosen:
            try:
                if args.turn:
                    _turn(shop, vault, one, on=args.turn == "on")
                told = telling.tell(shop, vault, one.id, pressed=True) if vault is not None else telling.Told(one.title)
            except ShopError as why:
                faults += 1
                desk.say(f"{bare(one.title)}: {bare(str(why))}")
                continue
            faults += bool(told.asks or (told.words and not told.told))
            _was_told(shop, connections.get(shop, one.id), told, desk, as_json=args.json)
    return int(bool(faults))


def _turn(shop: Shop, vault: keys.Vault | None, one: connections.Connection, *, on: bool) -> None:
    """Turns the telling on, once the key was seen to be able to write, or off. Raises ShopError: it may only read."""
    if on and vault is not None:
        server = connections.server_named(one.kind)
        site = connections.site_of(server, one.address, connections.keys_of(vault, one), plain=one.plain)
        if telling.may_tell(one.kind, site) is False:
            raise read_only_key(_(connections.tellers()[one.kind].rights))
    connections.set_telling(shop, one.id, on=on)


def _was_told(shop: Shop, one: connections.Connection, told: telling.Told, desk: Desk, *, as_json: bool) -> None:
    counted = outbox.orders_in(shop, one.channel)
    asks = outbox.needs_a_look(shop, one.channel)
    if as_json:
        desk.give({"name": one.title, "channel": one.channel, "on": one.tells, "told": told.told, "later": told.later,
                   "waiting": counted["waiting"], "unsure": counted["unsure"], "sent": counted["sent"], "words": bare(told.words),
                   "asks": [{"order": thing.order, "what": thing.what, "number": thing.number, "words": bare(thing.told)}
                            for thing in asks]})
        return
    desk.give(_("{shop}: {told} told, {later} later, {asks} need a look.").format(
        shop=one.title, told=told.told, later=counted["waiting"] + counted["unsure"], asks=counted["asks"]))
    for thing in asks:
        desk.say(f"{thing.order}: {bare(thing.told)}")
    if told.words:
        desk.say(bare(told.words))


COMMANDS = [
    Command(("orders", "import"), "take orders from files of the channels", _import_arguments, _import),
    Command(("orders", "list"), "list orders, newest first", _list_arguments, _list),
    Command(("orders", "add"), "a sale by hand", _add_arguments, _add),
    Command(("orders", "connect"), "connect a shop's own server, once its answer was seen", _connect_arguments, _connect),
    Command(("orders", "fetch"), "take what changed at the connected shops", _fetch_arguments, _fetch),
    Command(("orders", "tell"), "tell the connected shops which parcels left", _tell_arguments, _tell),
]
