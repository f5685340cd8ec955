"""Where the files lie that travel with the program: fonts, words, the practice shop.

They are a package of their own (``producer_app_resources``), found by its path: the machinery of importlib.resources
costs a twentieth of the time until the window is painted, and the program is never run from inside an archive.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_spec = find_spec("producer_app_resources")
if _spec is None or _spec.origin is None:
    raise RuntimeError("the program's fonts and words are not installed beside it")
RESOURCES = Path(_spec.origin).parent
