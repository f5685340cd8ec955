"""Codes written as lines of text: one kind of break throughout, the parts counted from the top."""

from __future__ import annotations

from producer_app.areas.payments.kinds._rules import bad
from producer_app.base.i18n import _


def split(payload: str) -> list[str]:
    """The lines of a code, broken by LF or by CR LF. Raises BadPayment: both kinds, or signs that no code has."""
    windows = "\r\n" in payload
    lines = payload.split("\r\n" if windows else "\n")
    if any("\n" in line or "\r" in line for line in lines):
        raise bad(_("The lines of the code are broken in two ways."), "BAD_LINES")
    if any(c < " " or c == "\x7f" for line in lines for c in line):
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")
    return lines


def one_line(text: str, words: str) -> str:
    """A part that holds no break. Raises BadPayment."""
    if any(c < " " or c == "\x7f" for c in text):
        raise bad(_("The {part} must be on one line.").format(part=words), "BAD_LETTERS", _("Write it on one line."))
    return text
