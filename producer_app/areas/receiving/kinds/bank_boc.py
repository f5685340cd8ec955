"""Bank of China, list of transactions (交易流水明细单): day and time in two columns, amounts with their sign, dashes for nothing.

Source: github.com/deb-sig/double-entry-generator, example/boc/debit/example-boc-records.csv, seen 2026.
"""

from __future__ import annotations

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.i18n import N_
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

NEEDS = frozenset(map(plain_header, ("记账日期", "记账时间", "币别", "金额", "余额", "交易名称", "对方账户名")))


def _one(record: Record) -> Coming | str:
    currency = bills.currency(record, "币别")
    amount = bills.money(record, "金额", currency)
    if amount.minor <= 0:
        return "out"
    name = record.text("交易名称")
    if "退款" in name or "提现" in name:
        return "refund" if "退款" in name else "own"
    at, exact = bills.when(record, "记账日期", "记账时间")
    payer = bills.words(record, "对方账户名")
    made = bills.made_number(at, amount.minor, record.text("余额").replace(",", ""), payer)
    return Coming(made, at, exact, amount, Money(0, currency), payer, bills.words(record, "附言", "交易名称"), record.row)


STATEMENT = Format(
    name="boc", title=N_("Bank of China transactions"), wallet="", likeness=lambda headers: 3 if headers >= NEEDS else 0,
    understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/boc/debit")
