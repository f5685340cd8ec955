"""``photo check`` and ``photo pack``."""

from __future__ import annotations

import argparse
from pathlib import Path

from producer_app.areas import products
from producer_app.areas.studio import actions, coach, darkroom, packs, queries, wording, work
from producer_app.areas.studio.kinds import channels
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument
from producer_app.store import darkroom as rooms


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    json_argument(parser)
    parser.add_argument("photos", nargs="+", type=Path, metavar="FILE", help="photos to look at")


def _check(args: argparse.Namespace, desk: Desk) -> None:
    """One thing to improve for each photo."""
    try:
        for path in args.photos:
            seen = darkroom.proxy(products.read_photo(path)).seen
            told = coach.advice(seen)
            desk.give({"photo": str(path), "finding": told.finding, "title": told.title, "hint": told.hint} if args.json
                      else f"{told.finding}\t{path}\t{told.title} {told.hint}")
    finally:
        rooms.close_idle()


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--product", type=int, required=True, metavar="ID", help="the product's id")
    parser.add_argument("--channel", required=True, metavar="NAME", help="one of: " + ", ".join(channels()))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the folder and the zip go")
    parser.add_argument("--best", action="store_true", help="make the photos look their best first")
    parser.add_argument("--plain-words", action="store_true", help="replace words that advertising law forbids")


def _pack(args: argparse.Namespace, desk: Desk) -> None:
    """The folder, once it is whole."""
    channel = channels().get(args.channel)
    if channel is None:
        raise ShopError(_("There is no place of sale called “{name}”.").format(name=args.channel[:40]),
                        _("Choose one of: {names}.").format(names=", ".join(channels())), "NO_CHANNEL")
    try:
        with desk.open_shop(args.shop) as shop:
            product = products.get(shop, args.product)
            if args.best:
                made = work.develop(shop.files, queries.shots(shop, product.id), None)
                if made.refused:
                    raise made.refused[0]
                actions.use(shop, made.made)
            written = packs.words(product, channel)
            risky = wording.found(f"{written.title}\n{written.text}")
            if args.plain_words:
                written = packs.Words(wording.plain(written.title), wording.plain(written.text))
            for word in () if args.plain_words else risky:
                desk.say(f"{bare(word.text)}: {word.why}")
            pack = packs.make(shop.files, queries.shots(shop, product.id), channel, written, args.out,
                              product.name_in(channel.language))
            desk.give(str(pack.folder))
    finally:
        rooms.close_idle()


COMMANDS = [
    Command(("photo", "check"), "say one thing to improve about photos", _check_arguments, _check),
    Command(("photo", "pack"), "pictures and text for one place of sale, as a folder and a zip", _pack_arguments, _pack),
]
