"""Finds what a folder offers: one file, one constant. Errors inside a file are not swallowed."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def kinds(package: ModuleType, constant: str) -> list[Any]:
    """The value of ``constant`` in every module of a package that has it, in order of module names."""
    found = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if hasattr(module, constant):
            found.append(getattr(module, constant))
    return found
