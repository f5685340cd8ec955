"""PIX, Brazil. Source: Banco Central do Brasil, Manual de Padroes para Iniciacao do Pix, and Manual do BR Code."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _emv, _emv_scheme, _rules
from producer_app.areas.payments.kinds._emv import Flat
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

GUID = "br.gov.bcb.pix"
_COMMON = {**_emv.COMMON, "62.05": "txid"}
_EVP = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY_SHAPES = {"cpf": "[0-9]{11}", "cnpj": "[0-9A-Z]{12}[0-9]{2}", "phone": r"\+[1-9][0-9]{9,14}", "evp": f"(?i:{_EVP})",
               "email": r"[^@\s]+@[^@\s]+\.[^@\s]+"}


def _names(at: str) -> dict[str, str]:
    return {f"{at}.01": "key", f"{at}.02": "info", f"{at}.03": "fss", f"{at}.25": "url", **_COMMON, "80.25": "rec_url"}


def _find(flat: Flat) -> str:
    return _emv.template(flat, GUID)


def _parse(payload: str) -> Flat:
    flat = _emv.read(payload)
    at = _find(flat)
    recurring = flat.get("80.00", "").lower() == GUID and "80.25" in flat
    if not at:
        raise _rules.wrong_scheme("PIX")
    _emv.require(flat, "52", "53", "58", "59", "60")
    if flat["53"] != "986":
        raise bad(_("A PIX code is in reais only."), "BAD_CURRENCY")
    key, url = flat.get(f"{at}.01", ""), flat.get(f"{at}.25", "")
    if key and url:
        raise bad(_("The code names a key and an address at once."), "BAD_COMBINATION")
    if not (key or url or recurring):
        raise _rules.missing(_("PIX key"))
    if key:
        key_type(key)
    return flat


def key_type(key: str) -> str:
    """What kind of PIX key a text is by its shape. Eleven digits count as CPF. Raises BadPayment: BAD_KEY."""
    for kind, shape in _KEY_SHAPES.items():
        if len(key) <= 77 and re.fullmatch(shape, key):
            return kind
    raise bad(_("The PIX key is not written as it should be."), "BAD_KEY")


def _proven(key: str, kind: str) -> bool:
    if kind == "cpf":
        from stdnum.br import cpf

        return len(set(key)) > 1 and cpf.is_valid(key)
    if kind == "cnpj":
        from stdnum.br import cnpj

        return len(set(key)) > 1 and cnpj.is_valid(key)
    return True


def _say(flat: Flat) -> Inputs:
    inputs = _emv.values(flat, _names(_find(flat)))
    if "key" in inputs:
        key = _rules.word(inputs, "key")
        inputs["key_type"] = key_type(key)
        if not _proven(key, key_type(key)):
            inputs["key_check"] = "bad"
    return inputs


def _lay(inputs: Inputs, at: str) -> Flat:
    if not at:
        inputs = {"mcc": "0000", "currency": "BRL", "country": "BR", "txid": "***", **inputs}
    number = at or "26"
    flat = _emv.parts(inputs, _names(number), also=("key_type", "key_check"))
    flat[f"{number}.00"] = GUID
    if "80.25" in flat:
        flat["80.00"] = GUID
    return _emv.in_order(flat)


def _strict_key(inputs: Inputs) -> None:
    """A new code names its key's kind, and the key is wholly right: a wrong guess pays a stranger."""
    key, kind = _rules.word(inputs, "key"), _rules.word(inputs, "key_type")
    if not key:
        return
    if not kind:
        if re.fullmatch("[0-9]{11}", key):
            raise BadPayment(_("These digits may be a CPF or a phone."), _("Choose which of the two they are."), "AMBIGUOUS_KEY")
        kind = key_type(key)
    if kind not in _KEY_SHAPES:
        raise BadPayment(_("“{kind}” is not a kind of PIX key.").format(kind=kind[:20]), _("Choose one from the list."), "BAD_KEY")
    key_of_kind(key, kind)


def key_of_kind(key: str, kind: str) -> str:
    """The key as carried, when it is one of this kind. Raises BadPayment: BAD_CPF, BAD_CNPJ, BAD_KEY."""
    shape = {"phone": r"\+55[1-9][1-9][0-9]{8,9}", "evp": _EVP,
             "email": r"[a-z0-9.!#$&'*+/=?^_`{|}~%-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}"}.get(kind, _KEY_SHAPES[kind])
    code = {"cpf": "BAD_CPF", "cnpj": "BAD_CNPJ"}.get(kind, "BAD_KEY")
    if not re.fullmatch(shape, key) or len(key) > 77 or not _proven(key, kind):
        raise BadPayment(_("The PIX key has a mistake."), _("Compare it with your bank's page, letter by letter."), code)
    return key


def _strict(flat: Flat) -> None:
    _emv.plain_parts(flat)
    at = _find(flat)
    for path, words in (("59", _("name")), ("60", _("city"))):
        if not flat.get(path, "").strip():
            raise _rules.missing(words)
    if not re.fullmatch(r"[A-Za-z0-9]{1,25}|\*\*\*", flat.get("62.05", "***")):
        raise BadPayment(_("The order number for PIX holds letters and digits only."), _("Leave out blanks and dashes."),
                         "BAD_TXID")
    if flat.get("53") != "986":
        raise BadPayment(_("A PIX code is in reais only."), _("Write BRL."), "BAD_CURRENCY")
    if f"{at}.03" in flat:
        _rules.matching(flat[f"{at}.03"], "[0-9]{8}", _("withdrawal agent"), "BAD_VALUE")
    for path in (f"{at}.25", "80.25"):
        if path in flat:
            _rules.matching(flat[path], r"(?!https?:)[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:[0-9]+)?/[!-~]+", _("address"), "BAD_URL",
                            _("Leave out “https://”."))
            _rules.within(flat[path], 77, _("address"))


def _ask(flat: Flat, amount: str, reference: str) -> Flat:
    at = _find(flat)
    if f"{at}.01" not in flat:
        raise BadPayment(_("This PIX code takes its amount from the bank."), _("Ask the bank for a code with this amount."),
                         "NO_AMOUNT_HERE")
    txid = re.sub("[^A-Za-z0-9]", "", reference)[:25]
    flat = _emv.asking_for(flat, amount, dynamic=False)
    return _emv.with_parts(flat, {"62.05": txid}) if txid else flat


def _tidy_cpf(raw: str) -> str:
    return key_of_kind(_rules.digits_only(raw), "cpf")


def _tidy_cnpj(raw: str) -> str:
    return key_of_kind(re.sub(r"[\s./\-]", "", raw).upper(), "cnpj")


def _tidy_phone(raw: str) -> str:
    """Brazilian numbers with or without +55 and the 0 of trunk calls."""
    digits = _rules.digits_only(raw)
    if not digits.startswith("+"):
        digits = digits.lstrip("0")
        digits = "+" + digits if len(digits) in (12, 13) and digits.startswith("55") else "+55" + digits
    return key_of_kind(digits, "phone")


def _cautions(payload: str, inputs: Inputs) -> list[str]:
    found = []
    if inputs.get("key_check") == "bad":
        found.append(_("The check digits of its key are wrong."))
    if not re.fullmatch(r"[A-Za-z0-9]{1,25}|\*\*\*", str(inputs.get("txid", "***"))):
        found.append(_("Its order number is written in an old way."))
    return found


SCHEME = _emv_scheme.make(
    id="pix", title=N_("PIX (Brazil)"), currency="BRL", issued_by="self", parse=_parse, say=_say, lay=_lay, strict=_strict,
    judge=_strict_key, judged=("key", "key_type"), recognise=lambda flat: 2 * bool(_find(flat)), find=_find, ask=_ask,
    varying=lambda flat: (f"{_find(flat)}.02", f"{_find(flat)}.03"),
    account=lambda inputs: _emv_scheme.first(inputs, "key", "url", "rec_url"),
    cautions=_cautions, one_time=lambda _payload, inputs: "url" in inputs or "rec_url" in inputs,
    tidy={"cpf": _tidy_cpf, "cnpj": _tidy_cnpj, "phone": _tidy_phone,
          "email": lambda raw: key_of_kind(raw.strip().lower(), "email"),
          "evp": lambda raw: key_of_kind(raw.strip().lower(), "evp"),
          "txid": lambda raw: _rules.within(re.sub(r"[\s./_-]", "", _rules.folded(raw)), 25, _("order number")),
          "name": lambda raw: _rules.within(_rules.folded(raw), 25, _("name"), "NAME_TOO_LONG"),
          "city": lambda raw: _rules.within(_rules.folded(raw), 15, _("city"), "CITY_TOO_LONG")},
    fields=(
        Field("key_type", N_("Kind of key"), choices={
            "cpf": N_("CPF"), "cnpj": N_("CNPJ"), "phone": N_("phone"), "email": N_("e-mail"), "evp": N_("random key")}),
        Field("key", N_("PIX key"), example="529.982.247-25", tidied_by="key_type"),
        Field("name", N_("Name of the payee"), example="MARIA DO MEL", tidy="name", hint=N_("Latin letters, at most 25")),
        Field("city", N_("City"), example="CARUARU", tidy="city", hint=N_("Latin letters, at most 15"))),
    color="#0F766E", icon="currency-circle-dollar")
