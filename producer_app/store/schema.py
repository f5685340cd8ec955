"""Steps that build an area's tables, kept by sqlite-utils' Migrations but loaded only when a step is pending.

Importing sqlite-utils costs more than a painted window has to spare, so a shop that is up to date never loads it
before its first change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

    Step = Callable[[Database], None]

# sqlite-utils' own name, so that its command line shows what was applied.
APPLIED = "_sqlite_migrations"


class Migrations:
    """The steps of one area, in order. Appended, never edited once released."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.steps: list[Step] = []

    def __call__(self) -> Callable[[Step], Step]:
        """Decorates a step: ``def create(db: Database) -> None``; its function name is its name for ever."""

        def add(step: Step) -> Step:
            self.steps.append(step)
            return step

        return add

    def names(self) -> list[str]:
        """Names of all steps, in order."""
        return [step.__name__ for step in self.steps]

    def pending(self, connection: sqlite3.Connection) -> bool:
        """Whether this file still lacks a step."""
        return not set(self.names()) <= applied(connection).get(self.name, set())

    def apply(self, db: Database) -> None:
        """Runs what is pending, each step in its own transaction."""
        from sqlite_utils.migrations import Migrations as Library

        library = Library(self.name)
        for step in self.steps:
            library()(step)
        library.apply(db)


def applied(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Names of the steps a file has seen, by area; empty for a new file."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (APPLIED,)).fetchone():
        return {}
    found: dict[str, set[str]] = {}
    for area, step in connection.execute(f"SELECT migration_set, name FROM {APPLIED}"):
        found.setdefault(area, set()).add(step)
    return found
