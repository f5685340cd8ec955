"""Province, city, county and street of one line, from the left: the longest place name first, each inside the one before.

From the left, because a street may be called after another city (新疆伊宁市上海城…), and inside, because many counties
share their names. A county that stands alone is taken only where one place in the country has its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from producer_app.areas.orders.chat.places import Place, Table, table
from producer_app.areas.orders.chat.values import Address, Part
from producer_app.base.i18n import _

_GAP = re.compile(r"[\s,，、/·\-—>]+")
# The corps is written between the region and one of its cities.
_NUMERALS = r"[一二三四五六七八九十\d]{1,3}"
_CORPS = re.compile(rf"(?:新疆)?(?:生产)?(?:建设)?兵团\s*(?:第?\s*({_NUMERALS})\s*师)?"
                    rf"|第?\s*({_NUMERALS})\s*师(?=.{{0,6}}[市团])")
# Each division of the corps and the city it runs. Source: the decisions that founded the cities, 1976 to 2022.
_DIVISIONS = {1: "阿拉尔市", 2: "铁门关市", 3: "图木舒克市", 4: "可克达拉市", 5: "双河市", 6: "五家渠市",
              7: "胡杨河市", 8: "石河子市", 9: "白杨市", 10: "北屯市", 13: "新星市", 14: "昆玉市"}
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
# After a short name these mean something smaller: 和田镇 is not the county.
_SMALLER = ("镇", "乡", "村", "路", "街", "大道", "社区", "小区", "农场", "巷", "酒店", "宾馆", "大厦")
_RANKS = "县市区"
PROVINCE, CITY, COUNTY = 0, 1, 2
# What an address is full of.
DETAIL = re.compile(r"[路街巷弄号楼栋幢座室层村镇乡组队场团连苑园]|大道|单元|小区|社区|广场|大厦|"
                    r"超市|商店|便利店|驿站|学校|医院|宿舍|市场|门口|对面|旁边|公寓|花园|家园|新村|农场|牧场|兵团")


def _at(text: str, start: int, places: Iterable[Place], *, full: bool = False) -> tuple[int, Place, bool] | None:
    """The place whose name stands at a position: where it ends, which, and whether by its full name. Longest first."""
    best: tuple[int, Place, bool] | None = None
    for place in places:
        for name in (place.name, *(() if full else place.short)):
            end = start + len(name)
            whole = name == place.name
            if text.startswith(name, start) and (best is None or (end, whole) > (best[0], best[2])):
                if not whole and place.rank == COUNTY and text[end:end + 1] in _RANKS and text[end:end + 1]:
                    end += 1  # its rank of an earlier year: 库车县 is 库车市 today
                if whole or not text.startswith(_SMALLER, end):
                    best = (end, place, whole)
    return best


def _skip(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _division(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.startswith("十"):
        return 10 + _DIGITS.get(text[1:], 0)
    return _DIGITS.get(text, 0)


def split(text: str) -> Address | None:
    """The parts of a text that begins with a place, or None where it does not.

    >>> a = split("新疆维吾尔自治区和田地区和田市幸福路12号")
    >>> a.province.text, a.city.text, a.county.text, a.rest.text
    ('新疆维吾尔自治区', '和田地区', '和田市', '幸福路12号')
    >>> split("王小明")
    """
    places = table()
    text = text.strip().removeprefix("中国").lstrip()
    first = _at(text, 0, places.near(text[:2], PROVINCE))
    if first is not None:
        return _inside(text, _repeated(text, first[0], first[1]), first[1], places)
    corps = _CORPS.match(text)
    if corps and corps.group():
        return _inside(text, 0, next(p for p in places.provinces if p.code == "650000"), places)
    return _without_province(text, places)


def _repeated(text: str, at: int, province: Place) -> int:
    """Behind the province, also where a form wrote it twice."""
    again = _at(text, _skip(text, at), [province])
    return again[0] if again and again[2] else at


def _inside(text: str, at: int, province: Place, places: Table) -> Address:
    head = province.code[:2]
    at = _skip(text, at)
    corps = _CORPS.match(text, at)
    kept = ""
    division = 0
    if head == "65" and corps and corps.group():
        kept = corps.group().strip()
        division = _division(corps.group(1) or corps.group(2) or "")
        at = _skip(text, corps.end())
    city: Place | None = None
    county: Place | None = None
    sure_county = True
    cities = places.cities[head]
    found_city = _at(text, at, cities)
    found_county = _at(text, at, places.counties[head])
    if found_city and (found_county is None or found_city[0] >= found_county[0]) and not (
            found_county and found_county[2] and not found_city[2]):
        city, at = found_city[1], _skip(text, found_city[0])
        # A prefecture inside a prefecture: 伊犁哈萨克自治州 holds 塔城地区 and 阿勒泰地区.
        inner = _at(text, at, [c for c in cities if c is not city], full=True)
        if inner and city.code == "654000":
            city, at = inner[1], _skip(text, inner[0])
        found_county = _at(text, at, places.in_city(city))
        if found_county is None and city.code == "654000":
            found_county = _at(text, at, [c for c in places.counties[head] if c.code[:3] == "654"])
    return _finished(text, at, province, city, found_county, kept, division, sure_county and county is None, places)


def _finished(text: str, at: int, province: Place, city: Place | None, found: tuple[int, Place, bool] | None, kept: str,
              division: int, sure: bool, places: Table) -> Address:
    county: Part = Part()
    city_part = Part(city.name) if city else Part()
    if found is not None:
        end, place, whole = found
        twins = [c for c in places.counties[place.code[:2]] if place.short[:1] and c.short[:1] == place.short[:1]
                 and (city is None or c.code[:4] == city.code[:4])]
        if whole or len(twins) == 1:
            county = Part(place.name, sure=whole or text[at:end] in place.short[:1],
                          why="" if whole else _("The county was written in short."))
        else:
            county = Part(place.name, sure=False, why=_("{name} may be the city or the county of this name.").format(
                name=text[at:end]))
        own_city = places.city_of(place)
        if own_city is not None and (city is None or own_city.code != city.code):
            city_part = Part(own_city.name)
        at = _skip(text, end)
    elif division in _DIVISIONS and city is None:
        county = Part(_DIVISIONS[division], sure=False, why=_("The city was taken from the division of the corps."))
    elif city is not None and places.in_city(city):
        county = Part("", sure=False, why=_("The county is missing."))
    elif city is None and places.counties[province.code[:2]]:
        county = Part("", sure=False, why=_("City and county are missing."))
    rest = f"{kept}{text[at:].strip()}" if kept else text[at:].strip()
    if province.name in ("北京市", "天津市", "上海市", "重庆市"):
        city_part = Part(province.name)
        county, rest = _municipality(county, rest, province)
    street = Part(rest) if rest else Part("", sure=False, why=_("The street is missing."))
    return Address(Part(province.name), city_part, county, street)


def _municipality(county: Part, rest: str, province: Place) -> tuple[Part, str]:
    """In Beijing, Tianjin, Shanghai and Chongqing the city is the province, and forms write it twice."""
    if county.text or not rest.startswith((province.name, province.name[:-1])):
        return county, rest
    again = rest.removeprefix(province.name).strip() if rest.startswith(province.name) else rest[2:].strip()
    found = _at(again, 0, table().counties[province.code[:2]])
    return (Part(found[1].name), again[found[0]:].strip()) if found else (county, again)


def _without_province(text: str, places: Table) -> Address | None:
    """An address that begins with its city or county. Only full names count, unless a city's short name is followed by one."""
    every_city, every_county = places.near(text[:2], CITY), places.near(text[:2], COUNTY)
    found = _at(text, 0, every_city, full=True)
    if found is None and (short := _at(text, 0, every_city)) is not None and _at(
            text, _skip(text, short[0]), places.in_city(short[1]), full=True):
        found = short
    if found is not None:
        city = found[1]
        at = _skip(text, found[0])
        province = places.province_of(city)
        address = _finished(text, at, province, city, _at(text, at, places.in_city(city)), "", 0, True, places)
        return Address(Part(province.name), address.city, address.county, address.rest)
    county = _at(text, 0, every_county, full=True)
    if county is None:
        return None
    twins = [c for c in every_county if c.name == county[1].name]
    if len(twins) > 1:
        return Address(county=Part(county[1].name, sure=False, why=_("More than one county is called so. Choose the province.")),
                       rest=Part(text[county[0]:].strip()))
    own_city = places.city_of(county[1])
    return Address(Part(places.province_of(county[1]).name, sure=False, why=_("The province was taken from the county.")),
                   Part(own_city.name if own_city else ""), Part(county[1].name),
                   Part(text[_skip(text, county[0]):].strip()))
