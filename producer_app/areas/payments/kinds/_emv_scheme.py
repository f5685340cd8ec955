"""Makes a Scheme out of what one EMV scheme adds to the core: its template, its names, its own rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
    varying: Callable[[Flat], Collection[str]] = lambda _flat: (),
    judge: Callable[[Inputs], None] = lambda _inputs: None,
    judged: tuple[str, ...] = (),
    account: Callable[[Inputs], str],
    issued_by: Literal["self", "provider"] = "provider",
    buildable: bool = True,
    carries_amount: bool = True,
    changeable: Callable[[Flat], bool] = lambda _flat: True,
    ask: Callable[[Flat, str, str], Flat] | None = None,
    tidy: Mapping[str, Callable[[str], str]] | None = None,
    fields: tuple[Field, ...] = (),
    standing: Standing = "account",
    cautions: Callable[[str, Inputs], list[str]] = lambda _payload, _inputs: [],
    one_time: Callable[[str, Inputs], bool] = lambda _payload, _inputs: False,
    color: str = "#1F2430",
    icon: str = "qr-code",
    decimals: int | None = None,
) -> Scheme:
    """``parse``: payload to checked parts; ``say``: parts to names; ``lay``: names to parts; ``strict``: what a new code must keep
    besides; ``judge``: the same for named parts, when one of ``judged`` is new; ``find``: the template's number in given parts;
    ``varying``: parts of the accounts that differ from payment to payment; ``ask``: parts, amount, reference to parts asking
    for a sum."""

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

    def open_for_change(payload: str) -> Flat:
        base = parse(payload)
        if not changeable(base):
            raise BadPayment(_("This code carries its provider's seal and cannot be changed."),
                             _("Use it as it is, or ask for a new one."), "NOT_CHANGEABLE")
        return base

    def amend(payload: str, inputs: Inputs) -> str:
        base = open_for_change(payload)
        said = say(base)
        if any(said.get(name) != inputs.get(name) for name in judged):
            judge(inputs)
        old, new = lay(said, find(base)), lay(inputs, find(base))
        if broken(new) not in ("", broken(old)):
            strict(new)
        changes = {path: new.get(path, "") for path in {**old, **new} if new.get(path) != old.get(path)}
        return sealed(_emv.with_parts(base, changes))

    def with_amount(payload: str, amount: str, reference: str) -> str:
        base = open_for_change(payload)
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
        with_amount=with_amount if carries_amount else None, tidy=tidy or {}, fields=fields, account=account,
        payee=lambda payload: accounts(parse(payload), varying),
        standing=lambda _payload, _inputs: standing, cautions=careful, one_time=one_time, bytes_only=True, decimals=decimals,
        color=color, icon=icon)


def accounts(flat: Flat, varying: Callable[[Flat], Collection[str]]) -> str:
    """All accounts and templates of a code as one text: whom the money reaches. A second account beside the known one counts,
    because a wallet may choose it."""
    left_out = set(varying(flat))
    return "\n".join(f"{path}={value.lower() if path.endswith('.00') else value}" for path, value in sorted(flat.items())
                     if (_emv.is_account(path) or int(path[:2]) >= 80) and path not in left_out)


def first(inputs: Inputs, *names: str) -> str:
    """The first of these parts that is there."""
    return next((str(inputs[name]) for name in names if inputs.get(name)), "")


def provided(
    *, id: str, title: str, currency: str, number: str, recognise: Callable[[Flat], int], names: Callable[[Flat], _emv.Names],
    also: Callable[[Flat], None] = lambda _flat: None, must: tuple[str, ...] = ("52", "53", "58", "59", "60"),
    versions: tuple[str, ...] = ("01",), primitives: frozenset[str] = _emv.NONE, long: frozenset[str] = _emv.NONE,
    account: tuple[str, ...] = (), varying: Callable[[Flat], Collection[str]] = lambda _flat: (),
    carries_amount: bool = False, cautions: Callable[[str, Inputs], list[str]] = lambda _p, _i: [],
    color: str = "#1F2430", icon: str = "qr-code", decimals: int | None = None,
) -> Scheme:
    """A scheme whose codes a bank or a register issues: read, checked, drawn anew as they are, never made up.

    ``number``: of the currency; ``names``: of the scheme's own parts in a code; ``also``: its further rules.
    """

    def parse(payload: str) -> Flat:
        flat = _emv.read(payload, versions=versions, primitives=primitives, long=long)
        if not recognise(flat):
            raise _rules.wrong_scheme(_(title))
        _emv.require(flat, *must)
        if flat.get("53", number) != number:
            raise _rules.bad(_("The currency of this code is not the one of its scheme."), "BAD_CURRENCY")
        also(flat)
        return flat

    def say(flat: Flat) -> Inputs:
        return _emv.values(flat, {**_emv.COMMON, **names(flat)})

    def lay(inputs: Inputs, at: str) -> Flat:
        own = dict(item.split("=", 1) for item in at.split("&") if item)
        return _emv.parts(inputs, {**_emv.COMMON, **own})

    return make(
        id=id, title=title, currency=currency, parse=parse, say=say, lay=lay, strict=lambda _flat: None, recognise=recognise,
        find=lambda flat: "&".join(f"{path}={name}" for path, name in names(flat).items()), buildable=False,
        varying=varying, account=lambda inputs: first(inputs, *account),
        standing="merchant", carries_amount=carries_amount, cautions=cautions, color=color, icon=icon, decimals=decimals)

