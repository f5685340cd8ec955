"""New rows by the thousand: what is otherwise noted row by row is worked out once, at the end, by SQLite itself.

While tables are filled their TEMP triggers for new rows rest (undo log, search notes, counts). At the end the tables are
named as touched, the new rows are put into the search index and added to the counts. All of it inside the caller's step,
so a failure takes the resting of the triggers back too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from producer_app.store import counting, journal, searching

_CREATE = "CREATE TRIGGER"
# Kibibytes of pages held meanwhile: with the usual 2 MB the pages of six growing trees go to the disk and come back.
ROOM = 96 * 1024


@contextmanager
def filling(connection: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Rows put into these tables get greater numbers than all before; nothing else happens to those rows meanwhile.

    Raises RuntimeError: a new row was changed again before the filling ended.
    """
    before = {table: _last(connection, table) for table in tables}
    resting = [row[0] for table in tables for row in connection.execute(
        "SELECT sql FROM sqlite_temp_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '% AFTER INSERT ON %'", (table,))]
    for (name,) in [connection.execute("SELECT name FROM sqlite_temp_master WHERE sql = ?", (sql,)).fetchone() for sql in resting]:
        connection.execute(f'DROP TRIGGER temp."{name}"')
    usual = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = {-ROOM}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")
    for table, last in before.items():
        if _last(connection, table) > last:
            journal.note_touched(connection, table)
            searching.add_after(connection, table, last)
            counting.add_after(connection, table, last)
    for sql in resting:
        connection.execute("CREATE TEMP TRIGGER" + sql.removeprefix(_CREATE))


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0])
