"""Requests and a bill for pictures of this screen: a morning of the practice shop, made through the same doors as a real one."""

from __future__ import annotations

from datetime import timedelta

from producer_app.areas import orders, payments
from producer_app.areas.receiving import actions, importing, queries
from producer_app.areas.receiving.importing import Source
from producer_app.areas.receiving.rows import Coming, Said
from producer_app.areas.receiving.screen.intake import Looked
from producer_app.base import clock
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.base.sheet import Refusal
from producer_app.store.shop import Shop

GOODS = (("玫瑰花酱", 3800, "阿依古丽"), ("玫瑰花酱", 3800, "王小红"), ("杏干", 2500, "吐尔逊"), ("艾德莱斯围巾", 12_000, "李明"))


def _coming(number: int, fen: int, payer: str, note: str = "", *, back: int = 0) -> Coming:
    at = clock.as_text(clock.parse(clock.now()) + timedelta(minutes=number))
    return Coming(f"420000298620251120{number:010d}", at, True, Money(fen), Money(back), payer, note, number + 18)


def _bill(*comings: Coming, refused: tuple[Refusal, ...] = ()) -> Source:
    return Source(importing.format_named("wechat"), "微信支付账单(20261120-20261120).csv", "0" * 64,
                  Said(comings, {"out": 2, "own": 1, "refund": 1}, refused))


def fill(shop: Shop) -> None:
    """Four requests of which one is paid in part, a payment that came twice, money of a sister. Once."""
    if any(request.buyer == GOODS[0][2] for request in queries.requests(shop, limit=50)):
        return
    code = payments.codes(shop)[0].id
    sale = orders.LineDraft("", "馕", quantity=Quantity.of(3), unit_price=Money(500), total=Money(1500))
    orders.sell(shop, [sale], channel="stall", paid_by="code", seen=False)
    asked = []
    for name, fen, buyer in GOODS:
        line = orders.LineDraft("", name, quantity=Quantity.of(1), unit_price=Money(fen), total=Money(fen))
        order = orders.sell(shop, [line], channel="hand", recipient=buyer)
        asked.append(actions.ask(shop, order.id, code_id=code, due_at=actions.evening("today")))
    actions.take(shop, _bill(
        _coming(1, asked[0].asked.minor, "阿依古丽"), _coming(2, 6000, "李明", asked[3].number),
        _coming(3, 66_600, "姐姐", "生日快乐")))
    actions.take(shop, _bill(_coming(4, asked[0].asked.minor, "阿依古丽", "收款方备注:二维码收款")))


def looked(shop: Shop) -> Looked:
    """A bill before it is taken in, one row of which a spreadsheet has spoilt."""
    refused = Refusal("微信支付账单.csv", 24, "交易单号", "4.2E+27", _(
        "A spreadsheet has cut the transaction number. Take the file as the wallet sent it, and do not save it in between."))
    source = _bill(_coming(1, 3799, "阿依古丽"), _coming(5, 3798, "王小红"),
                   _coming(6, 2499, "吐尔逊", back=2499), refused=(refused,))
    return Looked((source,), (queries.trial(shop, "wechat", source.said.comings),))
