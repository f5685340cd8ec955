"""UPI deep links, India. Source: NPCI, UPI Linking Specification v1.6 (November 2017)."""

from __future__ import annotations

import re
from urllib.parse import quote

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Field, Inputs, Scheme
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

_HEAD = "upi://pay?"
_ORDER = ("pa", "pn", "mc", "tid", "tr", "tn", "am", "mam", "cu", "url", "mode", "orgid", "purpose")
_VPA = r"[A-Za-z0-9._-]{1,255}@[A-Za-z0-9][A-Za-z0-9.-]{0,63}"


def _pairs(payload: str) -> list[tuple[str, str]]:
    """Parameters in order, each value as it stands in the link. Raises BadPayment: not such a link, or written wrongly."""
    if payload[:len(_HEAD)].lower() != _HEAD:
        raise _rules.wrong_scheme("UPI")
    if any(c < " " or c == "\x7f" for c in payload) or "#" in payload:
        raise bad(_("The link holds signs that must be escaped."), "BAD_ESCAPE")
    pairs: list[tuple[str, str]] = []
    for piece in payload[len(_HEAD):].split("&"):
        name, equals, value = piece.partition("=")
        if not equals or not re.fullmatch("[A-Za-z0-9_.-]+", name):
            raise bad(_("The link has a part without a name or a value."), "BAD_TLV")
        if any(name == other for other, _value in pairs):
            raise bad(_("The code names part {number} twice.").format(number=name), "DUPLICATE_ID")
        pairs.append((name, value))
    return pairs


def _read(payload: str) -> Inputs:
    inputs: Inputs = {name: _rules.unescaped(value) for name, value in _pairs(payload)}
    _check(inputs)
    return inputs


def _check(inputs: Inputs) -> None:
    """What holds for any link, new or met."""
    payee = _rules.needed(inputs, "pa", _("UPI address"))
    _rules.matching(payee, _VPA, _("UPI address"), "BAD_VPA", _("Write it like name@bank."))
    if inputs.get("cu", "INR") != "INR":
        raise bad(_("A UPI code is in rupees only."), "BAD_CURRENCY")
    if inputs.get("am"):
        _rules.amount(_rules.word(inputs, "am"), places=2, most=18)
    if inputs.get("mam") not in (None, "", "null"):
        _least(_rules.word(inputs, "mam"))
    if inputs.get("mc"):
        _rules.matching(_rules.word(inputs, "mc"), "[0-9]{4}", _("merchant category"), "BAD_VALUE")
    _rules.within(_rules.word(inputs, "tr"), 35, _("reference"))
    _rules.within(_rules.word(inputs, "pn"), 99, _("name"), "NAME_TOO_LONG")


def _least(text: str) -> None:
    """A lowest amount may be zero, which says the same as none."""
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{0,2})?", text):
        raise bad(_("“{text}” is not an amount.").format(text=text[:20]), "BAD_AMOUNT")


def _build(inputs: Inputs) -> str:
    for name in inputs:
        if not re.fullmatch("[A-Za-z0-9_.-]+", name):
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name[:20]), _("Leave it out."), "UNKNOWN_FIELD")
        _rules.unescaped(quote(_rules.word(inputs, name)))
    _check(inputs)
    _rules.needed(inputs, "pn", _("name"))
    _rules.within(_rules.word(inputs, "tn"), 50, _("note"))
    if "sign" in inputs:
        raise BadPayment(_("A signed code cannot be made here."), _("Use the code as its provider gave it."), "NOT_SELF_ISSUED")
    names = [name for name in _ORDER if name in inputs] + [name for name in inputs if name not in _ORDER]
    return _HEAD + "&".join(f"{name}={_escaped(_rules.word(inputs, name))}" for name in names if inputs[name])


def _escaped(value: str) -> str:
    """Blank is %20 and the at sign stays raw: some wallets fail on + and on %40."""
    return quote(value, safe="@:/-._~,")


def _amend(payload: str, inputs: Inputs) -> str:
    pairs = _pairs(payload)
    if any(name == "sign" for name, _value in pairs):
        raise BadPayment(_("A signed code cannot be changed."), _("Use the code as its provider gave it."), "NOT_CHANGEABLE")
    _check(inputs)
    known = {name for name, _value in pairs}
    kept = [(name, value if _rules.unescaped(value) == inputs[name] else _escaped(_rules.word(inputs, name)))
            for name, value in pairs if name in inputs]
    new = [(name, _escaped(_rules.word(inputs, name))) for name in inputs if name not in known]
    changed = payload[:len(_HEAD)] + "&".join(f"{name}={value}" for name, value in kept + new)
    _read(changed)
    return changed


def _with_amount(payload: str, amount: str, reference: str) -> str:
    _rules.amount(amount, places=2)
    inputs = _read(payload)
    inputs["am"] = _rules.two_decimals(amount)
    mark = re.sub("[^A-Za-z0-9-]", "", reference)[:35]
    if mark:
        inputs["tr"] = mark
        inputs["tn"] = mark
    return _amend(payload, inputs)


def _tidy_vpa(raw: str) -> str:
    return _rules.matching(re.sub(r"\s", "", raw), _VPA, _("UPI address"), "BAD_VPA", _("Write it like name@bank."))


def _tidy_amount(raw: str) -> str:
    return _rules.two_decimals(_rules.amount(raw.strip(), places=2))


def _cautions(_payload: str, inputs: Inputs) -> list[str]:
    found = []
    if inputs.get("am"):
        found.append(_("It asks for one fixed amount."))
    if inputs.get("tr"):
        found.append(_("It carries an order number: wallets may refuse it the second time."))
    return found


SCHEME = Scheme(
    id="upi", title=N_("UPI (India)"), currency="INR", issued_by="self",
    recognise=lambda payload: 2 * (payload[:len(_HEAD)].lower() == _HEAD),
    read=_read, build=_build, amend=_amend, with_amount=_with_amount, cautions=_cautions,
    payee=lambda payload: str(_read(payload)["pa"]).lower(), account=lambda inputs: str(inputs["pa"]).partition("@")[0],
    tidy={"vpa": _tidy_vpa, "pa": _tidy_vpa, "am": _tidy_amount, "amount": _tidy_amount,
          "pn": lambda raw: _rules.within(" ".join(raw.split()), 99, _("name"))},
    fields=(
        Field("pa", N_("UPI address"), example="gauri.dairy@oksbi", tidy="vpa"),
        Field("pn", N_("Name of the payee"), example="Gauri Dairy", tidy="pn"),
        Field("cu", "", fixed="INR")),
    color="#B45309", icon="device-mobile")
