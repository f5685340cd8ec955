"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from producer_app.areas import orders, products
from producer_app.areas.till import actions, queries
from producer_app.areas.till.keying import Hand
from producer_app.areas.till.rows import Basket, Item, notes_for
from producer_app.areas.till.screen.page import TillPage


def _basket(page: TillPage) -> None:
    page.hand = Hand()
    for product in products.listing(page.shop, limit=3):
        page.take_in(product)
    page.key("2")


def _weight(page: TillPage) -> None:
    page.hand = Hand()
    loose = [p for p in products.listing(page.shop, limit=100) if p.unit in ("kg", "jin")]
    for product in loose[:2]:
        page.take_in(product)
        page.write_in("jin")
        for key in "1.5":
            page.key(key)
    page.take_in(products.listing(page.shop, limit=1)[0])
    page.choose(0)


def _bargain(page: TillPage) -> None:
    _basket(page)
    page.write_in("sum")
    for key in "100":
        page.key(key)


def _code(page: TillPage) -> None:
    _basket(page)
    page.pay("code")


def _change(page: TillPage) -> None:
    _basket(page)
    page.pay("cash")
    page.change.give(notes_for(page.change.total)[-1])


def _credit(page: TillPage) -> None:
    product = products.listing(page.shop, limit=1)[0]
    item = Item(product.id, product.name, product.sku, product.unit, product.price_now)
    actions.sell(page.shop, Basket().add(item), way="credit", buyer="ئايگۈل")
    _basket(page)
    page.pay("credit")


def _debts(page: TillPage) -> None:
    _credit(page)
    page.open("debts")


def _aside(page: TillPage) -> None:
    _basket(page)
    page.park()
    _basket(page)
    page.open("parked")


def _back(page: TillPage) -> None:
    _basket(page)
    page.pay("cash")
    page.open("back")
    page.returns.refresh()
    first = queries.sales_today(page.shop)[0]
    page.returns._choose(first)
    page.returns._take(orders.left_of(page.shop, first.id)[0])


def _doubts(page: TillPage) -> None:
    _code(page)
    page.code.paid.emit(False)
    page.open("doubts")


SCENES = {
    "basket": _basket, "weight": _weight, "bargain": _bargain, "code": _code, "change": _change, "credit": _credit,
    "debts": _debts, "aside": _aside, "back": _back, "doubts": _doubts}
