"""Taobao and Tmall: the list of orders (ExportOrderList) and, beside it, the list of goods (ExportOrderDetailList).

The titles in the list of orders are joined by a comma that titles hold as well, so lines come from the second file only.
Source: headers and state words as several public parsers of the seller centre's exports read them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from producer_app.areas.orders import chinese
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Reading, Refusal
from producer_app.areas.orders.sheets import Channel, Part, Record, Refused, after_refund, each_order, grouped
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money

ZERO = Money(0)
_ADDRESS_CODE = re.compile(r"[（(]\s*(\d{6})\s*[)）]\s*$")


def understand(tables: Mapping[str, Sequence[Record]]) -> Reading:
    """Orders of the two files, joined by the order's number."""
    heads, refused = grouped(tables["orders"], "订单编号")
    items, refused_items = grouped(tables.get("items", ()), "订单编号", "主订单编号")
    known = "items" in tables
    reading = each_order(heads, lambda number, records: _order(number, records[-1]), refused)
    drafts, bad = [], [*reading.refused, *refused_items]
    for draft in reading.drafts:
        try:
            drafts.append(_with_lines(draft, items.get(draft.number)) if known else replace(draft, lines=None))
        except Refused as refusal:
            bad.append(refusal.refusal)
    return Reading(tuple(drafts), tuple(bad), _remarks(drafts, bad, items, known))


def _remarks(drafts: list[OrderDraft], bad: list[Refusal], items: Mapping[str, list[Record]], known: bool) -> tuple[str, ...]:
    if not known:
        return (_("The list of goods is missing, so these orders show no goods. Give both files together."),)
    bare = sum(draft.lines is None for draft in drafts)
    strange = 0 if bad else len(set(items) - {draft.number for draft in drafts})
    remarks = []
    if bare:
        remarks.append(_("{count} orders have no goods in the second file.").format(count=bare))
    if strange:
        remarks.append(_("{count} orders of the second file are not in the first and were left out.").format(count=strange))
    return tuple(remarks)


def _order(number: str, head: Record) -> OrderDraft:
    postage = _amount(head, "买家应付邮费", blank=ZERO)
    total = _amount(head, "总金额") if head.text("总金额") else _amount(head, "买家应付货款") + postage
    refunded = _amount(head, "退款金额", blank=ZERO)
    paid = _amount(head, "买家实际支付金额", blank=ZERO)
    placed, placed_at = head.time("订单创建时间")
    region, street = _split_address(chinese.told(head, "修改后的收货地址", "收货地址"))
    return OrderDraft(
        channel=CHANNEL.name, number=number, state=_state(head, total, refunded, paid), raw_state=head.text("订单状态"),
        placed=placed, placed_at=placed_at, total=total, refunded=refunded, paid=paid,
        postage=postage, buyer=chinese.told(head, "买家会员名"),
        recipient=chinese.told(head, "收货人姓名"), phone=head.code("联系手机", "联系电话", blanks=chinese.BLANKS),
        region=region, address=street, note=chinese.told(head, "买家留言"), seller_note=chinese.told(head, "订单备注"),
        parcels=chinese.parcels(head, "物流单号", "物流公司"), raw=(head.as_found(),))


def _amount(head: Record, name: str, *, blank: Money | None = None) -> Money:
    return head.money(name, "CNY", blank=blank, read=chinese.amount)


def _state(head: Record, total: Money, refunded: Money, paid: Money) -> str:
    word = chinese.state(head, "订单状态")
    if word == "cancelled":
        # Closed is either never paid or paid back; the reason and the date of payment tell them apart.
        back = "退款" in head.text("订单关闭原因") and bool(chinese.told(head, "订单付款时间"))
        return "refunded" if refunded or back else "cancelled"
    return word if word == "refunded" else after_refund(word, paid if paid else total, refunded)


def _split_address(text: str) -> tuple[str, str]:
    """Province, city and county, and the rest with its post code: ``新疆维吾尔自治区 和田地区 墨玉县 幸福路12号(848100)``."""
    parts = text.split(" ", 3)
    if len(parts) < 4:
        return chinese.split_region(text)
    found = _ADDRESS_CODE.search(parts[3])
    street = parts[3][:found.start()].strip() + " " + found.group(1) if found else parts[3]
    return " ".join(parts[:3]), street


def _with_lines(draft: OrderDraft, records: list[Record] | None) -> OrderDraft:
    if not records:
        return replace(draft, lines=None)
    return replace(draft, lines=tuple(map(_line, records)), raw=draft.raw + tuple(r.as_found() for r in records))


def _line(record: Record) -> LineDraft:
    quantity = record.quantity("购买数量")
    price = record.money("价格", "CNY", read=chinese.amount)
    title = chinese.told(record, "标题", "宝贝标题")
    if not title:
        raise record.refused("标题", _("The name of the goods is missing."))
    return LineDraft(sku=record.code("商家编码", "外部系统编号", blanks=chinese.BLANKS), title=title,
                     spec=chinese.told(record, "商品属性"), quantity=quantity, unit_price=price, total=quantity.of_price(price),
                     key=record.code("子订单编号", blanks=chinese.BLANKS))


CHANNEL = Channel(
    name="taobao", title=N_("Taobao / Tmall"), understand=understand,
    parts=(Part("orders", ("订单编号", "订单状态", "订单创建时间", "收货人姓名")),
           Part("items", ("订单编号", "标题", "价格", "购买数量"), required=False)),
    source="Seller centre exports ExportOrderList and ExportOrderDetailList")
