"""Where the files lie that travel with the program: fonts, words, the practice shop.

They are a package of their own (``producer_app_resources``), found by its path: the machinery of importlib.resources
costs a twentieth of the time until the window is painted, and the program is never run from inside an archive.
"""

from __future__ import annotations

from pathlib import Path

import producer_app_resources

RESOURCES = Path(producer_app_resources.__file__ or "").parent
