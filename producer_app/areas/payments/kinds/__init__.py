"""Every payment scheme is one file here with ``SCHEME = Scheme(...)``; this module finds them and asks the right one.

Files whose names begin with an underscore hold what several schemes share. Texts in, texts out; nothing is opened or fetched.
"""

from __future__ import annotations

import sys
from functools import cache

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.rows import PAYLOAD, Inputs, Reading, Scheme
from producer_app.base import discover
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import _

# What the largest QR code holds at the lowest level (ISO/IEC 18004, version 40-L, byte mode).
MOST_BYTES = 2953
# Number kinds that belong to no single scheme.
_COMMON_TIDY = {("iban", "iban"): _rules.iban}


@cache
def schemes() -> dict[str, Scheme]:
    """Every scheme by its id, in order of ids."""
    return {scheme.id: scheme for scheme in sorted(discover.kinds(sys.modules[__name__], "SCHEME"), key=lambda s: s.id)}


def scheme(scheme_id: str) -> Scheme:
    """One scheme. Raises BadPayment: not known here."""
    found = schemes().get(scheme_id)
    if found is None:
        raise BadPayment(_("“{name}” is not a payment scheme known here.").format(name=scheme_id[:30]),
                         _("Choose one of: {schemes}.").format(schemes=", ".join(schemes())), "UNKNOWN_SCHEME")
    return found


def recognised(payload: str) -> Scheme | None:
    """The most particular scheme that a text looks like, sound or not; None for a text that is no payment code."""
    likeness = {found.id: found.recognise(payload) for found in schemes().values()}
    best = max(likeness, key=lambda name: likeness[name])
    return schemes()[best] if likeness[best] else None


def checked_text(payload: str) -> str:
    """The text, when a code can hold it. Raises BadPayment: empty, too long, or with halves of letters."""
    try:
        size = len(payload.encode("utf-8"))
    except UnicodeEncodeError:
        raise _rules.bad(_("The code holds signs that no payment code has."), "BAD_LETTERS") from None
    if size > MOST_BYTES:
        raise _rules.bad(_("The text is too long for one code."), "TOO_LONG")
    if not size:
        raise _rules.bad(_("There is no code to read."), "EMPTY")
    return payload


def read(payload: str, scheme_id: str | None = None) -> Reading:
    """What a code says. Where ``build`` could not make the same code from the named parts, they hold the code itself as well.

    Raises BadPayment: no payment code, a payer's code, or one that breaks its scheme's rules.
    """
    checked_text(payload)
    found = scheme(scheme_id) if scheme_id else recognised(payload)
    if found is None:
        raise BadPayment(_("This is not a payment code known here."),
                         _("Use the code that your bank or wallet shows under “receive money”."), "NOT_PAYMENT")
    inputs = found.read(payload)
    if not _remade(found, inputs, payload):
        inputs[PAYLOAD] = payload
    return Reading(found, inputs)


def _remade(found: Scheme, inputs: Inputs, payload: str) -> bool:
    try:
        return found.build(inputs) == payload
    except BadPayment:
        return False


def build(scheme_id: str, inputs: Inputs) -> str:
    """The code for named parts. With the code itself among them, unknown parts are kept and unchanged parts are left alone.

    Raises BadPayment: a rule of the scheme is broken, a part is missing or has no place in it.
    """
    found = scheme(scheme_id)
    for name, value in inputs.items():
        if not isinstance(value, bool) and _rules.word(inputs, name):
            checked_text(f"{name}{value}")
    carried, given = _rules.word(inputs, PAYLOAD), _without_payload(inputs)
    if not carried:
        return found.build(given)
    if _without_payload(found.read(carried)) == given:
        return found.again(carried)
    return found.amend(carried, given)


def _without_payload(inputs: Inputs) -> Inputs:
    return {name: value for name, value in inputs.items() if name != PAYLOAD}


def with_amount(payload: str, amount: str, reference: str = "") -> str:
    """The same code asking for an amount. Raises BadPayment: the scheme cannot, or the amount is not one."""
    found = read(payload).scheme
    if found.with_amount is None:
        raise BadPayment(_("Codes of {scheme} carry no amount.").format(scheme=_(found.title)),
                         _("Show the amount beside the code."), "NO_AMOUNT_HERE")
    return found.with_amount(payload, amount, reference)


def tidy(scheme_id: str, kind: str, raw: str) -> str:
    """What a person typed, as the payload carries it. Raises BadPayment: it is not one, or could be two things."""
    if raw:
        checked_text(raw)
    common = _COMMON_TIDY.get((scheme_id, kind))
    if common:
        return common(raw)
    found = scheme(scheme_id)
    if kind not in found.tidy:
        raise BadPayment(_("“{kind}” is not a kind of number known to {scheme}.").format(kind=kind[:30], scheme=_(found.title)),
                         _("Choose one of: {kinds}.").format(kinds=", ".join(found.tidy)), "UNKNOWN_KIND")
    return found.tidy[kind](raw)


def typed(found: Scheme, values: dict[str, str]) -> Inputs:
    """The parts that a filled form stands for: each field tidied, fixed parts added, empty ones left out.

    Raises BadPayment: a field that must be filled is empty, or what stands in it is not what it should be.
    """
    inputs: Inputs = {}
    for field in found.fields:
        raw = field.fixed or values.get(field.name, "").strip()
        if not raw:
            if field.required:
                raise _rules.missing(_(field.label))
            continue
        kind = values.get(field.tidied_by, "") if field.tidied_by else field.tidy
        inputs[field.name] = tidy(found.id, kind, raw) if kind else raw
    return inputs
