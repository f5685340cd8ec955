"""PayNow, Singapore. Source: Association of Banks in Singapore, PayNow QR Specifications v1.3."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

GUID = "SG.PAYNOW"
PROXIES = {"0": ("mobile", r"\+[0-9]{8,15}"), "2": ("uen", "[0-9A-Z]{9,10}|[0-9A-Z]{12,13}")}
_NUMBERS = {kind: number for number, (kind, _shape) in PROXIES.items()}
_DAY = "20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([0-9]{6})?"


def _find(flat: Flat) -> str:
    return _emv.template(flat, GUID)


def _names(at: str) -> dict[str, str]:
    return {**_emv.COMMON, f"{at}.02": "proxy", f"{at}.04": "expiry"}


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("PayNow")
    _emv.require(flat, f"{at}.01", f"{at}.02", "52", "53", "58", "59", "60")
    if flat["53"] != "702":
        raise _rules.bad(_("A PayNow code is in Singapore dollars only."), "BAD_CURRENCY")
    if flat[f"{at}.01"] not in PROXIES:
        raise _rules.bad(_("The code names a kind of receiver that is not known."), "BAD_PROXY")
    _rules.matching(flat[f"{at}.02"], PROXIES[flat[f"{at}.01"]][1], _("receiver's number"), "BAD_PROXY")
    _rules.matching(flat.get(f"{at}.03", "0"), "[01]", _("mark for changing the amount"), "BAD_VALUE")
    _rules.matching(flat.get(f"{at}.04", "20300101"), _DAY, _("last day"), "BAD_DATE")
    return flat


def _say(flat: Flat) -> Inputs:
    at = _find(flat)
    inputs = {**_emv.values(flat, _names(at)), "proxy_type": PROXIES[flat[f"{at}.01"]][0]}
    if f"{at}.03" in flat:
        inputs["editable"] = flat[f"{at}.03"] == "1"
    return inputs


def _lay(inputs: Inputs, at: str) -> Flat:
    if not at:
        asks = bool(inputs.get("amount"))
        inputs = {"initiation": "dynamic" if asks else "static", "mcc": "0000", "currency": "SGD", "country": "SG", "name": "NA",
                  "city": "Singapore", "editable": not asks, **inputs}
    number = at or "26"
    kind = _rules.needed(inputs, "proxy_type", _("kind of number"))
    if kind not in _NUMBERS:
        raise BadPayment(_("“{kind}” is not a kind of PayNow number.").format(kind=kind[:20]), _("Choose one from the list."),
                         "BAD_PROXY")
    editable = inputs.get("editable")
    if editable is not None and not isinstance(editable, bool):
        raise BadPayment(_("Whether the amount may be changed is yes or no."), _("Write true or false."), "BAD_VALUE")
    _rules.needed(inputs, "proxy", _("receiver's number"))
    flat = _emv.parts({name: value for name, value in inputs.items() if name != "editable"}, _names(number), also=("proxy_type",))
    flat |= {f"{number}.00": GUID, f"{number}.01": _NUMBERS[kind]}
    if editable is not None:
        flat[f"{number}.03"] = str(int(editable))
    return _emv.in_order(flat)


def _strict(flat: Flat) -> None:
    _emv.plain_parts(flat)
    at = _find(flat)
    if "54" not in flat and flat.get(f"{at}.03") == "0" and "62.01" not in flat:
        raise BadPayment(_("Without an amount the payer must be able to type one."), _("Write an amount, or let it be changed."),
                         "BAD_COMBINATION")


def _ask(flat: Flat, amount: str, reference: str) -> Flat:
    at = _find(flat)
    flat = _emv.asking_for(flat, amount)
    mark = re.sub("[^A-Za-z0-9-]", "", reference)[:25]
    return _emv.with_parts(flat, {"62.01": mark}) if mark and flat[f"{at}.01"] == "2" else flat


def _tidy_mobile(raw: str) -> str:
    digits = _rules.digits_only(raw)
    if re.fullmatch(r"(\+?65|0065)[3689][0-9]{7}", digits):
        return "+65" + digits[-8:]
    if re.fullmatch("[3689][0-9]{7}", digits):
        return "+65" + digits
    raise BadPayment(_("“{text}” is not a phone number of Singapore.").format(text=raw[:30]), _("Write it like 9123 4567."),
                     "BAD_PROXY")


def _tidy_uen(raw: str) -> str:
    return _rules.matching(re.sub(r"[\s\-]", "", raw).upper(), PROXIES["2"][1], _("company number (UEN)"), "BAD_PROXY")


def _cautions(_payload: str, inputs: Inputs) -> list[str]:
    day = str(inputs.get("expiry", ""))
    return [_("It ends on {day}.").format(day=f"{day[:4]}-{day[4:6]}-{day[6:8]}")] if day else []


SCHEME = _emv_scheme.make(
    id="paynow", title=N_("PayNow (Singapore)"), currency="SGD", issued_by="self", parse=_parse, say=_say, lay=_lay, strict=_strict,
    recognise=lambda flat: 2 * bool(_find(flat)), find=_find, ask=_ask, cautions=_cautions,
    varying=lambda flat: (f"{_find(flat)}.03", f"{_find(flat)}.04"), account=lambda inputs: str(inputs["proxy"]),
    tidy={"mobile": _tidy_mobile, "uen": _tidy_uen},
    fields=(
        Field("proxy_type", N_("Kind of number"), choices={"mobile": N_("phone"), "uen": N_("company number (UEN)")}),
        Field("proxy", N_("Number"), example="9123 4567", tidied_by="proxy_type")),
    color="#6D1F7A")
