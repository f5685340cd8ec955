"""Photos that came in, and which files of a folder were brought in before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.store.schema import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

schema = Migrations("tray")


@schema()
def create_tray(db: Database) -> None:
    for statement in (
        # ``photos_to``: the last photo of any product when this one came. A product that took it since has a later one.
        """CREATE TABLE tray_photos(
            id INTEGER PRIMARY KEY, original TEXT NOT NULL, picture TEXT NOT NULL, thumb TEXT NOT NULL, width INTEGER NOT NULL,
            height INTEGER NOT NULL, source TEXT NOT NULL, came_at TEXT NOT NULL, photos_to INTEGER NOT NULL)""",
        "CREATE INDEX tray_photos_original ON tray_photos(original)",
        """CREATE TABLE tray_files(
            name TEXT NOT NULL, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL, UNIQUE(name, size, changed_ns))""",
        """CREATE VIEW tray_waiting AS
            SELECT t.id, t.original, t.picture, t.thumb, t.width, t.height, t.source, t.came_at FROM tray_photos t
            WHERE NOT EXISTS(SELECT 1 FROM photos p WHERE p.original = t.original AND p.id > t.photos_to)""",
        "CREATE INDEX tray_taken ON photos(original)",
    ):
        db.execute(statement)
