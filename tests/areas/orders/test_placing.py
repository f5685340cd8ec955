"""Placing orders: twice changes nothing, newer states win, the person's own moves stay, an import can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from producer_app.areas.orders import actions, queries
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.base.quantity import Quantity
from producer_app.store import searching
from producer_app.store.shop import Shop


def draft(number: str = "1001", state: str = "to_ship", *, total: int = 3800, **more: object) -> OrderDraft:
    made = OrderDraft(
        channel="shopify", number=number, state=state, raw_state=state, placed=f"2026-05-01T09:{int(number) % 60:02d}:00",
        placed_at=f"2026-05-01T01:{int(number) % 60:02d}:00Z", total=Money(total), recipient="王小红", phone="13999010008",
        region="新疆 和田", address="玫瑰路 9 号", note="请包好",
        lines=(LineDraft("RJ-500", "玫瑰花酱", quantity=Quantity.of(1), unit_price=Money(total), total=Money(total)),),
        raw=({"row": 2, "cells": {"Name": number}},))
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of the dataclass, as the tests need them


def drafts(count: int) -> list[OrderDraft]:
    return [draft(str(1000 + n)) for n in range(count)]


def everything(shop: Shop) -> list[tuple[object, ...]]:
    """All rows of the area's tables, to compare a shop with itself."""
    found: list[tuple[object, ...]] = []
    for table in ("orders", "order_lines", "parcels", "order_raw", "order_states", "order_payments"):
        found += [(table, *row) for row in shop.rows(f"SELECT * FROM {table} ORDER BY rowid")]
    return found


def states(shop: Shop) -> dict[str, str]:
    return {order.number: order.state for order in queries.board(shop)}


def test_placing_gives_orders_with_lines_parcels_and_raw_rows(shop: Shop) -> None:
    placed = actions.place(shop, [draft(parcels=(Parcel("圆通", "YT1"),))])
    assert (placed.new, placed.changed, placed.same) == (1, 0, 0)
    order = queries.board(shop)[0]
    assert order.total == Money(3800)
    assert [line.title for line in queries.lines(shop, order.id)] == ["玫瑰花酱"]
    assert queries.parcels(shop, order.id) == [Parcel("圆通", "YT1")]
    assert queries.raw(shop, order.id) == [{"row": 2, "cells": {"Name": "1001"}}]
    assert shop.undo_title == "Import 1 order"


def test_importing_the_same_drafts_twice_changes_nothing(shop: Shop) -> None:
    actions.place(shop, drafts(20))
    before = everything(shop)
    again = actions.place(shop, drafts(20))
    assert (again.new, again.changed, again.same, again.batch) == (0, 0, 20, None)
    assert everything(shop) == before
    assert len(queries.imports(shop)) == 1


def test_an_overlapping_newer_file_adds_and_changes_but_never_doubles(shop: Shop) -> None:
    actions.place(shop, drafts(3))
    newer = [draft("1000"), draft("1001", "shipped", parcels=(Parcel("", "YT2"),)), draft("1002"), draft("1003")]
    placed = actions.place(shop, newer)
    assert (placed.new, placed.changed, placed.same) == (1, 1, 2)
    assert states(shop) == {"1000": "to_ship", "1001": "shipped", "1002": "to_ship", "1003": "to_ship"}
    changed = queries.by_number(shop, "shopify", "1001")
    assert changed is not None
    assert [(c.before, c.after, c.by) for c in queries.history(shop, changed.id)] == [("to_ship", "shipped", "shopify")]


def test_a_state_the_person_moved_forward_is_not_thrown_back(shop: Shop) -> None:
    actions.place(shop, drafts(1))
    order = queries.board(shop)[0]
    assert actions.move_on(shop, order.id) == "packed"
    assert actions.place(shop, drafts(1)).same == 1
    actions.place(shop, [draft("1000", note="ein neuer Wunsch")])
    after = queries.get(shop, order.id)
    assert (after.state, after.note) == ("packed", "ein neuer Wunsch")


def test_an_older_file_changes_nothing(shop: Shop) -> None:
    actions.place(shop, [draft(state="shipped"), draft("1002", "refunded", refunded=Money(3800))])
    before = everything(shop)
    placed = actions.place(shop, [draft(state="to_ship"), draft("1002", "to_ship")])
    assert (placed.new, placed.changed, placed.same) == (0, 0, 2)
    assert everything(shop) == before


def test_a_refund_reaches_an_order_that_the_person_had_finished(shop: Shop) -> None:
    actions.place(shop, [draft(state="shipped")])
    order = queries.board(shop)[0]
    actions.move_on(shop, order.id)
    actions.place(shop, [draft(state="refunded", refunded=Money(3800))])
    after = queries.get(shop, order.id)
    assert (after.state, after.refunded) == ("refunded", Money(3800))


def test_a_locked_order_may_be_released(shop: Shop) -> None:
    actions.place(shop, [draft(state="refunded")])
    actions.place(shop, [draft(state="to_ship")])
    assert states(shop) == {"1001": "to_ship"}


def test_orders_without_lines_take_them_later_and_keep_them(shop: Shop) -> None:
    actions.place(shop, [draft(lines=None)])
    order = queries.board(shop)[0]
    assert not order.complete
    actions.place(shop, [draft()])
    assert queries.get(shop, order.id).complete
    actions.place(shop, [draft(lines=None, note="anders")])
    after = queries.get(shop, order.id)
    assert after.complete
    assert after.note == "anders"
    assert len(queries.lines(shop, order.id)) == 1
    assert [found.id for found in queries.board(shop, search="玫瑰花酱")] == [order.id]


def test_a_parcel_written_down_by_the_person_stays(shop: Shop) -> None:
    actions.place(shop, [draft()])
    order = queries.board(shop)[0]
    actions.add_parcel(shop, order.id, Parcel("顺丰速运", "SF 1390001112223"))
    actions.place(shop, [draft(state="shipped", parcels=(Parcel("圆通", "YT2"),))])
    assert [p.number for p in queries.parcels(shop, order.id)] == ["SF1390001112223", "YT2"]


def test_an_import_is_one_step_and_undo_leaves_nothing(shop: Shop) -> None:
    actions.place(shop, [draft("1")])
    before = everything(shop)
    placed = actions.place(shop, [draft("1", "shipped"), *drafts(30)])
    assert placed.new == 30
    assert shop.undo() == "Import 31 orders"
    assert everything(shop) == before
    assert len(queries.imports(shop)) == 1
    shop.redo()
    assert queries.count(shop) == 31
    assert queries.board(shop, search="1029")


def test_taking_an_import_back_removes_the_new_and_restores_the_changed(shop: Shop) -> None:
    actions.place(shop, [draft("1"), draft("2")])
    before = list(queries.board(shop))
    lines = [queries.lines(shop, order.id) for order in before]
    newer = [draft("1", "shipped", parcels=(Parcel("", "YT1"),), lines=()), draft("2"), draft("3"), draft("4")]
    placed = actions.place(shop, newer)
    assert placed.batch is not None
    taken = actions.take_back(shop, placed.batch)
    assert (taken.removed, taken.restored, taken.kept) == (2, 1, 0)
    assert list(queries.board(shop)) == before
    assert [queries.lines(shop, order.id) for order in before] == lines
    assert queries.parcels(shop, before[-1].id) == []
    with pytest.raises(ShopError):
        actions.take_back(shop, placed.batch)


def test_taking_back_leaves_what_was_moved_paid_or_changed_since(shop: Shop) -> None:
    placed = actions.place(shop, [draft("1"), draft("2", "unpaid"), draft("3"), draft("4")])
    assert placed.batch is not None
    by_number = {order.number: order for order in queries.board(shop)}
    actions.move_on(shop, by_number["1"].id)
    actions.pay(shop, by_number["2"].id, "cash", Money(3800))
    actions.place(shop, [draft("3", "shipped")])
    taken = actions.take_back(shop, placed.batch)
    assert (taken.removed, taken.restored, taken.kept) == (1, 0, 3)
    assert sorted(states(shop)) == ["1", "2", "3"]


def test_a_large_import_is_taken_back_as_a_batch(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_UNDOABLE", 10)
    placed = actions.place(shop, drafts(20))
    assert shop.undo_title is None
    assert placed.batch is not None
    assert actions.take_back(shop, placed.batch).removed == 20
    assert queries.count(shop) == 0
    assert not queries.board(shop, search="1001")


def test_an_import_that_is_stopped_leaves_nothing(shop: Shop) -> None:
    def stop(done: int, total: int, note: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        actions.place(shop, drafts(500), progress=stop)
    assert queries.count(shop) == 0
    assert shop.undo_title is None


def test_search_stays_in_step_with_every_change(shop: Shop) -> None:
    actions.place(shop, drafts(5))
    actions.place(shop, [draft("1001", "shipped", recipient="李娜")])
    shop.undo()
    shop.redo()
    assert [order.number for order in queries.board(shop, search="李娜")] == ["1001"]
    assert searching.sound(shop._connection)


def found(shop: Shop, search: str) -> Sequence[str]:
    return [order.number for order in queries.board(shop, search=search)]


def test_orders_are_found_by_number_tail_name_phone_goods_and_parcel(shop: Shop) -> None:
    actions.place(shop, [draft("391234567890", parcels=(Parcel("", "YT7701234567890"),)),
                         draft("2", recipient="ئايگۈل", phone="1")])
    for typed in ("3912", "7890", "王小", "13999", "0008", "rj-500", "玫瑰", "yt7701"):
        assert "391234567890" in found(shop, typed), typed
    assert found(shop, "ئايگ") == ["2"]
    assert found(shop, "  ") != []
    assert found(shop, "…") == []
