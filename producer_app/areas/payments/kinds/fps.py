"""FPS, Hong Kong. Source: HKMA and HKICL, Common QR Code Specification for Retail Payments in Hong Kong, v1.2 (February 2019)."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

GUID = "hk.com.hkicl"
PROXIES = {"02": ("fps_id", "[0-9]{7}|[0-9]{9}"), "03": ("mobile", r"\+[0-9]{1,3}-[0-9]{6,14}"),
           "04": ("email", r"[^@\s]+@[^@\s]+")}
_SUBS = {kind: sub for sub, (kind, _shape) in PROXIES.items()}


def _find(flat: Flat) -> str:
    return _emv.template(flat, GUID)


def _names(at: str) -> dict[str, str]:
    return {**_emv.COMMON, f"{at}.01": "clearing_code", f"{at}.05": "timeout"}


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("FPS")
    _emv.require(flat, "52", "53", "58", "59", "60")
    if flat["53"] not in ("344", "156"):
        raise _rules.bad(_("An FPS code is in Hong Kong dollars or yuan only."), "BAD_CURRENCY")
    present = [sub for sub in PROXIES if f"{at}.{sub}" in flat]
    if len(present) != 1:
        raise _rules.bad(_("The code must name exactly one receiver."), "BAD_COMBINATION")
    _rules.matching(flat[f"{at}.{present[0]}"], PROXIES[present[0]][1], _("receiver's number"), "BAD_PROXY")
    _rules.matching(flat.get(f"{at}.01", "000"), "[0-9]{3}", _("bank number"), "BAD_VALUE")
    _rules.matching(flat.get(f"{at}.05", "20300101000000"), "[0-9]{14}", _("last moment"), "BAD_DATE")
    return flat


def _say(flat: Flat) -> Inputs:
    at = _find(flat)
    inputs = _emv.values(flat, _names(at))
    for sub, (kind, _shape) in PROXIES.items():
        if f"{at}.{sub}" in flat:
            inputs |= {"proxy_type": kind, "proxy": flat[f"{at}.{sub}"]}
    return inputs


def _lay(inputs: Inputs, at: str) -> Flat:
    if not at:
        initiation = "dynamic" if inputs.get("amount") else "static"
        inputs = {"initiation": initiation, "mcc": "0000", "currency": "HKD", "country": "HK", "name": "NA", "city": "HK", **inputs}
    number = at or "26"
    kind, proxy = _rules.needed(inputs, "proxy_type", _("kind of number")), _rules.needed(inputs, "proxy", _("receiver's number"))
    if kind not in _SUBS:
        raise BadPayment(_("“{kind}” is not a kind of FPS number.").format(kind=kind[:20]), _("Choose one from the list."),
                         "BAD_PROXY")
    flat = _emv.parts(inputs, _names(number), also=("proxy_type", "proxy"))
    return _emv.in_order({**flat, f"{number}.00": GUID, f"{number}.{_SUBS[kind]}": proxy})


def _ask(flat: Flat, amount: str, reference: str) -> Flat:
    """The order's number goes only to holders of an FPS number: banks refuse it for persons."""
    at = _find(flat)
    flat = _emv.asking_for(flat, amount)
    mark = re.sub("[^A-Za-z0-9/-]", "", reference)[:25]
    return _emv.with_parts(flat, {"62.05": mark}) if mark and len(flat.get(f"{at}.02", "")) == 7 else flat


def _tidy_mobile(raw: str) -> str:
    digits = _rules.digits_only(raw)
    found = re.fullmatch(r"(?:\+?852|00852)?([2-9][0-9]{7})", digits)
    if not found:
        raise BadPayment(_("“{text}” is not a phone number of Hong Kong.").format(text=raw[:30]), _("Write it like 9123 4567."),
                         "BAD_PROXY")
    return "+852-" + found[1]


SCHEME = _emv_scheme.make(
    id="fps", title=N_("FPS (Hong Kong)"), currency="", issued_by="self", parse=_parse, say=_say, lay=_lay, strict=_emv.plain_parts,
    recognise=lambda flat: 2 * bool(_find(flat)), find=_find, ask=_ask, varying=lambda flat: (f"{_find(flat)}.05",),
    account=lambda inputs: str(inputs["proxy"]).partition("@")[0], one_time=lambda _payload, inputs: "timeout" in inputs,
    tidy={"mobile": _tidy_mobile,
          "fps_id": lambda raw: _rules.matching(_rules.digits_only(raw), PROXIES["02"][1], _("FPS number"), "BAD_PROXY"),
          "email": lambda raw: _rules.matching(raw.strip(), PROXIES["04"][1], _("e-mail"), "BAD_PROXY")},
    fields=(
        Field("proxy_type", N_("Kind of number"), choices={
            "mobile": N_("phone"), "fps_id": N_("FPS number"), "email": N_("e-mail")}),
        Field("proxy", N_("Number"), example="9123 4567", tidied_by="proxy_type")),
    color="#0958A6")
