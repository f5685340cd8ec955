"""``print``: pages as a PDF, every code read back from the finished page first."""

from __future__ import annotations

import argparse
from pathlib import Path

from producer_app.areas import makers, products
from producer_app.areas.posters.actions import signs_printed
from producer_app.areas.posters.kinds import printables
from producer_app.areas.posters.queries import codes_on, pages
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.cli.desk import Command, Desk


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("printable", nargs="?", help="what to print; --list names them")
    parser.add_argument("--list", action="store_true", help="name the printables and their papers")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="the shop's folder")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="where the PDF goes")
    parser.add_argument("--product", type=int, action="append", default=[], metavar="ID", help="a product; may be repeated")
    parser.add_argument("--all", action="store_true", help="every product on offer")
    parser.add_argument("--maker", type=int, action="append", default=[], metavar="ID",
                        help="a maker, for makers_sheet; may be repeated; without it all who have something to bring")
    parser.add_argument("--code", type=int, metavar="ID", help="a registered receiving code")
    parser.add_argument("--place", default="", metavar="WHERE", help="where the printed code will hang, for the register")
    parser.add_argument("--paper", default="", help="the paper, where there is a choice")


def run(args: argparse.Namespace, desk: Desk) -> int | None:
    """Prints, and gives ``{"file","pages","codes_read"}``."""
    if args.list:
        for kind in printables().values():
            desk.give({"printable": kind.id, "papers": list(kind.papers), "one_page_a_product": kind.one_each,
                       "options": ["--product", "--all", "--maker", "--code", "--paper", "--place"]})
        return 0
    if not (args.printable and args.shop and args.out):
        desk.say("print: PRINTABLE, --shop and --out are needed; --list names the printables")
        return 2
    with desk.open_shop(args.shop) as shop:
        chosen = list(args.product)
        if args.all:
            chosen = [p.id for p in products.listing(shop, limit=100_000)][::-1]
        whose = args.maker or [maker.id for maker in makers.listing(shop)]
        made = pages(shop, args.printable, chosen, maker_ids=whose, code_id=args.code, paper=args.paper)
        try:
            read = desk.paper().to_pdf(made, args.out)
        except OSError as error:
            raise ShopError(_("{file} could not be written.").format(file=args.out.name),
                            _("Choose another folder, or make room on the disk."), "NOT_WRITTEN") from error
        signs_printed(shop, args.code, codes_on(args.printable, made), args.place, as_file=True)
    desk.give({"file": str(args.out), "pages": len(made), "codes_read": read})
    return 0


COMMANDS = [Command(("print",), "print signs and tags as a PDF", _arguments, run)]
