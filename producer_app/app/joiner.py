"""Which areas there are, in the order of their needs, and a shop opened with all of their tables."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from producer_app import areas
from producer_app.base.i18n import _
from producer_app.store.schema import Migrations
from producer_app.store.shop import Shop


@dataclass(frozen=True, slots=True)
class AboutShop:
    """What a shop says of itself. ``name``: as on its signs."""

    name: str = ""


@cache
def area_names() -> tuple[str, ...]:
    """Names of the folders in ``areas``, those needed first."""
    names = sorted(m.name for m in pkgutil.iter_modules(areas.__path__) if m.ispkg)
    graph = {n: set(getattr(importlib.import_module(f"{areas.__name__}.{n}"), "NEEDS", ())) for n in names}
    return tuple(TopologicalSorter(graph).static_order())


def parts(module: str, constant: str) -> list[Any]:
    """A constant of one module of every area that has it: all ``schema``, all ``SCREEN``, all ``COMMANDS``."""
    found = []
    for area in area_names():
        package = importlib.import_module(f"{areas.__name__}.{area}")
        if any(m.name == module for m in pkgutil.iter_modules(package.__path__)):
            found.append(getattr(importlib.import_module(f"{package.__name__}.{module}"), constant))
    return found


def schemas() -> Sequence[Migrations]:
    """Every area's tables, those needed first."""
    return parts("schema", "schema")


def open_shop(folder: Path, *, create: bool = False) -> Shop:
    """A shop with every area's tables."""
    if create and not (folder / "shop.db").exists():
        # What this computer remembers of an earlier shop there says nothing about the new one.
        from producer_app.areas import payments

        payments.new_folder(folder)
    return Shop.open(folder, schemas(), create=create)


def shop_name(shop: Shop) -> str:
    """What the shop calls itself, else the name of its folder; the usual folder says nothing, so it is simply hers."""
    folder = shop.folder.name
    return shop.load(AboutShop).name or (_("My shop") if folder == "shop" else folder)
