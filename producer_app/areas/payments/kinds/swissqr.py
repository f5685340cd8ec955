"""Swiss QR-bill. Source: SIX, Swiss Implementation Guidelines for the QR-bill v2.3 (in force from 21 November 2025)."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _lines, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_PARTY = ("adr", "name", "street", "no", "zip", "town", "country")
_NAMES = ("qr_type", "version", "coding", "iban", *(f"cr_{p}" for p in _PARTY), *(f"uc_{p}" for p in _PARTY), "amount", "currency",
          *(f"ud_{p}" for p in _PARTY), "ref_type", "reference", "message", "trailer", "billing", "alt1", "alt2")
MUST_LINES = 31
MOST_LETTERS = 997
_MOST = {"name": 70, "street": 70, "no": 16, "zip": 16, "town": 35}
NOT_FOR_PAYMENT = ("DO NOT USE FOR PAYMENT", "NICHT ZUR ZAHLUNG VERWENDEN", "NE PAS UTILISER POUR LE PAIEMENT",
                   "NON UTILIZZARE PER IL PAGAMENTO")


def _read(payload: str) -> Inputs:
    """Tolerates breaks after the last filled element, as older scanners wanted them."""
    lines = _lines.split(payload)
    while len(lines) > MUST_LINES and not lines[-1]:
        lines.pop()
    if lines[0] != "SPC":
        raise _rules.wrong_scheme("QR-bill")
    if not MUST_LINES <= len(lines) <= len(_NAMES):
        raise bad(_("The code has {count} lines, it must have 31 to 34.").format(count=len(lines)), "BAD_LINES")
    if len("\n".join(lines)) > MOST_LETTERS:
        raise bad(_("There is too much text for one code."), "TOO_LONG")
    inputs: Inputs = {name: line for name, line in zip(_NAMES, lines, strict=False) if line}
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    def word(name: str) -> str:
        return _lines.one_line(_rules.word(inputs, name), name)

    for name in inputs:
        _letters(word(name))
    if (word("qr_type"), word("coding"), word("trailer")) != ("SPC", "1", "EPD"):
        raise _rules.wrong_scheme("QR-bill")
    if not re.fullmatch("02[0-9]{2}", word("version")):
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    _account(word("iban"))
    _party(inputs, "cr")
    if any(word(f"uc_{part}") for part in _PARTY):
        raise bad(_("The part for a last receiver must stay empty."), "BAD_COMBINATION")
    if any(word(f"ud_{part}") for part in _PARTY):
        _party(inputs, "ud")
    if word("currency") not in ("CHF", "EUR"):
        raise bad(_("A QR-bill is in francs or euros only."), "BAD_CURRENCY")
    _amount(word("amount"), word("message"))
    _reference(word("ref_type"), word("reference"), word("iban"))
    _rules.within(word("message") + word("billing"), 140, _("note"))
    if word("billing") and not word("billing").startswith("//"):
        raise bad(_("The bill's own data must begin with //."), "BAD_VALUE")
    for name in ("alt1", "alt2"):
        _rules.within(word(name), 100, _("other procedure"))
    if word("alt2") and not word("alt1"):
        raise bad(_("The code has a second other procedure and no first one."), "BAD_COMBINATION")


def _letters(text: str) -> None:
    """Latin letters of Europe, the euro sign, S and T with comma below."""
    for letter in text:
        if not (" " <= letter <= "~" or "\xa0" <= letter <= "\u017f" or letter in "ȘșȚț€"):
            raise bad(_("The code holds the letter {letter}, which a QR-bill cannot have.").format(letter=letter), "BAD_LETTERS",
                      _("Write it in plain Latin letters without marks."))


def _account(iban: str) -> None:
    if not iban:
        raise _rules.missing(_("account number (IBAN)"))
    _rules.proven_iban(iban)
    if iban[:2] not in ("CH", "LI") or len(iban) != 21:
        raise bad(_("A QR-bill needs an account in Switzerland or Liechtenstein."), "BAD_IBAN")


def _party(inputs: Inputs, who: str) -> None:
    kind = _rules.word(inputs, f"{who}_adr")
    if kind != "S":
        raise bad(_("The address must be of the structured kind (S)."), "BAD_ADDRESS_TYPE")
    for part, words in (("name", _("name")), ("zip", _("postal code")), ("town", _("town")), ("country", _("country"))):
        _rules.needed(inputs, f"{who}_{part}", words)
    for part, most in _MOST.items():
        _rules.within(_rules.word(inputs, f"{who}_{part}"), most, part, "NAME_TOO_LONG" if part == "name" else "TOO_LONG")
    _rules.matching(_rules.word(inputs, f"{who}_country"), "[A-Z]{2}", _("country"), "BAD_VALUE")


def _amount(text: str, message: str) -> None:
    if text == "0.00":
        if message not in NOT_FOR_PAYMENT:
            raise bad(_("The amount is zero."), "BAD_AMOUNT", _("Leave it out, or write how much is to be paid."))
    elif text:
        _rules.matching(text, r"(0|[1-9][0-9]{0,8})\.[0-9]{2}", _("amount"), "BAD_AMOUNT", _("Write a number like 38.00."))


def _reference(kind: str, reference: str, iban: str) -> None:
    qr_iban = 30000 <= int(iban[4:9]) <= 31999 if iban[4:9].isdigit() else False
    if kind not in ("QRR", "SCOR", "NON"):
        raise bad(_("The code names a kind of reference that is not known."), "BAD_REFERENCE")
    if (kind == "QRR") != qr_iban:
        raise bad(_("This kind of reference does not go with this account."), "BAD_COMBINATION")
    if kind == "QRR":
        proven_qrr(reference)
    elif kind == "SCOR":
        _rules.proven_creditor_reference(reference)
    elif reference:
        raise bad(_("The code says it has no reference and has one."), "BAD_COMBINATION")


def proven_qrr(text: str) -> str:
    """A QR reference: 27 digits, the last one a check digit. Source: SIX, annex B, modulo 10 recursive."""
    from stdnum.ch import esr

    if not re.fullmatch("[0-9]{27}", text) or not text.strip("0") or not esr.is_valid(text):
        raise BadPayment(_("The payment reference has a wrong digit."), _("Copy it again from the bill."), "BAD_REFERENCE")
    return text


def _build(inputs: Inputs) -> str:
    inputs = {"qr_type": "SPC", "version": "0200", "coding": "1", "cr_adr": "S", "currency": "CHF", "trailer": "EPD", **inputs}
    if not inputs.get("ref_type"):
        inputs["ref_type"] = "NON"
    for name in inputs:
        if name not in _NAMES:
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
    _check(inputs)
    lines = [_rules.word(inputs, name) for name in _NAMES]
    while len(lines) > MUST_LINES and not lines[-1]:
        lines.pop()
    payload = "\n".join(lines)
    if len(payload) > MOST_LETTERS:
        raise bad(_("There is too much text for one code."), "TOO_LONG", _("Shorten the note or the name."))
    return payload


def _amend(payload: str, inputs: Inputs) -> str:
    changed = _build(inputs)
    return changed.replace("\n", "\r\n") if "\r\n" in payload else changed


def _with_amount(payload: str, amount: str, reference: str) -> str:
    _rules.amount(amount, places=2)
    inputs = {**_read(payload), "amount": _rules.two_decimals(amount)}
    if reference and not inputs.get("message"):
        inputs["message"] = reference[:140]
    return _amend(payload, inputs)


def _tidy_iban(raw: str) -> str:
    found = _rules.iban(raw)
    _account(found)
    return found


def _tidy_reference(raw: str) -> str:
    bare = "".join(raw.split()).upper()
    return _rules.proven_creditor_reference(bare) if bare.startswith("RF") else proven_qrr(_rules.digits_only(raw))


SCHEME = Scheme(
    id="swissqr", title=N_("Swiss QR-bill"), currency="", issued_by="self",
    recognise=lambda payload: 2 * payload.startswith(("SPC\n", "SPC\r\n")), read=_read, build=_build, amend=_amend,
    with_amount=_with_amount, payee=lambda payload: str(_read(payload)["iban"]), account=lambda inputs: str(inputs["iban"]),
    tidy={"iban": _tidy_iban, "qrr": lambda raw: proven_qrr(_rules.digits_only(raw)),
          "scor": lambda raw: _rules.proven_creditor_reference("".join(raw.split()).upper()),
          "reference": _tidy_reference},
    fields=(
        Field("iban", N_("Account number (IBAN)"), example="CH58 0079 1123 0008 8901 2", tidy="iban"),
        Field("cr_name", N_("Name of the payee"), example="Hofladen Huber"),
        Field("cr_zip", N_("Postal code"), example="3001"), Field("cr_town", N_("Town"), example="Bern"),
        Field("cr_country", N_("Country, two letters"), example="CH")),
    color="#9B1020", icon="bank")
