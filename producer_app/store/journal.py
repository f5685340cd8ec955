"""The undo log: TEMP triggers write the inverse of every change; the same log says which tables were touched.

Source: "Automatic Undo/Redo Using SQLite", sqlite.org. Conditions: migrations run before ``start`` (a rebuilt table
loses its triggers); a second connection is not seen here, see ``Shop.changed_elsewhere``; the log lives as long as the
connection; a table's own triggers must not write to other tables (an undo would run them a second time); no VACUUM while
the shop is open (it renumbers rows). Search shadow tables and generated columns are left out: ``searching`` keeps step.

An inverse names the values it expects to find. Where a row is no longer as this connection left it, nothing is undone.
"""

from __future__ import annotations

import sqlite3

from producer_app.store import counting

LOG = "journal_log"
TOUCHED = "journal_touched"


class Stale(Exception):
    """A row is no longer as the step left it, so the step can't be taken back."""


class Journal:
    """One connection's log. Positions are growing numbers; a stretch between two of them is one step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.started = False

    def start(self) -> None:
        """Puts triggers on every plain table of the shop."""
        run = self._connection.execute
        run(f"CREATE TEMP TABLE {LOG}(position INTEGER PRIMARY KEY AUTOINCREMENT, touched TEXT, inverse TEXT)")
        run(f"CREATE TEMP TABLE {TOUCHED}(name TEXT PRIMARY KEY) WITHOUT ROWID")
        run("CREATE TEMP TABLE journal_switch(inverses INTEGER)")
        run("INSERT INTO journal_switch VALUES(1)")
        for table in plain_tables(self._connection):
            for statement in triggers(self._connection, table):
                run(statement)
        self.started = True

    def keep_inverses(self, wanted: bool) -> None:
        """Off for bulk steps that are not undone: then a touched table is noted once instead of every change."""
        self._connection.execute("UPDATE journal_switch SET inverses = ?", (int(wanted),))
        self._connection.execute(f"DELETE FROM {TOUCHED}")

    def position(self) -> int:
        """The position after everything ever logged; it never falls."""
        row = self._connection.execute("SELECT seq FROM temp.sqlite_sequence WHERE name = ?", (LOG,)).fetchone()
        return int(row[0]) if row else 0

    def touched(self, after: int) -> set[str]:
        """Names of the tables changed since a position."""
        rows = self._connection.execute(
            f"SELECT touched FROM {LOG} WHERE position > ? UNION SELECT name FROM {TOUCHED}", (after,))
        return {name for (name,) in rows}

    def forget(self, after: int, until: int) -> None:
        """Drops the inverses of a stretch."""
        self._connection.execute(f"DELETE FROM {LOG} WHERE position > ? AND position <= ?", (after, until))

    def play(self, after: int, until: int) -> None:
        """Runs the inverses of one step, newest first; what they change is logged anew, as the way back.

        Inside the caller's transaction. Raises Stale, sqlite3.IntegrityError: the caller rolls back.
        """
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        rows = self._connection.execute(
            f"SELECT inverse FROM {LOG} WHERE position > ? AND position <= ? ORDER BY position DESC", (after, until)
        ).fetchall()
        self.forget(after, until)
        for (inverse,) in rows:
            if self._connection.execute(inverse).rowcount != 1:
                raise Stale(inverse)


def plain_tables(connection: sqlite3.Connection) -> list[str]:
    """Every table that holds the shop's own rows: no virtual tables, no shadows of them, no counts, no bookkeeping."""
    rows = connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall()
    return sorted(name for name, kind in rows if kind == "table" and not name.startswith(("sqlite_", "_sqlite_"))
                  and not name.endswith(counting.SUFFIX))


def note_touched(connection: sqlite3.Connection, table: str) -> None:
    """Names a table as changed by the step under way, where its triggers rested."""
    connection.execute(f"INSERT INTO {TOUCHED} VALUES(?) ON CONFLICT DO NOTHING", (table,))


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(value: str) -> str:
    """SQL that writes a value as SQL. ``quote`` alone cuts text at a NUL."""
    return (f"CASE WHEN typeof({value}) = 'text' AND instr({value}, char(0)) THEN 'CAST(x''' || hex({value}) || ''' AS TEXT)' "
            f"ELSE quote({value}) END")


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns that name a row for ever: ``rowid``, or the primary key where there is no rowid."""
    without = connection.execute("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (table,)).fetchone()[0]
    if not without:
        return ["rowid"]
    rows = connection.execute(f"PRAGMA table_xinfo({_name(table)})").fetchall()
    return [row[1] for row in sorted(rows, key=lambda r: int(r[5])) if row[5]]


def _where(key: list[str], row: str) -> str:
    parts = [f"{_literal(c + ' = ')} || {_quoted(f'{row}.{c}')}" for c in (_column(k) for k in key)]
    return "' WHERE ' || " + " || ' AND ' || ".join(parts)


def _column(name: str) -> str:
    return name if name == "rowid" else _name(name)


def _inverses(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, str]]:
    """For each verb: when it counts as a change, and the SQL expression that writes its inverse."""
    columns = [_name(row[1]) for row in connection.execute(f"PRAGMA table_xinfo({_name(table)})") if row[6] == 0]
    key = _key(connection, table)
    # A key column that changed is found under its new value; the check of values below names it again.
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    sets = " || ".join(f"CASE WHEN OLD.{c} IS NOT NEW.{c} THEN {_literal(',' + c + '=')} || {_quoted('OLD.' + c)} ELSE '' END"
                       for c in columns)
    expected = " || ".join(
        f"CASE WHEN OLD.{c} IS NOT NEW.{c} THEN {_literal(' AND ' + c + ' IS ')} || {_quoted('NEW.' + c)} ELSE '' END"
        for c in columns)
    hidden = ["rowid"] if key == ["rowid"] else []
    values = " || ',' || ".join([f"OLD.{h}" for h in hidden] + [_quoted(f"OLD.{c}") for c in columns])
    return {
        "INSERT": ("1", f"{_literal('DELETE FROM ' + _name(table))} || {_where(key, 'NEW')}"),
        "UPDATE": (f"({differs})", f"{_literal('UPDATE ' + _name(table) + ' SET ')} || substr({sets}, 2) "
                                   f"|| {_where(key, 'NEW')} || {expected}"),
        "DELETE": ("1", f"{_literal('INSERT INTO ' + _name(table) + '(' + ','.join(hidden + columns) + ') VALUES(')} "
                        f"|| {values} || ')'"),
    }


def triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    """The TEMP triggers of one table: for each verb one that keeps inverses and one that only notes the table."""
    statements = []
    for verb, (when, inverse) in _inverses(connection, table).items():
        head = f"AFTER {verb} ON main.{_name(table)} WHEN {when} AND"
        switch = "(SELECT inverses FROM journal_switch)"
        statements += [
            f"CREATE TEMP TRIGGER {_name(f'journal_{verb}_{table}')} {head} {switch} BEGIN "
            f"INSERT INTO {LOG}(touched, inverse) VALUES({_literal(table)}, {inverse}); END",
            f"CREATE TEMP TRIGGER {_name(f'journal_bulk_{verb}_{table}')} {head} NOT {switch} BEGIN "
            f"INSERT INTO {TOUCHED} SELECT {_literal(table)} WHERE NOT EXISTS "
            f"(SELECT 1 FROM {TOUCHED} WHERE name = {_literal(table)}); END",
        ]
    return statements
