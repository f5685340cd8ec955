"""Places of sale, one file each with ``CHANNEL``: what each wants of pictures and title, and where that is written.

Rules change; each file names its source and the day it was read, and says so where a rule could not be confirmed there.
"""

from __future__ import annotations

import sys
from functools import cache

from producer_app.areas.studio.rows import Channel
from producer_app.base import discover


@cache
def channels() -> dict[str, Channel]:
    """All places of sale by their id, those with Chinese titles first."""
    found = discover.kinds(sys.modules[__name__], "CHANNEL")
    return {c.id: c for c in sorted(found, key=lambda c: (c.language != "zh", c.id))}
