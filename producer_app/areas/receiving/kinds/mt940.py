"""SWIFT's customer statement MT940, as banks outside China give it in files ending with .sta, .940 or .txt.

Credits are money in; a reversal of a credit (RC) takes back the credit it names, a reversal of a debit (RD) is no buyer's money.
Each statement must add up: opening balance and rows give the closing balance, else the file is refused whole. A row has no
number that is sure to be its own, so its key is made of all it says, its references among it.
Source: SWIFT Standards MT, Category 9, MT 940 (fields 20, 25, 28C, 60a, 61, 86, 62a) and SWIFT character set x; subfields ?20 to
?33 of field 86: ZKA/DFÜ agreement, annex 3, section 8; the two-digit year turns at 80, as SWIFT's does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format, Said
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.money import Money
from producer_app.base.sheet import Refusal, moment

MOST_ROWS = 200_000
MOST_TEXT = 2_000
YEAR_TURNS = 80
_FIELD = re.compile(r"^:(\d{2}[A-Z]?):(.*)$", re.ASCII)
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,14},\d{0,3})", re.ASCII)
# Value date, booking day, mark, funds code (third letter of the currency), amount, kind, reference, the bank's own reference.
_ROW = re.compile(r"(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\d{1,14},\d{0,3})([A-Z][A-Z0-9]{3})?(.*)", re.ASCII)
_PART = re.compile(r"\?(\d{2})([^?]*)")
# What SEPA banks write inside the purpose, one after the other without a gap, and what others write between slashes.
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|PURP)\+")
_SLASHED = re.compile(r"/(NAME|REMI|EREF|IBAN|BIC|CSID|MARF|ADDR|ORDP|BENM|TRTP|PREF|RTRN|PURP|ID)/")
_SIGNS = {"C": 1, "D": -1, "RC": -1, "RD": 1}
NOTHING = ("NONREF", "NOTPROVIDED", "NOREF")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: its tag, its lines, and the line of the file it begins on."""

    tag: str
    lines: tuple[str, ...]
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a statement. ``mark``: C, D, RC, RD, EC or ED; ``references``: of the customer and of the bank."""

    day: str
    mark: str
    amount: Money
    references: tuple[str, ...]
    said: str
    row: int


def document(data: bytes) -> bool:
    """Whether bytes are such a statement: its first field, and an opening balance."""
    head = data[:20_000]
    return bool(re.search(rb"(?m)^(?:\xef\xbb\xbf)?:20:", head)) and bool(re.search(rb"(?m)^:60[FM]:[CD]\d{6}[A-Z]{3}", head))


def understand(file: str, data: bytes) -> Said:
    """Every row of all statements in a file. Raises BadFile: broken, or a statement that does not add up."""
    credits: list[tuple[_Row, Coming]] = []
    aside: Counter[str] = Counter()
    refused: list[Refusal] = []
    backs: list[_Row] = []
    count = 0
    for statement in dict.fromkeys(_statements(_text(data))):  # the same statement twice in a file counts once
        rows, wrong = _rows(file, statement)
        count += len(statement)
        if count > MOST_ROWS:
            raise _broken(file)
        refused += wrong
        if not wrong:
            _check_sum(file, statement, rows)
        for row, told in rows:
            kind = {"D": "out", "RD": "refund", "EC": "pending", "ED": "out", "RC": "back"}.get(row.mark)
            if kind == "back":
                backs.append(row)
            elif kind:
                aside[kind] += 1
            else:
                credits.append((row, _coming(row, told)))
    return Said(tuple(bills.once(_taken_back(credits, backs, aside))), dict(aside), tuple(refused))


# ---------------------------------------------------------------- fields
def _text(data: bytes) -> str:
    """SWIFT's letters are ASCII; banks write names in UTF-8 or Latin-1 all the same."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _statements(text: str) -> Iterator[tuple[_Field, ...]]:
    """The fields of each statement; the frame of the network round them ({1:...}{4:) is passed over."""
    fields: list[_Field] = []
    tag, lines, begun = "", list[str](), 0

    def close() -> None:
        if tag:
            fields.append(_Field(tag, tuple(lines), begun))

    for number, line in enumerate(text.splitlines(), 1):
        line = line.rstrip()
        found = _FIELD.match(line)
        if found:
            close()
            if found[1] == "20" and fields:
                yield tuple(fields)
                fields = []
            tag, lines, begun = found[1], [found[2]], number
        elif line in ("-", "-}") or line.startswith(("{1:", "-}{")):
            close()
            tag, lines = "", []
        elif tag and line:
            lines.append(line)
    close()
    if fields:
        yield tuple(fields)


def _rows(file: str, statement: tuple[_Field, ...]) -> tuple[list[tuple[_Row, _Field | None]], list[Refusal]]:
    """The rows of a statement, each with the field 86 behind it; those that cannot be read."""
    currency = _balance(file, statement, "60F", "60M").currency
    rows: list[tuple[_Row, _Field | None]] = []
    wrong: list[Refusal] = []
    for place, one in enumerate(statement):
        if one.tag != "61":
            continue
        told = statement[place + 1] if place + 1 < len(statement) and statement[place + 1].tag == "86" else None
        try:
            rows.append((_row(one, currency), told))
        except ShopError as error:
            wrong.append(Refusal(file, one.row, ":61:", one.lines[0][:80], error.message))
    return rows, wrong


def _row(told: _Field, currency: str) -> _Row:
    found = _ROW.fullmatch(told.lines[0])
    if found is None:
        raise ShopError(_("This row is not as a bank writes it."))
    value, booked, mark, funds, amount, _kind, rest = found.groups()
    if funds and funds != currency[2]:
        raise ShopError(_("The row is in another currency than its statement."))
    own, _slashes, bank = rest.partition("//")
    references = tuple(one.strip() for one in (own, bank) if one.strip() and one.strip() not in NOTHING)
    return _Row(_day(value, booked or ""), mark, _money(amount, currency), references, " ".join(told.lines[1:]), told.row)


def _money(text: str, currency: str) -> Money:
    """An amount with its decimal comma, which always stands there: ``12,50``, ``12,``."""
    return Money.parse(text.replace(",", ".").removesuffix("."), currency)


def _day(value: str, booked: str) -> str:
    """The booking day where it is told, ISO; its year is that of the value date, or the next to it over New Year."""
    year = int(value[:2]) + (1900 if int(value[:2]) >= YEAR_TURNS else 2000)
    try:
        day = date(year, int(value[2:4]), int(value[4:6]))
        if booked:
            day = min(_near(day, int(booked[:2]), int(booked[2:])), key=lambda one: abs((one - day).days))
        moment(day.isoformat(), zone=bills.BEIJING)  # a day that no statement of ours can be of is none
    except ValueError:
        raise ShopError(_("“{text}” is not a date.").format(text=f"{value} {booked}".strip())) from None
    return day.isoformat()


def _near(day: date, month: int, of_month: int) -> list[date]:
    """A day of the year in the years round another day; 29 February is not in each. Raises ValueError: in none of them."""
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            found.append(date(year, month, of_month))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"no day: {month}-{of_month}")
    return found


# ---------------------------------------------------------------- balances
def _balance(file: str, statement: tuple[_Field, ...], *tags: str) -> Money:
    line = next((one.lines[0].strip() for one in statement if one.tag in tags), "")
    found = _BALANCE.fullmatch(line)
    if found is None:
        raise _broken(file)
    try:
        amount = _money(found[4], found[3])
    except ShopError as error:
        raise _broken(file) from error
    return amount if found[1] == "C" else -amount


def _check_sum(file: str, statement: tuple[_Field, ...], rows: list[tuple[_Row, _Field | None]]) -> None:
    opening, closing = _balance(file, statement, "60F", "60M"), _balance(file, statement, "62F", "62M")
    if closing.currency != opening.currency:
        raise _broken(file)
    end = opening.minor + sum(_SIGNS.get(row.mark, 0) * row.amount.minor for row, _told in rows)
    if end != closing.minor:
        raise BadFile(_("{file} does not add up: its rows lead from {opening} to {sum}, but it ends with {closing}.").format(
            file=isolate(file), opening=opening.shown(), sum=Money(end, opening.currency).shown(), closing=closing.shown()),
            _("A row is missing or was changed. Take the file from the bank again."), "NOT_SUM")


def _broken(file: str) -> BadFile:
    return BadFile(_("{file} is broken or not a bank statement.").format(file=isolate(file)), _("Export it again."), "BROKEN")


# ---------------------------------------------------------------- what a row says
def _coming(row: _Row, told: _Field | None) -> Coming:
    payer, note = _told("\n".join(told.lines)[:MOST_TEXT]) if told else ("", "")
    note = " · ".join(dict.fromkeys(filter(None, (note or row.said, *row.references[:1]))))
    return Coming(bills.made_number(row.day, row.amount.minor, row.amount.currency, payer, note, *row.references),
                  moment(row.day, zone=bills.BEIJING)[1], False, row.amount, Money(0, row.amount.currency), payer[:300], note[:300],
                  row.row)


def _told(text: str) -> tuple[str, str]:
    """Who paid, and what for, out of a field 86.

    >>> _told("166?00GUTSCHRIFT?20EREF+NOTPROVIDED?21SVWZ+H0001 Rose?22 jam?32ANNA ?33MUSTER")
    ('ANNA MUSTER', 'H0001 Rose jam')
    >>> _told("/NAME/Anna Muster/REMI/USTD//H0002/EREF/X1")
    ('Anna Muster', 'H0002')
    """
    joined = text.replace("\n", "")
    if re.match(r"\d{3}\?\d\d", joined) or joined.startswith("?"):
        parts = _PART.findall(joined)
        purpose = "".join(said for number, said in parts if number[0] == "2" or "60" <= number <= "63")
        return _spaced("".join(said for number, said in parts if number in ("32", "33"))), _spaced(_purpose(purpose))
    found = list(_SLASHED.finditer(joined))
    if found:
        ends = [one.start() for one in found[1:]] + [len(joined)]
        said = {one[1]: joined[one.end():end] for one, end in zip(found, ends, strict=True)}
        note = said.get("REMI", "").removeprefix("USTD/").strip("/")
        return _spaced(said.get("NAME", "").strip("/")), _spaced(note)
    return "", _spaced(text)


def _purpose(text: str) -> str:
    """The words of a SEPA purpose; the end-to-end reference where there are none; another purpose whole."""
    found = list(_SEPA.finditer(text))
    if not found:
        return text
    ends = [one.start() for one in found[1:]] + [len(text)]
    said = {one[1]: text[one.end():end].strip() for one, end in zip(found, ends, strict=True)}
    return said.get("SVWZ") or next((one for one in (said.get("EREF", ""), text[:found[0].start()]) if one not in NOTHING), "")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _taken_back(credits: list[tuple[_Row, Coming]], backs: list[_Row], aside: Counter[str]) -> list[Coming]:
    """Credits that the bank reversed, with what went back; a reversal of a credit that is not in the file is money paid out."""
    comings = [coming for _row, coming in credits]
    standing: dict[tuple[tuple[str, ...], int], list[int]] = {}
    for place, (row, coming) in enumerate(credits):
        standing.setdefault((row.references[:1], coming.amount.minor), []).append(place)
    for back in backs:
        places = standing.get((back.references[:1], back.amount.minor)) if back.references else None
        if places:
            place = places.pop(0)
            comings[place] = replace(comings[place], returned=back.amount)
        else:
            aside["out"] += 1
    return comings


STATEMENT = Format(
    name="mt940", title=N_("Bank statement (MT940)"), wallet="", likeness=lambda _headers: 0,
    understand=lambda _records: Said(()), document=document, understand_document=understand,
    source="SWIFT Standards MT, Category 9, MT 940")
