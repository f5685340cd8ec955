"""Gathers the program's texts into the language files; a tool for those who work on the program, never loaded by it.

    python resources/locale/gather.py                    texts of producer_app -> zh.po, ug.po (new ones empty, gone ones dropped)
    python resources/locale/gather.py --source DIR ...   the same from several copies of the sources, for texts still on their way
    python resources/locale/gather.py --missing          what has no translation yet
    python resources/locale/gather.py --review           what a native reader has not seen yet; whoever has read a text
                                                         takes its line "# needs native reader" out of the file

A new language: write its header into HEADERS and run this once.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "producer_app"
WORDS = "producer_app/base/i18n.py"  # what defines _() says no text of its own
UNREAD = "needs native reader"

HEADERS = {
    "zh": {"Plural-Forms": "nplurals=1; plural=0;", "X-Native-Name": "中文"},
    "ug": {"Plural-Forms": "nplurals=2; plural=(n != 1);", "X-Native-Name": "ئۇيغۇرچە"},
}


class NotConstant(ValueError):
    """A text is put together before it is translated, so no file can hold it."""


@dataclass
class Text:
    """One text of the sources: its plural, where it has one, and the files that say it."""

    one: str
    many: str = ""
    files: list[str] = field(default_factory=list)


def texts_of(source: str, name: str) -> Iterator[tuple[str, str]]:
    """Pairs (text, plural or "") that a source marks with ``_``, ``N_`` or ``ngettext``.

    ``_(variable)`` is right where the variable holds an ``N_`` text. Raises NotConstant: a text is built from pieces.
    """
    calls = [node for node in ast.walk(ast.parse(source, name)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        where = f"{name}:{node.lineno}"
        if called in ("_", "in_language") and node.args:
            for text in _constants(node.args[0], where):
                yield text, ""
        elif called == "N_":
            yield _constant(node.args[0], where), ""
        elif called == "ngettext":
            yield _constant(node.args[0], where), _constant(node.args[1], where)


def _constants(node: ast.expr, where: str) -> list[str]:
    """The text, both texts of a choice, or none where a variable or function gives it."""
    if isinstance(node, ast.IfExp):
        return [*_constants(node.body, where), *_constants(node.orelse, where)]
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _constants(value, where)]
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Starred):
        return []
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") not in ("format", "join", "format_map"):
        return []
    return [_constant(node, where)]


def _constant(node: ast.expr, where: str) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise NotConstant(f"{where}: the text is not a constant: {ast.unparse(node)}")
    return node.value


def gather(*programs: Path) -> dict[str, Text]:
    """All texts of these folders of sources by their singular, in the order of the files."""
    found: dict[str, Text] = {}
    for program in programs:
        for path in sorted(program.rglob("*.py")):
            name = path.relative_to(program.parent).as_posix()
            if name == WORDS:
                continue
            for one, many in texts_of(path.read_text(encoding="utf-8"), name):
                if not one:
                    continue
                text = found.setdefault(one, Text(one))
                text.many = text.many or many
                if name not in text.files:
                    text.files.append(name)
    return found


def update(file: Path, language: str, texts: dict[str, Text]) -> polib.POFile:
    """Brings one language file in step: known translations stay, new texts come empty, gone ones leave."""
    old = {entry.msgid: entry for entry in polib.pofile(str(file))} if file.exists() else {}
    fresh = polib.POFile(wrapwidth=120)
    fresh.metadata = {
        "Project-Id-Version": "producer-app",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **HEADERS[language],
    }
    for text in texts.values():
        fresh.append(_entry(text, old.get(text.one)))
    fresh.save(str(file))
    return fresh


def _entry(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.one, occurrences=[(name, "") for name in text.files])
    if text.many:
        entry.msgid_plural = text.many
        entry.msgstr_plural = dict(known.msgstr_plural) if known and known.msgstr_plural else {}
    elif known:
        entry.msgstr = known.msgstr
    if known:
        entry.tcomment = known.tcomment
    return entry


def lacks(entry: polib.POEntry, file: polib.POFile) -> bool:
    """Whether a text, or one of its plural forms, has no translation."""
    if not entry.msgid_plural:
        return not entry.msgstr
    forms = int(file.metadata["Plural-Forms"].split("nplurals=")[1].split(";")[0])
    return any(not entry.msgstr_plural.get(n) for n in range(forms))


def unread(file: polib.POFile) -> list[polib.POEntry]:
    """Translations that no native reader has seen yet."""
    return [entry for entry in file if UNREAD in entry.tcomment]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--source", type=Path, action="append", help="a folder of sources (the program's own when none is named)")
    asked.add_argument("--missing", action="store_true")
    asked.add_argument("--review", action="store_true")
    args = asked.parse_args()
    if args.missing or args.review:
        for path in sorted(HERE.glob("*.po")):
            file = polib.pofile(str(path))
            for entry in unread(file) if args.review else [e for e in file if lacks(e, file)]:
                print(path.stem, entry.msgid, *(entry.msgstr_plural.values() or [entry.msgstr]), sep="\t")
        return
    texts = gather(*(args.source or [PROGRAM]))
    for language in HEADERS:
        file = update(HERE / f"{language}.po", language, texts)
        print(f"{language}: {len(file)} texts, {sum(lacks(e, file) for e in file)} to translate, {len(unread(file))} to read over")


if __name__ == "__main__":
    main()
