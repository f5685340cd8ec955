"""Agricultural Bank of China, account details: days as ``20240101``, times as ``123456``, amounts with their sign.

The log number (日志号) counts a day and is left out (zeros) for interest, so the key joins it with day, amount and balance.
Source: github.com/deb-sig/double-entry-generator, example/abc_debit/example-abc_debit-records.csv, seen 2026.
"""

from __future__ import annotations

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

NEEDS = frozenset(map(plain_header, ("交易日期", "交易时间", "交易摘要", "交易金额", "本次余额", "对手信息")))


def _one(record: Record) -> Coming | str:
    amount = bills.money(record, "交易金额")
    if amount.minor <= 0:
        return "out"
    if "退款" in record.text("交易摘要"):
        return "refund"
    at, exact = bills.when(record, "交易日期", "交易时间")
    payer = bills.words(record, "对手信息")
    made = bills.made_number(at, amount.minor, record.text("本次余额").replace(",", ""), bills.words(record, "日 志 号", "日志号"))
    return Coming(made, at, exact, amount, Money(0), payer, bills.words(record, "交易摘要", "交易附言"), record.row)


STATEMENT = Format(
    name="abc", title=N_("Agricultural Bank account details"), wallet="",
    likeness=lambda headers: 3 if headers >= NEEDS else 0, understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/abc_debit")
