"""Taobao / Tmall: five square pictures, a title of 60 characters in which a Han letter is two.

Source: the title from the item schema of Taobao's open platform (maxLengthRule, unit byte, 60: "30 Han, 60
characters"), read 2026-11-24 in a published answer of alibaba.item.publish.schema.get. Pictures (800 x 800 for the
magnifier, 3 MB, five) as sellers' guides say; not confirmed at the source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import two_for_han
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="taobao", title=N_("Taobao / Tmall"), frame="1:1", side=800, least=700, most_bytes=3 << 20, most_pictures=5,
    title_limit=60, count=two_for_han)
