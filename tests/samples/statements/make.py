# ruff: noqa: E501  # the wallets' own long lines
"""Statements in the exact layouts of wallets and banks, made from rows: for tests and for trying.

    python tests/samples/statements/make.py DIR      writes one file of each kind

The layouts are those that the kinds of areas/receiving cite; names and numbers are made up.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One transaction. ``fen``: its amount; ``way``: in, out, own, refund, closed, pending."""

    number: str
    at: datetime
    fen: int
    way: str = "in"
    payer: str = "买买提"
    note: str = ""
    back: int = 0

    @property
    def yuan(self) -> str:
        return f"{self.fen // 100}.{self.fen % 100:02d}"


def sample_rows() -> list[Row]:
    """A morning at the stall."""
    at = [datetime(2026, 11, 20, 9, minute, 5) for minute in range(0, 60, 5)]
    return [
        Row("4200002986202511201000000101", at[0], 3799, note="H0001"), Row("4200002986202511201000000102", at[1], 12050),
        Row("4200002986202511201000000103", at[2], 1200, "out", "菜市场"), Row("4200002986202511201000000104", at[3], 50000, "own", "/"),
        Row("4200002986202511201000000105", at[4], 990, "refund", "某网店"), Row("4200002986202511201000000106", at[5], 123456),
        Row("4200002986202511201000000107", at[6], 2000, back=2000), Row("4200002986202511201000000108", at[7], 2500, back=500),
        Row("4200002986202511201000000109", at[8], 800, "pending"),
    ]


# ---------------------------------------------------------------- WeChat
WECHAT = ("交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注")


def _wechat_head(rows: Sequence[Row], *, newer: bool) -> list[list[str]]:
    lines = ["微信支付账单明细", "微信昵称：[古丽]", "起始时间：[2026-11-20 00:00:00] 终止时间：[2026-11-20 23:59:59]", "导出类型：[全部]",
             "导出时间：[2026-11-21 08:05:22]", "", f"共{len(rows)}笔记录", "收入：3笔 100.00元", "支出：1笔 12.00元", "中性交易：1笔 500.00元",
             "注：", "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易", "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
             "3. 本明细仅供个人对账使用", *(["4. 本账单中所有时间均为UTC+08:00时间"] if newer else []), "",
             "----------------------微信支付账单明细列表--------------------"]
    return [[line] + [""] * 10 for line in lines]


def _wechat_row(row: Row) -> list[str]:
    state = "已收钱"
    if row.way == "pending":
        state = "待确认收款"
    elif row.back == row.fen:
        state = "已全额退款"
    elif row.back:
        state = f"已退款(￥{row.back // 100}.{row.back % 100:02d})"
    kinds = {"in": "二维码收款", "pending": "转账", "out": "商户消费", "own": "零钱提现", "refund": f"{row.payer}-退款"}
    return [f"{row.at:%Y-%m-%d %H:%M:%S}", kinds[row.way], row.payer, f"收款方备注:{row.note or '二维码收款'}",
            {"in": "收入", "refund": "收入", "pending": "收入", "out": "支出", "own": "/"}[row.way], f"¥{row.yuan}", "零钱",
            "支付成功" if row.way in ("out", "own") else state, row.number + "\t", "/\t", "/"]


def wechat_csv(rows: Sequence[Row], *, newer: bool = False) -> bytes:
    """The bill as the wallet mailed it for years: UTF-8 with a mark, tabs behind numbers, ``¥`` before amounts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([*_wechat_head(rows, newer=newer), WECHAT, *map(_wechat_row, rows)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def wechat_xlsx(rows: Sequence[Row], *, resaved: bool = False) -> bytes:
    """The bill as a workbook: amounts are numbers, times are dates. ``resaved``: a spreadsheet has made numbers of numbers."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        date = book.add_format({"num_format": "yyyy/m/d h:mm"})
        line = 0
        for cells in [*_wechat_head(rows, newer=True), WECHAT]:
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(line, column, cell)
            line += 1
        for row in rows:
            for column, cell in enumerate(_wechat_row(row)):
                if column == 0:
                    sheet.write_datetime(line, 0, row.at, date)
                elif column == 5:
                    sheet.write_number(line, 5, row.fen / 100)
                elif column == 8 and resaved:
                    sheet.write_number(line, 8, float(row.number))
                else:
                    sheet.write_string(line, column, cell.strip())
            line += 1
    return out.getvalue()


def wechat_resaved_csv(rows: Sequence[Row], *, cut: bool = False) -> bytes:
    """The same after a spreadsheet: GB18030, dates with slashes and no seconds, thousands, numbers cut where they were."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([*_wechat_head(rows, newer=False), WECHAT])
    for row in rows:
        cells = [cell.strip() for cell in _wechat_row(row)]
        cells[0] = f"{row.at.year}/{row.at.month}/{row.at.day} {row.at.hour}:{row.at.minute:02d}"
        cells[5] = f"¥{row.fen / 100:,.2f}"
        if cut:
            cells[8] = f"{float(row.number):.2E}".replace("E+0", "E+")
        writer.writerow(cells)
    return out.getvalue().encode("gb18030")


# ---------------------------------------------------------------- Alipay
def alipay_csv(rows: Sequence[Row]) -> bytes:
    """The phone's bill: GB18030, two dozen lines above, padded cells, a comma at the end."""
    head = ["-" * 84, "导出信息：", "姓名：古丽", "支付宝账户：gul***@example.com",
            "起始时间：[2026-11-20 00:00:00]    终止时间：[2026-11-20 23:59:59]", "导出交易类型：[全部]", "导出时间：[2026-11-21 09:12:52]",
            f"共{len(rows)}笔记录", "收入：3笔 100.00元", "支出：1笔 12.00元", "不计收支：2笔 16.37元", "", "特别提示：",
            "1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；",
            "2.请勿将本回单作为收款方发货的凭据使用，请查证账户实际到账情况后再进行发货操作；",
            "3.支付宝快捷支付等非余额支付方式可能既产生支付宝交易也同步产生银行交易，因此请勿使用本回单进行重复记账；",
            "4.本回单如经任何涂改、编造，均立即失去效力；", "5.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为不计收支类；",
            "6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；", "7.禁止将本回单用于非法用途；",
            "8.本明细仅展示当前账单中的交易，不包括已删除的记录；", "9.本明细仅供个人对账使用。", "",
            "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"]
    names = ("交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注")
    lines = [*head, "".join(f"{name.ljust(20)}," for name in names)]
    for row in rows:
        state = {"in": "交易成功", "out": "交易成功", "own": "交易成功", "refund": "退款成功", "closed": "交易关闭", "pending": "等待对方确认收货"}
        way = {"in": "收入", "pending": "收入", "closed": "收入", "out": "支出", "own": "不计收支", "refund": "不计收支"}[row.way]
        cells = (f"{row.at:%Y-%m-%d %H:%M:%S} ", "退款" if row.way == "refund" else "商业服务", row.payer, "/", row.note or "收钱码收款", way,
                 row.yuan, "余额", state[row.way], row.number + "\t", "\t", "")
        lines.append("".join(f"{cell.ljust(20)}," for cell in cells))
    return "\r\n".join(lines).encode("gb18030") + b"\r\n"


def alipay_web_csv(rows: Sequence[Row]) -> bytes:
    """The web page's bill: a column for refunds given, dashes and sums below."""
    lines = ["支付宝交易记录明细查询", "账号:[gul***@example.com]", "起始日期:[2026-11-20 00:00:00]    终止日期:[2026-11-21 00:00:00]",
             "---------------------------------交易记录明细列表------------------------------------",
             "交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,"
             "类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,"
             "资金状态     ,"]
    for row in rows:
        way = {"in": "收入", "closed": "收入", "pending": "收入", "out": "支出", "own": "", "refund": ""}[row.way]
        state = {"closed": "交易关闭", "refund": "退款成功", "pending": "等待买家付款"}.get(row.way, "交易成功")
        at = f"{row.at:%Y-%m-%d %H:%M:%S}"
        cells = (row.number, "", at, "" if row.way == "pending" else at, at, "支付宝网站", "即时到账交易", row.payer, row.note or "转账", row.yuan,
                 way, state, "0.00", f"{row.back // 100}.{row.back % 100:02d}", "", "已收入")
        lines.append("".join(f"{cell.ljust(16)}\t," for cell in cells))
    lines += ["-" * 84, f"共{len(rows)}笔记录", "已收入:3笔,100.00元", "待收入:0笔,0.00元", "导出时间:[2026-11-21 09:12:52]    用户:古丽"]
    return "\r\n".join(lines).encode("gb18030") + b"\r\n"


# ---------------------------------------------------------------- banks
def icbc_csv(rows: Sequence[Row], *, newer: bool = True) -> bytes:
    """Account details with padded cells that end in tabs; no minute, no number."""
    names = ["交易日期", "摘要", *(["交易详情"] if newer else []), "交易场所", "交易国家或地区简称", "钞/汇", "交易金额(收入)", "交易金额(支出)", "交易币种",
             "记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名", *(["对方账户"] if newer else [])]
    lines = ["明细查询文件下载", "", '卡号: 6222****9876,"卡别名: "', "", '子账户序号: 00000,子账户类别: 活期,"子账户别名: "', "", ",".join(names)]
    balance = 1_000_000
    for row in rows:
        comes = row.way in ("in", "refund")
        balance += row.fen if comes else -row.fen
        amount = f"{row.fen / 100:,.2f}"
        cells = [f"{row.at:%Y-%m-%d}     \t", f'"{"退款" if row.way == "refund" else "他行汇入":<18}\t"', *(['"        \t"'] if newer else []),
                 '"手机银行        \t"', '"CHN      \t"', "钞        \t", '"-         \t"', '"-         \t"', "-              \t",
                 f'"{amount if comes else "":<20}\t"', f'"{"" if comes else amount:<20}\t"', "人民币         \t",
                 f'"{balance / 100:,.2f}          \t"', f'"{row.payer:<40}\t"', *(['"1234****9876       \t"'] if newer else [])]
        lines.append(",".join(cells) + ",")
    lines += [" ", f'人民币合计{"," * (9 if newer else 8)}"1,234.56          \t","9,876.54          \t",']
    return "\n".join(lines).encode("gb18030") + b"\n"


def abc_csv(rows: Sequence[Row]) -> bytes:
    """Signed amounts, days and times as bare digits."""
    lines = ["交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言"]
    balance = 1_000_000
    for place, row in enumerate(rows):
        comes = row.way in ("in", "refund")
        balance += row.fen if comes else -row.fen
        lines.append(f"{row.at:%Y%m%d},{row.at:%H%M%S},{'退款' if row.way == 'refund' else '转存'},{'+' if comes else '-'}{row.yuan},"
                     f"{balance / 100:.2f},{row.payer},{369396693 + place},超级网银,{row.note}")
    return "\n".join(lines).encode()


def boc_csv(rows: Sequence[Row]) -> bytes:
    """Day and time apart, thousands, dashes for nothing."""
    lines = ["中国银行交易流水明细单", "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号"]
    balance = 1_000_000
    for row in rows:
        comes = row.way in ("in", "refund")
        balance += row.fen if comes else -row.fen
        name = "网上快捷退款" if row.way == "refund" else "跨行转账" if comes else "网上快捷支付"
        lines.append(f'{row.at:%Y-%m-%d},{row.at:%H:%M:%S},人民币,"{"" if comes else "-"}{row.fen / 100:,.2f}","{balance / 100:,.2f}",{name},'
                     f'银企对接,-------------------,{row.note or "----------"},{row.payer},6226******5669,-------------------,3167')
    return "\n".join(lines).encode("gb18030")


def union_csv(rows: Sequence[Row]) -> bytes:
    """A rural credit union's table: money in and out in two columns, its own serial number."""
    lines = ["\ufeff账户明细查询,,,,,,", "账号：6217****0001,户名：古丽,,,,,", "交易日期,交易时间,交易流水号,借方发生额(元),贷方发生额(元),余额(元),对方户名,摘要"]
    for row in rows:
        comes = row.way in ("in", "refund")
        lines.append(f'{row.at:%Y-%m-%d},{row.at:%H:%M:%S},{row.number},{"" if comes else row.yuan},{row.yuan if comes else ""},"1,000.00",'
                     f'{row.payer},{"退款" if row.way == "refund" else row.note}')
    lines.append("合计,,,12.00,100.00,,,")
    return "\r\n".join(lines).encode()


def camt_xml(rows: Sequence[Row], *, currency: str = "EUR", version: str = "08", batch: Sequence[Row] = ()) -> bytes:
    """A bank's statement in ISO 20022; ``batch``: transfers gathered in one more entry."""
    entries = []
    status = "<Sts><Cd>BOOK</Cd></Sts>" if version >= "08" else "<Sts>BOOK</Sts>"

    def debtor(name: str) -> str:
        return f"<Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr>" if version >= "08" else f"<Dbtr><Nm>{name}</Nm></Dbtr>"

    def details(row: Row, *, amount: bool) -> str:
        share = f'<Amt Ccy="{currency}">{row.yuan}</Amt><CdtDbtInd>CRDT</CdtDbtInd>' if amount else ""
        return (f"<TxDtls><Refs><AcctSvcrRef>{row.number}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{share}<RltdPties>"
                f"{debtor(row.payer)}</RltdPties><RmtInf><Ustrd>{row.note}</Ustrd></RmtInf></TxDtls>")

    for row in rows:
        sign = "CRDT" if row.way in ("in", "refund") else "DBIT"
        reversal = "<RvslInd>true</RvslInd>" if row.way == "refund" else ""
        entries.append(f'<Ntry><Amt Ccy="{currency}">{row.yuan}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{reversal}{status}<BookgDt><DtTm>'
                       f"{row.at:%Y-%m-%dT%H:%M:%S}+01:00</DtTm></BookgDt><AcctSvcrRef>{row.number}</AcctSvcrRef><NtryDtls>"
                       f"{details(row, amount=False)}</NtryDtls></Ntry>")
    if batch:
        total = sum(row.fen for row in batch)
        entries.append(f'<Ntry><Amt Ccy="{currency}">{total // 100}.{total % 100:02d}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{status}<BookgDt><Dt>'
                       f"{batch[0].at:%Y-%m-%d}</Dt></BookgDt><AcctSvcrRef>BATCH1</AcctSvcrRef><NtryDtls>"
                       + "".join(details(row, amount=True) for row in batch) + "</NtryDtls></Ntry>")
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
            "<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
            + "".join(entries) + "</Stmt></BkToCstmrStmt></Document>").encode()


def mt940(rows: Sequence[Row], *, currency: str = "CNY", frame: bool = False) -> bytes:
    """A bank's statement as SWIFT's MT940, its balances right; ``frame``: with the network's blocks round it."""
    marks = {"in": "C", "out": "D", "refund": "RD"}
    lines = [":20:STARTUMS", ":25:10020030/1234567", ":28C:00011/001", f":60F:C{rows[0].at:%y%m%d}{currency}1000,00"]
    balance = 100_000
    for row in rows:
        balance += row.fen if marks[row.way] != "D" else -row.fen
        lines.append(f":61:{row.at:%y%m%d%m%d}{marks[row.way]}{currency[2]}{row.fen // 100},{row.fen % 100:02d}NTRF"
                     f"NONREF//{row.number[-16:]}")
        lines.append(f":86:166?00TRANSFER?20EREF+NOTPROVIDED?21SVWZ+{row.note}?32{row.payer}")
    lines += [f":62F:C{rows[-1].at:%y%m%d}{currency}{balance // 100},{balance % 100:02d}", "-"]
    if frame:
        lines = ["{1:F01AAAABB99BSMK3513951576}{2:I940AAAABB99XXXXN}{4:", *lines[:-1], "-}"]
    return "\r\n".join(lines).encode() + b"\r\n"


def every() -> dict[str, bytes]:
    """One file of each kind, by file name."""
    rows: list[Any] = sample_rows()
    plain = [row for row in rows if row.way in ("in", "out", "refund") and not row.back]
    return {
        "wechat.csv": wechat_csv(rows), "wechat.xlsx": wechat_xlsx(rows), "wechat-resaved.csv": wechat_resaved_csv(rows),
        "alipay.csv": alipay_csv([r for r in rows if not r.back]), "alipay-web.csv": alipay_web_csv(rows),
        "icbc.csv": icbc_csv(plain), "icbc-older.csv": icbc_csv(plain, newer=False), "abc.csv": abc_csv(plain), "boc.csv": boc_csv(plain),
        "credit-union.csv": union_csv(plain), "camt053.xml": camt_xml(plain), "camt053-02.xml": camt_xml(plain, version="02"),
        "bank.sta": mt940(plain), "bank-framed.txt": mt940(plain, frame=True),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in every().items():
        (folder / name).write_bytes(data)
        print(folder / name)
