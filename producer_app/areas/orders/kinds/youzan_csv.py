"""Youzan: the order report (a row an order, titles joined, no quantities) and, beside it, the goods report.

Source: headers as public parsers read them (分销员 stands twice); the state words are partly from memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading
from producer_app.areas.orders.sheets import Channel, Part, Record, Refused, after_refund, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

ZERO = Money(0)


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of the report, with the lines of the goods report where it was given."""
    heads, refused = grouped(tables["orders"], "订单号")
    items, refused_items = grouped(tables.get("items", ()), "订单号", goods="商品名称", once="订单商品状态")
    reading = each_order(heads, lambda number, records: _order(number, records[-1]), refused)
    drafts, bad = [], [*reading.refused, *refused_items]
    for draft in reading.drafts:
        try:
            drafts.append(_with_lines(draft, items.get(draft.number, [])))
        except Refused as refusal:
            bad.append(refusal.refusal)
    remarks = () if "items" in tables else (
        _("This report tells no quantities. Give the report of goods together with it to have them."),)
    return Reading(tuple(drafts), tuple(bad), remarks)


def _order(number: str, head: Record) -> OrderDraft:
    total = _amount(head, "应收订单金额")
    refunded = _amount(head, "订单已退款金额", blank=ZERO)
    state = chinese.state(head, "订单状态")
    if state == "cancelled" and not refunded and "全额" in head.text("订单退款状态"):
        refunded = total
    placed, placed_at = head.time("订单创建时间")
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=state if state == "refunded" else after_refund(state, total, refunded),
        raw_state=head.text("订单状态"), placed=placed, placed_at=placed_at, total=total, refunded=refunded,
        paid=_amount(head, "订单实付金额", blank=ZERO), postage=_amount(head, "运费", blank=ZERO),
        discount=_amount(head, "店铺优惠合计", blank=ZERO), buyer=chinese.told(head, "买家昵称"),
        recipient=chinese.told(head, "收货人/提货人", "收货人"),
        phone=head.code("收货人手机号/提货人手机号", "收货人手机号", "买家手机号", blanks=chinese.BLANKS),
        region=" ".join(filter(None, (chinese.told(head, name) for name in ("收货人省份", "收货人城市", "收货人地区")))),
        address=chinese.told(head, "详细收货地址/提货地址", "详细收货地址"), note=chinese.told(head, "买家备注", "买家留言"),
        seller_note=chinese.told(head, "商家订单备注"), lines=_titles(head), raw=(head.as_found(),))


def _amount(head: Record, name: str, *, blank: Money | None = None) -> Money:
    return head.money(name, "CNY", blank=blank, read=chinese.amount)


def _titles(head: Record) -> tuple[LineDraft, ...]:
    """The goods by title alone; a title may hold ``;`` itself, so the number of kinds decides how often the cell is cut."""
    text = chinese.told(head, "全部商品名称")
    kinds = head.text("商品种类数")
    count = int(kinds) if kinds.isdigit() and int(kinds) else text.count(";") + 1
    return tuple(LineDraft(sku="", title=title.strip()) for title in text.split(";", count - 1) if title.strip())


def _with_lines(draft: OrderDraft, records: list[Record]) -> OrderDraft:
    if not records:
        return draft
    return replace(draft, lines=tuple(map(_line, records)), raw=draft.raw + tuple(r.as_found() for r in records))


def _line(record: Record) -> LineDraft:
    quantity = record.quantity("商品数量")
    price = record.money("商品单价", "CNY", read=chinese.amount)
    title = chinese.told(record, "商品名称")
    if not title:
        raise record.refused("商品名称", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("规格编码", "商品编码", blanks=chinese.BLANKS), title=title,
                     spec=chinese.told(record, "商品规格"), quantity=quantity, unit_price=price,
                     total=_amount(record, "商品实际成交金额", blank=quantity.of_price(price)))


CHANNEL = Channel(
    name="youzan", title=N_("Youzan"), understand=understand,
    parts=(Part("orders", ("订单号", "订单状态", "应收订单金额", "订单创建时间", "全部商品名称")),
           Part("items", ("订单号", "商品名称", "商品单价", "商品数量", "订单商品状态"), required=False)),
    source="Youzan back end, order report and goods report")
