"""MNB QR, Hungary, superseded by qvik in September 2024: read for what is still about. Source: MNB, QR code guideline."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _lines, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_NAMES = ("kind", "version", "charset", "bic", "name", "iban", "amount", "valid_until", "purpose", "message", "shop_id",
          "device_id", "invoice_id", "customer_id", "credit_id", "loyalty_id", "nav_id")
_MOMENT = r"20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])([0-5][0-9]){2}\+[12]"


def _read(payload: str) -> Inputs:
    lines = _lines.split(payload)
    if lines[0] not in ("HCT", "RTP"):
        raise _rules.wrong_scheme("MNB")
    if len(lines) != len(_NAMES) + 1 or lines[-1]:
        raise bad(_("The code must have 17 lines, each with a break at its end."), "BAD_LINES")
    inputs: Inputs = {name: line for name, line in zip(_NAMES, lines, strict=False) if line}
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    def word(name: str) -> str:
        return _lines.one_line(_rules.word(inputs, name), name)

    if word("kind") not in ("HCT", "RTP") or word("version") != "001" or word("charset") != "1":
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    _rules.matching(word("bic"), "[A-Z]{6}[A-Z0-9]{5}", _("bank code (BIC)"), "BAD_BIC")
    _rules.within(_rules.needed(inputs, "name", _("name")), 70, _("name"), "NAME_TOO_LONG")
    if not word("iban").startswith("HU"):
        raise bad(_("The account must be a Hungarian one."), "BAD_IBAN")
    _rules.proven_iban(word("iban"))
    if word("amount"):
        _rules.matching(word("amount"), "HUF[1-9][0-9]{0,11}", _("amount"), "BAD_AMOUNT", _("Write it like HUF500."))
    _rules.matching(word("valid_until"), _MOMENT, _("last moment"), "BAD_DATE")
    _rules.matching(word("purpose"), "([A-Z0-9]{4})?", _("purpose"), "BAD_VALUE")
    _rules.within(word("message"), 70, _("note"))
    for name in _NAMES[10:]:
        _rules.within(word(name), 35, _("number"))


def _build(inputs: Inputs) -> str:
    inputs = {"kind": "HCT", "version": "001", "charset": "1", **inputs}
    for name in inputs:
        if name not in _NAMES:
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
    _check(inputs)
    return "".join(f"{_rules.word(inputs, name)}\n" for name in _NAMES)


SCHEME = Scheme(
    id="mnb", title=N_("MNB QR (Hungary)"), currency="HUF", issued_by="self",
    recognise=lambda payload: 2 * bool(re.match(r"(HCT|RTP)\r?\n", payload)), read=_read, build=_build,
    amend=lambda _payload, inputs: _build(inputs), account=lambda inputs: str(inputs["iban"]),
    payee=lambda payload: str(_read(payload)["iban"]), one_time=lambda _payload, _inputs: True, decimals=0,
    cautions=lambda _payload, _inputs: [_("This kind of code is no longer used since September 2024.")],
    tidy={"iban": _rules.iban}, color="#155D34", icon="bank")
