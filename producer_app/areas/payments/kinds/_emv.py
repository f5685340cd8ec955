"""The core of all EMV codes: data objects, checksum, the fields every scheme shares; schemes add their own template.

A code is kept flat: ``{"00": "01", "26.00": "br.gov.bcb.pix", "26.01": key, ..., "59": name}`` in the order it came,
so that unknown objects stay and a part is changed by walking objects, never by searching text.
Source: EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode, v1.1 (November 2020).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from producer_app.areas.payments.kinds import _currencies, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _

Flat = dict[str, str]
NONE: frozenset[str] = frozenset()
Names = Mapping[str, str]

INITIATION = {"11": "static", "12": "dynamic"}
COMMON: Names = {
    "52": "mcc", "54": "amount", "55": "tip", "56": "fee_fixed", "57": "fee_percent", "58": "country", "59": "name", "60": "city",
    "61": "postal_code", "62.01": "bill_number", "62.02": "mobile", "62.03": "store_label", "62.04": "loyalty_number",
    "62.05": "reference", "62.06": "customer_label", "62.07": "terminal_label", "62.08": "purpose", "62.09": "consumer_data",
    "62.10": "tax_id", "62.11": "channel", "64.00": "lang", "64.01": "name_alt", "64.02": "city_alt"}
_MOST = {"59": 25, "60": 15, "61": 10, "64.01": 25, "64.02": 15, "62.10": 20,
         **{f"62.{n:02}": 25 for n in range(1, 9)}}
_SHAPES = {
    "52": "[0-9]{4}", "53": "[0-9]{3}", "58": "[A-Z]{2}", "55": "0[123]", "64.00": "[A-Za-z]{2}", "62.11": "[0-9A-Za-z]{3}",
    "62.09": "(?!.*(.).*\\1)[AME]{1,3}", "57": "(?!0?0(\\.0{1,2})?$)[0-9]{1,2}(\\.[0-9]{1,2})?"}
# Names of the numbers, for refusals.
_WORDS = {"52": N_("merchant category"), "53": N_("currency"), "58": N_("country"), "59": N_("name"), "60": N_("city")}


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE over the UTF-8 bytes, four upper-case hexadecimal digits.

    >>> crc("123456789")
    '29B1'
    """
    register = 0xFFFF
    for byte in text.encode("utf-8"):
        register ^= byte << 8
        for _bit in range(8):
            register = ((register << 1) ^ 0x1021 if register & 0x8000 else register << 1) & 0xFFFF
    return f"{register:04X}"


def objects(text: str) -> list[tuple[str, str]]:
    """The row of data objects in a text; lengths count characters.

    Raises BadPayment: BAD_TLV where it is not one, DUPLICATE_ID where a number stands twice on one level.
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        head = text[at:at + 4]
        if len(head) < 4 or not (head.isascii() and head.isdigit()) or head[2:] == "00":
            raise _broken()
        value = text[at + 4:at + 4 + int(head[2:])]
        if len(value) < int(head[2:]):
            raise _broken()
        if any(head[:2] == number for number, _value in found):
            raise bad(_("The code names part {number} twice.").format(number=head[:2]), "DUPLICATE_ID")
        found.append((head[:2], value))
        at += 4 + len(value)
    if not found:
        raise _broken()
    return found


def _broken() -> BadPayment:
    return bad(_("The code is damaged: its parts do not fit together."), "BAD_TLV")


def is_template(number: str) -> bool:
    """Whether a root object holds objects of its own."""
    return 26 <= int(number) <= 51 or number in ("62", "64") or int(number) >= 80


def flatten(pairs: Iterable[tuple[str, str]], *, primitives: frozenset[str], inside: str = "") -> Flat:
    """Paths to values, templates taken apart. ``primitives``: templates of the standard that a scheme uses as plain text."""
    flat: Flat = {}
    for number, value in pairs:
        if is_template(number) and number not in primitives:
            for sub, part in objects(value):
                flat[f"{number}.{sub}"] = part
        else:
            flat[number] = value
    return flat


def looks_like(payload: str) -> Flat:
    """The parts of something shaped like an EMV code, checksum or not; empty for anything else. For recognising only."""
    if not payload.startswith(("000201", "000202")):
        return {}
    flat: Flat = {}
    at = 0
    while at + 4 <= len(payload):
        head = payload[at:at + 4]
        if not (head.isascii() and head.isdigit()):
            break
        value = payload[at + 4:at + 4 + int(head[2:])]
        try:
            if is_template(head[:2]):
                flat |= {f"{head[:2]}.{sub}": part for sub, part in objects(value)}
            else:
                flat[head[:2]] = value
        except BadPayment:
            flat |= {f"{head[:2]}.00": value[4:4 + int(value[2:4])]} if value[:2] == "00" and value[2:4].isdigit() else {}
        at += 4 + int(head[2:])
    return flat


def read(
    payload: str, *, versions: Collection[str] = ("01",), primitives: frozenset[str] = NONE, long: frozenset[str] = NONE,
) -> Flat:
    """The parts of a code, without its checksum, which must be right and last. Lower-case checksums are in use: taken.

    ``primitives``: templates that hold plain text here; ``long``: parts that are longer in use than the standard has it.
    Raises BadPayment: BAD_TLV, DUPLICATE_ID, BAD_ORDER, BAD_CRC, BAD_VALUE.
    """
    if any(c < " " or c == "\x7f" for c in payload):
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")
    pairs = objects(payload)
    if pairs[0][0] != "00":
        raise bad(_("The code does not begin as a payment code does."), "BAD_ORDER")
    if pairs[-1][0] != "63" or len(pairs[-1][1]) != 4:
        raise bad(_("The code does not end with its check digits."), "BAD_TLV")
    if crc(payload[:-4]) != pairs[-1][1].upper():
        raise bad(_("The code is damaged: its check digits are wrong."), "BAD_CRC")
    if pairs[0][1] not in versions:
        raise bad(_("The code is of a version that is not known here."), "BAD_VERSION")
    flat = flatten(pairs[:-1], primitives=primitives)
    check(flat, long=long)
    return flat


def write(flat: Flat) -> str:
    """The code for these parts, checksum added. Raises BadPayment: a part or a template is empty or over 99 characters."""
    roots: dict[str, list[tuple[str, str]]] = {}
    for path, value in flat.items():
        number, _dot, sub = path.partition(".")
        roots.setdefault(number, []).append((sub, value))
    text = ""
    for number, parts in roots.items():
        inner = parts[0][1] if not parts[0][0] else "".join(_object(sub, value) for sub, value in parts)
        text += _object(number, inner)
    text += "6304"
    return text + crc(text)


def _object(number: str, value: str) -> str:
    if not 1 <= len(value) <= 99:
        raise BadPayment(_("There is too much text for one code."), _("Shorten the note or the name."), "TOO_LONG")
    return f"{number}{len(value):02}{value}"


def check(flat: Flat, *, long: frozenset[str] = NONE) -> None:
    """The rules of the standard for whatever is there. What must be there is the scheme's matter."""
    for path, value in flat.items():
        if path in _SHAPES and not re.fullmatch(_SHAPES[path], value):
            raise bad(_("Part {number} of the code is not written as it should be.").format(number=path), "BAD_VALUE")
        if len(value) > _MOST.get(path, 99) and path not in long:
            code = {"59": "NAME_TOO_LONG", "60": "CITY_TOO_LONG"}.get(path, "TOO_LONG")
            raise bad(_("Part {number} of the code is too long.").format(number=path), code)
        if path.endswith(".00") and path[:2] not in ("62", "64") and int(path[:2]) < 80 and len(value) > 32:
            raise bad(_("Part {number} of the code is too long.").format(number=path), "TOO_LONG")
    if flat.get("01", "11") not in INITIATION:
        raise bad(_("Part {number} of the code is not written as it should be.").format(number="01"), "BAD_VALUE")
    places = _rules.decimals(_currencies.LETTERS.get(flat.get("53", ""), ""))
    for path in ("54", "56"):
        if path in flat:
            _rules.amount(flat[path], places=places)
    if ("56" in flat) != (flat.get("55") == "02") or ("57" in flat) != (flat.get("55") == "03"):
        raise bad(_("The code's tip and its kind do not fit together."), "BAD_COMBINATION")


def require(flat: Flat, *paths: str) -> None:
    """Raises BadPayment where one of these parts is missing."""
    for path in paths:
        if path not in flat:
            raise bad(_("Part {number} is missing in the code.").format(number=path), "MISSING_FIELD")


def template(flat: Flat, *names: str, within: range = range(26, 52)) -> str:
    """The number of the template with one of these names (in either case), "" for none."""
    wanted = {name.lower() for name in names}
    for path, value in flat.items():
        if path.endswith(".00") and len(path) == 5 and int(path[:2]) in within and value.lower() in wanted:
            return path[:2]
    return ""


def accounts_named(flat: Flat) -> None:
    """Every template of merchant accounts says whose it is (00). Raises BadPayment."""
    for path in flat:
        if "." in path and 26 <= int(path[:2]) <= 51 and f"{path[:2]}.00" not in flat:
            raise bad(_("Part {number} is missing in the code.").format(number=f"{path[:2]}.00"), "MISSING_FIELD")


def is_account(path: str) -> bool:
    """Whether a part tells whom the money reaches."""
    return 2 <= int(path[:2]) <= 51


def values(flat: Flat, names: Names) -> Inputs:
    """The parts under their names, currency as letters."""
    inputs: Inputs = {}
    if "01" in flat:
        inputs["initiation"] = INITIATION[flat["01"]]
    if "53" in flat:
        inputs["currency"] = _currencies.LETTERS.get(flat["53"], flat["53"])
    for path, name in names.items():
        if path in flat:
            inputs[name] = flat[path]
    return inputs


def parts(inputs: Inputs, names: Names, *, also: Iterable[str] = ()) -> Flat:
    """The flat code for named parts, in rising order of numbers. ``also``: names that the scheme turns into parts itself.

    Raises BadPayment: a name that means nothing here, a value that is no text.
    """
    known = {"initiation", "currency", *names.values(), *also}
    for name in inputs:
        if name not in known:
            raise BadPayment(_("“{name}” has no place in this code.").format(name=name), _("Leave it out."), "UNKNOWN_FIELD")
    flat: Flat = {"00": "01"}
    initiation = _rules.word(inputs, "initiation")
    if initiation:
        numbers = {words: number for number, words in INITIATION.items()}
        if initiation not in numbers:
            raise BadPayment(_("“{text}” is neither static nor dynamic.").format(text=initiation[:20]), _("Choose one."),
                             "BAD_VALUE")
        flat["01"] = numbers[initiation]
    currency = _rules.word(inputs, "currency")
    if currency:
        if currency not in _currencies.NUMBERS and not re.fullmatch("[0-9]{3}", currency):
            raise BadPayment(_("“{text}” is not a currency.").format(text=currency[:20]), _("Write three letters."), "BAD_CURRENCY")
        flat["53"] = _currencies.NUMBERS.get(currency, currency)
    for path, name in names.items():
        value = _rules.word(inputs, name)
        if value:
            flat[path] = value
    return in_order(flat)


def in_order(flat: Flat) -> Flat:
    """The parts in rising order of their numbers."""
    return dict(sorted(flat.items()))


def plain_parts(flat: Flat) -> None:
    """Outside the templates for other scripts all letters are plain Latin ones. Raises BadPayment: BAD_LETTERS."""
    for path, value in flat.items():
        if path[:2] not in ("62", "64") and int(path[:2]) < 80:
            _rules.plain(value, _(_WORDS[path]) if path in _WORDS else _("text"))


def with_parts(flat: Flat, changes: Mapping[str, str]) -> Flat:
    """The parts with some set ("" takes one out); what was there keeps its place, what is new goes where its number falls."""
    changed = {path: changes.get(path, value) for path, value in flat.items()}
    changed = {path: value for path, value in changed.items() if value}
    for path, value in changes.items():
        if value and path not in changed:
            changed = _inserted(changed, path, value)
    return changed


def _inserted(flat: Flat, path: str, value: str) -> Flat:
    """A new part after the last one of its template with a smaller number, else before the first root that is larger."""
    items = list(flat.items())
    family = [n for n, (other, _value) in enumerate(items) if other[:2] == path[:2]]
    if family:
        at = next((n for n in family if items[n][0] > path), family[-1] + 1)
    else:
        at = next((n for n, (other, _value) in enumerate(items) if other[:2] > path[:2] and n > 0), len(items))
        while 0 < at < len(items) and items[at][0][:2] == items[at - 1][0][:2]:
            at += 1
    items.insert(at, (path, value))
    return dict(items)


def asking_for(flat: Flat, amount: str, *, dynamic: bool = True) -> Flat:
    """The code with an amount in 54; 01 turns from static to dynamic where it stands. Raises BadPayment: BAD_AMOUNT."""
    places = _rules.decimals(_currencies.LETTERS.get(flat.get("53", ""), ""))
    changes = {"54": _rules.amount(amount, places=places)}
    if dynamic and flat.get("01") == "11":
        changes["01"] = "12"
    return with_parts(flat, changes)
