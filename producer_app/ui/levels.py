"""Levels of a page, one at a time, each made only when it is first opened: most are not in a day's work.

A page gives each level that is made on demand as a ``cached_property`` whose body ends with ``return self.levels.put(Made(...))``;
the property's name is the level's name. Asking ``levels.has(name)`` or ``levels.at(name)`` never makes one.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

Level = TypeVar("Level", bound=QWidget)


class Levels(QStackedWidget):
    """The stack of one page. ``page``: whose properties the levels are."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page

    def put(self, made: Level) -> Level:
        """Adds a level and gives it back."""
        self.addWidget(made)
        return made

    def has(self, name: str) -> bool:
        """Whether a level was made already."""
        return name in self._page.__dict__

    def at(self, name: str) -> bool:
        """Whether a level is the one that is shown."""
        return self._page.__dict__.get(name) is self.currentWidget()

    def name(self) -> str:
        """The name of the level that is shown; "" for one that is not kept under a name, as the first of a page may be."""
        here = self.currentWidget()
        return next((name for name, part in self._page.__dict__.items() if part is here), "")
