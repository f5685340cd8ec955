"""Reads a language file (gettext's .po) at the speed a starting window needs; writing them is resources/locale/gather.py's.

Only what such a file holds here: texts, plural forms, a header. Comments, obsolete and fuzzy entries are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r"}


class LanguageFile:
    """Translations by source text, the plural forms of a text in order, and the header's lines by name."""

    # No dataclass: their module alone takes longer to load than the whole file to read.

    def __init__(self, forms: dict[str, list[str]], header: dict[str, str]) -> None:
        self.forms, self.header = forms, header

    def text(self, source: str) -> str:
        """The translation; a text that the file lacks stays as it is."""
        found = self.forms.get(source)
        return (found[0] if found else "") or source

    def counted(self, one: str, many: str, count: int) -> str:
        """The form that a language has for a count."""
        found = self.forms.get(one)
        if not found:
            return one if count == 1 else many
        return found[min(self.form_of(count), len(found) - 1)] or (one if count == 1 else many)

    @cached_property
    def form_of(self) -> Callable[[int], int]:
        """The language's own rule: which form a count takes. Source: the header's Plural-Forms, in gettext's notation."""
        from gettext import c2py

        rule = self.header.get("plural-forms", "").partition("plural=")[2].strip().rstrip(";")
        compiled: Callable[[int], int] = c2py(rule or "n != 1")
        return compiled


def read(lines: Iterable[str]) -> LanguageFile:
    """The translations in the lines of a .po file."""
    forms: dict[str, list[str]] = {}
    source, fuzzy, into = "", False, ""
    parts: list[str] = []
    for line in lines:
        if line.startswith('"'):
            if into:
                parts[-1] += _unquoted(line)
        elif line.startswith("msgid "):
            source, into, parts = "", "msgid", [_unquoted(line)]
        elif line.startswith("msgid_plural "):
            source, into, parts = parts[-1], "plural", [""]
        elif line.startswith("msgstr"):
            if into == "msgid":
                source = parts[-1]
            if into != "msgstr":
                parts, into = [], "msgstr"
                if not fuzzy:
                    forms[source] = parts
            parts.append(_unquoted(line))
        elif line.startswith("#,"):
            fuzzy = "fuzzy" in line
        elif not line.strip():
            into, fuzzy = "", False
    header = dict(_field(line) for line in forms.pop("", [""])[0].splitlines())
    return LanguageFile(forms, header)


def _field(line: str) -> tuple[str, str]:
    name, _colon, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _unquoted(line: str) -> str:
    inside = line[line.index('"') + 1 : line.rindex('"')]
    if "\\" not in inside:
        return inside
    first, *rest = inside.split("\\\\")
    return "\\".join(_unescaped(part) for part in (first, *rest))


def _unescaped(text: str) -> str:
    head, *tails = text.split("\\")
    return head + "".join(ESCAPES.get(tail[:1], tail[:1]) + tail[1:] for tail in tails)
