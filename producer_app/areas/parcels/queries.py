"""Reads what has to do with sending; writes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from producer_app.areas import orders, products
from producer_app.areas.parcels import freight
from producer_app.areas.parcels.rows import Box, Breakage, Doubtful, HouseRow, Load, Packing, Quote, Rule, Tariff
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.search import folded
from producer_app.store.shop import Row, Shop

# Words of goods that couriers take for controlled knives. A guess, asked about and never acted on silently.
SHARP = re.compile(r"刀|剑|匕首|پىچاق|خەنجەر|\bkni(?:fe|ves)\b|\bdagger", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:CN|CHN|China|中国)\b[\s,]*", re.IGNORECASE)
# What a kind of goods sold by weight weighs.
BY_WEIGHT_G = {"kg": 1000, "jin": 500}
MOST_WAITING = 300


# ---------------------------------------------------------------- tariffs
def tariffs(shop: Shop) -> list[Tariff]:
    """All tariffs, by courier and then the newest first."""
    rules: dict[int, list[Rule]] = {}
    for row in shop.rows("SELECT * FROM tariff_rules ORDER BY tariff_id, position"):
        rules.setdefault(row["tariff_id"], []).append(Rule(
            tuple(json.loads(row["places"])), row["first_g"], row["first_minor"], row["step_g"], row["step_minor"],
            row["free_from_minor"], bool(row["served"]), tuple(json.loads(row["remote"])), row["remote_minor"]))
    return [Tariff(r["carrier"], r["valid_from"], tuple(rules.get(r["id"], ())), r["contract"], r["divisor"], bool(r["example"]),
                   r["id"]) for r in shop.rows("SELECT * FROM tariffs ORDER BY carrier, contract, valid_from DESC")]


def address_of(order: orders.Order) -> str:
    """The whole address in one line, from the province on; shops abroad write the country's code before it."""
    return _COUNTRY.sub("", f"{order.region} {order.address}".strip())


@lru_cache(maxsize=4096)
def _split(address: str) -> orders.Address | None:
    """A split address; the same orders are looked at again and again while they wait."""
    return orders.split_address(address)


def split(order: orders.Order) -> orders.Address | None:
    """The parts of an order's address, None where it begins with no place of China."""
    return _split(address_of(order))


def place_of(order: orders.Order) -> tuple[str, str, str]:
    """Province, city and county of an order, each "" where it is not known."""
    found = split(order)
    if found is not None:
        return (found.province.text, found.city.text, found.county.text)
    return ("", "", "")


def loads(shop: Shop, order_ids: Sequence[int]) -> Mapping[int, Load]:
    """What orders weigh with their packing, and over how many parcels."""
    packing = shop.load(Packing)
    lines = orders.lines_of(shop, list(order_ids))
    wanted = {line.product_id for some in lines.values() for line in some if line.product_id is not None}
    known = {product.id: product for product in products.some(shop, sorted(wanted))}
    return {order_id: _load(lines[order_id], known, packing) for order_id in order_ids}


def _load(lines: Sequence[orders.Line], known: Mapping[int, products.Product], packing: Packing) -> Load:
    grams, pieces, unknown = 0, 0, []
    for line in lines:
        product = known.get(line.product_id or 0)
        each = (product.pack_g or BY_WEIGHT_G.get(product.unit, 0)) if product else 0
        milli = line.quantity.milli if line.quantity else 0
        if not each or milli <= 0:
            unknown.append(line.title)
        grams += -(-each * max(0, milli) // 1000)
        pieces += -(-max(0, milli) // 1000)
    return freight.packed(grams, pieces, packing, unknown=tuple(unknown))


def quotes(shop: Shop, order: orders.Order, boxes: Sequence[Box]) -> list[Quote]:
    """What each courier asks for an order's boxes, the cheapest first. Raises ShopError: no province is known."""
    place = place_of(order)
    if not place[0]:
        raise ShopError(_("The province of this order is not known."), _("Write the address, or ask the courier."), "NO_PLACE")
    worth = order.total - order.postage
    return freight.quotes(tariffs(shop), clock.today().isoformat(), place, boxes, worth)


# ---------------------------------------------------------------- goods that no courier may carry
def key_of(line: orders.Line) -> str:
    """Under which key the answer for these goods is kept."""
    return f"#{line.product_id}" if line.product_id is not None else folded(line.title)[:200]


def doubtful(shop: Shop, order_ids: Sequence[int]) -> Mapping[int, list[Doubtful]]:
    """The goods of orders that no courier may carry, or that look so and nobody has said yet."""
    lines = orders.lines_of(shop, list(order_ids))
    wanted = {line.product_id for some in lines.values() for line in some if line.product_id is not None}
    names = {product.id: " ".join(product.names.values()) for product in products.some(shop, sorted(wanted))}
    said = {row["key"]: bool(row["forbidden"]) for row in shop.rows("SELECT key, forbidden FROM carriage")}
    found: dict[int, list[Doubtful]] = {}
    for order_id in order_ids:
        some = []
        for line in lines[order_id]:
            answer = said.get(key_of(line))
            if answer or (answer is None and SHARP.search(f"{line.title} {names.get(line.product_id or 0, '')}")):
                some.append(Doubtful(key_of(line), line.title, answer))
        found[order_id] = some
    return found


def check_carriage(shop: Shop, order_ids: Sequence[int]) -> None:
    """Raises ShopError: goods among these orders that no courier may carry, or that must be asked about first."""
    for some in doubtful(shop, order_ids).values():
        for one in some:
            if one.forbidden:
                raise ShopError(_("No courier may carry “{name}”.").format(name=isolate(one.name[:60])),
                                _("Hand it over at the stall, or take it out of the order."), "NOT_CARRIED")
            raise ShopError(_("May a courier carry “{name}”?").format(name=isolate(one.name[:60])),
                            _("Open the order and answer first; controlled knives may not be sent."), "ASK_CARRIAGE")


# ---------------------------------------------------------------- what waits
def waiting(shop: Shop, lane: str, *, limit: int = MOST_WAITING, after: orders.Order | None = None) -> list[orders.Order]:
    """Orders of a lane ("pack" or "send"), the longest waiting first, at most ``limit``; ``after``: the last one of the page
    before."""
    # The index of the board's columns, walked from its other end.
    last = (after.placed_at, after.id) if after else ("", 0)
    rows = shop.rows("SELECT id FROM orders WHERE lane = ? AND (placed_at, id) > (?, ?) ORDER BY placed_at, id LIMIT ?",
                     (lane, *last, limit))
    return [orders.get(shop, row["id"]) for row in rows]


def many_wait(shop: Shop, most: int) -> bool:
    """Whether more orders than ``most`` are to be packed or sent."""
    return int(shop.value("SELECT count(*) FROM (SELECT 1 FROM orders WHERE lane IN ('pack', 'send') LIMIT ?)",
                          (most + 1,))) > most


def find(shop: Shop, text: str) -> list[orders.Order]:
    """Orders that a typed or scanned text means: by number, by its last four or more letters, or by a tracking number."""
    text = text.strip()
    if len(text) < 4:
        return []
    found = list(orders.board(shop, search=text, limit=60))
    exact = [order for order in found if order.number.casefold() == text.casefold()]
    if exact:
        return exact
    sent = orders.parcels_of(shop, [order.id for order in found]) if found else {}
    by_parcel = [order for order in found if any(p.number == text.upper() or p.number == text for p in sent[order.id])]
    if by_parcel:
        return by_parcel
    return [order for order in found if order.lane in ("pack", "send") and order.number.casefold().endswith(text.casefold())]


# ---------------------------------------------------------------- houses, breakages
def houses(shop: Shop) -> dict[int, str]:
    """Who makes what: product to house."""
    return {row["product_id"]: row["house"] for row in shop.rows("SELECT product_id, house FROM houses")}


def run(shop: Shop, found: Sequence[orders.Order]) -> list[HouseRow]:
    """What to fetch from which house for these orders; goods of no known house last."""
    lines = orders.lines_of(shop, [order.id for order in found])
    makers = houses(shop)
    wanted = {line.product_id for some in lines.values() for line in some if line.product_id is not None}
    known = {product.id: product for product in products.some(shop, sorted(wanted))}
    sums: dict[tuple[str, str], int] = {}
    many: dict[tuple[str, str], set[int]] = {}
    for order_id, some in lines.items():
        for line in some:
            product = known.get(line.product_id or 0)
            name = (product.name_in("zh") if product else "") or line.title
            key = (makers.get(line.product_id or 0, ""), " ".join(filter(None, (name, line.spec))))
            sums[key] = sums.get(key, 0) + (line.quantity.milli if line.quantity else 0)
            many.setdefault(key, set()).add(order_id)
    ordered = sorted(sums, key=lambda key: (not key[0], key))
    return [HouseRow(house, goods, Quantity(sums[house, goods]).text() if sums[house, goods] else "?",
                     len(many[house, goods])) for house, goods in ordered]


def breakages(shop: Shop, *, limit: int = 100) -> list[Breakage]:
    """Breakages, the latest first."""
    return [_breakage(row) for row in shop.rows(
        "SELECT b.*, o.number FROM breakages b JOIN orders o ON o.id = b.order_id ORDER BY b.id DESC LIMIT ?", (limit,))]


def _breakage(row: Row) -> Breakage:
    return Breakage(row["order_id"], row["number"], Money(row["amount_minor"], row["currency"]), row["bearer"], row["at"],
                    row["note"], row["tracking"], tuple(json.loads(row["pictures"])), bool(row["back_to_buyer"]), row["id"])


def short_place(order: orders.Order) -> str:
    """Where an order goes as its shop wrote it, without the country; for long lists."""
    return _COUNTRY.sub("", order.region)


def shown_place(order: orders.Order) -> str:
    """Where an order goes, for a list: no street."""
    place = [part for part in place_of(order) if part]
    return isolate(" ".join(dict.fromkeys(place))) if place else orders.masked_address(order.region, "")
