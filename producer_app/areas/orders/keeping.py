"""A channel's rows as they stood, kept beside each order in few letters: the cells in one text, their header once for all.

Rows that did not come from a table (an answer of a shop's server) are kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from producer_app.base.sheet import Found, Table, under_header

ROW, CELL = "\x1e", "\x1f"
HeaderId = Callable[[Table], int]


def packed(raw: Sequence[Mapping[str, Any]], header_id: HeaderId) -> str:
    """The text that is kept. ``header_id``: the number under which a table's header is kept."""
    if len(raw) == 1 and isinstance(raw[0], Found):  # nearly every order of a long file
        record = raw[0].record
        text = CELL.join((f"{ROW}{header_id(record.table)}", str(record.row), *record.cells))
        return text if text.count(CELL) == len(record.cells) + 1 and text.count(ROW) == 1 else as_json(raw)
    parts = []
    for row in raw:
        if not isinstance(row, Found):
            return as_json(raw)
        record = row.record
        cells = CELL.join(record.cells)
        if ROW in cells or cells.count(CELL) >= len(record.cells):  # separators of old mainframes, as letters of a cell
            return as_json(raw)
        parts.append(f"{ROW}{header_id(record.table)}{CELL}{record.row}{CELL}{cells}")
    return "".join(parts)


def as_json(raw: Sequence[Mapping[str, Any]]) -> str:
    """Rows as JSON text."""
    return json.dumps([dict(row) for row in raw], ensure_ascii=False)


def unpacked(text: str, header_of: Callable[[int], Sequence[str]]) -> list[dict[str, Any]]:
    """The rows of a kept text: ``{"row": 2, "cells": {...}}`` each."""
    if not text.startswith(ROW):
        return list(json.loads(text))
    rows = []
    for part in text[1:].split(ROW):
        header, row, *cells = part.split(CELL)
        rows.append({"row": int(row), "cells": under_header(header_of(int(header)), cells)})
    return rows


def marks(raw: Sequence[Mapping[str, Any]]) -> tuple[Table | None, bytes]:
    """The marks of all of an order's rows and the table they stand in; None where they cannot be known again by their lines."""
    if len(raw) == 1 and isinstance(raw[0], Found) and raw[0].record.table.marks is not None:
        record = raw[0].record
        return record.table, raw[0].record.table.marks.of(record.row)
    found: list[bytes] = []
    table: Table | None = None
    for row in raw:
        if not isinstance(row, Found) or row.record.table.marks is None or (table is not None and table is not row.record.table):
            return None, b""
        table = row.record.table
        found.append(row.record.table.marks.of(row.record.row))
    return table, b"".join(found)
