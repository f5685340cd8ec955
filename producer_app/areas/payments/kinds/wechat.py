"""WeChat Pay receiving codes. The provider publishes no table; shapes as met in use. A payer's code is refused.

Source of the payer's code: WeChat Pay, micropay documentation (18 digits beginning with 10 to 15).
"""

from __future__ import annotations

from producer_app.areas.payments.kinds._links import Refused, Shape, make, payer
from producer_app.base.i18n import N_

SCHEME = make(
    id="wechat", title=N_("WeChat Pay"), currency="CNY", near="(?i:wxp://|weixin://|https://(payapp\\.weixin\\.qq|wx\\.tenpay)\\.com/)",
    shapes=(
        Shape("wxp://f2f[0-9][A-Za-z0-9_-]{16,100}", "personal_receive", "personal"),
        Shape("wxp://wbf2f[A-Za-z0-9_-]{16,100}", "personal_receive", "personal_business"),
        Shape("https://(payapp\\.weixin\\.qq|wx\\.tenpay)\\.com/[A-Za-z0-9_./?=&%-]{4,300}", "merchant_receive", "merchant"),
        Shape("weixin://wxpay/bizpayurl\\?pr=[A-Za-z0-9_-]{4,100}", "dynamic", "merchant", one_time=True)),
    refused=(
        payer("1[0-5][0-9]{16}\\Z"),
        Refused("(?i:https?://u\\.wechat\\.com/)", N_("This is a contact card, not a receiving code."),
                N_("In WeChat open “receive money” and keep that picture."), "NOT_PAYMENT"),
        Refused("(?i:https?://weixin\\.qq\\.com/)", N_("This is a page to follow, not a receiving code."),
                N_("In WeChat open “receive money” and keep that picture."), "NOT_PAYMENT")),
    color="#0B7A3B", icon="chat-circle-text")
