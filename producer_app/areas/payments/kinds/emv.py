"""Any EMV code of a scheme that has no file of its own. Source: EMVCo QRCPS-MPM v1.1 (November 2020)."""

from __future__ import annotations

from producer_app.areas.payments.kinds import _emv, _emv_scheme
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.rows import Inputs
from producer_app.base.i18n import N_

_MUST = ("52", "53", "58", "59", "60")


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    _emv.require(flat, *_MUST)
    _emv.accounts_named(flat)
    if not any(_emv.is_account(path) for path in flat):
        _emv.require(flat, "26")
    for number in {path[:2] for path in flat if "." in path and int(path[:2]) >= 80}:
        _emv.require(flat, f"{number}.00")
    if any(path.startswith("64.") for path in flat):
        _emv.require(flat, "64.00", "64.01")
    return flat


def _names(flat: Flat) -> dict[str, str]:
    accounts = {path: f"account_{path}" for path in flat if _emv.is_account(path)}
    return {**_emv.COMMON, **accounts}


def _say(flat: Flat) -> Inputs:
    return _emv.values(flat, _names(flat))


def _lay(inputs: Inputs, at: str) -> Flat:
    accounts = {name.removeprefix("account_"): name for name in inputs if _is_account_name(name)}
    return _emv.parts(inputs, {**_emv.COMMON, **accounts})


def _is_account_name(name: str) -> bool:
    path = name.removeprefix("account_")
    number, dot, sub = path.partition(".")
    return (path != name and len(number) == 2 and number.isascii() and number.isdigit() and 2 <= int(number) <= 51
            and _emv.is_template(number) == bool(dot) and (not dot or (len(sub) == 2 and sub.isascii() and sub.isdigit())))


SCHEME = _emv_scheme.make(
    id="emv", title=N_("EMV code"), currency="", parse=_parse, say=_say, lay=_lay, strict=_emv.plain_parts,
    recognise=lambda flat: int(bool(flat)), find=lambda flat: "",
    account=lambda inputs: next((str(v) for n, v in inputs.items() if n.startswith("account_") and not n.endswith(".00")), ""),
    standing="merchant", color="#1F2430", icon="qr-code")
