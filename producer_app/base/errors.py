"""Errors meant for people: what happened, what is safe, what to do next. Anything else may crash into the report."""

from __future__ import annotations


class ShopError(Exception):
    """A refusal in plain words. ``message``: what happened; ``hint``: what to do next; ``code``: for programs.

    Both texts are already translated when the error is raised and hold no trace of the program's insides.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", code: str = "REFUSED") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Damaged(ShopError):
    """The shop's file is not what it should be; it was not opened and not changed."""

    exit_code = 3


class CannotWrite(ShopError):
    """The place of the shop cannot be written to: read-only, full, locked or without rights."""

    exit_code = 4


class BadPayment(ShopError):
    """A payment code, or what was typed for one, breaks a rule of its scheme. ``code`` names the rule."""


class BadFile(ShopError):
    """A file from outside is not readable as what it was given for."""
