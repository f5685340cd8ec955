"""Words in the chosen language: gettext over ``resources/locale/<lang>.po``; a new language is one new file there.

English is the source text. ``_()`` at use, ``N_()`` in constants; whole sentences with named placeholders.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from producer_app.base.travelling import RESOURCES

if TYPE_CHECKING:
    from producer_app.base.language_file import LanguageFile

SOURCE_LANGUAGE = "en"
RIGHT_TO_LEFT = frozenset({"ug", "ar", "fa", "ur", "he"})
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

_current = SOURCE_LANGUAGE
# None speaks the source language: then nothing need be read before the window is painted.
_texts: LanguageFile | None = None


def languages() -> list[str]:
    """Codes of all languages on offer, the source language last as on the switch."""
    folder = RESOURCES / "locale"
    found = sorted(p.name.removesuffix(".po") for p in folder.iterdir() if p.name.endswith(".po"))
    return [*found, SOURCE_LANGUAGE]


@cache
def _load(language: str) -> LanguageFile | None:
    file = RESOURCES / "locale" / f"{language}.po"
    if language == SOURCE_LANGUAGE or not file.is_file():
        return None
    from producer_app.base import language_file

    with file.open(encoding="utf-8") as lines:
        return language_file.read(lines)


def name_of(language: str) -> str:
    """What a language calls itself, from the header of its file."""
    if language == SOURCE_LANGUAGE:
        return "English"
    # Only the header is read: the switch names every language, and loads none but the one in use.
    with (RESOURCES / "locale" / f"{language}.po").open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("msgid") and '""' not in line:
                break
            name, colon, value = line.strip().strip('"').partition(":")
            if colon and name.lower() == "x-native-name":
                return value.removesuffix("\\n").strip()
    return language


def use(language: str) -> None:
    """Speak this language from now on. Raises ValueError: no such file."""
    global _current, _texts
    if language not in languages():
        raise ValueError(f"no language file for {language!r}")
    _texts = _load(language)
    _current = language


def current() -> str:
    """The code of the language in use."""
    return _current


def right_to_left(language: str | None = None) -> bool:
    """Whether a language (the one in use, if none is named) is written from the right."""
    return (language or _current) in RIGHT_TO_LEFT


def _(text: str) -> str:
    return _texts.text(text) if text and _texts else text


def ngettext(one: str, many: str, count: int) -> str:
    """The form for a count; ``{count}`` is left for ``format``."""
    if _texts:
        return _texts.counted(one, many, count)
    return one if count == 1 else many


def N_(text: str) -> str:
    """Marks a constant for translation; it is translated where it is used."""
    return text


def in_language(text: str, language: str) -> str:
    """The translation into one language, whatever is in use: for bilingual paper."""
    texts = _load(language)
    return texts.text(text) if texts and text else text


def isolate(text: Any) -> str:
    """Left-to-right isolate round a price, phone, code or Latin name, so that ``¥25.00`` stays ``¥25.00``.

    Source: Unicode Standard Annex 9, section 2.5 (LRI U+2066, PDI U+2069).
    """
    return f"{LRI}{text}{PDI}"


def apart(text: str) -> str:
    """Words from outside in their own direction: ``王*`` and a Chinese title keep their order on a Uyghur screen; "" stays "".

    Source: Unicode Standard Annex 9, section 2.5 (first strong isolate FSI U+2068, PDI U+2069).
    """
    return f"{FSI}{text}{PDI}" if text else ""


def bare(text: str) -> str:
    """The text without isolates, for files and programs."""
    return text.translate({ord(c): None for c in (LRI, RLI, FSI, PDI)})
