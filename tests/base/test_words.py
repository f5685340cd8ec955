"""Every text of the program stands in every language file, with its placeholders, in the letters of its script."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Formatter

import polib
import pytest

# Mapped to resources/ at installation; whether mypy finds it there depends on how it was installed.
from producer_app_resources.locale import gather  # type: ignore[import-not-found, import-untyped, unused-ignore]

from producer_app.base import i18n

LOCALE = Path(str(resources.files("producer_app_resources") / "locale"))
SOURCES = Path(i18n.__file__).resolve().parents[1]
LANGUAGES = sorted(path.stem for path in LOCALE.glob("*.po"))
EACH = pytest.mark.parametrize("language", LANGUAGES)

# The letters of Uyghur in its standard order, with the hamza carrier and the marks of its punctuation.
# Source: the Uyghur orthography; h is U+06BE, e U+06D5, i U+0649, ë U+06D0, y U+064A, k U+0643.
UYGHUR = frozenset("ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي" + "،؛؟")
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
HAN = r"[\u4e00-\u9fff]"
PLACEHOLDER = re.compile(r"\{\w*\}")
ISOLATED = re.compile("\u2066[^\u2069]*\u2069")


def words(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / f"{language}.po"))


def pairs(language: str) -> list[tuple[str, str]]:
    """Source and translation of each text, each plural form for itself; what has no translation is left to its own test."""
    found = []
    for entry in words(language):
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        found += [(entry.msgid_plural or entry.msgid, form) for form in forms if form]
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_chinese_and_uyghur_are_there() -> None:
    assert {"zh", "ug"} <= set(LANGUAGES)


@EACH
def test_every_text_of_the_program_is_translated(language: str) -> None:
    file = words(language)
    told = {entry.msgid for entry in file if not gather.lacks(entry, file)}
    assert [text for text in gather.gather(SOURCES) if text not in told] == []


@EACH
def test_every_plural_has_all_its_forms(language: str) -> None:
    file = words(language)
    known = {entry.msgid: entry for entry in file}
    plurals = [text for text in gather.gather(SOURCES).values() if text.many]
    assert [text.one for text in plurals if known[text.one].msgid_plural != text.many] == []


@EACH
def test_placeholders_are_those_of_the_source(language: str) -> None:
    assert [(source, text) for source, text in pairs(language) if fields(source) != fields(text)] == []


@EACH
def test_texts_begin_and_end_as_the_source_does(language: str) -> None:
    ends = str.maketrans("。？！：؟", ".?!:?")

    def shape(text: str) -> tuple[bool, bool, str]:
        bare = i18n.bare(text).translate(ends)
        return bare[:1].isspace(), bare[-1:].isspace(), bare[-1:] if bare[-1:] in ".?!:…" else ""

    assert [(source, text) for source, text in pairs(language) if shape(source) != shape(text)] == []


@EACH
def test_quotes_are_those_of_the_language(language: str) -> None:
    assert [text for _, text in pairs(language) if '"' in text or "'" in text] == []
    if language == "ug":
        assert [text for _, text in pairs(language) if re.search("[“”‘’]", ISOLATED.sub("", text))] == []
    assert [text for _, text in pairs(language) if text.count("“") != text.count("”") or text.count("«") != text.count("»")] == []


@EACH
def test_digits_are_0_to_9(language: str) -> None:
    assert [text for _, text in pairs(language) if any(c.isdigit() and not c.isascii() for c in text)] == []


@EACH
def test_isolates_are_closed(language: str) -> None:
    for _, text in pairs(language):
        assert text.count(i18n.LRI) == text.count(i18n.PDI) == len(ISOLATED.findall(text)), text


def test_uyghur_is_written_in_its_own_letters() -> None:
    strange = {(c, text) for _, text in pairs("ug") for c in ARABIC_SCRIPT.findall(text) if c not in UYGHUR}
    assert strange == set()


def test_uyghur_vowels_at_the_beginning_of_a_word_stand_on_a_hamza() -> None:
    bare_vowel = re.compile(r"(?<![\u0600-\u06ff])[اەېىوۇۆۈ]")
    allowed = re.compile(r"\}\S*")  # an ending that follows a placeholder
    assert [t for _, t in pairs("ug") if bare_vowel.search(allowed.sub("", t))] == []


def test_uyghur_has_its_own_commas_and_question_marks() -> None:
    assert [t for _, t in pairs("ug") if re.search(r"[,;?](?!\d)", ISOLATED.sub("", t))] == []


def test_dates_ranges_and_amounts_with_units_keep_their_order_in_uyghur() -> None:
    turned = re.compile(r"\d\s+[A-Za-z]|[A-Za-z]\s+\d|\d[-/]\d|[¥$]\d|\d%")
    assert [t for _, t in pairs("ug") if turned.search(ISOLATED.sub("", PLACEHOLDER.sub("0", t)))] == []


def test_chinese_has_its_own_punctuation() -> None:
    assert [t for _, t in pairs("zh") if re.search(f"{HAN}[,;:?!.]|[,;:?!]{HAN}", t)] == []


def test_chinese_is_the_simplified_one() -> None:
    def simplified(letter: str) -> bool:
        try:
            return bool(letter.encode("gb2312"))
        except UnicodeEncodeError:
            return False

    assert [(c, t) for _, t in pairs("zh") for c in re.findall(HAN, t) if not simplified(c)] == []


@EACH
def test_the_language_tells_its_name_and_plurals(language: str) -> None:
    file = words(language)
    assert file.metadata["Language"] == language
    assert file.metadata["X-Native-Name"] == i18n.name_of(language) != language
    assert file.metadata["Plural-Forms"].startswith("nplurals=")


@EACH
def test_the_language_can_be_chosen_and_speaks(language: str) -> None:
    i18n.use(language)
    assert i18n._("Change price") == dict(pairs(language))["Change price"]
    assert i18n.right_to_left() == (language == "ug")


# --- the tool that gathers


def gathered(tmp_path: Path, source: str) -> dict[str, gather.Text]:
    program = tmp_path / "producer_app"
    program.mkdir(exist_ok=True)
    (program / "one.py").write_text(source, encoding="utf-8")
    found: dict[str, gather.Text] = gather.gather(program)
    return found


def test_texts_are_found_wherever_they_are_marked(tmp_path: Path) -> None:
    source = """
A = N_("a")
x = _("b " "b")
y = i18n._("c" if x else "d")
z = ngettext("{count} e", "{count} es", n)
_(A)
_(NAMES[y])
in_language("f", "zh")
"""
    found = gathered(tmp_path, source)
    assert list(found) == ["a", "b b", "c", "d", "{count} e", "f"]
    assert [text.many for text in found.values() if text.many] == ["{count} es"]


@pytest.mark.parametrize(
    "source", ['_(f"{n} orders")', '_("a" + b)', '_("a {x}".format(x=1))', "N_(name)", '_("%s" % n)', "ngettext(one, many, n)"]
)
def test_a_text_put_together_before_translation_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(gather.NotConstant, match=r"one\.py:1"):
        gathered(tmp_path, source)


def test_gathering_again_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "ug.po"
    gather.update(file, "ug", gathered(tmp_path, '_("stays")\n_("goes")\nngettext("{count} day", "{count} days", n)\n'))
    first = polib.pofile(str(file))
    for entry in first:
        entry.tcomment = gather.UNREAD
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "{count} كۈن", 1: "{count} كۈن"}
        else:
            entry.msgstr = "بار"
    first.save()
    gather.update(file, "ug", gathered(tmp_path, '_("stays")\n_("comes")\nngettext("{count} day", "{count} days", n)\n'))
    second = {entry.msgid: entry for entry in polib.pofile(str(file))}
    assert list(second) == ["stays", "comes", "{count} day"]
    assert second["stays"].msgstr == "بار"
    assert second["comes"].msgstr == ""
    assert second["{count} day"].msgstr_plural == {0: "{count} كۈن", 1: "{count} كۈن"}
    file_again = polib.pofile(str(file))
    assert [entry.msgid for entry in file_again if gather.lacks(entry, file_again)] == ["comes"]
    assert {entry.msgid for entry in gather.unread(file_again)} == {"stays", "{count} day"}
