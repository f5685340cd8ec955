"""Reads makers and their parts; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas import orders, products
from producer_app.areas.makers.rows import Goods, Maker, Part, Share
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop

# Orders that are paid or promised and not packed: their goods are still to be brought.
_NEEDED = ("SELECT l.product_id, m.maker_id, sum(l.quantity_milli) AS milli FROM orders o "
           "JOIN order_lines l ON l.order_id = o.id LEFT JOIN maker_products m ON m.product_id = l.product_id "
           "WHERE o.lane = 'pack' AND l.product_id IS NOT NULL AND l.quantity_milli > 0 "
           "GROUP BY l.product_id ORDER BY l.product_id")


def listing(shop: Shop) -> list[Maker]:
    """All makers by name."""
    return [Maker(*row) for row in shop.rows("SELECT id, name, phone FROM makers ORDER BY name, id")]


def get(shop: Shop, maker_id: int) -> Maker:
    """One maker. Raises ShopError: no such maker."""
    row = shop.one("SELECT id, name, phone FROM makers WHERE id = ?", (maker_id,))
    if row is None:
        raise ShopError(_("This maker is not there any more."), _("Look in the list of makers."), "NO_MAKER")
    return Maker(*row)


def made_by(shop: Shop) -> Mapping[int, int]:
    """Who makes which product: product id to maker id."""
    return {row[0]: row[1] for row in shop.rows("SELECT product_id, maker_id FROM maker_products")}


def _needed(shop: Shop) -> dict[int | None, list[Goods]]:
    rows = shop.rows(_NEEDED)
    known = {one.id: one for one in products.some(shop, [row["product_id"] for row in rows])}
    found: dict[int | None, list[Goods]] = {}
    for row in rows:
        product = known[row["product_id"]]
        found.setdefault(row["maker_id"], []).append(Goods(product.id, product.title, product.unit, Quantity(row["milli"])))
    return found


def nobody(shop: Shop) -> Sequence[Goods]:
    """Goods of open orders that no maker is named for."""
    return _needed(shop).get(None, [])


def parts(shop: Shop) -> list[Part]:
    """What each maker must bring; those who have not said yes first, then by name."""
    makers = listing(shop)
    if not makers:  # home asks as well, in shops that never name one
        return []
    needed = _needed(shop)
    words: dict[int, dict[int, int]] = {}
    said: dict[int, str] = {}
    for maker_id, product_id, milli, at in shop.rows("SELECT maker_id, product_id, quantity_milli, said_at FROM maker_words"):
        words.setdefault(maker_id, {})[product_id] = milli
        said[maker_id] = max(at, said.get(maker_id, ""))
    found = []
    for maker in makers:
        goods, word = needed.get(maker.id, []), words.get(maker.id, {})
        more = tuple(Goods(one.product_id, one.title, one.unit, Quantity(one.quantity.milli - word.get(one.product_id, 0)))
                     for one in goods if one.quantity.milli > word.get(one.product_id, 0))
        found.append(Part(maker, tuple(goods), said.get(maker.id, ""), more if maker.id in said else ()))
    order = {"asked": 0, "more": 1, "yes": 2, "nothing": 3}
    return sorted(found, key=lambda part: order[part.state])


def shares(shop: Shop, maker_id: int) -> Mapping[int, Sequence[Share]]:
    """For which open orders a maker's goods are: product id to its orders, the longest waiting first."""
    found: dict[int, list[Share]] = {}
    for product_id, number, name, milli in shop.rows(
            "SELECT l.product_id, o.number, coalesce(nullif(o.recipient, ''), o.buyer) AS name, sum(l.quantity_milli) AS milli "
            "FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN maker_products m ON m.product_id = l.product_id "
            "WHERE o.lane = 'pack' AND m.maker_id = ? AND l.quantity_milli > 0 GROUP BY l.product_id, o.id "
            "ORDER BY l.product_id, o.placed_at, o.id", (maker_id,)):
        found.setdefault(product_id, []).append(Share(product_id, number, orders.masked_name(name), Quantity(milli)))
    return found


def in_words(one: Goods) -> str:
    """Goods as one reads them aloud; name and count stay together whatever stands beside them."""
    count = isolate(f"×\u00a0{one.quantity.text()}")
    return apart(f"{one.title} {count} {_(products.UNITS[one.unit])}")


def message(part: Part) -> str:
    """What to send to a maker, ready to copy: all she must bring, or only what is needed beyond her word."""
    goods = part.more or part.goods
    lines = [in_words(one) for one in goods]
    opening = _("{name}, more was ordered. Please bring as well:") if part.more else _("{name}, please bring for our orders:")
    return "\n".join([opening.format(name=part.maker.name), *lines, _("Please write back whether you can.")])
