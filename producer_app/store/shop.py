"""The one object everything starts from: a shop folder, opened. Holds what is shared and nothing of any area."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store import opening, searching
from producer_app.store.files import Files
from producer_app.store.journal import Journal
from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")
# A row of a query, as areas name it: they never import the database library.
Row = sqlite3.Row
ChangeListener = Callable[[frozenset[str]], None]
MOST_UNDO = 50

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


class Shop:
    """An open shop folder. Lives on the thread that opened it; a job opens its own and reports what it touched.

    Every write goes through ``step``: one transaction, one undo step, one refresh. When ``step`` returns, the change is
    on disk (journal DELETE, synchronous EXTRA), and only then may anyone say "saved".
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.files = Files(folder / "files")
        self._connection = connection
        self._journal = Journal(connection)
        self._database: Database | None = None
        self._done: list[Done] = []
        self._undone: list[Done] = []
        self._listeners: list[ChangeListener] = []
        self._depth = 0
        self._data_version = self.value("PRAGMA data_version")

    # ------------------------------------------------------------------ opening and closing
    @classmethod
    def open(cls, folder: Path | str, schemas: Sequence[Migrations], *, create: bool = False) -> Self:
        """Opens a shop folder after its checks, brings its tables up to date (after a copy), starts the journal.

        ``schemas``: the areas' migrations in the order of their needs. ``create``: make the shop where the folder is
        missing or empty. Raises Damaged, CannotWrite, ShopError (newer, missing): nothing was changed then.
        """
        folder = Path(folder)
        connection = opening.connect(folder, [schema, *schemas], create=create)
        shop = cls(folder, connection)
        shop._journal.start()
        searching.start(connection)
        return shop

    def close(self) -> None:
        """Ends the connection; an open shop that is simply dropped loses nothing either."""
        opening.disconnect(self.folder, self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # ------------------------------------------------------------------ reading
    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query; values only through ``?``."""
        return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    # ------------------------------------------------------------------ writing
    @property
    def _db(self) -> Database:
        if self._database is None:
            from sqlite_utils.db import Database

            self._database = Database(self._connection)
        return self._database

    @contextmanager
    def step(self, title: str, *, undoable: bool = True) -> Iterator[Database]:
        """One change a person would recognise in Undo: all of it or nothing, then one signal to the screens.

        ``undoable=False`` for what has left the house (money paid, a parcel sent) and for bulk work; it clears the
        stack. A step inside a step joins the outer one. Raises CannotWrite: disk full, read-only, locked.
        """
        if self._depth:
            yield self._db
            return
        self._notice_other_writers()
        db = self._db
        begun = self._journal.position()
        with opening.plain_write_errors(self.folder):
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            self._journal.keep_inverses(undoable)
            yield db
            searching.write(self._connection)
            touched = frozenset(self._journal.touched(begun))
            if not undoable:
                self._journal.forget(begun)
            with opening.plain_write_errors(self.folder):
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise opening.explained(error, self.folder) from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth -= 1
        self._undone.clear()
        if not undoable:
            self._done.clear()
            self._journal.forget()
        elif touched:
            self._done.append(Done(title, begun, self._journal.position(), touched))
            del self._done[:-MOST_UNDO]
        self._tell(touched)

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
        self._notice_other_writers()
        if not source:
            return None
        done = source[-1]
        with opening.plain_write_errors(self.folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._journal.keep_inverses(True)
                begun = self._journal.position()
                self._journal.play(done.after, done.until)
                searching.write(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        source.pop()
        target.append(Done(done.title, begun, self._journal.position(), done.tables))
        self._tell(done.tables)
        return done.title

    # ------------------------------------------------------------------ other connections
    def _notice_other_writers(self) -> None:
        """A write by another connection makes old inverses wrong for rows it touched, so undo starts afresh."""
        version = self.value("PRAGMA data_version")
        if version != self._data_version:
            self._data_version = version
            self._done.clear()
            self._undone.clear()

    def changed_elsewhere(self, tables: frozenset[str] | set[str]) -> None:
        """A job wrote these tables through its own connection: drop the undo steps that touch them, tell the screens."""
        self._data_version = self.value("PRAGMA data_version")
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
        """The shop's settings of one frozen dataclass; a field never saved has its default."""
        text = self.value("SELECT value FROM settings WHERE name = ?", (_setting_name(kind),))
        saved: dict[str, Any] = json.loads(text) if text else {}
        known = {f.name for f in dataclasses.fields(kind)}  # type: ignore[arg-type]  # any dataclass will do
        return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in saved.items() if k in known})

    def save(self, settings: Any, title: str = "") -> None:
        """Keeps a settings dataclass, as one step."""
        value = json.dumps(dataclasses.asdict(settings), ensure_ascii=False)
        with self.step(title or _("Change settings")) as db:
            db.execute("INSERT INTO settings(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                       (_setting_name(type(settings)), value))


def _setting_name(kind: type[Any]) -> str:
    area = kind.__module__.removeprefix("producer_app.").removeprefix("areas.").split(".")[0]
    return f"{area}.{kind.__name__}"


def missing(folder: Path) -> ShopError:
    """The refusal for a folder without a shop."""
    return ShopError(_("There is no shop in {folder}.").format(folder=folder),
                     _("Check the folder, or make a shop there by adding a product."), "NO_SHOP")
