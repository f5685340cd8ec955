"""Reads what products cost to make and to sell. Writes nothing."""

from __future__ import annotations

from dataclasses import replace

from producer_app.areas.products.costing import CostSheet, Material
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Row, Shop

_SELECT = """
SELECT product_id, currency, made, minutes, wage_minor, jar_minor, label_minor, courier_minor, platform_bp, platform_fixed_minor,
       coop_bp, coupon_minor, free_courier FROM cost_sheets
"""


def cost_sheet(shop: Shop, product_id: int) -> CostSheet | None:
    """How a product is made and sold, or None where nobody has worked it out."""
    row = shop.one(_SELECT + "WHERE product_id = ?", (product_id,))
    return None if row is None else _sheet(shop, row)


def habits(shop: Shop, currency: str) -> CostSheet:
    """What a new sheet begins with: jar, courier, cuts and wage of the last one saved in that money, without its materials."""
    row = shop.one(_SELECT + "WHERE currency = ? ORDER BY saved_at DESC, product_id DESC LIMIT 1", (currency,))
    nothing = Money(0, currency)
    empty = CostSheet(wage=nothing, jar=nothing, label=nothing, courier=nothing, platform_fixed=nothing, coupon=nothing)
    return empty if row is None else replace(_sheet(shop, row), materials=(), made=1, minutes=0)


def _sheet(shop: Shop, row: Row) -> CostSheet:
    (product_id, currency, made, minutes, wage, jar, label, courier, platform_bp, platform_fixed, coop_bp, coupon, free) = row
    materials = shop.rows("SELECT name, amount_milli, price_minor FROM cost_materials WHERE product_id = ? ORDER BY position, id",
                          (product_id,))
    return CostSheet(
        tuple(Material(name, Quantity(milli), Money(minor, currency)) for name, milli, minor in materials), made, minutes,
        Money(wage, currency), Money(jar, currency), Money(label, currency), Money(courier, currency), platform_bp,
        Money(platform_fixed, currency), coop_bp, Money(coupon, currency), bool(free))
