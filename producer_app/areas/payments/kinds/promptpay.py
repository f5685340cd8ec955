"""PromptPay and Thai QR bill payment. Source: Bank of Thailand, Thai QR payment standard (transfer tag 29, bill payment tag 30)."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

TRANSFER = ("A000000677010111", "A000000677010114")
BILL = ("A000000677010112", "A000000677012006", "A000000677010112006")
# Part of the transfer template, kind of proxy, its shape.
PROXIES = {"01": ("phone", "0066[0-9]{9}"), "02": ("national_id", "[0-9]{13}"), "03": ("ewallet", "[0-9]{15}"),
           "04": ("bank_account", "[0-9]{6,43}")}
_SUBS = {kind: sub for sub, (kind, _shape) in PROXIES.items()}


def _find(flat: Flat) -> str:
    return _emv.template(flat, *TRANSFER) or _emv.template(flat, *BILL)


def _is_bill(flat: Flat, at: str) -> bool:
    return flat[f"{at}.00"].upper() in BILL


def _bill_names(at: str) -> dict[str, str]:
    return {f"{at}.01": "biller_id", f"{at}.02": "ref1", f"{at}.03": "ref2"}


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("PromptPay")
    _emv.require(flat, "53", "58")
    if flat["53"] != "764":
        raise bad(_("A PromptPay code is in baht only."), "BAD_CURRENCY")
    if _is_bill(flat, at):
        _check_bill(flat, at)
    else:
        _check_proxy(flat, at)
    return flat


def _check_bill(flat: Flat, at: str) -> None:
    _emv.require(flat, f"{at}.01")
    _rules.matching(flat[f"{at}.01"], "[0-9]{15}", _("biller number"), "BAD_PROXY")
    for sub in ("02", "03"):
        if f"{at}.{sub}" in flat:
            _rules.matching(flat[f"{at}.{sub}"], "[A-Za-z0-9]{1,20}", _("bill reference"), "BAD_REFERENCE")


def _check_proxy(flat: Flat, at: str) -> None:
    present = [sub for sub in PROXIES if f"{at}.{sub}" in flat]
    if len(present) != 1:
        raise bad(_("The code must name exactly one receiver."), "BAD_COMBINATION")
    _rules.matching(flat[f"{at}.{present[0]}"], PROXIES[present[0]][1], _("receiver's number"), "BAD_PROXY")


def _say(flat: Flat) -> Inputs:
    at = _find(flat)
    if _is_bill(flat, at):
        return {**_emv.values(flat, {**_emv.COMMON, **_bill_names(at)}), "proxy_type": "bill"}
    inputs = _emv.values(flat, _emv.COMMON)
    for sub, (kind, _shape) in PROXIES.items():
        if f"{at}.{sub}" in flat:
            inputs |= {"proxy_type": kind, "proxy": flat[f"{at}.{sub}"]}
    return inputs


def _lay(inputs: Inputs, at: str) -> Flat:
    kind = _rules.needed(inputs, "proxy_type", _("kind of number"))
    if not at:
        first = "dynamic" if inputs.get("amount") else "static"
        inputs = {"initiation": first, "currency": "THB", "country": "TH", **inputs}
    if kind == "bill":
        number = at or "30"
        flat = _emv.parts(inputs, {**_emv.COMMON, **_bill_names(number)}, also=("proxy_type",))
        return _emv.in_order({**flat, f"{number}.00": BILL[0]})
    if kind not in _SUBS:
        raise BadPayment(_("“{kind}” is not a kind of PromptPay number.").format(kind=kind[:20]), _("Choose one from the list."),
                         "BAD_PROXY")
    number = at or "29"
    flat = _emv.parts(inputs, _emv.COMMON, also=("proxy_type", "proxy"))
    proxy = _rules.needed(inputs, "proxy", _("receiver's number"))
    return _emv.in_order({**flat, f"{number}.00": TRANSFER[0], f"{number}.{_SUBS[kind]}": proxy})


def _strict(flat: Flat) -> None:
    _emv.plain_parts(flat)
    if flat.get("53") != "764" or flat.get("58") != "TH":
        raise BadPayment(_("A PromptPay code is in baht only."), _("Write THB and TH."), "BAD_CURRENCY")
    at = _find(flat)
    if _is_bill(flat, at):
        for sub in ("02", "03"):
            if f"{at}.{sub}" in flat:
                _rules.matching(flat[f"{at}.{sub}"], "[A-Z0-9]{1,20}", _("bill reference"), "BAD_REFERENCE",
                                _("Use capital letters and digits, at most 20."))


def _ask(flat: Flat, amount: str, reference: str) -> Flat:
    _rules.amount(amount, places=2)
    flat = _emv.asking_for(flat, _rules.two_decimals(amount))
    at = _find(flat)
    mark = re.sub("[^A-Z0-9]", "", reference.upper())[:20]
    if mark and _is_bill(flat, at):
        return _emv.with_parts(flat, {f"{at}.02": mark})
    return flat


def _tidy_phone(raw: str) -> str:
    """A Thai mobile: ten digits from 0, or with +66 / 66 / 0066 before nine."""
    digits = _rules.digits_only(raw).lstrip("+")
    digits = digits.removeprefix("00") if digits.startswith("0066") else digits
    if re.fullmatch("66[1-9][0-9]{8}", digits):
        return "00" + digits
    if re.fullmatch("0[1-9][0-9]{8}", digits):
        return "0066" + digits[1:]
    raise BadPayment(_("“{text}” is not a Thai phone number.").format(text=raw[:30]), _("Write it like 081-234-5678."), "BAD_PROXY")


def _tidied(raw: str, shape: str, words: str) -> str:
    return _rules.matching(_rules.digits_only(raw), shape, words, "BAD_PROXY")


def _cautions(_payload: str, inputs: Inputs) -> list[str]:
    from stdnum.th import pin

    if inputs.get("proxy_type") == "national_id" and not pin.is_valid(str(inputs.get("proxy", ""))):
        return [_("The check digit of its number is unusual: compare it with the card.")]
    return []


SCHEME = _emv_scheme.make(
    id="promptpay", title=N_("PromptPay (Thailand)"), currency="THB", issued_by="self", parse=_parse, say=_say, lay=_lay,
    strict=_strict, recognise=lambda flat: 2 * bool(_find(flat)), find=_find, ask=_ask,
    varying=lambda flat: (f"{_find(flat)}.02", f"{_find(flat)}.03") if _is_bill(flat, _find(flat)) else (),
    account=lambda inputs: _emv_scheme.first(inputs, "proxy", "biller_id"), cautions=_cautions,
    tidy={"phone": _tidy_phone, "national_id": lambda raw: _tidied(raw, "[0-9]{13}", _("national number")),
          "tax_id": lambda raw: _tidied(raw, "[0-9]{13}", _("tax number")),
          "ewallet": lambda raw: _tidied(raw, "[0-9]{15}", _("wallet number")),
          "bank_account": lambda raw: _tidied(raw, "[0-9]{6,43}", _("account number")),
          "bill": lambda raw: _tidied(raw, "[0-9]{15}", _("biller number")),
          "biller_id": lambda raw: _tidied(raw, "[0-9]{15}", _("biller number"))},
    fields=(
        Field("proxy_type", N_("Kind of number"), choices={
            "phone": N_("phone"), "national_id": N_("national or tax number"), "ewallet": N_("wallet number")}),
        Field("proxy", N_("Number"), example="081-234-5678", tidied_by="proxy_type")),
    color="#113566", icon="device-mobile")
