"""Bitcoin addresses as links: checked and passed through. Source: BIP21; addresses by BIP13, BIP173, BIP350."""

from __future__ import annotations

import re
from urllib.parse import quote

from producer_app.areas.payments.kinds import _checksums, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_HEAD = "bitcoin:"
_BECH32M = 0x2BC830A3


def _read(payload: str) -> Inputs:
    if payload[:len(_HEAD)].lower() != _HEAD:
        raise _rules.wrong_scheme("BIP21")
    address, _mark, query = payload[len(_HEAD):].partition("?")
    proven_address(address)
    inputs: Inputs = {"address": address}
    for piece in query.split("&") if query else []:
        name, _equals, value = piece.partition("=")
        if not name or name in inputs or not re.fullmatch("[A-Za-z0-9._-]+", name):
            raise bad(_("The code names part {number} twice.").format(number=name[:12]), "DUPLICATE_ID")
        inputs[name] = _rules.unescaped(value)
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    for name in inputs:
        if name.lower().startswith("req-"):
            raise bad(_("The code asks for something that is not known here."), "UNKNOWN_REQUIRED")
    if "amount" in inputs:
        _rules.amount(_rules.word(inputs, "amount"), places=8, most=17)


def proven_address(text: str) -> str:
    """An address whose checksum is right. Raises BadPayment: BAD_ADDRESS."""
    legacy = _checksums.base58check(text) if 26 <= len(text) <= 35 else None
    if legacy and len(legacy) == 21 and legacy[0] in (0x00, 0x05, 0x6F, 0xC4):
        return text
    segwit = _checksums.bech32(text) if 14 <= len(text) <= 90 else None
    if segwit and segwit[0] in ("bc", "tb", "bcrt") and segwit[1] and segwit[1][0] <= 16:
        wanted = 1 if segwit[1][0] == 0 else _BECH32M
        if segwit[2] == wanted:
            return text
    raise BadPayment(_("The address has a wrong letter."), _("Copy it again; never type it."), "BAD_ADDRESS")


def _build(inputs: Inputs) -> str:
    address = proven_address(_rules.needed(inputs, "address", _("address")))
    _check(inputs)
    query = []
    for name in inputs:
        if not re.fullmatch("[A-Za-z0-9._-]+", name):
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
        if name != "address" and _rules.word(inputs, name):
            query.append(f"{name}={quote(_rules.word(inputs, name), safe='-._~')}")
    payload = _HEAD + address + ("?" + "&".join(query) if query else "")
    _read(payload)
    return payload


SCHEME = Scheme(
    id="bip21", title=N_("Bitcoin address"), currency="BTC", issued_by="self",
    recognise=lambda payload: 2 * (payload[:len(_HEAD)].lower() == _HEAD), read=_read, build=_build,
    amend=lambda _payload, inputs: _build(inputs), payee=lambda payload: str(_read(payload)["address"]),
    account=lambda inputs: str(inputs["address"]), color="#7A4A00", icon="coin",
    tidy={"address": lambda raw: proven_address(raw.strip())})
