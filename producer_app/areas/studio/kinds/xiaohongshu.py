"""Xiaohongshu: upright pictures of three to four, as its notes show them; a title of 60 characters, Han counted as two.

Source: as sellers' guides say (3:4, 1080 x 1440, 5 MB, nine pictures); looked for 2026-11-24 and not confirmed at the
source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import two_for_han
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="xiaohongshu", title=N_("Xiaohongshu"), frame="3:4", side=1440, least=800, most_bytes=5 << 20, most_pictures=9,
    title_limit=60, count=two_for_han)
