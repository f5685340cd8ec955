"""QRIS, Indonesia; its numbers come from an acquirer. Source: Bank Indonesia, QRIS national standard."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Inputs
from producer_app.base.i18n import N_, _

GUIDS = ("ID.CO.QRIS.WWW", "ID.OR.GPNQR.WWW")
_CRITERIA = "UMI|UKE|UME|UBE|URE"


def _acquirer(flat: Flat) -> str:
    """The first acquirer's template, the national one only where there is no other."""
    numbers = [path[:2] for path in flat if path.endswith(".00") and 26 <= int(path[:2]) <= 51]
    return next((n for n in numbers if n != "51"), "51")


def _names(flat: Flat) -> dict[str, str]:
    at = _acquirer(flat)
    return {f"{at}.00": "acquirer", f"{at}.01": "pan", f"{at}.02": "mid", f"{at}.03": "criteria", "51.02": "nmid"}


def _also(flat: Flat) -> None:
    at = _acquirer(flat)
    _rules.matching(flat.get(f"{at}.01", "9360" + "0" * 11), "9360[0-9]{11,15}", _("merchant's number"), "BAD_ACCOUNT")
    if at != "51":
        _rules.within(flat.get(f"{at}.02", ""), 15, _("merchant's number"))
    for path in (f"{at}.03", "51.03"):
        _rules.matching(flat.get(path, "UMI"), _CRITERIA, _("merchant's size"), "BAD_VALUE")
    _rules.matching(flat.get("51.02", "ID" + "0" * 13), "ID[0-9A-Z]{13}", _("national merchant number"), "BAD_ACCOUNT")


def _cautions(_payload: str, inputs: Inputs) -> list[str]:
    return [_("Wallets of other countries may refuse it once an amount was added.")] if inputs.get("initiation") == "static" else []


SCHEME = _emv_scheme.provided(
    id="qris", title=N_("QRIS (Indonesia)"), currency="IDR", number="360",
    recognise=lambda flat: 2 * bool(_emv.template(flat, *GUIDS)), names=_names, also=_also, long=frozenset({"59"}),
    account=("pan", "nmid", "mid"), carries_amount=True, cautions=_cautions, color="#9B1020", decimals=0)
