"""Files that say nothing new are known without being read again, and everything that does say something new is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from producer_app.areas.orders import actions, familiar, importing, queries
from producer_app.areas.orders.rows import Placed
from producer_app.store.shop import Shop

HEAD = "Order Number,Order Status,Order Date,Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost,Customer Note"
ROWS = ["1,Processing,2026-03-01 09:12,20.00,A,1,Jam,2,10.00,",
        "2,Processing,2026-03-01 10:12,15.00,A,1,Jam,1,10.00,\"two\nlines\"",
        "2,Processing,2026-03-01 10:12,15.00,B,2,Nuts,1,5.00,\"two\nlines\"",
        "3,Completed,2026-03-02 10:12,5.00,B,1,Nuts,1,5.00,"]


def write(path: Path, rows: Sequence[str], *, head: str = HEAD, end: str = "\n") -> Path:
    path.write_bytes("".join(line.replace("\n", end) + end for line in [head, *rows]).encode())
    return path


def bring(shop: Shop, *paths: Path) -> list[Placed]:
    return [actions.place_source(shop, source) for source in familiar.read(paths, shop)]


@pytest.fixture
def first(shop: Shop, tmp_path: Path) -> Path:
    path = write(tmp_path / "first.csv", ROWS)
    assert bring(shop, path) == [Placed(1, 3, 0, 0)]
    return path


def test_the_same_bytes_under_another_name_are_not_read_again(shop: Shop, first: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.csv"
    again.write_bytes(first.read_bytes())
    source, = familiar.read([again], shop)
    assert (source.drafts, source.known, source.channel.name) == ((), 3, "woocommerce-advanced")
    assert bring(shop, again) == [Placed(None, 0, 0, 3)]


@pytest.mark.parametrize("rows", [[*ROWS[1:], ROWS[0]], ROWS[:1], ROWS[1:3]], ids=["sorted anew", "one order", "one of two lines"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_known_lines_is_known_however_it_was_sorted_or_cut(shop: Shop, first: Path, tmp_path: Path, rows: list[str],
                                                                    end: str) -> None:
    source, = familiar.read([write(tmp_path / "other.csv", rows, end=end)], shop)
    assert source.drafts == ()
    assert source.known == len({row.split(",")[0] for row in rows})


@pytest.mark.parametrize("rows", [
    [*ROWS, "4,Processing,2026-03-03 10:12,5.00,B,1,Nuts,1,5.00,"], [ROWS[0].replace("Processing", "Completed"), *ROWS[1:]],
    [ROWS[0], ROWS[1], ROWS[3]], [*ROWS, ROWS[0]],
], ids=["a new order", "a changed order", "an order without one of its lines", "a line twice"])
def test_whatever_may_be_new_is_read(shop: Shop, first: Path, tmp_path: Path, rows: list[str]) -> None:
    path = write(tmp_path / "other.csv", rows)
    assert [source.drafts for source in familiar.read([path], shop)] == [importing.read([path])[0].drafts]


def test_another_header_over_known_lines_is_read(shop: Shop, first: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "other.csv", ROWS, head=HEAD.replace("Customer Note", "Company (Billing)"))
    assert familiar.read([path], shop)[0].drafts


def test_a_file_taken_back_or_with_refused_rows_is_read_again(shop: Shop, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ROWS)
    batch = bring(shop, path)[0].batch
    assert batch is not None
    actions.take_back(shop, batch)
    assert bring(shop, path) == [Placed(2, 3, 0, 0)]
    bad = write(tmp_path / "b.csv", [*ROWS, "5,Processing,2026-13-01 10:12,5.00,B,1,Nuts,1,5.00,"])
    for _round in range(2):
        assert len(familiar.read([bad], shop)[0].refused) == 1


def test_an_order_that_a_newer_file_changed_is_read_from_the_older_and_stays(shop: Shop, first: Path, tmp_path: Path) -> None:
    assert bring(shop, write(tmp_path / "new.csv", [ROWS[0].replace("Processing", "Completed")])) == [Placed(2, 0, 1, 0)]
    older = write(tmp_path / "older.csv", ROWS[:1])
    assert familiar.read([older], shop)[0].drafts
    assert bring(shop, older) == [Placed(None, 0, 0, 1)]
    assert shop.value("SELECT state FROM orders WHERE number = '1'") == "done"


def test_what_an_import_changed_can_be_taken_back_and_brought_again(shop: Shop, first: Path, tmp_path: Path) -> None:
    newer = write(tmp_path / "new.csv", [ROWS[0].replace("Processing", "Completed")])
    batch = bring(shop, newer)[0].batch
    assert batch is not None
    assert actions.take_back(shop, batch).restored == 1
    assert shop.value("SELECT state FROM orders WHERE number = '1'") == "to_ship"
    assert [row["row"] for row in queries.raw(shop, 1)] == [2]
    assert bring(shop, newer) == [Placed(3, 0, 1, 0)]


def test_files_of_a_channel_with_two_parts_are_known_only_together(shop: Shop, tmp_path: Path) -> None:
    heads = tmp_path / "orders.csv"
    heads.write_text("订单编号,订单状态,订单创建时间,收货人姓名,总金额\n1,等待卖家发货,2026-03-01 10:00:00,王,20.00\n", "utf-8")
    items = tmp_path / "items.csv"
    items.write_text("订单编号,标题,价格,购买数量\n1,果酱,20.00,1\n", "utf-8")
    assert bring(shop, heads, items) == [Placed(1, 1, 0, 0)]
    assert [source.known for source in familiar.read([heads, items], shop)] == [1]
    more = tmp_path / "more.csv"
    more.write_text(items.read_text("utf-8").replace("20.00", "19.00"), "utf-8")
    assert familiar.read([heads, more], shop)[0].drafts[0].lines


def test_raw_rows_come_back_as_they_stood_and_thousands_are_searched_and_counted(shop: Shop, tmp_path: Path) -> None:
    rows = [f"{n},Processing,2026-03-01 09:12,20.00,A,1,Jam {n % 7},2,10.00,note {n}" for n in range(1, 2502)]
    assert bring(shop, write(tmp_path / "many.csv", rows)) == [Placed(1, 2501, 0, 0)]
    order = queries.board(shop, search="note 2500")[0]
    assert queries.raw(shop, order.id) == [{"row": 2501, "cells": {
        "Order Number": "2500", "Order Status": "Processing", "Order Date": "2026-03-01 09:12", "Order Total Amount": "20.00",
        "SKU": "A", "Item #": "1", "Item Name": f"Jam {2500 % 7}", "Quantity": "2", "Item Cost": "10.00",
        "Customer Note": "note 2500"}}]
    assert queries.counts(shop)["pack"] == 2501
    assert shop.undo_title is None
    with shop.step("One more") as db:  # after the filling, notes are kept row by row as before
        db.execute("UPDATE orders SET search = 'pomegranate', state = 'done' WHERE id = ?", (order.id,))
    assert [found.id for found in queries.board(shop, search="pomegranate")] == [order.id]
    assert queries.counts(shop)["pack"] == 2500
    assert shop.undo() == "One more"
    assert queries.board(shop, search="pomegranate") == []
