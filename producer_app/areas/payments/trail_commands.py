"""``codes protect|approve|retire|trail``: the passphrase and the record of changes without a window.

The passphrase is taken from the environment variable ``PRODUCER_APP_PASSPHRASE``, else it is asked for where there is a
terminal; never from an argument, which every program on the computer may read.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from producer_app.areas.payments import actions, approving, pictures
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.entries import parsed
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument
from producer_app.store.shop import Shop

PASSPHRASE = "PRODUCER_APP_PASSPHRASE"


def passphrase() -> str:
    """From the environment, else from the terminal. Raises ShopError NEED_PASSPHRASE: neither is there."""
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise ShopError(_("The passphrase is missing."), _("Put it in {name}.").format(name=PASSPHRASE), "NEED_PASSPHRASE")
    import getpass

    return getpass.getpass(f"{_('Your passphrase')}: ")


def key_for(shop: Shop) -> Key | None:
    """The key that a change of this shop's codes needs, None where it has no passphrase. Raises ShopError."""
    return approving.unlock(shop, passphrase()) if approving.lock_of(shop)[1] else None


def _protect(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        approving.protect(shop, passphrase())
    desk.say(_("The payment codes are protected."))
    return 0


def _code(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--code", type=int, required=True, metavar="ID", help="the code's number, see codes list")


def _approve_arguments(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("--image", type=Path, required=True, metavar="FILE", help="a picture of the printed page")
    parser.add_argument("--owner", required=True, metavar="NAME", help="the name that a phone shows for it")


def _approve(args: argparse.Namespace, desk: Desk) -> int:
    scanned = pictures.one_code_in(args.image).text
    with desk.open_shop(args.shop) as shop:
        when = approving.approve(shop, args.code, scanned, args.owner, key=key_for(shop))
    desk.give({"id": args.code, "active_from": when})
    return 0


def _retire(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        actions.retire(shop, args.code, key=key_for(shop))
    return 0


def _trail_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    json_argument(parser)


def _trail(args: argparse.Namespace, desk: Desk) -> int:
    """Every entry, oldest first, then what another program changed; 1 where it did."""
    with desk.open_shop(args.shop) as shop:
        for raw in proving.rows_of(shop):
            entry = parsed(raw.entry)
            if entry is None:
                desk.give({"n": raw.n} if args.json else f"{raw.n}\t?")
            elif args.json:
                desk.give({"n": entry.n, "at": entry.at, "what": entry.what, "code": entry.code_id, "by": entry.by,
                           "signed": bool(raw.signature), "hash": raw.hash})
            else:
                when = clock.local(entry.at).strftime("%Y-%m-%d %H:%M")
                desk.give("\t".join([str(entry.n), when, entry.what, str(entry.code_id), raw.hash[:16]]))
        proof = proving.look_everywhere(shop)
        if proof.findings:
            raise proving.tampered(proof)
    return 0


COMMANDS = [
    Command(("codes", "protect"), "set the passphrase that payment codes are changed with", shop_argument, _protect),
    Command(("codes", "approve"), "read a code's printed page back, so that it may be shown", _approve_arguments, _approve),
    Command(("codes", "retire"), "take a code out of use", _code, _retire),
    Command(("codes", "trail"), "the record of what was done with the codes, checked", _trail_arguments, _trail),
]
