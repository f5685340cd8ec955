"""Changes to prices for some days, to what goods cost, and steps back in the history. One ``shop.step`` each."""

from __future__ import annotations

from producer_app.areas.products import actions, costing, pricing, queries
from producer_app.areas.products.cost_queries import cost_sheet
from producer_app.areas.products.price_queries import specials
from producer_app.areas.products.rows import Special
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop


def add_special(shop: Shop, product_id: int, special: Special, *, who: str = "", reason: str = "") -> int:
    """Keeps a price for some days; it comes and goes by the calendar. Gives its id.

    Raises ShopError: see ``checked_special``; below cost without a ``reason``; no such product.
    """
    product = queries.get(shop, product_id)
    pricing.checked_special(special, specials(shop, product_id), product.price.currency)
    actions.refuse_loss(costing.losses({special.kind: special.price}, cost_sheet(shop, product_id), product.cost), reason=reason)
    with shop.step(_("Set a price for some days")) as db:
        return int(db.execute(
            "INSERT INTO special_prices(product_id, kind, price_minor, currency, first_day, last_day, who, made_at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (product_id, special.kind, special.price.minor, special.price.currency, special.first_day, special.last_day, who,
             clock.now())).fetchone()[0])


def end_special(shop: Shop, special_id: int) -> None:
    """Takes a special price away; the usual price holds again at once."""
    with shop.step(_("Take away a special price")) as db:
        db.execute("DELETE FROM special_prices WHERE id = ?", (special_id,))


def take_back(shop: Shop, product_id: int, change_id: int, *, who: str = "", reason: str = "") -> None:
    """Gives a price the value that it had before one change of its history; the history keeps both.

    Raises ShopError: no such change; it was the first price of the stall, before which there was none; below cost.
    """
    change = next((one for one in queries.price_history(shop, product_id) if one.id == change_id), None)
    if change is None or (change.old is None and change.kind == "stall"):
        raise ShopError(_("There is no price before this one."), _("Write the price you want."), "FIRST_PRICE")
    draft = actions.with_price(queries.get(shop, product_id).draft(), change.kind, change.old)
    actions.change(shop, product_id, draft, who=who, reason=reason, title=_("Change price"))


def save_costs(shop: Shop, product_id: int, sheet: costing.CostSheet, *, who: str = "", reason: str = "") -> None:
    """Keeps how a product is made and sold; what it costs to make becomes its cost.

    Raises ShopError: see ``costing.checked``; no such product; BELOW_COST, where a price falls below cost by it.
    """
    product = queries.get(shop, product_id)
    sheet = costing.checked(sheet, product.price.currency)
    prices = costing.prices_of(product.draft())
    known = costing.losses(prices, cost_sheet(shop, product_id), product.cost)
    losses = [loss for loss in costing.losses(prices, sheet, sheet.goods_cost) if loss not in known]
    actions.refuse_loss(losses, reason=reason)
    with shop.step(_("Work out the cost")) as db:
        db.execute(
            "INSERT INTO cost_sheets(product_id, currency, made, minutes, wage_minor, jar_minor, label_minor, courier_minor, "
            "platform_bp, platform_fixed_minor, coop_bp, coupon_minor, free_courier, saved_at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(product_id) DO UPDATE SET "
            "currency = excluded.currency, made = excluded.made, minutes = excluded.minutes, wage_minor = excluded.wage_minor, "
            "jar_minor = excluded.jar_minor, label_minor = excluded.label_minor, courier_minor = excluded.courier_minor, "
            "platform_bp = excluded.platform_bp, platform_fixed_minor = excluded.platform_fixed_minor, "
            "coop_bp = excluded.coop_bp, coupon_minor = excluded.coupon_minor, free_courier = excluded.free_courier, "
            "saved_at = excluded.saved_at",
            (product_id, sheet.currency, sheet.made, sheet.minutes, sheet.wage.minor, sheet.jar.minor, sheet.label.minor,
             sheet.courier.minor, sheet.platform_bp, sheet.platform_fixed.minor, sheet.coop_bp, sheet.coupon.minor,
             int(sheet.free_courier), clock.now()))
        db.execute("DELETE FROM cost_materials WHERE product_id = ?", (product_id,))
        for position, one in enumerate(sheet.materials):
            db.execute("INSERT INTO cost_materials(product_id, position, name, amount_milli, price_minor) VALUES(?, ?, ?, ?, ?)",
                       (product_id, position, one.name, one.amount.milli, one.price.minor))
        actions.put_price(db, product_id, "cost", sheet.goods_cost, who, reason)
