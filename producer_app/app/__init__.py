"""The only joiner: finds areas, opens the shop, fills the window, answers the command line.

  joiner.py        areas in the order of their needs; how a shop is opened with all of them
  safety_commands.py  check, backup, restore
  command_line.py  arguments to commands; exit codes; errors as plain words
  own_commands.py safety_commands.py   demo, screens; check, backup, restore
  drawing.py       whether Qt can draw here, and what is missing if not
  window_start.py  the window: painted first, the shop opened right after; window_menu.py: its menu
  practice.py demo.py screens.py       the practice shop, the whole job in one go, a picture of every screen
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

WINDOW_OPTIONS = ("--shop", "--lang")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and gives its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = window_options(words)
    if options is None:
        from producer_app.app.command_line import run

        return run(words)
    import gc

    # Nothing made while starting is rubbish; looking for some costs a person ten milliseconds.
    gc.disable()
    from producer_app.app.drawing import open_window

    return open_window(options.get("--shop"), options.get("--lang"))


def window_options(words: Sequence[str]) -> dict[str, str] | None:
    """The window's options where nothing else is asked for, else None.

    A person waits for the window, so it starts without loading what reads commands.
    """
    rest = list(words)
    found: dict[str, str] = {}
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in WINDOW_OPTIONS or not (equals or rest):
            return None
        found[name] = value if equals else rest.pop(0)
    return found
