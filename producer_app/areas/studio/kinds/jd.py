"""JD: up to five square pictures of at most 1 MB, a title of 60 characters, where a Han letter is counted as two to be safe.

Source: as sellers' guides say (800 x 800, 1 MB, first picture on white); looked for 2026-11-24 and not confirmed at
the source.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import two_for_han
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="jd", title=N_("JD"), frame="1:1", side=800, least=800, most_bytes=1 << 20, most_pictures=5, title_limit=60,
    count=two_for_han, pure_white=True)
