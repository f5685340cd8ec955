"""One folded form for search in three scripts, and the FTS5 question for what a person types.

Folded: NFKC, case folded, Uyghur look-alikes and presentation forms joined, tatweel and zero-width joiners out, one
token a Han letter. Source of the look-alikes: the Uyghur alphabet's code points (U+06BE, U+06D5, U+0649, U+06D0).
"""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({
    "ه": "ھ", "ہ": "ھ", "ة": "ە", "ي": "ى", "ی": "ى", "ك": "ك", "ک": "ك", "ڪ": "ك",
    "ـ": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "",
    "\ufeff": "", "\u00ad": "",
})


_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()}


def _han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\U00020000" <= letter <= "\U0003ffff"


def folded(text: str) -> str:
    """What is stored in a search column and compared. Han letters stand apart so that each is a word of its own."""
    if text.isascii():  # numbers, phones and codes of every order: the short way to the same
        return " ".join(text.lower().translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    out = []
    for letter in plain:
        if _han(letter):
            out.append(f" {letter} ")
        else:
            out.append(letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " ")
    return " ".join("".join(out).split())


def question(typed: str) -> str:
    """The FTS5 MATCH text for what was typed so far: every word must occur, the last may be unfinished. "" for nothing."""
    words = folded(typed).split()
    if not words:
        return ""
    run: list[str] = []
    parts: list[str] = []
    for word in words:
        if _han(word[0]):
            run.append(word)
            continue
        if run:
            parts.append('"' + " ".join(run) + '"')
            run = []
        parts.append(f'"{word}"*')
    if run:
        parts.append('"' + " ".join(run) + '"')
    return " ".join(parts)
