"""SGQR, the common label of Singapore: several schemes on one code. Source: MAS and IMDA, SGQR specifications v1.6."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.base.i18n import N_


def _label(flat: Flat) -> int:
    return 3 * (flat.get("51.00", "").upper() == "SG.SGQR")


SCHEME = _emv_scheme.provided(
    id="sgqr", title=N_("SGQR (Singapore)"), currency="SGD", number="702", recognise=_label, also=_emv.accounts_named,
    names=lambda _flat: {"51.01": "sgqr_id"}, account=("sgqr_id",), color="#9B1020")
