"""The joiner's own commands: the demo and the pictures of the screens."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from producer_app.app import joiner
from producer_app.app.drawing import drawn_unseen, need_drawing, no_screen
from producer_app.base import i18n
from producer_app.base.i18n import _
from producer_app.base.progress import silent
from producer_app.cli.desk import Command, Desk


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=i18n.languages(), default=None, help="the language of the pictures and words")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="where everything goes; a new folder if not named")
    parser.add_argument("--samples", type=Path, metavar="DIR", help="a folder with photos/ and orders/ to use as well")
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    _language(parser)


def _demo(args: argparse.Namespace, desk: Desk) -> int:
    watched = no_screen() is None and not drawn_unseen()
    need_drawing()
    from producer_app.app import demo

    out = args.out or Path(tempfile.mkdtemp(prefix="producer-app-demo-"))
    summary = demo.run(out, language=args.lang or i18n.current(), samples=args.samples, say=desk.say)
    desk.give(summary)
    desk.say(_("Everything is in {folder}.").format(folder=out))
    if watched and not args.no_window:
        from producer_app.app import window_start

        return window_start.start(out / "shop", args.lang or "")
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError("a size like 1366x768")
    return int(width), int(height)


def _screens_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="the shop to show; the practice shop if not named")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768", help="the window's size")
    parser.add_argument("--scale", type=int, choices=(100, 125, 150, 200), default=100, help="the text size in percent")
    _language(parser)


def _screens(args: argparse.Namespace, desk: Desk) -> int:
    need_drawing()
    from producer_app.app import practice, screens

    width, height = args.size
    with tempfile.TemporaryDirectory(prefix="producer-app-screens-") as temporary:
        folder = args.shop or Path(temporary) / "shop"
        if args.shop is None:
            with joiner.open_shop(folder, create=True) as made:
                practice.fill(made, silent)
        with joiner.open_shop(folder) as shop:
            for path in screens.draw_all(shop, args.out, language=args.lang or i18n.current(), width=width, height=height,
                                         percent=args.scale):
                desk.give(str(path))
    return 0


COMMANDS = [
    Command(("demo",), "the whole job with a practice shop", _demo_arguments, _demo),
    Command(("screens",), "a picture of every screen", _screens_arguments, _screens),
]
