"""Language files are read quickly and as gettext itself reads them."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import polib
import pytest

from producer_app.base import language_file
from producer_app.base.travelling import RESOURCES

FILES = sorted(Path(str(RESOURCES / "locale")).glob("*.po"))

RUSSIAN = r"""
# a note
msgid ""
msgstr ""
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

#: somewhere.py
msgid ""
"A long text, "
"in two \"pieces\"\n"
msgstr ""
"Длинный текст "
"из двух \\ «кусков»\n"

#, fuzzy
msgid "Perhaps"
msgstr "Наверное"

msgid "Empty"
msgstr ""

msgid "{count} jar"
msgid_plural "{count} jars"
msgstr[0] "{count} банка"
msgstr[1] "{count} банки"
msgstr[2] "{count} банок"

#~ msgid "Gone"
#~ msgstr "Ушло"
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_reads_as_gettext_reads_it(path: Path) -> None:
    po = polib.pofile(str(path))
    real = gettext.GNUTranslations(io.BytesIO(po.to_binary()))
    ours = language_file.read(path.read_text(encoding="utf-8").splitlines(keepends=True))
    assert len(po) > 100
    for entry in po:
        assert ours.text(entry.msgid) == real.gettext(entry.msgid)
        if entry.msgid_plural:
            for count in (0, 1, 2, 5, 11, 21, 100):
                both = entry.msgid, entry.msgid_plural, count
                assert ours.counted(*both) == real.ngettext(*both)
    assert ours.header["x-native-name"] == po.metadata["X-Native-Name"]


def russian() -> language_file.LanguageFile:
    return language_file.read(io.StringIO(RUSSIAN))


def test_texts_over_several_lines_with_quotes_and_backslashes() -> None:
    assert russian().text('A long text, in two "pieces"\n') == "Длинный текст из двух \\ «кусков»\n"


@pytest.mark.parametrize("text", ["Perhaps", "Empty", "Gone", "Never written"])
def test_a_text_without_a_sure_translation_stays_in_english(text: str) -> None:
    assert russian().text(text) == text


@pytest.mark.parametrize(
    ("count", "word"), [(1, "банка"), (2, "банки"), (5, "банок"), (11, "банок"), (21, "банка"), (104, "банки")]
)
def test_a_language_with_three_plural_forms_uses_its_own_rule(count: int, word: str) -> None:
    assert russian().counted("{count} jar", "{count} jars", count) == f"{{count}} {word}"


@pytest.mark.parametrize(("count", "word"), [(1, "day"), (2, "days"), (0, "days")])
def test_a_plural_that_the_file_lacks_stays_in_english(count: int, word: str) -> None:
    assert russian().counted("day", "days", count) == word
