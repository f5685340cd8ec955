"""``statements import``: bills of wallets and banks without a window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from producer_app.areas.receiving import actions, importing, queries
from producer_app.areas.receiving.importing import Source
from producer_app.areas.receiving.rows import Taken
from producer_app.base.i18n import _, bare
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="bills as WeChat, Alipay or the bank sent them")
    shop_argument(parser)
    parser.add_argument("--trial", action="store_true", help="only tell what would change")
    parser.add_argument("--take-good", action="store_true", help="take the good rows where some are refused")
    json_argument(parser)


def _import(args: argparse.Namespace, desk: Desk) -> int:
    sources = [importing.read(path) for path in args.files]
    refused = sum(len(source.said.refused) for source in sources)
    stop = bool(refused) and not args.take_good and not args.trial
    with desk.open_shop(args.shop) as shop:
        for source in sources:
            found = queries.trial(shop, source.format.name, source.said.comings)
            done = Taken(None, len(found.new), len(found.returned), found.same, found.certain)
            if not (stop or args.trial):
                done = actions.take(shop, source)
            elif stop:
                done = Taken(None, 0, 0, found.same, 0)
            _report(source, done, desk, as_json=args.json)
    if stop:
        desk.say(_("Nothing was imported: {count} rows were refused.").format(count=refused))
    return int(stop)


def _report(source: Source, done: Taken, desk: Desk, *, as_json: bool) -> None:
    totals: dict[str, Any] = {}
    for coming in source.said.comings:
        net = coming.amount - coming.returned
        totals[net.currency] = totals[net.currency] + net if net.currency in totals else net
    if as_json:
        desk.give({
            "file": source.file, "statement": source.format.name, "rows": len(source.said.comings), "new": done.new,
            "returned": done.returned, "same": done.same, "matched": done.matched, "batch": done.batch,
            "aside": dict(source.said.aside), "totals": {currency: total.text() for currency, total in sorted(totals.items())},
            "refused": [{"row": r.row, "column": r.column, "value": r.value, "reason": bare(r.reason)}
                        for r in source.said.refused]})
        return
    desk.give(_("{file}: {new} new, {same} same, {matched} matched, {refused} refused.").format(
        file=source.file, new=done.new, same=done.same, matched=done.matched, refused=len(source.said.refused)))
    for refusal in source.said.refused:
        desk.say(_("{file}, row {row}, column {column}: {reason}").format(
            file=refusal.file, row=refusal.row, column=refusal.column, reason=bare(refusal.reason)))


COMMANDS = [Command(("statements", "import"), "take money in from bills of WeChat, Alipay or a bank", _import_arguments, _import)]
