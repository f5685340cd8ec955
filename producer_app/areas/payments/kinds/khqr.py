"""KHQR over Bakong, Cambodia. Source: National Bank of Cambodia, KHQR content guideline and SDK documents."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

KINDS = {"29": "individual", "30": "merchant"}
_ACCOUNT = "[^@\\s]+@[A-Za-z0-9_.-]+"


def _find(flat: Flat) -> str:
    return next((at for at in KINDS if "@" in flat.get(f"{at}.00", "")), "")


def _recognise(flat: Flat) -> int:
    return 2 * bool(_find(flat) and (flat.get("58") == "KH" or flat.get("53") == "116"))


def _names(at: str) -> dict[str, str]:
    first = "account_info" if KINDS[at] == "individual" else "merchant_id"
    return {**_emv.COMMON, "15": "upi", f"{at}.00": "account_id", f"{at}.01": first, f"{at}.02": "acquiring_bank",
            "99.00": "created_ms", "99.01": "expires_ms"}


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("KHQR")
    _emv.require(flat, "52", "53", "58", "59", "60")
    if flat["53"] not in ("116", "840"):
        raise _rules.bad(_("A KHQR code is in riel or US dollars only."), "BAD_CURRENCY")
    _rules.matching(flat[f"{at}.00"], _ACCOUNT, _("Bakong account"), "BAD_ACCOUNT", _("Write it like name@bank."))
    for sub in ("01", "02"):
        _rules.within(flat.get(f"{at}.{sub}", ""), 32, _("account information"))
    for path in ("99.00", "99.01"):
        _rules.matching(flat.get(path, "0" * 13), "[0-9]{13}", _("time"), "BAD_DATE")
    return flat


def _say(flat: Flat) -> Inputs:
    at = _find(flat)
    return {**_emv.values(flat, _names(at)), "kind": KINDS[at]}


def _lay(inputs: Inputs, at: str) -> Flat:
    kind = _rules.word(inputs, "kind", "individual")
    if kind not in KINDS.values():
        raise BadPayment(_("“{kind}” is neither individual nor merchant.").format(kind=kind[:20]), _("Choose one."), "BAD_VALUE")
    number = next(number for number, words in KINDS.items() if words == kind)
    if not at:
        initiation = "dynamic" if inputs.get("amount") else "static"
        inputs = {"initiation": initiation, "mcc": "5999", "currency": "KHR", "country": "KH", "city": "Phnom Penh", **inputs}
    _rules.needed(inputs, "account_id", _("Bakong account"))
    return _emv.parts(inputs, _names(number), also=("kind",))


def _strict(flat: Flat) -> None:
    if not flat.get("59", "").strip():
        raise _rules.missing(_("name"))
    if flat.get("30.00") and "30.01" not in flat:
        raise _rules.missing(_("merchant's number"))
    timed = flat.get("01") == "12" or "54" in flat
    if timed and not ("99.00" in flat and "99.01" in flat):
        raise BadPayment(_("A KHQR code with an amount must say when it ends."), _("Write when it was made and when it ends."),
                         "MISSING_FIELD")
    if not timed and ("99.00" in flat or "99.01" in flat):
        raise BadPayment(_("A lasting KHQR code has no end."), _("Leave out the times, or write an amount."), "BAD_COMBINATION")
    if timed and flat["99.01"] <= flat["99.00"]:
        raise BadPayment(_("The code ends before it begins."), _("Check the two times."), "BAD_DATE")


SCHEME = _emv_scheme.make(
    id="khqr", title=N_("KHQR (Cambodia)"), currency="", issued_by="self", parse=_parse, say=_say, lay=_lay, strict=_strict,
    recognise=_recognise, find=_find, carries_amount=False, varying=lambda _flat: ("99.00", "99.01"),
    account=lambda inputs: str(inputs["account_id"]).partition("@")[0],
    one_time=lambda _payload, inputs: "expires_ms" in inputs,
    tidy={"account_id": lambda raw: _rules.within(_rules.matching(raw.strip(), _ACCOUNT, _("Bakong account"), "BAD_ACCOUNT",
                                                                  _("Write it like name@bank.")), 32, _("Bakong account"))},
    fields=(
        Field("kind", "", fixed="individual"),
        Field("account_id", N_("Bakong account"), example="sokha@aclb", tidy="account_id"),
        Field("name", N_("Name of the payee"), example="Sokha Honey", hint=N_("At most 25 letters")),
        Field("currency", N_("Currency"), choices={"KHR": N_("riel"), "USD": N_("US dollar")})),
    color="#9B1020")
