"""A marketplace's file of any length: Pinduoduo's export, a row an order, 27 columns, made up by numbers."""

from __future__ import annotations

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

HEADER = [
    "商品", "订单号", "订单状态", "商品总价(元)", "邮费(元)", "店铺优惠折扣(元)", "平台优惠折扣(元)", "多多支付立减金额(元)",
    "用户实付金额(元)", "商家实收金额(元)", "商品数量(件)", "发货时间", "确认收货时间", "商品id", "商品规格", "样式ID",
    "商家编码-规格维度", "商家编码-商品维度", "商家备注", "售后状态", "快递单号", "快递公司", "订单成交时间", "是否分期",
    "分期期数", "手续费承担方", "分期方式"]
GOODS = (("若羌红枣 特级, 新货", "1kg", "HT-JUJ-1K", 5800), ("吐鲁番葡萄干", "250g*2", "TS-RAIS-250", 2580),
         ("黑蜂蜜 Black-bee honey", "玻璃瓶 500g", "HM-HONEY-01", 8850), ("英吉沙工艺摆件", "羊角柄", "YG-KNIFE-H", 32000),
         ("和田纸皮核桃", "500克/袋", "HT-WAL-500", 3990), ("玫瑰花酱", "200g", "RO-JAM-200", 3800))
STATES = ("待发货", "已发货，待签收", "已签收", "已签收", "已签收", "已取消", "未发货，退款成功")


def write(path: Path, rows: int) -> None:
    """Writes the file."""
    pick = random.Random(7)
    begun = datetime(2025, 11, 1)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for n in range(rows):
            title, spec, sku, price = pick.choice(GOODS)
            count, post = pick.randrange(1, 5), pick.choice((0, 850, 1200))
            own, theirs = pick.choice((0, 500)), pick.choice((0, 300))
            goods = price * count
            paid = goods + post - own - theirs
            placed, state = begun + timedelta(seconds=97 * n), pick.choice(STATES)
            sent = state in ("已发货，待签收", "已签收")
            out.writerow([
                title, f"{placed:%y%m%d}-{123456789012345 + 7919 * n}\t", state,
                *map(_yuan, (goods, post, own, theirs, 0, paid, paid + theirs)),
                f"{count}\t", f"{placed + timedelta(hours=20):%Y-%m-%d %H:%M:%S}\t" if sent else "\t", "\t",
                f"70000000{n % 9000:04d}\t",
                spec, f"90000000{n % 9000:04d}\t", sku, "", pick.choice(("", "", "老客户, 送小样")), "无售后或售后取消",
                f"YT{2920886522856 + 31 * n}\t" if sent else "\t", pick.choice(("圆通速递", "中通快递")) if sent else "",
                f"{placed:%Y-%m-%d %H:%M:%S}\t", "否", "", "", ""])


def _yuan(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"
