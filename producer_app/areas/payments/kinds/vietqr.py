"""VietQR, transfers over NAPAS 247. Source: NAPAS, QR code format for fast transfers (template 38)."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

GUID = "A000000727"
SERVICES = ("QRIBFTTA", "QRIBFTTC", "QRPUSH", "QRCASH")


def _find(flat: Flat) -> str:
    return _emv.template(flat, GUID)


def _receiver(flat: Flat, at: str) -> dict[str, str]:
    """Bank and account out of the template inside the template. Raises BadPayment: BAD_TLV, BAD_BIN, BAD_ACCOUNT."""
    _emv.require(flat, f"{at}.01", f"{at}.02")
    inner = dict(_emv.objects(flat[f"{at}.01"]))
    if set(inner) != {"00", "01"}:
        raise _rules.bad(_("The code must name one bank and one account."), "BAD_TLV")
    _check_receiver(inner["00"], inner["01"])
    return {"bin": inner["00"], "account": inner["01"]}


def _check_receiver(bank: str, account: str) -> None:
    _rules.matching(bank, "[0-9]{6}", _("bank number"), "BAD_BIN", _("It has six digits."))
    _rules.matching(account, "[A-Za-z0-9]{1,19}", _("account number"), "BAD_ACCOUNT")


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload, long=frozenset({"62.08"}))
    at = _find(flat)
    if not at:
        raise _rules.wrong_scheme("VietQR")
    _emv.require(flat, "53", "58")
    if flat["53"] != "704":
        raise _rules.bad(_("A VietQR code is in dong only."), "BAD_CURRENCY")
    _receiver(flat, at)
    if flat[f"{at}.02"] not in SERVICES:
        raise _rules.bad(_("The code names a service that is not known."), "BAD_VALUE")
    return flat


def _say(flat: Flat) -> Inputs:
    at = _find(flat)
    return {**_emv.values(flat, {**_emv.COMMON, f"{at}.02": "service"}), **_receiver(flat, at)}


def _lay(inputs: Inputs, at: str) -> Flat:
    if not at:
        initiation = "dynamic" if inputs.get("amount") else "static"
        inputs = {"initiation": initiation, "currency": "VND", "country": "VN", "service": "QRIBFTTA", **inputs}
    number = at or "38"
    bank, account = _rules.needed(inputs, "bin", _("bank number")), _rules.needed(inputs, "account", _("account number"))
    _check_receiver(bank, account)
    flat = _emv.parts(inputs, {**_emv.COMMON, f"{number}.02": "service"}, also=("bin", "account"))
    return _emv.in_order({**flat, f"{number}.00": GUID, f"{number}.01": f"0006{bank}01{len(account):02}{account}"})


def _strict(flat: Flat) -> None:
    _emv.plain_parts(flat)
    _rules.within(_rules.plain(flat.get("62.08", ""), _("note")), 25, _("note"))
    if flat.get("53") != "704":
        raise BadPayment(_("A VietQR code is in dong only."), _("Write VND."), "BAD_CURRENCY")


def _ask(flat: Flat, amount: str, reference: str) -> Flat:
    flat = _emv.asking_for(flat, amount)
    mark = re.sub("[^A-Za-z0-9]", "", reference)[:25]
    return _emv.with_parts(flat, {"62.08": mark}) if mark else flat


def tidy_note(raw: str) -> str:
    """A note that every bank takes: plain letters, digits and blanks, at most 25."""
    return _rules.within(" ".join(re.sub("[^A-Za-z0-9 ]", "", _rules.folded(raw)).split()), 25, _("note"))


SCHEME = _emv_scheme.make(
    id="vietqr", title=N_("VietQR (Vietnam)"), currency="VND", issued_by="self", parse=_parse, say=_say, lay=_lay, strict=_strict,
    recognise=lambda flat: 2 * bool(_find(flat)), find=_find, ask=_ask,
    account=lambda inputs: str(inputs["account"]),
    tidy={"bin": lambda raw: _rules.matching(_rules.digits_only(raw), "[0-9]{6}", _("bank number"), "BAD_BIN"),
          "account": lambda raw: _rules.matching(re.sub(r"[\s.\-]", "", raw), "[A-Za-z0-9]{1,19}", _("account number"),
                                                  "BAD_ACCOUNT"),
          "purpose": tidy_note, "message": tidy_note, "note": tidy_note},
    fields=(
        Field("bin", N_("Bank number"), example="970416", tidy="bin", hint=N_("Six digits, from the bank")),
        Field("account", N_("Account number"), example="257678859", tidy="account")),
    color="#9B1020")
