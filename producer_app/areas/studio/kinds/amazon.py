"""Amazon: the first picture on pure white without a shadow, the goods filling 85 of 100; nine pictures; a title of 200 letters.

Source: https://sellercentral-europe.amazon.com/help/hub/reference/external/201100890 (title: 200 characters with
blanks, no ! $ ? _ { } ^), read 2026-11-24. Pictures (white 255, 85 %, 1000 points and more for the magnifier, 10 MB)
as several sellers' guides of 2025 and 2026 say alike; seller central itself was not read.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="amazon", title=N_("Amazon"), frame="1:1", side=2000, least=1000, most_bytes=10 << 20, most_pictures=9,
    title_limit=200, count=letters, language="en", pure_white=True, confirmed=False)
