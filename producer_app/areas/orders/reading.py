"""The table of an order file: read and limited by store/table_file.py, refused in the words of orders."""

from __future__ import annotations

from pathlib import Path

from producer_app.base.i18n import N_
from producer_app.base.progress import Progress, silent
from producer_app.store import table_file
from producer_app.store.table_file import Known, ReadFile, Wanted

__all__ = ["ReadFile", "read"]

ORDER_FILE = Wanted(N_("{file} is not an order file known here. Its first columns are: {columns}."),
                    N_("{file} is not a table of orders."), N_("Choose the CSV or Excel file that the shop's page exported."))


def read(path: Path, known: Known, progress: Progress = silent) -> ReadFile:
    """The table of one file. ``known``: whether a set of plain headers belongs to a channel. Raises BadFile."""
    return table_file.read(path, known, ORDER_FILE, progress)
