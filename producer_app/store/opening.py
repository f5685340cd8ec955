"""The checks before a shop is opened, and the settings of every connection; each refusal in plain words.

Nothing is overwritten: a damaged, newer, empty or foreign file is left as it was found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from producer_app.base.errors import CannotWrite, Damaged, ShopError
from producer_app.base.i18n import _
from producer_app.store.schema import Migrations, applied

APPLICATION_ID = 0x50524F44  # "PROD"
FILE = "shop.db"
PRAGMAS = {
    "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
    "mmap_size": 0, "busy_timeout": 5000, "secure_delete": 1, "fullfsync": 1, "checkpoint_fullfsync": 1,
}


def connect(folder: Path, schemas: Sequence[Migrations], *, create: bool) -> sqlite3.Connection:
    """A checked connection whose tables are up to date. Raises Damaged, CannotWrite, ShopError."""
    path = folder / FILE
    if not path.exists():
        if not create:
            raise ShopError(_("There is no shop in {folder}.").format(folder=folder),
                            _("Check the folder, or make a shop there by adding a product."), "NO_SHOP")
        folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("PRAGMA temp_store = MEMORY")
    if any(s.pending(connection) for s in schemas):
        from sqlite_utils.db import Database

        db = Database(connection)
        for part in schemas:
            part.apply(db)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {sum(len(v) for v in applied(connection).values())}")
    return connection


def disconnect(folder: Path, connection: sqlite3.Connection) -> None:
    """Closes a connection made by ``connect``."""
    connection.close()


@contextmanager
def plain_write_errors(folder: Path) -> Iterator[None]:
    """Turns SQLite's refusals to write into words."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, folder) from error


def explained(error: sqlite3.Error, folder: Path) -> ShopError | sqlite3.Error:
    """The plain words for a database error; a mistake of ours (constraint, syntax) stays what it is."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return CannotWrite(_("Another program is using the shop in {folder}.").format(folder=folder),
                           _("Nothing was lost. Close the other program and try again."), "LOCKED")
    if "full" in text:
        return CannotWrite(_("The disk with {folder} is full.").format(folder=folder),
                           _("Everything saved before is safe. Make room and try again."), "DISK_FULL")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return CannotWrite(_("The folder {folder} cannot be written to.").format(folder=folder),
                           _("Everything saved before is safe. Move the shop or change the rights."), "READ_ONLY")
    if "malformed" in text or "not a database" in text or "disk i/o" in text:
        return Damaged(_("The shop's file in {folder} is damaged.").format(folder=folder),
                       _("It was not changed. Restore the newest backup."), "DAMAGED")
    return error
