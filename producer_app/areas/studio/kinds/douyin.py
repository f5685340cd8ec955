"""Douyin shop: five square pictures, a title of 60 characters in which a Han letter is two.

Source: as sellers' guides say (at least 600 x 600, 5 MB, five pictures, 30 Han); looked for 2026-11-24 and not
confirmed at the source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import two_for_han
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="douyin", title=N_("Douyin shop"), frame="1:1", side=1200, least=600, most_bytes=5 << 20, most_pictures=5,
    title_limit=60, count=two_for_han)
