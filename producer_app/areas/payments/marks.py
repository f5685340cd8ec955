"""Marks on a printed sheet by which it is known as hers: four check words, and a flower that changes every day.

Both come from the code's text, the number that the trail began with and the passphrase's key, so a sheet made by somebody
else shows other words, and yesterday's sheet another flower. They are set anew when a passphrase is set: print again then.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from producer_app.areas.payments.rows import ReceivingCode
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.replaying import State
from producer_app.base.digests import sha256
from producer_app.base.i18n import N_, in_language
from producer_app.base.marks import FLOWERS
from producer_app.store.shop import Shop

WORDS_A_SHEET = 4
# Things that everybody knows by sight: the picture's name and the word. Appended never, the number of a word is its place.
THINGS: tuple[tuple[str, str], ...] = (
    ("sun", N_("Sun")), ("moon", N_("Moon")), ("star", N_("Star")), ("tree", N_("Tree")), ("leaf", N_("Leaf")),
    ("flower", N_("Flower")), ("house", N_("House")), ("door", N_("Door")), ("key", N_("Key")), ("bell", N_("Bell")),
    ("drop", N_("Drop of water")), ("fire", N_("Flame")), ("scissors", N_("Scissors")), ("umbrella", N_("Umbrella")),
    ("heart", N_("Heart")), ("clock", N_("Watch")), ("snowflake", N_("Snowflake")), ("gift", N_("Present")),
    ("scales", N_("Scales")), ("eye", N_("Eye")), ("hand", N_("Hand")), ("truck", N_("Lorry")), ("book-open", N_("Book")),
    ("camera", N_("Photo camera")), ("flag", N_("Flag")), ("lightbulb", N_("Lamp")), ("lightning", N_("Lightning")),
    ("music-note", N_("Song")), ("phone", N_("Telephone")), ("shopping-cart", N_("Cart")), ("suitcase", N_("Suitcase")),
    ("wrench", N_("Wrench")))


class CheckWord(NamedTuple):
    """One of 32 things. ``icon``: its picture; ``names``: by language."""

    icon: str
    names: dict[str, str]


def _keyed(key: bytes, text: bytes) -> bytes:
    import hmac  # only where words or a flower are drawn: it loads OpenSSL

    return hmac.digest(key, text, "sha256")


def _mark(state: State) -> bytes:
    return sha256(f"{state.shop}\n{state.public}".encode()).digest()


def check_words(shop: Shop, code: ReceivingCode) -> tuple[CheckWord, ...]:
    """Four things for a code, one of 32**4 (a million) rows of four; the same as long as code and passphrase stay."""
    return _words(proving.look(shop).state, code.payload)


def on_paper(state: State, typed: str) -> bool:
    """Whether these are the four words, in their order and in one language, of a code in this trail that is in use."""
    wanted = "".join(letter for letter in typed.casefold() if letter.isalnum())
    for code in state.codes.values():
        things = _words(state, code.values["payload"]) if code.standing != "retired" else ()
        for language in ("en", "zh", "ug"):
            said = "".join(thing.names[language] for thing in things)
            if wanted and wanted == "".join(letter for letter in said.casefold() if letter.isalnum()):
                return True
    return False


def _words(state: State, payload: str) -> tuple[CheckWord, ...]:
    number = int.from_bytes(_keyed(_mark(state), b"words\n" + payload.encode("utf-8")), "big")
    found = []
    for _place in range(WORDS_A_SHEET):
        number, place = divmod(number, len(THINGS))
        icon, word = THINGS[place]
        found.append(CheckWord(icon, {language: in_language(word, language) for language in ("en", "zh", "ug")}))
    return tuple(found)


def flower_of(shop: Shop, day: date) -> int:
    """The flower of a day, one of 96 as ``base.page.Sprig`` draws them: nobody without this shop's file can tell the next."""
    mark = _mark(proving.look(shop).state)
    return int.from_bytes(_keyed(mark, b"flower\n" + day.isoformat().encode("ascii")), "big") % FLOWERS
