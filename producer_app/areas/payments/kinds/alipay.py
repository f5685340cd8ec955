"""Alipay receiving codes, often written in capitals for a smaller symbol: every letter stays as it is. A payer's code is refused.

Source of the payer's code: Alipay, barcode payment documentation (16 to 24 digits beginning with 25 to 30).
"""

from __future__ import annotations

from producer_app.areas.payments.kinds._links import Refused, Shape, make, payer
from producer_app.areas.payments.rows import PAYLOAD, Inputs
from producer_app.base.i18n import N_, _

_TAIL = "[A-Za-z0-9]{9,61}(\\?[A-Za-z0-9_=&.%-]{1,100})?"


def _cautions(_payload: str, inputs: Inputs) -> list[str]:
    token = str(inputs[PAYLOAD]).lower().rpartition("alipay.com/")[2]
    if token.startswith("bax"):
        return [_("It may hold one order only: pay one cent twice before printing it.")]
    return []


SCHEME = make(
    id="alipay", title=N_("Alipay"), currency="CNY", near="(?i:https?://([a-z]+\\.)?alipay\\.com/|alipays?://)",
    shapes=(
        Shape(f"(?i:https://qr\\.alipay\\.com/bax){_TAIL}", "merchant_receive", "merchant"),
        Shape(f"(?i:https://qr\\.alipay\\.com/tsx){_TAIL}", "personal_receive", "personal_business"),
        Shape(f"(?i:https://qr\\.alipay\\.com/)[A-Za-z0-9]{{3}}{_TAIL}", "personal_receive", "personal")),
    refused=(
        payer("(2[5-9]|30)[0-9]{14,22}\\Z"),
        Refused("(?i:https://qr\\.alipay\\.com/(c1x|a6x|s7x))", N_("This is a gift or contact code, not a receiving code."),
                N_("In Alipay open “receive money” and keep that picture."), "NOT_PAYMENT")),
    cautions=_cautions, color="#0958A6", icon="wallet")
