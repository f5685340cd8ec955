"""Any other bank's table, rural credit unions among them: columns are recognised by what they are called.

Money in has a column of its own (收入金额, 贷方发生额, credit), or one amount column carries a sign or stands beside 借/贷. A bank
writes from its own side: 贷 (credit) is money in. Without a column that tells the direction nothing is guessed.
Source: names of columns as in github.com/deb-sig/double-entry-generator, example/ (cmb, boc, bocom, hsbchk, td) and in public
importers of bank tables (收入金额/支出金额/流水号, 借方发生额/贷方发生额); seen 2026.
"""

from __future__ import annotations

from producer_app.areas.receiving import bills
from producer_app.areas.receiving.rows import Coming, Format
from producer_app.base.i18n import N_, _
from producer_app.base.money import Money
from producer_app.base.sheet import Record, plain_header

DAY = ("交易日期", "记账日期", "入账日期", "业务日期", "交易时间", "日期", "transaction date",
       "booking date", "posting date", "date")
TIME = ("交易时间", "记账时间", "时间", "time", "transaction time")
IN = ("收入金额", "收入", "贷方发生额", "贷方金额", "贷方", "存入金额", "存入", "转入金额", "交易金额(收入)", "收入金额(元)",
      "贷方发生额(元)", "credit", "credit amount", "paid in", "money in", "deposit", "deposits")
OUT = ("支出金额", "支出", "借方发生额", "借方金额", "借方", "支取金额", "支取", "转出金额", "交易金额(支出)", "支出金额(元)",
       "借方发生额(元)", "debit", "debit amount", "paid out", "money out", "withdrawal", "withdrawals")
AMOUNT = ("交易金额", "金额", "发生额", "交易金额(元)", "金额(元)", "amount", "transaction amount")
DIRECTION = ("收/支", "收支", "收支标志", "借贷标志", "借贷方向", "借/贷", "收付标志", "credit/debit", "dr/cr", "type")
NUMBER = ("交易流水号", "流水号", "交易号", "交易单号", "交易序号", "核心流水号", "transaction id",
          "reference number", "transaction reference")
PAYER = ("对方户名", "对方名称", "对方账户名", "对方账户名称", "交易对方", "对手信息", "对方",
         "counterparty", "payer", "name")
NOTE = ("摘要", "附言", "备注", "用途", "交易附言", "交易摘要", "交易说明", "客户摘要", "description",
        "memo", "details", "narrative")
BALANCE = ("余额", "账户余额", "联机余额", "本次余额", "交易后余额", "余额(元)", "账户余额(元)", "balance")
CURRENCY = ("币种", "币别", "货币", "交易币种", "currency")
COMES = frozenset({"收", "收入", "贷", "贷方", "c", "cr", "credit", "in", "+", "存入", "转入"})
GOES = frozenset({"支", "支出", "借", "借方", "d", "dr", "debit", "out", "-", "支取", "转出", "付"})


def _likeness(headers: frozenset[str]) -> int:
    day = any(plain_header(name) in headers for name in DAY)
    both = all(any(plain_header(name) in headers for name in names) for names in (IN, OUT))
    signed = any(plain_header(name) in headers for name in AMOUNT) and any(
        plain_header(name) in headers for name in (*BALANCE, *DIRECTION))
    return 1 if day and (both or signed) else 0


def _has(record: Record, names: tuple[str, ...]) -> str:
    return next((name for name in names if record.has(name)), "")


def _amount(record: Record, currency: str) -> Money:
    """What came in; nothing or less where it went out. Raises Refused: no direction can be told."""
    column = _has(record, IN)
    if column and _has(record, OUT):
        return bills.money(record, column, currency, blank=True)
    column, direction = _has(record, AMOUNT), _has(record, DIRECTION)
    amount = bills.money(record, column, currency)
    word = record.text(direction).casefold() if direction else ""
    if word in GOES:
        return -amount if amount.minor > 0 else amount
    if word in COMES or not direction:
        return amount
    raise record.refused(direction, _("It is not told here whether the money came or went."))


def _one(record: Record) -> Coming | str:
    currency = bills.currency(record, *CURRENCY)
    amount = _amount(record, currency)
    if amount.minor <= 0:
        return "out"
    day, hours = _has(record, DAY), _has(record, TIME)
    at, exact = bills.when(record, day, hours if hours != day else "")
    payer, note = bills.words(record, *PAYER), bills.words(record, *NOTE)
    if "退款" in note or note.casefold().startswith("refund"):
        return "refund"
    column = _has(record, NUMBER)
    given = column and record.text(column, blanks=bills.NOTHING)
    made = bills.number(record, column) if given else bills.made_number(
        at, amount.minor, record.text(*BALANCE).replace(",", ""), payer)
    return Coming(made, at, exact, amount, Money(0, currency), payer, note, record.row)


STATEMENT = Format(
    name="bank", title=N_("Another bank's table"), wallet="", likeness=_likeness,
    understand=lambda records: bills.understood(records, _one),
    source="github.com/deb-sig/double-entry-generator, example/cmb/debit")
