"""eBay: up to 24 pictures of at least 500 points on the longer side and at most 12 MB, a title of 80 letters.

Source: https://developer.ebay.com/api-docs/user-guides/static/trading-user-guide/listing-title.html (80 characters);
https://www.ebay.com/help/policies/listing-policies/picture-policy?id=4370 (500 pixels, no borders, no writing on
pictures); https://developer.ebay.com/devzone/guides/features-guide/content/Development/pictures-intro.html (24
pictures); read 2026-11-24.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="ebay", title=N_("eBay"), frame="1:1", side=1600, least=500, most_bytes=12 << 20, most_pictures=24, title_limit=80,
    count=letters, language="en", confirmed=True)
