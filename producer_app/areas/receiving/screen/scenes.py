"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from producer_app.areas.receiving import queries
from producer_app.areas.receiving.screen import example
from producer_app.areas.receiving.screen.page import ReceivingPage


def _scene_one(page: ReceivingPage) -> None:
    example.fill(page.shop)
    page.show_request(queries.requests(page.shop, states=("waiting",), limit=1)[0].id)


def _scene_list(page: ReceivingPage, key: str = "asked") -> None:
    example.fill(page.shop)
    page.show_lists()
    page.lists.choose(key)


def _scene_ask(page: ReceivingPage) -> None:
    example.fill(page.shop)
    page.begin_asking()


def _scene_place(page: ReceivingPage) -> None:
    example.fill(page.shop)
    page.begin_placing(queries.nameless(page.shop)[0].id)


def _scene_bill(page: ReceivingPage) -> None:
    example.fill(page.shop)
    page.begin_intake()
    page.intake.preview(example.looked(page.shop))


SCENES = {
    "asked": _scene_list, "settle": lambda page: _scene_list(page, "settle"), "unseen": lambda page: _scene_list(page, "unseen"),
    "placed": lambda page: _scene_list(page, "placed"),
    "one": _scene_one, "ask": _scene_ask, "place": _scene_place, "door": lambda page: page.begin_intake(), "bill": _scene_bill}
