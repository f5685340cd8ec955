"""A shop of a cooperative after years: 100,000 products and 1,000,000 orders, made up by numbers, written in minutes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from producer_app.app import joiner
from producer_app.base.search import folded

PRODUCTS, ORDERS = 100_000, 1_000_000
ZH = ["玫瑰", "核桃", "葡萄干", "红枣", "无花果", "桑椹", "蜂蜜", "馕", "杏干", "巴旦木", "石榴", "地毯", "丝巾", "茶"]
UG = ["گۈل", "ياڭاق", "كىشمىش", "چىلان", "ئەنجۈر", "ئۈجمە", "ھەسەل", "نان", "ئۆرۈك", "بادام", "ئانار", "گىلەم", "ياغلىق", "چاي"]
EN = ["rose", "walnut", "raisin", "jujube", "fig", "mulberry", "honey", "naan", "apricot", "almond", "pomegranate",
      "carpet", "scarf", "tea"]
NAMES = ["王小明", "ئايگۈل", "李娜", "买买提", "Anna", "古丽", "陈雨桐", "ئالىم"]
PLACES = ["浙江 杭州", "新疆 和田", "上海", "广东 深圳", "四川 成都", "قەشقەر"]
STATES = ["unpaid", "to_ship", "packed", "shipped", "done", "done", "done", "done", "done", "done", "cancelled", "refunded"]


def build(folder: Path) -> None:
    """Writes the shop; about two minutes on a small computer."""
    pick = random.Random(7)
    begun = datetime(2024, 1, 1)
    with joiner.open_shop(folder, create=True) as shop:
        with shop.step("Products", undoable=False) as db:
            db.conn.executemany(
                "INSERT INTO products(id, sku, unit, pack_g, created_at, search) "
                "VALUES(?, ?, 'bag', 500, '2024-01-01T00:00:00Z', ?)",
                ((n, f"SKU{n:06d}", folded(" ".join(_name(n)) + f" SKU{n:06d}")) for n in range(1, PRODUCTS + 1)))
            db.conn.executemany("INSERT INTO product_names(product_id, language, name) VALUES(?, ?, ?)", _names())
            db.conn.executemany("INSERT INTO prices(product_id, kind, price_minor, currency) VALUES(?, 'stall', ?, 'CNY')",
                                ((n, 500 + n % 9000) for n in range(1, PRODUCTS + 1)))
        for part in range(0, ORDERS, 100_000):
            with shop.step("Orders", undoable=False) as db:
                rows = []
                for n in range(part + 1, part + 100_001):
                    state = STATES[pick.randrange(len(STATES))]
                    placed = (begun + timedelta(seconds=80 * n)).strftime("%Y-%m-%dT%H:%M:%SZ")
                    name, place = NAMES[n % len(NAMES)], PLACES[n % len(PLACES)]
                    number = str(3_930_679_858_000_000_000 + 37 * n)
                    rows.append((n, number, state, state, placed, placed, 1000 + n % 90_000, name, place, placed,
                                 folded(f"{number} {name} {place} {ZH[n % 14]} {UG[n % 14]}")))
                db.conn.executemany(
                    "INSERT INTO orders(id, channel, number, state, channel_state, placed, placed_at, currency, total_minor, "
                    "recipient, region, created_at, search) VALUES(?, 'taobao', ?, ?, ?, ?, ?, 'CNY', ?, ?, ?, ?, ?)", rows)


def _name(n: int) -> tuple[str, str, str]:
    return (f"{ZH[n % 14]}{ZH[n // 14 % 14]}", f"{UG[n % 14]} {UG[n // 14 % 14]}", f"{EN[n % 14]} {EN[n // 14 % 14]} {n}")


def _names() -> Iterator[tuple[int, str, str]]:
    for n in range(1, PRODUCTS + 1):
        for language, name in zip(("zh", "ug", "en"), _name(n), strict=True):
            yield n, language, name
