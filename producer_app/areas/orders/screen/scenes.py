"""Steps of the orders' screen that are worth a picture of their own; each is given the shown page."""

from __future__ import annotations

from datetime import timedelta

from producer_app.areas import products
from producer_app.areas.orders import actions, queries, windows
from producer_app.areas.orders.rows import LineDraft
from producer_app.areas.orders.screen.board import OrdersPage
from producer_app.base import clock
from producer_app.base.quantity import Quantity


def scene_export(page: OrdersPage) -> None:
    """What is shown, as a file."""
    page.export()


EXAMPLE_CHAT = ("王小明 138 1234 1234\n新疆和田地区墨玉县喀拉喀什镇幸福路12号\n玫瑰花酱2瓶，核桃一斤半，周末前发货\n\n"
                "古丽娜尔·阿不都热西提，139-9999-8888，新疆伊宁市上海城徐汇苑23号楼5单元401室，红枣两袋 共118元")


def scene_columns(page: OrdersPage) -> None:
    """A file of a shop that is new here, its columns guessed."""
    page._views.setCurrentWidget(page._intake)
    page._intake.show_example()


def scene_chat(page: OrdersPage) -> None:
    """Two orders out of a chat, one of them with something to look at."""
    page.from_chat(EXAMPLE_CHAT)


UYGHUR_CHAT = ("ئايگۈل تۇرسۇن 138 1234 1234\nخوتەن شەھىرى قاراقاش ناھىيىسى قاراساي بازىرى ئالتۇنلۇق كەنتى ١٢-نومۇر\n"
               "گۈلقەنت 2 بوتۇلكا")


def scene_chat_in_uyghur(page: OrdersPage) -> None:
    """An address in Uyghur, read apart; its prefecture is in doubt."""
    page.from_chat(UYGHUR_CHAT)


def scene_order(page: OrdersPage) -> None:
    """One order, opened."""
    found = queries.board(page.shop, lane="pack", limit=1) or queries.board(page.shop, limit=1)
    if found:
        page.open(found[0].id)


def scene_back(page: OrdersPage) -> None:
    """Goods of an online order come back."""
    found = [o for lane in ("sent", "pack") for o in queries.board(page.shop, lane=lane, limit=1)]
    if found:
        page.open(found[0].id)
        page._give_back(found[0].id)


def scene_promised(page: OrdersPage) -> None:
    """Two orders promised for days, one with a deposit."""
    goods = products.listing(page.shop, limit=2)
    for away, product, deposit in zip((2, 9), goods, (False, True), strict=False):
        actions.sell(page.shop, [LineDraft("", "", quantity=Quantity.of(3), product_id=product.id)], recipient="古丽娜尔",
                     paid_by="code" if deposit else "", deposit=product.price_now if deposit else None,
                     due=(clock.today() + timedelta(days=away)).isoformat())
    page.show_promised()


def scene_window(page: OrdersPage) -> None:
    """An order window with some orders in it."""
    windows.begin(page.shop, last=clock.today() + timedelta(days=3), most_orders=20)
    for product in products.listing(page.shop, limit=2):
        actions.sell(page.shop, [LineDraft("", "", quantity=Quantity.of(3), product_id=product.id)], recipient="古丽娜尔")
    page.show_window()


def scene_by_hand(page: OrdersPage) -> None:
    """A new order with two kinds of goods in it."""
    page.new_order()
    page._by_hand.show_example()


def scene_intake(page: OrdersPage) -> None:
    """Where files come in, with the imports so far."""
    page._views.setCurrentWidget(page._intake)


def scene_shops(page: OrdersPage) -> None:
    """The shops that are connected."""
    page.show_shops()
    page._shops.show_example()


def scene_connect(page: OrdersPage) -> None:
    """One more shop is being connected."""
    page.show_shops()
    page._shops.add()


SCENES = {
    "order": scene_order, "import": scene_intake, "new": scene_by_hand, "chat": scene_chat,
    "chat_in_uyghur": scene_chat_in_uyghur, "columns": scene_columns, "export": scene_export,
    "back": scene_back, "promised": scene_promised, "window": scene_window,
    "shops": scene_shops, "connect": scene_connect}
