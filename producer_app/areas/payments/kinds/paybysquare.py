"""PAY by square, Slovakia: tab-separated fields, compressed. Source: Slovak Banking Association, by square specification 1.1."""

from __future__ import annotations

import lzma
import re
import zlib

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_FILTERS = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}]
_BEFORE = ("invoice_id", "count", "type", "amount", "currency", "due", "variable_symbol", "constant_symbol", "specific_symbol",
           "originator_reference", "note", "accounts")
_AFTER = ("standing_order", "direct_debit", "beneficiary", "street", "city")
_MOST_BYTES = 4096


def _fields(payload: str) -> list[str]:
    """The fields inside. Raises BadPayment: not such a code, damaged, or larger unpacked than any real one."""
    if not re.fullmatch("[0-9A-V]{30,900}", payload):
        raise _rules.wrong_scheme("PAY by square")
    bits = "".join(f"{_LETTERS.index(letter):05b}" for letter in payload)
    data = bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits) - 7, 8))
    kind, reserved, size = data[0], data[1], int.from_bytes(data[2:4], "little")
    if kind > 2 or reserved or size > _MOST_BYTES or size < 5:
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    try:
        plain = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_FILTERS).decompress(data[4:], max_length=size)
    except lzma.LZMAError:
        plain = b""
    if len(plain) != size or zlib.crc32(plain[4:]) != int.from_bytes(plain[:4], "little"):
        raise bad(_("The code is damaged: its check digits are wrong."), "BAD_CRC")
    try:
        return plain[4:].decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS") from None


def _read(payload: str) -> Inputs:
    fields = _fields(payload)
    if len(fields) < len(_BEFORE) or not re.fullmatch("[1-9]", fields[11]) or fields[1] != "1":
        raise bad(_("The code holds no single payment."), "BAD_TLV")
    count = int(fields[11])
    if len(fields) < 12 + 2 * count + 2:
        raise bad(_("The code is damaged: its parts do not fit together."), "BAD_TLV")
    inputs: Inputs = {name: value for name, value in zip(_BEFORE, fields, strict=False)
                      if value and name not in ("count", "accounts", "type")}
    inputs |= {name: value for name, value in zip(("iban", "bic"), fields[12:14], strict=True) if value}
    if count > 1:
        inputs["more_accounts"] = " ".join(fields[14:12 + 2 * count:2])
    rest = fields[12 + 2 * count:]
    inputs |= {name: value for name, value in zip(_AFTER, rest, strict=False)
               if value and name in ("beneficiary", "street", "city")}
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    _rules.proven_iban(_rules.needed(inputs, "iban", _("account number (IBAN)")))
    if inputs.get("bic"):
        _rules.proven_bic(_rules.word(inputs, "bic"))
    if inputs.get("amount"):
        _rules.amount(_rules.word(inputs, "amount"), places=2, most=15)
    _rules.matching(_rules.word(inputs, "currency"), "[A-Z]{3}", _("currency"), "BAD_CURRENCY")
    for name, most in (("variable_symbol", 10), ("constant_symbol", 4), ("specific_symbol", 10)):
        _rules.matching(_rules.word(inputs, name), f"[0-9]{{0,{most}}}", _("payment number"), "BAD_VALUE")
    _rules.within(_rules.word(inputs, "note"), 140, _("note"))
    _rules.within(_rules.word(inputs, "beneficiary"), 70, _("name"), "NAME_TOO_LONG")
    if any(c < " " for name in inputs for c in _rules.word(inputs, name)):
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")


def _build(inputs: Inputs) -> str:
    inputs = {"currency": "EUR", **inputs}
    known = {*_BEFORE, *_AFTER, "iban", "bic"} - {"count", "accounts", "type", "standing_order", "direct_debit"}
    for name in inputs:
        if name not in known:
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
    _check(inputs)
    fixed = {"count": "1", "type": "1", "accounts": "1", "standing_order": "0", "direct_debit": "0"}
    names = (*_BEFORE, "iban", "bic", *_AFTER)
    plain = "\t".join(fixed.get(name) or _rules.word(inputs, name) for name in names).encode("utf-8")
    plain = zlib.crc32(plain).to_bytes(4, "little") + plain
    data = b"\0\0" + len(plain).to_bytes(2, "little") + lzma.compress(plain, format=lzma.FORMAT_RAW, filters=_FILTERS)
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    payload = "".join(_LETTERS[int(bits[at:at + 5], 2)] for at in range(0, len(bits), 5))
    _read(payload)
    return payload


def _recognise(payload: str) -> int:
    if not re.fullmatch("00[0-9A-V]{28,900}", payload):
        return 0
    try:
        return 2 * bool(_fields(payload))
    except BadPayment:
        # Digits alone are more likely to be another number; letters up to V in this shape are a damaged code.
        return int(not payload.isdigit() and payload.startswith("000"))


def _with_amount(payload: str, amount: str, reference: str) -> str:
    inputs = {**_read(payload), "amount": _rules.amount(amount, places=2)}
    digits = re.sub("[^0-9]", "", reference)[-10:]
    if digits:
        inputs["variable_symbol"] = digits
    return _build(inputs)


SCHEME = Scheme(
    id="paybysquare", title=N_("PAY by square (Slovakia)"), currency="EUR", issued_by="self", recognise=_recognise, read=_read,
    build=_build, amend=lambda _payload, inputs: _build(inputs), with_amount=_with_amount,
    payee=lambda payload: f"{_read(payload)['iban']} {_read(payload).get('more_accounts', '')}",
    account=lambda inputs: str(inputs["iban"]),
    tidy={"iban": _rules.iban, "name": lambda raw: _rules.within(_rules.folded(raw), 70, _("name"))},
    fields=(
        Field("iban", N_("Account number (IBAN)"), example="SK45 2358 5719 4613 8236 8397", tidy="iban"),
        Field("beneficiary", N_("Name of the payee"), example="Med od Anny", tidy="name")),
    color="#0958A6", icon="bank")
