"""Etsy: ten pictures with 2000 points on the shorter side, a title of 140 letters.

Source: the limit of the title from Etsy's announcement "Listing title validation changes"
(groups.google.com/g/etsy-api-v2, 2011-06-28); pictures (2000 px, 10 MB, ten; lately more are said to be allowed) as a
sellers' guide of 2026-05-26 says; both read 2026-11-24.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="etsy", title=N_("Etsy"), frame="1:1", side=2000, least=635, most_bytes=10 << 20, most_pictures=10, title_limit=140,
    count=letters, language="en")
