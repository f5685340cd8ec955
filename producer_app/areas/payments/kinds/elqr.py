"""ELQR, Kyrgyzstan: a link whose part after # is percent-encoded data objects. Source: NBKR resolution 2019-P-14/62-5, annex 5.

The last object is no CRC but the last four hexadecimal digits of SHA-256 over the decoded text before "6304".
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from producer_app.areas.payments.kinds import _emv, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Inputs, Scheme
from producer_app.base.i18n import N_, _

_NAMES = {"32.00": "provider", "32.01": "service", "32.10": "recipient", "32.11": "transaction_id", "32.12": "amount_editable",
          "32.13": "recipient_editable", "32.34": "comment", "33.00": "merchant_provider", "33.01": "merchant_id", "52": "mcc",
          "54": "amount", "59": "name"}
_TEMPLATES = ("32", "33")


def checksum(text: str) -> str:
    """The check digits over everything before ``6304``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[-4:]


def _parts(payload: str) -> tuple[str, str]:
    """The address before # and the decoded objects after it."""
    address, mark, tail = payload.partition("#")
    if not mark or not re.fullmatch(r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/[!-~]*)?", address):
        raise _rules.wrong_scheme("ELQR")
    return address, _rules.unescaped(tail)


def _parse(payload: str) -> Flat:
    _address, text = _parts(payload)
    pairs = _emv.objects(text)
    if pairs[0] != ("00", "01"):
        raise bad(_("The code does not begin as a payment code does."), "BAD_ORDER")
    if pairs[-1][0] != "63" or len(pairs[-1][1]) != 4:
        raise bad(_("The code does not end with its check digits."), "BAD_TLV")
    if checksum(text[:-8]) != pairs[-1][1].lower():
        raise bad(_("The code is damaged: its check digits are wrong."), "BAD_CHECKSUM")
    flat: Flat = {}
    for number, value in pairs[:-1]:
        if number in _TEMPLATES:
            flat |= {f"{number}.{sub}": part for sub, part in _emv.objects(value)}
        else:
            flat[number] = value
    _check(flat)
    return flat


def _check(flat: Flat) -> None:
    _emv.require(flat, "32.00", "53")
    if flat["53"] != "417":
        raise bad(_("An ELQR code is in som only."), "BAD_CURRENCY")
    _rules.matching(flat.get("01", "11"), "1[12]", _("kind of code"), "BAD_VALUE")
    _rules.matching(flat.get("52", "0000"), "[0-9]{4}", _("merchant category"), "BAD_VALUE")
    for path in ("32.12", "32.13"):
        _rules.matching(flat.get(path, "11"), "1[12]", _("mark for changing"), "BAD_VALUE")
    for path in ("32.00", "32.01", "32.10", "32.11"):
        _rules.within(flat.get(path, ""), 32, _("receiver's number"))
    if "54" in flat:
        _rules.amount(flat["54"], places=0)


def _read(payload: str) -> Inputs:
    flat = _parse(payload)
    return {**_emv.values(flat, _NAMES), "address": _parts(payload)[0]}


def _write(address: str, flat: Flat) -> str:
    """The link for these parts; ``_emv.write`` lays the objects, its CRC gives way to the digits of SHA-256."""
    text = _emv.write(flat)[:-8]
    return f"{address}#{quote(text, safe='.-_~@:/')}6304{checksum(text)}"


def _build(inputs: Inputs) -> str:
    address = _rules.word(inputs, "address") or f"https://{_rules.needed(inputs, 'provider', _('provider'))}/"
    rest = {"currency": "KGS", **{name: value for name, value in inputs.items() if name != "address"}}
    rest.setdefault("initiation", "dynamic" if rest.get("amount") else "static")
    payload = _write(address, _emv.parts(rest, _NAMES))
    _read(payload)
    return payload


def _amend(payload: str, inputs: Inputs) -> str:
    base, said = _parse(payload), _read(payload)
    old, new = (_emv.parts({n: v for n, v in given.items() if n != "address"}, _NAMES) for given in (said, inputs))
    changes = {path: new.get(path, "") for path in {**old, **new} if new.get(path) != old.get(path)}
    changed = _write(_parts(payload)[0], _emv.with_parts(base, changes))
    _read(changed)
    return changed


def _with_amount(payload: str, amount: str, reference: str) -> str:
    """The amount goes into the code in tyiyn, hundredths of a som."""
    whole, _dot, part = _rules.amount(amount, places=2).partition(".")
    inputs = {**_read(payload), "amount": str(int(whole + part.ljust(2, "0")))}
    if inputs.get("initiation") == "static":
        inputs["initiation"] = "dynamic"
    return _amend(payload, inputs)


def _payee(payload: str) -> str:
    return _parts(payload)[0] + "\n" + "\n".join(
        f"{path}={value}" for path, value in sorted(_parse(payload).items())
        if path[:2] in _TEMPLATES and path not in ("32.11", "32.34"))


SCHEME = Scheme(
    id="elqr", title=N_("ELQR (Kyrgyzstan)"), currency="KGS", issued_by="provider",
    recognise=lambda payload: 2 * bool(re.match(r"https://[^#\s]+#0002(01|%30%31)", payload)), read=_read, build=_build,
    amend=_amend, with_amount=_with_amount, payee=_payee, account=lambda inputs: str(inputs.get("recipient", "")), color="#155D34")
