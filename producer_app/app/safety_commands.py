"""The commands that care for a shop's safety: ``check``, ``backup``, ``restore``."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from producer_app.app import joiner
from producer_app.areas import payments
from producer_app.base import i18n
from producer_app.base.errors import CannotWrite, Damaged, ShopError
from producer_app.base.i18n import _, isolate
from producer_app.cli.desk import Command, Desk, shop_argument


def _check(args: argparse.Namespace, desk: Desk) -> int:
    """The checks of opening, then the thorough ones; one line of JSON whatever they find."""
    from producer_app.store import checking

    try:
        with desk.open_shop(args.shop) as shop:
            found = checking.check(shop)
            codes = payments.trail_findings(shop)
            elsewhere = payments.noted_elsewhere(shop)
            # An older file, laid back by hand or by a power cut, is sound by itself; it is told all the same.
            touched = bool(codes) and not payments.only_older(shop)
    except ShopError as refusal:
        state = {Damaged: "damaged", CannotWrite: "cannot_write"}.get(type(refusal), "refused")
        desk.give({"shop": str(args.shop), "state": state, "code": refusal.code, "message": i18n.bare(refusal.message)})
        raise
    state = "codes_changed" if touched and found.state == "sound" else found.state
    desk.give({"shop": str(args.shop), "state": state, **asdict(found.facts), "codes": [i18n.bare(told) for told in codes],
               "codes_elsewhere": elsewhere})
    for told in codes:
        desk.say(i18n.bare(told))
    if found.state == "damaged":
        desk.say(i18n.bare(_("The shop in {folder} is damaged inside.").format(folder=isolate(args.shop))))
        return Damaged.exit_code
    if found.state == "read_only":
        desk.say(i18n.bare(_("The shop in {folder} is sound, but cannot be written to.").format(folder=isolate(args.shop))))
        return CannotWrite.exit_code
    return 1 if touched else 0


def _backup(args: argparse.Namespace, desk: Desk) -> int:
    from producer_app.store import backup

    if args.verify is not None:
        if args.shop or args.to:
            raise _usage()
        desk.give({"file": str(args.verify), "state": "sound", **asdict(backup.verify(args.verify))})
        return 0
    if not (args.shop and args.to):
        raise _usage()
    path = backup.backup(args.shop, args.to)
    desk.give(str(path))
    desk.say(_("The backup was made, read back and checked."))
    return 0


class UsageError(ShopError):
    """The arguments don't belong together."""

    exit_code = 2


def _usage() -> UsageError:
    return UsageError(_("A backup needs either --shop and --to, or --verify alone."), "", "USAGE")


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, metavar="DIR", help="the shop's folder")
    parser.add_argument("--to", type=Path, metavar="DIR", help="the folder for the new backup, on a stick for example")
    parser.add_argument("--verify", type=Path, metavar="FILE", help="check this backup instead")


def _restore(args: argparse.Namespace, desk: Desk) -> int:
    from producer_app.store import backup

    report = backup.restore(args.file, args.to, joiner.schemas())
    payments.new_folder(args.to)
    desk.give({"shop": str(args.to), **asdict(report)})
    if report.left_out:
        desk.say(i18n.ngettext("{count} photo could not be found.", "{count} photos could not be found.",
                               len(report.left_out)).format(count=len(report.left_out)))
    return 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder for the shop")


COMMANDS = [
    Command(("check",), "check whether a shop is sound", shop_argument, _check),
    Command(("backup",), "copy a shop into one file, or check such a file", _backup_arguments, _backup),
    Command(("restore",), "make a shop from a backup, in a new folder", _restore_arguments, _restore),
]
