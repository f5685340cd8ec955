"""Arguments to commands: finds each area's, runs one, turns refusals into exit codes and plain words."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from producer_app.app import joiner, own_commands, safety_commands
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.cli.desk import Command, Desk, Paper


def _paper() -> Paper:
    from producer_app.app import drawing

    drawing.need_drawing()
    from producer_app.app import window_start

    window_start.application()
    from producer_app.ui import paper

    return paper


def commands() -> list[Command]:
    """Every command, the areas' and the joiner's own."""
    own = [*own_commands.COMMANDS, *safety_commands.COMMANDS]
    return [*own, *(command for offered in joiner.parts("commands", "COMMANDS") for command in offered)]


def build_parser(offered: Sequence[Command]) -> argparse.ArgumentParser:
    """One parser over all commands, two levels deep where a command has two words."""
    parser = argparse.ArgumentParser(
        prog="producer-app", description="Photos, prices, orders and payment codes for village producers.")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="the shop's folder, for the window")
    parser.add_argument("--lang", choices=i18n.languages(), help="the language of words")
    level = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    groups: dict[str, argparse._SubParsersAction[argparse.ArgumentParser]] = {}
    for command in offered:
        target = level
        if len(command.words) == 2:
            if command.words[0] not in groups:
                verbs = ", ".join(c.words[1] for c in offered if c.words[0] == command.words[0])
                group = level.add_parser(command.words[0], help=verbs)
                groups[command.words[0]] = group.add_subparsers(required=True, metavar="WHAT")
            target = groups[command.words[0]]
        one = target.add_parser(command.words[-1], help=command.help, description=command.help)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return parser


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 1 refused, 2 wrong usage, 3 damaged, 4 cannot write."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    words = list(sys.argv[1:] if arguments is None else arguments)
    args = build_parser(commands()).parse_args(words)
    if args.lang:
        i18n.use(args.lang)
    desk = Desk(open_shop=joiner.open_shop, paper=_paper)
    try:
        return args.run(args, desk) or 0
    except ShopError as refusal:
        desk.say(i18n.bare(str(refusal)))
        return refusal.exit_code
    except BrokenPipeError:
        # Whoever read the lines has had enough (``| head``); what was said to be saved is saved all the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130

