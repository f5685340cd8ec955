"""Makes a Scheme out of what one EMV scheme adds to the core: its template, its names, its own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from producer_app.areas.payments.kinds import _emv, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Field, Inputs, Scheme, Standing
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import _


class Lay(Protocol):
    """Named parts as a flat code. ``at``: the number of the scheme's template, "" for its usual one. Checks nothing but names."""

    def __call__(self, inputs: Inputs, at: str) -> Flat: ...


def make(
    *,
    id: str,
    title: str,
    currency: str,
    parse: Callable[[str], Flat],
    say: Callable[[Flat], Inputs],
    lay: Lay,
    strict: Callable[[Flat], None],
    recognise: Callable[[Flat], int],
    find: Callable[[Flat], str],
    payee: Callable[[Inputs], str],
    judge: Callable[[Inputs], None] = lambda _inputs: None,
    judged: tuple[str, ...] = (),
    account: Callable[[Inputs], str],
    issued_by: Literal["self", "provider"] = "provider",
    buildable: bool = True,
    carries_amount: bool = True,
    ask: Callable[[Flat, str, str], Flat] | None = None,
    tidy: Mapping[str, Callable[[str], str]] | None = None,
    fields: tuple[Field, ...] = (),
    standing: Standing = "account",
    cautions: Callable[[str, Inputs], list[str]] = lambda _payload, _inputs: [],
    one_time: Callable[[str, Inputs], bool] = lambda _payload, _inputs: False,
    color: str = "#1F2430",
    icon: str = "ph.qr-code",
    decimals: int | None = None,
) -> Scheme:
    """``parse``: payload to checked parts; ``say``: parts to names; ``lay``: names to parts; ``strict``: what a new code must keep
    besides; ``judge``: the same for named parts, when one of ``judged`` is new; ``find``: the template's number in given parts;
    ``ask``: parts, amount, reference to parts asking for a sum."""

    def sealed(flat: Flat) -> str:
        payload = _emv.write(flat)
        parse(payload)
        return payload

    def broken(flat: Flat) -> str:
        """The rule for new codes that these parts break; what a code broke when it came may stay."""
        try:
            strict(flat)
        except BadPayment as refusal:
            return refusal.code
        return ""

    def build(inputs: Inputs) -> str:
        if not buildable:
            raise _rules.issued_elsewhere(title)
        judge(inputs)
        flat = lay(inputs, "")
        strict(flat)
        if len(payload := sealed(flat)) > 512:
            raise _rules.bad(_("There is too much text for one code."), "TOO_LONG", _("Shorten the note or the name."))
        return payload

    def amend(payload: str, inputs: Inputs) -> str:
        base = parse(payload)
        said = say(base)
        if any(said.get(name) != inputs.get(name) for name in judged):
            judge(inputs)
        old, new = lay(said, find(base)), lay(inputs, find(base))
        if broken(new) not in ("", broken(old)):
            strict(new)
        changes = {path: new.get(path, "") for path in {**old, **new} if new.get(path) != old.get(path)}
        return sealed(_emv.with_parts(base, changes))

    def with_amount(payload: str, amount: str, reference: str) -> str:
        base = parse(payload)
        return sealed(ask(base, amount, reference) if ask else _emv.asking_for(base, amount))

    def careful(payload: str, inputs: Inputs) -> list[str]:
        found = cautions(payload, inputs)
        if payload[-4:] != payload[-4:].upper():
            found = [*found, _("Its check digits are written in small letters; some wallets refuse that.")]
        return found

    return Scheme(
        id=id, title=title, currency=currency, issued_by=issued_by,
        recognise=lambda payload: recognise(_emv.looks_like(payload)) if payload.startswith("0002") else 0,
        read=lambda payload: say(parse(payload)), build=build, again=lambda payload: _emv.write(parse(payload)), amend=amend,
        with_amount=with_amount if carries_amount else None, tidy=tidy or {}, fields=fields, payee=payee, account=account,
        standing=lambda _payload, _inputs: standing, cautions=careful, one_time=one_time, bytes_only=True, decimals=decimals,
        color=color, icon=icon)


def accounts(flat: Flat) -> str:
    """All merchant accounts of a code as one text: whom the money reaches, where the scheme names no single one."""
    return "\n".join(f"{path}={value.lower() if path.endswith('.00') else value}"
                     for path, value in sorted(flat.items()) if _emv.is_account(path))


def first(inputs: Inputs, *names: str) -> str:
    """The first of these parts that is there."""
    return next((str(inputs[name]) for name in names if inputs.get(name)), "")
