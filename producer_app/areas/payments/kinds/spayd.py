"""SPAYD, Czech QR Platba. Source: Czech Banking Association, Short Payment Descriptor 1.0 (qr-platba.cz, v1.2)."""

from __future__ import annotations

import re
import zlib
from urllib.parse import quote

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.i18n import N_, _

_ACCOUNT = "[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}(\\+[A-Z0-9]{8}([A-Z0-9]{3})?)?"
_SHAPES = {
    "ACC": _ACCOUNT, "ALT-ACC": f"{_ACCOUNT}(,{_ACCOUNT})?", "AM": r"[0-9]{1,9}(\.[0-9]{1,2})?", "CC": "[A-Z]{3}",
    "RF": "[0-9]{1,16}", "RN": ".{1,35}",
    "DT": "[0-9]{8}", "PT": "[A-Z0-9]{1,3}", "MSG": ".{1,60}", "CRC32": "[0-9A-Fa-f]{8}", "NT": "[PE]",
    "NTA": ".{1,320}", "X-PER": "[0-9]|[12][0-9]|30", "X-VS": "[0-9]{1,10}", "X-SS": "[0-9]{1,10}", "X-KS": "[0-9]{1,10}",
    "X-ID": ".{1,20}", "X-URL": ".{1,140}"}
_CODES = {"ACC": "BAD_ACCOUNT", "ALT-ACC": "BAD_ACCOUNT", "AM": "BAD_AMOUNT", "CC": "BAD_CURRENCY", "DT": "BAD_DATE"}


def _pairs(payload: str) -> list[tuple[str, str]]:
    """Keys and values as they stand between the stars. Raises BadPayment: BAD_TLV, DUPLICATE_ID."""
    if not payload.startswith("SPD*"):
        raise _rules.wrong_scheme("SPAYD")
    if any(c < " " or c == "\x7f" for c in payload):
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")
    version, *parts = payload.removeprefix("SPD*").removesuffix("*").split("*")
    if version != "1.0":
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    pairs: list[tuple[str, str]] = []
    for part in parts:
        key, colon, value = part.partition(":")
        if not colon or not value or not re.fullmatch("[A-Z0-9-]+", key):
            raise bad(_("The code has a part without a name or a value."), "BAD_TLV")
        if any(key == other for other, _value in pairs):
            raise bad(_("The code names part {number} twice.").format(number=key), "DUPLICATE_ID")
        pairs.append((key, value))
    return pairs


def _read(payload: str) -> Inputs:
    pairs = _pairs(payload)
    inputs: Inputs = {"version": "1.0"}
    for key, value in pairs:
        inputs[key] = _rules.unescaped(value)
    _check(inputs)
    if "CRC32" in inputs and str(inputs["CRC32"]).upper() != checksum(pairs):
        raise bad(_("The code is damaged: its check digits are wrong."), "BAD_CRC")
    return inputs


def checksum(pairs: list[tuple[str, str]]) -> str:
    """CRC-32 of the code in its canonical form: keys in order, CRC32 itself left out."""
    parts = [f"{key}:{value}" for key, value in sorted(pairs) if key != "CRC32"]
    return f"{zlib.crc32('*'.join(['SPD', '1.0', *parts]).encode('utf-8')):08X}"


def _check(inputs: Inputs) -> None:
    if "ACC" not in inputs:
        raise _rules.missing(_("account number (IBAN)"))
    for key, value in inputs.items():
        text = _rules.word(inputs, key)
        if key == "version":
            continue
        if key not in _SHAPES and not key.startswith("X-"):
            raise bad(_("The code has a part {number} that is not known.").format(number=key[:12]), "UNKNOWN_REQUIRED")
        if not re.fullmatch(_SHAPES.get(key, ".{1,2000}"), text) or (key == "AM" and len(text) > 10):
            raise bad(_("Part {number} of the code is not written as it should be.").format(number=key[:12]),
                      _CODES.get(key, "BAD_VALUE"))
        if key in ("ACC", "ALT-ACC"):
            for account in str(value).split(","):
                _rules.proven_iban(account.partition("+")[0])
    _day(_rules.word(inputs, "DT"))


def _day(text: str) -> None:
    from datetime import date

    if text:
        try:
            date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            raise bad(_("Part {number} of the code is not written as it should be.").format(number="DT"), "BAD_DATE") from None


def _build(inputs: Inputs) -> str:
    if inputs.get("version", "1.0") != "1.0":
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    _check(inputs)
    if "AM" in inputs:
        _rules.amount(_rules.word(inputs, "AM"), places=_rules.decimals(_rules.word(inputs, "CC", "CZK")))
    pairs = [(key, _escaped(_rules.word(inputs, key))) for key in inputs if key not in ("version", "CRC32")]
    if "CRC32" in inputs:
        pairs.append(("CRC32", checksum(pairs)))
    return "*".join(["SPD", "1.0", *(f"{key}:{value}" for key, value in pairs)])


def _escaped(value: str) -> str:
    """Everything but the letters of the dense mode and small ones; the star parts the code, so it is escaped."""
    return quote(value, safe=" $+-./:,;=?@!'()&#\"<>[]_|~")


def _amend(_payload: str, inputs: Inputs) -> str:
    return _build(inputs)


def _with_amount(payload: str, amount: str, reference: str) -> str:
    inputs = _read(payload)
    places = _rules.decimals(_rules.word(inputs, "CC", "CZK"))
    inputs["AM"] = _rules.two_decimals(_rules.amount(amount, places=places)) if places == 2 else amount
    digits = re.sub("[^0-9]", "", reference)[-10:]
    if digits:
        inputs["X-VS"] = digits
    return _build(inputs)


def tidy_message(raw: str) -> str:
    """A note in capitals and signs of the dense mode of QR codes: a smaller symbol, no marks."""
    return _rules.within(re.sub(r"[^0-9A-Z $%+\-./:,]", "", _rules.folded(raw).upper()).strip(), 60, _("note"))


SCHEME = Scheme(
    id="spayd", title=N_("QR Platba (Czechia)"), currency="CZK", issued_by="self",
    recognise=lambda payload: 2 * payload.startswith("SPD*"), read=_read, build=_build, amend=_amend, with_amount=_with_amount,
    payee=lambda payload: f"{_read(payload)['ACC']}\n{_read(payload).get('ALT-ACC', '')}",
    account=lambda inputs: str(inputs["ACC"]).partition("+")[0],
    tidy={"iban": _rules.iban, "ACC": _rules.iban, "account": _rules.iban, "msg": tidy_message, "MSG": tidy_message,
          "message": tidy_message},
    fields=(
        Field("ACC", N_("Account number (IBAN)"), example="CZ28 0600 0000 0001 6854 0115", tidy="iban"),
        Field("RN", N_("Name of the payee"), example="MED OD ANNY", hint=N_("At most 35 letters")),
        Field("CC", "", fixed="CZK")),
    color="#0958A6", icon="bank")
