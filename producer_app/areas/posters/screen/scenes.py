"""Steps of the page that are worth a picture of their own."""

from __future__ import annotations

from producer_app.areas import makers, products
from producer_app.areas.posters import actions
from producer_app.areas.posters.screen.page import PostersPage
from producer_app.base.quantity import Quantity


def labels(page: PostersPage) -> None:
    """Tags on a half-used label sheet."""
    page._picked[:] = [p.id for p in page._models["products"].rows[:6]]
    page.choose("price_tags", "3x7")
    page.begin_at(5)


def orders(page: PostersPage) -> None:
    """A receipt."""
    page.choose("receipt")


def price_list(page: PostersPage) -> None:
    """A price list of several sheets."""
    page._picked[:] = [p.id for p in page._models["products"].rows[:17]]
    page.choose("price_list")


def printers(page: PostersPage) -> None:
    """The printers of this computer."""
    page.show_printers()


def makers_sheets(page: PostersPage) -> None:
    """What one maker brings for a dozen orders."""
    from producer_app.areas import orders

    aygul = makers.add(page.shop, "ئايگۈل", "139 9999 0001")
    for place, product in enumerate(products.listing(page.shop, limit=3)):
        makers.assign(page.shop, product.id, aygul)
        for many in range(1, 5 + place):
            orders.sell(page.shop, [orders.LineDraft("", "", quantity=Quantity.of(many), product_id=product.id)], paid_by="cash")
    page.enter(makers=[aygul])


def old_tags(page: PostersPage) -> None:
    """Tags printed before a price changed."""
    from producer_app.base.money import Money

    for product in page._models["products"].rows[:3]:
        actions.printed(page.shop, "price_tags", pages=1, product_ids=[product.id])
        products.set_price(page.shop, product.id, product.price + Money(200, product.price.currency))
    page.show_old_tags()


def scan_test(page: PostersPage) -> None:
    """The codes of several sizes, to be photographed."""
    page.choose("scan_test")
