"""MT940 as banks write it: every mark, every form of field 86, balances that must add up, letters and years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from producer_app.areas import receiving
from producer_app.areas.receiving.rows import Said
from producer_app.base.errors import BadFile
from tests.samples.statements import make

HEAD = ":20:940S260501\n:21:NONREF\n:25:NL20INGB0001234567\n:28C:121/1\n"


def said(folder: Path, text: str | bytes, name: str = "bank.sta") -> Said:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    source = receiving.read(path)
    assert source.format.name == "mt940"
    return source.said


def statement(*rows: str, opening: str = "C260501EUR100,00", closing: str = "C260502EUR100,00") -> str:
    return HEAD + f":60F:{opening}\n" + "\n".join(rows) + f"\n:62F:{closing}\n:64:{closing}\n:86:/SUM/1/1/\n-\n"


def test_each_mark_is_money_in_money_out_or_neither(tmp_path: Path) -> None:
    found = said(tmp_path, statement(
        ":61:2605010501C12,50NTRFH0001//B1", ":61:2605010501D2,NTRFNONREF//B2", ":61:2605010501RD7,5NTRFNONREF//B3",
        ":61:2605010501CR20,00NTRFH0002//B4", ":61:2605010501RCR20,00NTRFH0002//B5", ":61:2605010501DR1,00NCHGNONREF",
        ":61:2605010501RC3,00NTRFH0099//B6", closing="C260502EUR114,00"))
    assert [(one.amount.minor, one.returned.minor, one.note, one.exact) for one in found.comings] == [
        (1250, 0, "H0001", False), (2000, 2000, "H0002", False)]
    assert found.aside == {"out": 3, "refund": 1}, "two debits and a reversal of a credit that is not here"
    assert found.comings[0].amount.currency == "EUR"
    assert found.comings[0].row == 6, "as an editor counts lines"


@pytest.mark.parametrize(("told", "payer", "note"), [
    ("166?00GUTSCHRIFT?109211?20EREF+NOTPROVIDED?21KREF+NONREF?22SVWZ+H0001 Rose?23 jam?30COBADEFFXXX\n?31DE89370400440532013000"
     "?32ANNA MUSTER-?33MANN", "ANNA MUSTER-MANN", "H0001 Rose jam · X"),
    ("051?20Rechnung 17 vom 01.?2105.2026?60Teil 2?32Muster GmbH", "Muster GmbH", "Rechnung 17 vom 01.05.2026Teil 2 · X"),
    ("166?20EREF+H0007?32Anna", "Anna", "H0007 · X"),
    ("/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Jan Jansen/REMI/USTD//H0003\n jam/EREF/NOTPROVIDED", "Jan Jansen",
     "H0003 jam · X"),
    ("H0004 two jars\nfrom Anna", "", "H0004 two jars from Anna · X"),
])
def test_the_words_of_a_row_are_read_in_every_form(tmp_path: Path, told: str, payer: str, note: str) -> None:
    found = said(tmp_path, statement(":61:2605010501C12,50NTRFX", f":86:{told}", closing="C260502EUR112,50"))
    assert [(one.payer, one.note) for one in found.comings] == [(payer, note)]


def test_a_row_without_words_keeps_its_supplement_and_the_note_of_the_statement_is_not_its(tmp_path: Path) -> None:
    found = said(tmp_path, statement(":61:2605010501C12,50NTRFX//B1\nPAID AT THE STALL", closing="C260502EUR112,50"))
    assert [one.note for one in found.comings] == ["PAID AT THE STALL · X"]


@pytest.mark.parametrize(("row", "day"), [
    ("2605010502", "2026-05-02"), ("260501", "2026-05-01"), ("2601021230", "2025-12-30"), ("2512310102", "2026-01-02"),
    ("9912310103", "2000-01-03"), ("2402290229", "2024-02-29")])
def test_two_digits_are_a_year_and_the_booking_day_lies_near(tmp_path: Path, row: str, day: str) -> None:
    found = said(tmp_path, statement(f":61:{row}C12,50NTRFX", closing="C260502EUR112,50"))
    # Midnight in Beijing, in UTC.
    from datetime import date, timedelta

    assert found.comings[0].at.startswith(f"{date.fromisoformat(day) - timedelta(days=1)}T16:00")


def test_a_statement_that_does_not_add_up_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        said(tmp_path, statement(":61:2605010501C12,50NTRFX", closing="C260502EUR112,51"))
    assert refusal.value.code == "NOT_SUM"
    assert "112.50" in refusal.value.message
    assert "112.51" in refusal.value.message
    with pytest.raises(BadFile):
        said(tmp_path, statement(":61:2605010501C12,50NTRFX", opening="D260501EUR100,00", closing="C260502EUR112,50"))
    overdrawn = said(tmp_path, statement(":61:2605010501C12,50NTRFX", opening="D260501EUR100,00", closing="D260502EUR87,50"))
    assert len(overdrawn.comings) == 1


def test_a_row_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    found = said(tmp_path, statement(":61:2605010501C12,50NTRFX", ":61:2613410501C1,00NTRFX", ":61:8601010101C1,00NTRFX",
                                     ":61:rubbish",
                                     ":61:2605010501CX1,00NTRF", closing="C260502EUR112,50"))
    assert len(found.comings) == 1
    assert [one.row for one in found.refused] == [7, 8, 9, 10]


def test_pages_and_several_statements_are_read_and_the_same_one_twice_counts_once(tmp_path: Path) -> None:
    page = HEAD + ":60F:C260501EUR100,00\n:61:2605010501C1,00NTRFX\n:62M:C260501EUR101,00\n-\n"
    rest = HEAD.replace("121/1", "121/2") + ":60M:C260501EUR101,00\n:61:2605010501C1,00NTRFX\n:62F:C260502EUR102,00\n-\n"
    found = said(tmp_path, page + rest + page)
    assert [one.amount.minor for one in found.comings] == [100, 100]
    assert len({one.number for one in found.comings}) == 2, "equal rows are two payments"
    assert said(tmp_path, page + rest).comings == found.comings, "and keep their keys in another file"


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "买买提"), ("utf-8-sig", "阿依古丽"), ("latin-1", "Jürgen Müller")])
def test_names_stand_in_the_letters_of_the_bank(tmp_path: Path, encoding: str, name: str) -> None:
    text = statement(":61:2605010501C12,50NTRFX", f":86:166?20H0001?32{name}", closing="C260502EUR112,50")
    assert said(tmp_path, text.replace("\n", "\r\n").encode(encoding)).comings[0].payer == name


@pytest.mark.parametrize("text", [
    HEAD + ":60F:C260501EUR100,00\n:61:2605010501C12,50NTRFX\n", HEAD + ":60F:C260501EUR1.00\n:62F:C260501EUR1,00\n",
    HEAD + ":60F:C260501EUR1,00\n:62F:C260501USD1,00\n", HEAD + ":60F:C260501EUR1,00\n:62F:C260501EUR1,00\n",
    HEAD + ":60F:C260501EUR" + "9" * 40 + ",00\n:62F:C260501EUR1,00\n"])
def test_what_is_cut_or_empty_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.sta"
    path.write_text(text)
    with pytest.raises(BadFile):
        receiving.read(path)


def test_currencies_without_decimals_and_with_three(tmp_path: Path) -> None:
    assert said(tmp_path, statement(":61:260501C1200,NTRFX", opening="C260501JPY0,", closing="C260501JPY1200,")).comings[
        0].amount.minor == 1200
    assert said(tmp_path, statement(":61:260501C1,234NTRFX", opening="C260501KWD0,", closing="C260501KWD1,234")).comings[
        0].amount.minor == 1234


def test_another_reader_finds_the_same_rows(tmp_path: Path) -> None:
    mt940: Any = pytest.importorskip("mt940")
    data = make.every()["bank.sta"]
    theirs = mt940.parse(data.decode())
    ours = said(tmp_path, data)
    credits = sorted(int(one.data["amount"].amount * 100) for one in theirs if one.data["status"] == "C")
    assert sorted(one.amount.minor for one in ours.comings) == credits
    assert sum(one.data["status"] == "D" for one in theirs) == ours.aside["out"]
    assert sum(one.data["status"] == "RD" for one in theirs) == ours.aside["refund"]
