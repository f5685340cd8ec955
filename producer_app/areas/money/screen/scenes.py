"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from producer_app.areas import orders
from producer_app.areas.money.actions import close_day
from producer_app.areas.money.queries import day
from producer_app.areas.money.rows import Count, Period
from producer_app.areas.money.screen.page import MoneyPage
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity


def _scene_month(page: MoneyPage) -> None:
    """A month with its days."""
    page.sold.show_period(Period.of("month", clock.today()))


def _scene_behind(page: MoneyPage) -> None:
    """The orders behind the best goods of the day."""
    found = day(page.shop, clock.today())
    if found.by_product:
        page.sold.open(found.by_product[0])


def _scene_closing(page: MoneyPage) -> None:
    """The drawer half counted, two code payments to answer for, something sold on credit."""
    for fen, way, buyer, seen in ((3800, "code", "", False), (1250, "code", "", False), (7600, "credit", "Rena", True),
                                  (2500, "credit", "王小红", True)):
        goods = orders.LineDraft("", "玫瑰花酱", quantity=Quantity.of(1), unit_price=Money(fen))
        orders.sell(page.shop, [goods], channel="stall", paid_by=way, recipient=buyer, seen=seen)
    page.choose("closing")
    page.closing.put_pieces({10_000: 1, 5_000: 1, 1_000: 3, 500: 2})


def _scene_closed(page: MoneyPage) -> None:
    """The sheet of a day closed with a little missing."""
    made = close_day(page.shop, Count({10_000: 2, 1_000: 4, 100: 7}, Money(10_000), "change", "", Money(10_000)))
    page.show_closed(made.id)


SCENES = {
    "month": _scene_month, "behind": _scene_behind, "closing": _scene_closing, "closed": _scene_closed,
    "debts": lambda page: page.choose("debts")}
