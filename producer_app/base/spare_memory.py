"""Memory that nobody needs any more, given back to the system at once.

The C library of Linux keeps what a worker used (pages read for a copy, the values of a long file) for the next worker, which
may never come. Elsewhere nothing is done: Windows and macOS give back by themselves.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Gives free memory back; takes some milliseconds, so it is called where work ends and not while it goes on."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """glibc's ``malloc_trim``; None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
