"""QR Ph, Philippines; banks issue its codes. Source: Philippine Payments Management, QR Ph codes as met in use."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.base.i18n import N_

GUIDS = ("ph.ppmi.p2m", "com.p2pqrpay")


def _names(flat: _emv.Flat) -> dict[str, str]:
    at = _emv.template(flat, *GUIDS)
    return {f"{at}.00": "guid", f"{at}.01": "bank", f"{at}.03": "merchant_id", f"{at}.04": "account"} if at else {}


SCHEME = _emv_scheme.provided(
    id="qrph", title=N_("QR Ph (Philippines)"), currency="PHP", number="608",
    recognise=lambda flat: 2 * bool(_emv.template(flat, *GUIDS)), names=_names, must=("52", "53", "58", "59"),
    account=("merchant_id", "account", "bank"), color="#0958A6")
