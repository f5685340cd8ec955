"""The undo log: TEMP triggers write the inverse of every change; the same log says which tables were touched.

Source: "Automatic Undo/Redo Using SQLite", sqlite.org. Conditions: migrations run before ``start`` (a rebuilt table
loses its triggers); a second connection is not seen here, see ``Shop.changed_elsewhere``; the log lives as long as the
connection. Search shadow tables and generated columns are left out: the tables' own triggers keep search in step.
"""

from __future__ import annotations

import sqlite3

LOG = "journal_log"


class Journal:
    """One connection's log. Positions are growing numbers; a stretch between two of them is one step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def start(self) -> None:
        """Puts triggers on every plain table of the shop."""
        run = self._connection.execute
        run(f"CREATE TEMP TABLE IF NOT EXISTS {LOG}(position INTEGER PRIMARY KEY AUTOINCREMENT, touched TEXT, inverse TEXT)")
        run("CREATE TEMP TABLE IF NOT EXISTS journal_switch(inverses INTEGER)")
        run("INSERT INTO journal_switch SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM journal_switch)")
        for table in plain_tables(self._connection):
            for statement in triggers(self._connection, table):
                run(statement)

    def keep_inverses(self, wanted: bool) -> None:
        """Off for bulk steps that are not undone: then one row a touched table is kept instead of one a change."""
        self._connection.execute("UPDATE journal_switch SET inverses = ?", (int(wanted),))

    def position(self) -> int:
        """The position after everything logged so far."""
        row = self._connection.execute(f"SELECT max(position) FROM {LOG}").fetchone()
        return int(row[0] or 0)

    def touched(self, after: int) -> set[str]:
        """Names of the tables changed since a position."""
        rows = self._connection.execute(f"SELECT DISTINCT touched FROM {LOG} WHERE position > ?", (after,))
        return {name for (name,) in rows}

    def forget(self, after: int = 0) -> None:
        """Drops what was logged since a position."""
        self._connection.execute(f"DELETE FROM {LOG} WHERE position > ?", (after,))

    def play(self, after: int, until: int) -> None:
        """Runs the inverses of one step, newest first; what they change is logged anew, as the way back."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        rows = self._connection.execute(
            f"SELECT inverse FROM {LOG} WHERE position > ? AND position <= ? ORDER BY position DESC", (after, until)
        ).fetchall()
        self._connection.execute(f"DELETE FROM {LOG} WHERE position > ? AND position <= ?", (after, until))
        for (inverse,) in rows:
            if inverse:
                self._connection.execute(inverse)


def plain_tables(connection: sqlite3.Connection) -> list[str]:
    """Every table that holds the shop's own rows: no virtual tables, no shadows of them, no bookkeeping."""
    rows = connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall()
    return sorted(name for name, kind in rows if kind == "table" and not name.startswith(("sqlite_", "_sqlite_")))


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    """The three TEMP triggers of one table."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_xinfo({_name(table)})") if row[6] == 0]
    quoted = table.replace("'", "''")
    target = _name(table).replace("'", "''")

    def sql(column: str, prefix: str = "") -> str:
        return prefix + _name(column).replace("'", "''")

    old_values = " || ',' || ".join(f"quote(OLD.{_name(c)})" for c in columns)
    changed = " || ".join(
        f"CASE WHEN OLD.{_name(c)} IS NOT NEW.{_name(c)} THEN '{sql(c, ',')}=' || quote(OLD.{_name(c)}) ELSE '' END"
        for c in columns
    )
    columns_text = ",".join(sql(c) for c in columns)
    inverses = {
        "insert": f"'DELETE FROM {target} WHERE rowid=' || NEW.rowid",
        "update": f"'UPDATE {target} SET ' || substr({changed}, 2) || ' WHERE rowid=' || NEW.rowid",
        "delete": f"'INSERT INTO {target}(rowid,{columns_text}) VALUES(' || OLD.rowid || ',' || {old_values} || ')'",
    }
    statements = []
    for verb, inverse in inverses.items():
        differs = " OR ".join(f"OLD.{_name(c)} IS NOT NEW.{_name(c)}" for c in columns)
        when = f"({differs}) AND " if verb == "update" else ""
        name = _name(f"journal_{verb}_{table}")
        head = f"CREATE TEMP TRIGGER {{}} AFTER {verb.upper()} ON main.{_name(table)} WHEN {when}"
        on = "(SELECT inverses FROM journal_switch)"
        off = f"NOT {on} AND NOT EXISTS (SELECT 1 FROM {LOG} WHERE touched = '{quoted}' AND inverse IS NULL)"
        statements.append(
            head.format(name) + on + f" BEGIN INSERT INTO {LOG}(touched, inverse) VALUES('{quoted}', {inverse}); END")
        statements.append(
            head.format(_name(f"journal_bulk_{verb}_{table}")) + off
            + f" BEGIN INSERT INTO {LOG}(touched, inverse) VALUES('{quoted}', NULL); END")
    return statements
