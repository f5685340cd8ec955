"""JD: a row a product, the order's amounts repeated on each; letters outside GBK arrive as ``?``.

A locked order (锁定) waits for a refund; it is released or closed by JD later. Source: headers of 2016 as public parsers read them;
the state words are partly from memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

ZERO = Money(0)


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of one export."""
    groups, refused = grouped(tables["orders"], "订单号", goods="商品名称", once="订单状态")
    return each_order(groups, _order, refused)


def _order(number: str, records: list[Record]) -> OrderDraft:
    head = records[0]
    total = _amount(head, "结算金额") if head.text("结算金额") else _amount(head, "应付金额")
    placed, placed_at = head.time("下单时间")
    region, street = chinese.split_region(chinese.told(head, "客户地址"))
    word = head.text("订单状态")
    return OrderDraft(
        channel=CHANNEL.name, number=number, state="refunded" if "锁定" in word else chinese.state(head, "订单状态"),
        raw_state=word, placed=placed, placed_at=placed_at, total=total, postage=_amount(head, "运费金额", blank=ZERO),
        buyer=chinese.told(head, "下单帐号"), recipient=chinese.told(head, "客户姓名"),
        phone=head.code("联系电话", blanks=chinese.BLANKS), region=region, address=street, note=chinese.told(head, "订单备注"),
        seller_note=chinese.told(head, "商家备注"), lines=tuple(map(_line, records)), raw=tuple(r.as_found() for r in records))


def _amount(record: Record, name: str, *, blank: Money | None = None) -> Money:
    return record.money(name, "CNY", blank=blank, read=chinese.amount)


def _line(record: Record) -> LineDraft:
    quantity = record.quantity("订购数量")
    price = _amount(record, "京东价")
    title = chinese.told(record, "商品名称")
    if not title:
        raise record.refused("商品名称", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("货号", "商品ID", blanks=chinese.BLANKS), title=title, quantity=quantity, unit_price=price,
                     total=quantity.of_price(price))


CHANNEL = Channel(
    name="jd", title=N_("JD"), understand=understand,
    parts=(Part("orders", ("订单号", "商品名称", "订购数量", "京东价", "下单时间", "订单状态")),),
    source="JD merchant back end, order export")
