"""Pinduoduo's export: a row an order of one product, many cells with a tab behind them.

What the seller is owed (商家实收金额) is the total; what the buyer paid is less where the platform gave vouchers. The file states
no refund amount: an order paid back counts as paid back whole.
Source: headers as several public parsers read them, two generations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, each_order, grouped, moment
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

ZERO = Money(0)
# All that the sums are read from.
SUMS = ("用户实付金额(元)", "商家实收金额(元)", "平台优惠折扣(元)", "多多支付立减金额(元)", "邮费(元)", "店铺优惠折扣(元)")
# All that the goods of an order are read from.
GOODS = ("商品", "商品名称", "商品规格", "商家编码-规格维度", "商家编码-商品维度", "商品数量(件)", "商品总价(元)")


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "订单号")
    return each_order(groups, lambda number, records: _order(number, records[-1]), refused)


def _order(number: str, head: Record) -> OrderDraft:
    paid, total, postage, discount = head.once(_sums, *SUMS)
    state = head.once(_state, "订单状态", "售后状态")
    placed, placed_at = _placed(number, head)
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state, raw_state=head.text("订单状态"), placed=placed, placed_at=placed_at,
        total=total, refunded=total if state == "refunded" else ZERO, postage=postage, discount=discount, paid=paid,
        recipient=chinese.told(head, "收货人", "收货人姓名"),
        phone=head.code("手机", "联系电话", "收货人手机", blanks=chinese.BLANKS), region=chinese.region(head, "省", "市", "区"),
        address=chinese.told(head, "街道", "详细地址", "收货地址"), note=chinese.told(head, "买家留言"),
        seller_note=chinese.told(head, "商家备注"), lines=head.once(_lines, *GOODS),
        parcels=chinese.parcels(head, "快递单号", "快递公司"), raw=(head.as_found(),))


def _sums(head: Record) -> tuple[Money, Money, Money, Money]:
    """What the buyer paid, the total, the postage and the shop's own discount."""
    paid = _amount(head, "用户实付金额(元)", blank=ZERO)
    if head.text("商家实收金额(元)"):
        total = _amount(head, "商家实收金额(元)")
    else:
        total = paid + _amount(head, "平台优惠折扣(元)", blank=ZERO) + _amount(head, "多多支付立减金额(元)", blank=ZERO)
    return paid, total, _amount(head, "邮费(元)", blank=ZERO), _amount(head, "店铺优惠折扣(元)", blank=ZERO)


def _state(head: Record) -> str:
    state = chinese.state(head, "订单状态")
    return "refunded" if head.text("售后状态") == "退款成功" and state in ("to_ship", "shipped", "done") else state


def _amount(head: Record, name: str, *, blank: Money | None = None) -> Money:
    return head.money(name, "CNY", blank=blank, read=chinese.amount)


def _placed(number: str, head: Record) -> tuple[str, str]:
    for name in ("订单成交时间", "订单创建时间", "支付时间", "拼单成功时间"):
        if chinese.told(head, name):
            return head.time(name)
    # An order not paid yet may have no time; its number begins with the day, 260301-...
    found = re.match(r"(\d\d)(\d\d)(\d\d)-", number)
    try:
        if found:
            return moment("20{}-{}-{}".format(*found.groups()))
    except ValueError:
        pass
    return head.time("订单成交时间")


def _lines(record: Record) -> tuple[LineDraft]:
    quantity = record.quantity("商品数量(件)")
    title = chinese.told(record, "商品", "商品名称")
    if not title:
        raise record.refused("商品", _("The name of the goods is missing."))
    return (LineDraft(sku=record.code("商家编码-规格维度", "商家编码-商品维度", blanks=chinese.BLANKS), title=title,
                      spec=chinese.told(record, "商品规格"), quantity=quantity, total=_amount(record, "商品总价(元)")),)


CHANNEL = Channel(
    name="pinduoduo", title=N_("Pinduoduo"), understand=understand,
    parts=(Part("orders", ("订单号", "订单状态", "商品总价(元)", "用户实付金额(元)", "商品数量(件)")),),
    source="Merchant back end, orders_export")
