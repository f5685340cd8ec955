"""The one object everything starts from: a shop folder, opened. Holds what is shared and nothing of any area."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store import counting, filling, opening, refusals, seal, searching, settings
from producer_app.store.files import Files
from producer_app.store.journal import Journal, Stale
from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    # Areas take the type from here: they never import the database library.
    from sqlite_utils.db import Database as Database

T = TypeVar("T")
# A row of a query, as areas name it: they never import the database library.
Row = sqlite3.Row
ChangeListener = Callable[[frozenset[str]], None]
# A sale at the stall is some five steps, and the last twenty things are to be taken back.
MOST_UNDO = 200

schema = Migrations("store")


@schema()
def create_settings(db: Database) -> None:
    db.execute("CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL)")


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """A finished step: its title for the menu, its stretch of the journal, the tables it touched."""

    title: str
    after: int
    until: int
    tables: frozenset[str]


class _Writing:
    """What a step writes with: ``execute`` of the connection itself. The rest of sqlite-utils' Database is loaded when something of
    it is asked for: it brings 10 to 18 MB and up to a third of a second, which the first sale of a day should not wait for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        self._library: Database | None = None

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Runs one statement within the step."""
        return self.conn.execute(sql, parameters)

    def _all(self) -> Database:
        if self._library is None:
            from sqlite_utils.db import Database

            self._library = Database(self.conn, execute_plugins=False)
        return self._library

    def __getattr__(self, name: str) -> Any:
        return getattr(self._all(), name)

    def __getitem__(self, table: str) -> Any:
        return self._all()[table]


class Shop:
    """An open shop folder. Lives on the thread that opened it; a job opens its own and reports what it touched.

    Every write goes through ``step``: one transaction, one undo step, one refresh. When ``step`` returns, the change is
    on disk (journal DELETE, synchronous EXTRA), and only then may anyone say "saved".
    """

    def __init__(self, folder: Path, opened: opening.Opened) -> None:
        self.folder = folder
        self.files = Files(folder / "files")
        self.read_only = opened.read_only
        self.ended_badly = opened.ended_badly
        self._connection = opened.connection
        self._journal = Journal(opened.connection)
        self._writing = _Writing(opened.connection)
        self._done: list[Done] = []
        self._undone: list[Done] = []
        # Steps no longer on offer, whose inverses the next step clears away.
        self._dropped: list[Done] = []
        self._listeners: list[ChangeListener] = []
        self._depth = 0
        self._undoable = True
        self._closed = False
        self._data_version = self.value("PRAGMA data_version")
        self._remembered: dict[str, dict[Any, Any]] = {}
        self._remembered_at = self._data_version

    # ------------------------------------------------------------------ opening and closing
    @classmethod
    def open(cls, folder: Path | str, schemas: Sequence[Migrations], *, create: bool = False) -> Self:
        """Opens a shop folder after its checks, brings its tables up to date (after a copy).

        ``schemas``: the areas' migrations in the order of their needs. ``create``: make the shop where the folder is
        missing or empty. A folder that can't be written to is opened to look (``read_only``). Raises Damaged,
        CannotWrite, ShopError (newer, foreign, missing): nothing was changed then.
        """
        folder = Path(folder)
        return cls(folder, opening.connect(folder, [schema, *schemas], create=create))

    def close(self) -> None:
        """Ends the connection; an open shop that is simply dropped loses nothing either. A second call does nothing."""
        if not self._closed:
            self._closed = True
            opening.disconnect(self.folder, self._connection, read_only=self.read_only)

    def rest(self) -> None:
        """Nothing is being asked just now: gives the pages that SQLite keeps of the file back (up to 2 MB). The system still has
        them, so the next question is hardly slower."""
        if not self._closed:
            self._connection.execute("PRAGMA shrink_memory")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # ------------------------------------------------------------------ reading
    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query; values only through ``?``. Raises Damaged, CannotWrite: unreadable, locked."""
        with refusals.plain_database_errors(self.folder):
            return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        with refusals.plain_database_errors(self.folder):
            row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
            return row

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, parameters)
        return None if row is None else row[0]

    def remembered(self, what: str) -> dict[Any, Any]:
        """A place for what was read, empty again after any change of the shop, whoever made it; inside a step always empty.

        For lists that read the same rows at every key of a search box. ``what``: a name; what else the values hang on (the
        day, the language) belongs into it.
        """
        if self._depth:
            return {}
        version = self.value("PRAGMA data_version")
        if version != self._remembered_at:
            self._remembered_at = version
            self._remembered.clear()
        return self._remembered.setdefault(what, {})

    # ------------------------------------------------------------------ writing
    @property
    def _db(self) -> Database:
        return cast("Database", self._writing)

    @property
    def in_step(self) -> bool:
        """Whether a step is open, so that what is read now may still be taken back."""
        return self._depth > 0

    @contextmanager
    def step(self, title: str, *, undoable: bool = True) -> Iterator[Database]:
        """One change a person would recognise in Undo: all of it or nothing, then one signal to the screens.

        ``undoable=False`` for what has left the house (money paid, a parcel sent) and for bulk work; it clears the
        stack. A step inside a step joins the outer one, and takes its own changes back where it fails by itself. Raises
        CannotWrite: disk full, read-only, locked; nothing was changed then.
        """
        if self._depth:
            with self._inner_step(undoable=undoable):
                yield self._db
            return
        begun = self._begin(undoable=undoable)
        self._depth = 1
        try:
            yield self._db
            touched, until = self._finish(begun)
        except sqlite3.Error as error:
            self._roll_back()
            told = refusals.explained(error, self.folder)
            if told is error:
                raise
            raise told from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0
            self._remembered.clear()
        self._dropped.clear()
        if touched:
            self._remember(Done(title, begun, until, touched))
            self._tell(touched)

    @contextmanager
    def filling(self, *tables: str) -> Iterator[None]:
        """Inside a step that is not undoable: new rows by the thousand, with search and counts brought into step at the end.

        Only new rows with greater numbers than all before, and nothing else to those rows until the end.
        """
        if not self._depth or self._undoable:
            raise RuntimeError("filling is for a step that is not undoable")
        with filling.filling(self._connection, tables):
            yield

    def _begin(self, *, undoable: bool) -> int:
        """Takes the write lock and gives the journal's position; nothing is left begun where that fails."""
        if self.read_only:
            raise refusals.read_only(self.folder)
        with refusals.plain_database_errors(self.folder):
            if not self._journal.started:
                # Some milliseconds for many tables, so not while the window waits for its first paint.
                self._journal.start()
                searching.start(self._connection)
                counting.start(self._connection)
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            with refusals.plain_disk_errors(self.folder):
                seal.break_seal(self.folder)
            self._notice_other_writers()
            for gone in self._dropped:
                self._journal.forget(gone.after, gone.until)
            self._journal.keep_inverses(undoable)
            self._undoable = undoable
            return self._journal.position()
        except BaseException:
            self._roll_back()
            raise

    def _finish(self, begun: int) -> tuple[frozenset[str], int]:
        """Brings search and counts into step and commits; gives the tables touched and the journal's position."""
        searching.write(self._connection)
        counting.write(self._connection)
        touched = frozenset(self._journal.touched(begun))
        until = self._journal.position()
        if not self._undoable:
            self._journal.forget(begun, until)
        self._connection.execute("COMMIT")
        return touched, until

    @contextmanager
    def _inner_step(self, *, undoable: bool) -> Iterator[None]:
        outer = self._undoable
        name = f"step_{self._depth}"
        self._connection.execute(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            if outer and not undoable:
                self._undoable = False
            yield
            self._connection.execute(f"RELEASE {name}")
        except BaseException:
            self._undoable = outer
            if self._connection.in_transaction:
                self._connection.execute(f"ROLLBACK TO {name}")
                self._connection.execute(f"RELEASE {name}")
            raise
        finally:
            self._depth -= 1

    def _remember(self, done: Done) -> None:
        """Puts a finished step on the stack; what was undone before it can't be brought back any more."""
        self._dropped += self._undone
        self._undone.clear()
        if self._undoable:
            self._done.append(done)
            self._dropped += self._done[:-MOST_UNDO]
            del self._done[:-MOST_UNDO]
        else:
            self._forget_all()

    def _forget_all(self) -> None:
        self._dropped += [*self._done, *self._undone]
        self._done.clear()
        self._undone.clear()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    # ------------------------------------------------------------------ undo and redo
    @property
    def undo_title(self) -> str | None:
        """What Undo would take back, or None."""
        return self._done[-1].title if self._done else None

    @property
    def redo_title(self) -> str | None:
        """What Redo would bring back, or None."""
        return self._undone[-1].title if self._undone else None

    def undo(self) -> str | None:
        """Takes back the last step; gives its title, or None where there is nothing to take back."""
        return self._play(self._done, self._undone)

    def redo(self) -> str | None:
        """Brings back the last undone step."""
        return self._play(self._undone, self._done)

    def _play(self, source: list[Done], target: list[Done]) -> str | None:
        if not source:
            return None
        begun = self._begin(undoable=True)
        # Another program may have written since, and then there is nothing left to take back.
        done = source[-1] if source else None
        try:
            if done is not None:
                self._journal.play(done.after, done.until)
            touched, until = self._finish(begun)
        except (Stale, sqlite3.IntegrityError) as error:
            self._roll_back()
            self._forget_all()
            raise _not_taken_back(done) from error
        except sqlite3.Error as error:
            self._roll_back()
            raise refusals.explained(error, self.folder) from error
        except BaseException:
            self._roll_back()
            raise
        self._remembered.clear()
        self._dropped.clear()
        if done is None:
            return None
        source.pop()
        target.append(Done(done.title, begun, until, touched))
        self._tell(touched)
        return done.title

    # ------------------------------------------------------------------ other connections
    def _notice_other_writers(self) -> None:
        """A write by another connection makes old inverses wrong for rows it touched, so undo starts afresh."""
        version = self.value("PRAGMA data_version")
        if version != self._data_version:
            self._data_version = version
            self._forget_all()

    def changed_elsewhere(self, tables: frozenset[str] | set[str]) -> None:
        """A job wrote these tables through its own connection: drop the undo steps that touch them, tell the screens."""
        self._data_version = self.value("PRAGMA data_version")
        self._dropped += [d for d in (*self._done, *self._undone) if d.tables & tables]
        self._done = [d for d in self._done if not d.tables & tables]
        self._undone = [d for d in self._undone if not d.tables & tables]
        self._tell(frozenset(tables))

    def on_change(self, listener: ChangeListener) -> Callable[[], None]:
        """Calls ``listener({"products"})`` after each commit, undo or redo; gives the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, tables: frozenset[str]) -> None:
        if tables:
            for listener in list(self._listeners):
                listener(tables)

    # ------------------------------------------------------------------ settings
    def load(self, kind: type[T]) -> T:
        """The shop's settings of one frozen dataclass; a field never saved, or saved as something else, has its default."""
        return settings.from_text(kind, self.value("SELECT value FROM settings WHERE name = ?", (_setting_name(kind),)))

    def save(self, values: Any, title: str = "") -> None:
        """Keeps a settings dataclass, as one step."""
        with self.step(title or _("Change settings")) as db:
            db.execute("INSERT INTO settings(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                       (_setting_name(type(values)), settings.to_text(values)))


def _not_taken_back(done: Done | None) -> ShopError:
    return ShopError(_("“{title}” cannot be taken back, because it was changed since.").format(title=done.title if done else ""),
                     _("Nothing was changed. Put it right by hand."), "NOT_TAKEN_BACK")


def _setting_name(kind: type[Any]) -> str:
    area = kind.__module__.removeprefix("producer_app.").removeprefix("areas.").split(".")[0]
    return f"{area}.{kind.__name__}"
