"""An area's place in the window, light enough to be painted before the area itself is loaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import NamedTuple


class Tile(NamedTuple):
    """``title``, ``short``: N_() texts for home and rail; ``icon``: a glyph's name; ``order``: place on home;
    ``tone``: a colour of the theme; ``main``: the one tile in full colour; ``lesson``: its short lesson, each step a
    glyph's name and an N_() sentence; ``under``: the screen from which this one is reached, "" where it stands on home
    itself (home holds at most eight pictures)."""

    id: str
    title: str
    short: str
    icon: str
    order: int
    tone: str = "rose"
    main: bool = False
    lesson: tuple[tuple[str, str], ...] = ()
    under: str = ""


def tiles(folder: Path) -> list[Tile]:
    """The ``TILE`` of every ``tile.py`` one level below a folder, in their order.

    Each file is run by itself, without its package: a door is opened only when somebody goes through it.
    """
    found = []
    for path in folder.glob("*/tile.py"):
        spec = importlib.util.spec_from_file_location(f"tile_{path.parent.name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.append(module.TILE)
    return sorted(found, key=lambda tile: tile.order)
