"""DuitNow QR, Malaysia; the acquirer assigns the code's number. Source: PayNet developer documentation, QR generation examples."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Inputs
from producer_app.base.i18n import N_, _

GUID = "A0000006150001"
# 82 is a seal over the other parts, written as plain text.
_SEAL = "82"


def _find(flat: Flat) -> str:
    return _emv.template(flat, GUID)


def _names(at: str) -> dict[str, str]:
    return {**_emv.COMMON, "00": "format_indicator", "62.90": "rrn", f"{at}.01": "acquirer", f"{at}.02": "merchant_id",
            f"{at}.03": "descriptor", f"{at}.04": "mobile_number"}


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload, versions=("01", "02"), primitives=frozenset({_SEAL}))
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("DuitNow")
    _emv.require(flat, f"{at}.01", "52", "53", "58", "59", "60")
    if flat["53"] != "458":
        raise _rules.bad(_("A DuitNow code is in ringgit only."), "BAD_CURRENCY")
    _rules.matching(flat[f"{at}.01"], "[0-9]{6}", _("acquirer's number"), "BAD_VALUE")
    _rules.within(flat.get(f"{at}.02", ""), 28, _("merchant's number"))
    _rules.within(flat.get(f"{at}.03", ""), 20, _("description"))
    return flat


def _say(flat: Flat) -> Inputs:
    return _emv.values(flat, _names(_find(flat)))


def _lay(inputs: Inputs, at: str) -> Flat:
    if not at:
        inputs = {"format_indicator": "02", "mcc": "0000", "currency": "MYR", "country": "MY", **inputs}
    number = at or "26"
    return _emv.in_order({**_emv.parts(inputs, _names(number)), f"{number}.00": GUID})


SCHEME = _emv_scheme.make(
    id="duitnow", title=N_("DuitNow (Malaysia)"), currency="MYR", parse=_parse, say=_say, lay=_lay, strict=_emv.plain_parts,
    recognise=lambda flat: 2 * bool(_find(flat)), find=_find, changeable=lambda flat: _SEAL not in flat,
    account=lambda inputs: _emv_scheme.first(inputs, "merchant_id", "mobile_number", "acquirer"), standing="merchant",
    color="#B3165A")
