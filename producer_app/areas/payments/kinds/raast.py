"""Raast, Pakistan: recognised by its country and currency and drawn anew; no table of its parts is public."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.base.i18n import N_


def _names(flat: _emv.Flat) -> dict[str, str]:
    return {path: f"account_{path}" for path in flat if _emv.is_account(path)}


def _recognise(flat: _emv.Flat) -> int:
    return 2 * (flat.get("58") == "PK" and flat.get("53") == "586" and any(_emv.is_account(path) for path in flat))


SCHEME = _emv_scheme.provided(
    id="raast", title=N_("Raast (Pakistan)"), currency="PKR", number="586", recognise=_recognise, names=_names, must=("53", "58"),
    also=_emv.accounts_named, color="#155D34")
