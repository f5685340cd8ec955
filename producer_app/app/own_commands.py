"""The joiner's own commands: the demo and the pictures of the screens."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from producer_app.app import joiner
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.progress import silent
from producer_app.cli.desk import Command, Desk


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=i18n.languages(), default=None, help="the language of the pictures and words")


def no_screen() -> str | None:
    """Why no window can be opened here, in words, or None."""
    if sys.platform.startswith("linux") and not any(
            os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return _("There is no screen here. “producer-app demo” does the whole job without one.")
    return None


def need_drawing() -> None:
    """Makes Qt draw without a display where there is none. Raises ShopError: a library of the system is missing."""
    if sys.platform.startswith("linux") and not any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6 import QtWidgets  # noqa: F401  # only to see whether it can be loaded
    except ImportError as error:
        raise missing_library(error) from error


APT = "apt-get install -y libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libbrotli1"
APT_WINDOW = ("libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
              "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0")


def missing_library(error: ImportError) -> ShopError:
    """The one line that installs what Qt needs on a bare Debian or Ubuntu."""
    return ShopError(_("This computer lacks a library that the program needs: {what}").format(what=error),
                     _("On Debian or Ubuntu: {line}").format(line=f"{APT} {APT_WINDOW}"), "NO_LIBRARY")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="where everything goes; a new folder if not named")
    parser.add_argument("--samples", type=Path, metavar="DIR", help="a folder with photos/ and orders/ to use as well")
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    _language(parser)


def _demo(args: argparse.Namespace, desk: Desk) -> int:
    screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or not sys.platform.startswith("linux"))
    need_drawing()
    from producer_app.app import demo

    out = args.out or Path(tempfile.mkdtemp(prefix="producer-app-demo-"))
    summary = demo.run(out, language=args.lang or i18n.current(), samples=args.samples, say=desk.say)
    desk.give(summary)
    desk.say(_("Everything is in {folder}.").format(folder=out))
    if screen and not args.no_window:
        from producer_app.app import window_start

        return window_start.start(out / "shop", args.lang)
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
