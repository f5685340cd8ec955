"""WeChat Pay's personal bill, as the wallet mails it: CSV with sixteen or seventeen lines above the table, or XLSX.

Amounts stand with ``¥`` (until 2026) or bare, numbers end in a tab, a slash says nothing. Money in is 收入; a refund of an own
purchase is 收入 too, with a type ending in 退款; 中性交易 (a slash) moves between own accounts.
Source: sample with all columns at github.com/deb-sig/double-entry-generator, example/wechat/example-wechat-records.csv; the
table's row and the bare amounts of 2026: github.com/dingdangdog/cashbook, issue 170; refunds and ``￥1,234.56``:
github.com/mayswind/ezbookkeeping, pkg/converters/wechat (tests); seen 2026.
"""

from __future__ import annotations

import re

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

NEEDS = frozenset(map(plain_header, ("交易时间", "交易类型", "收/支", "金额(元)", "当前状态", "交易单号")))
_PART = re.compile(r"已退款\s*[(（]?\s*[¥￥]?\s*([\d,]+(?:\.\d{1,2})?)")


def _one(record: Record) -> Coming | str:
    direction = bills.words(record, "收/支")
    kind, state = record.text("交易类型"), record.text("当前状态")
    if direction == "支出":
        return "out"
    if direction != "收入":
        return "own"
    if kind.endswith("退款"):
        return "refund"
    if state.startswith(("待", "等待")):
        return "pending"
    amount = bills.money(record, "金额(元)")
    at, exact = bills.when(record, "交易时间")
    return Coming(bills.number(record, "交易单号"), at, exact, amount, _returned(amount, state),
                  bills.words(record, "交易对方"), bills.words(record, "商品", "备注"), record.row)


def _returned(amount: Money, state: str) -> Money:
    part = _PART.search(state)
    if part:
        try:
            return min(Money.parse(part[1]), amount)
        except ShopError:
            return amount
    return amount if "退" in state else Money(0)


STATEMENT = Format(
    name="wechat", title=N_("WeChat Pay bill"), wallet="wechat",
    likeness=lambda headers: 3 if headers >= NEEDS else 0,
    understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/wechat")
