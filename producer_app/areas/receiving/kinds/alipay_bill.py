"""Alipay's bill in GB18030: as the phone exports it (电子客户回单) and as the web page does (交易记录明细), each with its preamble.

Cells are padded with blanks, numbers end in a tab, rows end in a comma. 收入 is money in; 不计收支 moves between own accounts or
is a refund; 交易关闭 was never paid. The web page's table ends in lines of dashes and sums, and tells refunds given in a column
of its own (成功退款).
Source: github.com/deb-sig/double-entry-generator, example/alipay/example-alipay-records.csv (phone);
github.com/mayswind/ezbookkeeping, pkg/converters/alipay (both); columns of the web page as in several public importers; seen 2026.
"""

from __future__ import annotations

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

PHONE = frozenset(map(plain_header, ("交易时间", "商品说明", "收/支", "金额", "交易状态", "交易订单号")))
WEB = frozenset(map(plain_header, ("交易号", "交易创建时间", "付款时间", "商品名称", "金额（元）", "收/支", "交易状态")))


def _one(record: Record) -> Coming | str:
    web = record.has("交易号")
    direction, state = bills.words(record, "收/支"), bills.words(record, "交易状态")
    if "关闭" in state:
        return "closed"
    if "退款" in state or bills.words(record, "交易分类") == "退款":
        return "refund"
    if direction == "支出":
        return "out"
    if direction != "收入":
        return "own"
    if "等待" in state or state.startswith("待"):
        return "pending"
    amount = bills.money(record, "金额（元）" if web else "金额")
    # Not paid yet, the web page leaves the time of payment empty.
    at, exact = bills.when(record, "付款时间" if web and record.text("付款时间") else "交易创建时间" if web else "交易时间")
    back = bills.money(record, "成功退款（元）", blank=True) if record.has("成功退款（元）") else Money(0)
    return Coming(bills.number(record, "交易号" if web else "交易订单号"), at, exact, amount, min(back, amount),
                  bills.words(record, "交易对方"), bills.words(record, "商品名称" if web else "商品说明", "备注"), record.row)


STATEMENT = Format(
    name="alipay", title=N_("Alipay bill"), wallet="alipay",
    likeness=lambda headers: 3 if headers >= PHONE or headers >= WEB else 0,
    understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/alipay")
