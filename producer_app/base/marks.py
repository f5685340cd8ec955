"""Marks by which a person compares two printed codes without reading them: six letters and a flower from one digest."""

from __future__ import annotations

from producer_app.base.digests import sha256

# No letter or digit that is taken for another one at arm's length.
LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
FLOWERS = 96


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8")).digest(), "big")


def check_letters(text: str) -> str:
    """Six letters in three pairs, ``K7 P4 92``: one of 24**6, so that a swapped code shows other ones."""
    number, letters = _number(text), ""
    for _place in range(6):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return f"{letters[:2]} {letters[2:4]} {letters[4:]}"


def flower(text: str) -> int:
    """Which of the 96 flowers of ``base/page.py`` goes with a text."""
    return (_number(text) >> 64) % FLOWERS
