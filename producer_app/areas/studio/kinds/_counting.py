"""How places of sale count the letters of a title, and how a title is cut to fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


def letters(text: str) -> int:
    """Every letter is one, of whatever script.

    >>> letters("和田大枣 500g")
    9
    """
    return len(text)


def two_for_han(text: str) -> int:
    """Latin letters and digits are one, Han and all others two, as in "30 Han or 60 characters".

    >>> two_for_han("和田大枣 500g")
    13
    """
    return sum(1 if ord(letter) < 128 else 2 for letter in text)


def cut(text: str, limit: int, count: Callable[[str], int]) -> str:
    """The text, or as much of its beginning as fits: whole words where it has blanks, never half a composed letter.

    >>> cut("Rose petal jam from Hotan", 16, letters)
    'Rose petal jam'
    >>> cut("和田玫瑰花酱", 8, two_for_han)
    '和田玫瑰'
    """
    text = " ".join(text.split())
    if count(text) <= limit:
        return text
    end = 0
    while end < len(text) and count(text[:end + 1]) <= limit:
        end += 1
    while 0 < end < len(text) and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f" or text[end - 1] == "\u200d"):
        end -= 1
    short = text[:end]
    blank = short.rfind(" ")
    inside_a_word = (text[end:end + 1].strip() and short[-1:].isascii()) or "\u0600" <= short[-1:] <= "\u06ff"
    return (short[:blank] if inside_a_word and blank > 0 else short).strip()
