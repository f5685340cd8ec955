"""NBS IPS QR, Serbia. Source: National Bank of Serbia, recommendations on the IPS QR code."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_ORDER = ("K", "V", "C", "R", "N", "I", "P", "SF", "S", "RO", "M", "JS", "RP", "RL", "RK")
_MUST = ("K", "V", "C", "R", "N", "SF")


def _read(payload: str) -> Inputs:
    if not payload.startswith("K:"):
        raise _rules.wrong_scheme("IPS")
    inputs: Inputs = {}
    places = []
    for part in payload.split("|"):
        key, colon, value = part.partition(":")
        if not colon or not value or key not in _ORDER:
            raise bad(_("The code has an empty part or one that is not known."), "BAD_TLV")
        if key in inputs:
            raise bad(_("The code names part {number} twice.").format(number=key), "DUPLICATE_ID")
        inputs[key] = value
        places.append(_ORDER.index(key))
    if places != sorted(places):
        raise bad(_("The parts of the code are in the wrong order."), "BAD_ORDER")
    if payload.endswith(("\n", "\r")):
        raise bad(_("The code has empty lines at its end or too many of them."), "BAD_LINES")
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    def word(name: str) -> str:
        return _rules.word(inputs, name)

    for name in _MUST:
        if not word(name):
            raise bad(_("Part {number} is missing in the code.").format(number=name), "MISSING_FIELD")
    for name in inputs:
        text = word(name).replace("\r\n", "\n")
        if "|" in text or any(c < " " and not (c == "\n" and name in ("N", "P")) for c in text) or text.count("\n") > 2:
            raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")
    if word("K") not in ("PR", "PT", "PK", "EK") or (word("V"), word("C")) != ("01", "1"):
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    proven_account(word("R"))
    _rules.within(word("N"), 70, _("name"), "NAME_TOO_LONG")
    if word("I"):
        _amount(word("I"))
    _rules.within(word("P"), 70, _("payer"))
    _rules.matching(word("SF"), "[12][0-9]{2}", _("purpose"), "BAD_VALUE")
    _rules.within(word("S"), 35, _("note"))
    _rules.within(word("RO"), 35 if word("K") == "EK" else 25, _("reference"))


def _amount(text: str) -> None:
    """``RSD1025,12``: a comma always, up to two decimals after it."""
    found = re.fullmatch("RSD([0-9]{1,12},[0-9]{0,2})", text)
    if not found:
        raise bad(_("“{text}” is not an amount.").format(text=text[:20]), "BAD_AMOUNT", _("Write it like RSD1025,12."))
    _rules.amount(found[1].replace(",", "."), places=2, most=15)


def proven_account(text: str) -> str:
    """Eighteen digits whose remainder by 97 is one. Source: ISO 7064, mod 97-10."""
    if not re.fullmatch("[0-9]{18}", text) or int(text) % 97 != 1:
        raise BadPayment(_("The account number has a wrong digit."), _("Compare it with the bank's letter."), "BAD_ACCOUNT")
    return text


def tidy_account(raw: str) -> str:
    """``840-955845-10``: bank, number filled up with zeros to thirteen digits, check digits."""
    narrow = re.sub(r"\s", "", raw)
    found = re.fullmatch("([0-9]{3})-?([0-9]{1,13})-?([0-9]{2})", narrow)
    if not found:
        raise BadPayment(_("“{text}” is not an account number.").format(text=raw[:30]), _("Write it like 840-955845-10."),
                         "BAD_ACCOUNT")
    return proven_account(found[1] + found[2].rjust(13, "0") + found[3])


def tidy_amount(raw: str) -> str:
    """``1025.12`` or ``1025,12`` as the code has it: ``RSD1025,12``."""
    plain = re.sub(r"\s", "", raw).removeprefix("RSD").replace(",", ".")
    return "RSD" + _rules.two_decimals(_rules.amount(plain, places=2, most=15)).replace(".", ",")


def _build(inputs: Inputs) -> str:
    inputs = {"K": "PR", "V": "01", "C": "1", "SF": "289", **inputs}
    for name in inputs:
        if name not in _ORDER:
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
    _check(inputs)
    payload = "|".join(f"{name}:{inputs[name]}" for name in _ORDER if inputs.get(name))
    _read(payload)
    return payload


def _with_amount(payload: str, amount: str, reference: str) -> str:
    _rules.amount(amount, places=2)
    inputs = {**_read(payload), "I": "RSD" + _rules.two_decimals(amount).replace(".", ",")}
    if reference:
        inputs["S"] = reference.replace("|", " ")[:35]
    return _build(inputs)


SCHEME = Scheme(
    id="ips_rs", title=N_("IPS QR (Serbia)"), currency="RSD", issued_by="self",
    recognise=lambda payload: 2 * bool(re.match(r"K:(PR|PT|PK|EK)\|", payload)), read=_read, build=_build,
    amend=lambda _payload, inputs: _build(inputs), with_amount=_with_amount,
    payee=lambda payload: str(_read(payload)["R"]), account=lambda inputs: str(inputs["R"]),
    tidy={"account": tidy_account, "R": tidy_account, "amount": tidy_amount},
    fields=(
        Field("R", N_("Account number"), example="840-955845-10", tidy="account"),
        Field("N", N_("Name of the payee"), example="Čigra doo", hint=N_("At most 70 letters"))),
    color="#0958A6", icon="bank")
