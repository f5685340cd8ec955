"""KE-QR, Kenya. Source: Central Bank of Kenya, Kenya Quick Response Code Standard 2023 (EMVCo v1.1)."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.base.i18n import N_

GUID = "ke.go.qr"


def _names(flat: _emv.Flat) -> dict[str, str]:
    at = _emv.template(flat, GUID)
    return {f"{at}.00": "guid", f"{at}.01": "till", f"{at}.02": "account"} if at else {}


# Codes in use name no city and a language without a name in it.
SCHEME = _emv_scheme.provided(
    id="keqr", title=N_("KE-QR (Kenya)"), currency="KES", number="404", recognise=lambda flat: 2 * bool(_emv.template(flat, GUID)),
    names=_names, must=("52", "53", "58", "59"), account=("till", "account"), color="#155D34")
