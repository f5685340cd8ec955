"""How long work tells where it stands, and how it learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person asked to stop; raised inside ``progress(...)``."""


class Progress(Protocol):
    """``progress(done, total, note)``: counts of the same unit; raises Cancelled where a stop was asked for."""

    def __call__(self, done: int, total: int, note: str = "") -> None: ...


def silent(done: int, total: int, note: str = "") -> None:
    """A progress that nobody watches."""
