"""Keeps counts of rows by some of their columns, so that a board over a million orders opens at once.

Every table named ``<table>_counts`` holds ``n``, how many rows of ``<table>`` have the values of its other columns. It is
derived, so it is left out of the undo log; TEMP triggers note what came and went, undo included, and the step adds it up
before its commit. A migration that makes such a table fills it.
"""

from __future__ import annotations

import sqlite3

SUFFIX = "_counts"
NOTES = "count_notes"


def counted(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Tables whose rows are counted, each with the columns they are counted by."""
    names = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_counts' ESCAPE '\\'")]
    return {name.removesuffix(SUFFIX): [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "n"]
            for name in sorted(names)}


def start(connection: sqlite3.Connection) -> None:
    """Begins to note what changes in every counted table."""
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {NOTES}(source TEXT, key TEXT, n INTEGER)")
    for table, columns in counted(connection).items():
        old = "json_array(" + ", ".join(f"OLD.{c}" for c in columns) + ")"
        new = old.replace("OLD.", "NEW.")
        gone = f"INSERT INTO {NOTES} VALUES('{table}', {old}, -1);"
        come = f"INSERT INTO {NOTES} VALUES('{table}', {new}, 1);"
        for verb, when, notes in (
            ("INSERT", "1", come), ("DELETE", "1", gone), ("UPDATE", f"{old} IS NOT {new}", gone + " " + come),
        ):
            connection.execute(f"CREATE TEMP TRIGGER count_{table}_{verb.lower()} AFTER {verb} ON main.{table} "
                               f"WHEN {when} BEGIN {notes} END")


def add_after(connection: sqlite3.Connection, table: str, last: int) -> None:
    """Notes every row above a number at once."""
    columns = counted(connection).get(table)
    if columns:
        names = ", ".join(columns)
        connection.execute(f"INSERT INTO {NOTES} SELECT ?, json_array({names}), n FROM (SELECT {names}, count(*) AS n FROM {table} "
                           f"WHERE rowid > ? GROUP BY {names})", (table, last))


def write(connection: sqlite3.Connection) -> None:
    """Adds up what was noted, inside the transaction that changed the tables."""
    noted = connection.execute(f"SELECT source, key, sum(n) FROM {NOTES} GROUP BY source, key HAVING sum(n) <> 0").fetchall()
    connection.execute(f"DELETE FROM {NOTES}")
    if not noted:
        return
    columns = counted(connection)
    for table, key, change in noted:
        names = columns[table]
        values = ", ".join(f"json_extract(:key, '$[{place}]')" for place in range(len(names)))
        connection.execute(
            f"INSERT INTO {table}{SUFFIX}({', '.join(names)}, n) VALUES({values}, :change) "
            f"ON CONFLICT({', '.join(names)}) DO UPDATE SET n = n + excluded.n", {"key": key, "change": change})


def sound(connection: sqlite3.Connection) -> bool:
    """Whether every count is right."""
    for table, columns in counted(connection).items():
        names = ", ".join(columns)
        wrong = connection.execute(
            f"SELECT 1 FROM (SELECT {names}, count(*) AS n FROM {table} GROUP BY {names} "
            f"EXCEPT SELECT {names}, n FROM {table}{SUFFIX}) LIMIT 1").fetchone()
        total = connection.execute(
            f"SELECT (SELECT count(*) FROM {table}) = coalesce((SELECT sum(n) FROM {table}{SUFFIX}), 0)").fetchone()
        if wrong or not total[0]:
            return False
    return True
