"""Finds what a folder offers: one file, one constant. Errors inside a file are not swallowed."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def kind_named(package: ModuleType, constant: str, name: str) -> Any | None:
    """The kind of this ``name`` out of the file that is called after it (``wechat-shop`` is in wechat_shop.py, ``jd`` in
    jd_csv.py), so that one word about a kind does not load all of them. None: no such file; ask ``kinds`` then."""
    begins = name.replace("-", "_")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name == begins or info.name.startswith(f"{begins}_"):
            found = getattr(importlib.import_module(f"{package.__name__}.{info.name}"), constant, None)
            if found is not None and found.name == name:
                return found
    return None


def kinds(package: ModuleType, constant: str) -> list[Any]:
    """The value of ``constant`` in every module of a package that has it, in order of module names."""
    found = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if hasattr(module, constant):
            found.append(getattr(module, constant))
    return found
