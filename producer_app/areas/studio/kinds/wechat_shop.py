"""WeChat shop: three to nine pictures, for food and drink at least four, shown square; a title of 60 letters.

Source: https://developers.weixin.qq.com/doc/store/shop/API/channels-shop-product/shop/api_addproduct.html, fields
title and head_imgs, read 2026-11-24. 10 MB:
https://developers.weixin.qq.com/miniprogram/dev/framework/ministore/minishopopencomponent/API/register/
uploadimg.html, upload limit of product pictures.
"""

from __future__ import annotations

from producer_app.areas.studio.kinds._counting import letters
from producer_app.areas.studio.rows import Channel
from producer_app.base.i18n import N_

CHANNEL = Channel(
    id="wechat_shop", title=N_("WeChat shop"), frame="1:1", side=1200, least=0, most_bytes=10 << 20, most_pictures=9,
    title_limit=60, count=letters, least_pictures=4, confirmed=True)
