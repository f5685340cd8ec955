"""Cells read in short ways say the same as in the long ones, and what is read once is not mixed up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from producer_app.base.sheet import Record, Refused, Table, moment


def table(*rows: str) -> Table:
    return Table.of("a.csv", ["名称", "Count", "Note"], [(n, row.split("|")) for n, row in enumerate(rows, 2)])


@pytest.mark.parametrize("zone", [480, 345, 330, 0, -210, -300])
def test_a_moment_is_the_same_in_utc_whatever_the_zone(zone: int) -> None:
    at = datetime(2024, 2, 28, 0, 59, 59)
    for _step in range(60):
        at += timedelta(hours=13, minutes=7, seconds=1)
        utc = (at - timedelta(minutes=zone)).isoformat() + "Z"
        assert moment(at.isoformat(sep=" "), zone=zone) == (at.isoformat(), utc)


@pytest.mark.parametrize("text", ["2026-02-29 10:00:00", "2026-01-01 24:00:00", "2026-01-01 10:60:00", "1990-01-01 10:00:00",
                                  "2026-01-01 1x:00:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # each of several reasons
        moment(text)


def test_cells_that_come_again_are_read_once_and_others_anew() -> None:
    read: list[int] = []

    def goods(record: Record) -> tuple[str, int]:
        read.append(record.row)
        return record.text("名称"), record.quantity("count").milli

    rows = table("杏|1|a", "杏|1|b", "杏|2|a", "核桃|1|a", "杏|1|c").records
    assert [row.once(goods, "名称", "count") for row in rows] == [
        ("杏", 1000), ("杏", 1000), ("杏", 2000), ("核桃", 1000), ("杏", 1000)]
    assert read == [2, 4, 5]
    assert table("桃|1|").records[0].once(goods, "名称", "count") == ("桃", 1000)


def test_a_refusal_is_told_for_every_row_with_its_own_number() -> None:
    refused = []
    for row in table("杏|x|", "杏|x|").records:
        with pytest.raises(Refused) as told:
            row.once(lambda record: record.quantity("count"), "count")
        refused.append((told.value.refusal.row, told.value.refusal.column))
    assert refused == [(2, "Count"), (3, "Count")]


def test_the_first_of_several_columns_that_says_something_is_taken_and_missing_ones_are_passed_over() -> None:
    first, second = table(" - |7|x", "|8| ").records
    assert first.text("Name", "名称", "note", blanks=frozenset("-")) == "x"
    assert second.text("名称", "nowhere", "NOTE") == ""
    assert second.code("nowhere", "名称", "count") == "8"


def test_rows_that_are_blank_or_the_header_again_are_left_out() -> None:
    assert [row.row for row in table("  | |", "名称|Count|Note", "|3|", "杏||").records] == [4, 5]
