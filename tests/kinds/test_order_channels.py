"""The shared suite of order channels: each brings its own small, awkward sample and must read it exactly, and only it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from producer_app.areas.orders import importing, sheets
from producer_app.areas.orders.rows import STATES, OrderDraft
from producer_app.base.errors import ShopError

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "orders"
CHANNELS = importing.channels()
EACH = pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)


def told(channel: sheets.Channel) -> dict[str, Any]:
    """What the channel's sample holds, written down by hand."""
    path = SAMPLES / f"{channel.name}.json"
    assert path.is_file(), f"{channel.name} brings no sample"
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return expected


def read(channel: sheets.Channel) -> importing.Source:
    sources = importing.read([SAMPLES / name for name in told(channel)["files"]])
    assert len(sources) == 1
    return sources[0]


def facts(draft: OrderDraft) -> dict[str, Any]:
    return {
        "state": draft.state, "total": draft.total.text(), "refunded": draft.refunded.text(),
        "lines": [[line.sku, line.quantity.text() if line.quantity else ""] for line in draft.lines or ()],
        "recipient": draft.recipient, "note": draft.note.replace("\r\n", "\n"), "tracking": [p.number for p in draft.parcels],
    }


def test_every_file_of_the_folder_is_found() -> None:
    assert {c.name for c in CHANNELS} >= {"shopify", "taobao", "pinduoduo", "douyin", "etsy", "amazon"}
    assert len({c.name for c in CHANNELS}) == len(CHANNELS)


@EACH
def test_a_channel_says_what_it_is_and_where_that_is_known_from(channel: sheets.Channel) -> None:
    assert channel.name == channel.name.lower()
    assert channel.title
    assert channel.source
    assert any(part.required for part in channel.parts)


@EACH
def test_its_sample_is_recognised_by_its_header_and_read_exactly(channel: sheets.Channel) -> None:
    source = read(channel)
    assert source.channel.name == channel.name
    assert source.refused == ()
    assert {draft.number: facts(draft) for draft in source.drafts} == told(channel)["orders"]


@EACH
def test_each_order_keeps_its_raw_rows_and_states_and_times_that_sort(channel: sheets.Channel) -> None:
    for draft in read(channel).drafts:
        assert draft.channel == channel.name
        assert draft.state in STATES
        assert draft.raw_state
        assert draft.placed.startswith("2026-05")
        assert draft.placed_at.endswith("Z")
        assert draft.raw
        assert all(row["cells"] for row in draft.raw)


@EACH
def test_an_order_number_cut_by_a_spreadsheet_is_refused_with_row_and_column(channel: sheets.Channel, tmp_path: Path) -> None:
    names = told(channel)["files"]
    wanted = min(told(channel)["orders"])
    for name in names:
        data = (SAMPLES / name).read_bytes()
        encoding = "gb18030" if not _utf8(data) else "utf-8"
        (tmp_path / name).write_bytes(data.decode(encoding).replace(wanted, "6.91793E+18").encode(encoding))
    source = importing.read([tmp_path / name for name in names])[0]
    assert source.refused
    assert wanted not in {draft.number for draft in source.drafts}
    for refusal in source.refused:
        assert refusal.row > 1
        assert refusal.column
        assert refusal.value.strip('="\' ').endswith("6.91793E+18")
        assert "Export" in refusal.reason


def _utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@EACH
def test_the_order_of_columns_does_not_matter(channel: sheets.Channel, tmp_path: Path) -> None:
    names = told(channel)["files"]
    for name in names:
        data = (SAMPLES / name).read_bytes()
        text = data.decode("utf-8-sig" if _utf8(data) else "gb18030")
        if name.endswith(".txt"):
            lines = [line.split("\t") for line in text.splitlines()]
            turned = "\n".join("\t".join(reversed(cells)) for cells in lines)
        else:
            mark = ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
            width = max(map(len, rows))
            out = io.StringIO()
            csv.writer(out, delimiter=mark).writerows([*reversed(row), *[""] * (width - len(row))] for row in rows if row)
            turned = out.getvalue()
        (tmp_path / name).write_bytes(turned.encode("utf-8"))
    source = importing.read([tmp_path / name for name in names])[0]
    assert {draft.number: facts(draft) for draft in source.drafts} == told(channel)["orders"]


@EACH
def test_another_channel_than_the_one_named_is_refused(channel: sheets.Channel) -> None:
    other = next(c for c in CHANNELS if c.name != channel.name)
    with pytest.raises(ShopError) as refusal:
        importing.read([SAMPLES / name for name in told(channel)["files"]], channel=other.name)
    assert refusal.value.code == "NOT_ORDERS"


@pytest.mark.parametrize("channel", [c for c in CHANNELS if len(c.parts) > 1], ids=lambda channel: channel.name)
def test_goods_alone_are_refused_and_orders_alone_are_taken_with_a_remark(channel: sheets.Channel) -> None:
    orders, goods = (SAMPLES / name for name in told(channel)["files"])
    with pytest.raises(ShopError) as refusal:
        importing.read([goods])
    assert refusal.value.code == "PART_MISSING"
    source = importing.read([orders])[0]
    assert source.remarks
    assert len(source.drafts) == len(told(channel)["orders"])
