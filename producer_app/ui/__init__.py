"""The window's kit: window, theme, forms, lists, jobs, paper; knows no area."""

from __future__ import annotations

import builtins
import linecache

import PySide6


def _plain_imports() -> None:
    """Takes PySide's own import away again: it reads the source of every module that is loaded after it, to look for its switches
    of names (``from __feature__ import snake_case``), and keeps all those lines. Nothing here uses them; without it the program
    starts sooner and takes 8 MB less. Source: shibokensupport/feature.py, ``_mod_uses_pyside``."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = original
        linecache.clearcache()


assert PySide6 is not None
_plain_imports()
