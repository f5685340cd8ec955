"""EPC QR code for SEPA transfers, Girocode. Source: European Payments Council, EPC069-12 v2.1 (3.0 keeps the fields)."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _lines, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

CHARSETS = {"1": "utf-8", "2": "iso8859-1", "3": "iso8859-2", "4": "iso8859-4", "5": "iso8859-5", "6": "iso8859-7",
            "7": "iso8859-10", "8": "iso8859-15"}
# Line by line; the amount line is currency and number together.
_NAMES = ("service", "version", "charset", "identification", "bic", "name", "iban", "amount", "purpose", "reference", "text",
          "information")
MOST_BYTES = 331


def _read(payload: str) -> Inputs:
    lines = _lines.split(payload)
    if lines[0] != "BCD":
        raise _rules.wrong_scheme("EPC")
    if len(lines) > len(_NAMES) or not lines[-1]:
        raise bad(_("The code has empty lines at its end or too many of them."), "BAD_LINES")
    if len(lines) < 7:
        raise bad(_("The code ends before its account number."), "MISSING_FIELD")
    inputs: Inputs = {name: line for name, line in zip(_NAMES, lines, strict=False) if line}
    if "amount" in inputs:
        line = lines[7]
        if not line.startswith("EUR"):
            raise bad(_("An EPC code is in euros only."), "BAD_CURRENCY")
        inputs |= {"currency": "EUR", "amount": line[3:]}
    _check(inputs)
    _fits(payload, inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    def word(name: str) -> str:
        return _lines.one_line(_rules.word(inputs, name), name)

    if word("service") != "BCD" or word("identification") != "SCT":
        raise _rules.wrong_scheme("EPC")
    if word("version") not in ("001", "002"):
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    if word("charset") not in CHARSETS:
        raise bad(_("The code names an alphabet that is not known."), "BAD_CHARSET")
    if word("bic"):
        _rules.proven_bic(word("bic"))
    elif word("version") == "001":
        raise bad(_("The bank code (BIC) is missing in the code."), "MISSING_FIELD")
    if not word("name").strip():
        raise _rules.missing(_("name"))
    _rules.within(word("name"), 70, _("name"), "NAME_TOO_LONG")
    if not word("iban"):
        raise _rules.missing(_("account number (IBAN)"))
    _rules.proven_iban(word("iban"))
    if word("amount"):
        _rules.amount(word("amount"), places=2, most=12)
        _rules.matching(word("amount"), r"[0-9]{1,9}(\.[0-9]{1,2})?", _("amount"), "BAD_AMOUNT")
    if word("currency") not in ("", "EUR"):
        raise bad(_("An EPC code is in euros only."), "BAD_CURRENCY")
    _rules.matching(word("purpose"), "[A-Z0-9]{0,4}", _("purpose"), "BAD_VALUE")
    if word("reference") and word("text"):
        raise bad(_("The code has a reference and a note at once."), "BAD_COMBINATION", _("Leave one of them out."))
    _rules.within(word("reference"), 35, _("reference"))
    if re.match("RF[0-9]{2}", word("reference")):
        _rules.proven_creditor_reference(word("reference"))
    _rules.within(word("text"), 140, _("note"))
    _rules.within(word("information"), 70, _("hint for the payer"))


def _fits(payload: str, inputs: Inputs) -> None:
    try:
        size = len(payload.encode(CHARSETS[_rules.word(inputs, "charset")]))
    except UnicodeEncodeError:
        raise bad(_("The code holds letters that its alphabet does not have."), "BAD_LETTERS",
                  _("Use alphabet 1 (UTF-8).")) from None
    if size > MOST_BYTES:
        raise bad(_("There is too much text for one code."), "TOO_LONG", _("Shorten the note or the name."))


def _build(inputs: Inputs) -> str:
    inputs = {"service": "BCD", "version": "002", "charset": "1", "identification": "SCT", **inputs}
    for name in inputs:
        if name not in (*_NAMES, "currency"):
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
    _check(inputs)
    amount = _rules.word(inputs, "amount")
    lines = [f"EUR{amount}" if name == "amount" and amount else _rules.word(inputs, name) for name in _NAMES]
    payload = "\n".join(lines).rstrip("\n")
    _fits(payload, inputs)
    return payload


def _amend(payload: str, inputs: Inputs) -> str:
    changed = _build(inputs)
    return changed.replace("\n", "\r\n") if "\r\n" in payload else changed


def _with_amount(payload: str, amount: str, reference: str) -> str:
    inputs = {**_read(payload), "amount": _rules.amount(amount, places=2), "currency": "EUR"}
    if reference and not inputs.get("reference"):
        inputs["text"] = reference[:140]
    return _amend(payload, inputs)


def _encoding(payload: str) -> str:
    return CHARSETS[str(_read(payload)["charset"])]


SCHEME = Scheme(
    id="epc", title=N_("SEPA transfer (EPC, Girocode)"), currency="EUR", issued_by="self",
    recognise=lambda payload: 2 * payload.startswith(("BCD\n", "BCD\r\n")), read=_read, build=_build, amend=_amend,
    with_amount=_with_amount, encoding=_encoding, payee=lambda payload: str(_read(payload)["iban"]),
    account=lambda inputs: str(inputs["iban"]),
    tidy={"iban": _rules.iban, "bic": lambda raw: _rules.proven_bic("".join(raw.split()).upper()),
          "name": lambda raw: _rules.within(" ".join(raw.split()), 70, _("name"), "NAME_TOO_LONG")},
    fields=(
        Field("name", N_("Name of the payee"), example="Hofladen Müller", tidy="name"),
        Field("iban", N_("Account number (IBAN)"), example="DE33 1002 0500 0001 1947 00", tidy="iban")),
    color="#0958A6", icon="bank")
