"""Industrial and Commercial Bank of China, account details as its page exports them (明细查询文件下载, CSV).

Lines of the card stand above, a sum (人民币合计) below; every cell is padded and ends in a tab; money in and money out
have a column each; there is a day but no minute and no number, so the number is made of day, amount, balance and payer.
Source: github.com/deb-sig/double-entry-generator, example/icbc/debit and debit-v2 (with 交易详情, 对方账户), seen 2026.
"""

from __future__ import annotations

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

NEEDS = frozenset(map(plain_header, ("交易日期", "摘要", "记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名")))


def _one(record: Record) -> Coming | str:
    currency = bills.currency(record, "记账币种")
    amount = bills.money(record, "记账金额(收入)", currency, blank=True)
    if not amount:
        return "out"
    at, exact = bills.when(record, "交易日期")
    payer, note = bills.words(record, "对方户名"), bills.words(record, "摘要", "交易详情", "交易场所")
    if "退款" in record.text("摘要"):
        return "refund"
    made = bills.made_number(at, amount.minor, record.text("余额").replace(",", ""), payer)
    return Coming(made, at, exact, amount, Money(0, currency), payer, note, record.row)


STATEMENT = Format(
    name="icbc", title=N_("ICBC account details"), wallet="", likeness=lambda headers: 3 if headers >= NEEDS else 0,
    understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/icbc")
