"""Provinces, prefectures and counties of China, with the names people write for short, and the year of the table.

The table comes with python-stdnum (its list of GB/T 2260 codes, with the years in which each name was in use): names of
today are used, older ones are understood. Source: GB/T 2260, codes of the administrative divisions; six digits, two each
for province, prefecture and county.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

# The peoples in names of autonomous places.
_FOLKS = (
    "(?:维吾尔|哈萨克|柯尔克孜|蒙古|回族|壮族|藏族|苗族|彝族|侗族|土家族|布依族|"
    "朝鲜族|傣族|景颇族|白族|羌族|傈僳族|哈尼族|满族|瑶族|黎族|畲族|水族|"
    "佤族|拉祜族|纳西族|仡佬族|锡伯|塔吉克|东乡族|撒拉族|保安族|裕固族|土族|毛南族|"
    "仫佬族|达斡尔族|鄂温克族|独龙族|怒族|普米族|布朗族|各族)+")
_PROVINCE = re.compile(rf"(?<=..)(?:{_FOLKS})?(?:自治区|特别行政区|省|市)$")
_CITY = re.compile(rf"(?<=..)(?:(?:{_FOLKS})?自治州|地区|盟|市)$")
_COUNTY = re.compile(rf"(?<=..)(?:(?:{_FOLKS})?自治(?:县|旗)|县|市|区|旗)$")
# What the table counts as a place and nobody writes.
_NO_PLACE = re.compile(r"市辖区$|^市区$|^县$|直辖县级行政|^郊区$")
# Short names in use that no rule gives.
_ALSO = {"652700": ("博州",), "652800": ("巴州",), "653000": ("克州",), "654000": ("伊犁州",), "652300": ("昌吉州",),
         "522300": ("黔西南",), "522600": ("黔东南",), "522700": ("黔南",), "433100": ("湘西",), "150000": ("内蒙",)}
# A few names of the table stand in traditional letters.
_PLAIN = str.maketrans("別區門達嶺呼", "别区门达岭呼")
_OLD = "19840101"  # codes that ended with the reform of the 1980s say nothing about addresses of today


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``code``: six digits; ``name``: in full, as of the table's year; ``short``: what people write for it."""

    code: str
    name: str
    short: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """0 a province, 1 a prefecture, 2 a county."""
        return 0 if self.code.endswith("0000") else 1 if self.code.endswith("00") else 2


@dataclass(frozen=True, slots=True)
class Table:
    """All places. ``year``: of the newest name in it."""

    year: int
    provinces: tuple[Place, ...]
    cities: dict[str, tuple[Place, ...]]
    counties: dict[str, tuple[Place, ...]]
    # Every place under the first two letters of each of its names: a text is asked at every letter.
    heads: dict[str, tuple[Place, ...]]

    def near(self, letters: str, rank: int) -> list[Place]:
        """The places of a rank that can begin with two letters."""
        return [place for place in self.heads.get(letters, ()) if place.rank == rank]

    def city_of(self, county: Place) -> Place | None:
        """The prefecture of a county, None for one directly under its province."""
        return next((c for c in self.cities[county.code[:2]] if c.code[:4] == county.code[:4]), None)

    def province_of(self, place: Place) -> Place:
        """The province of a place."""
        return next(p for p in self.provinces if p.code[:2] == place.code[:2])

    def in_city(self, city: Place) -> list[Place]:
        """The counties of a prefecture."""
        return [c for c in self.counties[city.code[:2]] if c.code[:4] == city.code[:4]]


def _names(cell: str) -> tuple[str, list[str], int]:
    """Today's name of a cell like ``[1983-1998]南山矿区,[2002-]达坂城区``, its older ones, and the newest year in it."""
    today, before, newest = "", [], 0
    cell = cell.translate(_PLAIN)
    for part in cell.split(","):
        found = re.fullmatch(r"\[(\d*)-(\d*)\](.*)", part)
        since, until, name = found.groups() if found else ("", "", part)
        newest = max(newest, int(since or 0), int(until or 0))
        if not until:
            today = name
        elif int(until) >= int(_OLD[:4]) + 1:
            before.append(name)
    return today, before, newest


def _short(name: str, rule: re.Pattern[str]) -> tuple[str, ...]:
    bare = rule.sub("", name)
    return (bare,) if bare != name and len(bare) >= 2 else ()


def _city_short(name: str) -> tuple[str, ...]:
    bare = _short(name, _CITY)
    return (*bare, f"{bare[0]}州") if bare and name.endswith("自治州") else bare


@cache
def table() -> Table:
    """The table, read once."""
    text = (resources.files("stdnum.cn") / "loc.dat").read_text("utf-8")
    provinces: list[Place] = []
    cities: dict[str, list[Place]] = {}
    counties: dict[str, list[Place]] = {}
    year = 0
    head = ""
    for line in text.splitlines():
        if found := re.match(r'(\d\d) province="(.*)"', line):
            head, name = found.groups()
            code = head + "0000"
            name = name.translate(_PLAIN)
            provinces.append(Place(code, name, (*_short(name, _PROVINCE), *_ALSO.get(code, ()))))
            cities[head], counties[head] = [], []
        elif (found := re.match(r' *(\d{4}) county="(.*)"', line)) and not line.lstrip().startswith("0000"):
            code = head + found.group(1)
            today, before, newest = _names(found.group(2))
            year = max(year, newest)
            if not today or _NO_PLACE.search(today):
                continue
            if code.endswith("00"):
                old = tuple(n for n in before if n != today)
                cities[head].append(Place(code, today, (*_city_short(today), *old, *_ALSO.get(code, ()))))
            else:
                old = tuple(n for n in before if n != today and not _NO_PLACE.search(n))
                counties[head].append(Place(code, today, (*_short(today, _COUNTY), *old)))
    for head, found_here in counties.items():  # cities that were raised to prefectures stand in the table twice
        raised = {city.name for city in cities[head]}
        counties[head] = [c for c in found_here if not (c.code[2:4] == "90" and c.name in raised)]
    heads: dict[str, list[Place]] = {}
    for place in (*provinces, *(c for found in cities.values() for c in found), *(c for found in counties.values() for c in found)):
        for letters in {name[:2] for name in (place.name, *place.short)}:
            heads.setdefault(letters, []).append(place)
    return Table(year, tuple(provinces), {h: tuple(c) for h, c in cities.items()}, {h: tuple(c) for h, c in counties.items()},
                 {h: tuple(c) for h, c in heads.items()})
