"""Keeps full-text indexes in step with their tables, undo included.

Every FTS5 table named ``<table>_search`` over a column ``search`` of ``<table>`` is kept here. The usual triggers inside
the file are refused by SQLite 3.40 once ``trusted_schema`` is off ("unsafe use of virtual table"), and that setting
guards against a tampered file; so TEMP triggers note what changed and the step writes the index before its commit.
"""

from __future__ import annotations

import sqlite3

SUFFIX = "_search"
NOTES = "search_notes"
# Bytes of words that FTS5 gathers before it writes a run of its index: its own measure, and one for a hundred thousand rows.
USUAL_RUN, LARGE_RUN = 1024 * 1024, 64 * 1024 * 1024


def indexed_tables(connection: sqlite3.Connection) -> list[str]:
    """Tables that have a search index."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%' "
        "AND name LIKE '%\\_search' ESCAPE '\\'")
    return sorted(name.removesuffix(SUFFIX) for (name,) in rows)


def start(connection: sqlite3.Connection) -> None:
    """Begins to note what changes in every indexed table."""
    connection.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {NOTES}(position INTEGER PRIMARY KEY, source TEXT, id INTEGER, old TEXT, new TEXT)")
    for table in indexed_tables(connection):
        gone = f"INSERT INTO {NOTES}(source, id, old) VALUES('{table}', OLD.id, OLD.search);"
        come = f"INSERT INTO {NOTES}(source, id, new) VALUES('{table}', NEW.id, NEW.search);"
        for verb, when, notes in (
            ("INSERT", "1", come), ("DELETE", "1", gone),
            ("UPDATE", "OLD.search IS NOT NEW.search OR OLD.id IS NOT NEW.id", gone + " " + come),
        ):
            connection.execute(f"CREATE TEMP TRIGGER search_{table}_{verb.lower()} AFTER {verb} ON main.{table} "
                               f"WHEN {when} BEGIN {notes} END")


def write(connection: sqlite3.Connection) -> None:
    """Brings the indexes up to date, inside the transaction that changed the tables."""
    for table, row_id, old, new in connection.execute(f"SELECT source, id, old, new FROM {NOTES} ORDER BY position").fetchall():
        index = table + SUFFIX
        if old is not None:
            connection.execute(f"INSERT INTO {index}({index}, rowid, search) VALUES('delete', ?, ?)", (row_id, old))
        if new is not None:
            connection.execute(f"INSERT INTO {index}(rowid, search) VALUES(?, ?)", (row_id, new))
    connection.execute(f"DELETE FROM {NOTES}")


def add_after(connection: sqlite3.Connection, table: str, last: int) -> None:
    """Indexes every row above a number at once, as one run of the index. Raises RuntimeError: one of them was noted as well."""
    if table not in indexed_tables(connection):
        return
    if connection.execute(f"SELECT 1 FROM {NOTES} WHERE source = ? AND id > ?", (table, last)).fetchone():
        raise RuntimeError(f"a new row of {table} was changed while the table was being filled")
    index = table + SUFFIX
    connection.execute(f"INSERT INTO {index}({index}, rank) VALUES('hashsize', ?)", (LARGE_RUN,))
    connection.execute(f"INSERT INTO {index}(rowid, search) SELECT id, search FROM {table} WHERE id > ? ORDER BY id", (last,))
    connection.execute(f"INSERT INTO {index}({index}, rank) VALUES('hashsize', ?)", (USUAL_RUN,))


def sound(connection: sqlite3.Connection) -> bool:
    """Whether every index agrees with its table (FTS5's own check, which asks for the write lock and changes nothing)."""
    for table in indexed_tables(connection):
        try:
            connection.execute(f"INSERT INTO {table}{SUFFIX}({table}{SUFFIX}, rank) VALUES('integrity-check', 1)")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False
    return True
