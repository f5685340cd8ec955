"""WooCommerce: pictures as uploaded; its themes show the single picture 600 points wide and the others smaller.

Source: https://developer.woocommerce.com/docs/image-sizing-for-theme-developers/ (woocommerce_single, 600 px by
default), read 2026-11-24; twice that for fine screens. No limit of pictures is written there; the upload limit of 2
MB is PHP's usual one (upload_max_filesize); the title of 200 letters is that of WordPress' post slug and fits every
theme.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="woocommerce", title=N_("WooCommerce"), frame="1:1", side=1200, least=0, most_bytes=2 << 20, most_pictures=30,
    title_limit=200, count=letters, language="en", confirmed=True)
