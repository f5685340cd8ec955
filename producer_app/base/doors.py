"""Front doors that open one room at a time: a name offered by a package is fetched from its module when somebody first asks for it.

Whoever opens the window needs little of each area; with plain imports in every ``__init__`` the whole program would be loaded
for one picture on home. Type checkers read the plain imports beside it, which stand under ``TYPE_CHECKING``:

    if TYPE_CHECKING:
        from producer_app.areas.products.actions import add
        from producer_app.areas.products.photos import prepare as prepare_photo
    else:
        __getattr__ = door(__name__, {"actions": "add", "photos": "prepare as prepare_photo"})

A test compares the two. Source: PEP 562, module ``__getattr__``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def door(package: str, rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package. ``rooms``: names by the module they live in, separated by spaces, ``a as b`` where the
    package offers it under another name."""
    places = {offered: (room, own) for room, names in rooms.items() for own, offered in offers(names)}

    def fetch(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        room, own = places[name]
        found = getattr(import_module(f"{package}.{room}"), own)
        setattr(sys.modules[package], name, found)  # so that it is asked for only once
        return found

    return fetch


def offers(names: str) -> list[tuple[str, str]]:
    """Pairs of a name in its module and the name under which it is offered.

    >>> offers("add prepare as prepare_photo get")
    [('add', 'add'), ('prepare', 'prepare_photo'), ('get', 'get')]
    """
    words, found = names.split(), []
    while words:
        own = words.pop(0)
        offered = own
        if words[:1] == ["as"]:
            offered = words[1]
            del words[:2]
        found.append((own, offered))
    return found
