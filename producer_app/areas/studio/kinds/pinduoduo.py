"""Pinduoduo: up to ten square pictures of at most 1 MB, a title of 60 characters in which a Han letter is two.

Source: as sellers' guides say (at least 480 x 480, 1 MB, ten pictures, 60 characters); looked for 2026-11-24 and not
confirmed at the source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import two_for_han
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="pinduoduo", title=N_("Pinduoduo"), frame="1:1", side=800, least=480, most_bytes=1 << 20, most_pictures=10,
    title_limit=60, count=two_for_han)
