"""What a parcel costs: weight rounded up to the step, the fee of the place, the surcharge. Whole grams and fen only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from producer_app.areas.parcels.rows import Box, Load, Packing, Quote, Rule, Tariff
from producer_app.base.money import Money

# A carton holds at least so much, whatever limit was typed: a slip must not make a thousand parcels.
LEAST_ROOM_G = 500
_RANK = re.compile(r"(?<=..)(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")
# Names that are a province's and nothing else's here: 海南 is not the prefecture 海南藏族自治州 in Qinghai.
PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东",
    "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
    "台湾", "香港", "澳门")
_ALSO = {"博州": "博尔塔拉", "巴州": "巴音郭楞", "克州": "克孜勒苏", "伊犁州": "伊犁", "昌吉州": "昌吉", "内蒙": "内蒙古"}


def size_weight_g(box: Box, divisor: int) -> int:
    """The weight that a box of this size counts as, in grams, rounded up; 0 where a side or the divisor is unknown.

    >>> size_weight_g(Box(900, 40, 30, 20), 6000), size_weight_g(Box(900, 40, 30, 20), 5000), size_weight_g(Box(900), 6000)
    (4000, 4800, 0)
    """
    volume = box.long_cm * box.wide_cm * box.high_cm
    return -(-volume * 1000 // divisor) if divisor > 0 else 0


def charged_g(weight_g: int, rule: Rule) -> int:
    """The weight that is paid for: the first weight, then whole steps.

    >>> [charged_g(g, Rule(first_g=1000, step_g=500)) for g in (1, 1000, 1001, 1500, 1501)]
    [1000, 1000, 1500, 1500, 2000]
    """
    over = max(0, weight_g - rule.first_g)
    return rule.first_g + -(-over // rule.step_g) * rule.step_g


def fee_minor(weight_g: int, rule: Rule) -> int:
    """What one parcel of this weight costs by a rule, in fen, without surcharge; never below the first fee."""
    return rule.first_minor + (charged_g(weight_g, rule) - rule.first_g) // rule.step_g * rule.step_minor


def names(places: Iterable[str], wanted: Sequence[str]) -> int:
    """How closely a list of places names (province, city, county): 0 not at all, 1 the province, 2 the city, 3 the county.

    >>> xinjiang = ("新疆维吾尔自治区", "和田地区", "墨玉县")
    >>> [names([place], xinjiang) for place in ("新疆", "和田", "墨玉县", "西藏")]
    [1, 2, 3, 0]
    >>> names(["海南"], ("青海省", "海南藏族自治州", "共和县"))
    0
    """
    return max((_level(place.strip(), wanted) for place in places), default=0)


def _level(place: str, wanted: Sequence[str]) -> int:
    place = _ALSO.get(place, place)
    if len(place) < 2:
        return 0
    province, *rest = wanted
    if _RANK.sub("", place) in PROVINCES and not (place.endswith("市") and place not in ("北京市", "天津市", "上海市", "重庆市")):
        return int(province.startswith(_RANK.sub("", place)))
    return max((level for level, name in enumerate(rest, 2) if name.startswith(place)), default=0)


def rule_for(tariff: Tariff, place: Sequence[str]) -> Rule | None:
    """The rule for (province, city, county): the one that names it most closely, else the one for all others."""
    best, closest = None, 0
    for rule in tariff.rules:
        level = names(rule.places, place)
        if level > closest:
            best, closest = rule, level
    return best or next((rule for rule in tariff.rules if not rule.places), None)


def quote(tariff: Tariff, place: Sequence[str], boxes: Sequence[Box], worth: Money) -> Quote:
    """What a tariff asks for boxes to (province, city, county). ``worth``: of the goods; the larger of weight and size counts."""
    rule = rule_for(tariff, place)
    if rule is None or not rule.served:
        return Quote(tariff, None)
    weights = [max(box.weight_g, size_weight_g(box, tariff.divisor)) for box in boxes]
    charged = sum(charged_g(weight, rule) for weight in weights)
    if rule.free_from_minor and worth.currency == "CNY" and worth.minor >= rule.free_from_minor:
        return Quote(tariff, Money(0), charged, free=True)
    remote = rule.remote_minor if not rule.remote or names(rule.remote, place) else 0
    total = sum(fee_minor(weight, rule) for weight in weights) + remote * len(weights)
    return Quote(tariff, Money(total), charged, Money(remote * len(weights)))


def valid(tariffs: Iterable[Tariff], day: str) -> list[Tariff]:
    """The tariffs in force on an ISO day: of each courier and contract the newest that has begun."""
    found: dict[tuple[str, str], Tariff] = {}
    for tariff in sorted(tariffs, key=lambda t: (t.valid_from, t.id)):
        if tariff.valid_from <= day:
            found[tariff.carrier, tariff.contract] = tariff
    return list(found.values())


def quotes(tariffs: Iterable[Tariff], day: str, place: Sequence[str], boxes: Sequence[Box], worth: Money) -> list[Quote]:
    """What every tariff in force asks, the cheapest first, those that do not go there last."""
    made = [quote(tariff, place, boxes, worth) for tariff in valid(tariffs, day)]
    return sorted(made, key=lambda q: (q.fee is None, q.fee.minor if q.fee else 0, q.tariff.carrier, q.tariff.contract))


def packed(goods_g: int, pieces: int, packing: Packing, *, unknown: tuple[str, ...] = ()) -> Load:
    """Goods with padding and cartons, shared evenly over as many parcels as they need."""
    inner = goods_g + pieces * packing.piece_g
    room = max(LEAST_ROOM_G, packing.most_g - packing.carton_g) if packing.most_g else 0
    count = max(1, -(-inner // room)) if room else 1
    each, rest = divmod(inner, count)
    boxes = tuple(Box(each + (1 if number < rest else 0) + packing.carton_g, packing.long_cm, packing.wide_cm, packing.high_cm)
                  for number in range(count))
    return Load(goods_g, boxes, unknown)
