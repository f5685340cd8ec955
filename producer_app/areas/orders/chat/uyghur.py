"""An address in Uyghur, read apart: region, prefecture, county, town, village, street; the region in Chinese where it is certain.

The words for a rank (ناھىيىسى, شەھىرى) say which of several places of one name is meant: خوتەن is a prefecture, a city and a
county. What stays uncertain keeps the writer's own words and says why; the whole address as written is kept beside it always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from producer_app.areas.orders.chat.places import Place, table
from producer_app.areas.orders.chat.uyghur_names import PLACES, PROVINCES
from producer_app.areas.orders.chat.values import Address, Part
from producer_app.base.i18n import _
from producer_app.base.search import folded

XINJIANG, ILI = "650000", "654000"
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
# What speaks of a place in Uyghur; in Latin letters such an address is seen, and left to the person.
SPEAKS = re.compile(r"ن[اا][ھهہە][ىيی]ي?[ىيیەه]|ش[ەه][ھهہ][ىيیەه]ر|يېز[اى]|كەنت|كوچ[اى]|م[ەه][ھهہ][ەه]لل|رايون|ۋىلاي"
                    r"|ئوبلاست|ئۆلك|ئاپتونوم|بازىرى", re.IGNORECASE)
LATIN = re.compile(r"\b\w*(?:nahiy[ei]|wilayi?t|viloyat|sh[eə]h[ie]r|y[eéë]zis|kenti|mehelli|kochisi)\w*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s،,;؛.。:：()]+")
MOST_AWAY, LONGEST_NAME = 8, 3
# A name of so few letters is a word of its own as well: only its rank makes it a place.
SHORT = 3
_RANKS = {
    "province": ("ئۆلكىسى", "ئۆلكە"), "prefecture": ("ۋىلايىتى", "ۋىلايەت", "ئوبلاستى", "ئوبلاست"), "city": ("شەھىرى", "شەھەر"),
    "county": ("ناھىيىسى", "ناھىيەسى", "ناھىيسى", "ناھىيە"), "district": ("رايونى", "رايون"),
    "town": ("بازىرى", "يېزىسى", "يېزا"), "village": ("كەنتى", "كەنت", "مەھەللىسى", "مەھەللە"),
    "street": ("كوچىسى", "كوچا", "يولى"),
    "house": ("نومۇر", "نومۇرى", "نومۇرلۇق", "نۇمۇر", "قورۇ", "قورۇسى", "بىنا", "بىناسى", "ئۆي"),
}
SMALLER = ("town", "village", "street", "house")
_FOLKS = ("ئۇيغۇر", "قازاق", "موڭغۇل", "قىرغىز", "خۇيزۇ", "تاجىك", "شىبە", "جۇاڭزۇ", "ئاپتونوم")
# Endings of case: of, in, to, from.
_ENDINGS = ("دىكى", "تىكى", "نىڭ", "دىن", "تىن", "دا", "دە", "تا", "تە", "غا", "گە", "قا", "كە")


def key(word: str) -> str:
    """A word for comparing: look-alikes of other keyboards, presentation forms and stretched letters are one.

    >>> key("ناهييـسى") == key("ناھىيسى"), key("ﻧﺎﮬﯩﻴﯩﺴﻰ") == key("ناھىيىسى"), key("خوتەن") == key("خوتېن")
    (True, True, False)
    """
    return folded(word).translate({ord("ھ"): "ە", ord("ه"): "ە"})


class _Word(NamedTuple):
    start: int
    end: int
    key: str


class _Step(NamedTuple):
    """One named place on the way down. ``codes``: of this name and rank; ``named``: of this name alone; ``end``: behind its last
    word; ``text``: as written."""

    codes: tuple[str, ...]
    named: tuple[str, ...]
    ranked: bool
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """An address found in a text, and where it begins there."""

    address: Address
    start: int


@cache
def _rank_words() -> dict[str, str]:
    return {key(word): rank for rank, words in _RANKS.items() for word in words}


@cache
def _folk_words() -> frozenset[str]:
    return frozenset(map(key, _FOLKS))


@cache
def _ending_keys() -> tuple[str, ...]:
    return tuple(map(key, _ENDINGS))


@cache
def _named(provinces: bool) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for code, names in (PROVINCES if provinces else PLACES).items():
        for name in names:
            words = tuple(map(key, name.split()))
            found[words] = (*found.get(words, ()), code)
    return found


@cache
def _places() -> dict[str, Place]:
    known = table()
    every = (*known.provinces, *known.cities["65"], *known.counties["65"])
    return {place.code: place for place in every}


def _stems(word: str) -> list[str]:
    """A word, and without an ending of case."""
    endings = [ending for ending in _ending_keys() if word.endswith(ending) and len(word) > len(ending) + 1]
    return [word, *(word.removesuffix(ending) for ending in endings)]


def rank_of(word: str) -> str:
    """The rank a folded word stands for, "" for none."""
    ranks = _rank_words()
    return next((ranks[stem] for stem in _stems(word) if stem in ranks), "")


def _name_at(words: list[_Word], at: int, *, provinces: bool) -> tuple[tuple[str, ...], int]:
    """The codes of the longest name at a word and the word behind it; nothing where there is none."""
    names = _named(provinces)
    for many in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        run = [word.key for word in words[at:at + many]]
        for last in _stems(run[-1]):
            codes = names.get((*run[:-1], last))
            if codes:
                return codes, at + many
    return (), at


def _rank_at(words: list[_Word], at: int) -> tuple[str, int]:
    """The rank that follows a name and the word behind it; the people of an autonomous place stand between."""
    here = at
    while here < len(words) and any(stem in _folk_words() for stem in _stems(words[here].key)):
        here += 1
    if here >= len(words):
        return "", at
    rank = rank_of(words[here].key)
    if rank == "district" and here > at and words[here - 1].key == key("ئاپتونوم"):
        return "region", here + 1
    return (rank, here + 1) if rank else ("", at)


def _fits(code: str, rank: str) -> bool:
    name = _places()[code].name
    return {"prefecture": code.endswith("00") and not name.endswith("市"), "city": name.endswith("市"),
            "county": name.endswith("县") and not code.endswith("00"), "district": name.endswith("区") and not code.endswith("00"),
            "": True}.get(rank, False)


def _steps(text: str, words: list[_Word], at: int) -> tuple[list[_Step], int]:
    """The named places one after the other from a word on, and the first word that is none."""
    steps: list[_Step] = []
    while at < len(words):
        codes, behind = _name_at(words, at, provinces=False)
        rank, after = _rank_at(words, behind)
        bare = len("".join(word.key for word in words[at:behind])) <= SHORT and not rank
        # ئىلى دەرياسى يولى in the city of غۇلجا: behind a county stands no larger place.
        inside = not rank and bool(steps) and bool(steps[-1].codes) and not any(code.endswith("00") for code in steps[-1].codes)
        if not codes or rank in SMALLER or bare or inside:
            break
        fitting = tuple(code for code in codes if _fits(code, rank))
        steps.append(_Step(fitting, codes, bool(rank), text[words[at].start:words[after - 1].end]))
        at = after
    return steps, at


def split(text: str) -> Read | None:
    """The address in a text, from its first place on; None where no place is known in it."""
    words = [_Word(found.start(), found.end(), key(found.group())) for found in _TOKEN.finditer(text)]
    for at in range(min(len(words), MOST_AWAY)):
        province, behind = _name_at(words, at, provinces=True)
        if province:
            rank, after = _rank_at(words, behind)
            if rank in SMALLER or rank == "county":
                continue
            behind = after
        steps, rest = _steps(text, words, behind if province else at)
        if province or any(step.ranked for step in steps) or len(steps) > 1:
            code = province[0] if province else XINJIANG
            return Read(_address(text, words, at, code, steps if code == XINJIANG else [],
                                 rest if code == XINJIANG else behind), words[at].start)
    return None


def _address(text: str, words: list[_Word], at: int, code: str, steps: list[_Step], behind: int) -> Address:
    province = _places()[code]
    city, county = _city_and_county(steps) if code == XINJIANG else _elsewhere(code)
    if not county.text and behind + 1 < len(words) and rank_of(words[behind + 1].key) == "county":
        county = Part(text[words[behind].start:words[behind + 1].end], sure=False, why=_("This county is not known."))
        behind += 2
    rest = text[words[behind].start:].strip() if behind < len(words) else ""
    town, village, street = _small(text, words[behind:])
    lacking = not (village or street)
    part = Part(rest, sure=not lacking, why=_("The street is missing.") if lacking else "")
    return Address(Part(province.name), city, county, part, town, village, street, text[words[at].start:].strip())


def _elsewhere(code: str) -> tuple[Part, Part]:
    """Of other provinces only the name is known in Uyghur."""
    if code in MUNICIPALITIES:
        return Part(_places()[code].name), Part("", sure=False, why=_("The county is missing."))
    return Part(), Part("", sure=False, why=_("City and county are missing."))


def _inside(upper: str, lower: str) -> bool:
    """Whether a county lies in a prefecture; 伊犁 holds two prefectures, and the cities of the corps lie everywhere."""
    return not lower.endswith("00") and (upper[:4] == lower[:4] or (upper == ILI and lower[:3] == ILI[:3]) or lower[:4] == "6590")


def _city_and_county(steps: list[_Step]) -> tuple[Part, Part]:
    """Prefecture and county of the places that were named, each with how sure it is."""
    if not steps:
        return Part(), Part("", sure=False, why=_("City and county are missing."))
    lower = steps[-1]
    if len(steps) == 1:
        return _alone(lower)
    upper = steps[-2]
    pairs = _pairs(upper.codes, lower.codes)
    if not pairs and lower.codes == (only := tuple(c for c in lower.codes if c.endswith("00"))) and len(only) == 1:
        return _alone(lower)  # a prefecture inside a prefecture
    if len(pairs) == 1:
        return _named_part(pairs[0][0]), _named_part(pairs[0][1])
    # خوتەن شەھىرى قاراقاش ناھىيىسى: the prefecture by the name of its city.
    loose = pairs or _pairs(upper.named, lower.codes) or _pairs(upper.named, lower.named)
    if len({county for _city, county in loose}) == 1:
        told = loose[0][0] in upper.codes
        return (Part(_places()[loose[0][0]].name, sure=told, why="" if told else _("The prefecture was taken from the county.")),
                _ranked_part(lower, loose[0][1]))
    why = (_("{county} does not lie in {city}.") if not loose else _("More than one place is called so: {county}, {city}.")).format(
        county=lower.text, city=upper.text)
    return Part(upper.text, sure=False, why=why), Part(lower.text, sure=False, why="")


def _pairs(upper: tuple[str, ...], lower: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one, other) for one in upper if one.endswith("00") for other in lower if _inside(one, other)]


def _alone(step: _Step) -> tuple[Part, Part]:
    codes = step.codes or step.named
    if len(codes) > 1:
        why = _("{name} may be the city or the county of this name.").format(name=step.text)
        return Part(), Part(step.text, sure=False, why=why)
    place = _places()[codes[0]]
    if place.rank == 1:
        return _ranked_part(step, place.code), Part("", sure=False, why=_("The county is missing."))
    own = table().city_of(place)
    return Part(own.name if own else ""), _ranked_part(step, place.code)


def _ranked_part(step: _Step, code: str) -> Part:
    """A place by its name in Chinese; amber where its rank was written otherwise: a county that has become a city."""
    sure = code in step.codes
    return Part(_places()[code].name, sure=sure, why="" if sure else _("Its rank is another in the table of today."))


def _named_part(code: str) -> Part:
    return Part(_places()[code].name)


def _small(text: str, words: list[_Word]) -> tuple[str, str, str]:
    """Town, village and street with the house, in the writer's words; "" where they are not told."""
    found = {"town": "", "village": "", "street": ""}
    begin = 0
    for place, word in enumerate(words):
        rank = rank_of(word.key) or next((r for r in SMALLER if any(key(part) and rank_of(key(part)) == r
                                                                   for part in re.split(r"[-–_/]", text[word.start:word.end]))), "")
        if rank in ("town", "village"):
            found[rank] = " ".join(filter(None, (found[rank], text[words[begin].start:word.end])))
            begin = place + 1
    if begin < len(words):
        found["street"] = text[words[begin].start:words[-1].end].strip()
    return found["town"], found["village"], found["street"]
