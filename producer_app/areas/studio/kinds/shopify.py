"""Shopify: pictures of at most 4472 x 4472 points or 20 megapixels, 2048 x 2048 advised for square ones; a title of 255 letters.

Source: https://shopify.dev/docs/apps/build/online-store/product-media ("maximum image size 4472 x 4472 px, or 20
megapixels; for square images 2048 x 2048 px"), read 2026-11-24. 20 MB and 255 letters as sellers' guides say.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="shopify", title=N_("Shopify"), frame="1:1", side=2048, least=0, most_bytes=20 << 20, most_pictures=250,
    title_limit=255, count=letters, language="en", confirmed=True)
