"""The only joiner: finds areas, opens the shop, fills the window, answers the command line.

  joiner.py        areas in the order of their needs; how a shop is opened with all of them
  safety_commands.py  check, backup, restore
  command_line.py  arguments to commands; exit codes; errors as plain words
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and gives its exit code."""
    from producer_app.app.command_line import run

    return run(arguments)
