"""UnionPay merchant links as Chinese acquirers print them: kept byte for byte."""

from __future__ import annotations

from producer_app.areas.payments.kinds._links import Shape, make
from producer_app.base.i18n import N_

SCHEME = make(
    id="unionpay", title=N_("UnionPay"), currency="CNY", near="(?i:https?://qr\\.95516\\.com/)",
    shapes=(Shape("(?i:https://qr\\.95516\\.com/)[0-9]{8}/[0-9]{16,40}", "merchant_receive", "merchant"),),
    color="#9B1020", icon="credit-card")
