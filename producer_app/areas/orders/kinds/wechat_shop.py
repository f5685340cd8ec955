"""WeChat shop: a row a product; the order's cells repeat or stand on its first row only (merged).

Source: headers as public parsers read them; the state words are partly from memory, so an unknown one is refused with its text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Parcel, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, after_refund, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

ZERO = Money(0)


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "订单号", goods="商品名称", once="订单状态")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    head = records[0]
    postage = _amount(head, "订单运费", blank=ZERO)
    if chinese.told(head, "订单实际支付金额"):
        total = _amount(head, "订单实际支付金额")
    else:
        total = _amount(head, "商品总价") + postage - _amount(head, "商品优惠", blank=ZERO) - _amount(head, "跨店优惠", blank=ZERO)
    refunded = Money.total(_amount(record, "商品已退款金额", blank=ZERO) for record in records)
    state = chinese.state(head, "订单状态")
    back = any("退款成功" in record.text("商品售后") for record in records)
    if state == "cancelled" and back and not refunded:
        refunded = total
    placed, placed_at = head.time("订单下单时间")
    parcels: tuple[Parcel, ...] = ()
    for record in records:
        parcels += chinese.parcels(record, "快递单号", "物流公司")
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state if state == "refunded" else after_refund(state, total, refunded),
        raw_state=head.text("订单状态") + ("+退款成功" if back else ""), placed=placed, placed_at=placed_at, total=total,
        refunded=refunded, postage=postage, discount=_amount(head, "商品优惠", blank=ZERO),
        recipient=chinese.told(head, "收件人姓名"), phone=head.code("收件人手机", blanks=chinese.BLANKS),
        region=chinese.region(head, "省", "市", "区"),
        address=chinese.told(head, "收件人地址"), note=chinese.told(head, "买家备注"), seller_note=chinese.told(head, "商家备注"),
        lines=tuple(map(_line, records)), parcels=tuple(dict.fromkeys(parcels)), raw=tuple(r.as_found() for r in records))


def _amount(record: Record, name: str, *, blank: Money | None = None) -> Money:
    return record.money(name, "CNY", blank=blank, read=chinese.amount)


def _line(record: Record) -> LineDraft:
    quantity = record.quantity("商品数量")
    price = record.money("商品价格(单件)", "CNY", blank=ZERO, read=chinese.amount)
    title = chinese.told(record, "商品名称")
    if not title:
        raise record.refused("商品名称", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("SKU编码(自定义)", "商品编码(自定义)", blanks=chinese.BLANKS), title=title,
                     spec=chinese.told(record, "商品属性"), quantity=quantity, unit_price=price,
                     total=_amount(record, "商品实际价格(总共)", blank=quantity.of_price(price)))


CHANNEL = Channel(
    name="wechat-shop", title=N_("WeChat shop"), understand=understand,
    parts=(Part("orders", ("订单号", "订单下单时间", "订单状态", "商品名称", "商品数量")),),
    source="WeChat shop back end, order export")
