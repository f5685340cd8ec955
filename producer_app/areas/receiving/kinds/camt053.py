"""ISO 20022 bank-to-customer statement (camt.053, versions 02 to 12), as many banks outside China give it.

Booked credit entries are money in; a reversal is not; an entry that gathers several transfers is taken apart where each tells
its amount. The key is the bank's own reference (AcctSvcrRef), else one made of what the entry says. Document types and
entities are refused, nothing is fetched, depth and letters are counted.
Source: ISO 20022 camt.053.001.02 and .08, elements Stmt/Ntry, NtryDtls/TxDtls; example file in the documentation of public
converters (apify.com/hardreset83/camt-to-mt940-converter), seen 2026.
"""

from __future__ import annotations

from xml.parsers import expat

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format, Said
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.money import Money
from producer_app.base.sheet import Refusal, moment

MOST_DEPTH = 60
MOST_TEXT = 10_000
MOST_ENTRIES = 200_000
_NAMES = ("Ntry/NtryDtls/TxDtls/RltdPties/Dbtr/Nm", "Ntry/NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm",
          "Ntry/NtryDtls/TxDtls/RltdPties/UltmtDbtr/Nm")
_NOTES = ("Ntry/NtryDtls/TxDtls/RmtInf/Ustrd", "Ntry/NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref",
          "Ntry/NtryDtls/TxDtls/Refs/EndToEndId", "Ntry/AddtlNtryInf")
_AMOUNTS = ("Ntry/NtryDtls/TxDtls/Amt", "Ntry/NtryDtls/TxDtls/AmtDtls/TxAmt/Amt")
_DETAIL = "Ntry/NtryDtls/TxDtls"
Told = dict[str, list[tuple[str, str]]]


class _Entries:
    """Gathers the texts of each Ntry by their path: ``head`` once, ``details`` once a transfer."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.path: list[str] = []
        self.attributes: list[str] = []
        self.parts: list[str] = []
        self.letters = 0
        self.found: list[tuple[Told, list[Told]]] = []
        self.head: Told = {}
        self.details: list[Told] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self.path.append(name)
        self.attributes.append(attributes.get("Ccy", ""))
        self.parts, self.letters = [], 0
        if len(self.path) > MOST_DEPTH:
            raise broken(self.file)
        if name == "Ntry":
            self.head, self.details = {}, []
        elif self._inside() == _DETAIL:
            self.details.append({})

    def _inside(self) -> str:
        return "/".join(self.path[self.path.index("Ntry"):]) if "Ntry" in self.path else ""

    def text(self, text: str) -> None:
        self.letters += len(text)
        if self.letters <= MOST_TEXT:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        where, said = self._inside(), "".join(self.parts).strip()
        if where and said:
            into = self.details[-1] if self.details and where.startswith(_DETAIL + "/") else self.head
            into.setdefault(where, []).append((said, self.attributes[-1]))
        self.parts = []
        if tag.rpartition(" ")[2] == "Ntry":
            self.found.append((self.head, self.details))
            if len(self.found) > MOST_ENTRIES:
                raise broken(self.file)
        self.path.pop()
        self.attributes.pop()


def broken(file: str) -> BadFile:
    """The refusal of a file that is no such statement."""
    return BadFile(_("{file} is broken or not a bank statement.").format(file=isolate(file)), _("Export it again."), "BROKEN")


def document(data: bytes) -> bool:
    """Whether bytes are such a statement: a document of marks, and its name in it."""
    return data[:5].lstrip(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and b"BkToCstmrStmt" in data[:20_000]


def understand(file: str, data: bytes) -> Said:
    """Every entry of a statement. Raises BadFile: broken, or with parts that such a file never has."""
    entries = _Entries(file)
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_parts: object) -> None:
        raise broken(file)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = entries.start, entries.end
    parser.CharacterDataHandler = entries.text
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise broken(file) from error
    comings: list[Coming] = []
    aside: dict[str, int] = {}
    refused: list[Refusal] = []
    for row, (head, details) in enumerate(entries.found, 1):
        try:
            said = _entry(head, details, row)
        except ShopError as error:
            refused.append(Refusal(file, row, "Ntry", _first(head, "Ntry/Amt")[0][:80], error.message))
        else:
            if isinstance(said, str):
                aside[said] = aside.get(said, 0) + 1
            else:
                comings += said
    return Said(tuple(bills.once(comings)), aside, tuple(refused))


def _first(told: Told, *paths: str) -> tuple[str, str]:
    return next((told[path][0] for path in paths if path in told), ("", ""))


def _entry(head: Told, details: list[Told], row: int) -> list[Coming] | str:
    if _first(head, "Ntry/CdtDbtInd")[0] != "CRDT":
        return "out"
    if _first(head, "Ntry/RvslInd")[0] in ("true", "1"):
        return "refund"
    if _first(head, "Ntry/Sts/Cd", "Ntry/Sts")[0] == "PDNG":
        return "pending"
    amount = _money(*_first(head, "Ntry/Amt"))
    at, exact = _when(head)
    shares = [_money(*_first(one, *_AMOUNTS)) for one in details if _first(one, *_AMOUNTS)[0]]
    whole = len(details) > 1 and len(shares) == len(details) and sum(s.minor for s in shares) == amount.minor
    made = []
    parts = list(zip(shares, details, strict=True)) if whole else [(amount, details[0] if details else {})]
    for place, (share, told) in enumerate(parts):
        payer, note = _first(told, *_NAMES)[0], " · ".join(
            text for path in _NOTES for text, _unit in [*told.get(path, []), *head.get(path, [])] if text != "NOTPROVIDED")
        reference = _first(told, f"{_DETAIL}/Refs/AcctSvcrRef")[0] if whole else _first(
            head, "Ntry/AcctSvcrRef")[0] or _first(told, f"{_DETAIL}/Refs/AcctSvcrRef")[0]
        if not reference:
            reference = bills.made_number(at, share.minor, payer, note, _first(head, "Ntry/AcctSvcrRef", "Ntry/NtryRef")[0], place)
        made.append(Coming(reference[:80], at, exact, share, Money(0, share.currency), payer[:300], note[:300], row))
    return made


def _money(text: str, currency: str) -> Money:
    if len(currency) != 3 or not currency.isascii() or not currency.isupper():
        raise ShopError(_("“{text}” is not a currency.").format(text=currency[:10]))
    return Money.parse(text, currency)


def _when(head: Told) -> tuple[str, bool]:
    text = _first(head, "Ntry/BookgDt/DtTm", "Ntry/BookgDt/Dt", "Ntry/ValDt/DtTm", "Ntry/ValDt/Dt")[0]
    try:
        return moment(text, zone=0 if ":" in text else bills.BEIJING)[1], ":" in text
    except ValueError:
        raise ShopError(_("“{text}” is not a date.").format(text=text[:40])) from None


STATEMENT = Format(
    name="camt053", title=N_("Bank statement (ISO 20022)"), wallet="", likeness=lambda _headers: 0,
    understand=lambda _records: Said(()), document=document,
    understand_document=understand, source="ISO 20022 camt.053.001.02")
