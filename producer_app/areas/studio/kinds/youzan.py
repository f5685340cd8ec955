"""Youzan: up to fifteen square pictures, a title of 100 letters.

Source: as sellers' guides say (800 x 800 advised, 3 MB, fifteen pictures, 100 letters); looked for 2026-11-24 and not
confirmed at the source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="youzan", title=N_("Youzan"), frame="1:1", side=800, least=640, most_bytes=3 << 20, most_pictures=15,
    title_limit=100, count=letters)
