"""Bharat QR, India; an acquirer issues its numbers. Source: public documentation of Indian acquirers on the NPCI format."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.base.i18n import N_

GUID = "A000000524"
_NAMES = {"02": "visa", "04": "mastercard", "06": "rupay", "08": "ifsc_account", "26.01": "vpa", "26.02": "min_amount",
          "27.01": "tr", "27.02": "url", "28.01": "aadhaar"}


def _recognise(flat: Flat) -> int:
    cards = any(path in flat for path in ("02", "04", "06", "08"))
    return 2 * bool(_emv.template(flat, GUID) or (cards and flat.get("58") == "IN" and flat.get("53") == "356"))


SCHEME = _emv_scheme.provided(
    id="bharatqr", title=N_("Bharat QR (India)"), currency="INR", number="356", recognise=_recognise, names=lambda _flat: _NAMES,
    varying=lambda _flat: ("26.02", "27.01", "27.02"), account=("vpa", "rupay", "visa", "mastercard", "ifsc_account"),
    color="#B45309")
