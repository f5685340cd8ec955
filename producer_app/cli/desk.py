"""What a command gets and what it is: ``COMMANDS = [Command(("products", "add"), ...)]`` in an area's commands.py."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from producer_app.base.page import Page
from producer_app.store.shop import Shop


class Paper(Protocol):
    """What printing needs from the window's kit; given by the joiner, so that areas stay free of Qt."""

    def to_pdf(self, pages: Sequence[Page], path: Path) -> list[str]:
        """Draws pages to a PDF, each code read back from the drawn page first; gives those. Raises ShopError: one differs."""


@dataclass(slots=True)
class Desk:
    """Where commands run: opens shops, gives results, says words."""

    open_shop: Callable[..., Shop]
    paper: Callable[[], Paper]
    out: Any = field(default_factory=lambda: sys.stdout)
    err: Any = field(default_factory=lambda: sys.stderr)

    def give(self, result: Any) -> None:
        """One line of the result: text as it is, everything else as JSON in UTF-8."""
        line = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
        print(line, file=self.out, flush=True)

    def say(self, words: str) -> None:
        """Words for the person, on standard error."""
        print(words, file=self.err, flush=True)


Run = Callable[[argparse.Namespace, Desk], int | None]
Arguments = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``words``: its name in one or two words; ``run`` gives the exit code, None for 0."""

    words: tuple[str, ...]
    help: str
    arguments: Arguments
    run: Run


def shop_argument(parser: argparse.ArgumentParser) -> None:
    """``--shop DIR``, as every command that needs a shop has it."""
    parser.add_argument("--shop", type=Path, required=True, metavar="DIR", help="the shop's folder")


def json_argument(parser: argparse.ArgumentParser) -> None:
    """``--json``: the result as JSON, one object a line for lists."""
    parser.add_argument("--json", action="store_true", help="the result as JSON")
