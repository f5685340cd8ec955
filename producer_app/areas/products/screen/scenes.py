"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from producer_app.areas.products import actions, price_actions, queries
from producer_app.areas.products.costing import CostSheet, Material
from producer_app.areas.products.rows import Special
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.ui import frames

if TYPE_CHECKING:
    from producer_app.areas.products.screen.page import ProductsPage


def _scene_form(page: ProductsPage) -> None:
    pictured = [p for p in queries.listing(page.shop, limit=500) if p.picture]
    page.edit(pictured[-1] if pictured else None)


def _scene_new(page: ProductsPage) -> None:
    pictured = [p for p in queries.listing(page.shop, limit=500) if p.picture]
    page.editor.open_new(queries.photos_of(page.shop, pictured[0].id)[0] if pictured else None, [])
    page.show_editor()


def _scene_sizes(page: ProductsPage) -> None:
    """A thing in three sizes with a price for some days, made by the page's own buttons."""
    first = queries.listing(page.shop, limit=500)[-1]
    small = actions.add(page.shop, replace(first.draft(), pack_g=250, price=Money(2280), sku="", cost=None), size_of=first.id)
    actions.add(page.shop, replace(first.draft(), pack_g=1000, price=Money(6980), sku="", cost=None), size_of=first.id)
    today = clock.today()
    special = Special("stall", Money(1980), today.isoformat(), (today + timedelta(days=6)).isoformat())
    price_actions.add_special(page.shop, small, special)
    page.show_grid()
    page.edit(queries.get(page.shop, small))


def _scene_days(page: ProductsPage) -> None:
    _scene_sizes(page)
    page.editor.elsewhere.show()
    page.editor.look_at(page.editor.elsewhere)


def _scene_shelf_sizes(page: ProductsPage) -> None:
    _scene_sizes(page)
    product = page.editor.product
    page.show_grid(product.id if product else None)


def _scene_history(page: ProductsPage) -> None:
    product = queries.listing(page.shop, limit=500)[-1]
    actions.set_price(page.shop, product.id, Money(4280), who="古丽娜尔")
    actions.set_price(page.shop, product.id, Money(3980), who="ئايگۈل")
    page.edit(product)
    page.editor.show_history()


def _scene_costs(page: ProductsPage) -> None:
    product = queries.listing(page.shop, limit=500)[-1]
    yuan = product.price.currency
    sheet = CostSheet(
        (Material(_("Petals"), Quantity.of(5), Money(1200, yuan)), Material(_("Sugar"), Quantity.parse("7.5"), Money(650, yuan))),
        made=21, minutes=240, wage=Money(2000, yuan), jar=Money(250, yuan), label=Money(30, yuan), courier=Money(450, yuan),
        platform_bp=500, platform_fixed=Money(10, yuan), coop_bp=800, coupon=Money(300, yuan))
    price_actions.save_costs(page.shop, product.id, sheet)
    page.open_costs(queries.get(page.shop, product.id))


def _scene_below_cost(page: ProductsPage) -> None:
    product = next(p for p in queries.listing(page.shop, limit=500) if p.cost)
    page.edit(product)
    page.editor.sale.fill({"price": "0.80"})
    page.editor.save()


def _scene_table(page: ProductsPage) -> None:
    page.open_table()
    cells = page.grid.cells
    prices = next(n for n in range(cells.columnCount()) if cells.column_name(n).startswith("price"))
    for place, text in enumerate(("39.80", "dear", "28.90")):
        cells.setData(cells.index(place, prices), text)
    page.grid.view.setCurrentIndex(cells.index(1, prices))


def _scene_camera(page: ProductsPage) -> None:
    pictured = [p for p in queries.listing(page.shop, limit=500) if p.picture]
    seen = QImage(str(page.shop.files.path(pictured[-1].picture))) if pictured else QImage()
    source = frames.ScriptedSource([seen])
    page.camera.use(lambda: source)
    page.open_camera()
    source.step()


def _scene_no_camera(page: ProductsPage) -> None:
    page.camera.use(frames.FrameSource)
    page.open_camera()


SCENES = {
    "form": _scene_form, "new": _scene_new, "sizes": _scene_sizes, "shelf-sizes": _scene_shelf_sizes, "days": _scene_days,
    "history": _scene_history, "costs": _scene_costs, "below-cost": _scene_below_cost, "table": _scene_table,
    "camera": _scene_camera, "no-camera": _scene_no_camera}
